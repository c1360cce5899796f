/** Chapter `reports`: counted figures of as many dossiers as asked for. */
import { cellsKey } from '../../shared/aws/figures/counters.ts'
import type { Item } from '../../shared/aws/table/items.ts'
import { addDays, type Day } from '../../shared/calendar/day.ts'
import type { Entry, Flow, Line, Measure, Stock } from '../../shared/counters/cells.ts'
import { additionsOf } from '../../shared/counters/places.ts'

export const monthAsked = { from: '2026-03-01', to: '2026-03-31' }
const procedures = 20
const days = 28

/**
 * What so many dossiers of one agency and month add to its figures: each received, most of them paid and resolved two days later.
 * Procedure and day go round, so that every cell there can be is there at a thousand, and only numbers grow after that.
 */
function* entriesOf(agency: string, count: number): Generator<Entry> {
  for (let filed = 0; filed < count; filed += 1) {
    const n = filed % (procedures * days)
    const line: Line = { kind: 'whole', field: `LV${n % 5}`, procedure: `TTHC-${n % procedures}` }
    const on = addDays(monthAsked.from, Math.floor(n / procedures))
    const add = (measure: Measure, day: Day, by = 1): Entry => ({
      book: 'lines',
      agency,
      line,
      on: day,
      measure,
      add: by,
    })
    const channel: Flow = n % 3 === 0 ? 'received-online' : 'received-direct'
    yield add(channel, on)
    yield add('open' satisfies Stock, on)
    if (n % 2 === 0) yield add('digitised', on)
    if (n % 10 === 9) continue
    const done = addDays(on, 2)
    yield add(n % 7 === 0 ? 'overdue' : n % 2 === 0 ? 'early' : 'on-time', done)
    yield add('open', done, -1)
    yield add('payments', on)
    yield add('paid-charge', on, 10_000)
  }
}

/** The rows of the table, as the projector would have left them. */
export function figureItems(agency: string, count: number): Item[] {
  const rows = new Map<string, Record<string, number>>()
  for (const entry of entriesOf(agency, count)) {
    for (const { place, mark, add } of additionsOf(entry)) {
      const numbers = rows.get(place) ?? {}
      numbers[mark] = (numbers[mark] ?? 0) + add
      rows.set(place, numbers)
    }
  }
  return [...rows].map(([sk, numbers]) => ({ pk: cellsKey(agency), sk, ...numbers, rev: 1 }))
}
