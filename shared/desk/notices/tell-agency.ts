import type { Directory } from '../../agencies/directory.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { dayOf, formatDay } from '../../calendar/day.ts'
import type { Dossier, DossierEvent } from '../../dossier/dossier.ts'
import { log } from '../../log.ts'
import { type AgencyNewsAct, agencyNews } from '../../notices/agency-news.ts'
import { digestAfter, isUrgent, timesOf } from '../../notices/digest-times.ts'
import type { Desk } from '../desk.ts'
import { calendars } from '../surroundings.ts'
import { sendOnce, wasBegun } from './send-once.ts'

type Needs = Pick<Desk, 'mail' | 'marks' | 'agencyNotices' | 'catalogue' | 'province' | 'now'>

/**
 * Báo cho cơ quan of one event: by a mail of its own, or with the agency's next digest where it may wait. Asked again it follows what
 * was begun first, whatever is urgent or wished by then: told once. Throws Outage.
 */
export async function tellAgency(
  desk: Needs,
  units: Directory,
  dossier: Dossier,
  event: DossierEvent & { act: AgencyNewsAct },
): Promise<void> {
  const news = agencyNews[event.act]
  // An agency that the event names may have ended since.
  const agency = units.unit(units.heirOf(news.to(dossier, event), dossier.procedure))
  const code = dossier.code ?? dossier.id
  if (!agency?.email) {
    log({ queue: 'transfers', code, outcome: 'no-address' })
    return
  }
  const name = `NOTICE#transfer#${event.dossier}#${event.n}`
  const { dossier: id, n, at, act } = event
  const notice = { dossier: id, n, at, act, agency: agency.id } as const
  const now = desk.now()
  if (news.isOver?.(dossier, agency.id)) {
    // One that is in a digest is found to be over by the digest.
    if (!(await wasBegun(desk, name)))
      await desk.agencyNotices.join({ ...notice, state: 'overtaken', sendAt: now, settledAt: now })
    return
  }
  const sendAt = news.mayWait && (await digestFor(desk, dossier, agency.id))
  if (sendAt === undefined || (await wasBegun(desk, name))) {
    if (news.mayWait && (await desk.agencyNotices.notice(id, n))) return
    await sendOnce(desk, { name, to: agency.email, box: agency.id, ...letterOf(event.act, dossier) })
    return
  }
  await desk.agencyNotices.join({ ...notice, state: 'waiting', sendAt })
}

/** The digest it may wait for; `undefined` where nothing is let wait: what is due soon, or for who wants each at once. */
async function digestFor(desk: Needs, { dueAt, stepDueAt }: Dossier, agency: string) {
  const calendar = (await calendars(desk))(agencyOf(agency))
  const now = desk.now()
  return isUrgent(calendar, now, [dueAt, stepDueAt])
    ? undefined
    : digestAfter(calendar, now, timesOf(agency, dayOf(now)))
}

/** Code and procedure only: mail is no place for people's names. Before reception there is no code, but the day it was filed and its id. */
export function letterOf(act: AgencyNewsAct, dossier: Dossier): { subject: string; text: string } {
  const { code, id, procedureName, submittedAt, createdAt } = dossier
  const { subject, says } = agencyNews[act]
  const filed = `hồ sơ nộp ngày ${formatDay(dayOf(submittedAt ?? createdAt))}`
  const named = code === undefined ? `Hồ sơ chưa có mã, định danh: ${id}` : `Mã hồ sơ: ${code}`
  const text = [says, '', named, `Thủ tục: ${procedureName}`].join('\n')
  return { subject: `${subject}: ${code ?? filed}`, text }
}
