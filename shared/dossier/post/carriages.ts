import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import type { Instant } from '../../calendar/day.ts'
import type { ActOf } from '../acts.ts'
import { advance, type Circumstances, type Outcome } from '../circumstances.ts'
import type { Dossier, DossierEvent, EventDraft } from '../dossier.ts'
import { notNow, onlyOfWhole, otherCarriage } from '../not-now.ts'
import { noAddress, type Objection, object } from '../objections.ts'
import { drawWaybill } from '../waybills.ts'
import { whyNotTo } from './where-papers-go.ts'

/** Giấy tờ trong túi: a paper by the name on the list, and how many of it. */
export interface ListedPaper {
  name: string
  count: number
}

/** The papers an event names, in words; in a bag with how many of each. */
export function papersNamed(detail: DossierEvent['detail']): string[] | undefined {
  const papers: unknown = detail?.papers
  if (!Array.isArray(papers)) return undefined
  return papers.map((paper: unknown) =>
    typeof paper === 'string' ? paper : `${Object(paper).name} (${Object(paper).count})`,
  )
}

/**
 * Chuyến giấy tờ: original papers under way, at most one at a time. Collected at the citizen's door, carried between counters
 * of a liên thông, or sent back to the citizen. By its own clock: it moves no status and no due moment.
 */
export interface Carriage {
  kind: 'collect-dossier' | 'carry-papers'
  /** Its identity at the post, and in the history. */
  number: string
  /** `hand`: an officer carries it; the post knows nothing of it. */
  by: 'post' | 'hand'
  state: 'ordered' | 'in-post' | 'collected' | 'arrived'
  since: Instant
  /** The agency whose counter is to receive it; the citizen's door. */
  to: UnitId | 'applicant'
  waybill?: string
  /** Còn thiếu: what its sender still waits for from the bag before, if this one is called back and the papers stay. */
  awaited?: EndedCarriage
}

/** A carriage that ended: called back or given up, or signed for by the place it was for with papers missing, which its sender may still find. */
export interface EndedCarriage extends Pick<Carriage, 'number' | 'to'> {
  missingFrom?: UnitId | 'applicant'
}

/** Whether the post has it, or is to have it, and nobody has told that it arrived. */
export function isInPost(carriage: Carriage | undefined): carriage is Carriage {
  return carriage !== undefined && carriage.by === 'post' && carriage.state !== 'arrived'
}

/**
 * Of a parcel that is no result. The dossier's own id, because a code is given at reception only; what stands behind the
 * stroke tells it from every order of a result, whose code may begin with any agency's.
 */
const numberForm = /^([\w-]+)\/G\d+$/

export function carriageNumber(dossier: string, n: number): string {
  return `${dossier}/G${n}`
}

/** The dossier that a number of a carriage is about; `undefined` for the number of a result's parcel. */
export function dossierOfCarriage(number: string): string | undefined {
  return numberForm.exec(number)?.[1]
}

/** Where the papers lie while none are under way: with whoever received the dossier, until a bag is received elsewhere. */
export function papersAt(dossier: Dossier): UnitId | 'applicant' {
  return dossier.papersAt ?? agencyOf(dossier.receivingUnit)
}

/** Thu gom hồ sơ tại nhà: the post fetches the papers at the citizen's door and brings them to the counter. */
export function orderCollection(act: ActOf<'order-collection'>, c: Circumstances): Outcome | Objection {
  const { dossier, parties } = c.file
  if (dossier.carriage) return object('papers-under-way')
  if (dossier.channel === 'direct') {
    return notNow('channel', 'Hồ sơ nộp trực tiếp tại quầy: giấy tờ đã ở quầy.')
  }
  const to = agencyOf(dossier.receivingUnit)
  const made = begin(c, { kind: 'collect-dossier', by: 'post', to })
  const drawn = drawWaybill(c)
  const event = {
    act: 'order-collection',
    detail: { number: made.carriage.number, papers: act.papers, ...drawn.detail },
    wants: ['postal-returns'],
  } as const
  const people = { parties: { ...parties, collectFrom: act.from } }
  // Only what was never at the counter is all with the citizen: a later collection fetches what was still missing.
  const isFirst = dossier.papersAt === undefined && dossier.acceptedAt === undefined
  const place = isFirst ? ({ papersAt: 'applicant' } as const) : {}
  const changes = [{ next: advance(dossier, c.at, { ...made, ...place }), event, ...people }]
  return { changes, ...(drawn.serials && { serials: drawn.serials }) }
}

