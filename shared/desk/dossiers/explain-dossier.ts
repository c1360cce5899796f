import type { Person } from '../../access/person.ts'
import { type Explained, explain, type ToldClock, tellClocks } from '../../dossier/clocks/explain.ts'
import type { Desk } from '../desk.ts'
import { calendars, defaultPolicy } from '../surroundings.ts'
import { findDossier, type Read } from './read-dossier.ts'

type Needs = Pick<Desk, 'catalogue' | 'province' | 'now'>

/** A clock, and whose it is: of the dossier asked for, or of its other half. */
export type ClockOfRead = ToldClock & { dossier: string }
export type ExplainedClock = Explained & { dossier: string }

/** Every clock of a dossier and of the open half at another agency; steps are inside matters. */
export async function explainDossier(
  desk: Needs & Pick<Desk, 'dossiers' | 'digests'>,
  person: Person,
  id: string,
): Promise<readonly ExplainedClock[] | undefined> {
  const read = await findDossier(desk, person, id)
  return read && clocksBy(explain, desk, person, read)
}

/** The same clocks without their reckoning. */
export function clocksOfRead(desk: Needs, person: Person, read: Read): Promise<readonly ClockOfRead[]> {
  return clocksBy(tellClocks, desk, person, read)
}

async function clocksBy<C extends ToldClock>(
  tell: (...asked: Parameters<typeof tellClocks>) => readonly C[],
  desk: Needs,
  person: Person,
  read: Read,
): Promise<readonly (C & { dossier: string })[]> {
  const { procedure, procedureVersion } = read.file.plan ?? read.file.dossier
  const [calendarOf, policy = defaultPolicy] = await Promise.all([
    calendars(desk),
    desk.catalogue.policy(procedure, procedureVersion),
  ])
  const at = desk.now()
  const halves = [read.file, ...read.kin.map(({ file }) => file)]
  return halves.flatMap((file) =>
    tell(file, { calendarOf, policy }, at)
      .filter(({ clock }) => person.kind !== 'citizen' || clock !== 'step')
      .map((clock) => ({ dossier: file.dossier.id, ...clock })),
  )
}
