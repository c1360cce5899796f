import { holdsRole, type Person } from '../../access/person.ts'
import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import type { Day, Instant } from '../../calendar/day.ts'
import { type GatherNeeds, mostLookedAt } from '../../desk/figures/gather-figures.ts'
import { listLate } from '../../desk/figures/list-late.ts'
import { definitionOf, type FiguresWish, groupingOf, runFigures } from '../../desk/figures/run-figures.ts'
import { type CellWish, hasTrace, traceCell } from '../../desk/figures/trace.ts'
import { lateAtPortal } from '../../desk/national-portal/late-at-portal.ts'
import { directory } from '../../desk/surroundings.ts'
import { canonical } from '../../dossier/history/history.ts'
import { tooLong } from '../../dossier/objections.ts'
import { statusTerms } from '../../dossier/terms.ts'
import type { Place } from '../../place.ts'
import { everyReport, targetsIn } from '../../reports/figures/every-report.ts'
import type { ShownReport } from '../../reports/figures/figures-report.ts'
import { digestOfFigures } from '../../reports/figures/issue.ts'
import type { Grouping } from '../../reports/grouping.ts'
import { type LateCause, type LateReason, lateCauses } from '../../reports/overdue/late-causes.ts'
import { keyless, turnPage } from '../cursors.ts'
import { unknownRow } from '../known-row.ts'
import { type Refusal, refuse } from '../problems.ts'
import { showOfficer, showUnit } from '../views/scene.ts'
import type { Answers, BadInput } from './answer.ts'

export type FiguresDesk = GatherNeeds
type Officer = Extract<Person, { kind: 'officer' }>
type FiguresRoutes = Pick<Answers<'reports', FiguresDesk>, 'listFigures' | 'readFigures' | 'traceFigures' | 'listLate'>

/** The columns there are, where another one was named. */
export function notTraced(where: Place, report: string): BadInput {
  const traced = (definitionOf(report)?.columns ?? []).filter(({ id }) => hasTrace(report, id)).map(({ id }) => id)
  const detail = `Báo cáo này không có cột ấy, hoặc cột không truy được đến từng hồ sơ; có: ${traced.join(', ') || 'không cột nào'}.`
  return { faults: [{ where, code: 'not-offered', detail }] }
}

/** Số liệu: everybody reads their own agency's, supervisors every agency's. */
export const figures = {
  listFigures: async () => ({
    reports: everyReport.map(({ id, version, title, form, source, by }) => ({
      ...{ id, version, title, form, source },
      by: [...by],
    })),
  }),

  readFigures: async ({ person, path, query }, desk) => {
    const wish = figuresAsked(person, path.report, query)
    if (wish === undefined) return refuse('not-your-agency')
    if ('faults' in wish) return wish
    const report = await runFigures(desk, wish, mostLookedAt)
    if (report === 'too-many') return tooLong('query.to')
    return report && showFigures(report, wish, desk.now())
  },

  traceFigures: async ({ person, path, query }, desk) => {
    const agency = agencyAsked(person, query.agency)
    if (agency === undefined) return refuse('not-your-agency')
    if (!hasTrace(path.report, path.column)) return notTraced('path.column', path.report)
    const { from, to, limit = 100 } = query
    const wish = { ...path, agency, from, to, ...rowAsked(query) }
    const fault = rowFault(wish, 'query.row') ?? (await unknownRow(desk, wish, 'query'))
    if (fault) return fault
    const bond = { person: `officer:${person.id}`, route: 'traceFigures', query: canonical(wish) }
    let isLong = false
    const page = await turnPage(keyless, bond, query.after, async (after) => {
      const found = await traceCell(desk, wish, { limit, most: mostLookedAt, after })
      isLong = found === 'too-many'
      return found === undefined || found === 'too-many' ? { rows: [] } : found
    })
    if (isLong) return tooLong('query.to')
    if ('faults' in page) return page
    const { rows, next } = page
    return {
      rows: rows.map(({ dossier, on, adds }) => ({
        dossier: dossier.id,
        code: dossier.code,
        procedure: dossier.procedure,
        procedureName: dossier.procedureName,
        ...{ on, adds },
        status: statusTerms[dossier.status],
        class: dossier.class,
      })),
      next,
    }
  },

  listLate: async ({ person, query }, desk) => {
    const agency = oneAgency(person, query.agency)
    if (typeof agency !== 'string') return agency
    const { limit = 50 } = query
    const bond = { person: `officer:${person.id}`, route: 'listLate', query: agency }
    const late = await turnPage(keyless, bond, query.after, (after) => listLate(desk, agency, limit, after))
    if ('faults' in late) return late
    const { at, count, rows, desks, next } = late
    const units = await directory(desk)
    const atPortal = await lateAtPortal(desk, agency, at, units)
    const scene = { directory: units }
    const byCause = Map.groupBy(rows, ({ reason }) => reason.cause)
    return {
      agency: showUnit(scene, agency),
      at,
      count,
      desks: desks.map(({ room, officer, count: own }) => ({
        room: showUnit(scene, room),
        officer: officer === undefined ? undefined : showOfficer(scene, officer),
        count: own,
      })),
      next,
      byCause: [...byCause].map(([cause, all]) => ({ cause, term: lateCauses[cause], count: all.length })),
      rows: rows.map(({ row, reason }) => ({
        dossier: row.dossier,
        code: row.code,
        procedure: row.procedure,
        procedureName: row.procedureName,
        room: showUnit(scene, row.room),
        officer: row.officer === undefined ? undefined : showOfficer(scene, row.officer),
        step: row.step,
        dueAt: row.dueAt,
        remaining: row.remaining,
        clock: row.clock,
        cause: reason.cause,
        why: tellWhy(reason),
        minutes: { ...reason.minutes },
      })),
      atPortal: {
        count: atPortal.count,
        isMore: atPortal.isMore,
        rows: atPortal.rows.map((row) => ({ ...row })),
      },
    }
  },
} satisfies FiguresRoutes

