import { agencyOf } from '../../agencies/unit.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Consultation, Dossier, DossierEvent, Ledger, Parties, Plan, Scan, Want } from '../../dossier/dossier.ts'
import type { MoneyBook } from '../../dossier/money/money-book.ts'
import { isInPost } from '../../dossier/post/carriages.ts'
import type { MovedRow } from '../../dossier/system/recount.ts'
import type { Change, PublicDossier, SerialClaim } from '../../ports.ts'
import { longEvent, longHead, publicPart, shortEvent, shortHead } from './short-names.ts'
import { workPlace } from './work-order.ts'

/** An item of the table: its keys, its index attributes, and its content in `d`. */
export type Item = Record<string, unknown>

export interface Key {
  pk: string
  sk: string
}

/** What each item of a dossier holds. */
interface Contents {
  HEAD: Dossier
  'PART#parties': Parties
  'PART#ledger': Ledger
  'PART#money': MoneyBook
  'PART#opinions': readonly Consultation[]
  PLAN: Plan
  SCAN: Scan
  EVENT: DossierEvent
}

/** Also of what the portal is still owed. */
export const outboxShards = 4

const pad = (n: number, width: number): string => String(n).padStart(width, '0')

export const headKey = (id: string): Key => ({ pk: id, sk: 'HEAD' })
export const partiesKey = (id: string): Key => ({ pk: id, sk: 'PART#parties' })
export const scanKey = (id: string, n: number): Key => ({ pk: id, sk: `PART#scan#${pad(n, 4)}` })
/** Before 'HEAD' in order, so that loading a dossier does not read its prints. */
export const printsBegin = 'DRAWN#'
export const eventKey = (id: string, n: number): Key => ({ pk: id, sk: `EVENT#${pad(n, 6)}` })
export const planKey = (ref: string): Key => ({ pk: `PLAN#${ref}`, sk: 'PLAN' })
export const serialKey = (scope: string): Key => ({ pk: `SERIAL#${scope}`, sk: 'SERIAL' })

/** The parser of the table's content: only this code writes `d`, under keys that name its type. */
export function contentOf<T>(item: Item): T {
  return item.d as T
}

export function readItem<K extends keyof Contents>(kind: K, item: Item): Contents[K] {
  if (kind === 'HEAD') return contentOf<Contents[K]>({ d: { ...readPublic(item), ...longHead(contentOf(item)) } })
  if (kind === 'EVENT') return contentOf<Contents[K]>({ d: { dossier: item.pk, ...longEvent(contentOf(item)) } })
  return contentOf<Contents[K]>(item)
}

/** What of a head the code index carries. Its holder is the agency alone; the head itself names the room. */
export function readPublic({ pk, p }: Item): PublicDossier {
  return contentOf<PublicDossier>({ d: { id: pk, ...longHead(contentOf({ d: p ?? {} })) } })
}

export function textOf(item: Item, name: string): string {
  const value = item[name]
  if (typeof value !== 'string') throw new Error(`an item lacks ${name}`)
  return value
}

export function headItem(dossier: Dossier): Item {
  // On nobody's list, it rests in the same index: the daily bill walks the index, not the table.
  const place = workPlace(dossier) ?? { holder: `REST#${dayOf(dossier.updatedAt)}`, order: dossier.id }
  // Whose it is, the key says: a head at its fullest stays within a kilobyte so.
  const { id: _, ...content } = dossier
  const owned = dossier.parent === undefined
  const code = owned ? dossier.code : undefined
  return {
    ...headKey(dossier.id),
    aPk: place.holder,
    aSk: place.order,
    // A part belongs to the agency that works on it: the owner and the public see the dossier it came from.
    ...(owned && { bPk: `OWNER#${dossier.ownerRef}`, bSk: `${dossier.createdAt}#${dossier.id}` }),
    // In the outbox's sparse index, so that whoever asks after it need not walk the work lists.
    ...waitingPlace(dossier),
    version: dossier.version,
    ...(code === undefined ? { d: shortHead(content) } : { cPk: codeKey(code), ...publicPart(content) }),
  }
}

export const errandsKey = 'ERRANDS'
export const noticesKey = 'NOTICES'
export const carriagesKey = 'CARRIAGES'

