import type { Directory } from '../../agencies/directory.ts'
import type { UnitId } from '../../agencies/unit.ts'
import { dayOf } from '../../calendar/day.ts'
import { type Period, soFar } from '../../counters/figures.ts'
import { type FiguresDefinition, isTraceable } from '../../reports/figures/figures-report.ts'
import { keysOf, type Things } from '../../reports/figures/sources.ts'
import type { Grouping } from '../../reports/grouping.ts'
import { abreast } from '../carrying-on/abreast.ts'
import { agenciesOf } from '../carrying-on/holders.ts'
import { directory } from '../surroundings.ts'
import type { GatherNeeds } from './gather-figures.ts'
import { definitionOf } from './run-figures.ts'
import { sameField } from './same-field.ts'
import { mostBehind, type TracedColumn, type TraceWish } from './stands-behind.ts'
import { tracedColumn, traceFigures } from './trace-figures.ts'
import { cutAtSpace, type Each, traceDesks, traceSteps, walkLateBehind } from './trace-things.ts'
import type { Traced, TracedPage } from './walk-lists.ts'

/** Which cells: a column of a report of an agency or of all, of one row where it is named as its table names it. */
export interface CellWish extends Period {
  report: string
  column: string
  agency: UnitId | 'all'
  /** By what the rows stand, and the key of the one that is meant. */
  by?: Grouping
  row?: string
  procedure?: string
  field?: string
  sender?: UnitId
}

/** Whether a column of a report has single dossiers behind it. */
export function hasTrace(report: string, column: string): boolean {
  const found = definitionOf(report)?.columns.find(({ id }) => id === column)
  return found !== undefined && isTraceable(found)
}

/** A cell with all that finding its dossiers takes. */
interface Cell {
  wish: CellWish
  definition: FiguresDefinition
  units: Directory
  /** Where its dossiers lie. */
  agencies: readonly UnitId[]
  column: FiguresDefinition['columns'][number]
  /** Whether a key of a line is of the field that was asked for. */
  isOfField?: (key: string) => boolean
}

async function cellAt(desk: GatherNeeds, wish: CellWish): Promise<Cell | undefined> {
  const definition = definitionOf(wish.report)
  const column = definition?.columns.find(({ id }) => id === wish.column)
  if (!definition || !column || !isTraceable(column)) return undefined
  const units = await directory(desk)
  const { by, row } = wish
  const all = wish.agency === 'all' || definition.isSent ? agenciesOf(units) : [wish.agency]
  const isThere = (agency: UnitId): boolean => {
    if (by === 'agency') return row === undefined || agency === row
    return by !== 'level' || row === undefined || (units.unit(agency)?.level ?? '') === row
  }
  const field = by === 'field' && row !== undefined ? row : wish.field
  const same = field === undefined ? undefined : await sameField(desk, wish.to)
  const isOfField = same && field !== undefined ? (key: string) => same(key) === same(field) : undefined
  return { wish, definition, column, units, agencies: all.filter(isThere), ...(isOfField && { isOfField }) }
}

/**
 * The dossiers behind cells, so many at a time; what each adds comes together to what the cells say. `undefined` where no single dossier
 * stands behind the column, `too-many` where more than `most` would have to be looked at. Throws Outage.
 */
export async function traceCell(
  desk: GatherNeeds,
  wish: CellWish,
  { limit, most, after }: { limit: number; most: number; after?: string | undefined },
): Promise<TracedPage | 'too-many' | undefined> {
  const cell = await cellAt(desk, wish)
  if (!cell) return undefined
  if (cell.definition.reads === 'late') return pageOfLate(desk, cell, { limit, most, after })
  const { first = '', rest } = cutAtSpace(after)
  const waiting = cell.agencies.filter((agency) => agency >= first)
  const there = await whereAny(desk, cell, waiting)
  const rows: Traced[] = []
  for (const [n, agency] of there.entries()) {
    const page = await pageAt(desk, cell, agency, limit - rows.length, agency === first ? rest : undefined)
    rows.push(...page.rows)
    if (page.next !== undefined) return { rows, next: `${agency} ${page.next}` }
    const following = there[n + 1]
    if (rows.length >= limit && following !== undefined) return { rows, next: following }
  }
  return { rows }
}

