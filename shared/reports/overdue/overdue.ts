import type { Directory } from '../../agencies/directory.ts'
import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import type { Calendar } from '../../calendar/calendar.ts'
import type { Instant } from '../../calendar/day.ts'
import { tellRemaining } from '../../calendar/remaining.ts'
import { holdsDue } from '../../dossier/clocks/clock.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import type { OpenOverdue, OverdueReport, OverdueRow } from '../../ports.ts'

type ClockName = OverdueRow['clock']

export type DueRow = OverdueRow

/** The clocks that run on a dossier now, or had run out when they were paused, the gravest first: the whole limit, the step, the answer to an online dossier. */
function hurtingClocks(dossier: Dossier): readonly { clock: ClockName; dueAt: Instant }[] {
  const clocks: readonly (readonly [ClockName, Instant | undefined])[] = [
    ['whole', holdsDue(dossier, dossier.dueAt) ? dossier.dueAt : undefined],
    ['step', holdsDue(dossier, dossier.stepDueAt) ? dossier.stepDueAt : undefined],
    ['answer', dossier.status === 'registered' ? dossier.answerDueAt : undefined],
  ]
  return clocks.flatMap(([clock, dueAt]) => (dueAt === undefined ? [] : [{ clock, dueAt }]))
}

/** At most one row in each list: the gravest clock that ran out, and the gravest that runs out by `until`. */
export function dueRows(
  dossier: Dossier,
  calendar: Calendar,
  at: Instant,
  until: Instant,
  units?: Directory,
): { overdue?: DueRow; comingDue?: DueRow } {
  const clocks = hurtingClocks(dossier)
  const pausedAt = dossier.clock === 'paused' ? dossier.pausedAt : undefined
  const over = clocks.find(({ dueAt }) => dueAt < at)
  const coming = clocks.find(({ dueAt }) => at <= dueAt && dueAt <= until)
  const row = ({ clock, dueAt }: { clock: ClockName; dueAt: Instant }): DueRow => ({
    dossier: dossier.id,
    code: dossier.code ?? dossier.id,
    procedure: dossier.procedure,
    procedureName: dossier.procedureName,
    room: dossier.holder,
    ...(dossier.officer === undefined ? {} : { officer: dossier.officer }),
    ...(dossier.step === undefined ? {} : { step: dossier.step }),
    dueAt,
    remaining: `${tellRemaining(calendar, dueAt, pausedAt ?? at)}${pausedAt === undefined ? '' : ', đang tạm dừng'}`,
    ...(pausedAt === undefined ? {} : { pausedAt }),
    clock,
    ...(dossier.parent === undefined ? {} : { part: true }),
    ...(units && formerlyOf(dossier, units)),
  })
  return { ...(over && { overdue: row(over) }), ...(coming && { comingDue: row(coming) }) }
}

/** The agency that had it before the one that took over from it. */
function formerlyOf({ agencies, holder, procedure }: Dossier, units: Directory): Pick<DueRow, 'formerly'> {
  const own = agencyOf(holder)
  const formerly = agencies.findLast((agency) => agency !== own && units.heirOf(agency, procedure) === own)
  return formerly === undefined ? {} : { formerly }
}

/**
 * Tổng hợp theo cây đơn vị: the rows of some reports among the agencies of another day. What has ended since stands for
 * itself again; what had not ended yet is part of its heir.
 */
export function rollUp(reports: readonly OverdueReport[], then: Directory): readonly OverdueReport[] {
  const placed = reports.flatMap((report) => {
    const place = (row: OverdueRow) => ({ row, agency: then.heirOf(row.formerly ?? agencyOf(row.room), row.procedure) })
    return [
      ...report.overdue.map((row) => ({ ...place(row), list: 'overdue' as const })),
      ...report.comingDue.map((row) => ({ ...place(row), list: 'comingDue' as const })),
    ]
  })
  const [first] = reports
  const byAgency = [...Map.groupBy(placed, ({ agency }) => agency)].sort(([a], [b]) => (a < b ? -1 : 1))
  return byAgency.flatMap(([agency, rows]) => {
    const only = (list: 'overdue' | 'comingDue') =>
      inOrder(rows.filter((one) => one.list === list).map(({ row }) => row))
    return first
      ? [{ day: first.day, agency, at: first.at, overdue: only('overdue'), comingDue: only('comingDue') }]
      : []
  })
}

const mostCodes = 100

