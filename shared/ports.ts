import type { MachineEntry } from './access/machine.ts'
import type { OrganisationChange } from './agencies/changes.ts'
import type { Officer, Unit, UnitId } from './agencies/unit.ts'
import type { Day, Instant } from './calendar/day.ts'
import type { Declarations } from './calendar/declarations.ts'
import type { ClockPolicy } from './calendar/due.ts'
import type { ProcedureVersion } from './catalogue/procedure.ts'
import type { ProcedureDeed, Register, VersionLine } from './catalogue/register.ts'
import type { ProcedureSummary } from './catalogue/summary.ts'
import type { Workflow, WorkflowSummary } from './catalogue/workflow.ts'
import type { Dossier, DossierEvent, DossierFile, Ledger, Parties, Plan, Scan, Want } from './dossier/dossier.ts'
import type { Bill } from './dossier/history/bill.ts'
import type { OutboxMark } from './dossier/history/outbox-mark.ts'
import type { OpinionAsked } from './dossier/interlinked/consultations.ts'
import type { NumberPattern, PatternSet } from './dossier/numbering.ts'
import type { ScanLinks } from './dossier/papers/scan-links.ts'
import type { DataRead } from './dossier/people/data-read.ts'
import type { StandIn } from './dossier/standing-in.ts'
import type { MovedRow } from './dossier/system/recount.ts'
import type { Print, SheetOf } from './forms/print.ts'
import type { Settlement, ShipmentOrder, TrackingRow, UnreadRow } from './messages/messages.ts'
import type { Ratings } from './reports/indices/ratings.ts'
import type { OpenOverdue, OverdueReport, OverdueRow, Reports } from './reports/overdue/overdue-report.ts'

export type { Imports } from './catalogue/imports.ts'
export type { ProcedureSummary } from './catalogue/summary.ts'
export type { CountedOf, Counters } from './counters/port.ts'
export type { FoundUnderCode, LookUps, PublicDossier } from './dossier/look-ups.ts'
export type { ScanLinks } from './dossier/papers/scan-links.ts'
export type { Signer } from './dossier/signer.ts'
export type { Prints, Received, RegisterLine, SheetOf } from './forms/print.ts'
export type { Doorbells } from './messages/doorbells.ts'
export type { Surveys } from './satisfaction/surveys.ts'
export type { OpenOverdue, OverdueReport, OverdueRow, Ratings, Reports }

/** One head and its event, with the parts that change beside them. */
export interface Change extends Pick<DossierFile, 'money' | 'consultations'> {
  dossier: Dossier
  event: DossierEvent
  parties?: Parties
  ledger?: Ledger
  /** The plan that the head's `planRef` names; kept once for all dossiers that share it. */
  plan?: Plan
}

/** A number that is taken in the same transaction, so that it has no gap. */
export interface SerialClaim {
  scope: string
  value: number
}

export interface Commit {
  changes: readonly Change[]
  serials?: readonly SerialClaim[]
  /** Rows of what a declaration moved, written with the moving itself. */
  moved?: readonly MovedRow[]
}

export interface Page<T> {
  rows: readonly T[]
  next?: string
}

