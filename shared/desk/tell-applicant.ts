import type { DossierEvent, DossierFile } from '../dossier/dossier.ts'
import { log } from '../log.ts'
import type { Message } from '../messages/messages.ts'
import type { Notice, NoticeChannel } from '../notices/notice.ts'
import { addressOf, noticesFor } from '../notices/plan-notices.ts'
import { isStale, sendableAt, templateOf } from '../notices/templates.ts'
import { writeNotice } from '../notices/write-notice.ts'
import { Outage } from '../outage.ts'
import type { Desk } from './desk.ts'
import { sendOnce } from './send-once.ts'

type Needs = Pick<Desk, 'dossiers' | 'marks' | 'notices' | 'messengers' | 'mail' | 'lookUpAddress' | 'now'>
type Outcome = { state: 'sent' | 'unknown' } | { state: 'refused' | 'given-up'; why: string }

const mostTries = 5

/**
 * Báo tin cho người nộp. Reads the history from the worker's place and writes down one notice for each event and channel,
 * then sends what may go now: a bell that comes late, twice or out of order finds them written. Throws Outage when a channel
 * is silent; the other channels have been used by then.
 */
export async function tellApplicant(
  desk: Needs,
  { dossier: id }: Extract<Message, { kind: 'doorbell' }>,
): Promise<'worked' | 'absent'> {
  const [file, from] = await Promise.all([desk.dossiers.load(id), desk.marks.cursor(id, 'notices')])
  if (!file) return 'absent'
  const events = await desk.dossiers.history(id, from)
  const wishes = events.length === 0 ? undefined : await desk.notices.wishes(file.dossier.ownerRef)
  for (const event of events)
    for (const notice of noticesFor(file, event, wishes, desk.now())) await desk.notices.keep(notice)
  const last = events.at(-1)
  if (last) await desk.marks.moveCursor(id, 'notices', last.n)
  await sendDue(desk, file)
  return 'worked'
}

async function sendDue(desk: Needs, file: DossierFile): Promise<void> {
  const silent = new Map<NoticeChannel, Outage>()
  for (const notice of await desk.notices.of(file.dossier.id)) {
    if (notice.ringAt === undefined || notice.sendAt > desk.now() || silent.has(notice.channel)) continue
    try {
      await sendOne(desk, file, notice)
    } catch (error) {
      if (!(error instanceof Outage)) throw error
      silent.set(notice.channel, error)
    }
  }
  for (const outage of silent.values()) throw outage
}

/** Claimed before it is sent: of two at once one sends, and what a crash left claimed is sent again under its own identity. */
async function sendOne(desk: Needs, file: DossierFile, notice: Notice): Promise<void> {
  const now = desk.now()
  const revision = notice.revision + 1
  if (isStale(notice.at, now)) return settle(desk, notice, { state: 'given-up', why: 'quá muộn để còn là tin' })
  const sendAt = sendableAt(notice.channel, now)
  if (sendAt > now) {
    await desk.notices.keep({ ...notice, state: 'waiting', sendAt, ringAt: sendAt, revision })
    return
  }
  const claimed: Notice = { ...notice, state: 'sending', tries: notice.tries + 1, revision }
  if (!(await desk.notices.keep(claimed))) return
  const event = await desk.dossiers.event(notice.dossier, notice.n)
  const to = addressOf(file.parties, notice.channel)
  if (!event || to === undefined) return settle(desk, claimed, { state: 'refused', why: 'không còn nơi nhận' })
  await settle(desk, claimed, await carry(desk, file, claimed, event, to))
}

async function carry(
  desk: Needs,
  file: DossierFile,
  notice: Notice,
  event: DossierEvent,
  to: string,
): Promise<Outcome> {
  const template = templateOf(notice.kind, notice.template)
  if (!template) return { state: 'refused', why: 'không có mẫu tin' }
  const { lookUpAddress } = desk
  const message = writeNotice(notice, template, file, { event, to, lookUpAddress })
  if (notice.channel === 'mail') {
    const name = `NOTICE#told#${notice.dossier}#${notice.n}`
    const { subject, text } = message
    return { state: (await sendOnce(desk, { name, to, subject, text })) === 'unknown' ? 'unknown' : 'sent' }
  }
  const said = await desk.messengers[notice.channel].send(message)
  return said === 'taken' ? { state: 'sent' } : { state: 'refused', why: said.refused }
}

/** Written over whatever moved meanwhile, except another outcome. */
async function settle(desk: Needs, notice: Notice, outcome: Outcome): Promise<void> {
  let found: Notice | undefined = notice
  for (let n = 0; n < mostTries && found?.ringAt !== undefined; n += 1) {
    const { ringAt: _, ...rest } = found
    const settled: Notice = { ...rest, ...outcome, settledAt: desk.now(), revision: found.revision + 1 }
    if (await desk.notices.keep(settled)) {
      log({ queue: 'notices', code: `${notice.kind}-${notice.channel}`, outcome: outcome.state })
      return
    }
    found = await desk.notices.notice(notice.dossier, notice.n, notice.channel)
  }
  if (found?.ringAt !== undefined) throw new Outage('the notices', new Error('others keep writing'))
}