/** All of them, however many, as they are found. Throws Outage. */
export async function* walkCell(desk: GatherNeeds, wish: CellWish): AsyncGenerator<Traced> {
  const cell = await cellAt(desk, wish)
  if (!cell) return
  if (cell.definition.reads === 'late') {
    yield* walkLateBehind(desk, { ...wish, agencies: cell.agencies }, (agency) => eachOf(cell, 'late', agency))
    return
  }
  const place = { limit: pageOfWalk, most: Number.POSITIVE_INFINITY }
  for (let after: string | undefined, isMore = true; isMore; isMore = after !== undefined) {
    const page = await traceCell(desk, wish, { ...place, after })
    if (!page || page === 'too-many') return
    yield* page.rows
    after = page.next
  }
}

const pageOfWalk = 64

function pageAt(desk: GatherNeeds, cell: Cell, agency: UnitId, limit: number, after?: string): Promise<TracedPage> {
  const { wish, definition } = cell
  const here = { from: wish.from, to: wish.to, agency }
  if (definition.reads === 'steps') return traceSteps(desk, here, eachOf(cell, 'steps', agency), limit, after)
  if (definition.reads === 'desks') return traceDesks(desk, agency, eachOf(cell, 'desks', agency), limit, after)
  return traceFigures(desk, { ...here, ...rowOf(cell) }, linesOf(cell), limit, after)
}

/** Of the agencies at which a cell of counted lines has anything; of one alone it is found out where it is looked for. */
async function whereAny(desk: GatherNeeds, cell: Cell, agencies: readonly UnitId[]): Promise<readonly UnitId[]> {
  if (agencies.length < 2 || cell.definition.reads !== 'lines') return agencies
  const period = soFar(cell.wish, dayOf(desk.now()))
  const most = await abreast(agencies, async (agency) =>
    mostBehind(await desk.counters.lines(agency, period), linesOf(cell), { ...period, agency, ...rowOf(cell) }),
  )
  return agencies.filter((_, n) => most[n] !== 0)
}

function linesOf({ definition, column }: Cell): TracedColumn {
  const traced = tracedColumn(definition, column.id)
  if (!traced) throw new Error(`${definition.id}/${column.id} is of no counted lines`)
  return traced
}

/** A row of lines by what it is told apart; what was sent is looked for by its sender, wherever it lies. */
function rowOf({ wish, definition, isOfField }: Cell): Pick<TraceWish, 'procedure' | 'field' | 'sender'> {
  const { by, row, procedure, sender, agency } = wish
  return {
    ...(procedure === undefined ? {} : { procedure }),
    ...(isOfField && { field: isOfField }),
    ...(sender === undefined ? {} : { sender }),
    ...(row !== undefined && (by === 'procedure' || by === 'sender') ? { [by]: row } : {}),
    ...(definition.isSent && agency !== 'all' ? { sender: agency } : {}),
  }
}

/** How much a thing adds, where it stands in the row. */
function eachOf<S extends 'steps' | 'desks' | 'late'>(
  { wish, column, units }: Cell,
  reads: S,
  agency: UnitId,
): Each<S> {
  const { by, row, procedure } = wish
  const keyOf = by && keysOf[reads][by]
  const levelOf = (unit: UnitId): string => units.unit(unit)?.level ?? ''
  return (thing: Things[S]) => {
    if (procedure !== undefined && (!('procedure' in thing) || thing.procedure !== procedure)) return 0
    if (keyOf && row !== undefined && keyOf(thing, agency, levelOf) !== row) return 0
    return column.each?.(thing) ?? 0
  }
}

/** What was late is looked through whole: there is no list of it to go on in. */
async function pageOfLate(
  desk: GatherNeeds,
  cell: Cell,
  { limit, most, after }: { limit: number; most: number; after?: string | undefined },
): Promise<TracedPage | 'too-many'> {
  let looked = 0
  const goesOn = () => {
    looked += 1
    return looked <= most
  }
  const found: Traced[] = []
  const here = { ...cell.wish, agencies: cell.agencies }
  for await (const one of walkLateBehind(desk, here, (agency) => eachOf(cell, 'late', agency), goesOn)) found.push(one)
  if (looked > most) return 'too-many'
  const placeOf = ({ on, dossier }: Traced): string => `${on}#${dossier.id}`
  const ordered = found.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
  const left = after === undefined ? ordered : ordered.filter((one) => placeOf(one) > after)
  const [rows, last] = [left.slice(0, limit), left[limit - 1]]
  return left.length > limit && last ? { rows, next: placeOf(last) } : { rows }
}