/** Dossiers and their history. All writing goes through `commit`. */
export interface Dossiers {
  load(id: string): Promise<DossierFile | undefined>
  /** The dossier with its history from the first event on, asked for in one question. */
  whole(id: string): Promise<{ file: DossierFile; history: readonly DossierEvent[] } | undefined>
  /** The head with what happened after event `n`, in one question. */
  since(id: string, n: number): Promise<{ dossier: Dossier; history: readonly DossierEvent[] } | undefined>
  /** What lateness is reckoned from, in one question: neither people nor files nor plan. */
  clocked(id: string): Promise<{ dossier: Dossier; ledger: Ledger; history: readonly DossierEvent[] } | undefined>
  /** All changes or none; `overtaken` when a head or a serial has moved meanwhile. Throws Outage. */
  commit(commit: Commit): Promise<'committed' | 'overtaken'>
  history(id: string, after?: number): Promise<readonly DossierEvent[]>
  event(id: string, n: number): Promise<DossierEvent | undefined>
  idOfCode(code: string): Promise<string | undefined>
  /** Open work of a room's pool (`pool`) or of an officer, nearest due first. */
  workOf(holder: { room: UnitId } | { officer: string }, limit: number, after?: string): Promise<Page<Dossier>>
  /** Open work of one holder whose running due moment lies before `before`; reads nothing else. */
  dueBefore(holder: { room: UnitId } | { officer: string }, before: Instant): AsyncIterable<Dossier>
  ofOwner(ownerRef: string, limit: number, after?: string): Promise<Page<Dossier>>
  /** Questions that wait for an agency's opinion, nearest due first; a write of this very moment may be missing. */
  opinionsOf(agency: UnitId, limit: number, after?: string): Promise<Page<OpinionAsked>>
  /** Ids of dossiers of which a partner outside has something, or had and may still answer, the longest waiting first; one of this moment may be missing. */
  withErrands(): AsyncIterable<string>
  /** Ids of dossiers with a notice of the tax office that was entered since, and nothing out now; one of this moment may be missing. */
  withNotices(since: Instant): AsyncIterable<string>
  /** Ids of finished dossiers whose papers are with the post; one of this moment may be missing. */
  withCarriages(): AsyncIterable<string>
  /** Every head that moved after `from`, in no order; one that moves meanwhile may come twice or be left to the next asking. */
  movedSince(from: Instant | ''): AsyncIterable<Dossier>
  serial(scope: string): Promise<number>
  /** What a declaration of days moved, by agency and dossier; of one agency alone when it is named. */
  movedBy(declaration: number, agency?: UnitId): Promise<readonly MovedRow[]>
  /** Heads of those that exist, in the order of the ids; a write of this very moment may be missing. */
  heads(ids: readonly string[]): Promise<readonly Dossier[]>
  /** Heads with their people, in the order of the ids; a write of this very moment may be missing. */
  withPeople(ids: readonly string[]): Promise<readonly { dossier: Dossier; parties: Parties }[]>
}

/** Slots and verdicts of scans; they move without moving the dossier's version. */
export interface Scans {
  /** Writes a new slot, refused when the number exists. */
  reserve(dossier: string, scan: Scan): Promise<'reserved' | 'taken'>
  /** Replaces a scan when it still is in state `from`. */
  settle(dossier: string, scan: Scan, from: Scan['state']): Promise<'settled' | 'overtaken'>
  ofKey(quarantineKey: string): Promise<{ dossier: string; scan: Scan } | undefined>
  find(dossier: string, n: number): Promise<Scan | undefined>
  /** Every scan that lies at one place, in order of their numbers. */
  at(place: string): Promise<readonly Scan[]>
  /** Every scan there is, and every print, in no order, a page at a time; a page may be empty and still have a next one. */
  walk(limit: number, after?: string): Promise<Page<StoredRecord>>
}

/** What says that a file lies in the clean bucket, once it is clean or drawn. */
export type StoredRecord = { dossier: string; scan: Scan } | { dossier: string; print: Print }

