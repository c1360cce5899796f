import type { DossierFile } from '../../dossier/dossier.ts'
import { log } from '../../log.ts'
import { identityOf, type Notice } from '../../notices/notice.ts'
import { reportAtAfter } from '../../notices/plan-notices.ts'
import type { Desk } from '../desk.ts'
import { type OtherwiseNeeds, tellOtherwise } from './tell-otherwise.ts'

type Needs = OtherwiseNeeds & Pick<Desk, 'messengers'>

/** Báo cáo phát tin. What became of a message that the carrier took; asked too often, it stays as the carrier took it. */
export async function askReport(desk: Needs, file: DossierFile, notice: Notice): Promise<void> {
  const now = desk.now()
  if (notice.channel === 'mail' || notice.reportAt === undefined || notice.reportAt > now) return
  const told = await desk.messengers[notice.channel].reportOf?.(identityOf(notice), notice.reference)
  const { ringAt: _, reportAt: __, ...rest } = notice
  const reports = (notice.reports ?? 0) + 1
  const asked: Notice = { ...rest, reports, revision: notice.revision + 1 }
  if (told !== undefined && told !== 'pending') {
    const outcome = told === 'delivered' ? { state: told } : ({ state: 'undelivered', why: told.undelivered } as const)
    if (told !== 'delivered') await tellOtherwise(desk, file, notice)
    await desk.notices.keep({ ...asked, ...outcome, settledAt: now })
    log({ queue: 'notices', code: `${notice.kind}-${notice.channel}`, outcome: outcome.state })
    return
  }
  const reportAt = reportAtAfter(now, reports)
  await desk.notices.keep(reportAt === undefined ? asked : { ...asked, reportAt, ringAt: reportAt })
}

/** A carrier that tells what became of a message is asked, the first time after some minutes. */
export function reportOn(
  desk: Pick<Needs, 'messengers' | 'now'>,
  { channel }: Notice,
  { state }: Pick<Notice, 'state'>,
): Pick<Notice, 'reportAt' | 'ringAt'> {
  if (state !== 'sent' || channel === 'mail' || desk.messengers[channel].reportOf === undefined) return {}
  const reportAt = reportAtAfter(desk.now(), 0)
  return reportAt === undefined ? {} : { reportAt, ringAt: reportAt }
}
