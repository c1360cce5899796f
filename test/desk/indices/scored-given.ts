import { chainedEntry, type HandEntry } from '../../../shared/reports/indices/hand-entries.ts'
import { chainedRating, type KeptRating } from '../../../shared/reports/indices/score-chains.ts'
import { ward } from '../../given.ts'

const year = { agency: ward, index: '766', from: '2025-01-01', to: '2025-12-31' }
const by = { kind: 'officer', id: 'cb-1' } as const

/** An entry of a criterion and the one that corrected it, both on 10 March 2026. */
export function scoredByHand(): [HandEntry, HandEntry] {
  const common = { ...year, code: '1.1', source: 'Báo cáo 1/BC', evidence: [], by, body: 'b' }
  const first = chainedEntry(
    { ...common, n: 1, value: { kind: 'share', count: 1, of: 2 }, at: '2026-03-10T08:00:00+07:00', key: 'k1' },
    undefined,
  )
  const value = { kind: 'share', count: 2, of: 2 } as const
  const at = '2026-03-10T09:00:00+07:00'
  return [first, chainedEntry({ ...common, n: 2, value, reason: 'Sửa', at, key: 'k2' }, first)]
}

/** A rating as it was drawn up that day. */
export function ratedOnce(): KeptRating {
  const at = '2026-03-10T10:00:00+07:00'
  const history = [{ act: 'draw-up', at, by, key: 'k3', body: 'b' }] as const
  return chainedRating(
    { ...year, setVersion: 1, version: 1, state: 'drawn-up', rows: [], late: [], history },
    at,
    undefined,
  )
}