/** Objects: quarantine, clean, reports. */
export interface Objects extends ScanLinks {
  /** Puts what we fetched ourselves where uploads arrive, to be judged like them; what lies there already stays. */
  putQuarantined(scan: Scan, bytes: Uint8Array): Promise<void>
  readQuarantined(quarantineKey: string): Promise<Uint8Array | undefined>
  keepClean(quarantineKey: string, cleanKey: string, bytes: Uint8Array, type: string): Promise<void>
  /** What lies in the clean bucket under a prefix, in the order of the keys. */
  listClean(prefix: string, limit: number, after?: string): Promise<Page<{ key: string; at: Instant }>>
  readClean(cleanKey: string): Promise<Uint8Array | undefined>
  removeClean(cleanKey: string): Promise<void>
  putReport(key: string, bytes: Uint8Array, type: string): Promise<void>
  /** Keeps a report as it is made, a few megabytes of it in memory; nothing stands under the key before all of it does. */
  putReportInParts(
    key: string,
    parts: AsyncIterable<Uint8Array>,
    type: string,
  ): Promise<{ size: number; sha256: string }>
  reportLink(key: string, fileName: string): Promise<{ url: string; expiresAt: Instant } | undefined>
  /** `of` says which print it was drawn for, as nobody could tell from its key. */
  putSheet(key: string, bytes: Uint8Array, type: string, of?: SheetOf): Promise<void>
  /** What a sheet in the clean bucket was drawn for; `undefined` for one that nobody named, or none. */
  sheetOf(cleanKey: string): Promise<SheetOf | undefined>
  sheetLink(key: string, fileName: string): Promise<{ url: string; expiresAt: Instant } | undefined>
  /** Keeps an archive as it is made, a few megabytes of it in memory; nothing stands under the key before all of it does. */
  putArchive(key: string, parts: AsyncIterable<Uint8Array>): Promise<{ size: number; sha256: string }>
  /** Archives go by themselves after a day. */
  archiveLink(key: string, fileName: string): Promise<{ url: string; expiresAt: Instant } | undefined>
}

/** Law and organisation as data. */
export interface Catalogue extends Declarations {
  /** A version by its number; the newest one known, drafts too, when none is named. */
  procedure(code: string, version?: number): Promise<ProcedureVersion | undefined>
  /** The version under which dossiers may be opened on that day. */
  procedureOn(code: string, day: Day): Promise<ProcedureVersion | undefined>
  /** Every version of a code, a line each: one small reading. */
  register(code: string): Promise<Register>
  /** How that version reckons: all that most acts need of a procedure. */
  policy(code: string, version: number): Promise<ClockPolicy | undefined>
  /** The versions that speak on that day, suspended and abolished ones too. */
  procedures(day: Day): Promise<readonly ProcedureSummary[]>
  /** Codes whose newest version is a draft. */
  drafts(limit: number, after?: string): Promise<Page<ProcedureSummary>>
  /** Writes a version with its line, and the deed that made it; `overtaken` when the register is no longer at the revision seen. */
  writeVersion(
    procedure: ProcedureVersion,
    line: VersionLine,
    seen: Register,
    deed?: ProcedureDeed,
  ): Promise<'written' | 'overtaken'>
  /** What a person's request on that code was answered, however much was done since. */
  procedureDeed(code: string, said: string): Promise<ProcedureDeed | undefined>
  /** Writes a version as it stands, whoever else writes. */
  putProcedure(procedure: ProcedureVersion): Promise<void>
  workflow(id: string, version?: number): Promise<Workflow | undefined>
  putWorkflow(workflow: Workflow): Promise<void>
  addWorkflow(workflow: Workflow): Promise<'added' | 'taken'>
  workflows(): Promise<readonly WorkflowSummary[]>
  units(): Promise<readonly Unit[]>
  officers(): Promise<readonly Officer[]>
  putUnits(units: readonly Unit[], officers: readonly Officer[]): Promise<void>
  changes(): Promise<readonly OrganisationChange[]>
  /** Adds a decision to the journal, which is never altered; answers what is kept under its id. */
  announce(change: OrganisationChange): Promise<OrganisationChange | 'overtaken'>
  /** Mẫu số of this installation, in the order of their first day; what it does not say the built-in ones do. */
  numberPatterns(): Promise<readonly NumberPattern[]>
  /** Every one that was ever set, oldest first; never remembered. */
  patternSets(): Promise<readonly PatternSet[]>
  /** Adds to them; nothing of them is altered. False when another has its number. */
  putNumberPattern(set: PatternSet): Promise<boolean>
  /** Who stands in for whom in an agency, ended ones too; never remembered: it holds from the moment it is written. */
  standIns(agency: UnitId): Promise<readonly StandIn[]>
  /** A new one, or one that ends: `false` when it was there before, or had ended already; nothing is written over. */
  putStandIn(standIn: StandIn): Promise<boolean>
}

/** Machines that may call, each for one agency and until a day. */
export interface Machines {
  entry(client: string): Promise<MachineEntry | undefined>
  keep(entry: MachineEntry): Promise<void>
}

