import type { Directory } from '../../agencies/directory.ts'
import type { Dossier, DossierEvent } from '../../dossier/dossier.ts'
import type { Message } from '../../messages/messages.ts'
import { agencyNews, isAgencyNews } from '../../notices/agency-news.ts'
import { workFromPlace } from '../carrying-on/from-place.ts'
import type { Desk } from '../desk.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { tellAgency } from '../notices/tell-agency.ts'
import { directory } from '../surroundings.ts'
import { type FetchNeeds, fetchLetterFiles } from './fetch-letter-files.ts'
import { type LetterNeeds, recallLetter, sendLetterOut } from './letter-errands.ts'
import { sendErrand } from './partner-errands.ts'

type Needs = JobNeeds & Pick<Desk, 'marks' | 'mail' | 'taxOffice' | 'agencyNotices'> & LetterNeeds & FetchNeeds
type Doorbell = Extract<Message, { kind: 'doorbell' }>

/**
 * Chuyển liên thông. Reads the history from the worker's place and never skips: a bell that comes late, twice or out of
 * order finds nothing left or all of it. Throws Outage; the place stays before the event that could not be worked.
 */
export async function workTransfers(desk: Needs, { dossier: id }: Doorbell): Promise<'worked' | 'absent'> {
  const [file, from] = await Promise.all([desk.dossiers.load(id), desk.marks.cursor(id, 'transfers')])
  if (!file) return 'absent'
  const units = await directory(desk)
  // What was written after the dossier was read has a bell of its own.
  const events = (await desk.dossiers.history(id, from)).filter(({ n }) => n <= file.dossier.version)
  await workFromPlace(desk, 'transfers', events, (event) => workEvent(desk, units, file.dossier, event))
  return 'worked'
}

/** Answers whether the event called for anything. The act decides, not `wants`: that mark only says whether a bell was still to be rung. */
async function workEvent(desk: Needs, units: Directory, dossier: Dossier, event: DossierEvent): Promise<boolean> {
  const { act, detail } = event
  const { id } = dossier
  const number = detail?.number
  if (act === 'send-out' && typeof number === 'string') await sendErrand(desk, id, number)
  if (act === 'send-letter' && typeof number === 'string') await sendLetterOut(desk, id, number)
  if (recalls.has(act)) await recallLetter(desk, id, event)
  if (!isAgencyNews(act) || agencyNews[act].isWanted?.(event) === false) return false
  if (act === 'receive-transfer') await acknowledge(desk, event)
  await tellAgency(desk, units, dossier, { ...event, act })
  if (act === 'letter-arrived') await fetchLetterFiles(desk, event)
  return true
}

/** Acts after which nobody waits for the answer to a letter that is out; such an event names it. */
const recalls: ReadonlySet<DossierEvent['act']> = new Set([
  'call-back',
  'withdraw',
  'stop',
  'part-stopped',
  'whole-stopped',
])

async function acknowledge(desk: Needs, event: DossierEvent): Promise<void> {
  await performAsJob(desk, {
    job: 'transfers',
    dossier: event.dossier,
    act: { act: 'acknowledge' },
    key: `ack:${event.n}`,
    isDue: (part) => part.transferAcknowledgedAt === undefined,
  })
}
