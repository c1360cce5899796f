import { headItem } from '../../shared/aws/table/items.ts'
import { writeOne } from '../../shared/aws/table/table.ts'
import { addDays, dayOf, instantOf } from '../../shared/calendar/day.ts'
import { portalLists } from '../../shared/catalogue/portal-lists.ts'
import { accountableAgency } from '../../shared/dossier/accountable.ts'
import { dossierBooks } from './books.ts'
import type { Lab } from './lab.ts'
import { acceptOne, carryUntil, headOf, ringOnly } from './people.ts'
import { accepted, doorbell, type Story } from './story.ts'

/** The portal knows of a dossier, and is to be asked what it shows. */
export async function compared(lab: Lab): Promise<Story> {
  const { world } = lab
  const story = await doorbell('portal', accepted)(lab)
  await lab.settle()
  await world.doorbells.ringCompare(story.dossier ?? '', dayOf(world.now()))
  return story
}

/** Decided in its time, and the portal learns of it when that is over. */
export async function toldTooLate(lab: Lab): Promise<Story> {
  const { world, clock } = lab
  const id = await acceptOne(world)
  await carryUntil(world, id, 'processed')
  // Due a minute after it was decided, so that nobody else's days go by.
  const head = { ...(await headOf(world, id)), dueAt: instantOf(new Date(clock.now() + 60_000)) }
  await writeOne(world.table, headItem(head))
  clock.move(120_000)
  await ringOnly(world, [id], 'portal')
  const ended = dayOf(head.finishedAt ?? '')
  const books = async () => {
    let rows = 0
    for await (const { dossier } of world.syncLedger.lateThere(accountableAgency(head), ended, ended))
      if (dossier === id) rows += 1
    return { ...(await dossierBooks(lab, [id], ['portal'])), 'late at the portal alone': rows }
  }
  return { dossier: id, books }
}

/** The portal has lost what it said it took. */
export async function lostThere(lab: Lab): Promise<Story> {
  const { world } = lab
  const story = await doorbell('portal', accepted)(lab)
  await lab.settle()
  const { code } = await headOf(world, story.dossier ?? '')
  await lab.tell('portals', '/_control/forget', { code })
  await world.doorbells.ringCompare(story.dossier ?? '', dayOf(world.now()))
  return story
}

/** The hour at which the day's comparisons are rung. */
export async function comparisonHour(lab: Lab): Promise<Story> {
  const { world, clock } = lab
  const kin = await accepted(lab)
  await ringOnly(world, kin, 'portal')
  await lab.settle()
  const hour = Number(world.now().slice(11, 13))
  if (hour < 3) clock.move((3 - hour) * 3_600_000)
  // The catalogues' own rings are tried by their worker.
  await world.marks.setValue('CATALOGUES-COMPARED', addDays(dayOf(world.now()), 1))
  await world.marks.setValue('PORTAL-COMPARED', addDays(dayOf(world.now()), -1))
  return { dossier: kin[0], event: { time: world.now() }, books: () => dossierBooks(lab, kin) }
}

/** Danh mục: the portal is asked for a whole list, and for one procedure that it tells otherwise. */
export async function cataloguesCompared(lab: Lab): Promise<Story> {
  const { world } = lab
  const since = world.now()
  const day = dayOf(since)
  // By hand: the queue would take them for the rings of another story of the same day.
  for (const list of ['procedures', 'procedure:1.001193'])
    await lab.send('portal', `catalogue:${list}`, { kind: 'catalogue', of: list, day })
  const books = async () => {
    const lists = (await world.syncLedger.catalogueLists(day)).filter(({ at }) => at >= since)
    return Object.fromEntries(lists.map(({ of, rows }) => [`differences of ${of}`, rows.length]))
  }
  return { books }
}

/** The hour at which the catalogues' comparison is rung: the lists, and last a procedure that differed the day before. */
export async function catalogueHour(lab: Lab): Promise<Story> {
  const { world, clock } = lab
  // A day of its own: the queue would take its rings for those of another story.
  clock.move(24 * 3_600_000)
  const hour = Number(world.now().slice(11, 13))
  if (hour < 3) clock.move((3 - hour) * 3_600_000)
  const day = dayOf(world.now())
  const [of, before] = ['procedure:1.001193', addDays(day, -1)] as const
  await world.syncLedger.keepCatalogue({ day: before, of, at: world.now(), told: 1, rows: [] })
  // The dossiers' own rings are tried by their scene.
  await world.marks.setValue('PORTAL-COMPARED', addDays(day, 1))
  await world.marks.setValue('CATALOGUES-COMPARED', before)
  const books = async () => {
    const lists = (await world.syncLedger.catalogueLists(day)).filter(
      (list) => list.of === of || portalLists.some((one) => one === list.of),
    )
    const done = (await world.marks.value('CATALOGUES-COMPARED')) === day
    const rows = lists.map((list) => [`differences of ${list.of}`, list.rows.length] as const)
    return { ...Object.fromEntries(rows), lists: lists.length, 'nights done': done ? 1 : 0 }
  }
  return { event: { time: world.now() }, books }
}
