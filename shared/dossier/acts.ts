import type { UnitId } from '../agencies/unit.ts'
import type { Day, Instant } from '../calendar/day.ts'
import type { ReturnWay } from './dossier.ts'
import type { LandDue, Parcel } from './money/land-slip.ts'
import type { BackOf, FeeItem, PaidPart, PaymentMethod } from './money/money-book.ts'
import type { Party, PostalAddress } from './people/parties.ts'
import type { ListedPaper } from './post/carriages.ts'

/** Hành động. Everything that can be done to a dossier; one row each in `transitions`. */
export type Act =
  | { act: 'submit' }
  | {
      act: 'accept'
      waived?: readonly { paper: string; reason: string }[]
      /** What lay on the counter, paper by paper; left out, the receipt says what the procedure asks for. */
      handedIn?: readonly HandedIn[]
      /** Số bộ hồ sơ. */
      sets?: number
    }
  | { act: 'refuse'; reason: string; ground?: string }
  | { act: 'ask-supplement'; reason: string; papers: readonly string[]; ground?: string }
  | {
      act: 'supplement'
      note?: string
      /** What lay on the counter this time; only after reception. */
      handedIn?: readonly HandedIn[]
    }
  | { act: 'expire-supplement' }
  | { act: 'assign'; officer: string }
  | { act: 'reassign'; officer: string; reason: string }
  | { act: 'pass-on'; to?: number; note?: string }
  | { act: 'pass-back'; reason: string }
  | { act: 'transfer'; to?: number; note?: string }
  | { act: 'acknowledge' }
  | { act: 'reject-transfer'; reason: string }
  | { act: 'hand-back'; note?: string }
  | { act: 'send-out'; partner: 'tax-office'; parcel: Parcel; asks: readonly LandDue[]; pauseReason?: string }
  | {
      act: 'send-letter'
      /** Mã định danh of the agency or ministry on the axis. */
      receiver: string
      /** Trích yếu: kept with the people of the dossier. */
      subject: string
      /** Which clean files go along; of a part also which of its whole, by their numbers there. */
      scans: readonly number[]
      parentScans?: readonly number[]
      pauseReason?: string
    }
  | {
      act: 'letter-arrived'
      /** The axis's own number of the letter, and the document's. */
      arrival: number
      letter: string
      sender: string
      issuedOn: Day
      /** `ending` of the file's own name, in small letters; the name itself may name people. */
      files: readonly { id: string; sha256: string; ending?: string }[]
      /** The number of ours that it answers. */
      answers?: string
    }
  | { act: 'errand-taken'; number: string }
  | { act: 'errand-late'; number: string }
  | { act: 'errand-unreadable'; number: string; notice: string }
  | { act: 'errand-waits'; number: string; notice: string }
  | {
      act: 'errand-refused'
      number: string
      reason: string
      /** Lý do của nơi nhận, in its own words: kept with the people of the dossier. */
      said?: string
    }
  | { act: 'letter-recall-refused'; number: string; reason: string }
  | { act: 'errand-free'; number: string; reason: string }
  | {
      act: 'errand-answered'
      number: string
      notice: string
      dueOn: Day
      items: readonly FeeItem[]
      payee: string
    }
  /** Of a slip that was called back; without a notice, that it is asked after no more. */
  | { act: 'late-answer'; number: string; notice?: string; dueOn?: Day; items?: readonly FeeItem[] }
  /** Of the notice that was entered (`was`): another is in its place, or none. */
  | { act: 'notice-changed'; number: string; was: string; notice?: string; dueOn?: Day; items?: readonly FeeItem[] }
  | { act: 'call-back'; reason: string }
  | { act: 'ask-opinion'; unit: string; question: string; hours: number; pauseReason?: string }
  | { act: 'answer-opinion'; consultation: number; answer: string }
  | { act: 'pause'; pauseReason: string; note?: string; until?: Day }
  | { act: 'resume'; note?: string }
  | { act: 'extend'; reason: string; days: number }
  | { act: 'request-obligation'; items: readonly FeeItem[]; payee: string; dueOn?: Day; note?: string }
  | { act: 'charge-fee'; items: readonly FeeItem[]; payee: string; note?: string }
  | {
      act: 'exempt-fee'
      kind: 'exempt' | 'reduced'
      /** Its id in the procedure's list: then what is left is what the list leaves. */
      exemption?: string
      ground: string
      payVnd: number
    }
  | {
      act: 'pay'
      amountVnd: number
      method: PaymentMethod
      reference?: string
      /** Which demand it is for, when money comes from outside: never the next one in its place. */
      obligation?: number
      /** When it was paid there, which may be the day before it is told here. */
      paidAt?: Instant
      /** Of what the post paid over in parts: the rows of the book that came before and settled nothing alone. */
      parts?: readonly PaidPart[]
      /** Of what the post paid over: what it comes to beyond the demand, and goes back to the payer. */
      overVnd?: number
    }
  | { act: 'cancel-obligation'; reason: string }
  | {
      act: 'refund'
      amountVnd: number
      reason: string
      reference?: string
      /** Which demand's money; needed where more than one is paid. */
      obligation?: number
    }
  | ({ act: 'order-money-back'; obligation: number } & BackOf)
  | ({ act: 'give-money-back'; obligation: number; transfer: string } & BackOf)
  | {
      act: 'approve'
      resultScan: number
      /** Left out: the agency's own register gives the next one. */
      resultNumber?: string
      outcome?: 'granted' | 'rejected'
      reason?: string
    }
  | { act: 'return'; note?: string; by?: 'counter' | 'online'; taker?: Taker; signed?: 'paper' | 'electronic' }
  | {
      act: 'order-shipment'
      /** Phát hàng thu tiền: the postman collects what is owed. */
      cod?: boolean
    }
  | { act: 'shipment-taken'; waybill: string }
  | { act: 'recall-shipment'; reason: string }
  | { act: 'recall-refused'; reason: string }
  | { act: 'shipment-lost'; since: Instant }
  | { act: 'delivered'; at: Instant; trackingId: number }
  | { act: 'undelivered'; at: Instant; trackingId: number; reason: string }
  | { act: 'delivered-at-odds'; at: Instant; trackingId: number; orderNumber: string }
  | { act: 'order-collection'; from: PostalAddress; papers: readonly ListedPaper[] }
  | {
      act: 'send-papers'
      /** An agency of the dossier, or back to the citizen's door. */
      to: UnitId | 'applicant'
      by: 'post' | 'hand'
      papers: readonly ListedPaper[]
      note?: string
    }
  | { act: 'carriage-taken'; number: string; waybill: string }
  | { act: 'carriage-moved'; number: string; state: 'collected' | 'arrived'; at: Instant; trackingId: number }
  | { act: 'carriage-ended'; number: string; reason: string; trackingId?: number; recalled?: true }
  | { act: 'recall-papers'; reason: string }
  | { act: 'papers-recall-refused'; number: string; reason: string }
  | { act: 'papers-at-odds'; number: string; from: string; to?: string; at: Instant; trackingId: number }
  | {
      act: 'receive-papers'
      papers: readonly ListedPaper[]
      /** Listed, and not in the bag. */
      missing?: readonly ListedPaper[]
      note?: string
    }
  | { act: 'report-lost'; reason: string }
  | {
      act: 'void-delivery'
      reason: string
      /** Số văn bản in which the post owns that it gave the parcel to somebody else. */
      letter: string
      /** Where the result goes when it is sent anew, if the address was wrong. */
      deliverTo?: PostalAddress
    }
  | { act: 'report-papers-lost'; reason: string }
  | { act: 'correct'; reason: string }
  | {
      act: 'amend'
      reason: string
      applicant?: Party
      owner?: Party
      summary?: string
      deliverTo?: PostalAddress
      returnBy?: ReturnWay
      /** What lay on the counter, counted anew. */
      handedIn?: readonly HandedIn[]
      sets?: number
    }
  | { act: 'stop'; reason: string; ground: string }
  | { act: 'withdraw'; reason: string }
  | { act: 're-home'; change: string; decision: string }
  | { act: 'release'; change: string; decision: string; officer: string }
  | { act: 'reckon-anew'; declaration: number; source: string }

/** Giấy tờ đã nhận: a paper in one form, and how many of it. */
export interface HandedIn {
  paper: string
  form: 'original' | 'certified' | 'copy' | 'electronic'
  count: number
}

/** Người nhận kết quả: the owner, or somebody with a power of attorney (giấy ủy quyền). */
export interface Taker {
  kind: 'owner' | 'representative'
  name: string
  /** Giấy tờ tùy thân that was looked at; left out where it is the dossier's own identity number. */
  identityPaper?: string
  powerOfAttorney?: boolean
}

export type ActName = Act['act']
export type ActOf<Name extends ActName> = Extract<Act, { act: Name }>
