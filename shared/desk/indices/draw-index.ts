import { createHash } from 'node:crypto'
import type { UnitId } from '../../agencies/unit.ts'
import { drawXlsx } from '../../reports/files/xlsx.ts'
import { indexPage, indexTable, whoseIndex } from '../../reports/indices/index-sheet.ts'
import type { IndexPeriod } from '../../reports/indices/ratings.ts'
import type { Desk } from '../desk.ts'
import { type FiguresFormat, fileTypes } from '../figures/draw-figures.ts'
import { directory } from '../surroundings.ts'
import { type IndexNeeds, runIndex } from './run-index.ts'

/** An index as a file; equal figures of a day are one file under one name. Throws Outage. */
export async function drawIndex(
  desk: IndexNeeds & Pick<Desk, 'objects' | 'draw'>,
  agency: UnitId | 'all',
  { index, from, to }: IndexPeriod,
  format: FiguresFormat,
) {
  const [run, units] = await Promise.all([runIndex(desk, index, agency, { from, to }), directory(desk)])
  if (!run) return undefined
  const bytes =
    format === 'json'
      ? new TextEncoder().encode(JSON.stringify(run))
      : format === 'pdf'
        ? await desk.draw(indexPage(run, units, desk.now()))
        : await drawXlsx([indexTable(run, whoseIndex(units, agency))])
  const key = `figures/${createHash('sha256').update(bytes).digest('hex')}.${format}`
  await desk.objects.putSheet(key, bytes, fileTypes[format])
  return desk.objects.sheetLink(key, `chi-so-${index}-${agency}-${from}-${to}.${format}`)
}
