import type { Instant } from '../calendar/day.ts'

/** Tin gửi tới một người, by whatever channel; only what the channel needs. */
export interface OutgoingMessage {
  /** What it is, so that repeated it is one: dossier, event and channel. No personal data. */
  identity: string
  /** Phone as `+84...`, or a mail address. */
  to: string
  subject: string
  text: string
  /** For channels that send approved templates only: which one, and its fields. */
  template?: { id: string; fields: Readonly<Record<string, string>> }
}

/** Biên lai điện tử (Nghị định 254/2026/NĐ-CP): a payer's proof, issued once for a payment. */
export interface ReceiptDraft {
  /** The payment it proves: asked twice, it is one receipt. */
  identity: string
  /** Mẫu số, ký hiệu. */
  form: string
  serial: string
  collector: { name: string; taxCode: string }
  payer: { name: string; taxCode?: string; address?: string }
  items: readonly { name: string; amountVnd: number }[]
  method: 'cash' | 'transfer' | 'online' | 'cod'
  paidAt: Instant
  dossierCode: string
}

export interface IssuedReceipt {
  number: string
  serial: string
  /** Mã tra cứu printed on it. */
  lookUpCode: string
  issuedAt: Instant
}
