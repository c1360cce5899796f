import type { UnitId } from '../../agencies/unit.ts'
import { dayOf, type Instant, isWithin } from '../../calendar/day.ts'
import type { Period } from '../../counters/figures.ts'
import type { Dossier, DossierEvent } from '../../dossier/dossier.ts'
import type { Untold } from '../../dossier/history/sync-ledger.ts'
import { type Ending, endingOf } from '../../dossier/history/sync-line.ts'
import { abreast } from '../carrying-on/abreast.ts'
import { type GoesOn, inBatches, only } from '../carrying-on/batches.ts'
import type { Desk } from '../desk.ts'

/** Days, and the moment at which they are over, or the present one. */
export interface Span extends Period {
  end: Instant
}

/** Ended in its time, and late at the portal alone. */
export interface LateThere {
  agency: UnitId
  dossier: Dossier
  history: readonly DossierEvent[]
}

/**
 * Chậm do đồng bộ: what ended at these agencies in its time and came to the portal too late, by the book that says so; and what has not
 * come there yet though it was due before `end`, among all that the portal is owed. Of that, heads are read where nobody has looked yet whether
 * it ended, or where it ended at one of them by then. Each once. Throws Outage.
 */
export async function* lateThere(
  desk: Pick<Desk, 'dossiers' | 'syncLedger'>,
  agencies: readonly UnitId[],
  span: Span,
  goesOn: GoesOn,
): AsyncGenerator<LateThere> {
  const isOf = ({ agency, day, dueAt }: Ending) => agencies.includes(agency) && isWithin(day, span) && dueAt < span.end
  const mayBe = ({ ended }: Untold) => ended !== 'not-yet' && (ended === undefined || isOf(ended))
  // First what is owed: what is told meanwhile stands in the book by then.
  const untold = new Set<string>()
  const seen = new Set<string>()
  for await (const batch of inBatches(only(desk.syncLedger.untold(), mayBe), () => true)) {
    const ids = [...new Set(batch.map(({ dossier }) => dossier))].filter((id) => !seen.has(id))
    for (const id of ids) seen.add(id)
    const here = await endedHere(desk, ids, isOf)
    // However far the outbox is behind, that is nobody's period: only what may be theirs is looked at.
    if (!here.every(goesOn)) return
    const found = await untoldAmong(desk, here, isOf)
    for (const { dossier } of found) untold.add(dossier.id)
    yield* found
  }
  for (const agency of agencies) {
    const told = only(desk.syncLedger.lateThere(agency, span.from, span.to), ({ dossier }) => !untold.has(dossier))
    for await (const batch of inBatches(told, goesOn)) {
      const heads = await desk.dossiers.heads(batch.map(({ dossier }) => dossier))
      yield* await abreast(heads, async (dossier) => ({
        ...{ agency, dossier },
        history: await historyOf(desk, dossier),
      }))
    }
  }
}

/** Of these those that ended in their time, at an agency in question as far as their heads tell. */
async function endedHere(
  { dossiers }: Pick<Desk, 'dossiers'>,
  ids: readonly string[],
  isOf: (ending: Ending) => boolean,
): Promise<readonly Dossier[]> {
  const heads = await dossiers.heads(ids)
  const inTime = heads.filter(
    ({ parent, corrects, finishedAt, dueAt }) =>
      parent === undefined &&
      corrects === undefined &&
      finishedAt !== undefined &&
      dueAt !== undefined &&
      finishedAt <= dueAt,
  )
  // At one that had it; whose it is regardless of boundaries, its history says.
  return inTime.filter(
    ({ agencies, nonTerritorial, finishedAt = '', dueAt = '' }) =>
      nonTerritorial || agencies.some((agency) => isOf({ agency, day: dayOf(finishedAt), dueAt })),
  )
}

async function untoldAmong(
  desk: Pick<Desk, 'dossiers' | 'syncLedger'>,
  here: readonly Dossier[],
  isOf: (ending: Ending) => boolean,
): Promise<readonly LateThere[]> {
  const lines = await desk.syncLedger.lines(here.map(({ id }) => id))
  const silent = here.filter(({ id }) => lines.get(id)?.whole === undefined)
  const found = await abreast(silent, async (dossier) => {
    const history = await historyOf(desk, dossier)
    const ending = endingOf(dossier, history)
    return ending && isOf(ending) ? [{ agency: ending.agency, dossier, history }] : []
  })
  return found.flat()
}

async function historyOf({ dossiers }: Pick<Desk, 'dossiers'>, { id, version }: Dossier) {
  return (await dossiers.history(id)).filter(({ n }) => n <= version)
}