/** On no work list any more, and its papers still with the post; otherwise what a partner outside has of it, or may still answer to. */
function waitingPlace({ id, errand, recalled, taxNotice, carriage, finishedAt }: Dossier): Item {
  if (finishedAt !== undefined && isInPost(carriage)) return { dPk: carriagesKey, dSk: `${carriage.since}#${id}` }
  const since = errand?.since ?? recalled?.[0]?.since
  if (since !== undefined) return { dPk: errandsKey, dSk: `${since}#${id}` }
  return taxNotice === undefined ? {} : { dPk: noticesKey, dSk: `${taxNotice.since}#${id}` }
}

export const codeKey = (code: string): string => `CODE#${code}`

/** An event stands in the outbox's sparse index until what it wants is sent: that is its mark. What it wants, it keeps. */
export function eventItem(event: DossierEvent): Item {
  const marked = event.wants !== undefined && event.wants.length > 0
  const { dossier: _, ...content } = event
  return {
    ...eventKey(event.dossier, event.n),
    ...(marked && { dPk: outboxKey(shardOf(event.dossier)), dSk: event.at }),
    d: shortEvent(content),
  }
}

const outboxKey = (shard: number): string => `WANTS#${shard}`

/** The moment of a mark: its place among the others, which once named the event too. */
export function sinceOf(place: unknown): string {
  return typeof place === 'string' ? (place.split('#')[0] ?? '') : ''
}

export const outboxKeys: readonly string[] = Array.from({ length: outboxShards }, (_, shard) => outboxKey(shard))

export function shardOf(id: string): number {
  let sum = 0
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return sum % outboxShards
}

export function partItems(change: Change): Item[] {
  const pk = change.dossier.id
  return [
    ...(change.parties ? [{ pk, sk: 'PART#parties', d: change.parties }] : []),
    // Entries are only ever added: an empty ledger is one that was never written.
    ...(change.ledger?.length ? [{ pk, sk: 'PART#ledger', d: change.ledger }] : []),
    ...(change.money ? [{ pk, sk: 'PART#money', d: change.money }] : []),
    ...(change.consultations ? [{ pk, sk: 'PART#opinions', d: change.consultations }] : []),
  ]
}

/**
 * What a consulted agency has to answer lies in the sparse index beside the outbox marks, until it is answered or needs no answer;
 * then the same item is written without its place in the index. Only what this change touched is written.
 */
export function askedItems({ dossier, event, consultations = [] }: Change): Item[] {
  return consultations
    .filter((row) => [row.askedAt, row.answeredAt, row.closedAt, row.movedAt].includes(event.at))
    .map((row) => {
      const { n, unit, dueAt } = row
      const waits = row.answeredAt === undefined && row.closedAt === undefined
      const place = { dPk: opinionsKey(agencyOf(unit)), dSk: `${dueAt}#${dossier.id}#${n}#${unit}` }
      return { pk: dossier.id, sk: `PART#asked#${pad(n, 4)}`, ...(waits ? place : {}), d: { unit, dueAt } }
    })
}

export const opinionsKey = (agency: string): string => `OPINIONS#${agency}`

/** What a place in the list of questions says. */
export function askedOf(place: string): { dueAt: string; id: string; consultation: number; unit: string } {
  const [dueAt = '', id = '', n = '', unit = ''] = place.split('#')
  return { dueAt, id, consultation: Number(n), unit }
}

export function serialItem(claim: SerialClaim): Item {
  return { ...serialKey(claim.scope), value: claim.value }
}

export const movedKey = (declaration: number): string => `MOVED#${pad(declaration, 6)}`

export function movedItem(row: MovedRow): Item {
  return { pk: movedKey(row.declaration), sk: `${row.agency}#${row.dossier}`, d: row }
}

/** Dossier and number of an event's keys; `undefined` for keys of anything else. */
export function eventOfKey(key: { pk?: unknown; sk?: unknown }): { dossier: string; n: number } | undefined {
  if (typeof key.pk !== 'string' || typeof key.sk !== 'string' || !/^EVENT#\d+$/.test(key.sk)) return undefined
  return { dossier: key.pk, n: Number(key.sk.slice('EVENT#'.length)) }
}

const knownWants = {
  transfers: true,
  'postal-returns': true,
  notices: true,
  sheets: true,
  search: true,
  portal: true,
  payments: true,
} as const satisfies Record<Want, true>

export function isWant(text: unknown): text is Want {
  return typeof text === 'string' && Object.hasOwn(knownWants, text)
}
