import { addDays, dayOf, earlier } from '../../calendar/day.ts'
import type { Desk } from '../desk.ts'
import { countDossiers } from './count-dossiers.ts'

type Needs = Pick<Desk, 'dossiers' | 'counters' | 'catalogue' | 'marks' | 'pause' | 'chance' | 'now'>

const lastSweep = 'counting-swept'
const page = 100
/** A head that moves while it is walked may be passed by: the next night looks so far back again. */
const overlapSeconds = 3600
/** Desks of days that are so long past are looked at once more, then nobody asks for them. */
const tidyDays = 7

/** Counts what moved since the last sweep and was left uncounted; lets rows of empty desks go. Repeated, it finds nothing. */
export async function sweepCounting(desk: Needs): Promise<{ behind: number; tidied: number }> {
  const at = desk.now()
  const since = await desk.marks.value(lastSweep)
  let behind = 0
  let waiting: { id: string; version: number }[] = []
  const look = async () => {
    const marks = await desk.counters.counted(waiting.map(({ id }) => id))
    const left = waiting.filter(({ id, version }) => (marks.get(id)?.through ?? 0) < version)
    await countDossiers(
      desk,
      left.map(({ id }) => id),
    )
    behind += left.length
    waiting = []
  }
  for await (const { id, version } of desk.dossiers.movedSince(since ?? '')) {
    waiting.push({ id, version })
    if (waiting.length === page) await look()
  }
  if (waiting.length > 0) await look()
  const tidied = await tidyDesks(desk)
  await desk.marks.setValue(lastSweep, earlier(at, overlapSeconds))
  return { behind, tidied }
}

async function tidyDesks(desk: Needs): Promise<number> {
  const before = addDays(dayOf(desk.now()), -tidyDays)
  const agencies = (await desk.catalogue.units()).filter(({ kind }) => kind === 'agency')
  let tidied = 0
  for (const { id } of agencies) tidied += await desk.counters.tidyDesks(id, before)
  return tidied
}
