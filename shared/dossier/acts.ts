import type { Instant } from '../calendar/day.ts'

/** Hành động. Everything that can be done to a dossier; one row each in `transitions`. */
export type Act =
  | { act: 'submit' }
  | { act: 'accept'; waived?: readonly { paper: string; reason: string }[] }
  | { act: 'refuse'; reason: string }
  | { act: 'ask-supplement'; reason: string; papers: readonly string[] }
  | { act: 'supplement'; note?: string }
  | { act: 'assign'; officer: string }
  | { act: 'pass-on'; to?: number; note?: string }
  | { act: 'transfer'; to?: number; note?: string }
  | { act: 'acknowledge' }
  | { act: 'hand-back'; note?: string }
  | { act: 'approve'; resultScan: number; resultNumber: string }
  | { act: 'return'; note?: string }
  | { act: 'order-shipment' }
  | { act: 'shipment-taken'; waybill: string }
  | { act: 'delivered'; at: Instant; trackingId: number }
  | { act: 'undelivered'; at: Instant; trackingId: number; reason: string }
  | { act: 'withdraw'; reason: string }
  | { act: 're-home'; change: string; decision: string }
  | { act: 'release'; change: string; decision: string; officer: string }

export type ActName = Act['act']
export type ActOf<Name extends ActName> = Extract<Act, { act: Name }>