/** Gửi túi giấy tờ, with its list, from the agency that has them to another one of the dossier's, or back to the citizen. */
export function sendPapers(act: ActOf<'send-papers'>, c: Circumstances): Outcome | Objection {
  const { dossier, parties } = c.file
  const own = ownAgency(c)
  if (dossier.parent !== undefined) return onlyOfWhole()
  if (dossier.carriage) return object('papers-under-way')
  if (papersAt(dossier) !== own) return object('papers-elsewhere')
  const nowhere = whyNotTo(act, own, c)
  if (nowhere !== undefined) return object('papers-go-elsewhere', [nowhere])
  if (act.to === 'applicant' && !(parties.collectFrom ?? parties.deliverTo))
    return object('no-postal-address', noAddress)
  const made = begin(c, { kind: 'carry-papers', by: act.by, to: act.to })
  const drawn = act.by === 'post' ? drawWaybill(c) : { detail: {} }
  const parcel = { number: made.carriage.number, by: act.by, from: own, to: act.to, papers: act.papers }
  const detail = { ...parcel, ...drawn.detail }
  const rung = act.by === 'post' ? { wants: ['postal-returns'] as const } : {}
  const note = act.note === undefined ? {} : { note: act.note }
  const changes = [
    { next: advance(dossier, c.at, made), event: { act: 'send-papers', detail, ...note, ...rung } as const },
  ]
  return { changes, ...(drawn.serials && { serials: drawn.serials }) }
}

function begin(c: Circumstances, said: Pick<Carriage, 'kind' | 'by' | 'to'>) {
  const { dossier } = c.file
  const carriageCount = (dossier.carriageCount ?? 0) + 1
  const number = carriageNumber(dossier.id, carriageCount)
  const before = dossier.endedCarriage
  const awaited = before?.missingFrom === undefined ? {} : { awaited: before }
  const carriage = { ...said, number, state: 'ordered', since: c.at, ...awaited } satisfies Carriage
  return { carriageCount, carriage, endedCarriage: undefined }
}

/** The post has the order. */
export function carriageTaken(act: ActOf<'carriage-taken'>, c: Circumstances): Outcome | Objection {
  const carriage = under(c, act.number)
  if (carriage?.state !== 'ordered') return otherCarriage(c.file.dossier, act.number)
  const next = advance(c.file.dossier, c.at, { carriage: { ...carriage, state: 'in-post', waybill: act.waybill } })
  const detail = { number: act.number, waybill: act.waybill }
  return { changes: [{ next, event: { act: 'carriage-taken', detail } }] }
}

/** Where the papers are now, as the post tells it; what arrives at the citizen's door has nobody to sign for it here. */
export function carriageMoved(act: ActOf<'carriage-moved'>, c: Circumstances): Outcome | Objection {
  const carriage = under(c, act.number)
  if (!carriage || carriage.state === 'arrived' || carriage.state === act.state) {
    return otherCarriage(c.file.dossier, act.number)
  }
  const { dossier } = c.file
  const detail = { number: act.number, state: act.state, at: act.at, tracking: act.trackingId, to: carriage.to }
  const isHome = act.state === 'arrived' && carriage.to === 'applicant'
  const next = isHome
    ? advance(dossier, c.at, { carriage: undefined, papersAt: 'applicant' })
    : advance(dossier, c.at, { carriage: { ...carriage, state: act.state, since: act.at } })
  const rung = act.state === 'arrived' && !isHome ? { wants: ['transfers'] as const } : {}
  return { changes: [{ next, event: { act: 'carriage-moved', detail, ...rung } }] }
}

/** It never left, came back, or is not heard of: the papers count as where they were, and whoever sent them is told. */
export function carriageEnded(act: ActOf<'carriage-ended'>, c: Circumstances): Outcome | Objection {
  const carriage = under(c, act.number)
  if (!carriage || carriage.state === 'arrived') return otherCarriage(c.file.dossier, act.number)
  const { number, to, state: reached } = carriage
  const from = senderOf(carriage, c.file.dossier)
  const told = act.trackingId === undefined ? {} : { tracking: act.trackingId }
  const detail = { number, from, to, reached, ...told, ...(act.recalled && { recalled: true }) }
  const ended = (act.recalled && carriage.awaited) || { number, to }
  const next = advance(c.file.dossier, c.at, { carriage: undefined, endedCarriage: ended })
  // Who called them back knows it; anybody else is told.
  const rung = act.recalled ? {} : { wants: ['transfers'] as const }
  return { changes: [{ next, event: { act: 'carriage-ended', reason: act.reason, detail, ...rung } }] }
}

/**
 * Thu hồi chuyến giấy tờ: whoever sent the papers may take them back until the post has collected them, or the officer who carries them
 * has handed them over; they then count as where they were. The post is asked first; what is in nobody's book but ours ends at once.
 */
export function recallPapers(act: ActOf<'recall-papers'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const { carriage } = dossier
  if (!carriage) return object('no-papers-under-way')
  if (carriage.state !== 'ordered' && carriage.state !== 'in-post') {
    return notNow('carriage.state', 'Bưu điện đã lấy giấy tờ: không thu hồi được nữa.')
  }
  if (!isSender(c, carriage)) return object('papers-elsewhere')
  const { number, by, to, awaited = { number, to } } = carriage
  const detail = { number, by, from: senderOf(carriage, dossier), to }
  const event = { act: 'recall-papers', reason: act.reason, detail } as const
  if (by === 'post')
    return { changes: [{ next: advance(dossier, c.at, {}), event: { ...event, wants: ['postal-returns'] } }] }
  const next = advance(dossier, c.at, { carriage: undefined, endedCarriage: awaited })
  return { changes: [{ next, event }] }
}

