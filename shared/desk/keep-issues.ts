import type { UnitId } from '../agencies/unit.ts'
import { addMonths, dayOf, type Instant } from '../calendar/day.ts'
import { afterthoughtId } from '../counters/beside.ts'
import { Outage } from '../outage.ts'
import { everyReport } from '../reports/every-report.ts'
import { type Issue, issueFormats, issueKey, issueOf, monthOf, sinceOf } from '../reports/issue.ts'
import { jobTypes } from '../reports/report-job.ts'
import type { Desk } from './desk.ts'
import { type FileNeeds, figuresFile } from './draw-figures.ts'
import type { GatherNeeds } from './gather-figures.ts'
import { agenciesOf } from './holders.ts'
import { runFigures } from './run-figures.ts'
import { directory } from './surroundings.ts'

/** Days of a month on which the issues of the one before are rung for: whoever was ended on the first comes again. */
const ringDays = '05'

/** Rings for the issues of the month that has ended, of every agency; answers how many. Throws Outage. */
export async function ringIssues(desk: Pick<Desk, 'catalogue' | 'doorbells' | 'now'>): Promise<number> {
  const today = dayOf(desk.now())
  if (today.slice(8) > ringDays) return 0
  const month = addMonths(`${today.slice(0, 7)}-01`, -1).slice(0, 7)
  const agencies = agenciesOf(await directory(desk))
  for (const agency of agencies) await desk.doorbells.ringIssues(agency, month, today)
  return agencies.length
}

type Needs = GatherNeeds & FileNeeds & Pick<Desk, 'issues' | 'objects'>

/**
 * Lập báo cáo tháng. Every monthly report of an agency, kept once: what is there already is neither reckoned nor drawn anew, and
 * the files are drawn from what is kept. Answers how many were made now; none of a month that still runs. Throws Outage.
 */
export async function keepIssues(desk: Needs, agency: UnitId, month: string): Promise<number> {
  if (dayOf(desk.now()) <= monthOf(month).to) return 0
  const kept = new Map((await desk.issues.ofMonth(agency, month)).map((one) => [one.report.definition.id, one]))
  let made = 0
  for (const { id, monthly } of everyReport) {
    const there = kept.get(id)
    if (monthly === undefined || there?.isDrawn) continue
    const issue = there ?? (await makeOne(desk, agency, month, id))
    if (!issue) continue
    await putFiles(desk, issue)
    await desk.issues.finish(issue)
    made += 1
  }
  return made
}

/** Reckoned and kept; whoever else kept it meanwhile is right. */
async function makeOne(desk: Needs, agency: UnitId, month: string, report: string): Promise<Issue | undefined> {
  const [by] = everyReport.find(({ id }) => id === report)?.by ?? []
  if (!by) return undefined
  const madeAt = desk.now()
  for (let round = 0; round < rounds; round += 1) {
    const before = await seenBy(desk, agency, madeAt)
    const made = await runFigures(desk, { report, agency, by, ...monthOf(month) })
    if (!made || made === 'too-many') return undefined
    const seen = await seenBy(desk, agency, madeAt)
    if (seen.join() === before.join()) return desk.issues.keep(issueOf(made, { agency, month, by, madeAt, seen }))
  }
  throw new Outage('the counters', new Error('months that have ended are being counted without end'))
}

/** Readings between which an ended month may be counted before the queue is to come again. */
const rounds = 5

/** What was counted late by now, as far back as clocks may differ. */
async function seenBy(desk: Pick<Desk, 'counters'>, agency: UnitId, madeAt: Instant): Promise<readonly string[]> {
  return (await desk.counters.afterthoughts(agency, sinceOf({ madeAt }))).map(afterthoughtId)
}

async function putFiles(desk: Needs, issue: Issue): Promise<void> {
  for (const format of issueFormats) {
    const bytes = await figuresFile(desk, issue.report, issue, format, issue.madeAt)
    await desk.objects.putReport(issueKey(issue, format), bytes, jobTypes[format])
  }
}
