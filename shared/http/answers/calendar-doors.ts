import { holdsRole } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { addDays, dayOf, isWithin } from '../../calendar/day.ts'
import { type Declaration, daysUntilEnd, everyRow, publishedEnd, scopesOf } from '../../calendar/declarations.ts'
import { declareDays } from '../../desk/clocks/declare-days.ts'
import { type Reckoned, reckonedFor } from '../../desk/clocks/recount-place.ts'
import type { Desk } from '../../desk/desk.ts'
import { directory } from '../../desk/surroundings.ts'
import { isObjection } from '../../dossier/objections.ts'
import { mostDays } from '../schemas/calendar.ts'
import type { Asked } from '../schemas.ts'
import { type Scene, showOfficer, showUnit } from '../views/scene.ts'
import type { BadInput } from './answer.ts'

export type CalendarDesk = Pick<Desk, 'catalogue' | 'dossiers' | 'marks' | 'now' | 'pause' | 'chance' | 'province'>

/** Lịch làm việc: declared by an administrator or an agency's leader, read by whoever works here. */
export const calendarDoors = {
  declareDays: async ({ person, body, key }: Asked<'declareDays'>, desk: CalendarDesk) => {
    const { scope, days, seasons, until, source } = body
    const input = { scope, days, seasons, source, ...(until === undefined ? {} : { until }) }
    const declared = await declareDays(desk, person, input, key)
    return isObjection(declared)
      ? declared
      : showDeclaration(declared, { directory: await directory(desk, dayOf(declared.at)) })
  },

  listCalendar: async ({ person, query }: Asked<'listCalendar'>, desk: CalendarDesk) => {
    const declarations = await desk.catalogue.declarationsNow()
    const at = desk.now()
    const scopes = scopesOf(desk.province, query.agency ?? agencyOf(person.unit))
    const span = spanOf(query, dayOf(at))
    if ('faults' in span) return span
    const scene = { directory: await directory(desk) }
    return {
      publishedUntil: publishedEnd(declarations),
      daysLeft: daysUntilEnd(declarations, at),
      rows: everyRow(declarations)
        .filter(({ on, scope }) => scopes.includes(scope) && isWithin(on, span))
        .map(({ on, kind, scope, name, source, declaration }) => ({ on, kind, scope, name, source, declaration })),
      declarations: declarations.map((declared) => showDeclaration(declared, scene)),
    }
  },

  listMoved: async ({ person, path }: Asked<'listMoved'>, desk: CalendarDesk) => {
    const declarations = await desk.catalogue.declarationsNow()
    const declared = declarations.find(({ n }) => n === path.n)
    if (!declared) return undefined
    // Whoever declared it sees all it moved, like the supervisors; everybody else what lies with their agency.
    const seesAll = holdsRole(person, ['admin', 'supervisor']) || declared.by.id === person.id
    const own = seesAll ? undefined : agencyOf(person.unit)
    // Asked before the rows: what is done then has all of its rows.
    const reckoned = await reckonedFor(desk, path.n, declarations.length)
    const rows = await desk.dossiers.movedBy(path.n, own)
    const scene = { directory: await directory(desk) }
    return {
      declaration: showDeclaration(declared, scene),
      reckoned,
      says: saysOf(reckoned, own === undefined ? undefined : showUnit(scene, own).name),
      rows: rows.map(({ dossier, code, procedureName, agency, room, officer, at, moments }) => ({
        dossier,
        code,
        procedureName,
        agency: showUnit(scene, agency),
        room: showUnit(scene, room),
        officer: officer === undefined ? undefined : showOfficer(scene, officer),
        at,
        moments: moments.map(({ clock, before, after }) => ({ clock, before, after })),
      })),
    }
  },
}

const reckonedTexts: Readonly<Record<Reckoned, string>> = {
  waiting: 'Chưa tính lại: việc tính bắt đầu vài phút sau khi công bố; hãy hỏi lại sau năm phút.',
  'under-way': 'Đang tính lại: danh sách chưa đủ; hãy hỏi lại sau ít phút.',
  done: 'Đã tính lại xong: danh sách đã đủ; không có hồ sơ nào nghĩa là không hạn nào thay đổi.',
}

function saysOf(reckoned: Reckoned, agency: string | undefined): string {
  const whose = agency === undefined ? 'Danh sách của mọi cơ quan.' : `Chỉ gồm hồ sơ đang ở ${agency}.`
  return `${reckonedTexts[reckoned]} ${whose}`
}

/** Nearly two months from today, unless it is said otherwise; a fault for what reaches over more days than are told at once. */
export function spanOf(
  said: { from?: string | undefined; to?: string | undefined },
  today: string,
): { from: string; to: string } | BadInput {
  const from = said.from ?? today
  const to = said.to ?? addDays(from, 60)
  if (said.to === undefined || to < from || dayAfter(from, mostDays) >= to) return { from, to }
  const detail = `Mỗi lần hỏi nhiều nhất ${mostDays} ngày: đến ${dayAfter(from, mostDays)}.`
  return { faults: [{ where: 'query.to', code: 'too-big', detail }] }
}

/** The last of so many days from one on. */
const dayAfter = (from: string, days: number) => addDays(from, days - 1)

function showDeclaration(declared: Declaration, scene: Pick<Scene, 'directory'>) {
  const { n, scope, days, seasons, until, source, at, by } = declared
  return {
    n,
    scope,
    days: days.map(({ on, kind, name }) => ({ on, kind, name })),
    seasons: seasons.map((season) => ({ from: season.from, until: season.until, hours: hoursShown(season.hours) })),
    until,
    source,
    at,
    by: showOfficer(scene, by.id),
  }
}

function hoursShown(hours: Declaration['seasons'][number]['hours']): Record<string, string[][]> {
  return Object.fromEntries(Object.entries(hours).map(([day, sessions]) => [day, sessions.map(([a, b]) => [a, b])]))
}
