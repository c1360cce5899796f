import { createHash } from 'node:crypto'
import type { UnitId } from '../../agencies/unit.ts'
import { addDays, addMonths, earlier, type Instant } from '../../calendar/day.ts'
import { type Afterthought, afterthoughtId } from '../../counters/beside.ts'
import type { Period } from '../../counters/figures.ts'
import type { Grouping } from '../grouping.ts'
import type { FiguresReport, FiguresRow, ShownReport } from './figures-report.ts'

/** Which figures: a report, told apart so, of an agency and period. */
export interface FiguresPlace extends Period {
  agency: UnitId | 'all'
  by: Grouping
}

/** SHA-256 of the figures alone: the same figures give the same one, whenever they are asked for. */
export function digestOfFigures({ definition, rows, total }: ShownReport, place: FiguresPlace): string {
  const { agency, by, from, to } = place
  const said = [definition.id, definition.version, agency, by, from, to, rows.map(inOneOrder), inOneOrder(total)]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/** The table hands the names of a row back in any order: one that was kept says the same as when it was made. */
const inOneOrder = ({ key, label, cells }: FiguresRow) => ({ key, label, cells })

/** Kỳ báo cáo đã lập. A report of a month as it was made, kept for ever: what changes later is told beside it. */
export interface Issue extends Period {
  /** Whose; `all` is the sum of every agency of the city. */
  agency: UnitId | 'all'
  /** `YYYY-MM` */
  month: string
  by: Grouping
  report: ShownReport
  sha256: string
  madeAt: Instant
  /** Who had it made: `schedule`. */
  madeBy: string
  /** Afterthoughts of the day before it was made that stand in it already, by `nameIn`; older ones all do. */
  seen: readonly string[]
  /** Its files lie among the reports. */
  isDrawn?: true
}

export function issueOf(made: FiguresReport, about: Pick<Issue, 'agency' | 'month' | 'by' | 'madeAt' | 'seen'>): Issue {
  const { definition, rows, total, faults } = made
  const { id, version, title, form, source, notes, columns } = definition
  const report: ShownReport = {
    definition: {
      ...{ id, version, title, source, notes: [...notes] },
      ...(form === undefined ? {} : { form }),
      columns: columns.map(({ id, head, width }) => ({ id, head, width })),
    },
    ...{ rows, total, faults },
  }
  const period = monthOf(about.month)
  const sha256 = digestOfFigures(report, { ...period, agency: about.agency, by: about.by })
  return { ...about, ...period, report, sha256, madeBy: 'schedule' }
}

/** How an issue names an afterthought: where figures of several agencies stand in it, with the agency. */
export function nameIn({ agency, isSent }: Pick<Issue, 'agency'> & { isSent?: true | undefined }, one: Afterthought) {
  return agency === 'all' || isSent ? `${one.agency} ${afterthoughtId(one)}` : afterthoughtId(one)
}

/** From when on an afterthought may be missing in it: clocks of two machines never differ by a day. */
export function sinceOf({ madeAt }: Pick<Issue, 'madeAt'>): Instant {
  return earlier(madeAt, 86_400)
}

/** First and last day of `YYYY-MM`. */
export function monthOf(month: string): Period {
  const from = `${month}-01`
  return { from, to: addDays(addMonths(from, 1), -1) }
}

/** What is kept as a file; a printed sheet is drawn from the figures when somebody wants one. */
export const issueFormats = ['json', 'xlsx'] as const
export type IssueFormat = (typeof issueFormats)[number]

/** Where the files of an issue lie among the reports. */
export function issueKey({ month, agency, report }: Issue, format: IssueFormat): string {
  return `issues/${month}/${agency}/${report.definition.id}.${format}`
}

/** Kho báo cáo đã lập. */
export interface Issues {
  /** Keeps an issue; answers the one that is there when there is one, for whoever was first is right. Throws Outage. */
  keep(issue: Issue): Promise<Issue>
  /** Says that its files lie there. Repeated, it is once. */
  finish(issue: Issue): Promise<void>
  find(agency: Issue['agency'], month: string, report: string): Promise<Issue | undefined>
  /** Of an agency and month, by report. */
  ofMonth(agency: Issue['agency'], month: string): Promise<readonly Issue[]>
}
