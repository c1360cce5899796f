import { type SettlementRow, settlement2022 } from '../../shared/reports/figures/settlement-2022.ts'
import type { ReplayedYear } from './years.ts'

const number = new Intl.NumberFormat('vi-VN')
const percent = (value: number): string => `${number.format(value)} %`

/** Rows beside the source's figures: `✓` equal, `✗` not, nothing where the source is silent. Every cross counts. */
export function tableBeside(rows: readonly SettlementRow[], { published }: ReplayedYear) {
  const names = new Map<string, string>(settlement2022.rows.map(({ row, name }) => [row, name.trim().toLowerCase()]))
  let crosses = 0
  const tick = (own: number | undefined, theirs: number | undefined): string => {
    if (theirs === undefined) return ' '
    if (own === theirs) return '✓'
    crosses += 1
    return '✗'
  }
  const assumed = new Set(['late', 'supplement', 'money', 'other', 'withdrawn', 'stopped'])
  const lines = rows.map(({ row, name, count, percent: share, base }) => {
    const theirs = published[row]
    const cells = [
      name.padEnd(34),
      number.format(count).padStart(9),
      (theirs?.count === undefined ? '–' : number.format(theirs.count)).padStart(9),
      tick(count, theirs?.count),
      (share === undefined ? '' : percent(share)).padStart(8),
      (theirs?.percent === undefined ? '–' : percent(theirs.percent)).padStart(8),
      tick(share, theirs?.percent),
      base === undefined ? '' : `trên ${names.get(base)}`,
      assumed.has(row) ? '(cách chia giả định)' : '',
    ]
    return cells.join('  ').trimEnd()
  })
  const head = [
    'hàng'.padEnd(34),
    'tính ra'.padStart(9),
    'nguồn'.padStart(9),
    ' ',
    'tỷ lệ'.padStart(8),
    'nguồn'.padStart(8),
  ]
  return { lines: [head.join('  '), ...lines], crosses }
}
