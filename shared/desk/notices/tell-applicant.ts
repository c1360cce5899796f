import { agencyOf, type Unit } from '../../agencies/unit.ts'
import type { DossierEvent, DossierFile } from '../../dossier/dossier.ts'
import { noticeOf } from '../../dossier/history/told-of.ts'
import { log } from '../../log.ts'
import type { Message } from '../../messages/messages.ts'
import { digestOfMail, type Failing } from '../../notices/failing.ts'
import { addressOf, identityOf, type Notice, type NoticeChannel } from '../../notices/notice.ts'
import { isAboutMoney, overtakenBy } from '../../notices/overtaken.ts'
import { isSilentLong, noticesFor, ringAgainAt } from '../../notices/plan-notices.ts'
import { isStale, sendableAt, templateOf } from '../../notices/templates.ts'
import { invitesTo, writeNotice } from '../../notices/write-notice.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'
import { surveySecret } from '../dossiers/look-up.ts'
import { directory } from '../surroundings.ts'
import { askReport, reportOn } from './ask-report-of-message.ts'
import { failingMail } from './failing-mail.ts'
import { sendOnce, wasBegun } from './send-once.ts'
import { tellOtherwise } from './tell-otherwise.ts'
import { wishedOtherwise } from './wished-otherwise.ts'

type Needs = Pick<
  Desk,
  'dossiers' | 'marks' | 'notices' | 'messengers' | 'mail' | 'digests' | 'catalogue' | 'lookUpAddress' | 'now'
> & { surveys: Pick<Desk['surveys'], 'ofDossier'> }
type Outcome =
  | { state: 'sent' | 'unknown'; reference?: string; to?: string }
  | { state: 'refused' | 'given-up' | 'overtaken'; why: string }
/** What one run has at hand: the dossier, what happened since the worker's place, and the notices it wrote and claimed itself. */
interface Run {
  file: DossierFile
  events: readonly DossierEvent[]
  claimed: ReadonlySet<string>
}

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
  // What was written after the dossier was read has a bell of its own.
  const events = (await desk.dossiers.history(id, from)).filter(({ n }) => n <= file.dossier.version)
  const wishes = events.length === 0 ? undefined : await desk.notices.wishes(file.dossier.ownerRef)
  const claimed = new Set<string>()
  const failing = events.some((event) => noticeOf(event, file.dossier)) && (await failingMail(desk, file.parties))
  for (const event of events) {
    if (noticeOf(event, file.dossier) === 'survey-offered' && (await isInvited(desk, file))) continue
    for (const notice of withoutFailing(noticesFor(file, event, wishes, desk.now()), failing || undefined)) {
      if (notice.state === 'refused') await tellOtherwise(desk, file, notice)
      if ((await desk.notices.keep(notice)) && notice.state === 'sending') claimed.add(identityOf(notice))
    }
  }
  const last = events.at(-1)
  if (last) await desk.marks.moveCursor(id, 'notices', last.n)
  await sendDue(desk, { file, events, claimed })
  return 'worked'
}

/** The mail that told of the result has asked for the survey too: no message is sent for that alone. */
async function isInvited({ notices }: Needs, { dossier }: DossierFile): Promise<boolean> {
  const told = await notices.of(dossier.id)
  return told.some(
    ({ kind, channel, state, template }) =>
      kind === 'result-ready' &&
      channel === 'mail' &&
      (state === 'sent' || state === 'delivered') &&
      invitesTo(dossier, templateOf(kind, template)),
  )
}

/** To an address that fails nothing is sent, for each mail that comes back counts against the sender; the other channels go first. */
function withoutFailing(planned: readonly Notice[], failing: Failing | undefined): readonly Notice[] {
  if (!failing) return planned
  const { why } = failing
  const mails = planned.filter(({ channel }) => channel === 'mail')
  const notSent = mails.map(({ ringAt: _, ...notice }): Notice => {
    return { ...notice, state: 'refused', why, tries: 0, settledAt: notice.sendAt }
  })
  return [...planned.filter(({ channel }) => channel !== 'mail'), ...notSent]
}

