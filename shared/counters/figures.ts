import { addDays, type Day } from '../calendar/day.ts'
import {
  type Desk,
  type Flow,
  flows,
  type Line,
  type PaperMeasure,
  paperMeasures,
  type StepDone,
  type Stock,
  stocks,
} from './cells.ts'
import { deskAt, lineAt, measuresOf, papersIn, type Row, stepAt } from './places.ts'

/** From the first to the last day, both counted. */
export interface Period {
  from: Day
  to: Day
}

/** A period cut off at today, since lateness is entered ahead (`count.ts`). One that has not begun becomes an empty one, which begins tomorrow. */
export function soFar({ from, to }: Period, today: Day): Period {
  if (to <= today) return { from, to }
  return { from: from > today ? addDays(today, 1) : from, to: today }
}

/** Kỳ báo cáo of one line: what happened in it, what stood before its first day and at the end of its last. */
export interface LineFigures {
  line: Line
  flows: Record<Flow, number>
  before: Record<Stock, number>
  end: Record<Stock, number>
}

/** Open work of one desk that is due on one day. */
export interface DeskCount extends Desk {
  count: number
}

/** Steps done in a month, in their own time and after it. */
export interface StepCount extends StepDone {
  month: string
  onTime: number
  overdue: number
}

/** One paper of a procedure version in a year. */
export interface PaperCount extends Record<PaperMeasure, number> {
  procedure: string
  version: number
  paper: string
}

const none = <Name extends string>(names: Readonly<Record<Name, string>>): Record<Name, number> => {
  const all: Partial<Record<Name, number>> = {}
  for (const name in names) all[name] = 0
  return all as Record<Name, number>
}

export function noFigures(line: Line): LineFigures {
  return { line, flows: none(flows), before: none(stocks), end: none(stocks) }
}

const isFlow = (name: string): name is Flow => name in flows

/** The figures of a period out of the rows of its years and months; a line with nothing in it is left away. */
export function figuresOf(rows: readonly Row[], { from, to }: Period): LineFigures[] {
  const byLine = new Map<string, LineFigures>()
  for (const row of rows) {
    const { period, line } = lineAt(row.place)
    const name = row.place.slice(row.place.indexOf('#', 2))
    const figures = byLine.get(name) ?? noFigures(line)
    byLine.set(name, figures)
    for (const { measure, day, value } of measuresOf(row)) {
      const on = day === undefined ? period : `${period}-${day}`
      if (on > to) continue
      if (isFlow(measure)) {
        if (day !== undefined && on >= from) figures.flows[measure] += value
        continue
      }
      figures.end[measure] += value
      if (on < from) figures.before[measure] += value
    }
  }
  return [...byLine.values()].filter(hasSomething)
}

function hasSomething({ flows: happened, before, end }: LineFigures): boolean {
  return [happened, before, end].some((part) => Object.values(part).some((value) => value !== 0))
}

/** Lines added up: of many agencies, or of many procedures. */
export function total(line: Line, all: readonly LineFigures[]): LineFigures {
  const sum = noFigures(line)
  for (const figures of all) {
    for (const flow in flows) sum.flows[flow as Flow] += figures.flows[flow as Flow]
    for (const stock in stocks) {
      sum.before[stock as Stock] += figures.before[stock as Stock]
      sum.end[stock as Stock] += figures.end[stock as Stock]
    }
  }
  return sum
}

/** Tiếp nhận, by any channel. */
export const receivedFlows = ['received-direct', 'received-online', 'received-postal'] as const

/** Received by any channel. */
export function receivedOf({ flows: happened }: Pick<LineFigures, 'flows'>): number {
  return happened['received-direct'] + happened['received-online'] + happened['received-postal']
}

export const paperFlows = [
  'papers-original',
  'papers-certified',
  'papers-copy',
  'papers-electronic',
  'papers-unsaid',
] as const satisfies readonly Flow[]

/** Giấy tờ thực nộp in any form. */
export function papersBroughtOf({ flows: happened }: Pick<LineFigures, 'flows'>): number {
  return paperFlows.reduce((sum, flow) => sum + happened[flow], 0)
}

/** Đã giải quyết, with a result. What was withdrawn or stopped a report adds where its rule says. */
export function resolvedOf({ flows: happened }: Pick<LineFigures, 'flows'>): number {
  return happened.early + happened['on-time'] + happened.overdue
}

const minutesOfDay = 480

/** Thời gian giải quyết bình quân, in working days of eight hours, hundredths; none without a result. */
export function meanDaysOf({ flows: happened }: Pick<LineFigures, 'flows'>): number | null {
  const resolved = resolvedOf({ flows: happened })
  return resolved === 0 ? null : Math.round((happened['worked-minutes'] * 100) / (resolved * minutesOfDay)) / 100
}

/** From before + received + moved in = resolved + withdrawn + stopped + moved out + open: by how much it does not hold. */
export function imbalanceOf(figures: LineFigures): number {
  const { before, end, flows: happened } = figures
  const came = before.open + receivedOf(figures) + happened['moved-in']
  const went = resolvedOf(figures) + happened.withdrawn + happened.stopped + happened['moved-out']
  return came - went - end.open
}

export function desksOf(rows: readonly Row[]): DeskCount[] {
  return rows
    .map(({ place, numbers }) => ({ ...deskAt(place), count: numbers.n ?? 0 }))
    .filter(({ count }) => count !== 0)
}

export function stepsOf(rows: readonly Row[]): StepCount[] {
  return rows.map(({ place, numbers }) => {
    const { month, done } = stepAt(place)
    return { month, ...done, onTime: numbers.ot ?? 0, overdue: numbers.ov ?? 0 }
  })
}

/** Papers of the rows of a year, each of its procedure version. */
export function papersOf(rows: readonly Row[]): PaperCount[] {
  return rows.flatMap((row) => {
    const { procedure } = lineAt(row.place).line
    const byPaper = Map.groupBy(papersIn(row), ({ version, paper }) => `${version}:${paper}`)
    return [...byPaper.values()].flatMap((own) => {
      const [first] = own
      if (!first) return []
      const sums = none<PaperMeasure>(paperMeasures)
      for (const { measure, value } of own) sums[measure] += value
      return [{ procedure, version: first.version, paper: first.paper, ...sums }]
    })
  })
}
