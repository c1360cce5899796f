import type { Directory } from '../../agencies/directory.ts'
import { agencyOf, isInOffice, type Officer, type Role, type UnitId } from '../../agencies/unit.ts'
import { type Day, formatDay, type Instant } from '../../calendar/day.ts'
import { log } from '../../log.ts'
import { NotTaken } from '../../outage.ts'
import type { OverdueRow } from '../../ports.ts'
import { type EscalationLevel, escalationLevels, headed, levelsOf } from '../../reports/overdue/escalation.ts'
import type { Desk } from '../desk.ts'
import { apologyMark } from '../sheets/work-sheets.ts'
import { calendars, directory } from '../surroundings.ts'
import { type OneMail, sendOnce } from './send-once.ts'

type Needs = Pick<Desk, 'marks' | 'reports' | 'catalogue' | 'mail' | 'doorbells' | 'now' | 'province'>

/** A mail stays readable. */
const mostRows = 100
const told = 'told'
/** A piece that was never ended is forgotten when no message can ask for it any more. */
const keepSeconds = 60 * 24 * 3600

/**
 * Nhắc theo mức: each dossier of the day's list once for each level it has reached, by mail to whom the level tells: to their own box, or
 * to that of their agency. Throws Outage.
 */
export async function sendEscalations(desk: Needs, agency: UnitId, day: Day): Promise<number> {
  const [report] = await desk.reports.ofDay(day, agency)
  if (!report) return 0
  const [units, calendarOf] = await Promise.all([directory(desk), calendars(desk)])
  const rows = [...report.overdue, ...report.comingDue]
  const failures: unknown[] = []
  let sentCount = 0
  for (const level of escalationLevels) {
    const reached = rows.filter((row) =>
      levelsOf(row, report.at, day, calendarOf(agency)).some(({ id }) => id === level.id),
    )
    // Told once, it is drawn anew for every other moment that comes as near; whatever becomes of the mails.
    if (level.drawsApology) await ringForApologies(desk, reached)
    sentCount += await tellLevel(desk, { agency, day, at: report.at, units, level, failures }, reached)
  }
  if (failures.length > 0) throw failures[0]
  return sentCount
}

interface Telling {
  agency: UnitId
  day: Day
  /** When its list was made. */
  at: Instant
  units: Directory
  level: EscalationLevel
  /** What boxes did not take: one that fails keeps nothing from the others. */
  failures: unknown[]
}

/**
 * A hundred dossiers to a piece, each box one mail of a piece. What a piece holds is kept before its first mail goes: a run
 * that was cut off is gone on with by the same piece, whatever of it was marked, so that no box reads the rest of it twice.
 */
async function tellLevel(desk: Needs, telling: Telling, reached: readonly OverdueRow[]): Promise<number> {
  const { agency, day, at, units, level, failures } = telling
  const byMark = new Map(reached.map((row) => [markOf(level, row), row]))
  let count = 0
  for (let n = 0; ; n += 1) {
    const piece = `ESCALATION#${agency}#${day}#${level.id}#${n}`
    const marks = await pieceOf(desk, piece, [...byMark.keys()])
    if (marks.length === 0) return count
    if (marks === told) continue
    const rows = marks.flatMap((mark) => byMark.get(mark) ?? [])
    const before = failures.length
    if ((await unsent(desk, marks)).length > 0)
      for (const [to, letter] of boxesOf(units, agency, level, rows)) {
        const parts = headed(level, letter.rows, at)
        const subject = `${subjectOf(parts)} (${formatDay(day)})`
        const text = textOf(parts, letter.told, units)
        const box =
          letter.told.find(({ email }) => email === to)?.id ?? units.units.find(({ email }) => email === to)?.id
        const mail = { name: `${piece}#${to}`, to, ...(box !== undefined && { box }), subject, text }
        await tellBox(desk, telling, mail).catch((error: unknown) => {
          failures.push(error)
        })
      }
    // Remembered only when each box has its mail: a box that fails is tried again, the others are not told twice.
    if (failures.length > before) return count
    for (const mark of marks) await desk.marks.setValue(mark, 'sent')
    await desk.marks.setValue(piece, told)
    count += marks.length
  }
}

/** A box that the carrier refuses is told of to the agency's own, with what it should have read. */
async function tellBox(desk: Needs, { agency, units }: Telling, mail: OneMail): Promise<void> {
  const own = units.unit(agency)?.email
  try {
    await sendOnce(desk, mail)
  } catch (error) {
    if (!(error instanceof NotTaken) || own === undefined || own === mail.to) throw error
    const text = `Không gửi được thư này tới ${mail.to}.\n\n${mail.text}`
    await sendOnce(desk, { ...mail, name: `${mail.name}#own`, to: own, box: agency, text })
  }
}

