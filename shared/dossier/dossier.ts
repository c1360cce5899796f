import type { Actor } from '../access/person.ts'
import type { UnitId } from '../agencies/unit.ts'
import type { Day, Instant } from '../calendar/day.ts'
import type { LedgerEntry, Limit } from '../calendar/due.ts'
import type { Exemption } from '../catalogue/offer.ts'
import type { Channel, FeeLine } from '../catalogue/procedure.ts'
import type { Step } from '../catalogue/workflow.ts'
import type { ActName } from './acts.ts'
import type { Sex } from './identity-number.ts'

/** Trạng thái hồ sơ. The business axis; `draft` has no national code, the others map one to one to 1-10 (domain table 3.1). */
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
export type MoneyState = 'none' | 'requested' | 'paid'
export type DeliveryState =
  | 'none'
  | 'at-counter'
  | 'shipment-ordered'
  | 'in-post'
  | 'delivered'
  | 'back-at-counter'
  | 'given-at-counter'
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
  transferAcknowledgedAt?: Instant
  supplementStage?: 'reception' | 'appraisal'
  supplementCount: number
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
  /** The decision: which scan of which dossier holds it, and its number. */
  result?: { dossier: string; scan: number; number: string }
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

/** People of a dossier and where the result goes; personal data, kept apart from the head. */
export interface Parties {
  applicant: Party
  /** Chủ hồ sơ, when the applicant files for somebody else. */
  owner?: Party
  summary?: string
  deliverTo?: PostalAddress
}

export interface Party {
  name: string
  identityNumber: string
  /** Mã số thuế, for a business or household. */
  taxCode?: string
  sex?: Sex
  /** `+84...` */
  phone?: string
  email?: string
  address?: string
  birthDate?: Day
}

export interface PostalAddress {
  name: string
  phone: string
  detail: string
  communeCode: string
}

/** Thành phần hồ sơ. One file of a dossier, from slot to verdict. */
export interface Scan {
  n: number
  /** The paper of the procedure it stands for; absent for an additional one or a result. */
  paper?: string
  role: 'component' | 'result'
  fileName: string
  type: 'application/pdf' | 'image/jpeg' | 'image/png'
  /** Bytes. */
  size: number
  /** Hex SHA-256. */
  sha256: string
  state:
    | 'slot'
    | 'uploaded'
    | 'clean'
    | 'infected'
    | 'unreadable'
    | 'encrypted'
    | 'mismatched'
    | 'empty'
    | 'unscannable'
  reason?: string
  quarantineKey: string
  cleanKey?: string
  by: Actor
  at: Instant
  verdictAt?: Instant
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
}

export type Want = 'transfers' | 'postal-returns' | 'notices'

/** Sự kiện. One act in the history, append-only; `wants` is the outbox mark. */
export interface DossierEvent {
  dossier: string
  n: number
  at: Instant
  act: ActName | 'open' | 'receive-transfer' | 'receive-back' | 'part-stopped'
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
}
