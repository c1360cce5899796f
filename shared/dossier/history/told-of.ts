import type { Dossier, DossierEvent } from '../dossier.ts'

/** Việc báo cho người nộp: what an applicant is told of. */
export const noticeKinds = [
  'received',
  'supplement-asked',
  'fee-asked',
  'fee-cancelled',
  'paid',
  'refunded',
  'extended',
  'result-ready',
  'survey-offered',
  'refused',
  'stopped',
  'parcel-back',
  'parcel-astray',
  'papers-not-carried',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Phải báo: what the law has a sheet for that is handed to the applicant (the forms of TT 03/2025), and demands for money. */
export const mustBeTold: ReadonlySet<NoticeKind> = new Set([
  'received',
  'supplement-asked',
  'fee-asked',
  'fee-cancelled',
  'extended',
  'refused',
  'stopped',
])

const byAct: Readonly<Partial<Record<DossierEvent['act'], NoticeKind>>> = {
  accept: 'received',
  'ask-supplement': 'supplement-asked',
  'request-obligation': 'fee-asked',
  'charge-fee': 'fee-asked',
  'errand-answered': 'fee-asked',
  'cancel-obligation': 'fee-cancelled',
  pay: 'paid',
  refund: 'refunded',
  extend: 'extended',
  refuse: 'refused',
  stop: 'stopped',
  'whole-stopped': 'stopped',
  undelivered: 'parcel-back',
  'shipment-lost': 'parcel-astray',
  'void-delivery': 'parcel-astray',
}

/** What an event tells the applicant. A part of a liên thông tells nothing: its dossier does, once. */
export function noticeOf(
  { act, from, to, detail }: Pick<DossierEvent, 'act' | 'from' | 'to' | 'detail'>,
  { parent, corrects }: Pick<Dossier, 'parent' | 'corrects'>,
): NoticeKind | undefined {
  if (parent !== undefined) return undefined
  if (act === 'carriage-ended') return isOfDoor(detail) ? 'papers-not-carried' : undefined
  const known = byAct[act]
  if (known !== undefined || from === to) return known
  if (to === 'processed') return 'result-ready'
  // Once, when the result is in their hands; a correction is not asked about anew.
  return to === 'returned' && corrects === undefined ? 'survey-offered' : undefined
}

/** Papers fetched at the citizen's door or sent there, unless they were called back. */
function isOfDoor(detail: DossierEvent['detail']): boolean {
  return detail?.recalled !== true && (detail?.from === 'applicant' || detail?.to === 'applicant')
}

/** In histories of before they were kept apart, the reason of these may be an outside office's own words, which may name people. */
const otherOffices: ReadonlySet<DossierEvent['act']> = new Set(['errand-refused'])

/** The reason of an act as the owner is told it. */
export function ownersReason({ act, reason }: Pick<DossierEvent, 'act' | 'reason'>): string | undefined {
  return otherOffices.has(act) ? undefined : reason
}
