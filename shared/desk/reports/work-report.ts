import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { digestOfFigures } from '../../reports/figures/issue.ts'
import { listPage } from '../../reports/files/list-page.ts'
import { countedRows, jsonOf, type Manifest } from '../../reports/files/row-stream.ts'
import { xlsxStream } from '../../reports/files/xlsx-stream.ts'
import { type JobWish, jobKey, jobTypes, type ReportJob } from '../../reports/report-job.ts'
import type { Desk } from '../desk.ts'
import { type FileNeeds, figuresFile } from '../figures/draw-figures.ts'
import type { GatherNeeds } from '../figures/gather-figures.ts'
import { definitionOf, groupingOf, runFigures } from '../figures/run-figures.ts'
import { directory } from '../surroundings.ts'
import { findReportJob, isReportOpen, moveReportJob } from './report-jobs.ts'
import { type RowNeeds, rowsOf } from './report-rows.ts'

type Needs = RowNeeds & GatherNeeds & FileNeeds & Pick<Desk, 'marks' | 'objects' | 'drawRows'>
type Ended = Pick<ReportJob, 'rowCount' | 'rowsSha256' | 'size' | 'sha256'> | { failure: 'too-big' | 'no-such-report' }

export type WorkedReport = 'ready' | 'failed' | 'overtaken' | 'absent'

/**
 * Lập báo cáo được yêu cầu. Lists are written as they are read, a few megabytes of them in memory; figures are a page. Under the
 * job's own key: a bell that comes twice finds it made, a kill leaves nothing that anybody can fetch. Throws Outage.
 */
export async function workReport(desk: Needs, id: string, mostMs = usualMs): Promise<WorkedReport> {
  const job = await findReportJob(desk, id)
  if (!job) return 'absent'
  if (job.state === 'ready') return 'ready'
  if (!isReportOpen(job)) return 'failed'
  const ended = await Promise.race([make(desk, job), tooLong(mostMs)])
  const { failure: _, ...open } = job
  const done: ReportJob = { ...open, ...ended, state: 'failure' in ended ? 'failed' : 'ready', endedAt: desk.now() }
  if (!(await moveReportJob(desk, job, done))) return 'overtaken'
  return done.state === 'ready' ? 'ready' : 'failed'
}

/** The function that makes it lives for 14 minutes: what takes longer ends here, and is not begun again and again by the queue. */
const usualMs = 780_000

async function tooLong(ms: number): Promise<Ended> {
  await setTimeout(ms, undefined, { ref: false })
  return { failure: 'too-big' }
}

/** What no second try would mend is the job's end; anything else is the queue's to try again. */
async function make(desk: Needs, job: ReportJob): Promise<Ended> {
  try {
    return (await (job.wish.kind === 'figures' ? makeFigures(desk, job, job.wish) : makeList(desk, job))) ?? gone
  } catch (error) {
    if (error instanceof RangeError) return { failure: 'too-big' }
    throw error
  }
}

const gone = { failure: 'no-such-report' } as const

async function makeFigures(
  desk: Needs,
  job: ReportJob,
  wish: Extract<JobWish, { kind: 'figures' }>,
): Promise<Ended | undefined> {
  const definition = definitionOf(wish.report)
  const by = definition && groupingOf(definition, wish.by)
  const report = by && (await runFigures(desk, wish))
  if (!report || report === 'too-many') return undefined
  const bytes = await figuresFile(desk, report, wish, wish.format)
  await desk.objects.putReport(jobKey(job), bytes, jobTypes[wish.format])
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { rowCount: report.rows.length, rowsSha256: digestOfFigures(report, wish), size: bytes.length, sha256 }
}

async function makeList(desk: Needs, job: ReportJob): Promise<Ended | undefined> {
  const units = await directory(desk)
  const list = rowsOf(desk, job, units)
  if (!list) return undefined
  const { wish } = job
  const { rows, made } = countedRows(list.stream.rows)
  const about = {
    ...{ report: list.report, version: list.version, agency: wish.agency, from: wish.from, to: wish.to },
    ...{ madeAt: desk.now(), by: job.by.id },
  }
  const manifest = (): Manifest => ({ ...about, ...made() })
  const stream = { ...list.stream, rows }
  const drawn = {
    json: () => jsonOf(stream, manifest),
    xlsx: () => xlsxStream(stream, manifest),
    pdf: () => desk.drawRows(listPage(stream, about, manifest, units)),
  }
  const put = await desk.objects.putReportInParts(jobKey(job), drawn[wish.format](), jobTypes[wish.format])
  const { rowCount, sha256: rowsSha256 } = made()
  return { rowCount, rowsSha256, ...put }
}
