import type { UnitId } from '../../shared/agencies/unit.ts'
import type { Counted, Entry } from '../../shared/counters/cells.ts'
import { count, type Told } from '../../shared/counters/count.ts'
import { figuresOf, type LineFigures, type Period } from '../../shared/counters/figures.ts'
import { additionsOf, linesNeeded, type Row } from '../../shared/counters/places.ts'

/** The cells of the table, in memory: the same fold, the same places, the same reading. */
export function figuresInMemory() {
  const rows = new Map<UnitId, Map<string, Record<string, number>>>()
  const rowAt = (agency: UnitId, place: string): Record<string, number> => {
    const own = rows.get(agency) ?? new Map<string, Record<string, number>>()
    if (own.size === 0) rows.set(agency, own)
    const numbers = own.get(place)
    if (numbers) return numbers
    const fresh = {}
    own.set(place, fresh)
    return fresh
  }
  const add = (entry: Entry): void => {
    for (const { agency, place, mark, add: by } of additionsOf(entry)) {
      const numbers = rowAt(agency, place)
      numbers[mark] = (numbers[mark] ?? 0) + by
      // An empty desk is let go, as the nightly sweep does.
      if (entry.book === 'desks' && numbers.n === 0) rows.get(agency)?.delete(place)
    }
  }
  return {
    rows,
    tell(before: Counted | undefined, told: Told, field: string): Counted {
      const { entries, counted } = count(before, told, field)
      for (const entry of entries) add(entry)
      return counted
    },
    lines(agency: UnitId, period: Period): LineFigures[] {
      const needed = linesNeeded(period)
      const own: Row[] = []
      for (const [place, numbers] of rows.get(agency) ?? []) {
        if (needed.some(({ after, before }) => place > after && place < before)) own.push({ place, numbers })
      }
      return figuresOf(own, period)
    },
  }
}

export type FiguresInMemory = ReturnType<typeof figuresInMemory>
