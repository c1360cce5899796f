import type { Directory } from '../../agencies/directory.ts'
import type { Level, UnitId } from '../../agencies/unit.ts'
import { type Day, dayOf, formatDay, isDay } from '../../calendar/day.ts'
import type { Period } from '../../counters/figures.ts'
import { everyReport } from '../../reports/figures/every-report.ts'
import {
  type FiguresDefinition,
  type FiguresGroup,
  type FiguresReport,
  figuresReport,
} from '../../reports/figures/figures-report.ts'
import { keysOf, type Placed, type Source, type Things } from '../../reports/figures/sources.ts'
import type { Grouping } from '../../reports/grouping.ts'
import { agenciesOf } from '../carrying-on/holders.ts'
import { stepNames } from '../dossiers/step-names.ts'
import { directory } from '../surroundings.ts'
import { type GatherNeeds, gather, type TooMany } from './gather-figures.ts'
import { type SameField, sameField } from './same-field.ts'

export interface FiguresWish extends Period {
  report: string
  /** An agency, or every agency of the city. */
  agency: UnitId | 'all'
  /** One of the report's groupings; its first where none is named. */
  by?: Grouping
}

export function definitionOf(report: string): FiguresDefinition | undefined {
  return everyReport.find(({ id }) => id === report)
}

/** By what the rows stand; `undefined` when the report cannot be told apart so. */
export function groupingOf({ by }: Pick<FiguresDefinition, 'by'>, asked?: Grouping): Grouping | undefined {
  return asked === undefined ? by[0] : by.find((one) => one === asked)
}

/**
 * Báo cáo số liệu of a period. Out of counted figures it reads as much however many dossiers there are; one that has to look at
 * dossiers answers `too-many` past `most` of them. Every field, procedure, agency or desk that could have a row has one.
 * `undefined` when there is no such report or grouping. Throws Outage.
 */
export async function runFigures(
  desk: GatherNeeds,
  wish: FiguresWish,
  most?: number,
): Promise<FiguresReport | TooMany | undefined> {
  const definition = definitionOf(wish.report)
  const by = definition && groupingOf(definition, wish.by)
  if (!definition || !by) return undefined
  return run(desk, definition, { ...wish, by }, most)
}

async function run<S extends Source>(
  desk: GatherNeeds,
  definition: FiguresDefinition<S>,
  wish: FiguresWish & { by: Grouping },
  most: number | undefined,
): Promise<FiguresReport | TooMany> {
  const units = await directory(desk)
  const agencies = wish.agency === 'all' || definition.isSent ? agenciesOf(units) : [wish.agency]
  const about = { from: wish.from, to: wish.to, agencies, isCity: wish.agency === 'all', units, most }
  const placed = await gather[definition.reads](desk, about)
  if (placed === 'too-many') return placed
  const labels = await labelsOf(desk, definition, wish, { units, agencies })
  const told = saysSoFar(definition, wish, dayOf(desk.now()))
  const same = wish.by === 'field' ? await sameField(desk, wish.to) : undefined
  const groups = groupsOf(definition, wish, placed, labels, units, same)
  if (wish.by !== 'step') return figuresReport(told, groups)
  const keys = groups.map(({ key }) => key)
  const names = await stepNames(desk, keys, wish.to)
  const named = groups.map((group) => ({ ...group, label: names.get(group.key) ?? group.label }))
  return figuresReport(told, named)
}

/** What stands at this moment, and the catalogue of a day, are no sums over a period. */
const wholeAtOnce: ReadonlySet<Source> = new Set(['desks', 'procedures'])

/** With the note that a running period is counted to today, where it is. */
function saysSoFar<S extends Source>(
  definition: FiguresDefinition<S>,
  { to }: FiguresWish,
  today: Day,
): FiguresDefinition<S> {
  if (to <= today || wholeAtOnce.has(definition.reads)) return definition
  return { ...definition, notes: [...definition.notes, `Kỳ chưa hết: số liệu đến hết ngày ${formatDay(today)}.`] }
}

