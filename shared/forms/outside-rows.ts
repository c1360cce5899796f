import { agencyOf } from '../agencies/unit.ts'
import type { DossierEvent } from '../dossier/dossier.ts'

type Act = DossierEvent['act']

const taxOffice = 'Cơ quan thuế'
const post = 'Bưu điện'
const byHand = 'Cán bộ chuyển tay'

/** Who outside the installation takes it over by this act. */
const takers: Readonly<Partial<Record<Act, (event: DossierEvent) => string>>> = {
  'send-out': () => taxOffice,
  'send-letter': ({ detail }) => `Nơi nhận văn bản ${String(Object(detail?.letter).receiver ?? '')}`.trim(),
  'order-shipment': () => post,
  'send-papers': ({ detail }) => (detail?.by === 'hand' ? byHand : post),
}

/** Who outside gives it back. */
const givers: Readonly<Partial<Record<Act, (event: DossierEvent) => string | undefined>>> = {
  'errand-answered': () => taxOffice,
  'errand-free': () => taxOffice,
  'errand-refused': () => 'Nơi nhận ngoài hệ thống',
  delivered: () => post,
  undelivered: () => post,
  'receive-papers': ({ detail }) => (detail?.by === 'hand' ? byHand : post),
  'carriage-ended': () => post,
  // What an officer carries is back at once; of the post's, its answer is the row.
  'recall-papers': ({ detail }) => (detail?.by === 'hand' ? byHand : undefined),
}

/** Whose papers they are: the agency that gives or takes them, which need not hold the dossier. */
const papersActs: ReadonlySet<Act> = new Set(['send-papers', 'receive-papers', 'carriage-ended', 'recall-papers'])

/** Where it is given away here, or comes back to; `applicant` for the citizen's door. */
export function ownSide({ act, by, detail, holder }: DossierEvent): string {
  if (!papersActs.has(act)) return holder
  if (by.unit !== undefined) return agencyOf(by.unit)
  return typeof detail?.from === 'string' ? detail.from : holder
}

/** Acts by which a dossier is handed to somebody outside, or comes back from there. */
export const outsideHandOvers: readonly Act[] = [...Object.keys(takers), ...Object.keys(givers)].filter(
  (name): name is Act => name in takers || name in givers,
)

export function outsideTaker(event: DossierEvent): string | undefined {
  return takers[event.act]?.(event)
}

export function outsideGiver(event: DossierEvent): string | undefined {
  return givers[event.act]?.(event)
}

/** When the post gave it, at the door or back at the counter: its word may come hours later. */
export function outsideGivenAt({ act, at, detail }: DossierEvent): string {
  const told = act === 'delivered' ? detail?.deliveredAt : act === 'undelivered' ? detail?.sentBackAt : undefined
  return typeof told === 'string' ? told : at
}

/** The partner's own acknowledgement, where there is one; before it, the moment of the act. */
export function outsideTakenAt(event: DossierEvent, all: readonly DossierEvent[]): string {
  const number = event.detail?.number
  const isTaken = ({ act }: DossierEvent) => act === 'errand-taken' || act === 'carriage-taken'
  const taken = all.find((other) => isTaken(other) && other.detail?.number === number)
  return number === undefined ? event.at : (taken?.at ?? event.at)
}

/** Both halves of a liên thông stand still for an errand and say so: on the sheet it is one hand-over, of the half that sent it. */
export function isToldTwice(event: DossierEvent, all: readonly DossierEvent[]): boolean {
  const number = event.detail?.number
  if (number === undefined || !outsideHandOvers.includes(event.act)) return false
  const told = all.filter((other) => other.detail?.number === number)
  const sender = told.find(({ act }) => takers[act] !== undefined)?.dossier
  const same = told.filter(({ act }) => act === event.act)
  return (same.find(({ dossier }) => dossier === sender) ?? same[0]) !== event
}
