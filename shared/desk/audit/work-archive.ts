import { zipOf } from '../../reports/files/zip.ts'
import type { Desk } from '../desk.ts'
import { readWhole } from '../dossiers/read-whole.ts'
import { findArchiveJob, isArchiveOpen, moveArchiveJob } from './archive-job.ts'
import { FileGone, type PackNeeds, packDossier } from './pack-dossier.ts'

type Needs = PackNeeds & Pick<Desk, 'dossiers' | 'marks' | 'now'>

export type WorkedArchive = 'ready' | 'failed' | 'overtaken' | 'absent'

/**
 * Trích xuất hồ sơ. Packs what was asked for, one file in memory at a time, under the job's own key: a bell that comes twice
 * finds it packed, a kill leaves nothing that anybody can fetch. Throws Outage.
 */
export async function workArchive(desk: Needs, id: string): Promise<WorkedArchive> {
  const job = await findArchiveJob(desk, id)
  if (!job) return 'absent'
  if (job.state === 'ready') return 'ready'
  if (!isArchiveOpen(job)) return 'failed'
  const read = await readWhole(desk, job.dossier)
  if (!read) return 'absent'
  const packed = await pack(desk, id, zipOf(packDossier(desk, read, job.reader)))
  const { failure: _, ...open } = job
  const ended = { ...open, state: 'failure' in packed ? 'failed' : 'ready', ...packed, endedAt: desk.now() } as const
  return (await moveArchiveJob(desk, job, ended)) ? ended.state : 'overtaken'
}

/** What no second try would mend is the job's end; anything else is the queue's to try again. */
async function pack(desk: Needs, id: string, parts: AsyncIterable<Uint8Array>) {
  try {
    return await desk.objects.putArchive(id, parts)
  } catch (error) {
    if (error instanceof FileGone) return { failure: 'file-gone' as const }
    if (error instanceof RangeError) return { failure: 'too-big' as const }
    throw error
  }
}
