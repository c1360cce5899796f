import { addDays, type Day, dayOf } from '../../calendar/day.ts'
import {
  agencyDifferences,
  type CatalogueDifference,
  detailDifferences,
  fieldDifferences,
  procedureDifferences,
  type ToldRow,
} from '../../catalogue/portal-differences.ts'
import { type CatalogueList, keptRows, type PortalListName, portalLists } from '../../catalogue/portal-lists.ts'
import { isTurnOf } from '../../dossier/history/sync-difference.ts'
import { log } from '../../log.ts'
import type { Message } from '../../messages/messages.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

type Needs = Pick<Desk, 'catalogue' | 'syncLedger' | 'caseRegister' | 'province' | 'now'>

/**
 * Đối chiếu danh mục. Holds one of the portal's catalogues, or one procedure as it tells it, against ours, for the list of that day.
 * Nothing of ours is changed: an import stays a person's decision. Repeated, it is the same list. Throws Outage while the portal is silent.
 */
export async function compareCatalogue(
  desk: Needs,
  { of, day }: Extract<Message, { kind: 'catalogue' }>,
): Promise<'worked'> {
  const { catalogues } = desk.caseRegister
  if (!catalogues) return 'worked'
  const keep = async (told: number, found: readonly CatalogueDifference[], unread?: CatalogueList['unread']) => {
    log({ job: 'portal', code: of, outcome: unread ?? 'catalogue-compared', count: found.length })
    await desk.syncLedger.keepCatalogue({
      day,
      of,
      at: desk.now(),
      told,
      ...keptRows(found),
      ...(unread && { unread }),
    })
  }
  const list = portalLists.find((name) => name === of)
  if (list) {
    const told = await catalogues.rows(list)
    if (told === 'too-long') await keep(0, [], told)
    else await keep(told.length, await differencesOf(desk, list, told))
    return 'worked'
  }
  const code = of.slice('procedure:'.length)
  const ours = (await desk.catalogue.procedures(dayOf(desk.now()))).find((one) => one.code === code)
  const told = ours && (await catalogues.procedure(code))
  // What the portal does not have at all the list of its procedures says.
  if (!ours || told === undefined) return 'worked'
  const found = told === 'too-long' ? [] : detailDifferences(told.told, ours)
  if (told === 'too-long') await keep(0, [], told)
  else if (found.length > 0) await keep(1, found)
  return 'worked'
}

async function differencesOf(desk: Needs, list: PortalListName, told: readonly ToldRow[]) {
  if (list === 'agencies')
    return agencyDifferences(told, (await directory(desk)).units.filter(isToday(desk)), desk.province)
  const ours = await desk.catalogue.procedures(dayOf(desk.now()))
  return list === 'fields' ? fieldDifferences(told, ours) : procedureDifferences(told, ours)
}

const isToday =
  (desk: Pick<Desk, 'now'>) =>
  ({ validFrom, validTo }: { validFrom: Day; validTo?: Day }) => {
    const today = dayOf(desk.now())
    return validFrom <= today && (validTo === undefined || today <= validTo)
  }

const lastDay = 'CATALOGUES-COMPARED'
/** After the dossiers' own comparison has begun: the day's tellings and those go first. */
const fromHour = '03:00'
/** A procedure that differed stays on the newest list until it is settled. */
const carriedDays = 7
/** Days in which each procedure is asked for once: some eighty of two thousand a night. */
const roundDays = 28

/**
 * Each night's rings: the three lists, a share of the procedures in force, and those that differed lately. Repeated after a crash, the queue
 * drops what it had, or compares it twice. Throws Outage; answers how many were rung, `undefined` before its hour.
 */
export async function ringCatalogues(
  desk: Pick<Desk, 'catalogue' | 'doorbells' | 'marks' | 'syncLedger' | 'now'>,
): Promise<number | undefined> {
  const at = desk.now()
  const day = dayOf(at)
  if (at.slice(11, 16) < fromHour) return undefined
  const done = await desk.marks.value(lastDay)
  if (done !== undefined && done >= day) return undefined
  const rung = new Set<CatalogueList['of']>(portalLists)
  for (const { code, state } of await desk.catalogue.procedures(day))
    if (state !== 'abolished' && isTurnOf(code, day, roundDays)) rung.add(`procedure:${code}`)
  for (let back = 1; back <= carriedDays; back += 1)
    for (const { of } of await desk.syncLedger.catalogueLists(addDays(day, -back))) rung.add(of)
  for (const of of rung) await desk.doorbells.ringCatalogue(of, day)
  await desk.marks.setValue(lastDay, day)
  return rung.size
}