/** What is asked for, where it is theirs to ask; the fault, where the report cannot be told apart so. */
export function figuresAsked(
  person: Officer,
  report: string,
  { agency: asked, by, from, to }: { agency?: string | undefined; by?: Grouping | undefined; from: Day; to: Day },
): (FiguresWish & { by: Grouping }) | BadInput | undefined {
  const agency = agencyAsked(person, asked)
  if (agency === undefined) return undefined
  const definition = definitionOf(report)
  const grouping = definition && groupingOf(definition, by)
  if (grouping) return { report, agency, by: grouping, from, to }
  const detail = `Báo cáo này chỉ phân tổ theo: ${definition?.by.join(', ')}.`
  return { faults: [{ where: 'query.by', code: 'not-offered', detail }] }
}

/** The row of a table that is traced alone. */
export function rowAsked({
  procedure,
  field,
  sender,
  by,
  row,
}: { [key in 'procedure' | 'field' | 'sender' | 'row']?: string | undefined } & { by?: Grouping | undefined }) {
  return {
    ...(by === undefined ? {} : { by }),
    ...(row === undefined ? {} : { row }),
    ...(procedure === undefined ? {} : { procedure }),
    ...(field === undefined ? {} : { field }),
    ...(sender === undefined ? {} : { sender }),
  }
}

/** A row is named by how its table is told apart, and only so. */
export function rowFault(
  { report, by, row }: Pick<CellWish, 'report' | 'by' | 'row'>,
  where: 'query.row' | 'body.row',
): BadInput | undefined {
  if ((by === undefined) !== (row === undefined))
    return { faults: [{ where, code: 'wrong-form', detail: 'Muốn một dòng thì nêu cả by và row.' }] }
  const definition = definitionOf(report)
  if (!definition || by === undefined || groupingOf(definition, by)) return undefined
  const detail = `Báo cáo này chỉ phân tổ theo: ${definition.by.join(', ')}.`
  return { faults: [{ where, code: 'not-offered', detail }] }
}

/** Own agency, or any for who watches over all; `undefined` when it is not theirs to ask. */
export function agencyAsked(person: Officer, asked: string | undefined): UnitId | 'all' | undefined {
  const own = agencyOf(person.unit)
  if (asked === undefined || asked === own || person.heritage?.includes(asked)) return asked ?? own
  return holdsRole(person, ['supervisor', 'admin']) ? asked : undefined
}

/** The same where the city has none of its own. */
function oneAgency(person: Officer, asked: string | undefined): UnitId | Refusal | BadInput {
  const agency = agencyAsked(person, asked ?? agencyOf(person.unit))
  if (agency !== 'all') return agency ?? refuse('not-your-agency')
  return { faults: [{ where: 'query.agency', code: 'not-offered', detail: 'Ở đây chỉ có theo từng cơ quan.' }] }
}

export interface ShownWish {
  agency: string
  by: Grouping
  from: Day
  to: Day
}

/** The digest is of the figures alone: the same figures give the same one, whenever they are asked for. */
export function showFigures(report: ShownReport, place: ShownWish, at: Instant) {
  const { agency, by, from, to } = place
  const { definition, rows, total, faults } = report
  const { id, version, title, form, source, columns, notes } = definition
  const sha256 = digestOfFigures(report, place)
  const shown = ({ key, label, cells }: ShownReport['total']) => ({ key, label, cells: [...cells] })
  return {
    report: id,
    version,
    title,
    form,
    source,
    agency,
    from,
    to,
    by,
    at,
    columns: columns.map((column) => ({
      id: column.id,
      head: column.head,
      traceable: hasTrace(id, column.id),
    })),
    rows: rows.map(shown),
    total: shown(total),
    manifest: { rowCount: rows.length, sha256, faults: [...faults] },
    targets: targetsIn(report, to),
    notes: [...notes],
  }
}

function tellWhy({ cause, minutes, overMinutes }: LateReason): string {
  const hours = (count: number) => String(Math.round(count / 6) / 10).replace('.', ',')
  const spent = Object.entries(minutes)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => {
      const apart = name === 'citizen' || name === 'money' ? ' (không tính vào hạn)' : ''
      return `${lateCauses[name as LateCause].toLowerCase()} ${hours(count)} giờ${apart}`
    })
  return `${lateCauses[cause]}. Quá ${hours(overMinutes)} giờ làm việc; thời gian: ${spent.join('; ') || 'không có'}.`
}