/** Sends and asks after what is due. `claimed` were written by this very run; all others are claimed before they are sent. */
async function sendDue(desk: Needs, run: Run): Promise<void> {
  const { file } = run
  const silent = new Map<NoticeChannel, Outage>()
  const all = await desk.notices.of(file.dossier.id)
  let beside = all
  for (const notice of all) {
    if (notice.ringAt === undefined && !isUnsettled(notice)) continue
    if (await letGo(desk, run, notice, beside)) {
      // What this run has let go went to nobody: a later notice may rest on its having gone.
      beside = beside.map((one) => (one === notice ? { ...one, state: 'overtaken' } : one))
      continue
    }
    if (silent.has(notice.channel) || notice.sendAt > desk.now()) continue
    try {
      if (notice.state === 'sent') await askReport(desk, file, notice)
      else if (isClaimed(run, notice)) await sendClaimed(desk, run, notice)
      else await sendOne(desk, run, notice)
    } catch (error) {
      // Whatever is wrong with one channel, a missing key too, keeps nothing from the others, and is thrown at the end.
      silent.set(notice.channel, error instanceof Outage ? error : new Outage(notice.channel, error))
    }
  }
  if (silent.size > 0) {
    await passSilence(desk, file, silent)
    await ringLater(desk, file.dossier.id, silent)
  }
  for (const outage of silent.values()) throw outage
}

const isClaimed = ({ claimed }: Run, notice: Notice) => notice.revision === 1 && claimed.has(identityOf(notice))

/**
 * Tin hết đúng. What is true no more, is said anew by a later notice or wished otherwise by now is told of no more; answers whether it
 * was so. A mail that may have gone already is left to the sender, who knows whether it did; of a message that may have, its outcome says so.
 */
async function letGo(desk: Needs, run: Run, notice: Notice, all: readonly Notice[]): Promise<boolean> {
  if (!isUnsettled(notice)) return false
  const { file } = run
  const event = isAboutMoney(notice.kind) ? await eventOf(desk, run, notice.n) : undefined
  const untrue =
    overtakenBy(notice, file, event, all) ??
    (await answeredMeanwhile(desk, run, notice)) ??
    (isClaimed(run, notice) ? undefined : await wishedOtherwise(desk, file, notice, all))
  if (untrue === undefined) return false
  const mayHaveGone = notice.state === 'sending' && !isClaimed(run, notice)
  if (mayHaveGone && notice.channel === 'mail' && (await wasBegun(desk, mailName(notice)))) return false
  const why = mayHaveGone && notice.channel !== 'mail' ? `${untrue}; lần gửi trước có thể đã đi` : untrue
  await settle(desk, file, notice, { state: 'overtaken', why })
  return true
}

/** An invitation that waited is looked at once more: who has answered is not invited. */
async function answeredMeanwhile(desk: Needs, run: Run, notice: Notice): Promise<string | undefined> {
  if (notice.kind !== 'survey-offered' || isClaimed(run, notice)) return undefined
  return (await desk.surveys.ofDossier(notice.dossier)) && 'đã trả lời khảo sát'
}

async function eventOf(desk: Needs, { file, events }: Run, n: number): Promise<DossierEvent | undefined> {
  return events.find((event) => event.n === n) ?? (await desk.dossiers.event(file.dossier.id, n))
}

/** A channel that has been silent for hours may be so until its news is none: what must be told goes on the next one meanwhile. */
async function passSilence(desk: Needs, file: DossierFile, silent: ReadonlyMap<NoticeChannel, Outage>): Promise<void> {
  for (const notice of await desk.notices.of(file.dossier.id))
    if (silent.has(notice.channel) && isUnsettled(notice) && isSilentLong(notice.sendAt, desk.now()))
      await tellOtherwise(desk, file, notice)
}

