import type { Machine } from '../../access/machine.ts'
import type { Person } from '../../access/person.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { maySee } from '../../dossier/may-see.ts'
import type { DataRead } from '../../dossier/people/data-read.ts'
import { dataReadOf, type Occasion, type ShownThing } from '../../dossier/people/data-read.ts'
import type { Page } from '../../ports.ts'
import type { Desk } from '../desk.ts'
import { ownerRefOf } from './owner-ref.ts'

/**
 * Ghi nhật ký truy cập. Written before anything is shown: a log that cannot be written is an outage, and the door stays shut.
 * What was read of a part stands in the log of the dossier its owner knows. Throws Outage.
 */
export async function logRead(
  desk: Pick<Desk, 'readLog' | 'now'>,
  person: Person | Machine,
  dossier: Pick<Dossier, 'id' | 'parent'>,
  thing: { what: ShownThing; scan?: number },
  occasion: Occasion,
): Promise<void> {
  await desk.readLog.keep(dossier.parent ?? dossier.id, dataReadOf(person, dossier.id, thing, occasion, desk.now()))
}

/** As `logRead`, for a list of dossiers that is shown as one. Throws Outage. */
export async function logReads(
  desk: Pick<Desk, 'readLog' | 'now'>,
  person: Person,
  dossiers: readonly Pick<Dossier, 'id' | 'parent'>[],
  what: ShownThing,
  occasion: Occasion,
): Promise<void> {
  const at = desk.now()
  const rows = dossiers.map(({ id, parent }) => ({
    dossier: parent ?? id,
    read: dataReadOf(person, id, { what }, occasion, at),
  }))
  await desk.readLog.keepAll(rows)
}

/** Ai đã xem hồ sơ. Newest first; for whoever may see the dossier and knocks at a door that asks. */
export async function readsOf(
  desk: Pick<Desk, 'dossiers' | 'digests' | 'readLog'>,
  person: Person,
  id: string,
  limit: number,
  after?: string,
): Promise<Page<DataRead> | undefined> {
  const file = await desk.dossiers.load(id)
  if (!file || !maySee(person, file.dossier, ownerRefOf(desk, person))) return undefined
  return desk.readLog.of(file.dossier.parent ?? id, limit, after)
}
