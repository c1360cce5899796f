import { createHash } from 'node:crypto'
import { drawXlsx } from '../../reports/files/xlsx.ts'
import { impactPage, impactTables } from '../../reports/impact/impact-sheet.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'
import { type FiguresFormat, fileTypes } from './draw-figures.ts'
import { type ImpactWish, runImpact } from './run-impact.ts'

/** Bảng đánh giá tác động as a file; equal sheets of a day are one file under one name. Throws Outage. */
export async function drawImpact(
  desk: Pick<Desk, 'counters' | 'catalogue' | 'objects' | 'draw' | 'now'>,
  wish: ImpactWish,
  format: FiguresFormat,
) {
  const run = await runImpact(desk, wish)
  if (!run) return undefined
  const { agency, year, procedure } = wish
  const facts = { ...run, agency, year }
  const { code, version } = run.procedure
  const bytes =
    format === 'json'
      ? new TextEncoder().encode(
          JSON.stringify({ procedure: { code, version }, agency, year, countedTo: run.countedTo, ...run.impact }),
        )
      : format === 'pdf'
        ? await desk.draw(impactPage(facts, await directory(desk), desk.now()))
        : await drawXlsx(impactTables(facts))
  const key = `figures/${createHash('sha256').update(bytes).digest('hex')}.${format}`
  await desk.objects.putSheet(key, bytes, fileTypes[format])
  return desk.objects.sheetLink(key, `tac-dong-${procedure}-${agency}-${year}.${format}`)
}
