import type { Level, UnitId } from '../agencies/unit.ts'
import type { Day } from '../calendar/day.ts'
import type { ClockPolicy, Limit } from '../calendar/due.ts'

export type Channel = 'direct' | 'online' | 'postal'

/** Giấy tờ trong thành phần hồ sơ. Rows of 0 originals and 0 copies are notes and stand apart. */
export interface Paper {
  id: string
  name: string
  originals: number
  copies: number
  required: boolean
  code?: string
  electronicForm: boolean
}

/** Phí, lệ phí, giá: three legal kinds of money. */
export interface FeeLine {
  kind: 'fee' | 'charge' | 'price'
  amountVnd: number | null
  channel: Channel | 'any'
  note?: string
}

/** Which agency decides. */
export type CompetentRule = { kind: 'receiving-commune' } | { kind: 'agency'; agency: UnitId }

/** Một phiên bản của thủ tục hành chính, with its days of validity and the decision that brought it. */
export interface ProcedureVersion {
  code: string
  version: number
  name: string
  fields: readonly { code?: string; name: string }[]
  levels: readonly Level[]
  limits: Partial<Record<Channel | 'any', Limit>>
  limitRaw: string
  limitAssumed?: string
  fees: readonly FeeLine[]
  papers: readonly Paper[]
  notes: readonly string[]
  channels: readonly Channel[]
  results: readonly string[]
  competent: CompetentRule
  workflow: string
  policy: ClockPolicy
  validFrom: Day
  validTo?: Day
  decision: string
  state: 'draft' | 'published' | 'suspended' | 'abolished'
  source: string
  supplementLimit: number
}

/** The legal limit for a channel; `undefined` when none was published in a form that can be reckoned with. */
export function limitFor(procedure: Pick<ProcedureVersion, 'limits'>, channel: Channel): Limit | undefined {
  return procedure.limits[channel] ?? procedure.limits.any
}

export function competentAgency(procedure: Pick<ProcedureVersion, 'competent'>, receiving: UnitId): UnitId {
  return procedure.competent.kind === 'agency' ? procedure.competent.agency : receiving
}
