/** Chapter `reports`: dossiers with a history, for figures that lead to them. */
import { happenedItem, lateThereItem, openItem } from '../../shared/aws/figures/beside.ts'
import { cellsKey } from '../../shared/aws/figures/counters.ts'
import { lineItem } from '../../shared/aws/sending/sync-ledger.ts'
import { eventItem, headItem, type Item } from '../../shared/aws/table/items.ts'
import { addDays, dayOf } from '../../shared/calendar/day.ts'
import { besideOf } from '../../shared/counters/beside.ts'
import type { Counted, Entry } from '../../shared/counters/cells.ts'
import { count } from '../../shared/counters/count.ts'
import { additionsOf } from '../../shared/counters/places.ts'
import { toldBy } from '../../shared/counters/told.ts'
import type { Dossier, DossierEvent } from '../../shared/dossier/dossier.ts'
import { monthAsked } from './many-figures.ts'
import { livedDossier, openDossierAt } from './small-office.ts'

/** How many of each agency's are late, resolved, and how many open. */
export const lateOfEach = 60
/** Of those that ended in their time, how many the portal shows late: half of them told too late, the others not told yet. */
export const lateThereOfEach = 40
const days = 28
/** These have their heads and histories too: what a page may meet, the late ones and the first of the first days. */
const firstThere = 2 * lateOfEach
const firstInTime = firstThere + lateThereOfEach
const isWhole = (n: number): boolean => n < firstInTime || (n % days < 3 && n < 100 * days)
const countedAt = '2026-04-05T02:00:00+07:00'

interface Life {
  head: Dossier
  events: readonly DossierEvent[]
}

/** At an agency of its own: the same short life a month before, resolved late, or open still. */
function lifeAt(agency: string, first: number, at: number, end: 'early' | 'late' | 'open'): Life {
  const n = first + at
  const room = `${agency}/desk`
  const place = { receivingUnit: room, competentAgency: agency, holder: room, agencies: [agency] }
  const { head, events } = livedDossier(n)
  const on = addDays(monthAsked.from, at % days)
  if (end === 'open') {
    const dossier = { ...openDossierAt(n, '2026-03-18T16:00:00+07:00'), ...place, version: 2 }
    return {
      head: dossier,
      events: events.slice(0, 2).map((event) => ({ ...event, dossier: dossier.id, holder: room })),
    }
  }
  const moments = { finishedAt: `${on}T10:00:00+07:00`, updatedAt: `${on}T15:00:00+07:00` }
  const late =
    end === 'late'
      ? ({ class: 'overdue', dueAt: '2026-03-01T08:00:00+07:00' } as const)
      : { dueAt: `${on}T12:00:00+07:00` }
  const own = events.map((event) => ({
    ...event,
    holder: room,
    at: event.n < 3 ? '2026-02-20T08:30:00+07:00' : `${on}T1${event.n - 3}:00:00+07:00`,
  }))
  return { head: { ...head, ...place, ...moments, ...late }, events: own }
}

/** The outbox has done with it. */
function looked({ wants: _, ...event }: DossierEvent): Item {
  return eventItem(event)
}

/** What the portal was told of its end, and when; of some that has not happened yet. */
function* toldItems({ id: dossier, dueAt = '', finishedAt = '' }: Dossier, agency: string, n: number): Generator<Item> {
  const day = dayOf(finishedAt)
  const line = { dossier, revision: 1 }
  if (n >= firstThere && n < firstThere + lateThereOfEach / 2) {
    yield lineItem({ ...line, unsentSince: finishedAt, ended: { agency, day, dueAt } })
    return
  }
  const isLate = n >= firstThere && n < firstInTime
  const toldAt = isLate ? `${day}T18:00:00+07:00` : finishedAt
  const late = n < lateOfEach ? 'people' : isLate ? 'synchronisation' : 'no'
  yield lineItem({ ...line, whole: { dueAt, keptAt: finishedAt, toldAt, late } })
  if (isLate) yield lateThereItem({ agency, day }, dossier, 1)
}

/** Everything so many dossiers of one agency leave in the table as far as lists and reports of late work read it. */
export function* tracedItems(agency: string, total: number, first: number): Generator<Item> {
  const rows = new Map<string, Record<string, number>>()
  for (let n = 0; n < total; n += 1) {
    const end = n < lateOfEach ? 'late' : n < 2 * lateOfEach ? 'open' : 'early'
    const life = lifeAt(agency, first, n, end)
    const entries: Entry[] = []
    let counted: Counted | undefined
    for (const told of toldBy(life.head, life.events)) {
      const step = count(counted, told, 'LV')
      counted = step.counted
      entries.push(...step.entries)
    }
    if (!counted) continue
    for (const { place, mark, add } of entries.flatMap(additionsOf)) {
      const numbers = rows.get(place) ?? {}
      rows.set(place, { ...numbers, [mark]: (numbers[mark] ?? 0) + add })
    }
    const { happened, opened } = besideOf(entries, { dossier: life.head.id, counted }, countedAt)
    yield* happened.map(happenedItem)
    yield* opened.map(openItem)
    if (end !== 'open') yield* toldItems(life.head, agency, n)
    if (isWhole(n)) yield* [headItem(life.head), ...life.events.map(looked)]
  }
  for (const [sk, numbers] of rows) yield { pk: cellsKey(agency), sk, ...numbers, rev: 1 }
}
