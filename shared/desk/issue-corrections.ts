import { createHash } from 'node:crypto'
import { type Corrections, correctionsOf, correctionTables, tellsCorrections } from '../reports/corrections.ts'
import { headingOf } from '../reports/figures-sheet.ts'
import { type Issue, sinceOf } from '../reports/issue.ts'
import { jobTypes } from '../reports/report-job.ts'
import { drawXlsx } from '../reports/xlsx.ts'
import type { Desk } from './desk.ts'
import type { GatherNeeds } from './gather-figures.ts'
import { definitionOf } from './run-figures.ts'
import { steadyFigures } from './steady-figures.ts'
import { directory } from './surroundings.ts'

type Needs = GatherNeeds & Pick<Desk, 'issues'>

export interface IssueCorrections {
  issue: Issue
  /** Absent when the report has another version by now, or nothing beside its figures tells why they moved. */
  corrections?: Corrections
}

/**
 * Chênh lệch sau kỳ. What an issue would say now, beside what it said: by row, and traced to the dossiers that were counted after
 * it. `undefined` when there is no such issue. Throws Outage.
 */
export async function readCorrections(
  desk: Needs,
  agency: Issue['agency'],
  month: string,
  report: string,
): Promise<IssueCorrections | undefined> {
  const issue = await desk.issues.find(agency, month, report)
  if (!issue) return undefined
  const definition = definitionOf(report)
  if (!definition || definition.version !== issue.report.definition.version) return { issue }
  if (!tellsCorrections(definition)) return { issue }
  const { from, to, by } = issue
  const now = await steadyFigures(desk, { report, agency, by, from, to }, sinceOf(issue))
  if (!now) return { issue }
  const units = await directory(desk)
  const levelOf = (unit: string): string => units.unit(unit)?.level ?? ''
  return { issue, corrections: correctionsOf(definition, issue, now.report, now.seen, levelOf) }
}

/** The same as a workbook. Throws Outage. */
export async function drawCorrections(
  desk: Needs & Pick<Desk, 'objects' | 'dossiers'>,
  agency: Issue['agency'],
  month: string,
  report: string,
) {
  const read = await readCorrections(desk, agency, month, report)
  if (!read?.corrections) return undefined
  const { issue, corrections } = read
  const [units, codes] = await Promise.all([directory(desk), codesOf(desk, corrections)])
  const heading = headingOf(issue, agency === 'all' ? 'mọi cơ quan' : (units.unit(agency)?.name ?? agency))
  const tables = correctionTables(issue.report, corrections, heading, (id) => codes.get(id) ?? id)
  const bytes = await drawXlsx(tables)
  const key = `figures/${createHash('sha256').update(bytes).digest('hex')}.xlsx`
  await desk.objects.putSheet(key, bytes, jobTypes.xlsx)
  return desk.objects.sheetLink(key, `chenh-lech-${report}-${agency}-${month}.xlsx`)
}

/** The codes of the dossiers behind a difference. Throws Outage. */
export async function codesOf(
  { dossiers }: Pick<Desk, 'dossiers'>,
  { by }: Corrections,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(by.flatMap(({ dossier }) => dossier ?? []))]
  const files = await Promise.all(ids.map((id) => dossiers.load(id)))
  return new Map(files.flatMap((file) => (file?.dossier.code ? [[file.dossier.id, file.dossier.code] as const] : [])))
}