/** The things of a report under its rows; those of `labels` are there with nothing in them too. */
export function groupsOf<S extends Source>(
  { reads, kinds, isSent }: FiguresDefinition<S>,
  { by, agency: own }: FiguresWish & { by: Grouping },
  placed: readonly Placed<S>[],
  labels: ReadonlyMap<string, string>,
  units: Directory,
  same: SameField = (key) => key,
): readonly FiguresGroup<S>[] {
  const keyOf = keysOf[reads][by]
  const levelOf = (agency: UnitId): string => units.unit(agency)?.level ?? ''
  const isWanted = (thing: Things[S]): boolean =>
    !('line' in thing) ||
    ((kinds === undefined || kinds.includes(thing.line.kind)) &&
      (isSent === undefined || own === 'all' || thing.line.from === own))
  const wanted = placed.filter(({ thing }) => isWanted(thing))
  const byKey = Map.groupBy(wanted, ({ thing, agency }) => same(keyOf?.(thing, agency, levelOf) ?? ''))
  const all = new Map([...labels].map(([key, label]) => [same(key), label] as const))
  for (const key of byKey.keys()) if (!all.has(key)) all.set(key, labelOf(by, key, units))
  return [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, label]) => ({ key, label, things: (byKey.get(key) ?? []).map(({ thing }) => thing) }))
}

const levelTerms: Readonly<Record<Level, string>> = {
  province: 'Cấp tỉnh',
  commune: 'Cấp xã',
  vertical: 'Ngành dọc',
  central: 'Trung ương',
  district: 'Cấp huyện (đến 30/6/2025)',
}

/** The name of a row that nothing named beforehand. */
function labelOf(by: Grouping, key: string, units: Directory): string {
  const nameOf = (id: string) => units.unit(id)?.name ?? id
  if (by === 'officer') return key === '' ? 'Chưa phân công' : (units.officer(key)?.name ?? key)
  if (by === 'room') return roomName(units, key)
  if (by === 'level') return isLevel(key) ? levelTerms[key] : 'Không rõ'
  if (by === 'agency' && key === '') return 'UBND xã, phường nơi tiếp nhận'
  if (by === 'due') return key === 'waiting' ? 'Đồng hồ tạm dừng' : isDay(key) ? formatDay(key) : 'Chưa có hạn'
  if (by === 'step') {
    const [procedure = '', step = ''] = key.split('#')
    return `${procedure}, bước ${Number(step)}`
  }
  return key === '' ? 'Không rõ' : nameOf(key)
}

const isLevel = (text: string): text is Level => Object.hasOwn(levelTerms, text)

function roomName(units: Directory, id: UnitId): string {
  const unit = units.unit(id)
  return unit ? `${unit.name} (${units.unit(unit.agency)?.name ?? unit.agency})` : id
}

/** What has a row even where nothing happened. */
async function labelsOf(
  desk: GatherNeeds,
  { reads }: Pick<FiguresDefinition, 'reads'>,
  { by, from, to, agency }: FiguresWish,
  { units, agencies }: { units: Directory; agencies: readonly UnitId[] },
): Promise<ReadonlyMap<string, string>> {
  const isOurs = (id: UnitId) => agencies.includes(id)
  const named = (keys: readonly string[]) => new Map(keys.map((key) => [key, labelOf(by ?? 'field', key, units)]))
  // One that had ended by then has a row only where it has something.
  if (by === 'agency') return named(agencies.filter((id) => id === agency || units.stoodIn(id, from, to)))
  if (by === 'level') return agency === 'all' || reads === 'procedures' ? named(['province', 'commune']) : named([])
  const rooms = units.units.filter((unit) => unit.kind === 'room' && isOurs(unit.agency)).map(({ id }) => id)
  if (by === 'room') return named(rooms)
  if (by === 'officer') return named(rooms.flatMap((room) => units.officersOf(room).map(({ id }) => id)))
  if (by !== 'field' && by !== 'procedure') return named([])
  const levels = new Set<string | undefined>(agencies.map((id) => units.unit(id)?.level))
  const all = await desk.catalogue.procedures(to)
  const own = all.filter((procedure) => procedure.levels.some((level) => levels.has(level)))
  if (by === 'procedure') return new Map(own.map(({ code, name }) => [code, name]))
  return new Map(own.flatMap(({ fields: [field] }) => (field ? [[field.code ?? field.name, field.name] as const] : [])))
}
