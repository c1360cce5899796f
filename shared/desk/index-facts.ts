import type { UnitId } from '../agencies/unit.ts'
import { dayOf } from '../calendar/day.ts'
import type { ProcedureSummary } from '../catalogue/summary.ts'
import { type Period, soFar } from '../counters/figures.ts'
import type { FeedbackFacts, IndexFacts } from '../reports/measures.ts'
import { type Feedback, isOverdue } from '../satisfaction/feedback.ts'
import { resultsOf } from '../satisfaction/results.ts'
import type { Desk } from './desk.ts'
import { directory } from './surroundings.ts'

export type FactNeeds = Pick<Desk, 'counters' | 'surveys' | 'catalogue' | 'dossiers' | 'syncLedger' | 'now'>

/** Everything an index of an agency and period is reckoned from. Throws Outage. */
export async function indexFacts(desk: FactNeeds, agency: UnitId, period: Period): Promise<IndexFacts> {
  const [lines, tallies, feedback, procedures, knownAtPortal] = await Promise.all([
    desk.counters.lines(agency, soFar(period, dayOf(desk.now()))),
    desk.surveys.tallies(agency, period.from.slice(0, 7), period.to.slice(0, 7)),
    feedbackIn(desk, agency, period),
    proceduresOf(desk, agency, period),
    desk.syncLedger.knownCount(agency, period.from, period.to),
  ])
  const [result] = resultsOf(tallies, 'agency')
  return {
    lines,
    procedures,
    surveys: { answers: result?.answerCount ?? 0, notSatisfied: result?.notSatisfied.count ?? 0 },
    feedback,
    knownAtPortal,
  }
}

/**
 * On the last day: of a department those it is competent for, of a commune those of its level; online where one of the ways in is,
 * throughout where the offer says toàn trình.
 */
async function proceduresOf(desk: FactNeeds, agency: UnitId, { to }: Period): Promise<IndexFacts['procedures']> {
  const units = await directory(desk, to)
  const level = units.unit(agency)?.level
  const isOwn = ({ code, competent, levels }: ProcedureSummary) =>
    level === 'province'
      ? competent.kind === 'agency' && units.heirOf(competent.agency, code) === agency
      : levels.some((one) => one === level)
  const own = (await desk.catalogue.procedures(to)).filter((one) => one.state === 'published' && isOwn(one))
  const online = own.filter(({ channels }) => channels.includes('online'))
  const throughout = online.filter((one) => one.online === 'full').map(({ code }) => code)
  return { all: own.length, online: online.length, throughout }
}

const pageSize = 100

/** Those filed in the period, newest first; what is still within its time is not held against anybody. */
async function feedbackIn(desk: FactNeeds, agency: UnitId, period: Period): Promise<FeedbackFacts> {
  const filed: Feedback[] = []
  let after: string | undefined
  let isOver = false
  do {
    const page = await desk.surveys.feedbackOf(agency, pageSize, after)
    for (const one of page.rows) {
      const day = dayOf(one.at)
      isOver ||= day < period.from
      if (day >= period.from && day <= period.to) filed.push(one)
    }
    after = page.next
  } while (after !== undefined && !isOver)
  const ended = filed.filter(({ state }) => state === 'published' || state === 'refused')
  const at = desk.now()
  return {
    ended: ended.length,
    inTime: ended.filter(({ late }) => late.length === 0).length,
    overdue: filed.filter((one) => !ended.includes(one) && isOverdue(one, at)).length,
    rated: filed.filter(({ rated }) => rated !== undefined).length,
    ratedSatisfied: filed.filter(({ rated }) => rated === 'satisfied').length,
    complained: await complainedOf(desk, filed, period),
  }
}

/** Each dossier once, however often it was complained of; refused complaints count for nothing. */
async function complainedOf(desk: FactNeeds, filed: readonly Feedback[], { from, to }: Period) {
  const complaints = filed.filter(({ kind, state }) => kind === 'complaint' && state !== 'refused')
  const ids = [...new Set(complaints.map(({ dossier }) => dossier))]
  const heads = (await Promise.all(ids.map((id) => desk.dossiers.load(id)))).flatMap((file) => file?.dossier ?? [])
  const resolved = heads.filter(({ class: own, finishedAt }) => {
    const on = finishedAt === undefined ? undefined : dayOf(finishedAt)
    return own !== undefined && on !== undefined && on >= from && on <= to
  })
  const count = (of: 'early' | 'on-time' | 'overdue') => resolved.filter((head) => head.class === of).length
  return { early: count('early'), onTime: count('on-time'), overdue: count('overdue') }
}
