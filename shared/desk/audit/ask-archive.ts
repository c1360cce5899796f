import type { Person } from '../../access/person.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { maySee, mayWorkWith } from '../../dossier/may-see.ts'
import { type Objection, object, objectAt } from '../../dossier/objections.ts'
import type { Occasion } from '../../dossier/people/data-read.ts'
import type { Desk } from '../desk.ts'
import { logRead } from '../dossiers/log-read.ts'
import { ownerRefOf } from '../dossiers/owner-ref.ts'
import { type ArchiveJob, findArchiveJob, isReader, moveArchiveJob, newArchiveJob } from './archive-job.ts'

type Seeing = Pick<Desk, 'dossiers' | 'digests' | 'marks'>

/**
 * Xin trích xuất hồ sơ. Queued and rung for; asked again while the dossier stands as it stood, it is the same job, and one
 * that failed or whose ring was lost is tried anew. `undefined` when the dossier is not this person's to see. Throws Outage.
 */
export async function askArchive(
  desk: Seeing & Pick<Desk, 'doorbells' | 'now'>,
  person: Person,
  dossierId: string,
  purpose?: ArchiveJob['purpose'],
): Promise<ArchiveJob | Objection | undefined> {
  const dossier = await seen(desk, person, dossierId)
  if (!dossier) return undefined
  if (!mayWorkWith(person, dossier)) return object('not-your-unit')
  const fresh = newArchiveJob(person, dossier, purpose, desk.now())
  const known = await findArchiveJob(desk, fresh.id)
  if (known?.state === 'ready') return known
  if (known?.state !== 'queued') await moveArchiveJob(desk, known, fresh)
  const asked = await findArchiveJob(desk, fresh.id)
  if (asked) await desk.doorbells.ringArchive(asked.id, asked.askedAt)
  return asked
}

/** How far an archive is that this very person asked for. Throws Outage. */
export async function readArchive(
  desk: Seeing,
  person: Person,
  dossierId: string,
  id: string,
): Promise<ArchiveJob | undefined> {
  return (await ownJob(desk, person, dossierId, id))?.job
}

/** A short-lived link to it once it is packed, logged as read with the purpose it was asked for. Throws Outage. */
export async function linkToArchive(
  desk: Seeing & Pick<Desk, 'objects' | 'readLog' | 'now'>,
  person: Person,
  dossierId: string,
  id: string,
  occasion: Pick<Occasion, 'requestId'>,
) {
  const own = await ownJob(desk, person, dossierId, id)
  if (!own) return undefined
  const { dossier, job } = own
  if (job.state !== 'ready') {
    const isFailed = job.state === 'failed'
    const why = isFailed ? 'Không lập được; hãy yêu cầu lại.' : 'Đang lập: hỏi lại sau vài giây, tải khi đã ready.'
    return objectAt('file-not-ready', 'path.archive', why)
  }
  const link = await desk.objects.archiveLink(job.id, `ho-so-${dossier.code ?? 'nhap'}.zip`)
  if (link) await logRead(desk, person, dossier, { what: 'archive' }, { ...occasion, purpose: job.purpose })
  return link
}

async function ownJob(desk: Seeing, person: Person, dossierId: string, id: string) {
  const [dossier, job] = await Promise.all([seen(desk, person, dossierId), findArchiveJob(desk, id)])
  const isTheirs = job?.dossier === dossierId && isReader(person, job)
  return dossier && isTheirs && mayWorkWith(person, dossier) ? { dossier, job } : undefined
}

async function seen(desk: Seeing, person: Person, id: string): Promise<Dossier | undefined> {
  const file = await desk.dossiers.load(id)
  return file && maySee(person, file.dossier, ownerRefOf(desk, person)) ? file.dossier : undefined
}
