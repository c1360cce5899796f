import type { Calendar } from '../calendar/calendar.ts'
import type { Instant } from '../calendar/day.ts'
import { tellRemaining } from '../calendar/remaining.ts'
import type { Dossier } from '../dossier/dossier.ts'
import type { OverdueRow } from '../ports.ts'

type ClockName = OverdueRow['clock']

export type DueRow = OverdueRow

/** The clocks that run on a dossier now, the gravest first: the whole limit, the step, the answer to an online dossier. */
function runningClocks(dossier: Dossier): readonly { clock: ClockName; dueAt: Instant }[] {
  const running = dossier.clock === 'running'
  const clocks: readonly (readonly [ClockName, Instant | undefined])[] = [
    ['whole', running ? dossier.dueAt : undefined],
    ['step', running ? dossier.stepDueAt : undefined],
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
): { overdue?: DueRow; comingDue?: DueRow } {
  const clocks = runningClocks(dossier)
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
    remaining: tellRemaining(calendar, dueAt, at),
    clock,
    ...(dossier.parent === undefined ? {} : { part: true }),
  })
  return { ...(over && { overdue: row(over) }), ...(coming && { comingDue: row(coming) }) }
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