/** Bảng kê: kept where nobody takes one away or writes over it before its time. */
export interface Bills {
  /** `stands` when that day has its bill. */
  keep(bill: Bill): Promise<'kept' | 'stands'>
  read(day: Day): Promise<Bill | undefined>
  /** The days that have a bill, oldest first. */
  days(): AsyncIterable<Day>
}

/** Nhật ký truy cập. Append-only to us; what is older than the law asks for goes by itself. */
export interface ReadLog {
  /** `dossier` is the one its owner knows; an owner's own looks of a day are one row. Throws Outage. */
  keep(dossier: string, read: DataRead): Promise<void>
  /** As `keep`, many at once: a list of dossiers is shown only when each of its rows stands. Throws Outage. */
  keepAll(rows: readonly { dossier: string; read: DataRead }[]): Promise<void>
  /** Newest first. */
  of(dossier: string, limit: number, after?: string): Promise<Page<DataRead>>
}

/** The outbox: marks on events that want something sent. */
export interface Outbox {
  /** Marks older than `before`, at most `limit`. */
  waiting(before: Instant, limit: number): Promise<readonly OutboxMark[]>
  clear(dossier: string, n: number): Promise<void>
}

/** Where each worker stands in a history, and what is remembered by name. */
export interface Marks {
  cursor(dossier: string, worker: Want): Promise<number>
  moveCursor(dossier: string, worker: Want, to: number): Promise<void>
  value(name: string): Promise<string | undefined>
  setValue(name: string, value: string): Promise<void>
  /** Writes a name's value when it still is `from` (`undefined`: none yet); forgotten some time after `keepSeconds`. */
  swapValue(name: string, from: string | undefined, to: string, keepSeconds?: number): Promise<boolean>
  /** Repeated, it is one, and what became of it meanwhile stays. */
  setAside(message: SetAside): Promise<void>
  setAsides(queue: string, limit: number, after?: string): Promise<Page<SetAside>>
  /** Takes one out that nobody needs to look at any more; done already, it is done. */
  takeOut(queue: string, place: AsidePlace): Promise<void>
  setAsideAt(queue: string, place: AsidePlace): Promise<SetAside | undefined>
  /** Counts one sending more, and answers which it was; of two at once each counts. `undefined` where nothing was set aside. */
  noteRedriven(queue: string, place: AsidePlace, sent: Omit<Redriven, 'times'>): Promise<Redriven | undefined>
}

export interface SetAside {
  id: string
  queue: string
  body: string
  reason: string
  at: Instant
  /** When it was last sent again, by whom, and how often. */
  redriven?: Redriven
}

export type AsidePlace = Pick<SetAside, 'at' | 'id'>
export interface Redriven {
  at: Instant
  /** Officer's id, or `command`. */
  by: string
  times: number
}

/** The public post (VNPost). `Outage` means try again. */
export interface Post {
  /** The waybill, or why the post will not carry it: its answer to this very order is final. */
  order(order: ShipmentOrder): Promise<{ waybill: string } | { refused: string }>
  /** Thu hồi: only before the parcel is collected. Repeated, it is cancelled once. */
  cancel(orderNumber: string, waybill: string): Promise<'cancelled' | 'too-late' | 'unknown'>
  /** After the last row seen, in order; what cannot be read is told as such and holds up nobody else. */
  track(lastId: number): Promise<readonly (TrackingRow | UnreadRow)[]>
  /** Đối soát COD: what the postman collected and the post has paid over, after the last row seen. */
  settlements(lastId: number): Promise<readonly (Settlement | UnreadRow)[]>
}

export interface Mail {
  /** `notice` is how a notice, or a mailbox of ours, is named to the carrier, whose events tell of it by that name. */
  send(to: string, subject: string, text: string, notice?: string): Promise<void>
}

/** Keyed digests, so that no identity number stands in a key. */
export interface Digests {
  ofIdentity(identityNumber: string): string
  ofLookupFactor(dossier: string, factor: string): string
}
