import type { Directory } from './agencies/directory.ts'
import type { Day } from './calendar/day.ts'
import type { ToldRow } from './catalogue/portal-differences.ts'
import type { PortalListName } from './catalogue/portal-lists.ts'
import type { DossierEvent, DossierFile, Scan, Status } from './dossier/dossier.ts'
import type { FileName } from './dossier/papers/told-files.ts'
import type { ArrivedLetter, LandSlip, Letter, TaxNotice, UnreadLetter } from './messages/offices.ts'
import type { IssuedReceipt, OutgoingMessage, ReceiptDraft } from './messages/outgoing.ts'
import type { PaymentNews, PaymentRequest } from './messages/payments.ts'
import type { Subscription } from './messages/subscriptions.ts'
import type { Page } from './ports.ts'

/* What we ask of partners outside; the post and the mail, which have callers, stand in `ports.ts`. */

/** Credentials at a group of partners: kept for minutes, read again when a partner refuses them. Both throw Outage. */
export interface Credentials<C> {
  read(): Promise<C>
  readAgain(): Promise<C>
}

/** Keys that may be missing: a partner not joined yet is refused before anything is written for it. Throws Outage. */
export interface LookedAtCredentials<C> extends Credentials<C> {
  areComplete(): Promise<boolean>
}

/** Cổng thanh toán. What a partner tells is checked, not believed: `forged` is for the log, never for the caller. */
export interface PaymentGateway {
  /** Whether it has its keys; without them nothing else can be asked of it. */
  isReady(): Promise<boolean>
  /** Where the payer is sent; nothing is paid yet. */
  begin(request: PaymentRequest): Promise<{ payAt: string } | { refused: string }>
  /** For when no call came: the gateway's own word on an attempt. */
  ask(question: PaymentQuestion): Promise<{ news: PaymentNews } | { forged: string }>
  /**
   * Gives money back; asked again, it is given once. `by-hand` where the gateway has no such order, and the accountant
   * transfers. Refused is final for this order.
   */
  giveBack(order: RefundOrder): Promise<RefundState | 'by-hand'>
  /** How far an order is that it has taken. */
  howFarBack(order: RefundOrder): Promise<RefundState>
  /** A call of the gateway's server, as its form or query came. */
  receive(fields: Readonly<Record<string, string>>): Promise<{ news: PaymentNews } | { forged: string }>
  /** Tra cứu thanh toán: which dossier is asked about, signed like its calls; absent where a gateway asks nothing. */
  askedAbout?(fields: Readonly<Record<string, string>>): Promise<{ dossierCode: string } | { forged: string }>
}

/** What a gateway has to know to find an attempt again. */
export type PaymentQuestion = Pick<PaymentRequest, 'reference' | 'at' | 'about' | 'payerIp'>

/** Where a refund is; `under-way` may last days. */
export type RefundState = 'given-back' | 'under-way' | { refused: string }

/** Hoàn tiền: a payment, or a part of it, goes back the way it came. */
export interface RefundOrder extends PaymentQuestion {
  transaction: string
  /** What was paid, and what of it goes back. */
  paidVnd: number
  amountVnd: number
  /** The how manieth order for the same money; absent, the first. */
  orders?: number
  /** The how manieth refund of the same payment; absent, the first. */
  refund?: number
  /** What others of the same payment have gone there too, so that an answer has to say which it is about. */
  besideVnd?: readonly number[]
  /** Nobody knows whether it was told: an answer has to name its sum. */
  bySum?: true
}

/** Biên lai as a sheet (PDF), where the gateway draws one. */
export interface ReceiptSheets {
  sheetOf(request: PaymentRequest): Promise<Uint8Array | undefined>
}

/** Biên lai điện tử. One a payment, however often it is asked for. */
export interface Receipts {
  issue(draft: ReceiptDraft): Promise<IssuedReceipt | { refused: string }>
}

/** Kênh gửi tin: SMS, chat, mail. `refused` is final for this message; Outage means try again. */
export interface Messenger {
  /** A carrier that is asked by a name of its own gives it: `reference`. */
  send(message: OutgoingMessage): Promise<'taken' | { reference: string } | { refused: string }>
  /** Báo cáo phát tin of a message by its identity and the carrier's name for it, where the carrier tells. */
  reportOf?: (identity: string, reference?: string) => Promise<'delivered' | 'pending' | { undelivered: string }>
}

/** Calls to portal front ends that asked to be told. The body names dossiers and states, no persons. */
export interface Webhooks {
  /** Whether it is an address that the installation calls at all. */
  admits(url: string): boolean
  send(call: { url: string; secret: string; id: string; body: string }): Promise<'taken' | { refused: string }>
}

