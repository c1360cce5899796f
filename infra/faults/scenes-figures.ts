import { dayOf } from '../../shared/calendar/day.ts'
import type { Counts } from './books.ts'
import type { Lab } from './lab.ts'
import { acceptOne, home, ringOnly } from './people.ts'
import { recordsSince, type Story } from './story.ts'

/** What happened at the home commune today, kind by kind; counted on top of what stood there. */
async function figuresOf({ world }: Lab, day: string): Promise<Counts> {
  const counts: Record<string, number> = {}
  for (const { flows } of await world.counters.lines(home, { from: day, to: day }))
    for (const [name, count] of Object.entries(flows)) counts[name] = (counts[name] ?? 0) + count
  return counts
}

async function received(lab: Lab): Promise<{ id: string; books: () => Promise<Counts> }> {
  const day = dayOf(lab.world.now())
  const before = await figuresOf(lab, day)
  const id = await acceptOne(lab.world)
  await ringOnly(lab.world, [id])
  const books = async () => {
    const now = await figuresOf(lab, day)
    const marks = await lab.world.counters.counted([id])
    const grown = Object.entries(now).map(([name, count]) => [`figure ${name}`, count - (before[name] ?? 0)])
    return { ...Object.fromEntries(grown), 'events counted': marks.get(id)?.through ?? 0 }
  }
  return { id, books }
}

/** The stream's records of a dossier, for whoever counts. */
export async function counted(lab: Lab): Promise<Story> {
  const records = await recordsSince(lab)
  const { id, books } = await received(lab)
  return { dossier: id, event: await records(), books }
}

/** A dossier that the stream lost; all others are counted. */
export async function countedLate(lab: Lab): Promise<Story> {
  await lab.warm('counting-sweep')({ time: lab.world.now() })
  const { id, books } = await received(lab)
  return { dossier: id, event: { time: lab.world.now() }, books }
}
