import type { Actor } from '../access/person.ts'
import type { UnitId } from '../agencies/unit.ts'
import type { Instant } from '../calendar/day.ts'
import type { LedgerEntry, Limit } from '../calendar/due.ts'
import type { Exemption } from '../catalogue/offer.ts'
import type { Channel, FeeLine } from '../catalogue/procedure.ts'
import type { Step } from '../catalogue/workflow.ts'
import type { ActName } from './acts.ts'
import type { EnteredNotice, Errand, Recalled } from './interlinked/errands.ts'
import type { MoneyBook } from './money/money-book.ts'
import type { Scan } from './papers/scan.ts'
import type { Parties } from './people/parties.ts'
import type { Carriage, EndedCarriage } from './post/carriages.ts'

export type { Scan } from './papers/scan.ts'
export type { Parties, Party, PostalAddress } from './people/parties.ts'

/** Trạng thái hồ sơ. The business axis; `draft` has no national code, the others map one to one to the national portal's 1 to 10. */
export type Status =
  | 'draft'
  | 'registered'
  | 'accepted'
  | 'refused'
  | 'in-progress'
  | 'supplement-requested'
  | 'obligation-requested'
  | 'withdrawn'
  | 'stopped'
  | 'processed'
  | 'returned'

export type ClockState = 'not-started' | 'running' | 'paused' | 'stopped'
/** Trạng thái thanh toán: an axis of its own, never told from the status, nor the status from it. */
export type MoneyState = 'none' | 'requested' | 'paid' | 'partly-refunded' | 'refunded' | 'cancelled' | 'exempted'
export type DeliveryState =
  | 'none'
  | 'at-counter'
  | 'shipment-ordered'
  | 'in-post'
  | 'lost'
  | 'delivered'
  | 'back-at-counter'
  | 'given-at-counter'
  | 'given-online'
export type SyncState = 'none' | 'pending' | 'in-step'
export type ReturnWay = 'counter' | 'post' | 'online'
export type TimelinessClass = 'early' | 'on-time' | 'overdue'

/** Hồ sơ. The head: what lists show and what every act checks; at most 1 KB, names masked. */
export interface Dossier {
  id: string
  /** Number of the newest event; an act names the version it saw. */
  version: number
  /** Mã hồ sơ, given at reception only. */
  code?: string
  procedure: string
  procedureVersion: number
  procedureName: string
  /** Trường hợp của thủ tục, where it has several. */
  case?: string
  channel: Channel
  status: Status
  clock: ClockState
  money: MoneyState
  delivery: DeliveryState
  sync: SyncState
  /** The counter that received it; the agency that is competent; the room that holds it now. */
  receivingUnit: UnitId
  competentAgency: UnitId
  /** Phi địa giới: received at a counter of another commune than the one that decides. */
  nonTerritorial?: true
  holder: UnitId
  officer?: string
  /** Every agency that has or had it: they may see it. */
  agencies: readonly UnitId[]
  /** Position in the plan; steps count from 1. */
  step?: number
  /** Steps this dossier covers, for a part that was transferred. */
  firstStep?: number
  lastStep?: number
  /** Set on a part (hồ sơ liên thông con): the dossier it belongs to and its version when it left. */
  parent?: string
  /** The open part at another agency, while one is out. */
  child?: string
  /** The agency that has it now; heads written before it was kept bear none. */
  partAt?: UnitId
  transferAcknowledgedAt?: Instant
  supplementStage?: 'reception' | 'appraisal'
  supplementCount: number
  /** Requests made at reception; each kind has its own limit. */
  receptionSupplementCount?: number
  /** Until when the applicant may answer the open request; past it a job notes it and an officer confirms the end. */
  supplementDueAt?: Instant
  /** Since when the open request is waited for; heads written before it was kept bear none. */
  supplementAskedAt?: Instant
  supplementExpiredAt?: Instant
  extensionCount?: number
  /** Số bộ hồ sơ, where there is more than one. */
  sets?: number
  /** Why the clock stands still, by its code: `supplement`, `financial-obligation`, or a reason of the procedure version. */
  pausedFor?: string
  /** Since when the clock is paused. What had run out by then stays overdue during the pause; nothing else becomes so. */
  pausedAt?: Instant
  /** Agencies that owe an opinion: they may see it meanwhile. */
  consulted?: readonly UnitId[]
  /** Việc gửi ra ngoài: what a partner outside the installation has of it now. */
  errand?: Errand
  /** Slips that were called back and may still be answered; the last notice of the tax office that was entered. */
  recalled?: readonly Recalled[]
  taxNotice?: EnteredNotice
  /** Chuyến giấy tờ: original papers under way now; how many there were; where they lie when it is not the counter that received them. */
  carriage?: Carriage
  carriageCount?: number
  /** The last one, where it ended and nobody has signed for its papers since. */
  endedCarriage?: EndedCarriage
  papersAt?: UnitId | 'applicant'
  /** The shipment that the citizen said had never come. */
  reportedLost?: number
  /** The shipment that the post gave to somebody else: what it tells of that moves nothing any more. */
  voidedShipment?: number
  returnBy: ReturnWay
  createdAt: Instant
  submittedAt?: Instant
  acceptedAt?: Instant
  /** From when the stage at hand counts on its own clock: the answer that is owed anew, the step. */
  stageFrom?: Instant
  /** Due moment of the answer to an online dossier (8 working hours). */
  answerDueAt?: Instant
  dueAt?: Instant
  stepDueAt?: Instant
  provisional?: boolean
  finishedAt?: Instant
  class?: TimelinessClass
  /** Of one that was promised sooner than the law asks: its class by the limit of the law. */
  classByLaw?: TimelinessClass
  /** Working minutes that its clock ran until the result. */
  workedMinutes?: number
  /** Ngày trả kết quả: when it was given out, or when the post delivered it. */
  returnedAt?: Instant
  /** The decision: which scan of which dossier holds it, and its number. */
  result?: { dossier: string; scan: number; number: string; outcome?: 'rejected' | 'partly' }
  /** Of a group whose members are not all back: what their results say together so far. */
  membersOutcome?: 'granted' | 'rejected' | 'partly'
  /** Hồ sơ đính chính: on a correction, the dossier it corrects; on that one, its newest correction. */
  corrects?: string
  correction?: string
  /** Shipments ordered so far; with the code it names the order. */
  shipmentCount: number
  waybill?: string
  /** Digest of the plan it is received under; equal dossiers share one plan. */
  planRef?: string
  /** Keyed digest of the owner's identity number: index B. */
  ownerRef: string
  /** "Nguyễn V** A**": what lists show. */
  applicantMasked: string
  /** Digest of the newest event: the next one is chained to it. */
  chain: string
  /** Marks of the newest events' idempotency keys, oldest first. */
  lastKeys?: string
  updatedAt: Instant
}

