import { toDate } from '../../calendar/day.ts'
import { ringAgainAt } from '../../notices/plan-notices.ts'
import type { Desk } from '../desk.ts'

const page = 100
const runMs = 30_000

/**
 * Rings for notices that waited for the morning, and for those whose message is no more; for at most half a minute. Each is
 * put off before the next is looked at, so that a silent carrier is not rung for at every sweep. Answers how many were rung.
 */
export async function ringNotices(desk: Pick<Desk, 'notices' | 'doorbells' | 'now'>): Promise<number> {
  const startedMs = toDate(desk.now()).getTime()
  const seen = new Set<string>()
  while (toDate(desk.now()).getTime() - startedMs < runMs) {
    const found = await desk.notices.toRing(desk.now(), page + seen.size)
    const fresh = found.filter(({ dossier, n, channel }) => !seen.has(`${dossier}#${n}#${channel}`))
    if (fresh.length === 0) break
    for (const { dossier, n, channel } of fresh) {
      seen.add(`${dossier}#${n}#${channel}`)
      const notice = await desk.notices.notice(dossier, n, channel)
      if (notice?.ringAt === undefined || notice.ringAt > desk.now()) continue
      // Put off before it is rung for: the worker it wakes must find the revision it will claim.
      const putOff = { ...notice, ringAt: ringAgainAt(desk.now()), revision: notice.revision + 1 }
      if (await desk.notices.keep(putOff)) await desk.doorbells.ring('notices', dossier, n, `due-${channel}`)
    }
  }
  return seen.size
}
