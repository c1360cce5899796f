import type { ImportRuns } from '../../catalogue/imports.ts'
import { readMessage } from '../../messages/read.ts'
import { findArchiveJob, moveArchiveJob } from '../audit/archive-job.ts'
import type { Desk } from '../desk.ts'
import { findReportJob, moveReportJob } from '../reports/report-jobs.ts'

export type GiveUpNeeds = Pick<Desk, 'marks' | 'now'> & { imports: Pick<ImportRuns, 'find' | 'move'> }

/**
 * Việc bị gác lại. The queue gave up a letter for which somebody waits: what they ask after says so from now on, instead of
 * "queued" for ever. Asked for again, or sent again, it begins anew. Repeated, it changes nothing. Throws Outage.
 */
export async function giveUpJob(desk: GiveUpNeeds, body: string): Promise<void> {
  const read = readMessage(body)
  if ('faults' in read) return
  const { message } = read
  const ended = { state: 'failed', failure: 'set-aside', endedAt: desk.now() } as const
  switch (message.kind) {
    case 'archive': {
      const job = await findArchiveJob(desk, message.id)
      if (job?.state === 'queued') await moveArchiveJob(desk, job, { ...job, ...ended })
      return
    }
    case 'report': {
      const job = await findReportJob(desk, message.id)
      if (job?.state === 'queued') await moveReportJob(desk, job, { ...job, ...ended })
      return
    }
    case 'import': {
      const run = await desk.imports.find(message.id)
      if (run?.state !== 'queued' && run?.state !== 'running') return
      await desk.imports.move({ ...run, state: 'set-aside', revision: run.revision + 1 }, run.revision)
      return
    }
  }
}
