import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { movedItem } from '../../shared/aws/table/items.ts'
import { addDays, type Day, formatDay } from '../../shared/calendar/day.ts'
import { wordDigest } from '../../shared/desk/dossiers/enter-search-words.ts'
import { wordsOf } from '../../shared/dossier/people/search-words.ts'
import { dossierBooks, mailBooks } from './books.ts'
import type { Lab } from './lab.ts'
import { acceptOne, carryUntil, headOf, home, procedure, ringOnly } from './people.ts'
import { accepted, doorbell, recordsSince, type Story, transferred, withPart } from './story.ts'

const rung = ['transfers', 'search', 'sheets', 'portal'] as const

let daysTaken = 0
/** A day that no other story of this run is about. */
export function ownDay(): Day {
  daysTaken += 1
  return addDays('2031-01-01', daysTaken)
}

/** A morning's list for one agency; its notice waits on the queue. */
export async function overdueNotice(lab: Lab): Promise<Story> {
  const day = ownDay()
  const [dossier, code] = [`lab-${day}`, `H57.LAB-${day}`]
  const row = {
    ...{ dossier, code, procedure, procedureName: 'Thủ tục thử', room: `${home}/desk`, remaining: 'quá 1 giờ' },
    ...{ dueAt: `${day}T08:00:00+07:00`, clock: 'whole' as const },
  }
  await lab.world.reports.keep({ day, agency: home, at: lab.world.now(), overdue: [row], comingDue: [] })
  await lab.world.doorbells.ringNotice(home, day)
  return { books: () => mailBooks(lab, formatDay(day), [day]) }
}

/** Days declared after the fact moved a dossier of one agency. */
export async function movedNotice(lab: Lab): Promise<Story> {
  const { world } = lab
  const id = await acceptOne(world)
  await ringOnly(world, [id])
  const { code = id } = await headOf(world, id)
  const n = (await world.catalogue.declarationsNow()).length + 1
  const day = ownDay()
  await world.catalogue.declare({
    ...{ n, scope: home, days: [{ on: day, kind: 'off' }], seasons: [], source: `Công điện thử ${n}`, at: world.now() },
    ...{ by: { id: 'lab', unit: home }, key: `lab-${n}`, body: `lab-${n}` },
  })
  const moved = { declaration: n, agency: home, dossier: id, code, procedureName: 'Thủ tục thử', room: `${home}/desk` }
  const Item = movedItem({ ...moved, at: world.now(), moments: [] })
  await world.table.db.send(new PutCommand({ TableName: world.table.name, Item }))
  await world.doorbells.ringMoved(home, n)
  const books = async () => ({
    ...(await dossierBooks(lab, [id])),
    ...(await mailBooks(lab, code, [`#${home}#${n}"`])),
  })
  return { dossier: id, books }
}

/** A part that came for an agency waits for its digest, whose moment has come. */
export async function arrivalWaits(lab: Lab): Promise<Story> {
  const { world } = lab
  const kin = await transferred(lab)
  await ringOnly(world, kin, 'transfers')
  await lab.settle()
  const part = kin.at(-1) ?? kin[0]
  const [notice] = await world.agencyNotices.of(part)
  if (notice?.state !== 'waiting') throw new Error('nothing waits for a digest')
  const { agency, sendAt } = notice
  // By hand: the queue would take it for the ring of another story's part in the same digest.
  const sweep = () => lab.send('notices', `digest:${agency}`, { kind: 'digest', agency, sendAt })
  await sweep()
  const books = async () => {
    const { code = part } = await headOf(world, kin[0])
    const counts: Record<string, number> = { ...(await mailBooks(lab, code, [`#${agency}#${sendAt}#`])) }
    for (const { state } of await world.agencyNotices.of(part)) {
      counts['agency notices that were told of, or may have been'] = state === 'sent' || state === 'unknown' ? 1 : 0
      counts['!agency notices that wait'] = state === 'waiting' ? 1 : 0
    }
    return counts
  }
  return { dossier: kin[0], books, sweep }
}

/** Từ tìm kiếm: a dossier is to be found by each word of its people. */
export async function entered(lab: Lab): Promise<Story> {
  const story = await doorbell('search', accepted)(lab)
  const { world } = lab
  const months = { from: '2000-01', to: '2099-12' }
  const books = async () => {
    const file = await world.dossiers.load(story.dossier ?? '')
    const words = file ? wordsOf(file.parties) : []
    const found = await Promise.all(
      words.map((word) => world.searchWords.find(home, [wordDigest(world, word)], months, 200)),
    )
    const hits = found.filter(({ dossiers }) => dossiers.some((id) => id === story.dossier)).length
    return { ...(await story.books()), 'words it is found by': hits }
  }
  return { ...story, books }
}

/** The stream's records of a transfer. */
export async function streamed(lab: Lab): Promise<Story> {
  const id = await acceptOne(lab.world)
  await ringOnly(lab.world, [id])
  const records = await recordsSince(lab)
  await carryUntil(lab.world, id, 'transfer')
  const kin = await withPart(lab, id)
  return { dossier: id, event: await records(), books: () => dossierBooks(lab, kin, rung) }
}

/** Marks that the stream left for longer than it may. */
export async function swept(lab: Lab): Promise<Story> {
  const kin = await transferred(lab)
  lab.clock.move(3 * 60_000)
  return { dossier: kin[0], event: { time: lab.world.now() }, books: () => dossierBooks(lab, kin, rung) }
}

/** A message that was tried as often as it may be. */
export async function deadLetter(lab: Lab): Promise<Story> {
  const id = await acceptOne(lab.world)
  await ringOnly(lab.world, [id])
  await lab.sendDead('transfers', id, { kind: 'doorbell', dossier: id, n: 1 })
  return { dossier: id, event: { time: lab.world.now() }, books: () => dossierBooks(lab, [id]) }
}
