import { addDays, addMonths, dayOf } from '../../calendar/day.ts'
import { type Period, soFar } from '../../counters/figures.ts'
import { inRank, requestsIn, type Standing, standingOf } from '../../reports/figures/league.ts'
import { abreast } from '../carrying-on/abreast.ts'
import { agenciesOf } from '../carrying-on/holders.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

/** Agencies of a month, best first, and the requests of all of them. */
export interface LeagueMonth {
  /** `YYYY-MM` */
  period: string
  standings: readonly Standing[]
  requests: ReturnType<typeof requestsIn>
}

/**
 * Xếp hạng cơ quan of so many months up to `month`, the oldest first, by the work each answers for; each agency's rows are read once
 * for all of them. Throws Outage.
 */
export async function standingsOver(
  desk: Pick<Desk, 'counters' | 'catalogue' | 'now'>,
  month: string,
  months: number,
): Promise<readonly LeagueMonth[]> {
  const today = dayOf(desk.now())
  const periods = Array.from({ length: months }, (_, n) => monthOf(addMonths(`${month}-01`, n + 1 - months)))
  const asked = periods.map((period) => soFar(period, today))
  const units = await directory(desk)
  const agencies = agenciesOf(units)
  const lines = await abreast(agencies, (agency) => desk.counters.linesEach(agency, asked))
  return periods.map(({ from, to }, at) => {
    const own = lines.map((each) => each[at] ?? [])
    // One that had ended by then stands in it only with what is still counted there.
    const stood = agencies.flatMap((agency, n) => {
      const counted = own[n] ?? []
      return units.stoodIn(agency, from, to) || counted.length > 0 ? [standingOf(agency, counted)] : []
    })
    const standings = inRank(stood)
    return { period: from.slice(0, 7), standings, requests: requestsIn(own.flat()) }
  })
}

const monthOf = (from: string): Period => ({ from, to: addDays(addMonths(from, 1), -1) })
