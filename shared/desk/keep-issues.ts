import type { UnitId } from '../agencies/unit.ts'
import { addMonths, dayOf } from '../calendar/day.ts'
import { afterthoughtId } from '../counters/beside.ts'
import { log } from '../log.ts'
import { everyReport } from '../reports/every-report.ts'
import { type Issue, issueFormats, issueKey, issueOf, monthOf, sinceOf } from '../reports/issue.ts'
import { jobTypes } from '../reports/report-job.ts'
import type { Desk } from './desk.ts'
import { type FileNeeds, figuresFile } from './draw-figures.ts'
import type { GatherNeeds } from './gather-figures.ts'
import { agenciesOf } from './holders.ts'
import { steadyFigures } from './steady-figures.ts'
import { directory } from './surroundings.ts'

/** Days of a month on which the issues of the one before are rung for: whoever was ended on the first comes again. */
const ringDays = '05'

/** Rings for the issues of the month that has ended, of every agency that stood in it; answers how many. Throws Outage. */
export async function ringIssues(desk: Pick<Desk, 'catalogue' | 'doorbells' | 'now'>): Promise<number> {
  const today = dayOf(desk.now())
  if (today.slice(8) > ringDays) return 0
  const month = addMonths(`${today.slice(0, 7)}-01`, -1).slice(0, 7)
  const [units, { from, to }] = [await directory(desk), monthOf(month)]
  const agencies = agenciesOf(units).filter((agency) => units.stoodIn(agency, from, to))
  for (const agency of agencies) await desk.doorbells.ringIssues(agency, month, today)
  return agencies.length
}

/** Dossiers that a report of the month may look at; of a longer one there is no issue, it is asked for as a job. */
const mostLookedAt = 50_000

type Needs = GatherNeeds & FileNeeds & Pick<Desk, 'issues' | 'objects'>

/**
 * Lập báo cáo tháng. Every monthly report of an agency, kept once: what is there already is neither reckoned nor drawn anew, and
 * the files are drawn from what is kept. Answers how many were made now; none of a month that still runs. Throws Outage.
 */
export async function keepIssues(
  desk: Needs,
  agency: UnitId,
  month: string,
  most: number = mostLookedAt,
): Promise<number> {
  if (dayOf(desk.now()) <= monthOf(month).to) return 0
  const kept = new Map((await desk.issues.ofMonth(agency, month)).map((one) => [one.report.definition.id, one]))
  let made = 0
  for (const { id, monthly } of everyReport) {
    const there = kept.get(id)
    if (monthly === undefined || there?.isDrawn) continue
    const issue = there ?? (await makeOne(desk, { report: id, agency, by: monthly, month }, most))
    if (!issue) {
      log({ job: 'reporting', code: `${agency} ${id}`, outcome: 'issue-too-long' })
      continue
    }
    await putFiles(desk, issue)
    await desk.issues.finish(issue)
    made += 1
  }
  return made
}

/** Reckoned and kept; whoever else kept it meanwhile is right. */
async function makeOne(
  desk: Needs,
  { report, agency, by, month }: Pick<Issue, 'agency' | 'by' | 'month'> & { report: string },
  most: number,
): Promise<Issue | undefined> {
  const madeAt = desk.now()
  const steady = await steadyFigures(desk, { report, agency, by, ...monthOf(month) }, sinceOf({ madeAt }), most)
  if (!steady) return undefined
  const seen = steady.seen.map(afterthoughtId)
  return desk.issues.keep(issueOf(steady.report, { agency, month, by, madeAt, seen }))
}

async function putFiles(desk: Needs, issue: Issue): Promise<void> {
  for (const format of issueFormats) {
    const bytes = await figuresFile(desk, issue.report, issue, format, issue.madeAt)
    await desk.objects.putReport(issueKey(issue, format), bytes, jobTypes[format])
  }
}
