import { answersFor, holdsRole, type Person } from '../../access/person.ts'
import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import type { Desk } from '../../desk/desk.ts'
import { directory } from '../../desk/surroundings.ts'
import { canonical } from '../../dossier/history/history.ts'
import type { OverdueRow } from '../../ports.ts'
import { pageOfReports, rollUp } from '../../reports/overdue/overdue.ts'
import { type CursorBond, keyless, turnPage } from '../cursors.ts'
import { refuse } from '../problems.ts'
import { type Scene, showOfficer, showUnit } from '../views/scene.ts'
import type { Answers } from './answer.ts'
import type { FiguresDesk } from './figures.ts'

export type ReportsDesk = FiguresDesk &
  Pick<Desk, 'payments' | 'reports' | 'issues' | 'objects' | 'catalogue' | 'machines' | 'now'>

/** Báo cáo quá hạn: everybody reads their own agency's, supervisors every agency's; machines read no officer's name. */
export const reports = {
  listFigures: async () => (await figures()).listFigures(),
  readFigures: async (asked, desk) => (await figures()).readFigures(asked, desk),
  traceFigures: async (asked, desk) => (await figures()).traceFigures(asked, desk),
  listLate: async (asked, desk) => (await figures()).listLate(asked, desk),
  publicOverdue: async (asked, desk) => (await measured()).publicOverdue(asked, desk),
  league: async (asked, desk) => (await measured()).league(asked, desk),
  readImpact: async (asked, desk) => (await measured()).readImpact(asked, desk),
  listReconciliations: async (asked, desk) => (await keptReports()).listReconciliations(asked, desk),
  readReconciliation: async (asked, desk) => (await keptReports()).readReconciliation(asked, desk),
  listIssues: async (asked, desk) => (await keptReports()).listIssues(asked, desk),
  readIssue: async (asked, desk) => (await keptReports()).readIssue(asked, desk),
  readCorrections: async (asked, desk) => (await keptReports()).readCorrections(asked, desk),

  overdueDays: async ({ query }, desk) => ({ days: [...(await desk.reports.days(query.limit ?? 31))] }),

  overdueOfDay: async ({ person, path, query }, desk) => {
    const agency = query.agency ?? (seesAll(person) ? undefined : agencyOf(person.unit))
    if (agency !== undefined && !mayRead(person, agency)) return refuse('not-your-agency')
    const [own, units] = await Promise.all([desk.reports.ofDay(path.day, agency), directory(desk)])
    const scene = { directory: units }
    const inherited = query.tree === undefined || agency === undefined ? [] : units.heritageOf(agency)
    const others = await Promise.all(inherited.map((ended) => desk.reports.ofDay(path.day, ended)))
    const then = query.tree === undefined ? undefined : await directory(desk, query.tree)
    const found = then ? rollUp([...own, ...others.flat()], then) : own
    const bond = {
      ...{ person: `officer:${person.id}`, route: 'overdueOfDay' },
      query: canonical({ ...path, agency, tree: query.tree }),
    }
    const page = await turnReports(bond, found, query)
    if ('faults' in page) return page
    return {
      day: path.day,
      next: page.next,
      reports: page.reports.map((report) => ({
        day: report.day,
        agency: showUnit({ directory: then ?? units }, report.agency),
        at: report.at,
        overdue: report.overdue.map((row) => showRow(row, scene)),
        comingDue: report.comingDue.map((row) => showRow(row, scene)),
      })),
    }
  },

  overdueForMachine: async ({ person, path, query }, desk) => {
    const agencies = [person.agency, ...(person.heritage ?? [])]
    const [pages, units] = await Promise.all([
      Promise.all(agencies.map((agency) => desk.reports.ofDay(path.day, agency))),
      directory(desk),
    ])
    const bond = { person: `machine:${person.id}`, route: 'overdueForMachine', query: path.day }
    const page = await turnReports(bond, pages.flat(), query)
    if ('faults' in page) return page
    const scene = { directory: units }
    const show = (row: OverdueRow) => {
      const { officer: _, ...rest } = showRow(row, scene)
      return rest
    }
    return {
      day: path.day,
      next: page.next,
      reports: page.reports.map(({ day, agency, at, overdue, comingDue }) => ({
        day,
        agency: showUnit(scene, agency),
        at,
        overdue: overdue.map(show),
        comingDue: comingDue.map(show),
      })),
    }
  },
} satisfies Answers<'reports', ReportsDesk>

// Each comes with the first of its doors that is knocked at: nobody asks one instance for all of them.
const figures = async () => (await import('./figures.ts')).figures
const measured = async () => (await import('./measured.ts')).measured
const keptReports = async () => (await import('./kept-reports.ts')).keptReports

/** So many rows on, of all reports one after the other. */
function turnReports(
  bond: CursorBond,
  found: Parameters<typeof pageOfReports>[0],
  { after: sealed, limit }: { after?: string | undefined; limit: number },
) {
  return turnPage(keyless, bond, sealed, async (after = '0') => {
    const { reports: page, next } = pageOfReports(found, Number(after), limit)
    return { reports: page, ...(next === undefined ? {} : { next: String(next) }) }
  })
}

function seesAll(person: Person): boolean {
  return holdsRole(person, ['supervisor', 'admin'])
}

/** Own agency's, one's it has taken over from, or any for who watches over all. */
export function mayRead(person: Extract<Person, { kind: 'officer' }>, agency: UnitId): boolean {
  return seesAll(person) || answersFor(person, agency)
}

function showRow(row: OverdueRow, scene: Pick<Scene, 'directory'>) {
  const { dossier, code, procedure, procedureName, room, officer, step, dueAt, remaining, clock, part } = row
  return {
    dossier,
    code,
    procedure,
    procedureName,
    room: showUnit(scene, room),
    officer: officer === undefined ? undefined : showOfficer(scene, officer),
    step,
    dueAt,
    remaining,
    clock,
    part,
  }
}
