import type { Person } from '../../access/person.ts'
import { canonical, digestOf, keyOf } from '../../dossier/history/history.ts'
import { type Objection, object, objectAt } from '../../dossier/objections.ts'
import { type Purpose, usualPurpose } from '../../dossier/people/data-read.ts'
import { type JobWish, jobKey, type ReportJob } from '../../reports/report-job.ts'
import type { Desk } from '../desk.ts'
import { findReportJob, moveReportJob } from './report-jobs.ts'

type Officer = Extract<Person, { kind: 'officer' }>

/**
 * Xin báo cáo. Queued and rung for; asked again under the same key it is the same job, and one that failed or whose ring was
 * lost is tried anew. `key-reused` when that key asked for something else. Throws Outage.
 */
export async function askReport(
  desk: Pick<Desk, 'marks' | 'doorbells' | 'now'>,
  person: Officer,
  wish: JobWish,
  { key, purpose }: { key: string; purpose?: Purpose | undefined },
): Promise<ReportJob | Objection> {
  const id = digestOf({ report: keyOf(person, key) }).slice(0, 26)
  const known = await findReportJob(desk, id)
  if (known && !isSameWish(known, wish, purpose)) return object('key-reused')
  if (known?.state === 'ready') return known
  const fresh: ReportJob = {
    ...{ id, state: 'queued', wish },
    by: { id: person.id, unit: person.unit },
    purpose: purpose ?? usualPurpose(person),
    askedAt: desk.now(),
  }
  if (known?.state !== 'queued') await moveReportJob(desk, known, fresh)
  const asked = (await findReportJob(desk, id)) ?? fresh
  await desk.doorbells.ringReport(asked.id, asked.askedAt)
  return asked
}

/** What is late now is asked for without a day: said again on another, it is the same wish. */
function isSameWish(known: ReportJob, wish: JobWish, purpose: Purpose | undefined): boolean {
  const { from, to } = known.wish
  const asked = wish.kind === 'late-now' ? { ...wish, from, to } : wish
  return canonical(known.wish) === canonical(asked) && (purpose === undefined || known.purpose === purpose)
}

/** How far a report is that this very person asked for. Throws Outage. */
export async function readReport(desk: Pick<Desk, 'marks'>, person: Officer, id: string) {
  const job = await findReportJob(desk, id)
  return job?.by.id === person.id ? job : undefined
}

/** A short-lived link to it once it is made; the people in it were logged as read when it was. Throws Outage. */
export async function linkToReport(desk: Pick<Desk, 'objects'>, job: ReportJob) {
  if (job.state !== 'ready') {
    const isFailed = job.state === 'failed'
    const why = isFailed ? 'Không lập được; hãy yêu cầu lại.' : 'Đang lập: hỏi lại sau vài giây, tải khi đã ready.'
    return objectAt('file-not-ready', 'path.job', why)
  }
  const { kind, agency, from, to, format } = job.wish
  return desk.objects.reportLink(jobKey(job), `${kind}-${agency}-${from}-${to}.${format}`)
}
