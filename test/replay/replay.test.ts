import { describe, expect, it } from 'vitest'
import { catalogueTable } from '../../infra/replay/catalogue-counts.ts'
import { livedDays } from '../../infra/replay/filings.ts'
import { tableBeside } from '../../infra/replay/print-table.ts'
import { replay } from '../../infra/replay/replay.ts'
import { type Fates, type ReplayedYear, year2020, year2022 } from '../../infra/replay/years.ts'
import { imbalanceOf } from '../../shared/counters/figures.ts'
import { settlementOf } from '../../shared/reports/figures/settlement-2022.ts'

const sum = ({ fates }: Pick<ReplayedYear, 'fates'>) => Object.values(fates).reduce((all, count) => all + count, 0)

/** A year of the same days with few dossiers; counts are its own, not a year's divided. */
const fates: Fates = {
  onTime: 820,
  overdue: 60,
  within: 48,
  late: 17,
  supplement: 6,
  money: 3,
  withdrawn: 2,
  stopped: 1,
}
const small: ReplayedYear = {
  ...year2022,
  fates,
  received: { direct: 728, online: 229 },
  published: {
    received: { count: 957 },
    direct: { count: 728, percent: 76 },
    online: { count: 229, percent: 24 },
    resolved: { count: 880, percent: 92 },
    onTime: { count: 820, percent: 93 },
    overdue: { count: 60, percent: 7 },
    within: { count: 48, percent: 5 },
    rest: { count: 29 },
  },
}

async function rowsOf(year: ReplayedYear, without: readonly string[] = []) {
  const { tree, figures } = await replay(year, { without })
  const lines = [...tree.province, ...tree.district, ...tree.commune].flatMap((agency) => figures.lines(agency, year))
  return { lines, rows: settlementOf(lines, year.digits) }
}

describe('a replayed year', () => {
  it('gives every figure of its source out of the rules, and says of each share what it is a share of', {
    timeout: 120_000,
  }, async () => {
    const { lines, rows } = await rowsOf(small)
    const { crosses, lines: printed } = tableBeside(rows, small)
    expect(crosses, printed.join('\n')).toBe(0)
    expect(lines.filter((line) => imbalanceOf(line) !== 0)).toEqual([])
    expect(printed.filter((line) => line.includes('(cách chia giả định)'))).toHaveLength(6)
    expect(rows.find(({ row }) => row === 'onTime')).toMatchObject({ percent: 93, base: 'resolved' })
    const counts = new Map(rows.map(({ row, count }) => [row, count]))
    const rest = ['late', 'supplement', 'money', 'other', 'withdrawn', 'stopped'] as const
    expect(rest.reduce((all, row) => all + (counts.get(row) ?? 0), 0)).toBe(counts.get('rest'))
    expect(lines.some(({ line }) => line.kind === 'part')).toBe(true)
  })

  it('prints crosses when the rules do not know a day off that people had', { timeout: 120_000 }, async () => {
    const { rows } = await rowsOf(small, ['2022-04-11'])
    const { crosses } = tableBeside(rows, small)
    expect(crosses).toBeGreaterThan(0)
    const onTime = rows.find(({ row }) => row === 'onTime')?.count ?? 0
    expect(onTime).toBeLessThan(fates.onTime)
  })

  it('is the same year from the same seed', { timeout: 120_000 }, async () => {
    const tiny = {
      ...small,
      fates: { ...fates, onTime: 60, overdue: 9, within: 9 },
      received: { direct: 80, online: 27 },
    }
    expect((await rowsOf(tiny)).rows).toEqual((await rowsOf(tiny)).rows)
  })
})

describe('the years of the sources', () => {
  it.each([year2022, year2020])('$name files as many as were received, and spends each once', (year) => {
    expect(sum(year)).toBe(year.received.direct + year.received.online)
    expect(year.published.received?.count).toBe(sum(year))
  })

  it('were lived on the working days of their calendar', () => {
    expect(livedDays('2022-01-01', '2022-09-10')).toHaveLength(169)
    expect(livedDays('2022-01-01', '2022-09-10')).not.toContain('2022-04-11')
    expect(livedDays('2020-01-01', '2020-05-31')).toHaveLength(99)
  })

  it('had catalogues of the published numbers and shares', async () => {
    const { lines, crosses } = await catalogueTable()
    expect(crosses, lines.join('\n')).toBe(0)
    for (const number of ['2.641', '2.186', '1.876', '85,8', '93,5', '91,3', '1.135', '53,2', '319']) {
      expect(lines.some((line) => line.includes(number))).toBe(true)
    }
  })
})
