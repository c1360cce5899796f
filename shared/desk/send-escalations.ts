import type { Directory } from '../agencies/directory.ts'
import { agencyOf, type Officer, type Role, type UnitId } from '../agencies/unit.ts'
import { type Day, formatDay } from '../calendar/day.ts'
import { log } from '../log.ts'
import type { OverdueRow } from '../ports.ts'
import { type EscalationLevel, escalationLevels, levelsOf } from '../reports/escalation.ts'
import type { Desk } from './desk.ts'
import { calendars, directory } from './surroundings.ts'

type Needs = Pick<Desk, 'marks' | 'reports' | 'catalogue' | 'mail' | 'now' | 'province'>

/** A mail stays readable; what is left over comes with the next run, for nothing of it is marked. */
const mostRows = 100

/**
 * Nhắc theo mức: each dossier of the day's list once for each level it has reached, by mail to whom the level tells. The boxes are those of
 * their agencies: an officer has none. Throws Outage.
 */
export async function sendEscalations(desk: Needs, agency: UnitId, day: Day): Promise<number> {
  const [report] = await desk.reports.ofDay(day, agency)
  if (!report) return 0
  const [units, calendarOf] = await Promise.all([directory(desk), calendars(desk)])
  const rows = [...report.overdue, ...report.comingDue]
  let sentCount = 0
  for (const level of escalationLevels) {
    const reached = rows.filter((row) =>
      levelsOf(row, report.at, day, calendarOf(agency)).some(({ id }) => id === level.id),
    )
    const waiting = (await unsent(desk, level, reached)).slice(0, mostRows)
    if (waiting.length === 0) continue
    for (const [mailbox, told] of boxesOf(units, agency, level, waiting))
      await desk.mail.send(mailbox, `${level.title} (${formatDay(day)})`, textOf(level, told, waiting, units))
    // Remembered only when sent, as the daily notice is: it may come twice, but never not at all.
    for (const row of waiting) await desk.marks.setValue(markOf(level, row), 'sent')
    sentCount += waiting.length
  }
  return sentCount
}

const markOf = ({ id }: EscalationLevel, { dossier }: OverdueRow): string => `ESCALATED#${dossier}#${id}`

async function unsent(desk: Needs, level: EscalationLevel, rows: readonly OverdueRow[]): Promise<OverdueRow[]> {
  const once = [...new Map(rows.map((row) => [row.dossier, row])).values()]
  const marked = await Promise.all(once.map((row) => desk.marks.value(markOf(level, row))))
  return once.filter((_, n) => marked[n] !== 'sent')
}

/** Whom a level tells, by the mailbox of their agency. */
function boxesOf(
  units: Directory,
  agency: UnitId,
  level: EscalationLevel,
  rows: readonly OverdueRow[],
): ReadonlyMap<string, readonly Officer[]> {
  const holders = level.tells.includes('officer')
    ? rows.flatMap(({ officer }) => (officer === undefined ? [] : (units.officer(officer) ?? [])))
    : []
  const roles = level.tells.filter((role): role is Role => role !== 'officer')
  const rooms = units.units.filter((unit) => unit.kind === 'room')
  const named = rooms.flatMap((room) =>
    units
      .officersOf(room.id)
      .filter((one) =>
        one.roles.some((role) => roles.includes(role) && (role === 'supervisor' || agencyOf(room.id) === agency)),
      ),
  )
  const told = [...new Map([...holders, ...named].map((one) => [one.id, one])).values()]
  const boxes = Map.groupBy(told, (one) => units.unit(agencyOf(one.unit))?.email ?? '')
  // Nobody named, or nobody with a box: the agency's own box is told all the same.
  const own = units.unit(agency)?.email
  boxes.delete('')
  if (boxes.size === 0 && own !== undefined) boxes.set(own, [])
  if (boxes.size === 0) log({ queue: 'notices', code: agency, outcome: 'no-address' })
  return boxes
}

function textOf(
  { title }: EscalationLevel,
  told: readonly Officer[],
  rows: readonly OverdueRow[],
  units: Directory,
): string {
  const whose = (row: OverdueRow) =>
    row.officer === undefined
      ? (units.unit(row.room)?.name ?? row.room)
      : (units.officer(row.officer)?.name ?? row.officer)
  return [
    ...(told.length === 0 ? [] : [`Kính gửi: ${told.map(({ name }) => name).join(', ')}.`]),
    `${title}.`,
    '',
    ...rows.map((row) => `- ${row.code}: ${row.remaining}; ${whose(row)}`),
  ].join('\n')
}
