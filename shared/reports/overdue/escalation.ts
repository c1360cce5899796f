import type { Role } from '../../agencies/unit.ts'
import { type Calendar, workedMinutesBetween } from '../../calendar/calendar.ts'
import type { Day, Instant } from '../../calendar/day.ts'
import type { OverdueRow } from './overdue-report.ts'

export type LevelId = 'before-due' | 'at-due' | 'after-due'

/** Mức nhắc. Who is told from when on; each level once for a dossier, whatever becomes of it. */
export interface EscalationLevel {
  id: LevelId
  validFrom: Day
  title: string
  /** What it says of a dossier that has run out by the time it is first told of, where the title would be untrue. */
  titleOnceLate?: string
  /** Worked minutes past the due moment from which it is reached; below zero before it. */
  fromMinutes: number
  clocks: readonly OverdueRow['clock'][]
  /** Roles of the agency that is late; `officer` is whoever has it on the desk. */
  tells: readonly (Role | 'officer')[]
  /** Whether the apology is drawn by then, for signature, so that it is there when the time runs out. */
  drawsApology?: true
}

const dayMinutes = 480

/** The levels of this installation. Hours and days are ours: no text sets them. */
export const escalationLevels: readonly EscalationLevel[] = [
  {
    id: 'before-due',
    validFrom: '2018-01-01',
    title: 'Sắp đến hạn: cán bộ xử lý; lãnh đạo ký phiếu xin lỗi, hẹn lại trước thời điểm đến hạn nếu không kịp',
    titleOnceLate: 'Đã quá hạn: cán bộ xử lý; lãnh đạo ký phiếu xin lỗi, hẹn lại',
    fromMinutes: -dayMinutes * 2,
    clocks: ['whole', 'step', 'answer'],
    tells: ['officer', 'leader'],
    drawsApology: true,
  },
  {
    id: 'at-due',
    validFrom: '2018-01-01',
    title: 'Quá hạn: trưởng bộ phận',
    fromMinutes: 0,
    clocks: ['whole', 'answer'],
    tells: ['unit-head'],
  },
  {
    id: 'after-due',
    validFrom: '2018-01-01',
    title: 'Quá hạn kéo dài: thủ trưởng cơ quan và Ban Giám sát',
    fromMinutes: dayMinutes * 2,
    clocks: ['whole', 'answer'],
    tells: ['leader', 'supervisor'],
  },
]

/** What a mail of a level is headed by: each title with its rows, what has run out by then before what is still to come. */
export function headed<Row extends Pick<OverdueRow, 'dueAt'>>(
  { title, titleOnceLate = title }: EscalationLevel,
  rows: readonly Row[],
  now: Instant,
): readonly { title: string; rows: readonly Row[] }[] {
  const byTitle = Map.groupBy(rows, ({ dueAt }) => (dueAt < now ? titleOnceLate : title))
  return [...new Set([titleOnceLate, title])].flatMap((one) => {
    const own = byTitle.get(one)
    return own ? [{ title: one, rows: own }] : []
  })
}

/** Every level a row has reached by now, or by when its clock was paused: after days without a run all of them, so that none is left out. */
export function levelsOf(
  row: Pick<OverdueRow, 'dueAt' | 'clock' | 'pausedAt'>,
  now: Instant,
  day: Day,
  calendar: Calendar,
  levels: readonly EscalationLevel[] = escalationLevels,
): readonly EscalationLevel[] {
  const at = row.pausedAt ?? now
  const past =
    at >= row.dueAt ? workedMinutesBetween(calendar, row.dueAt, at) : -workedMinutesBetween(calendar, at, row.dueAt)
  return levels.filter(
    (level) => level.validFrom <= day && level.clocks.includes(row.clock) && past >= level.fromMinutes,
  )
}
