import { type ReportJob, reportJob } from '../../reports/report-job.ts'
import type { Desk } from '../desk.ts'

type Needs = Pick<Desk, 'marks'>

/** A job is remembered a little longer than its file lies in the bucket. */
const keepSeconds = 8 * 86_400

/** Whether somebody still wants it made: also when the queue had given it up and is rung again. */
export function isReportOpen({ state, failure }: Pick<ReportJob, 'state' | 'failure'>): boolean {
  return state === 'queued' || failure === 'set-aside'
}

/** In the schema's order of fields: what was read is found again as it was written. */
const textOf = (one: ReportJob): string => JSON.stringify(reportJob().parse(one))
const nameOf = (id: string): string => `report:${id}`

export async function findReportJob({ marks }: Needs, id: string): Promise<ReportJob | undefined> {
  const text = await marks.value(nameOf(id))
  return text === undefined ? undefined : reportJob().parse(JSON.parse(text))
}

/** Writes a job in the place of the one seen; `false` when somebody was quicker. Throws Outage. */
export function moveReportJob({ marks }: Needs, from: ReportJob | undefined, to: ReportJob): Promise<boolean> {
  return marks.swapValue(nameOf(to.id), from && textOf(from), textOf(to), keepSeconds)
}
