import { expect, it } from 'vitest'
import { createIssues } from '../../shared/aws/issues.ts'
import { noFigures } from '../../shared/counters/figures.ts'
import { lineReports } from '../../shared/reports/figures-definitions.ts'
import { figuresReport } from '../../shared/reports/figures-report.ts'
import { issueOf } from '../../shared/reports/issue.ts'
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
