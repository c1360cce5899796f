import type { Dossier, DossierEvent } from '../dossier.ts'

type Result = NonNullable<Dossier['result']>
/** What one member signed: a yes, or a refusal on the merits. */
type MemberResult = Omit<Result, 'outcome'> & { outcome?: 'rejected' }

/**
 * Kết quả của từng thủ tục trong nhóm: what each part has signed, in the order in which they came back; given out with the
 * last one, when the whole is decided. One part alone is the whole's own result.
 */
export function memberResults(
  { result }: Pick<Dossier, 'result'>,
  history: readonly Pick<DossierEvent, 'act' | 'detail'>[],
): readonly MemberResult[] {
  if (!result) return []
  const made = history.flatMap(({ act, detail }) => {
    const signed = act === 'receive-back' ? asResult(detail?.result) : undefined
    return signed ? [signed] : []
  })
  return made.length > 1 ? made : []
}

/** What stands as the result: each member's of a group, else the dossier's own. */
export function standingResults(
  dossier: Pick<Dossier, 'result'>,
  history: readonly Pick<DossierEvent, 'act' | 'detail'>[],
): readonly Result[] {
  const members = memberResults(dossier, history)
  return members.length > 0 || !dossier.result ? members : [dossier.result]
}

/** Kết quả chung: of members that come back one after the other, all granted, all refused, or some of each. */
export function outcomeWith(
  before: Dossier['membersOutcome'],
  { outcome }: Result,
): NonNullable<Dossier['membersOutcome']> {
  const own = outcome ?? 'granted'
  return before === undefined || before === own ? own : 'partly'
}

/** The whole's result is the last member's paper, and says what all of them came to. */
export function withOutcome({ dossier, scan, number }: Result, outcome: Dossier['membersOutcome']): Result {
  return { dossier, scan, number, ...(outcome && outcome !== 'granted' ? { outcome } : {}) }
}

function asResult(value: unknown): MemberResult | undefined {
  const { dossier, scan, number, outcome } = Object(value)
  if (typeof dossier !== 'string' || typeof scan !== 'number' || typeof number !== 'string') return undefined
  return { dossier, scan, number, ...(outcome === 'rejected' ? { outcome } : {}) }
}
