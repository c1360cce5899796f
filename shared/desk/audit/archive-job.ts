import * as z from 'zod'
import { actorOf, answersFor, type Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { dayOf, type Instant } from '../../calendar/day.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { digestOf } from '../../dossier/history/history.ts'
import { officersPurposes } from '../../dossier/people/data-read.ts'
import { lazily } from '../../lazily.ts'
import type { Desk } from '../desk.ts'

type Needs = Pick<Desk, 'marks'>

const readers = lazily(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('owner') }),
    z.strictObject({ kind: z.literal('agency'), agency: z.string(), heritage: z.array(z.string()).exactOptional() }),
  ]),
)
/** For whom an archive is packed: what goes into it is what its reader may see. */
export type ArchiveReader = z.infer<ReturnType<typeof readers>>

const job = lazily(() =>
  z.strictObject({
    id: z.string(),
    dossier: z.string(),
    state: z.enum(['queued', 'ready', 'failed']),
    by: z.string(),
    reader: readers(),
    purpose: z.enum(officersPurposes).exactOptional(),
    askedAt: z.string(),
    endedAt: z.string().exactOptional(),
    size: z.int().exactOptional(),
    sha256: z.string().exactOptional(),
    failure: z.enum(['file-gone', 'too-big', 'set-aside']).exactOptional(),
  }),
)
/** Bản trích xuất. An archive somebody asked for, and how far it is. */
export type ArchiveJob = z.infer<ReturnType<typeof job>>

/** A job is remembered a little longer than its file lies in the bucket. */
const keepSeconds = 2 * 86_400

/** One person's archive of a dossier as it stands on a day: asked for again, it is the same one. */
export function newArchiveJob(
  person: Person,
  { id, version }: Pick<Dossier, 'id' | 'version'>,
  purpose: ArchiveJob['purpose'],
  at: Instant,
): ArchiveJob {
  const by = whoAsks(person)
  const reader = readerFor(person)
  const identity = { archive: id, version, day: dayOf(at), by, reader, purpose: purpose ?? '' }
  return {
    id: digestOf(identity).slice(0, 26),
    dossier: id,
    state: 'queued',
    by,
    reader,
    ...(purpose !== undefined && { purpose }),
    askedAt: at,
  }
}

function readerFor(person: Person): ArchiveReader {
  if (person.kind !== 'officer') return { kind: 'owner' }
  const { unit, heritage } = person
  return { kind: 'agency', agency: agencyOf(unit), ...(heritage && { heritage: [...heritage] }) }
}

/** What was packed for an officer of one agency is not theirs at the next one. */
export function isReader(person: Person, { by, reader }: Pick<ArchiveJob, 'by' | 'reader'>): boolean {
  return (
    by === whoAsks(person) &&
    (person.kind !== 'officer' || (reader.kind === 'agency' && answersFor(person, reader.agency)))
  )
}

function whoAsks(person: Person): string {
  const { kind, id } = actorOf(person)
  return `${kind}:${id}`
}

/** Whether somebody still wants it made: also when the queue had given it up and is rung again. */
export function isArchiveOpen({ state, failure }: Pick<ArchiveJob, 'state' | 'failure'>): boolean {
  return state === 'queued' || failure === 'set-aside'
}

/** In the schema's order of fields: what was read is found again as it was written. */
const textOf = (one: ArchiveJob): string => JSON.stringify(job().parse(one))
const nameOf = (id: string): string => `archive:${id}`

export async function findArchiveJob({ marks }: Needs, id: string): Promise<ArchiveJob | undefined> {
  const text = await marks.value(nameOf(id))
  return text === undefined ? undefined : job().parse(JSON.parse(text))
}

/** Writes a job in the place of the one seen; `false` when somebody was quicker. Throws Outage. */
export function moveArchiveJob({ marks }: Needs, from: ArchiveJob | undefined, to: ArchiveJob): Promise<boolean> {
  return marks.swapValue(nameOf(to.id), from && textOf(from), textOf(to), keepSeconds)
}
