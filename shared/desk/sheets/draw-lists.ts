import { createHash } from 'node:crypto'
import type { UnitId } from '../../agencies/unit.ts'
import type { Day } from '../../calendar/day.ts'
import type { TablesManifest } from '../../reports/files/row-stream.ts'
import type { Table } from '../../reports/files/table.ts'
import { tablesManifest, tablesPage, withManifest } from '../../reports/files/tables-file.ts'
import { drawXlsx } from '../../reports/files/xlsx.ts'
import { overdueKey, wholeCity } from '../../reports/overdue/overdue.ts'
import { overdueTables } from '../../reports/overdue/overdue-sheet.ts'
import { reconciliationKey, reconciliationTables } from '../../reports/reconciliation/reconciliation-sheet.ts'
import { jobTypes } from '../../reports/report-job.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

type Needs = Pick<Desk, 'catalogue' | 'objects' | 'draw' | 'now'>

/** Rows of a printed list that one request can draw in its time; longer ones are asked for as jobs. */
const mostPrinted = 1500

/** Tables as a workbook or printed sheet, with what they are; equal tables of a day are one file. Throws Outage. */
export async function drawTables(
  desk: Needs,
  tables: readonly Table[],
  about: Omit<TablesManifest, 'rowCount' | 'sha256' | 'madeOn'>,
  { title, format, name }: { title: string; format: 'xlsx' | 'pdf'; name: string },
) {
  const at = desk.now()
  const manifest = tablesManifest(tables, about, at)
  if (format === 'pdf' && manifest.rowCount > mostPrinted) return 'too-many' as const
  const bytes =
    format === 'pdf'
      ? await desk.draw(tablesPage(title, tables, manifest, await directory(desk), at))
      : await drawXlsx(withManifest(tables, manifest))
  const key = `figures/${createHash('sha256').update(bytes).digest('hex')}.${format}`
  await desk.objects.putSheet(key, bytes, jobTypes[format])
  return desk.objects.sheetLink(key, `${name}.${format}`)
}

/** Báo cáo quá hạn of a morning: the files that were written then, or the same lists printed. Throws Outage. */
export async function linkToOverdue(
  desk: Needs & Pick<Desk, 'reports' | 'province'>,
  day: Day,
  agency: UnitId | 'all',
  format: 'json' | 'xlsx' | 'pdf',
) {
  const name = `qua-han-${agency}-${day}`
  const isWhole = agency === 'all'
  const place = isWhole ? wholeCity(desk.province) : agency
  if (format !== 'pdf') return desk.objects.reportLink(overdueKey(day, place, format), `${name}.${format}`)
  const [reports, units] = await Promise.all([desk.reports.ofDay(day, isWhole ? undefined : agency), directory(desk)])
  const [first] = reports
  if (!first) return undefined
  const lists = {
    overdue: reports.flatMap(({ overdue }) => overdue),
    comingDue: reports.flatMap(({ comingDue }) => comingDue),
  }
  const tables = overdueTables({ ...first, agency: place, ...lists }, units)
  const about = { report: 'overdue', version: 1, agency, from: day, to: day }
  return drawTables(desk, tables, about, { title: 'Báo cáo hồ sơ quá hạn và sắp đến hạn', format, name })
}

/** Bảng lệch of a day: the files that were written at night, or the same printed. Throws Outage. */
export async function linkToReconciliation(
  desk: Needs & Pick<Desk, 'payments'>,
  day: Day,
  format: 'json' | 'xlsx' | 'pdf',
) {
  const name = `doi-soat-${day}`
  if (format !== 'pdf') return desk.objects.reportLink(reconciliationKey(day, format), `${name}.${format}`)
  const found = await desk.payments.reconciliation(day)
  if (!found) return undefined
  const about = { report: 'reconciliation', version: 1, agency: 'all', from: day, to: day } as const
  return drawTables(desk, reconciliationTables(found), about, { title: 'Đối soát thu phí, lệ phí', format, name })
}