/** Đăng ký gọi báo of the front ends; an ended one stays apart for a year, and says why it ended. */
export interface Subscriptions {
  /** Of every machine. */
  open(): Promise<readonly Subscription[]>
  /** Of every machine or of one, by machine. */
  ended(limit: number, after?: string, client?: string): Promise<Page<Subscription>>
  /** Open or ended. */
  one(client: string, id: string): Promise<Subscription | undefined>
  /** A new one, or one that ends: `false` when it was there before, or had ended already; nothing is written over. */
  keep(subscription: Subscription): Promise<boolean>
}

/** Cơ quan thuế, for financial obligations on land. */
export interface TaxOffice {
  send(slip: LandSlip): Promise<'taken' | { refused: string }>
  /** The notice on a slip, once the office has issued it. */
  ask(slipNumber: string): Promise<TaxNotice | undefined>
}

/** Số, ngày và nơi gửi: what a document is known by. */
export type LetterName = Pick<Letter, 'number' | 'issuedOn' | 'sender'>

/** Trục liên thông văn bản: documents to and from the document-management systems of the four levels. */
export interface LetterAxis {
  send(letter: Letter): Promise<'taken' | { refused: string }>
  /** Where a letter of ours is, at the other end. */
  stateOf(letter: LetterName): Promise<'sent' | 'received' | 'recalled' | { refused: string }>
  /** Thu hồi: granted until the receiver has taken it; `unknown` for one that never went out, or any other final no. */
  recall(letter: LetterName): Promise<'recalled' | 'too-late' | 'unknown'>
  /** The next of them in the order of their numbers, none when there is no more; one that cannot be read keeps its own, and holds up nobody else's. */
  arrivedAfter(lastId: number): Promise<readonly (ArrivedLetter | UnreadLetter)[]>
  /** A file of an arrived letter: its bytes, or that the axis has none, another one than it announced, or one too large. */
  fetch(file: { id: string; sha256: string }): Promise<Uint8Array | { missing: WhyMissing }>
}

export type WhyMissing = 'absent' | 'another' | 'too-large'

/** A dossier as it is told to whoever keeps the register of all dossiers: as it stands, and what happened after `after`. */
export interface ToldDossier {
  file: DossierFile
  history: readonly DossierEvent[]
  directory: Directory
  field?: { code?: string; name: string }
  after: number
  /** Whether the register acknowledged it before. */
  isKnown: boolean
  /** Its number over there, where the register gives its own. */
  number?: string
  /** Bytes of a file that was found clean. */
  contentOf: (scan: Scan) => Promise<Uint8Array | undefined>
  /** The address under which the register may fetch a file; none where files are named only. */
  linkTo?: (file: FileName) => string | undefined
}

/** Who knocks with a link: from where, and what its `Authorization` header says. */
export interface LinkBearer {
  sourceIp: string
  authorization: string | undefined
}

/** Liên kết tệp for whoever keeps the register of all dossiers: it outlives what a store signs. Both throw Outage. */
export interface FileLinks {
  /** Makes the links of this day; `undefined` where files are named only. The same file has the same link all day long. */
  linker(on: Day): Promise<((file: FileName) => string) | undefined>
  /** The file that a link names, if it is whole, in its time, and brought by whom it was made for. */
  read(link: string, by: LinkBearer, on: Day): Promise<FileName | undefined>
  /** Whether what was told on a day soon runs out: then it is told once more while the dossier is open. */
  runsOut(toldOn: Day, on: Day): boolean
}

/** Danh mục of whoever keeps the register; `too-long` is an answer with more bytes than anybody reads. */
export interface PortalCatalogues {
  rows(list: PortalListName): Promise<readonly ToldRow[] | 'too-long'>
  /** A procedure as it is told, of any form, under `told`; `undefined` when it is not known there. */
  procedure(code: string): Promise<{ told: unknown } | 'too-long' | undefined>
}

/**
 * Nơi theo dõi hồ sơ: the national portal, or a ministry's newer interface. Told twice, it is told once; `refused` keeps its
 * own code; Outage means try again.
 */
export interface CaseRegister {
  /** Of a register that numbers for itself: taken once and kept before the first telling. */
  nextNumber?: (procedure: string) => Promise<string | { refused: string }>
  tell(told: ToldDossier): Promise<'taken' | { refused: string }>
  /** What it shows; `undefined` when it does not know the code. Absent where it cannot be asked. */
  lookUp?: (code: string) => Promise<{ status: Status | 'unknown'; statusCode: string } | undefined>
  /** Its catalogues. Absent where they cannot be asked for. */
  catalogues?: PortalCatalogues
}
