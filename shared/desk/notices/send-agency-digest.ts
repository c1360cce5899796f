import type { Directory } from '../../agencies/directory.ts'
import { formatInstant, type Instant } from '../../calendar/day.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { log } from '../../log.ts'
import { type AgencyNewsAct, agencyNews } from '../../notices/agency-news.ts'
import type { AgencyNotice, Digest } from '../../notices/agency-notice.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'
import type { Told } from './send-notice.ts'
import { becameFrom, type Sent, sendCarrying, settled } from './send-once.ts'
import { letterOf } from './tell-agency.ts'

type Needs = Pick<Desk, 'marks' | 'mail' | 'agencyNotices' | 'dossiers' | 'catalogue' | 'now'>
interface Line {
  notice: AgencyNotice
  dossier: Dossier
}

/** A mail stays readable; what is more goes in the next one. */
const mostLines = 100

/**
 * Thư tổng hợp của cơ quan: one mail with all that came for an agency since its last digest; a hundred to a mail. What a mail holds is
 * kept with the claim to send it, so that a run that was cut off settles exactly what was told. What is so no more is left out, and kept
 * as overtaken; what waits for an agency that has ended goes over to its heir's digest of that moment. Rung again, or late, it sends what joined after it. Throws Outage.
 */
export async function sendAgencyDigest(desk: Needs, digest: Digest): Promise<Told> {
  let last: Told = 'nothing'
  for (let n = 0; ; n += 1) {
    const name = `NOTICE#arrivals#${digest.agency}#${digest.sendAt}#${n}`
    const found = await desk.marks.value(name)
    if (found === settled) continue
    const mail = { name, subject: subjectOf(digest.sendAt) }
    const sent = (await becameFrom(desk, mail, found)) ?? (await sendFresh(desk, digest, name))
    if (!sent) return last
    await settleAll(desk, sent)
    await desk.marks.setValue(name, settled)
    last = sent.told
  }
}

const subjectOf = (sendAt: Instant) => `Hồ sơ, văn bản và tin mới lúc ${formatInstant(sendAt)}`

/** Answers nothing when there is nothing left to tell. */
async function sendFresh(desk: Needs, { agency, sendAt }: Digest, name: string): Promise<Sent | undefined> {
  const units = await directory(desk)
  const email = units.unit(agency)?.email
  for (;;) {
    const waiting = await desk.agencyNotices.waitingFor({ agency, sendAt }, mostLines)
    if (waiting.length === 0) return undefined
    const found = await withDossiers(desk, waiting)
    const { own = [], heirs = [] } = Object.groupBy(found, ({ dossier }) =>
      units.heirOf(agency, dossier.procedure) === agency ? 'own' : 'heirs',
    )
    for (const { notice, dossier } of heirs)
      await desk.agencyNotices.settle({ ...notice, agency: units.heirOf(agency, dossier.procedure) })
    const lines = email === undefined ? [] : own.filter((line) => !isOver(line, units))
    const kept = new Set([...lines, ...heirs].map(({ notice }) => notice))
    for (const notice of waiting.filter((one) => !kept.has(one)))
      await settle(desk, notice, email === undefined ? 'no-address' : 'overtaken')
    if (email === undefined) log({ queue: 'notices', code: agency, outcome: 'no-address', count: waiting.length })
    if (email === undefined || lines.length === 0) continue
    const carries = lines.map(({ notice }) => `${notice.dossier}#${notice.n}`).join('\n')
    return sendCarrying(desk, { name, to: email, box: agency, ...mailOf(lines, sendAt), carries })
  }
}

/** Each with its dossier as it is now. */
async function withDossiers({ dossiers }: Needs, waiting: readonly AgencyNotice[]): Promise<readonly Line[]> {
  const heads = await dossiers.heads([...new Set(waiting.map(({ dossier }) => dossier))])
  const byId = new Map(heads.map((head) => [head.id, head]))
  return waiting.flatMap((notice) => {
    const dossier = byId.get(notice.dossier)
    return dossier ? [{ notice, dossier }] : []
  })
}

/** Of an agency that has ended a dossier may lie there still: it is the heir's already. */
function isOver({ notice, dossier }: Line, units: Directory): boolean | undefined {
  const holder = units.heirRoomOf(dossier.holder, dossier.procedure)
  return agencyNews[notice.act].isOver?.({ ...dossier, holder }, notice.agency)
}

/** One alone reads as it would have at once; several by what they are. */
function mailOf(lines: readonly Line[], sendAt: Instant): { subject: string; text: string } {
  const [first] = lines
  if (first && lines.length === 1) return letterOf(first.notice.act, first.dossier)
  const groups = [...Map.groupBy(lines, ({ notice }) => notice.act)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    subject: `${subjectOf(sendAt)}: ${lines.length}`,
    text: [...groups.flatMap(([act, own]) => groupOf(act, own)), 'Danh sách đầy đủ ở mục Việc cần làm.'].join('\n'),
  }
}

function groupOf(act: AgencyNewsAct, lines: readonly Line[]): readonly string[] {
  const { subject, says } = agencyNews[act]
  const rows = lines.map(({ dossier }) => `- ${dossier.code ?? dossier.id}: ${dossier.procedureName}`)
  return [`${subject} (${lines.length})`, says, ...rows, '']
}

async function settleAll(desk: Needs, { told, carries }: Sent): Promise<void> {
  // Of a mail that another run has settled meanwhile nothing is left to settle.
  for (const line of carries === '' ? [] : carries.split('\n')) {
    const [dossier = '', n] = line.split('#')
    const notice = await desk.agencyNotices.notice(dossier, Number(n))
    if (notice?.state === 'waiting') await settle(desk, notice, told === 'unknown' ? 'unknown' : 'sent')
  }
}

function settle({ agencyNotices, now }: Needs, notice: AgencyNotice, state: AgencyNotice['state']): Promise<void> {
  return agencyNotices.settle({ ...notice, state, settledAt: now() })
}
