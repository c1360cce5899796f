/** Chapter `reports`: what counting an event writes, one dossier at a time and many at once. */
import { createCounters } from '../../shared/aws/figures/counters.ts'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import type { Dossier, DossierEvent } from '../../shared/dossier/dossier.ts'
import { asAfter } from '../../shared/dossier/history/history.ts'
import type { Dossiers } from '../../shared/ports.ts'
import { unaskedDossiers } from '../replay/unasked.ts'
import { atMost, type Figure } from './figure.ts'
import type { OwnTable } from './own-table.ts'
import { livedDossier, officeCatalogue } from './small-office.ts'
import { readsIn, writesIn } from './table-meter.ts'

/** Dossiers whose events come together in the projector's five minutes. */
const batches = [1, 10, 25]

/** What one counted event costs, alone and among others: rows that are shared are written once. */
export async function measureCounting({ table, meter }: OwnTable): Promise<Figure[]> {
  const lives = new Map<string, { head: Dossier; events: readonly DossierEvent[] }>()
  const never = async () => {
    throw new Error('counting asks for this of nobody')
  }
  const dossiers: Dossiers = {
    ...unaskedDossiers,
    since: async (id, after) => {
      const life = lives.get(id)
      return life && { dossier: life.head, history: life.events.filter(({ n }) => n > after) }
    },
    load: never,
    history: never,
    event: never,
    serial: never,
    commit: never,
  }
  const counters = createCounters(table)
  const desk = {
    ...{ dossiers, counters, catalogue: officeCatalogue },
    now: () => '2026-03-05T08:00:00+07:00',
    pause: async () => {},
    chance: () => 0,
  }
  const figures: Figure[] = []
  for (const [round, batch] of batches.entries()) {
    const own = Array.from({ length: batch }, (_, n) => livedDossier(1_000_000 * (round + 1) + n))
    for (const life of own) lives.set(life.head.id, life)
    const ids = own.map(({ head }) => head.id)
    meter.take()
    // One event of each after another, as they happen; those of one moment together.
    const longest = Math.max(...own.map(({ events }) => events.length))
    for (let upTo = 1; upTo <= longest; upTo += 1) {
      for (const life of own) lives.set(life.head.id, { head: headAt(life, upTo), events: life.events.slice(0, upTo) })
      await countDossiers(desk, ids)
    }
    const calls = meter.take()
    const events = own.reduce((sum, life) => sum + life.events.length, 0)
    const name = `a counted event, ${batch} dossiers at once`
    const aim = batch === 1 ? {} : atMost(8)
    figures.push({ name: `write units, ${name}`, value: writesIn(calls) / events, unit: 'units', ...aim })
    figures.push({ name: `read units, ${name}`, value: readsIn(calls) / events, unit: 'units' })
    meter.take()
    await countDossiers(desk, ids)
    figures.push({
      name: `write units, ${name}, told again`,
      value: writesIn(meter.take()),
      unit: 'units',
      ...atMost(0),
    })
  }
  return figures
}

/** The head as it was after its first events. */
function headAt({ head, events }: { head: Dossier; events: readonly DossierEvent[] }, upTo: number): Dossier {
  const event = events[upTo - 1]
  return event ? asAfter(event, head, events.slice(upTo)) : head
}
