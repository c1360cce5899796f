import { createHash } from 'node:crypto'
import { ownAgencies, type Person } from '../../access/person.ts'
import { dayOf } from '../../calendar/day.ts'
import { keyOf } from '../../dossier/history/history.ts'
import { isObjection, type Objection, object, objectAt } from '../../dossier/objections.ts'
import { maySet, type StandIn, type StandInWish, setStandIn, standsForOn } from '../../dossier/standing-in.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

type Officer = Extract<Person, { kind: 'officer' }>
type Needs = Pick<Desk, 'catalogue' | 'now'>

/** Phân công làm thay, from now on or a later day. The id is derived from person and key: set twice, it is one. Throws Outage. */
export async function letStandIn(
  desk: Needs,
  person: Officer,
  wish: StandInWish,
  key: string,
): Promise<StandIn | Objection> {
  const id = createHash('sha256')
    .update(`stand-in#${keyOf(person, key)}`)
    .digest('hex')
    .slice(0, 26)
  const rows = await standInsAround(desk, person)
  const before = rows.find((row) => row.id === id)
  if (before) return asSet(before, wish)
  const standIn = setStandIn(wish, person, await directory(desk), { at: desk.now(), id, known: rows })
  if (isObjection(standIn) || (await desk.catalogue.putStandIn(standIn))) return standIn
  const quicker = (await desk.catalogue.standIns(standIn.agency)).find((row) => row.id === id)
  return quicker ? asSet(quicker, wish) : object('key-reused')
}

/** Of the officer's agency and of those it has taken over from, whose officers are colleagues there now: one set before a merger holds on. Throws Outage. */
export async function standInsAround(desk: Pick<Desk, 'catalogue'>, person: Officer): Promise<readonly StandIn[]> {
  return (await Promise.all(ownAgencies(person).map((agency) => desk.catalogue.standIns(agency)))).flat()
}

/** The first answer, whether it has ended since or not. */
function asSet({ endedAt: _, endedBy: __, ...row }: StandIn, wish: StandInWish): StandIn | Objection {
  return isSame(row, wish) ? row : object('key-reused')
}

function isSame(row: StandIn, wish: StandInWish): boolean {
  return (['absent', 'substitute', 'from', 'to', 'reason'] as const).every((name) => row[name] === wish[name])
}

/** Ends it now; ended already, it stays as it was. `undefined` when the agency has none of that id. */
export async function endStandIn(desk: Needs, person: Officer, id: string): Promise<StandIn | Objection | undefined> {
  const row = (await standInsAround(desk, person)).find((each) => each.id === id)
  if (!row) return undefined
  if (row.endedAt !== undefined) return row
  const absent = (await directory(desk)).officer(row.absent)
  if (person.id !== row.setBy && (!absent || !maySet(person, absent)))
    return objectAt('not-your-act', 'path.id', 'Chỉ người đã phân công, hoặc trưởng phòng, lãnh đạo của họ.')
  const ended: StandIn = { ...row, endedBy: person.id, endedAt: desk.now() }
  if (await desk.catalogue.putStandIn(ended)) return ended
  return (await desk.catalogue.standIns(row.agency)).find((each) => each.id === id)
}

/** Everybody of the agency sees who stands in for whom, newest first. */
export async function listStandIns(desk: Needs, person: Officer): Promise<readonly StandIn[]> {
  const rows = await standInsAround(desk, person)
  return rows.toSorted((a, b) => (a.setAt < b.setAt ? 1 : a.setAt > b.setAt ? -1 : a.id < b.id ? -1 : 1))
}

/** Whether the officer stands in for this colleague now. */
export async function standsInFor(desk: Needs, person: Officer, colleague: string): Promise<boolean> {
  const rows = await standInsAround(desk, person)
  const units = await directory(desk)
  return standsForOn(rows, person.id, dayOf(desk.now()), units).some((officer) => officer.id === colleague)
}
