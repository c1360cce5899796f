import type { DossierEvent } from '../dossier/dossier.ts'

type Act = DossierEvent['act']

const taxOffice = 'Cơ quan thuế'
const post = 'Bưu điện'

/** Who outside the installation takes it over by this act. */
const takers: Readonly<Partial<Record<Act, (event: DossierEvent) => string>>> = {
  'send-out': () => taxOffice,
  'send-letter': ({ detail }) => `Nơi nhận văn bản ${String(Object(detail?.letter).receiver ?? '')}`.trim(),
  'order-shipment': () => post,
}

/** Who outside gives it back. */
const givers: Readonly<Partial<Record<Act, (event: DossierEvent) => string>>> = {
  'errand-answered': () => taxOffice,
  'errand-free': () => taxOffice,
  'errand-refused': () => 'Nơi nhận ngoài hệ thống',
  undelivered: () => post,
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

/** The partner's own acknowledgement, where there is one; before it, the moment of the act. */
export function outsideTakenAt(event: DossierEvent, all: readonly DossierEvent[]): string {
  const number = event.detail?.number
  const taken = all.find((other) => other.act === 'errand-taken' && other.detail?.number === number)
  return number === undefined ? event.at : (taken?.at ?? event.at)
}

/** Both halves of a liên thông stand still for an errand and say so: on the sheet it is one hand-over. */
export function isToldTwice(event: DossierEvent, all: readonly DossierEvent[]): boolean {
  const number = event.detail?.number
  if (number === undefined || !outsideHandOvers.includes(event.act)) return false
  const same = all.filter((other) => other.act === event.act && other.detail?.number === number)
  return same[0] !== event
}
