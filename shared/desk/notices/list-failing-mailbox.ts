import { dayOf, instantOn } from '../../calendar/day.ts'
import { log } from '../../log.ts'
import { digestOfMail, failingSeconds, readFailing, writeFailing } from '../../notices/failing.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

type Needs = Pick<Desk, 'marks' | 'catalogue' | 'digests' | 'now'>

/**
 * Hộp thư hỏng của cơ quan, cán bộ. An address of our own that fails for good is listed for administrators, once in thirty days while it stands
 * in the directory; what is written there goes on being sent, for the office's mails are few and the box may be opened again. Throws Outage.
 */
export async function listFailingMailbox(desk: Needs, owner: string, why: string): Promise<'worked' | 'absent'> {
  const units = await directory(desk)
  const unit = units.unit(owner)
  const holder = unit ?? units.officer(owner)
  if (!holder) return 'absent'
  if (holder.email === undefined) return 'worked'
  const name = `FAILING-MAILBOX#${owner}#${digestOfMail(desk.digests, holder.email)}`
  const found = await desk.marks.value(name)
  if (readFailing(found, desk.now())) return 'worked'
  const whose = unit ? `${unit.name} (${owner})` : `cán bộ ${owner}`
  // Set aside first, under its day: told twice, or after a crash in between, it is listed once.
  await desk.marks.setAside({
    id: owner.replaceAll('#', ':'),
    queue: 'mailboxes',
    body: JSON.stringify({ mailbox: owner }),
    reason: `hộp thư của ${whose}: ${why}`,
    at: instantOn(dayOf(desk.now()), 0),
  })
  await desk.marks.swapValue(name, found, writeFailing({ since: desk.now(), why }), failingSeconds)
  log({ queue: 'notices', code: owner, outcome: 'failing-mailbox' })
  return 'worked'
}
