import { type Corrections, correctionsOf, correctionTables } from '../../reports/figures/corrections.ts'
import { headingOf } from '../../reports/figures/figures-sheet.ts'
import { type Issue, sinceOf } from '../../reports/figures/issue.ts'
import type { Desk } from '../desk.ts'
import { type GatherNeeds, mostLookedAt } from '../figures/gather-figures.ts'
import { definitionOf } from '../figures/run-figures.ts'
import { sameField } from '../figures/same-field.ts'
import { steadyFigures } from '../figures/steady-figures.ts'
import { drawTables } from '../sheets/draw-lists.ts'
import { directory } from '../surroundings.ts'

type Needs = GatherNeeds & Pick<Desk, 'issues'>

export interface IssueCorrections {
  issue: Issue
  /** Absent when the report has another version by now, or would look at more dossiers than one request may. */
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
  const { from, to, by } = issue
  const now = await steadyFigures(desk, { report, agency, by, from, to }, sinceOf(issue), mostLookedAt)
  if (!now) return { issue }
  const units = await directory(desk)
  const levelOf = (unit: string): string => units.unit(unit)?.level ?? ''
  const same = by === 'field' ? await sameField(desk, to) : undefined
  return { issue, corrections: correctionsOf(definition, issue, now.report, now.seen, levelOf, same) }
}

/** The same as a workbook or printed; `too-many` for what no request can print. Throws Outage. */
export async function drawCorrections(
  desk: Needs & Pick<Desk, 'objects' | 'dossiers' | 'draw'>,
  agency: Issue['agency'],
  month: string,
  report: string,
  format: 'xlsx' | 'pdf',
) {
  const read = await readCorrections(desk, agency, month, report)
  if (!read?.corrections) return undefined
  const { issue, corrections } = read
  const [units, codes] = await Promise.all([directory(desk), codesOf(desk, corrections)])
  const heading = headingOf(issue, agency === 'all' ? 'mọi cơ quan' : (units.unit(agency)?.name ?? agency))
  const tables = correctionTables(issue.report, corrections, heading, (id) => codes.get(id) ?? id)
  const { version, title } = issue.report.definition
  const about = { report: `corrections/${report}`, version, agency, from: issue.from, to: issue.to }
  const name = `chenh-lech-${report}-${agency}-${month}`
  return drawTables(desk, tables, about, { title: `Chênh lệch so với báo cáo đã lập: ${title}`, format, name })
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
