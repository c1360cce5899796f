import { createHash } from 'node:crypto'
import type { Instant } from '../../calendar/day.ts'
import { targetsIn } from '../../reports/figures/every-report.ts'
import { figuresTable, type ShownReport } from '../../reports/figures/figures-report.ts'
import { figuresManifest, figuresPage, headingOf, manifestTable } from '../../reports/figures/figures-sheet.ts'
import type { FiguresPlace } from '../../reports/figures/issue.ts'
import { drawXlsx } from '../../reports/files/xlsx.ts'
import { jobTypes } from '../../reports/report-job.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'
import type { GatherNeeds } from './gather-figures.ts'
import { type FiguresWish, groupingOf, runFigures } from './run-figures.ts'

/** The forms a report comes in. */
export const fileTypes = jobTypes
export type FiguresFormat = keyof typeof jobTypes
export type FileNeeds = Pick<Desk, 'catalogue' | 'draw' | 'now'>

/** A report of figures as a file: equal figures of a day are one file under one name; `too-many` as `runFigures`. Throws Outage. */
export async function drawFigures(
  desk: GatherNeeds & FileNeeds & Pick<Desk, 'objects'>,
  wish: FiguresWish,
  format: FiguresFormat,
  most: number,
) {
  const report = await runFigures(desk, wish, most)
  if (!report || report === 'too-many') return report
  const by = groupingOf(report.definition, wish.by)
  if (!by) return undefined
  const { agency, from, to } = wish
  const bytes = await figuresFile(desk, report, { ...wish, by }, format)
  const key = `figures/${createHash('sha256').update(bytes).digest('hex')}.${format}`
  await desk.objects.putSheet(key, bytes, jobTypes[format])
  return desk.objects.sheetLink(key, `${wish.report}-${agency}-${from}-${to}.${format}`)
}

/** Figures in one of their forms, with their manifest: JSON, a workbook, a printed sheet. `at` is the day it bears. */
export async function figuresFile(
  desk: FileNeeds,
  report: ShownReport,
  place: FiguresPlace,
  format: FiguresFormat,
  at: Instant = desk.now(),
): Promise<Uint8Array> {
  const units = await directory(desk)
  const { agency } = place
  const manifest = figuresManifest(report, place, at)
  if (format === 'json')
    return new TextEncoder().encode(JSON.stringify({ ...report, targets: targetsIn(report, place.to), manifest }))
  if (format === 'pdf') return desk.draw(figuresPage(report, manifest, units, at))
  const whose = agency === 'all' ? 'mọi cơ quan' : (units.unit(agency)?.name ?? agency)
  return drawXlsx([figuresTable(report, headingOf(place, whose), manifest.groupedBy), manifestTable(report, manifest)])
}
