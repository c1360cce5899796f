import type { Instant } from '../calendar/day.ts'
import type { SyncLedger } from '../dossier/history/sync-ledger.ts'
import type { SearchWords } from '../dossier/people/search-words.ts'
import type { Page } from '../forms/page.ts'
import type { LongPage } from '../forms/pdf-rows.ts'
import type { GatewayName } from '../messages/attempts.ts'
import type { AgencyNotices } from '../notices/agency-notice.ts'
import type { NoticeChannel, Notices } from '../notices/notice.ts'
import type {
  CaseRegister,
  FileLinks,
  LetterAxis,
  Messenger,
  PaymentGateway,
  Receipts,
  Subscriptions,
  TaxOffice,
  Webhooks,
} from '../partner-ports.ts'
import type { Payments } from '../payment-ports.ts'
import type {
  Bills,
  Catalogue,
  Counters,
  Digests,
  Doorbells,
  Dossiers,
  Imports,
  LookUps,
  Machines,
  Mail,
  Marks,
  Objects,
  Outbox,
  Post,
  Prints,
  Ratings,
  ReadLog,
  Reports,
  Scans,
  Signer,
  Surveys,
} from '../ports.ts'
import type { Issues } from '../reports/figures/issue.ts'

/** Bàn làm việc. All that a deed may ask of the world; a deed names only the parts it needs. */
export interface Desk {
  dossiers: Dossiers
  scans: Scans
  objects: Objects
  catalogue: Catalogue
  imports: Imports
  machines: Machines
  lookUps: LookUps
  searchWords: SearchWords
  doorbells: Doorbells
  outbox: Outbox
  syncLedger: SyncLedger
  caseRegister: CaseRegister
  fileLinks: FileLinks
  taxOffice: TaxOffice
  letterAxis: LetterAxis
  subscriptions: Subscriptions
  webhooks: Webhooks
  marks: Marks
  counters: Counters
  reports: Reports
  issues: Issues
  post: Post
  prints: Prints
  mail: Mail
  digests: Digests
  bills: Bills
  readLog: ReadLog
  surveys: Surveys
  ratings: Ratings
  signer: Signer
  payments: Payments
  gateways: Readonly<Record<GatewayName, PaymentGateway>>
  receipts: Receipts
  notices: Notices
  agencyNotices: AgencyNotices
  messengers: Readonly<Record<Exclude<NoticeChannel, 'mail'>, Messenger>>
  /** Where a payer's browser comes back to: `{code}` stands for the dossier's. */
  payReturnAddress: string
  /** Read once per deed. */
  now: () => Instant
  /** Waits so many milliseconds; tests do not wait. */
  pause: (ms: number) => Promise<void>
  /** Between 0 and 1. */
  chance: () => number
  /** Draws a page; the fonts are its own affair. */
  draw: (page: Page) => Promise<Uint8Array>
  /** The same of a list of any length, a page in memory at a time. */
  drawRows: (list: LongPage) => AsyncIterable<Uint8Array>
  /** Where a code is looked up: `{code}` stands for it. */
  lookUpAddress: string
  limits: { scanMaxBytes: number; scanMaxCount: number }
  province: string
}
