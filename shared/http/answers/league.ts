import { agencyOf } from '../../agencies/unit.ts'
import { addDays, addMonths } from '../../calendar/day.ts'
import type { Desk } from '../../desk/desk.ts'
import type { GatherNeeds } from '../../desk/gather-figures.ts'
import { agenciesOf } from '../../desk/holders.ts'
import { runFigures } from '../../desk/run-figures.ts'
import { directory } from '../../desk/surroundings.ts'
import type { OverdueRow } from '../../ports.ts'
import { repeatedIn, repeatRule, type Standing, standingsOf } from '../../reports/league.ts'
import { showUnit } from '../views/scene.ts'
import type { Answers } from './answer.ts'

type LeagueDesk = GatherNeeds & Pick<Desk, 'reports'>

const mostCodes = 100

/** Overdue in the open: what everybody may know of each agency, and how agencies stand to one another. */
export const leagueAnswers = {
  publicOverdue: async (_, desk) => {
    const [day] = await desk.reports.days(1)
    const [reports, units] = await Promise.all([day === undefined ? [] : desk.reports.ofDay(day), directory(desk)])
    const scene = { directory: units }
    const late = reports.flatMap(({ overdue }) =>
      overdue.filter((row) => row.clock !== 'step' && row.part === undefined),
    )
    const byAgency = Map.groupBy(late, (row) => agencyOf(row.room))
    const agencies = agenciesOf(units).map((agency) => {
      const own = (byAgency.get(agency) ?? []).toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      const codes = own.filter(hasCode).map(({ code }) => code)
      return {
        agency: showUnit(scene, agency),
        overdue: own.length,
        longest: own[0]?.dueAt,
        codes: codes.slice(0, mostCodes),
      }
    })
    return { day, total: late.length, agencies }
  },

  league: async ({ query }, desk) => {
    const periods: { period: string; standings: readonly Standing[] }[] = []
    for (let back = query.months - 1; back >= 0; back -= 1) {
      const from = addMonths(`${query.month}-01`, -back)
      const to = addDays(addMonths(from, 1), -1)
      const report = await runFigures(desk, { report: 'II.06a', agency: 'all', by: 'agency', from, to })
      if (report && report !== 'too-many') periods.push({ period: from.slice(0, 7), standings: standingsOf(report) })
    }
    const scene = { directory: await directory(desk) }
    const shown = ({ agency, ...figures }: Standing) => ({ agency: showUnit(scene, agency), ...figures })
    return {
      month: query.month,
      agencies: (periods.at(-1)?.standings ?? []).map(shown),
      rule: { ...repeatRule },
      repeated: repeatedIn(periods).map(({ agency, periods: own }) => ({
        agency: showUnit(scene, agency),
        periods: own.map(({ agency: _, ...figures }) => figures),
      })),
    }
  },
} satisfies Pick<Answers<'reports', LeagueDesk>, 'publicOverdue' | 'league'>

/** Before reception there is no code, and the id is nobody's business. */
function hasCode({ code, dossier }: OverdueRow): boolean {
  return code !== dossier
}
