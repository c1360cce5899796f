import { describe, expect, it } from 'vitest'
import { noFigures } from '../../shared/counters/figures.ts'
import { figuresReport } from '../../shared/reports/figures/figures-report.ts'
import { settlementOf, settlementReport } from '../../shared/reports/figures/settlement-2022.ts'

const figures = noFigures({ kind: 'whole', field: '', procedure: '' })
figures.flows['received-direct'] = 10
Object.assign(figures.end, { open: 10, late: 3, 'waiting-supplement': 3, 'late-waiting': 3 })

describe('the table of 2022', () => {
  it('takes what ran out and waits since out of “within the limit” once', () => {
    const counts = Object.fromEntries(settlementOf([figures]).map(({ row, count }) => [row, count]))
    expect(counts).toMatchObject({ received: 10, within: 7, rest: 3, late: 0, supplement: 3 })
  })

  it('is a report like any other, which adds up and says its shares', () => {
    const { rows, faults } = figuresReport(settlementReport, [{ key: 'a', label: 'A', things: [figures] }])
    const cell = (id: string) => rows[0]?.cells[settlementReport.columns.findIndex((column) => column.id === id)]
    expect([faults, cell('within'), cell('within-percent'), cell('late')]).toEqual([[], 7, 70, 0])
  })
})
