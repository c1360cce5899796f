import type { Day } from '../calendar/day.ts'
import { differenceTable } from '../reports/difference-sheet.ts'
import { drawXlsx } from '../reports/xlsx.ts'
import type { Desk } from './desk.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The list of differences of a day as a workbook; a later look at the same day replaces it. Throws Outage. */
export async function printDifferences(desk: Pick<Desk, 'syncLedger' | 'objects'>, day: Day) {
  const bytes = await drawXlsx([differenceTable(day, await desk.syncLedger.differences(day))])
  const key = `differences/${day}.xlsx`
  await desk.objects.putSheet(key, bytes, xlsx)
  return desk.objects.sheetLink(key, `chenh-lech-cong-dvcqg-${day}.xlsx`)
}
