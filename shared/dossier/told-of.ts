import type { Dossier, DossierEvent } from './dossier.ts'

/** Việc báo cho người nộp: what an applicant is told of. */
export const noticeKinds = [
  'received',
  'supplement-asked',
  'fee-asked',
  'paid',
  'refunded',
  'extended',
  'result-ready',
  'refused',
  'stopped',
  'parcel-back',
  'parcel-astray',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

const byAct: Readonly<Partial<Record<DossierEvent['act'], NoticeKind>>> = {
  accept: 'received',
  'ask-supplement': 'supplement-asked',
  'request-obligation': 'fee-asked',
  'charge-fee': 'fee-asked',
  pay: 'paid',
  refund: 'refunded',
  extend: 'extended',
  refuse: 'refused',
  stop: 'stopped',
  'whole-stopped': 'stopped',
  undelivered: 'parcel-back',
  'shipment-lost': 'parcel-astray',
}

/** What an event tells the applicant. A part of a liên thông tells nothing: its dossier does, once. */
export function noticeOf(
  { act, from, to }: Pick<DossierEvent, 'act' | 'from' | 'to'>,
  { parent }: Pick<Dossier, 'parent'>,
): NoticeKind | undefined {
  if (parent !== undefined) return undefined
  return byAct[act] ?? (from !== to && to === 'processed' ? 'result-ready' : undefined)
}
