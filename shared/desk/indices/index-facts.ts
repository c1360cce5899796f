import type { UnitId } from '../../agencies/unit.ts'
import { dayOf, type Instant, isWithin } from '../../calendar/day.ts'
import type { ProcedureSummary } from '../../catalogue/summary.ts'
import { homeOf } from '../../counters/count.ts'
import { type LineFigures, type Period, resolvedOf, soFar } from '../../counters/figures.ts'
import type { FeedbackFacts, IndexFacts } from '../../reports/indices/measures.ts'
import type { Feedback } from '../../satisfaction/feedback.ts'
import { isOverdue } from '../../satisfaction/feedback-clocks.ts'
import { resultsOf } from '../../satisfaction/results.ts'
import { abreast } from '../carrying-on/abreast.ts'
import { agenciesOf } from '../carrying-on/holders.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

export type FactNeeds = Pick<Desk, 'counters' | 'surveys' | 'catalogue' | 'dossiers' | 'syncLedger' | 'now'>

/** Everything an index of an agency, or of all of them together, and period is reckoned from. Throws Outage. */
export async function indexFacts(desk: FactNeeds, agency: UnitId | 'all', period: Period): Promise<IndexFacts> {
  const agencies = agency === 'all' ? agenciesOf(await directory(desk)) : [agency]
  const [parts, offered] = await Promise.all([
    abreast(agencies, (one) => partOf(desk, one, period)),
    desk.catalogue.procedures(period.to),
  ])
  const lines = parts.flatMap((part) => part.lines)
  const filed = parts.flatMap((part) => part.filed)
  const others = agency === 'all' ? [] : competentElsewhere(agency, lines, offered)
  const elsewhere = await Promise.all(others.map((other) => filedIn(desk, other, period)))
  const complained = await complainedOf(desk, agency, [...filed, ...elsewhere.flat()], period)
  const results = resultsOf(
    parts.flatMap((part) => part.tallies),
    'agency',
  )
  const summed = (of: (result: (typeof results)[number]) => number) => results.reduce((sum, one) => sum + of(one), 0)
  return {
    lines,
    procedures: await proceduresOf(desk, agency, period, offered),
    // What came by a receipt's secret an officer may have said: nobody is ranked by it.
    surveys: {
      answers: summed(({ confirmed }) => confirmed.answerCount),
      notSatisfied: summed(({ confirmed }) => confirmed.notSatisfied.count),
    },
    feedback: { ...handledOf(filed, desk.now()), complained },
    knownAtPortal: parts.reduce((sum, part) => sum + part.knownAtPortal, 0),
  }
}

/** What of it one agency has. */
async function partOf(desk: FactNeeds, agency: UnitId, period: Period) {
  const [lines, tallies, filed, knownAtPortal] = await Promise.all([
    desk.counters.lines(agency, soFar(period, dayOf(desk.now()))),
    desk.surveys.tallies(agency, period.from.slice(0, 7), period.to.slice(0, 7)),
    filedIn(desk, agency, period),
    desk.syncLedger.knownCount(agency, period.from, period.to),
  ])
  return { lines, tallies, filed, knownAtPortal }
}

/**
 * On the last day: of a department those it is competent for, of a commune those of its level, of all each once; online where one of the ways in is,
 * throughout where the offer says toàn trình.
 */
async function proceduresOf(
  desk: FactNeeds,
  agency: UnitId | 'all',
  { to }: Period,
  offered: readonly ProcedureSummary[],
): Promise<IndexFacts['procedures']> {
  const units = await directory(desk, to)
  const level = units.unit(agency)?.level
  const isOwn = ({ code, competent, levels }: ProcedureSummary) =>
    agency === 'all' ||
    (level === 'province'
      ? competent.kind === 'agency' && units.heirOf(competent.agency, code) === agency
      : levels.some((one) => one === level))
  const own = offered.filter((one) => one.state === 'published' && isOwn(one))
  const online = own.filter(({ channels }) => channels.includes('online'))
  const throughout = online.filter((one) => one.online === 'full').map(({ code }) => code)
  return { all: own.length, online: online.length, throughout }
}

/** Other agencies that are competent for what was resolved here: a complaint of such a dossier is filed with them. */
function competentElsewhere(
  agency: UnitId,
  lines: readonly LineFigures[],
  offered: readonly ProcedureSummary[],
): readonly UnitId[] {
  const done = new Set(lines.flatMap((one) => (resolvedOf(one) > 0 ? [one.line.procedure] : [])))
  const competent = offered.flatMap(({ code, competent: by }) =>
    done.has(code) && by.kind === 'agency' && by.agency !== agency ? [by.agency] : [],
  )
  return [...new Set(competent)]
}

const pageSize = 100

/** Filed with an agency in the period, newest first. */
async function filedIn(desk: FactNeeds, agency: UnitId, period: Period): Promise<readonly Feedback[]> {
  const filed: Feedback[] = []
  let after: string | undefined
  let isOver = false
  do {
    const page = await desk.surveys.feedbackOf(agency, pageSize, after)
    for (const one of page.rows) {
      const day = dayOf(one.at)
      isOver ||= day < period.from
      if (isWithin(day, period)) filed.push(one)
    }
    after = page.next
  } while (after !== undefined && !isOver)
  return filed
}

/** How an agency handles what is filed with it; what is still within its time is not held against anybody. */
function handledOf(filed: readonly Feedback[], at: Instant): Omit<FeedbackFacts, 'complained'> {
  const ended = filed.filter(({ state }) => state === 'published' || state === 'refused')
  return {
    filed: filed.length,
    complaints: filed.filter(({ kind }) => kind === 'complaint').length,
    ended: ended.length,
    inTime: ended.filter(({ late }) => late.length === 0).length,
    overdue: filed.filter((one) => !ended.includes(one) && isOverdue(one, at)).length,
    rated: filed.filter(({ rated }) => rated !== undefined).length,
    ratedSatisfied: filed.filter(({ rated }) => rated === 'satisfied').length,
  }
}

/**
 * Each dossier once, however often it was complained of; refused complaints count for nothing. Only of what stands among the
 * resolved in the agency's own figures: shares are taken from those.
 */
async function complainedOf(desk: FactNeeds, agency: UnitId | 'all', filed: readonly Feedback[], period: Period) {
  const complaints = filed.filter(({ kind, state }) => kind === 'complaint' && state !== 'refused')
  const ids = [...new Set(complaints.map(({ dossier }) => dossier))]
  const resolved = (await desk.dossiers.heads(ids)).filter((head) => {
    if (head.finishedAt === undefined || head.status === 'withdrawn' || head.status === 'stopped') return false
    const on = dayOf(head.finishedAt)
    const isWhole = head.parent === undefined && head.corrects === undefined
    const isOurs = agency === 'all' || homeOf(head, { kind: 'whole' }) === agency
    return isWhole && isWithin(on, period) && isOurs
  })
  const count = (of: 'early' | 'on-time' | 'overdue') => resolved.filter((head) => head.class === of).length
  return { early: count('early'), onTime: count('on-time'), overdue: count('overdue') }
}
