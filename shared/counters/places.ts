import type { UnitId } from '../agencies/unit.ts'
import type { Day } from '../calendar/day.ts'
import {
  type Desk,
  type Entry,
  type Flow,
  flows,
  type Line,
  type LineKind,
  type Measure,
  type PaperMeasure,
  paperMeasures,
  type StepDone,
  stocks,
} from './cells.ts'

/** One number of one stored row: where the row lies, and under which mark the number stands in it. */
export interface Addition {
  agency: UnitId
  place: string
  mark: string
  add: number
}

const marks: Readonly<Record<Measure, string>> = { ...flows, ...stocks }
const named: ReadonlyMap<string, Measure> = new Map(
  Object.entries(marks).map(([measure, mark]): [string, Measure] => [mark, measure as Measure]),
)

/** The numbers an entry adds to: of a line the day inside its month's row, and the whole year's row. */
export function additionsOf(entry: Entry): Addition[] {
  const { agency, add } = entry
  if (entry.book === 'desks') return [{ agency, place: placeOfDesk(entry.desk), mark: 'n', add }]
  const [month, year, day] = [entry.on.slice(0, 7), entry.on.slice(0, 4), entry.on.slice(8)]
  if (entry.book === 'steps') {
    const { room, officer = '', procedure, step } = entry.done
    const place = ['S', month, room, officer, procedure, step].join('#')
    return [{ agency, place, mark: entry.measure === 'overdue' ? 'ov' : 'ot', add }]
  }
  const tail = tailOf(entry.line)
  if (entry.book === 'papers') {
    const mark = `${paperMeasures[entry.measure]}${entry.version}:${entry.paper}`
    return [{ agency, place: `Y#${year}#${tail}`, mark, add }]
  }
  const mark = marks[entry.measure]
  return [
    { agency, place: `M#${month}#${tail}`, mark: `${mark}${day}`, add },
    { agency, place: `Y#${year}#${tail}`, mark, add },
  ]
}

/** A name without the sign that parts the fields of a line in its key. */
export const plain = (text: string): string => text.replaceAll('#', ' ')

/** A line as it is named in a row. */
export function tailOf({ kind, field, procedure, from = '' }: Line): string {
  return [kind, plain(field), plain(procedure), from].join('#')
}

function placeOfDesk({ due, clock, kind, room, officer = '' }: Desk): string {
  return ['D', due, clock, kind, room, officer].join('#')
}

/** All numbers of many entries, one for each cell; what cancels out is left away. */
export function summed(entries: readonly Entry[]): Addition[] {
  const byCell = new Map<string, Addition>()
  for (const addition of entries.flatMap(additionsOf)) {
    const name = `${addition.agency} ${addition.place} ${addition.mark}`
    const known = byCell.get(name)
    byCell.set(name, known ? { ...known, add: known.add + addition.add } : addition)
  }
  return [...byCell.values()].filter(({ add }) => add !== 0)
}

/** A stored row: its place and its numbers by their marks. */
export interface Row {
  place: string
  numbers: Readonly<Record<string, number>>
}

export function lineAt(place: string): { period: string; line: Line } {
  const [, period = '', ...tail] = place.split('#')
  return { period, line: lineOf(tail) }
}

/** The line a row names. */
export const lineNamed = (tail: string): Line => lineOf(tail.split('#'))

function lineOf([kind = '', field = '', procedure = '', from = '']: readonly string[]): Line {
  return { kind: kindOf(kind), field, procedure, ...(from === '' ? {} : { from }) }
}

export function deskAt(place: string): Desk {
  const [, due = 'none', clock, kind = '', room = '', officer = ''] = place.split('#')
  const isAnswer = clock === 'answer'
  return {
    due,
    clock: isAnswer ? 'answer' : 'whole',
    kind: kindOf(kind),
    room,
    ...(officer === '' ? {} : { officer }),
  }
}

export function stepAt(place: string): { month: string; done: StepDone } {
  const [, month = '', room = '', officer = '', procedure = '', step = ''] = place.split('#')
  return { month, done: { procedure, step: Number(step), room, ...(officer === '' ? {} : { officer }) } }
}

function kindOf(text: string): LineKind {
  return text === 'part' || text === 'correction' ? text : 'whole'
}

/** The thing that happens, by its mark. */
export function flowMarked(mark: string): Flow | undefined {
  const measure = named.get(mark)
  return measure !== undefined && measure in flows ? (measure as Flow) : undefined
}

/** The numbers of single papers in a year's row: of which version of the procedure, and which paper of it. */
export function papersIn(row: Row): { version: number; paper: string; measure: PaperMeasure; value: number }[] {
  return Object.entries(row.numbers).flatMap(([mark, value]) => {
    const [, letter, version, paper = ''] = /^([a-z])(\d+):(.+)$/s.exec(mark) ?? []
    const measure = letter === undefined ? undefined : byLetter.get(letter)
    return measure ? [{ version: Number(version), paper, measure, value }] : []
  })
}

const byLetter: ReadonlyMap<string, PaperMeasure> = new Map(
  Object.entries(paperMeasures).map(([measure, letter]) => [letter, measure as PaperMeasure]),
)

/** The numbers of a line's row with their day; a year's row has none. */
export function measuresOf(row: Row): { measure: Measure; day?: string; value: number }[] {
  return Object.entries(row.numbers).flatMap(([mark, value]) => {
    const measure = named.get(mark.slice(0, 2))
    return measure ? [{ measure, ...(mark.length > 2 ? { day: mark.slice(2) } : {}), value }] : []
  })
}

/** Between which places the rows lie that a question about the days from `from` to `to` needs. */
export function linesNeeded({ from, to }: { from: Day; to: Day }): readonly { after: string; before: string }[] {
  const needed = [
    { after: 'Y#', before: `Y#${from.slice(0, 4)}#` },
    { after: `M#${from.slice(0, 4)}-01#`, before: `M#${to.slice(0, 7)}#~` },
  ]
  return needed.filter(({ after, before }) => after < before)
}

/** Of periods that begin in one year the whole stretch, whose rows are enough for each of them. */
export function stretchesOf(periods: readonly { from: Day; to: Day }[]): ReadonlyMap<string, { from: Day; to: Day }> {
  const stretches = new Map<string, { from: Day; to: Day }>()
  for (const { from, to } of periods) {
    const year = from.slice(0, 4)
    const known = stretches.get(year) ?? { from, to }
    stretches.set(year, { from: known.from < from ? known.from : from, to: known.to > to ? known.to : to })
  }
  return stretches
}