/** The marks of a piece, as they were kept, or kept now of what nobody was told; `told` once it is done. */
async function pieceOf(desk: Needs, piece: string, marks: readonly string[]): Promise<readonly string[] | typeof told> {
  const kept = await desk.marks.value(piece)
  if (kept !== undefined) return kept === told ? told : kept.split('\n')
  const fresh = (await unsent(desk, marks)).slice(0, mostRows)
  const isMine = fresh.length === 0 || (await desk.marks.swapValue(piece, undefined, fresh.join('\n'), keepSeconds))
  return isMine ? fresh : pieceOf(desk, piece, marks)
}

async function unsent(desk: Needs, marks: readonly string[]): Promise<readonly string[]> {
  const values = await Promise.all(marks.map((mark) => desk.marks.value(mark)))
  return marks.filter((_, n) => values[n] !== 'sent')
}

/** Each dossier whose draft is not for the moment it is due by now. */
async function ringForApologies(desk: Needs, rows: readonly OverdueRow[]): Promise<void> {
  for (const { dossier, dueAt, clock, part } of rows) {
    if (clock !== 'whole' || part !== undefined || (await desk.marks.value(apologyRungMark(dossier))) === dueAt)
      continue
    // Whoever draws reads for which moment; that it was rung for is written when it was.
    await desk.marks.setValue(apologyMark(dossier), dueAt)
    await desk.doorbells.ring('sheets', dossier, 1, `apology-draft:${dueAt}`)
    await desk.marks.setValue(apologyRungMark(dossier), dueAt)
  }
}

const apologyRungMark = (dossier: string): string => `APOLOGY-RUNG#${dossier}`

/** The whole's clock has a mark of its own: a step or an answer that was late takes nothing away from it. */
const markOf = ({ id }: EscalationLevel, { dossier, clock }: OverdueRow): string =>
  `ESCALATED#${dossier}#${id}${clock === 'whole' ? '' : `#${clock}`}`

interface Letter {
  told: readonly Officer[]
  rows: readonly OverdueRow[]
}

/**
 * Whom a level tells of what, by mailbox: an officer's own, of what lies on their desk; else that of their agency. A head of unit
 * is told of their own room, those of the whole agency where a room has none. What would
 * reach nobody is told to the agency's own box.
 */
function boxesOf(
  units: Directory,
  agency: UnitId,
  level: EscalationLevel,
  rows: readonly OverdueRow[],
): ReadonlyMap<string, Letter> {
  const roles = level.tells.filter((role): role is Role => role !== 'officer')
  const rooms = units.units.filter((unit) => unit.kind === 'room')
  const named = rooms.flatMap((room) =>
    units
      .officersOf(room.id)
      .filter((one) =>
        one.roles.some((role) => roles.includes(role) && (role === 'supervisor' || agencyOf(room.id) === agency)),
      ),
  )
  const addressed = rows.flatMap((row) => {
    const holder = level.tells.includes('officer') && row.officer !== undefined ? units.officer(row.officer) : undefined
    const boxes = [...(holder && isInOffice(holder) ? [holder] : []), ...toldOf(row, named, roles)].flatMap((one) => {
      const to = one.email ?? units.unit(agencyOf(one.unit))?.email
      return to === undefined ? [] : [{ to, row, one: [one] }]
    })
    const own = units.unit(agency)?.email
    return boxes.length > 0 || own === undefined ? boxes : [{ to: own, row, one: [] }]
  })
  if (addressed.length === 0) log({ queue: 'notices', code: agency, outcome: 'no-address' })
  const letters = [...Map.groupBy(addressed, ({ to }) => to)].map(([to, lines]): [string, Letter] => [
    to,
    {
      told: [...new Map(lines.flatMap(({ one }) => one).map((one) => [one.id, one])).values()],
      rows: [...new Set(lines.map(({ row }) => row))],
    },
  ])
  return new Map(letters)
}

function toldOf({ room }: OverdueRow, named: readonly Officer[], roles: readonly Role[]): readonly Officer[] {
  const isOnlyHead = (one: Officer) =>
    roles.filter((role) => one.roles.includes(role)).every((role) => role === 'unit-head')
  const hasOwnHead = named.some((one) => one.unit === room && one.roles.includes('unit-head'))
  return named.filter((one) => !hasOwnHead || one.unit === room || !isOnlyHead(one))
}

type Parts = ReturnType<typeof headed<OverdueRow>>

/** Of several what each is, without who is to do what. */
function subjectOf(parts: Parts): string {
  return parts.map(({ title }) => (parts.length === 1 ? title : title.split(':')[0])).join('; ')
}

function textOf(parts: Parts, told: readonly Officer[], units: Directory): string {
  const whose = (row: OverdueRow) =>
    row.officer === undefined
      ? (units.unit(row.room)?.name ?? row.room)
      : (units.officer(row.officer)?.name ?? row.officer)
  return [
    ...(told.length === 0 ? [] : [`Kính gửi: ${told.map(({ name }) => name).join(', ')}.`]),
    ...parts.flatMap(({ title, rows }, n) => [
      ...(n === 0 ? [] : ['']),
      `${title}.`,
      '',
      ...rows.map((row) => `- ${row.code}: ${row.remaining}; ${whose(row)}`),
    ]),
  ].join('\n')
}
