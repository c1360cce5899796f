import type { DossierFile } from '../../dossier/dossier.ts'
import { log } from '../../log.ts'
import type { Message } from '../../messages/messages.ts'
import { failingName, failingOf, failingSeconds, writeFailing } from '../../notices/failing.ts'
import { mailboxOwner } from '../../notices/mailbox.ts'
import { addressOf, type Notice, type NoticeState } from '../../notices/notice.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'
import { listFailingMailbox } from './list-failing-mailbox.ts'
import { type OtherwiseNeeds, tellOtherwise } from './tell-otherwise.ts'

type Needs = OtherwiseNeeds & Pick<Desk, 'dossiers' | 'catalogue'>
type MailOutcome = Extract<Message, { kind: 'mail-outcome' }>
interface Became {
  state: NoticeState
  why?: string
  /** Nothing more is sent to that address for a while. */
  fails?: true
}

const mostTries = 5

/** What counts over what, for events come twice and in any order: a mail that was delivered may still be sent back, never the reverse. */
const weight: Readonly<Partial<Record<NoticeState, number>>> = {
  delivered: 1,
  refused: 2,
  undelivered: 2,
  complained: 3,
}

function becameOf({ outcome, bounce }: MailOutcome): Became | undefined {
  if (outcome === 'Delivery') return { state: 'delivered' }
  if (outcome === 'Reject') return { state: 'refused', why: 'dịch vụ thư không gửi' }
  if (outcome === 'Complaint') return { state: 'complained', why: 'người nhận báo là thư rác', fails: true }
  return bounce === 'Permanent'
    ? { state: 'undelivered', why: 'địa chỉ thư không nhận được', fails: true }
    : { state: 'undelivered', why: 'hộp thư tạm thời không nhận' }
}

/**
 * Kết quả gửi thư: what the mail carrier told of one mail, kept with its notice. An address that fails for good is marked, and what the
 * law wants told goes by another channel; a mailbox of our own that fails is listed. Told twice, late or out of order it is settled once. Throws Outage.
 */
export async function settleMailOutcome(desk: Needs, message: MailOutcome): Promise<'worked' | 'absent'> {
  const became = becameOf(message)
  const owner = mailboxOwner(message.notice[0])
  if (owner !== undefined) return became?.fails ? listFailingMailbox(desk, owner, became.why ?? '') : 'worked'
  const place = placeOf(message.notice[0])
  const file = place && (await desk.dossiers.load(place.dossier))
  if (!place || !file || !became) return 'absent'
  for (let tried = 0; tried < mostTries; tried += 1) {
    const notice = await desk.notices.notice(place.dossier, place.n, 'mail')
    if (!notice) return 'absent'
    if (became.fails) await markFailing(desk, file, notice, became.why ?? '')
    // Before the outcome is written: after a crash in between, the other channel is there already.
    if (became.state === 'undelivered' || became.state === 'refused') await tellOtherwise(desk, file, notice)
    if ((weight[notice.state] ?? 0) >= (weight[became.state] ?? 0)) return 'worked'
    if (await desk.notices.keep(settled(notice, became, desk.now()))) {
      log({ queue: 'notices', code: `${notice.kind}-mail`, outcome: became.state })
      return 'worked'
    }
  }
  throw new Outage('the notices', new Error('others keep writing'))
}

function settled({ ringAt: _, ...notice }: Notice, { state, why }: Became, settledAt: string): Notice {
  return { ...notice, state, ...(why === undefined ? {} : { why }), settledAt, revision: notice.revision + 1 }
}

/** The address it went to; where nobody had time to write that down, the one that stands in the dossier. */
async function markFailing(desk: Needs, { parties }: DossierFile, { to }: Notice, why: string): Promise<void> {
  const address = addressOf(parties, 'mail')
  const name = to === undefined ? address && failingName(desk.digests, address) : failingOf(to)
  if (name === undefined) return
  const found = await desk.marks.value(name)
  await desk.marks.swapValue(name, found, writeFailing({ since: desk.now(), why }), failingSeconds)
}

/** As a notice is named to its carrier. */
function placeOf(identity: string | undefined): { dossier: string; n: number } | undefined {
  const [, dossier, n] = /^(.+)-(\d{1,6})-mail$/.exec(identity ?? '') ?? []
  return dossier === undefined ? undefined : { dossier, n: Number(n) }
}
