import type { Dossier, DossierEvent } from './dossier.ts'

type Result = NonNullable<Dossier['result']>

/**
 * Kết quả của từng thủ tục trong nhóm: what each part has signed, in the order in which they came back; given out with the
 * last one, when the whole is decided. One part alone is the whole's own result.
 */
export function memberResults(
  { result }: Pick<Dossier, 'result'>,
  history: readonly Pick<DossierEvent, 'act' | 'detail'>[],
): readonly Result[] {
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

function asResult(value: unknown): Result | undefined {
  const { dossier, scan, number, outcome } = Object(value)
  if (typeof dossier !== 'string' || typeof scan !== 'number' || typeof number !== 'string') return undefined
  return { dossier, scan, number, ...(outcome === 'rejected' ? { outcome } : {}) }
}
