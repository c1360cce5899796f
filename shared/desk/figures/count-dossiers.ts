import type { Instant } from '../../calendar/day.ts'
import { type Beside, besideOf } from '../../counters/beside.ts'
import type { Counted, Entry } from '../../counters/cells.ts'
import { count } from '../../counters/count.ts'
import { summed } from '../../counters/places.ts'
import { toldBy } from '../../counters/told.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { isObjection } from '../../dossier/objections.ts'
import { Outage } from '../../outage.ts'
import type { CountedOf } from '../../ports.ts'
import { abreast } from '../carrying-on/abreast.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'

type Needs = Pick<Desk, 'dossiers' | 'counters' | 'catalogue' | 'pause' | 'chance' | 'now'>

/** Of one dossier at a time: the rows of so many events, and its mark, always fit into a transaction. */
const mostEvents = 8
/** Rows and marks of one transaction; the table takes a hundred. */
const mostWrites = 90

interface Part {
  entries: readonly Entry[]
  beside: Beside
  mark: CountedOf
  isWhole: boolean
}

/**
 * Đếm. Reads what these histories say beyond their marks and writes figures and marks together: told twice, late, or in
 * parts, every event counts once. Answers how many transactions it took. Throws Outage.
 */
export async function countDossiers(desk: Needs, dossiers: readonly string[]): Promise<number> {
  const at = desk.now()
  let waiting = [...new Set(dossiers)]
  let written = 0
  while (waiting.length > 0) {
    const round = await retrying(desk, async () => {
      const marks = await desk.counters.counted(waiting)
      const parts = await abreast(waiting, (id) => partOf(desk, id, marks.get(id), at))
      return await writeAll(
        desk,
        parts.filter((part) => part !== undefined),
      )
    })
    if (isObjection(round)) throw new Outage('the counters', new Error('others were counting the same for too long'))
    written += round.written
    waiting = round.left
  }
  return written
}

/** The next events of one history, counted; `undefined` when there are none. */
async function partOf(desk: Needs, id: string, before: Counted | undefined, at: Instant): Promise<Part | undefined> {
  const from = before?.through ?? 0
  const found = await desk.dossiers.since(id, from)
  if (!found || found.dossier.version <= from) return undefined
  const head = found.dossier
  const told = toldBy(head, found.history)
  const field = before?.line?.field ?? (await fieldOf(desk, head))
  let counted = before
  const entries: Entry[] = []
  for (const one of told.slice(0, mostEvents)) {
    const step = count(counted, one, field)
    entries.push(...step.entries)
    counted = step.counted
  }
  if (!counted) return undefined
  const beside = besideOf(entries, { dossier: id, before, counted }, at)
  return { entries, beside, mark: { dossier: id, from, counted }, isWhole: told.length <= mostEvents }
}

/** Lĩnh vực of the pinned version: its code, or its name where it has none. */
export async function fieldOf(
  desk: Pick<Desk, 'catalogue'>,
  { procedure, procedureVersion }: Dossier,
): Promise<string> {
  const version = await desk.catalogue.procedure(procedure, procedureVersion)
  const [field] = version?.fields ?? []
  return field?.code ?? field?.name ?? ''
}

/** As many dossiers to a transaction as fit; `again` when one of them was counted by another meanwhile. */
async function writeAll(desk: Needs, parts: readonly Part[]) {
  let written = 0
  for (const batch of batchesOf(parts)) {
    const entries = batch.flatMap((part) => part.entries)
    if (
      (await desk.counters.count(
        entries,
        batch.map(({ mark }) => mark),
        {
          afterthoughts: batch.flatMap(({ beside }) => beside.afterthoughts),
          entered: batch.flatMap(({ beside }) => beside.entered),
          happened: batch.flatMap(({ beside }) => beside.happened),
          opened: batch.flatMap(({ beside }) => beside.opened),
          closed: batch.flatMap(({ beside }) => beside.closed),
        },
      )) === 'overtaken'
    )
      return 'again' as const
    written += 1
  }
  const left = parts.filter(({ isWhole }) => !isWhole).map(({ mark }) => mark.dossier)
  return { answer: { written, left } }
}

function batchesOf(parts: readonly Part[]): Part[][] {
  const batches: Part[][] = []
  let rows = new Set<string>()
  for (const part of parts) {
    const { afterthoughts, entered, happened, opened, closed } = part.beside
    const own = [
      ...summed(part.entries).map(({ agency, place }) => `${agency} ${place}`),
      ...[...afterthoughts, ...entered, ...happened, ...opened, ...closed].map(
        (_, at) => `beside ${part.mark.dossier} ${at}`,
      ),
    ]
    const batch = batches.at(-1)
    const together = new Set([...rows, ...own])
    if (batch && together.size + batch.length + 1 <= mostWrites) {
      batch.push(part)
      rows = together
    } else {
      batches.push([part])
      rows = new Set(own)
    }
  }
  return batches
}
