import type { LedgerEntry } from '../../calendar/due.ts'
import type { PlacedFault } from '../../place.ts'
import type { ActOf } from '../acts.ts'
import { advance, type ChangeDraft, type Circumstances, type Outcome } from '../circumstances.ts'
import { reckoned } from '../clocks/clocks.ts'
import type { DossierFile } from '../dossier.ts'
import { kinOf, paused, resumed, wholeOf } from '../kin.ts'
import { notNow } from '../not-now.ts'
import { type Objection, object, objectAt } from '../objections.ts'

/** Tạm dừng tính thời hạn, for a reason that the procedure version lists with its ground; the state stays as it is. */
export function pause(act: ActOf<'pause'>, c: Circumstances): Outcome | Objection {
  const reason = c.rules.pauseReasons.find((row) => row.code === act.pauseReason)
  if (!reason) return object('unknown-pause-reason', allowed(c))
  const note = act.note === undefined ? {} : { note: act.note }
  const until = act.until === undefined ? {} : { until: act.until }
  const detail = { pauseReason: reason.code, name: reason.name, ground: reason.ground, ...until }
  const changes = kinOf(c).map(
    (file): ChangeDraft => ({
      ...paused(file, c, reason.code),
      event: { act: 'pause', ...note, detail },
    }),
  )
  return { changes }
}

/** Which reasons the version knows, said with the objection. */
export function allowed(c: Circumstances): PlacedFault[] {
  const known = c.rules.pauseReasons.map((row) => `${row.code} (${row.name})`).join('; ')
  const why = known === '' ? 'Thủ tục không có lý do tạm dừng nào.' : `Thủ tục có: ${known}.`
  return [{ where: 'body.pauseReason', why }]
}

/** Tiếp tục: the working time that was waited is added to the due moment. */
export function resume(act: ActOf<'resume'>, c: Circumstances): Outcome | Objection {
  const { clock, pausedFor } = c.file.dossier
  if (clock !== 'paused') return notNow('clock', 'Thời hạn không tạm dừng: không có gì để tiếp tục.')
  const note = act.note === undefined ? {} : { note: act.note }
  const event = { act: 'resume', ...note, detail: { pauseReason: pausedFor } } as const
  return { changes: kinOf(c).map((file) => ({ ...resumed(file, c), event })) }
}

/**
 * Xin lỗi và đề nghị gia hạn (mẫu 04): signed by the head of the handling agency, before the due moment, a limited
 * number of times; the new due moment comes from a line in the ledger.
 */
export function extend(act: ActOf<'extend'>, c: Circumstances): Outcome | Objection {
  const whole = wholeOf(c)
  if (!whole?.plan || whole.dossier.dueAt === undefined || whole.dossier.clock !== 'running') {
    return notNow('clock', 'Chỉ hẹn lại khi thời hạn đang chạy và có ngày hẹn trả.')
  }
  if (c.at >= whole.dossier.dueAt) return objectAt('due-passed', 'dossier.dueAt', `Hẹn trả lúc ${whole.dossier.dueAt}.`)
  const { extensionCount = 0 } = whole.dossier
  if (extensionCount >= c.rules.extensionLimit) {
    const why = `Đã hẹn lại ${extensionCount} lần, cho phép ${c.rules.extensionLimit} lần.`
    return objectAt('extension-used-up', 'dossier.extensionCount', why)
  }
  const most = c.rules.extensionDays
  if (act.days > most) {
    const why = `Mỗi lần hẹn lại thêm nhiều nhất ${most} ngày làm việc (tham số của thủ tục).`
    return object('extension-too-long', [{ where: 'body.days', why }])
  }
  const entry: LedgerEntry = { at: c.at, entry: 'extend', reason: 'apology', name: 'xin lỗi, hẹn lại', days: act.days }
  const drafts = kinOf(c).map((file) => extended(file, entry, c))
  const moved = drafts.find(({ next }) => next.id === whole.dossier.id)?.next
  const detail = { days: act.days, dueBefore: whole.dossier.dueAt, dueAfter: moved?.dueAt }
  return { changes: drafts.map((draft) => ({ ...draft, event: { act: 'extend', reason: act.reason, detail } })) }
}

/** Reckoned anew with the line; a part, which has no limit of its own, gets as many working days more. */
function extended(file: DossierFile, entry: LedgerEntry, c: Circumstances): Omit<ChangeDraft, 'event'> {
  const { dossier } = file
  const ledger = [...file.ledger, entry]
  const counted = advance(dossier, c.at, { extensionCount: (dossier.extensionCount ?? 0) + 1 })
  return { next: reckoned(counted, { ...file, ledger }, c), ledger }
}
