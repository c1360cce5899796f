import { dayOf } from '../../calendar/day.ts'
import { agenciesOf } from '../../desk/carrying-on/holders.ts'
import type { Desk } from '../../desk/desk.ts'
import type { GatherNeeds } from '../../desk/figures/gather-figures.ts'
import { standingsOver } from '../../desk/figures/run-league.ts'
import { directory } from '../../desk/surroundings.ts'
import { leagueBasis, repeatedIn, repeatRule, type Standing } from '../../reports/figures/league.ts'
import { showUnit } from '../views/scene.ts'
import type { Answers } from './answer.ts'

type LeagueDesk = GatherNeeds & Pick<Desk, 'reports'>

const figuresIn = <T extends Standing>({ agency: _, elsewhere, parts, ...figures }: T) => ({
  ...figures,
  elsewhere: { ...elsewhere },
  parts: { ...parts },
})

/** Overdue in the open: what everybody may know of each agency, and how agencies stand to one another. */
export const leagueAnswers = {
  publicOverdue: async (_, desk) => {
    const [open, units] = await Promise.all([desk.reports.open(), directory(desk)])
    const rows = open?.rows ?? []
    const today = dayOf(desk.now())
    const agencies = agenciesOf(units).flatMap((agency) => {
      const own = rows.find((row) => row.agency === agency)
      const reported = open?.month?.agencies.find((one) => one.agency === agency)
      const codes = [...(own?.codes ?? [])]
      // One that has ended has a row only while something late lies there, or of the month in which it ended.
      if (!units.stoodIn(agency, today, today) && !own?.overdue && !own?.held && !reported) return []
      return {
        agency: showUnit({ directory: units }, agency),
        overdue: own?.overdue ?? 0,
        longest: own?.longest,
        codes,
        unanswered: own?.unanswered ?? 0,
        waiting: own?.waiting ?? 0,
        held: { count: own?.held?.count ?? 0, codes: [...(own?.held?.codes ?? [])] },
        // One that was left by an earlier version says nothing of parts.
        reported: reported?.parts && figuresIn(reported),
      }
    })
    const total = rows.reduce((sum, { overdue }) => sum + overdue, 0)
    return { day: open?.day, total, month: open?.month?.month, basis: leagueBasis, agencies }
  },

  league: async ({ query }, desk) => {
    if (`${query.month}-01` > dayOf(desk.now())) {
      return { faults: [{ where: 'query.month', code: 'too-big', detail: 'Tháng này chưa đến.' }] }
    }
    const periods = await standingsOver(desk, query.month, query.months)
    const scene = { directory: await directory(desk) }
    const shown = (one: Standing) => ({ agency: showUnit(scene, one.agency), ...figuresIn(one) })
    const last = periods.at(-1)
    return {
      month: query.month,
      basis: leagueBasis,
      requests: last && { ...last.requests },
      agencies: (last?.standings ?? []).map(shown),
      rule: { ...repeatRule },
      repeated: repeatedIn(periods).map(({ agency, periods: own }) => ({
        agency: showUnit(scene, agency),
        periods: own.map(figuresIn),
      })),
    }
  },
} satisfies Pick<Answers<'reports', LeagueDesk>, 'publicOverdue' | 'league'>
