import type { Day } from '../calendar/day.ts'
import type { Limit } from '../calendar/limit.ts'
import published from './commitments.json' with { type: 'json' }
import type { Limits } from './offer.ts'
import type { ProcedureVersion } from './procedure.ts'

/**
 * Quy tắc rút ngắn thời hạn of one province, by decision: a share of the legal limit for simple procedures, some days less
 * for complex ones. Rules are data; a province without one commits to the legal limit.
 */
export interface Commitment {
  id: string
  province: string
  /** Legal limits up to so many days count as simple. */
  simpleUpTo: number
  simpleShare: number
  complexLess: number
  validFrom: Day
  validTo?: Day
  source: string
}

export const commitments: readonly Commitment[] = published

/** The rule of a province on a day. */
export function commitmentOf(
  province: string,
  day: Day,
  rules: readonly Commitment[] = commitments,
): Commitment | undefined {
  return rules.find(
    (rule) =>
      rule.province === province && rule.validFrom <= day && (rule.validTo === undefined || day <= rule.validTo),
  )
}

/** The procedure with the limits its province promises; the legal ones stay beside them. */
export function commit(procedure: ProcedureVersion, rule: Commitment | undefined): ProcedureVersion {
  if (rule === undefined || procedure.committed !== undefined) return procedure
  const committed = shortened(procedure.limits, rule)
  const cases = procedure.cases?.map((one) => {
    const own = one.limits && shortened(one.limits, rule)
    return own ? { ...one, committed: own } : one
  })
  if (committed === undefined && !cases?.some((one) => one.committed)) return procedure
  return { ...procedure, ...(committed && { committed }), ...(cases && { cases }), committedBy: rule.source }
}

function shortened(limits: Limits, rule: Commitment): Limits | undefined {
  const changed = Object.entries(limits).map(([channel, limit]) => [channel, shorter(limit, rule)] as const)
  return changed.every(([, limit]) => limit === undefined)
    ? undefined
    : Object.fromEntries(changed.flatMap(([channel, limit]) => (limit ? [[channel, limit]] : [])))
}

/** Only days can be halved or lessened; hours, months and what is done at once stay. */
function shorter(limit: Limit, rule: Commitment): Limit | undefined {
  if (limit.unit !== 'working_day' && limit.unit !== 'day') return undefined
  const amount = limit.amount <= rule.simpleUpTo ? limit.amount * rule.simpleShare : limit.amount - rule.complexLess
  return amount > 0 && amount < limit.amount ? { ...limit, amount: Math.round(amount * 100) / 100 } : undefined
}
