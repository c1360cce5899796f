import { type Calendar, workedMinutesBetween } from '../calendar/calendar.ts'
import type { Instant } from '../calendar/day.ts'
import { readLedger } from '../calendar/ledger.ts'
import { toldBy } from '../counters/told.ts'
import type { Dossier, DossierEvent, Ledger } from '../dossier/dossier.ts'

/** Nguyên nhân quá hạn: on whose account the time went that is counted. */
export const lateCauses = {
  citizen: 'Chờ người dân bổ sung',
  money: 'Chờ nghĩa vụ tài chính',
  'other-agency': 'Cơ quan khác giữ hồ sơ',
  synchronisation: 'Chuyển liên thông chưa được xác nhận',
  staff: 'Cán bộ, đơn vị đang giữ',
} as const
export type LateCause = keyof typeof lateCauses

export interface LateReason {
  cause: LateCause
  /** Worked minutes that ran on each account; what the clock stood still for is in none of them. */
  minutes: Readonly<Record<LateCause, number>>
  /** Worked minutes past the due moment. */
  overMinutes: number
}

/**
 * Reckoned from the history and the ledger of the clock. Somebody else is the cause only where the dossier would not be late without
 * the time that ran on their account; otherwise those who hold it are.
 */
export function lateReasonOf(
  file: { dossier: Dossier; ledger: Ledger },
  history: readonly DossierEvent[],
  calendar: Calendar,
  at: Instant,
): LateReason {
  const { dossier, ledger } = file
  const end = dossier.finishedAt !== undefined && dossier.finishedAt < at ? dossier.finishedAt : at
  const minutes: Record<LateCause, number> = { citizen: 0, money: 0, 'other-agency': 0, synchronisation: 0, staff: 0 }
  const told = toldBy(dossier, history)
  for (const [index, { event, head }] of told.entries()) {
    if (head.acceptedAt === undefined || event.at >= end) continue
    const until = told[index + 1]?.event.at ?? end
    minutes[accountOf(head)] += running(calendar, ledger, event.at, until < end ? until : end, end)
  }
  const dueAt = told.findLast(({ event }) => event.at <= end)?.head.dueAt
  const overMinutes = dueAt === undefined ? 0 : Math.max(0, Math.floor(workedMinutesBetween(calendar, dueAt, end)))
  const others = (['other-agency', 'synchronisation', 'money', 'citizen'] as const)
    .filter((cause) => minutes[cause] > 0 && minutes[cause] >= overMinutes)
    .sort((a, b) => minutes[b] - minutes[a])
  return { cause: others[0] ?? 'staff', minutes, overMinutes }
}

function accountOf(head: Dossier): LateCause {
  if (head.status === 'supplement-requested') return 'citizen'
  if (head.status === 'obligation-requested') return 'money'
  if (head.child !== undefined || (head.consulted?.length ?? 0) > 0) return 'other-agency'
  if (head.parent !== undefined && head.transferAcknowledgedAt === undefined) return 'synchronisation'
  return 'staff'
}

/** Worked minutes between two moments, without those in which the clock stood still. */
function running(calendar: Calendar, ledger: Ledger, from: Instant, to: Instant, end: Instant): number {
  const stood = readLedger(ledger).flatMap((step) =>
    step.step === 'paused'
      ? [[step.from, step.to] as const]
      : step.step === 'still-paused'
        ? [[step.from, end] as const]
        : [],
  )
  const paused = stood.reduce((sum, [a, b]) => {
    const [begin, finish] = [a > from ? a : from, b < to ? b : to]
    return begin < finish ? sum + workedMinutesBetween(calendar, begin, finish) : sum
  }, 0)
  return Math.max(0, Math.floor(workedMinutesBetween(calendar, from, to) - paused))
}
