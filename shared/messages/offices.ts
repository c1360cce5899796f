import type { Day, Instant } from '../calendar/day.ts'
import type { LandDue, Parcel } from '../dossier/money/land-slip.ts'

/** Phiếu chuyển thông tin để xác định nghĩa vụ tài chính về đất đai, from the land office to the tax office. */
export interface LandSlip {
  /** Our number of the slip: sent twice, it is one. */
  number: string
  dossierCode: string
  sentOn: Day
  /** Người sử dụng đất. Of the identity only what is known. */
  payer: { name: string; identityNumber?: string; taxCode?: string; address?: string }
  parcel: Parcel
  /** Các khoản to be determined, as the form lists them. */
  asks: readonly LandDue[]
}

/** Thông báo nộp tiền of the tax office: the legal clock waits from here to its payment. */
export interface TaxNotice {
  slip: string
  notice: string
  issuedOn: Day
  dueOn: Day
  items: readonly { kind: LandSlip['asks'][number] | 'unknown'; code: string; amountVnd: number; budgetCode: string }[]
}

/** Văn bản: a numbered document between agencies, with what it is about and its files. */
export interface Letter {
  /** Số, ký hiệu, ngày: with its sender they are what it is. */
  number: string
  issuedOn: Day
  sender: string
  receiver: string
  subject: string
  dossierCode?: string
  files: readonly { name: string; sha256: string; content: Uint8Array }[]
}

/** A document of the axis that nobody can make out; what is wrong with it, in names of fields. */
export interface UnreadLetter {
  id: number
  unread: string
}

export interface ArrivedLetter extends Omit<Letter, 'files'> {
  /** Số, ký hiệu of ours that it answers. */
  answers?: string
  /** The axis's own number, after which one goes on asking. */
  id: number
  arrivedAt: Instant
  files: readonly { name: string; sha256: string; id: string }[]
}