/** The pinned plan of a dossier: its procedure's limit and its workflow's steps with units resolved. */
export interface Plan {
  procedure: string
  procedureVersion: number
  workflow: string
  workflowVersion: number
  /** Trường hợp it is carried under. */
  case?: string
  limit: Limit
  /** The limit by law, where a shorter one was committed to. */
  legalLimit?: Limit
  /** Money of its channel and case, as announced on the day of reception. */
  fees?: readonly FeeLine[]
  exemptions?: readonly Exemption[]
  requiredPapers: readonly { id: string; name: string }[]
  supplementLimit: number
  steps: readonly PlannedStep[]
}

export interface PlannedStep extends Pick<Step, 'n' | 'name' | 'role' | 'hours' | 'next' | 'acts' | 'decides'> {
  room: UnitId
  agency: UnitId
  /** Of a group by life event: the member procedure as it stood on the day of reception. */
  member?: { code: string; version: number; name: string }
}

/** What an act on one dossier writes into the history of the one beside it. */
export type SideAct =
  | 'open'
  | 'receive-transfer'
  | 'receive-back'
  | 'transfer-rejected'
  | 'transfer-called-back'
  | 'part-stopped'
  | 'whole-stopped'
  | 'open-correction'
  | 'corrected'

export type Want = 'transfers' | 'postal-returns' | 'notices' | 'sheets' | 'search' | 'portal' | 'payments'

/** Sự kiện. One act in the history, append-only; `wants` is the outbox mark. */
export interface DossierEvent {
  dossier: string
  n: number
  at: Instant
  act: ActName | SideAct
  by: Actor
  /** Client key and digest of the body: the idempotency identity of the act. */
  key: string
  body: string
  from: Status | 'none'
  to: Status
  holder: UnitId
  officer?: string
  step?: number
  note?: string
  reason?: string
  dueAt?: Instant
  /** Act-specific facts without personal data. */
  detail?: Readonly<Record<string, unknown>>
  wants?: readonly Want[]
  /** What the head said before of the fields that changed, `null` for one that was not there: the way back to any version. */
  was?: Readonly<Record<string, unknown>>
  /** Digest of the event before, and of this one. */
  previous: string
  digest: string
}

/** An event before its number, digests and person are set by `perform`. */
export type EventDraft = Pick<DossierEvent, 'act' | 'note' | 'reason' | 'detail' | 'wants'>

export type Ledger = readonly LedgerEntry[]

/** One dossier with all its parts, as loaded for an act. */
export interface DossierFile {
  dossier: Dossier
  parties: Parties
  ledger: Ledger
  plan?: Plan
  scans: readonly Scan[]
  money?: MoneyBook
  consultations?: readonly Consultation[]
}

/** Lấy ý kiến. A question to another room or agency, with its own working-time deadline. */
export interface Consultation {
  n: number
  unit: UnitId
  question: string
  askedBy: string
  askedAt: Instant
  dueAt: Instant
  /** The reason under which the clock stands still until the answer, when the procedure version allows one. */
  pauseReason?: string
  answer?: string
  answeredBy?: string
  answeredAt?: Instant
  /** Decided or ended before an answer came. */
  closedAt?: Instant
  /** Since when it waits with whoever took over from the unit that was asked. */
  movedAt?: Instant
}
