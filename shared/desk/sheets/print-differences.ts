import type { Day } from '../../calendar/day.ts'
import { differenceTable } from '../../reports/reconciliation/difference-sheet.ts'
import type { Desk } from '../desk.ts'
import { drawTables } from './draw-lists.ts'

/** The list of differences of a day as a workbook or printed; `too-many` for what no request can print. Throws Outage. */
export async function printDifferences(
  desk: Pick<Desk, 'syncLedger' | 'objects' | 'catalogue' | 'draw' | 'now'>,
  day: Day,
  format: 'xlsx' | 'pdf',
) {
  const tables = [differenceTable(day, await desk.syncLedger.differences(day))]
  const about = { report: 'portal-differences', version: 1, agency: 'all', from: day, to: day } as const
  const title = 'Chênh lệch với Cổng Dịch vụ công quốc gia'
  return drawTables(desk, tables, about, { title, format, name: `chenh-lech-cong-dvcqg-${day}` })
}
