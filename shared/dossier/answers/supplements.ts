import { agencyOf } from '../../agencies/unit.ts'
import { closingOf } from '../../calendar/calendar.ts'
import { addDays, dayOf, type Instant } from '../../calendar/day.ts'
import type { ActOf } from '../acts.ts'
import { advance, type ChangeDraft, type Circumstances, type Outcome } from '../circumstances.ts'
import { reckoned } from '../clocks/clocks.ts'
import { kinOf, paused, resumed, wholeOf } from '../kin.ts'
import { notNow, onlyOfWhole } from '../not-now.ts'
import { type Objection, object, objectAt } from '../objections.ts'
import { broughtInFiles, filesSince } from '../papers/brought.ts'
import { unknownPapers } from '../papers/named-papers.ts'
import { isHandedIn, unfinishedUploads, unusableFiles } from '../papers/uploads.ts'
import { scanProofs } from './reception.ts'

/** Yêu cầu bổ sung: at reception no clock runs; at appraisal it pauses, for the part and its parent alike. */
export function askSupplement(act: ActOf<'ask-supplement'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const supplementDueAt = answerableUntil(c)
  const stage = dossier.status === 'registered' ? 'reception' : 'appraisal'
  const ground = act.ground === undefined ? {} : { ground: act.ground }
  const detail = { papers: act.papers, stage, answerBy: supplementDueAt, ...ground }
  const event = { act: 'ask-supplement', reason: act.reason, detail } as const
  if (stage === 'reception') {
    const count = dossier.receptionSupplementCount ?? 0
    if (count >= c.rules.receptionSupplementLimit) return usedUp(count, c.rules.receptionSupplementLimit)
    const next = advance(dossier, c.at, {
      status: 'supplement-requested',
      supplementStage: stage,
      receptionSupplementCount: count + 1,
      supplementDueAt,
      supplementAskedAt: c.at,
      answerDueAt: undefined,
    })
    return { changes: [{ next, event }] }
  }
  const allowed = c.file.plan?.supplementLimit ?? c.rules.supplementLimit
  const asked = wholeOf(c)?.dossier.supplementCount ?? 0
  if (asked >= allowed) return usedUp(asked, allowed)
  const changes = kinOf(c).map((file): ChangeDraft => {
    const supplementCount = file.dossier.supplementCount + 1
    const waiting = {
      status: 'supplement-requested',
      supplementStage: stage,
      supplementCount,
      supplementDueAt,
      supplementAskedAt: c.at,
    } as const
    return { ...paused(file, c, 'supplement', waiting), event }
  })
  return { changes }
}

/** The last moment to answer: closing time of the last day given, or of the working day after it. */
function answerableUntil(c: Circumstances): Instant {
  const calendar = c.calendarOf(agencyOf(c.file.dossier.holder))
  return closingOf(calendar, addDays(dayOf(c.at), c.rules.supplementDays))
}

/** Nộp bổ sung: back to where it was, the due moment reckoned anew. Also after the deadline, until the end is confirmed. */
export function supplement(act: ActOf<'supplement'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (dossier.parent) return onlyOfWhole()
  const isAtReception = dossier.supplementStage === 'reception'
  const { handedIn } = act
  if (isAtReception && handedIn) {
    return notNow('supplementStage', 'Hồ sơ chưa tiếp nhận: giấy tờ đã nhận ghi khi tiếp nhận (accept).')
  }
  const unknown = unknownPapers(act, c)
  if (unknown) return unknown
  const since = dossier.supplementAskedAt ?? dossier.pausedAt ?? c.at
  const added = filesSince(c.file.scans, since)
  const unfit = c.person.kind === 'citizen' ? unusableFiles(added) : []
  const faults = [...unfinishedUploads(c), ...unfit]
  if (faults.length > 0) return object('components-not-ready', faults)
  if (c.person.kind === 'citizen' && act.note === undefined && !bringsAnything(c)) {
    return object('components-not-ready', [{ where: 'body.note', why: nothingBrought }])
  }
  const note = act.note === undefined ? {} : { note: act.note }
  const scans = scanProofs(c.file.scans)
  // What comes before the reception is counted with it.
  const brought = { inFiles: broughtInFiles(added, handedIn), ...(handedIn ? { handedIn } : {}) }
  const event = { act: 'supplement', ...note, detail: { scans, ...(isAtReception ? {} : brought) } } as const
  const answered = {
    ...{ supplementStage: undefined, supplementDueAt: undefined, supplementAskedAt: undefined },
    supplementExpiredAt: undefined,
  }
  if (isAtReception) {
    // The answer is owed anew from here: eight hours of the whole application.
    const next = advance(dossier, c.at, { ...answered, status: 'registered', stageFrom: c.at })
    return { changes: [{ next: reckoned(next, c.file, c), event }] }
  }
  return { changes: kinOf(c).map((file) => ({ ...resumed(file, c, answered), event })) }
}

const nothingBrought =
  'Chưa có tệp nào gửi thêm từ khi được yêu cầu bổ sung: hãy tải tệp lên, đặt bưu điện thu gom, hoặc ghi vào note đã bổ sung bằng cách nào.'

/** A file or a bag of papers since it was asked for; nobody can tell where the head does not say since when. */
function bringsAnything({ file: { dossier, scans } }: Circumstances): boolean {
  const { supplementAskedAt: since, carriage, endedCarriage } = dossier
  const isOnItsWay = carriage !== undefined || (endedCarriage !== undefined && endedCarriage.missingFrom === undefined)
  if (since === undefined || isOnItsWay) return true
  return scans.some((scan) => isHandedIn(scan) && scan.at >= since)
}

/**
 * Hết hạn bổ sung: noted by the nightly job, never early. A last day that has become a day off moves to the next working
 * one. What follows, refusal or stop, an officer confirms.
 */
export function expireSupplement(_act: ActOf<'expire-supplement'>, c: Circumstances): Outcome | Objection {
  const { supplementDueAt, supplementExpiredAt, holder, supplementStage } = c.file.dossier
  if (supplementDueAt === undefined) return notNow('supplementDueAt', 'Không có hạn bổ sung nào đang chờ.')
  if (supplementExpiredAt !== undefined) return notNow('supplementExpiredAt', 'Đã ghi nhận hết hạn bổ sung.')
  const last = closingOf(c.calendarOf(agencyOf(holder)), dayOf(supplementDueAt))
  if (c.at <= last || c.at <= supplementDueAt) return stillOpen(supplementDueAt)
  const detail = { stage: supplementStage, answerBy: supplementDueAt }
  return {
    changes: kinOf(c).map((file) => ({
      next: advance(file.dossier, c.at, { supplementExpiredAt: c.at }),
      event: { act: 'expire-supplement', detail },
    })),
  }
}

function usedUp(asked: number, allowed: number): Objection {
  return objectAt('supplement-used-up', 'dossier.supplementCount', `Đã yêu cầu ${asked} lần, cho phép ${allowed} lần.`)
}

/** The last day to answer is not over. */
export function stillOpen(until: Instant | undefined): Objection {
  return objectAt('supplement-still-open', 'dossier.supplementDueAt', `Người nộp còn được bổ sung đến ${until}.`)
}
