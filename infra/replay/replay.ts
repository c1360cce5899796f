import { type Day, instantOn } from '../../shared/calendar/day.ts'
import type { Declaration } from '../../shared/calendar/declarations.ts'
import type { Dossier, DossierEvent } from '../../shared/dossier/dossier.ts'
import { carrier, type Errand } from './carry.ts'
import { figuresInMemory } from './figures-in-memory.ts'
import { filingsOf, livedDays } from './filings.ts'
import { oldProcedures } from './old-rules.ts'
import { oldTree } from './old-tree.ts'
import { replayDesk } from './replay-desk.ts'
import type { ReplayedYear } from './years.ts'

export interface ReplayOptions {
  /** Days off that the rules are to know nothing of; people stay at home all the same. */
  without?: readonly Day[]
  /** Told after each day. */
  progress?: (day: Day, filed: number, of: number) => void
  hears?: (event: DossierEvent, head: Dossier) => void
}

/** Phát lại. Plays a year day by day through the deeds, the rules, the clocks and the fold; answers the figures alone. */
export async function replay(year: ReplayedYear, options: ReplayOptions = {}) {
  const tree = oldTree()
  const figures = figuresInMemory()
  const days = livedDays(year.from, year.to)
  const filings = filingsOf(year, tree, days.length)
  const hears = options.hears ? { hears: options.hears } : {}
  const declarations = (options.without ?? []).map(workedOn)
  const world = replayDesk({ tree, procedures: oldProcedures(tree), declarations, figures, ...hears })
  const { begin } = carrier(world, days)
  const errands: Errand[][] = days.map(() => [])
  const total = filings.reduce((sum, day) => sum + day.length, 0)
  let filed = 0
  for (const [at, day] of days.entries()) {
    for (const filing of filings[at] ?? []) for (const errand of await begin(filing)) errands[errand.day]?.push(errand)
    filed += filings[at]?.length ?? 0
    filings[at] = []
    const today = (errands[at] ?? []).sort((a, b) => a.minutes - b.minutes)
    errands[at] = []
    for (const errand of today) await errand.run()
    options.progress?.(day, filed, total)
  }
  return { tree, figures, heard: world.heard, open: world.openCount() }
}

/** The product's own way to say that a day off was worked: a declaration. */
function workedOn(on: Day, at: number): Declaration {
  return {
    n: at + 1,
    scope: 'VN',
    days: [{ on, kind: 'work' }],
    seasons: [],
    source: 'phát lại: bỏ ngày nghỉ',
    at: instantOn(on, 0),
    by: { id: 'phat-lai', unit: 'H57' },
    key: on,
    body: on,
  }
}
