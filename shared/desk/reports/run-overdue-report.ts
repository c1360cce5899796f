import type { Directory } from '../../agencies/directory.ts'
import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import { type Calendar, closingOf, isWorkingDay, nextWorkingDay } from '../../calendar/calendar.ts'
import { dayOf, type Instant, instantOf, toDate } from '../../calendar/day.ts'
import type { OverdueReport } from '../../ports.ts'
import { tablesManifest, withManifest } from '../../reports/files/tables-file.ts'
import { type DueRow, dueRows, inOrder, openOverdue, overdueKey, wholeCity } from '../../reports/overdue/overdue.ts'
import { overdueTables } from '../../reports/overdue/overdue-sheet.ts'
import { agenciesOf, holdersOf } from '../carrying-on/holders.ts'
import type { Desk } from '../desk.ts'
import { readPublicMonth } from '../figures/read-public-month.ts'
import { calendars, directory } from '../surroundings.ts'

type Needs = Pick<Desk, 'dossiers' | 'catalogue' | 'reports' | 'issues' | 'now' | 'province'> & {
  objects: Pick<Desk['objects'], 'putReport'>
  doorbells: Pick<Desk['doorbells'], 'ringNotice'>
}

export interface OverdueRun {
  agencyCount: number
  overdueCount: number
  comingDueCount: number
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * Báo cáo quá hạn: what is overdue and what falls due by the end of the next working day, read from each desk's own index
 * and nothing else. Run twice at one moment it writes the same files; each agency with rows is told. Throws Outage.
 */
export async function runOverdueReport(desk: Needs): Promise<OverdueRun | 'day-off'> {
  const at = desk.now()
  const day = dayOf(at)
  const [units, calendarOf, before] = await Promise.all([directory(desk), calendars(desk), desk.reports.ofDay(day)])
  if (!isWorkingDay(calendarOf(desk.province), day)) return 'day-off'
  const reports: OverdueReport[] = []
  for (const agency of agenciesOf(units)) {
    const lists = await listDue(desk, units, agency, calendarOf(agency), at)
    // An agency that had rows earlier today and has none now gets its empty list: the old one must not stay.
    const isKnown = before.some((report) => report.agency === agency)
    if (isKnown || lists.overdue.length + lists.comingDue.length > 0) reports.push({ day, agency, at, ...lists })
  }
  const whole: OverdueReport = {
    day,
    agency: wholeCity(desk.province),
    at,
    overdue: reports.flatMap((report) => report.overdue),
    comingDue: reports.flatMap((report) => report.comingDue),
  }
  for (const report of [...reports, whole]) await putFiles(desk, report, units)
  // Kept once each: the city's list is the sum of its agencies'; alone it says that the day was looked at.
  for (const report of reports.length > 0 ? reports : [whole]) await desk.reports.keep(report)
  const month = await readPublicMonth(desk, units, day)
  await desk.reports.keepOpen({ ...openOverdue({ day, at }, agenciesOf(units), reports), ...(month && { month }) })
  // Told last: whoever opens the notice finds the report.
  const told = reports.filter((report) => report.overdue.length + report.comingDue.length > 0)
  for (const report of told) await desk.doorbells.ringNotice(report.agency, day)
  return { agencyCount: told.length, overdueCount: whole.overdue.length, comingDueCount: whole.comingDue.length }
}

async function listDue(
  desk: Pick<Desk, 'dossiers'>,
  units: Directory,
  agency: UnitId,
  calendar: Calendar,
  at: Instant,
) {
  const until = closingOf(calendar, nextWorkingDay(calendar, dayOf(at)))
  // The index asks for what lies strictly before: what falls due at closing time belongs to it.
  const before = instantOf(new Date(toDate(until).getTime() + 1000))
  const overdue: DueRow[] = []
  const comingDue: DueRow[] = []
  const parts = new Map<string, string>()
  await Promise.all(
    holdersOf(units, agency).map(async (holder) => {
      for await (const dossier of desk.dossiers.dueBefore(holder, before)) {
        const rows = dueRows(dossier, calendar, at, until, units)
        if (rows.overdue) overdue.push(rows.overdue)
        if (rows.overdue && dossier.child !== undefined) parts.set(dossier.id, dossier.child)
        if (rows.comingDue) comingDue.push(rows.comingDue)
      }
    }),
  )
  return { overdue: inOrder(await withPlaces(desk, overdue, parts)), comingDue: inOrder(comingDue) }
}

/** Beside what is overdue, the agency at which the part of it lies that is out. */
async function withPlaces(
  { dossiers }: Pick<Desk, 'dossiers'>,
  rows: readonly DueRow[],
  parts: ReadonlyMap<string, string>,
): Promise<readonly DueRow[]> {
  if (parts.size === 0) return rows
  const heads = await dossiers.heads([...parts.values()])
  const places = new Map(heads.map(({ id, holder }) => [id, agencyOf(holder)]))
  return rows.map((row) => {
    const partAt = places.get(parts.get(row.dossier) ?? '')
    return partAt === undefined ? row : { ...row, partAt }
  })
}

async function putFiles(desk: Needs, report: OverdueReport, units: Directory): Promise<void> {
  const tables = overdueTables(report, units)
  const { day, at } = report
  const agency = report.agency === wholeCity(desk.province) ? 'all' : report.agency
  const manifest = tablesManifest(tables, { report: 'overdue', version: 1, agency, from: day, to: day }, at)
  const json = new TextEncoder().encode(JSON.stringify({ ...report, manifest }))
  // Loaded when there is a sheet to draw: on a day off there is none.
  const { drawXlsx } = await import('../../reports/files/xlsx.ts')
  const xlsx = await drawXlsx(withManifest(tables, manifest))
  await desk.objects.putReport(overdueKey(report.day, report.agency, 'json'), json, 'application/json')
  await desk.objects.putReport(overdueKey(report.day, report.agency, 'xlsx'), xlsx, xlsxType)
}
