import { addMonths, dayOf } from '../../calendar/day.ts'
import { log } from '../../log.ts'
import { everyReport } from '../../reports/figures/every-report.ts'
import { type Issue, issueFormats, issueKey, issueOf, monthOf, nameIn, sinceOf } from '../../reports/figures/issue.ts'
import type { Grouping } from '../../reports/grouping.ts'
import { jobTypes } from '../../reports/report-job.ts'
import { agenciesOf } from '../carrying-on/holders.ts'
import type { Desk } from '../desk.ts'
import { type FileNeeds, figuresFile } from '../figures/draw-figures.ts'
import type { GatherNeeds } from '../figures/gather-figures.ts'
import { steadyFigures } from '../figures/steady-figures.ts'
import { directory } from '../surroundings.ts'

/** Days of a month on which the issues of the one before are rung for: whoever was ended on the first comes again. */
const ringDays = '05'

/** Rings for the issues of the month that has ended, of every agency that stood in it and of all of them together; answers how many. Throws Outage. */
export async function ringIssues(desk: Pick<Desk, 'catalogue' | 'doorbells' | 'now'>): Promise<number> {
  const today = dayOf(desk.now())
  if (today.slice(8) > ringDays) return 0
  const month = addMonths(`${today.slice(0, 7)}-01`, -1).slice(0, 7)
  const [units, { from, to }] = [await directory(desk), monthOf(month)]
  const agencies = agenciesOf(units).filter((agency) => units.stoodIn(agency, from, to))
  // The sum last: most of its time it finds every agency's there.
  const all = [...agencies, 'all' as const]
  for (const agency of all) await desk.doorbells.ringIssues(agency, month, today)
  return all.length
}

/** Dossiers that a report of the month may look at; of a longer one there is no issue, it is asked for as a job. */
const mostLookedAt = 50_000

type Needs = GatherNeeds & FileNeeds & Pick<Desk, 'issues' | 'objects'>

/**
 * Lập báo cáo tháng. Every monthly report of an agency or of all of them, kept once: what is there already is neither reckoned nor drawn anew, and
 * the files are drawn from what is kept. Answers how many were made now; none of a month that still runs. Throws Outage.
 */
export async function keepIssues(
  desk: Needs,
  agency: Issue['agency'],
  month: string,
  most: number = mostLookedAt,
): Promise<number> {
  if (dayOf(desk.now()) <= monthOf(month).to) return 0
  const kept = new Map((await desk.issues.ofMonth(agency, month)).map((one) => [one.report.definition.id, one]))
  let made = 0
  for (const { id, monthly, isSent } of everyReport) {
    const there = kept.get(id)
    if (monthly === undefined || there?.isDrawn) continue
    const by = agency === 'all' ? ofAll(monthly) : monthly
    const issue = there ?? (await makeOne(desk, { report: id, agency, by, month, isSent }, most))
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

/** The city's desks and officers are too many for one sheet: each agency's issue has its own. */
function ofAll(by: Grouping): Grouping {
  return by === 'officer' || by === 'room' ? 'agency' : by
}

/** Reckoned and kept; whoever else kept it meanwhile is right. */
async function makeOne(
  desk: Needs,
  {
    report,
    agency,
    by,
    month,
    isSent,
  }: Pick<Issue, 'agency' | 'by' | 'month'> & {
    report: string
    isSent: true | undefined
  },
  most: number,
): Promise<Issue | undefined> {
  const madeAt = desk.now()
  const steady = await steadyFigures(desk, { report, agency, by, ...monthOf(month) }, sinceOf({ madeAt }), most)
  if (!steady) return undefined
  const seen = steady.seen.map((one) => nameIn({ agency, isSent }, one))
  return desk.issues.keep(issueOf(steady.report, { agency, month, by, madeAt, seen }))
}

async function putFiles(desk: Needs, issue: Issue): Promise<void> {
  for (const format of issueFormats) {
    const bytes = await figuresFile(desk, issue.report, issue, format, issue.madeAt)
    await desk.objects.putReport(issueKey(issue, format), bytes, jobTypes[format])
  }
}
