import type { Directory } from '../../agencies/directory.ts'
import type { UnitId } from '../../agencies/unit.ts'
import type { Calendar } from '../../calendar/calendar.ts'
import { dayOf, type Instant } from '../../calendar/day.ts'
import { calendarsOf, type Declaration } from '../../calendar/declarations.ts'
import type { Desk } from '../../desk/desk.ts'
import { calendars, directory } from '../../desk/surroundings.ts'

/** What a view needs besides the dossier: names of units, the working time of agencies, and the moment. */
export interface Scene {
  directory: Directory
  calendarOf: (agency: UnitId) => Calendar
  at: Instant
}

export async function sceneOf(desk: Pick<Desk, 'catalogue' | 'province' | 'now'>): Promise<Scene> {
  const [units, calendarOf] = await Promise.all([directory(desk), calendars(desk)])
  return { directory: units, calendarOf, at: desk.now() }
}

/** As everything stood at a moment: what is said again is told with the names and the calendar of then. */
export async function sceneAt(desk: Pick<Desk, 'catalogue' | 'province' | 'now'>, at: Instant): Promise<Scene> {
  const [units, declarations] = await Promise.all([directory(desk, dayOf(at)), desk.catalogue.declarations()])
  const isLater = (declared: Declaration) => declared.at > at
  // The very list that is remembered, mostly: its calendars are built already.
  const known = declarations.some(isLater) ? declarations.filter((declared) => !isLater(declared)) : declarations
  return { directory: units, calendarOf: calendarsOf(known, desk.province), at }
}

/** A unit by its name of today, or by the one it had on a day that is past. */
export function showUnit(
  { directory: units }: Pick<Scene, 'directory'>,
  id: UnitId,
  at?: Instant,
): { id: UnitId; name: string } {
  const then = at === undefined ? undefined : units.unitOn(id, dayOf(at))
  return { id, name: (then ?? units.unit(id))?.name ?? id }
}

export function showOfficer({ directory: units }: Pick<Scene, 'directory'>, id: string): { id: string; name?: string } {
  const name = units.officer(id)?.name
  return name === undefined ? { id } : { id, name }
}

/** As which the sum of every agency is shown. */
export const wholeCity = { id: 'all', name: 'Mọi cơ quan' }
