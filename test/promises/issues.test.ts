import { expect, it } from 'vitest'
import { createIssues } from '../../shared/aws/figures/issues.ts'
import { noFigures } from '../../shared/counters/figures.ts'
import { lineReports } from '../../shared/reports/figures/figures-definitions.ts'
import { type FiguresRow, figuresReport } from '../../shared/reports/figures/figures-report.ts'
import { digestOfFigures, issueOf } from '../../shared/reports/figures/issue.ts'
import { memoryIssues } from '../memory/issues.ts'
import { onBoth } from './both.ts'

const [first, second] = lineReports

function issue(agency: string, month: string, received: number, definition = first) {
  if (!definition) throw new Error('no report')
  const figures = noFigures({ kind: 'whole', field: 'F', procedure: '1' })
  figures.flows['received-direct'] = received
  const made = figuresReport(definition, [{ key: 'F', label: 'Đất đai', things: [figures] }])
  return issueOf(made, { agency, month, by: 'field', madeAt: '2026-04-01T02:20:00+07:00', seen: [] })
}

onBoth('issues', memoryIssues, createIssues, (world) => {
  it('keep a report as it was made first, whoever makes it again', async () => {
    const one = issue('H57.40', '2026-03', 5)
    expect(await world().keep(one)).toEqual(one)
    expect(await world().keep(issue('H57.40', '2026-03', 6))).toEqual(one)
    expect(await world().find('H57.40', '2026-03', 'II.06a')).toEqual(one)
    await world().finish(one)
    expect(await world().keep(issue('H57.40', '2026-03', 6))).toEqual({ ...one, isDrawn: true })
  })

  it('hand a report back with the digest it was kept under, in whatever order its names come', async () => {
    const one = issue('H57.43', '2026-03', 5)
    await world().keep(one)
    for (let read = 0; read < 5; read += 1) {
      const kept = await world().find('H57.43', '2026-03', 'II.06a')
      expect(kept && digestOfFigures(kept.report, kept)).toBe(one.sha256)
    }
    const turned = ({ key, label, cells }: FiguresRow): FiguresRow => ({ cells, label, key })
    const { rows, total } = one.report
    expect(digestOfFigures({ ...one.report, rows: rows.map(turned), total: turned(total) }, one)).toBe(one.sha256)
  })

  it('list those of one agency and month', async () => {
    await world().keep(issue('H57.41', '2026-03', 1, second))
    await world().keep(issue('H57.41', '2026-03', 1))
    await world().keep(issue('H57.41', '2026-04', 1))
    const found = await world().ofMonth('H57.41', '2026-03')
    expect(found.map(({ report }) => report.definition.id)).toEqual(['06', 'II.06a'])
    expect(await world().ofMonth('H57.42', '2026-03')).toEqual([])
    expect(await world().find('H57.42', '2026-03', '06')).toBeUndefined()
  })
})
