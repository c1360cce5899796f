import { type Instant, parseInstant, toDate } from '../../calendar/day.ts'
import { mailboxTag } from '../../notices/mailbox.ts'
import { NotTaken, Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'

type Needs = Pick<Desk, 'marks' | 'mail' | 'now'>

export interface OneMail {
  /** Its mark, and what it is told about: the same name is the same mail, however often it is asked for. */
  name: string
  to: string
  subject: string
  text: string
  /** The notice it carries, by its identity: the carrier tells what became of it. */
  notice?: string
  /** Whose mailbox it goes to, an agency's or an officer's by their id: where it fails, administrators are told. */
  box?: string
}

/** Longer than any worker has for one message, and shorter than a message stays away: who claimed before that is no more. */
const claimMs = 5 * 60_000

/** What stands under the name of a mail that has gone and whose lines are all settled: it carries nothing more. */
export const settled = 'done'

/** What became of a mail, and what was kept with it by whoever claimed to send it. */
export interface Sent {
  told: 'sent' | 'sent-before' | 'unknown'
  carries: string
}

/**
 * Một thư, một lần. A mail carrier knows no order numbers, so that a mail sent again is a second one: whoever sends says so
 * before. Found claimed and not told to have gone, by somebody who is no more, nobody knows whether it went: it is kept as
 * `unknown` and set aside, to be looked at, and is not sent again by itself. Throws Outage while another has it in hand, and
 * when the carrier did not take it.
 */
export async function sendOnce(desk: Needs, mail: OneMail): Promise<Sent['told']> {
  return (await sendCarrying(desk, { ...mail, carries: '' })).told
}

/** As `sendOnce`; what it carries, several lines, is kept with the very claim: whoever comes later learns what the one that went has told. */
export async function sendCarrying(desk: Needs, mail: OneMail & { carries: string }): Promise<Sent> {
  const { name: mark, carries } = mail
  const kept = (word: string) => (carries === '' ? word : `${word}\n${carries}`)
  const claim = kept(`sending ${desk.now()}`)
  for (let from: string | undefined; !(await desk.marks.swapValue(mark, from, claim)); ) {
    from = await desk.marks.value(mark)
    const before = await becameFrom(desk, mail, from)
    if (before) return before
  }
  try {
    const tag = mail.notice ?? (mail.box === undefined ? undefined : mailboxTag(mail.box))
    await desk.mail.send(mail.to, mail.subject, mail.text, tag)
  } catch (error) {
    // The carrier itself said that it has not taken it; after silence nobody knows.
    if (!(error instanceof Outage) || error instanceof NotTaken) await desk.marks.swapValue(mark, claim, 'not-taken')
    throw error
  }
  await desk.marks.setValue(mark, kept('sent'))
  return { told: 'sent', carries }
}

/** What became of a mail by what stands under its name; `undefined` while none was begun, or the carrier did not take it. Throws Outage while another has it in hand. */
export async function becameFrom(
  desk: Needs,
  mail: Pick<OneMail, 'name' | 'subject'>,
  found: string | undefined,
): Promise<Sent | undefined> {
  const [word = '', ...lines] = (found ?? '').split('\n')
  const carries = lines.join('\n')
  if (word === 'sent' || word === settled) return { told: 'sent-before', carries }
  if (word === 'unknown') return { told: 'unknown', carries }
  if (found === undefined || !word.startsWith('sending ')) return undefined
  return { told: await leftBehind(desk, mail, found, word), carries }
}

/** Whether a mail of that name has gone, or may have: whoever has it in hand, or `sendOnce`, knows what became of it. */
export async function wasBegun(desk: Pick<Needs, 'marks'>, name: string): Promise<boolean> {
  const found = await desk.marks.value(name)
  return found !== undefined && found !== 'not-taken'
}

async function leftBehind(
  desk: Needs,
  { name, subject }: Pick<OneMail, 'name' | 'subject'>,
  found: string,
  word: string,
): Promise<'unknown' | 'sent-before'> {
  const since: Instant = parseInstant(word.slice('sending '.length)) ?? desk.now()
  if (toDate(desk.now()).getTime() - toDate(since).getTime() < claimMs)
    throw new Outage('the mail', new Error('another has it in hand'))
  // Set aside first: a crash in between sets it aside once more, under the same moment, which is once.
  await desk.marks.setAside({
    id: name.replaceAll('#', ':'),
    queue: 'mails',
    body: JSON.stringify({ name, subject }),
    reason: 'không biết thư đã đi hay chưa',
    at: since,
  })
  if (!(await desk.marks.swapValue(name, found, `unknown${found.slice(word.length)}`))) {
    return (await desk.marks.value(name))?.split('\n')[0] === 'sent' ? 'sent-before' : 'unknown'
  }
  return 'unknown'
}
