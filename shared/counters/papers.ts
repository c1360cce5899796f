import type { UnitId } from '../agencies/unit.ts'
import { type Day, dayOf } from '../calendar/day.ts'
import type { Dossier, DossierEvent } from '../dossier/dossier.ts'
import { type Brought, type BroughtForm, broughtBy, sparedBy } from '../dossier/papers/brought.ts'
import type { Counted, Entry, Flow, Line, PaperMeasure } from './cells.ts'

const flowOf = {
  original: 'papers-original',
  certified: 'papers-certified',
  copy: 'papers-copy',
  electronic: 'papers-electronic',
  unsaid: 'papers-unsaid',
} as const satisfies Record<BroughtForm, Flow>

/** What is put in or taken out again, and where. */
interface Batch {
  agency: UnitId
  on: Day
  rows: readonly Brought[]
  spared: readonly string[]
  sign: 1 | -1
}

/** A dossier before and at an event: whether it enters the open by it, or was there. */
interface Passage {
  before: Counted | undefined
  agency: UnitId
  line: Line
  enters: boolean
  wasOpen: boolean
}

/**
 * Giấy tờ thực nộp. With the reception, with each supplement after it; counted anew, what stood under the reception is taken out
 * there and the new count put in. A part has none of its own: what the applicant hands in is told of the whole.
 */
export function papersOf(event: DossierEvent, head: Dossier, passage: Passage) {
  const { batches, brought } = batchesOf(event, head, passage)
  const entries = batches.flatMap((batch) => entriesOf(batch, passage.line, head.procedureVersion))
  return { entries, brought }
}

type Batches = { batches: readonly Batch[]; brought: Counted['brought'] }

function batchesOf(event: DossierEvent, { channel }: Dossier, passage: Passage): Batches {
  const { before, agency, line, enters, wasOpen } = passage
  const known = before?.brought
  const on = dayOf(event.at)
  const of = (batches: readonly Batch[], brought = known): Batches => ({ batches, brought })
  if (line.kind === 'part') return of([])
  const rows = () => broughtBy(event, channel)
  if (enters && event.act === 'accept') {
    const own = rows()
    return of([{ agency, on, rows: own, spared: sparedBy(event, own), sign: 1 }], { agency, on, rows: own })
  }
  if (wasOpen && event.act === 'supplement') return of([{ agency, on, rows: rows(), spared: [], sign: 1 }])
  if (event.act !== 'amend' || event.detail?.handedIn === undefined || !known) return of([])
  const anew = { ...known, rows: rows() }
  const both = [
    { ...known, spared: [], sign: -1 },
    { ...anew, spared: [], sign: 1 },
  ] as const
  return of(both, anew)
}

function entriesOf({ agency, on, rows, spared, sign }: Batch, line: Line, version: number): Entry[] {
  const flow = (measure: Flow, add: number): Entry => ({ book: 'lines', agency, line, on, measure, add: sign * add })
  const paper = (id: string, measure: PaperMeasure, add: number): Entry[] =>
    id.startsWith('#') ? [] : [{ book: 'papers', agency, line, on, version, paper: id, measure, add: sign * add }]
  const byPaper = Map.groupBy(rows, (row) => row.paper)
  return [
    ...[...Map.groupBy(rows, ({ form }) => form)].map(([form, own]) => flow(flowOf[form], sumOf(own))),
    ...(spared.length > 0 ? [flow('papers-spared', spared.length)] : []),
    ...[...byPaper].flatMap(([id, own]) => [
      ...paper(id, 'brought', 1),
      ...paper(id, 'copies', sumOf(own.filter(({ form }) => form === 'certified' || form === 'copy'))),
    ]),
    ...spared.flatMap((id) => paper(id, 'spared', 1)),
  ]
}

function sumOf(rows: readonly Brought[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}
