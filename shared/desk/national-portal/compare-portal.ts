import { addDays, type Day, dayOf, type Instant, toDate } from '../../calendar/day.ts'
import {
  differenceOf,
  hasItsTurn,
  isOpenThere,
  mendsItself,
  type SyncDifference,
} from '../../dossier/history/sync-difference.ts'
import { owedAnew, owedLinks, receptionOf } from '../../dossier/history/sync-line.ts'
import { log } from '../../log.ts'
import type { Message } from '../../messages/messages.ts'
import { abreast } from '../carrying-on/abreast.ts'
import type { Desk } from '../desk.ts'
import { changeLine } from './sync-lines.ts'

type Needs = Pick<Desk, 'dossiers' | 'syncLedger' | 'caseRegister' | 'doorbells' | 'fileLinks' | 'now'>

/**
 * Đối chiếu (`TraCuuHoSo`). Holds what the portal shows of a dossier against ours. A difference goes on the list of that
 * day; what the portal lost or never heard is sent again, what it claims beyond us is left for people. Links to files that soon run out are
 * told anew while the dossier is open. Throws Outage.
 */
export async function comparePortal(
  desk: Needs,
  { dossier: id, day }: Extract<Message, { kind: 'compare' }>,
): Promise<'worked' | 'absent'> {
  const { lookUp } = desk.caseRegister
  const [whole, line] = await Promise.all([desk.dossiers.whole(id), desk.syncLedger.line(id)])
  if (!whole) return 'absent'
  const { history } = whole
  const { dossier } = whole.file
  if (!lookUp || dossier.code === undefined || dossier.parent !== undefined) return 'worked'
  const there = await lookUp(dossier.code)
  const kind = differenceOf({ dossier, history, line, at: desk.now() }, there)
  // A reason of its own: the ring of the event itself may have been a moment ago, and the queue would drop this one for it.
  const ring = () => desk.doorbells.ring('portal', id, dossier.version, `compared:${day}`)
  if (!kind) {
    const toldAt = isOpenThere(dossier) ? line?.acknowledged?.at : undefined
    const renews = toldAt !== undefined && desk.fileLinks.runsOut(dayOf(toldAt), dayOf(desk.now()))
    if (renews) await changeLine(desk, id, (now) => owedLinks(now, dossier.version, desk.now()))
    // Whoever put it down as owed may have ended before it rang.
    if (renews || line?.unsentSince !== undefined) await ring()
    return 'worked'
  }
  const sentAgain = mendsItself(kind)
  const row: SyncDifference = {
    day,
    dossier: id,
    code: dossier.code,
    kind,
    ours: dossier.status,
    theirs: there?.statusCode ?? '',
    ...(line?.unsentSince && { unsentSince: line.unsentSince }),
    at: desk.now(),
    sentAgain,
  }
  await desk.syncLedger.keepDifference(row)
  log({ job: 'portal', code: dossier.code, outcome: `difference-${kind}` })
  if (!sentAgain) return 'worked'
  const reception = receptionOf(dossier, history)
  await changeLine(desk, id, (now) => owedAnew(now, dossier.version, desk.now()), { reception })
  await ring()
  return 'worked'
}

const lastDay = 'PORTAL-COMPARED'
/** From this hour on, when the day's work is done and the portal's as well. */
const fromHour = '02:00'

/** What stood on a list of the last days is compared again, so that it stays on the newest one until it is settled. */
const carriedDays = 7

/** How far a day's walk over all dossiers has come, where a run was cut off: the day, and how many were walked. */
const lastPlace = 'PORTAL-COMPARED-PLACE'

/**
 * Each day's rings: every dossier that moved since the day before last is compared once, as is whatever differed lately or is
 * still untold, and of all that is open a share. A run whose time is over leaves its place to the next one, which may meet a few once
 * more. Repeated after a crash, the queue drops what it had, or compares it twice. Throws Outage; answers how many were rung,
 * `undefined` before its hour and while the day is not done.
 */
export async function ringComparisons(
  desk: Pick<Desk, 'dossiers' | 'doorbells' | 'marks' | 'syncLedger' | 'now'>,
  until: Instant,
): Promise<number | undefined> {
  const at = desk.now()
  const day = dayOf(at)
  if (at.slice(11, 16) < fromHour) return undefined
  const done = await desk.marks.value(lastDay)
  if (done !== undefined && done >= day) return undefined
  const rung = new Set<string>()
  const ring = async (ids: readonly string[]) => {
    const fresh = [...new Set(ids)].filter((id) => !rung.has(id))
    for (const id of fresh) rung.add(id)
    await abreast(fresh, (id) => desk.doorbells.ringCompare(id, day))
  }
  const walked = await walkedOn(desk, day)
  if (walked === 0) {
    for (let back = 1; back <= carriedDays; back += 1)
      await ring((await desk.syncLedger.differences(addDays(day, -back))).map(({ dossier }) => dossier))
    for await (const ids of unsentIds(desk)) await ring(ids)
  }
  const since = done === undefined ? '' : beforeOf(done)
  let count = 0
  let page: string[] = []
  for await (const head of desk.dossiers.movedSince('')) {
    count += 1
    if (count <= walked || head.code === undefined || head.parent !== undefined) continue
    if (head.updatedAt > since || hasItsTurn(head, day)) page.push(head.id)
    if (page.length < mostAtOnce) continue
    await ring(page)
    page = []
    if (desk.now() >= until) {
      await desk.marks.setValue(lastPlace, `${day} ${count}`)
      return undefined
    }
  }
  await ring(page)
  await desk.marks.setValue(lastDay, day)
  return rung.size
}

const mostAtOnce = 160

async function walkedOn(desk: Pick<Desk, 'marks'>, day: Day): Promise<number> {
  const [of, count] = ((await desk.marks.value(lastPlace)) ?? '').split(' ')
  return of === day ? Number(count) : 0
}

async function* unsentIds({ syncLedger }: Pick<Desk, 'syncLedger'>): AsyncIterable<readonly string[]> {
  let after: string | undefined
  do {
    const page = await syncLedger.unsent(100, after)
    yield page.rows.map(({ dossier }) => dossier)
    after = page.next
  } while (after !== undefined)
}

const beforeOf = (day: Day) => `${addDays(day, -1)}T00:00:00+07:00`

/** Seconds for which the oldest untold event has been waiting; 0 while the portal knows all. Throws Outage. */
export async function oldestUnsentSeconds(desk: Pick<Desk, 'syncLedger' | 'now'>): Promise<number> {
  const [oldest] = (await desk.syncLedger.unsent(1)).rows
  if (oldest?.unsentSince === undefined) return 0
  return Math.max(0, Math.floor((toDate(desk.now()).getTime() - toDate(oldest.unsentSince).getTime()) / 1000))
}
