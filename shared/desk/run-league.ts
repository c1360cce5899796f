import { addDays, addMonths, dayOf } from '../calendar/day.ts'
import { type Period, soFar } from '../counters/figures.ts'
import { receptionReport } from '../reports/figures-definitions.ts'
import { figuresReport } from '../reports/figures-report.ts'
import { type Standing, standingsOf } from '../reports/league.ts'
import { abreast } from './abreast.ts'
import type { Desk } from './desk.ts'
import { agenciesOf } from './holders.ts'
import { directory } from './surroundings.ts'

/**
 * Xếp hạng cơ quan of so many months up to `month`, the oldest first: the figures of II.06a, each agency's rows read once for all of
 * them. Throws Outage.
 */
export async function standingsOver(
  desk: Pick<Desk, 'counters' | 'catalogue' | 'now'>,
  month: string,
  months: number,
): Promise<readonly { period: string; standings: readonly Standing[] }[]> {
  const today = dayOf(desk.now())
  const periods = Array.from({ length: months }, (_, n) => monthOf(addMonths(`${month}-01`, n + 1 - months)))
  const asked = periods.map((period) => soFar(period, today))
  const agencies = agenciesOf(await directory(desk))
  const lines = await abreast(agencies, (agency) => desk.counters.linesEach(agency, asked))
  return periods.map(({ from }, at) => {
    const groups = agencies.map((agency, n) => {
      const things = (lines[n]?.[at] ?? []).filter(({ line }) => receptionReport.kinds?.includes(line.kind))
      return { key: agency, label: agency, things }
    })
    return { period: from.slice(0, 7), standings: standingsOf(figuresReport(receptionReport, groups)) }
  })
}

const monthOf = (from: string): Period => ({ from, to: addDays(addMonths(from, 1), -1) })