/** What is still to be collected for a dossier that ends is called back with the end: the postman need not come. */
export function withoutCollection({ carriage }: Dossier, event: EventDraft): EventDraft {
  const isToCome = carriage?.state === 'ordered' || carriage?.state === 'in-post'
  if (carriage?.kind !== 'collect-dossier' || !isToCome) return event
  const detail = { ...event.detail, recalls: carriage.number }
  return { ...event, detail, wants: [...new Set([...(event.wants ?? []), 'postal-returns' as const])] }
}

/** They were collected already, or the post does not know the order: they go on as before, and the sender knows why. */
export function papersRecallRefused(act: ActOf<'papers-recall-refused'>, c: Circumstances): Outcome | Objection {
  const carriage = under(c, act.number)
  if (!carriage || carriage.state === 'arrived') return otherCarriage(c.file.dossier, act.number)
  const { number, kind, to } = carriage
  const detail = { number, kind, from: senderOf(carriage, c.file.dossier), to }
  const event = { act: 'papers-recall-refused', reason: act.reason, detail, wants: ['transfers'] } as const
  return { changes: [{ next: advance(c.file.dossier, c.at, {}), event }] }
}

/** A bag: the agency whose papers are in it, or its heir. A collection: the citizen, or the counter it goes to. */
function isSender(c: Circumstances, carriage: Carriage): boolean {
  const from = senderOf(carriage, c.file.dossier)
  if (c.person.kind === 'citizen') return from === 'applicant'
  return standsFor(carriage.kind === 'collect-dossier' ? carriage.to : from, c)
}

/** Whether an officer's agency is the one named, has taken over its archive, or has this procedure's work of it. */
function standsFor(place: UnitId | 'applicant' | undefined, { person, directory, file }: Circumstances): boolean {
  if (person.kind !== 'officer' || place === undefined || place === 'applicant') return false
  const own = agencyOf(person.unit)
  const heir = directory.heirOf(place, file.dossier.procedure)
  return place === own || heir === own || (person.heritage ?? []).includes(place)
}

/**
 * Nhận túi giấy tờ: signed for at the other end, paper by paper. What was listed and is not there stands in the history, and
 * the sender is told. It may lie on the counter before the post says so, or after it was given up; and a citizen may bring
 * the papers by hand.
 */
export function receivePapers(act: ActOf<'receive-papers'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const { carriage } = dossier
  const own = carriage ? ownAgency(c) : broughtTo(c)
  if (!carriage && own === undefined) return object('no-papers-under-way')
  if (own === undefined || (carriage && carriage.to !== own)) return object('papers-elsewhere')
  const missing = act.missing ?? []
  const { missingFrom, ...ended } = dossier.endedCarriage ?? {}
  const from = carriage ? senderOf(carriage, dossier) : (missingFrom ?? papersAt(dossier))
  const detail = {
    ...(carriage ? saidOf(carriage) : { ...ended, by: 'hand' }),
    from,
    papers: act.papers,
    ...(missing.length > 0 ? { missing } : {}),
  }
  const note = act.note === undefined ? {} : { note: act.note }
  const rung = missing.length > 0 ? { wants: ['transfers'] as const } : {}
  // What is missing may still turn up, one paper after the other, and is signed for then.
  const number = carriage?.number ?? dossier.endedCarriage?.number
  const isIncomplete = missing.length > 0 || (carriage === undefined && missingFrom !== undefined)
  const rest = isIncomplete && number !== undefined ? { number, to: own, missingFrom: from } : undefined
  const next = advance(dossier, c.at, { carriage: undefined, endedCarriage: rest, papersAt: own })
  return { changes: [{ next, event: { act: 'receive-papers', detail, ...note, ...rung } }] }
}

/** Who has to be told what became of it: a collection is from the citizen's door, wherever the other papers lie. */
export function senderOf({ kind }: Carriage, dossier: Dossier): UnitId | 'applicant' {
  return kind === 'collect-dossier' ? 'applicant' : papersAt(dossier)
}

function saidOf({ number, kind, by, waybill }: Carriage) {
  return { number, kind, by, ...(waybill === undefined ? {} : { waybill }) }
}

/** Where papers may turn up that nobody carries: at a counter of the dossier's, or where the bag given up was to go. */
function broughtTo(c: Circumstances): UnitId | undefined {
  const { dossier } = c.file
  if (dossier.parent !== undefined) return undefined
  const counters = papersAt(dossier) === 'applicant' ? [dossier.receivingUnit, dossier.holder].map(agencyOf) : []
  return [...counters, dossier.endedCarriage?.to].find((place) => standsFor(place, c))
}

/** The agency the officer signs for: the one the bag is for, where theirs has taken over from it. */
function ownAgency(c: Circumstances): UnitId | undefined {
  const { person, file } = c
  if (person.kind !== 'officer') return undefined
  const wanted = file.dossier.carriage?.to ?? papersAt(file.dossier)
  return wanted !== 'applicant' && standsFor(wanted, c) ? wanted : agencyOf(person.unit)
}

function under({ file: { dossier } }: Circumstances, number: string): Carriage | undefined {
  return dossier.carriage?.number === number ? dossier.carriage : undefined
}
