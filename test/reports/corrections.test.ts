import { expect, it } from 'vitest'
import { correctionsOf } from '../../shared/reports/figures/corrections.ts'
import { lineReports } from '../../shared/reports/figures/figures-definitions.ts'
import { figuresReport } from '../../shared/reports/figures/figures-report.ts'
import { issueOf } from '../../shared/reports/figures/issue.ts'
import { department } from '../given.ts'

it('adds up the counts of rows that are one today, and no shares', () => {
  const definition = lineReports.find(({ columns }) => columns.some(({ id }) => id.endsWith('-percent')))
  if (!definition) throw new Error('no report has shares')
  const isShare = definition.columns.map(({ id }) => id.endsWith('-percent'))
  const empty = figuresReport(definition, [])
  const rowOf = (key: string, count: number, percent: number) => ({
    ...{ key, label: 'Hộ tịch', cells: isShare.map((shares) => (shares ? percent : count)) },
  })
  const made = { ...empty, rows: [rowOf('G15-TP07', 1, 60), rowOf('HT', 2, 90)] }
  const about = { agency: department, by: 'field', month: '2026-03', madeAt: '2026-04-01T02:00:00+07:00' } as const
  const issue = issueOf(made, { ...about, seen: [] })
  const now = { ...empty, rows: [rowOf('G15-TP07', 4, 85)] }
  const same = () => 'G15-TP07'
  const { rows } = correctionsOf(definition, issue, now, [], () => '', same)
  expect(rows).toMatchObject([
    { key: 'G15-TP07', before: isShare.map((shares) => (shares ? null : 3)), now: now.rows[0]?.cells },
  ])
})
