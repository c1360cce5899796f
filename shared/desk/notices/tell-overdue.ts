import type { UnitId } from '../../agencies/unit.ts'
import { type Day, instantOn } from '../../calendar/day.ts'
import { inTurn } from '../../in-turn.ts'
import { log } from '../../log.ts'
import { isStale } from '../../notices/templates.ts'
import type { Desk } from '../desk.ts'
import { sendDigests } from './send-digests.ts'
import { sendEscalations } from './send-escalations.ts'
import { sendNotice, type Told } from './send-notice.ts'

type Needs = Pick<Desk, 'marks' | 'reports' | 'catalogue' | 'mail' | 'doorbells' | 'now' | 'province'>

/**
 * Báo hồ sơ quá hạn of a day: the agency's own list first, then each officer's own, then whom its levels tell; each remembers by itself
 * what it has sent, and what one of them could not send keeps nothing from the next. A list of days ago is none any more: later
 * mornings have told what is still so. Throws Outage.
 */
export async function tellOverdue(desk: Needs, agency: UnitId, day: Day): Promise<Told> {
  if (isStale(instantOn(day, 0), desk.now())) {
    log({ queue: 'notices', code: `${agency} ${day}`, outcome: 'given-up' })
    return 'nothing'
  }
  let sent: Told = 'nothing'
  await inTurn(
    async () => {
      sent = await sendNotice(desk, agency, day)
    },
    () => sendDigests(desk, agency, day),
    () => sendEscalations(desk, agency, day),
  )
  return sent
}
