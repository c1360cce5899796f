import { isWithin } from '../../shared/calendar/day.ts'
import {
  type Afterthought,
  afterthoughtId,
  type BesideBook,
  type Happened,
  type StandsOpen,
} from '../../shared/counters/beside.ts'
import type { Counted } from '../../shared/counters/cells.ts'
import { desksOf, figuresOf, type Period, papersOf, stepsOf } from '../../shared/counters/figures.ts'
import { lineAt, linesNeeded, type Row, summed } from '../../shared/counters/places.ts'
import type { Counters } from '../../shared/ports.ts'
import { copy } from './copy.ts'

export interface CounterStore {
  counted: Map<string, Counted>
  /** Numbers by agency, place and mark. */
  rows: Map<string, Map<string, Record<string, number>>>
  afterthoughts: Map<string, Afterthought>
  entered: Map<string, { agency: string; book: BesideBook; on: string; dossier: string }>
  /** By agency, book, day and dossier; by agency and dossier. */
  happened: Map<string, Happened>
  open: Map<string, StandsOpen>
}

export function emptyCounterStore(): CounterStore {
  return {
    counted: new Map(),
    rows: new Map(),
    afterthoughts: new Map(),
    entered: new Map(),
    happened: new Map(),
    open: new Map(),
  }
}

export function memoryCounters(store: CounterStore = emptyCounterStore()): Counters {
  const between = (agency: string, after: string, before: string): Row[] =>
    [...(store.rows.get(agency) ?? [])]
      .filter(([place]) => place > after && place < before)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([place, numbers]) => ({ place, numbers }))
  const linesOf = (agency: string, period: Period) =>
    figuresOf(
      linesNeeded(period).flatMap(({ after, before }) => between(agency, after, before)),
      period,
    )
  return {
    counted: async (dossiers) =>
      new Map(
        dossiers.flatMap((id): [string, Counted][] => {
          const counted = store.counted.get(id)
          return counted ? [[id, copy(counted)]] : []
        }),
      ),
    async count(entries, marks, beside) {
      if (marks.some(({ dossier, from }) => (store.counted.get(dossier)?.through ?? 0) !== from)) return 'overtaken'
      for (const { dossier, counted } of marks) store.counted.set(dossier, copy(counted))
      for (const { agency, place, mark, add } of summed(entries)) {
        const rows = store.rows.get(agency) ?? new Map<string, Record<string, number>>()
        store.rows.set(agency, rows)
        const numbers = rows.get(place) ?? {}
        rows.set(place, numbers)
        numbers[mark] = (numbers[mark] ?? 0) + add
      }
      for (const one of beside?.afterthoughts ?? [])
        store.afterthoughts.set(`${one.agency}#${afterthoughtId(one)}`, copy(one))
      for (const one of beside?.entered ?? [])
        store.entered.set(`${one.agency}#${one.book}#${one.on}#${one.dossier}`, copy(one))
      for (const one of beside?.happened ?? [])
        store.happened.set(`${one.agency}#${one.book}#${one.on}#${one.dossier}#${one.through}`, copy(one))
      for (const { agency, dossier } of beside?.closed ?? []) store.open.delete(`${agency}#${dossier}`)
      for (const one of beside?.opened ?? []) store.open.set(`${one.agency}#${one.dossier}`, copy(one))
      return 'counted'
    },
    async afterthoughts(agency, since) {
      const own = [...store.afterthoughts.values()].filter((one) => one.agency === agency && one.at >= since)
      return copy(own.sort((a, b) => (afterthoughtId(a) < afterthoughtId(b) ? -1 : 1)))
    },
    async *entered(agency, book, from, to) {
      const own = [...store.entered].filter(
        ([, one]) => one.agency === agency && one.book === book && isWithin(one.on, { from, to }),
      )
      for (const [, { dossier, on }] of own.sort(([a], [b]) => (a < b ? -1 : 1))) yield { dossier, on }
    },
    async *happened(agency, book, from, to) {
      const own = [...store.happened].filter(
        ([, one]) => one.agency === agency && one.book === book && isWithin(one.on, { from, to }),
      )
      for (const [, one] of own.sort(([a], [b]) => (a < b ? -1 : 1))) yield copy(one)
    },
    open: async (agency) => copy([...store.open.values()].filter((one) => one.agency === agency)),
    lines: async (agency, period) => linesOf(agency, period),
    linesEach: async (agency, periods) => periods.map((period) => linesOf(agency, period)),
    papers: async (agency, year) => papersOf(between(agency, `Y#${year}#whole#`, `Y#${year}#whole#~`)),
    async firstDay(agency) {
      const [first] = between(agency, 'M#', 'M#~')
      return first && `${lineAt(first.place).period}-01`
    },
    desks: async (agency, dueBefore) =>
      desksOf(between(agency, 'D#', dueBefore === undefined ? 'D#~' : `D#${dueBefore}#`)),
    async tidyDesks(agency, dueBefore) {
      const empty = between(agency, 'D#', `D#${dueBefore}#`).filter(({ numbers }) => (numbers.n ?? 0) === 0)
      for (const { place } of empty) store.rows.get(agency)?.delete(place)
      return empty.length
    },
    steps: async (agency, from, to) => stepsOf(between(agency, `S#${from}#`, `S#${to}#~`)),
  }
}
