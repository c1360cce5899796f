import type { DataClass, HeadClass } from '../../dossier/personal-data.ts'
import type { DossierShown } from './dossier.ts'
import type { HistoryRow } from './history.ts'
import type { ReceiptShown, WholeShown } from './whole.ts'

/** What each field of an answer may hold. Lists consist of `shownInLists` alone, so they hold nothing of a person unmasked. */
export const shownInLists = {
  id: 'none',
  version: 'none',
  code: 'none',
  procedure: 'none',
  case: 'none',
  channel: 'none',
  status: 'none',
  clock: 'none',
  money: 'none',
  delivery: 'none',
  receivingUnit: 'none',
  competentAgency: 'none',
  holder: 'none',
  officer: 'none',
  step: 'none',
  lastStep: 'none',
  parent: 'none',
  child: 'none',
  transferAcknowledgedAt: 'none',
  supplementStage: 'none',
  supplementCount: 'none',
  supplementDueAt: 'none',
  supplementExpiredAt: 'none',
  extensionCount: 'none',
  errand: 'none',
  pausedFor: 'none',
  returnBy: 'none',
  applicant: 'masked',
  createdAt: 'none',
  submittedAt: 'none',
  acceptedAt: 'none',
  answerDueAt: 'none',
  dueAt: 'none',
  stepDueAt: 'none',
  provisional: 'none',
  remaining: 'none',
  stepRemaining: 'none',
  finishedAt: 'none',
  class: 'none',
  result: 'none',
  corrects: 'none',
  correction: 'none',
  waybill: 'none',
  updatedAt: 'none',
} as const satisfies Record<keyof DossierShown, HeadClass>

export const shownInHistory = {
  dossier: 'none',
  n: 'none',
  at: 'none',
  agency: 'none',
  act: 'none',
  by: 'none',
  from: 'none',
  to: 'none',
  step: 'none',
  note: 'basic',
  reason: 'basic',
  papers: 'basic',
  dueAt: 'none',
  detail: 'basic',
  digest: 'none',
} as const satisfies Record<keyof HistoryRow, DataClass>

export const shownWhole = {
  dossier: 'none',
  parties: 'basic',
  scans: 'basic',
  steps: 'none',
  ledger: 'none',
  clocks: 'none',
  requiredPapers: 'none',
  history: 'basic',
  parentScans: 'basic',
  kin: 'none',
  receipt: 'basic',
  // Who pays; what colleagues wrote to one another.
  money: 'basic',
  consultations: 'basic',
} as const satisfies Record<keyof WholeShown, DataClass>

export const shownOnReceipt = {
  code: 'none',
  secret: 'none',
  acceptedAt: 'none',
  dueAt: 'none',
  provisional: 'none',
  office: 'none',
  returnBy: 'none',
  // File names.
  components: 'basic',
} as const satisfies Record<keyof ReceiptShown, DataClass>
