import type { Level, UnitId } from '../agencies/unit.ts'
import type { Day } from '../calendar/day.ts'
import type { ClockPolicy, Limit } from '../calendar/due.ts'
import type { PauseReason } from './life-rules.ts'
import type { Limits, Offer, ProcedureCase } from './offer.ts'
import type { PublishedTexts } from './published-texts.ts'

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
export interface ProcedureVersion extends Offer, PublishedTexts {
  code: string
  version: number
  name: string
  fields: readonly { code?: string; name: string }[]
  levels: readonly Level[]
  /** Thời hạn theo quy định of law; a shorter one that was promised stands in `committed`. */
  limits: Limits
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
  /** Parameters of the life cycle that this version sets for itself (`life-rules.ts` has the defaults). */
  receptionSupplementLimit?: number
  supplementDays?: number
  extensionLimit?: number
  extensionDays?: number
  correctionDays?: number
  pauseReasons?: readonly PauseReason[]
}

type Limited = Pick<ProcedureVersion, 'limits' | 'committed' | 'cases'>

const ofChannel = (limits: Limits | undefined, channel: Channel): Limit | undefined => limits?.[channel] ?? limits?.any

/** The case of that id; a procedure with a single case is always carried under it. */
export function caseOf(procedure: Pick<ProcedureVersion, 'cases'>, id?: string): ProcedureCase | undefined {
  const { cases = [] } = procedure
  return id === undefined && cases.length === 1 ? cases[0] : cases.find((one) => one.id === id)
}

/** Thời hạn theo quy định for a channel and case; `undefined` when none was published in a form that can be reckoned with. */
export function legalLimitFor(procedure: Limited, channel: Channel, id?: string): Limit | undefined {
  return ofChannel(caseOf(procedure, id)?.limits, channel) ?? ofChannel(procedure.limits, channel)
}

/** Thời hạn cam kết where it is what counts: that of the case, or the procedure's where the case has no limit of its own. */
export function promisedLimitFor(procedure: Limited, channel: Channel, id?: string): Limit | undefined {
  const own = caseOf(procedure, id)
  const ofCase = ofChannel(own?.committed, channel)
  return ofCase ?? (ofChannel(own?.limits, channel) ? undefined : ofChannel(procedure.committed, channel))
}

/** The limit a dossier is reckoned by: the committed one where there is one, else the legal one. */
export function limitFor(procedure: Limited, channel: Channel, id?: string): Limit | undefined {
  const own = caseOf(procedure, id)
  return (
    promisedLimitFor(procedure, channel, id) ?? ofChannel(own?.limits, channel) ?? ofChannel(procedure.limits, channel)
  )
}

/** Papers of a case: its own list, or all of the procedure's. */
function papersFor(procedure: Pick<ProcedureVersion, 'papers' | 'cases'>, id?: string): readonly Paper[] {
  const own = caseOf(procedure, id)?.papers
  return own === undefined ? procedure.papers : procedure.papers.filter((paper) => own.includes(paper.id))
}

/** Papers a case cannot do without. */
export function requiredPapersFor(procedure: Pick<ProcedureVersion, 'papers' | 'cases'>, id?: string): Paper[] {
  const requires = caseOf(procedure, id)?.requires
  return papersFor(procedure, id).filter((paper) => (requires ? requires.includes(paper.id) : paper.required))
}

/** Money of a channel and case. */
export function feesFor(
  procedure: Pick<ProcedureVersion, 'fees' | 'cases'>,
  channel: Channel,
  id?: string,
): readonly FeeLine[] {
  const fees = caseOf(procedure, id)?.fees ?? procedure.fees
  return fees.filter((line) => line.channel === 'any' || line.channel === channel)
}

export function competentAgency(procedure: Pick<ProcedureVersion, 'competent'>, receiving: UnitId): UnitId {
  return procedure.competent.kind === 'agency' ? procedure.competent.agency : receiving
}