/** Where a channel was silent, its notices are rung for again when the message that should carry them is no more. */
async function ringLater(
  { notices, now }: Needs,
  id: string,
  silent: ReadonlyMap<NoticeChannel, Outage>,
): Promise<void> {
  for (const notice of await notices.of(id)) {
    if (notice.ringAt !== undefined || !silent.has(notice.channel) || !isUnsettled(notice)) continue
    await notices.keep({ ...notice, ringAt: ringAgainAt(now()), revision: notice.revision + 1 })
  }
}

/** Claimed before it is sent: of two at once one sends, and what a crash left claimed is sent again under its own identity. */
async function sendOne(desk: Needs, run: Run, notice: Notice): Promise<void> {
  const now = desk.now()
  const revision = notice.revision + 1
  if (isStale(notice.at, now))
    return settle(desk, run.file, notice, { state: 'given-up', why: 'quá muộn để còn là tin' })
  const sendAt = sendableAt(notice.channel, now)
  if (sendAt > now) {
    await desk.notices.keep({ ...notice, state: 'waiting', sendAt, ringAt: sendAt, revision })
    return
  }
  const claimed: Notice = { ...notice, state: 'sending', tries: notice.tries + 1, revision }
  if (await desk.notices.keep(claimed)) await sendClaimed(desk, run, claimed)
}

async function sendClaimed(desk: Needs, run: Run, claimed: Notice): Promise<void> {
  const { file } = run
  const event = await eventOf(desk, run, claimed.n)
  const to = addressOf(file.parties, claimed.channel)
  if (!event || to === undefined) return settle(desk, file, claimed, { state: 'refused', why: 'không còn nơi nhận' })
  await settle(desk, file, claimed, await carry(desk, file, claimed, event, to))
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
  const secret = surveySecret(desk.digests, notice.dossier)
  const office = notice.channel === 'mail' ? await officeOf(desk, file) : undefined
  const message = writeNotice(notice, template, file, { event, to, lookUpAddress, office, surveySecret: secret })
  if (notice.channel === 'mail') {
    const { subject, text, identity } = message
    const told = await sendOnce(desk, { name: mailName(notice), to, subject, text, notice: identity })
    return { state: told === 'unknown' ? 'unknown' : 'sent', to: digestOfMail(desk.digests, to) }
  }
  const said = await desk.messengers[notice.channel].send(message)
  if (said === 'taken') return { state: 'sent' }
  return 'reference' in said ? { state: 'sent', ...said } : { state: 'refused', why: said.refused }
}

/** Where the dossier was received, or who took over from there. */
async function officeOf(desk: Needs, { dossier }: DossierFile): Promise<Unit | undefined> {
  const units = await directory(desk)
  return units.unit(units.heirOf(agencyOf(dossier.receivingUnit), dossier.procedure))
}

const mailName = ({ dossier, n }: Notice) => `NOTICE#told#${dossier}#${n}`

/** Written over whatever moved meanwhile, except another outcome. */
async function settle(desk: Needs, file: DossierFile, notice: Notice, outcome: Outcome): Promise<void> {
  // Before the outcome is written: after a crash in between, the other channel is there already.
  if (outcome.state === 'refused' || outcome.state === 'unknown') await tellOtherwise(desk, file, notice)
  let found: Notice | undefined = notice
  for (let n = 0; n < mostTries && isUnsettled(found); n += 1) {
    const { ringAt: _, ...rest } = found
    const settled: Notice = {
      ...rest,
      ...outcome,
      ...reportOn(desk, notice, outcome),
      settledAt: desk.now(),
      revision: found.revision + 1,
    }
    if (await desk.notices.keep(settled)) {
      log({ queue: 'notices', code: `${notice.kind}-${notice.channel}`, outcome: outcome.state })
      return
    }
    found = await desk.notices.notice(notice.dossier, notice.n, notice.channel)
  }
  if (isUnsettled(found)) throw new Outage('the notices', new Error('others keep writing'))
}

function isUnsettled(notice: Notice | undefined): notice is Notice {
  return notice?.state === 'waiting' || notice?.state === 'sending'
}