/**
 * Công khai quá hạn: of a day's lists what everybody may know, a row an agency: the one from earlier this day must not stay. A
 * dossier counts once, where its whole lies, by its own limit; where its part lies it is named.
 */
export function openOverdue(
  { day, at }: Pick<OpenOverdue, 'day' | 'at'>,
  agencies: readonly UnitId[],
  reports: readonly OverdueReport[],
): OpenOverdue {
  const late = reports.flatMap(({ overdue }) => overdue.filter((row) => row.clock !== 'step' && row.part === undefined))
  const byAgency = Map.groupBy(late, (row) => agencyOf(row.room))
  const byPart = Map.groupBy(late, ({ partAt }) => partAt)
  const rows = agencies.toSorted().map((agency) => {
    const own = (byAgency.get(agency) ?? []).toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    const [first] = own
    const waiting = own.filter(({ partAt }) => partAt !== undefined).length
    const unanswered = own.filter(({ clock }) => clock === 'answer').length
    const held = byPart.get(agency) ?? []
    return {
      ...{ agency, overdue: own.length, ...(first && { longest: first.dueAt }), codes: codesOf(own) },
      ...(unanswered > 0 && { unanswered }),
      ...(waiting > 0 && { waiting }),
      ...(held.length > 0 && { held: { count: held.length, codes: codesOf(held) } }),
    }
  })
  return { day, at, rows }
}

/** Longest overdue first. Before reception there is no code, and the id is nobody's business. */
function codesOf(rows: readonly OverdueRow[]): readonly string[] {
  const coded = rows.filter(({ code, dossier }) => code !== dossier)
  const codes = coded.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).map(({ code }) => code)
  return codes.slice(0, mostCodes)
}

/**
 * A page of a day's lists: at most so many rows after those read before, each report with its own. A report whose list is
 * empty takes the place of one row.
 */
export function pageOfReports(
  reports: readonly OverdueReport[],
  from: number,
  limit: number,
): { reports: readonly OverdueReport[]; next?: number } {
  let passed = 0
  const cut = (rows: readonly DueRow[]) => {
    const page = rows.slice(Math.max(0, from - passed), Math.max(0, from + limit - passed))
    passed += rows.length
    return page
  }
  const found = reports.flatMap((report) => {
    const begins = passed
    const part = { ...report, overdue: cut(report.overdue), comingDue: cut(report.comingDue) }
    const isEmpty = passed === begins
    if (isEmpty) passed += 1
    const isHere = isEmpty && from <= begins && begins < from + limit
    return isHere || part.overdue.length + part.comingDue.length > 0 ? [part] : []
  })
  return { reports: found, ...(passed > from + limit && { next: from + limit }) }
}

/** By room, officer and step, then nearest due first: the same dossiers give the same list. */
export function inOrder(rows: readonly DueRow[]): readonly DueRow[] {
  const keyOf = (row: DueRow) =>
    [row.room, row.officer ?? '', String(row.step ?? 0).padStart(3, '0'), row.dueAt, row.code, row.dossier].join('\n')
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row)
}

export interface DueCount {
  room: string
  officer?: string
  step?: number
  overdueCount: number
  comingDueCount: number
}

/** How many per room, officer and step. */
export function countRows(overdue: readonly OverdueRow[], comingDue: readonly OverdueRow[]): readonly DueCount[] {
  const counts = new Map<string, DueCount>()
  const add = (row: OverdueRow, list: 'overdueCount' | 'comingDueCount') => {
    const key = [row.room, row.officer ?? '', String(row.step ?? 0).padStart(3, '0')].join('\n')
    const known = counts.get(key) ?? {
      room: row.room,
      ...(row.officer === undefined ? {} : { officer: row.officer }),
      ...(row.step === undefined ? {} : { step: row.step }),
      overdueCount: 0,
      comingDueCount: 0,
    }
    counts.set(key, { ...known, [list]: known[list] + 1 })
  }
  for (const row of overdue) add(row, 'overdueCount')
  for (const row of comingDue) add(row, 'comingDueCount')
  return [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count)
}

/** Where a day's report of an agency lies among the reports. */
export function overdueKey(day: string, agency: string, form: 'json' | 'xlsx'): string {
  return `overdue/${day}/${agency}.${form}`
}

/** The list of the whole city, beside those of its agencies. */
export function wholeCity(province: string): string {
  return `${province}-all`
}
