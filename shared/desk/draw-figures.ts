import { createHash } from 'node:crypto'
import { figuresTable } from '../reports/figures-report.ts'
import { figuresPage, headingOf } from '../reports/figures-sheet.ts'
import { drawXlsx } from '../reports/xlsx.ts'
import type { Desk } from './desk.ts'
import type { GatherNeeds } from './gather-figures.ts'
import { type FiguresWish, runFigures } from './run-figures.ts'
import { directory } from './surroundings.ts'

export const fileTypes = {
  json: 'application/json',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

export type FiguresFormat = keyof typeof fileTypes

/** A report of figures as a file: equal figures of a day are one file under one name; `too-many` as `runFigures`. Throws Outage. */
export async function drawFigures(
  desk: GatherNeeds & Pick<Desk, 'objects' | 'draw'>,
  wish: FiguresWish,
  format: FiguresFormat,
  most: number,
) {
  const [report, units] = await Promise.all([runFigures(desk, wish, most), directory(desk)])
  if (!report || report === 'too-many') return report
  const { agency, from, to } = wish
  const heading = headingOf(wish, agency === 'all' ? 'mọi cơ quan' : (units.unit(agency)?.name ?? agency))
  const bytes =
    format === 'json'
      ? new TextEncoder().encode(JSON.stringify(report))
      : format === 'pdf'
        ? await desk.draw(figuresPage(report, wish, agency, units, desk.now()))
        : await drawXlsx([figuresTable(report, heading)])
  const key = `figures/${createHash('sha256').update(bytes).digest('hex')}.${format}`
  await desk.objects.putSheet(key, bytes, fileTypes[format])
  return desk.objects.sheetLink(key, `${wish.report}-${agency}-${from}-${to}.${format}`)
}
