import type { Machine } from '../../access/machine.ts'
import type { Person } from '../../access/person.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { maySee } from '../../dossier/may-see.ts'
import type { Occasion } from '../../dossier/people/data-read.ts'
import type { Desk } from '../desk.ts'
import { logRead } from './log-read.ts'
import { ownerRefOf } from './owner-ref.ts'
import { type Whole, withKin } from './read-whole.ts'

export type Read = Whole

/** One dossier with its history on both sides, logged as read; `undefined` when absent or not this person's to see. */
export async function readDossier(
  desk: Pick<Desk, 'dossiers' | 'digests' | 'readLog' | 'now'>,
  person: Person,
  id: string,
  occasion: Occasion,
): Promise<Read | undefined> {
  const read = await findDossier(desk, person, id)
  if (read) await logRead(desk, person, read.file.dossier, { what: 'whole' }, occasion)
  return read
}

/** The same unlogged, for answers that show nothing of it that is about a person. */
export async function findDossier(
  desk: Pick<Desk, 'dossiers' | 'digests'>,
  person: Person,
  id: string,
): Promise<Read | undefined> {
  const found = await desk.dossiers.whole(id)
  if (!found || !maySee(person, found.file.dossier, ownerRefOf(desk, person))) return undefined
  return withKin(desk, found.file, found.history)
}

/** What no dossier bears is looked for all the same: the time of an answer tells nothing of a code. */
export async function findByCode(
  desk: Pick<Desk, 'dossiers' | 'digests'>,
  person: Person | Machine,
  code: string,
): Promise<Dossier | undefined> {
  const id = await desk.dossiers.idOfCode(code)
  const file = await desk.dossiers.load(id ?? code)
  return file && maySee(person, file.dossier, ownerRefOf(desk, person)) ? file.dossier : undefined
}
