import { type Calendar, workedMinutesBetween } from '../../calendar/calendar.ts'
import type { Instant } from '../../calendar/day.ts'
import { readLedger } from '../../calendar/ledger.ts'
import { toldBy } from '../../counters/told.ts'
import type { Dossier, DossierEvent, Ledger } from '../../dossier/dossier.ts'

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
  /**
   * Worked minutes on each account: that ran, of those who had it in hand; that the clock stood still, of the applicant and the
   * payer. What it stood still for otherwise is in none of them.
   */
  minutes: Readonly<Record<LateCause, number>>
  /** Worked minutes past the due moment. */
  overMinutes: number
}

/** Which clock ran out: the whole limit, the present step, the answer to what nobody has received yet; and when. */
export interface RunOut {
  clock: 'whole' | 'step' | 'answer'
  dueAt: Instant
}

/**
 * Reckoned from the history and the ledger of the clock, the whole one where no other is named. Another agency or a handover is the cause
 * only where the dossier would not be late without the time that ran on their account. The applicant and the payer move the due day by as
 * long as they take, and are the cause where that is more than it is overdue: of the time past the day that was promised first, the most is
 * theirs. Otherwise those who hold it are.
 */
export function lateReasonOf(
  file: { dossier: Dossier; ledger: Ledger },
  history: readonly DossierEvent[],
  calendar: Calendar,
  at: Instant,
  out?: RunOut,
): LateReason {
  const { dossier, ledger } = file
  const end = dossier.finishedAt !== undefined && dossier.finishedAt < at ? dossier.finishedAt : at
  const minutes: Record<LateCause, number> = { citizen: 0, money: 0, 'other-agency': 0, synchronisation: 0, staff: 0 }
  const told = toldBy(dossier, history)
  // The present step began after the last event that left it at another one.
  const stepFrom = told.findLastIndex(({ head }) => head.step !== dossier.step) + 1
  const runs = {
    whole: ({ acceptedAt }: Dossier) => acceptedAt !== undefined,
    step: ({ acceptedAt }: Dossier, index: number) => acceptedAt !== undefined && index >= stepFrom,
    answer: ({ status }: Dossier) => status === 'registered',
  }[out?.clock ?? 'whole']
  for (const [index, { event, head }] of told.entries()) {
    if (!runs(head, index) || event.at >= end) continue
    const until = told[index + 1]?.event.at ?? end
    const account = accountOf(head)
    const { ran, stood } = spent(calendar, ledger, event.at, until < end ? until : end, end)
    minutes[account] += waits(account) ? stood : ran
  }
  const dueAt = out?.dueAt ?? told.findLast(({ event }) => event.at <= end)?.head.dueAt
  const overMinutes = dueAt === undefined ? 0 : Math.max(0, Math.floor(workedMinutesBetween(calendar, dueAt, end)))
  const longest = (causes: readonly LateCause[]) => causes.toSorted((a, b) => minutes[b] - minutes[a])[0]
  const held = longest(holding.filter((cause) => minutes[cause] > 0 && minutes[cause] >= overMinutes))
  const waited = longest(waiting.filter((cause) => minutes[cause] > overMinutes))
  return { cause: held ?? waited ?? 'staff', minutes, overMinutes }
}

const holding: readonly LateCause[] = ['other-agency', 'synchronisation']
const waiting: readonly LateCause[] = ['money', 'citizen']
const waits = (cause: LateCause): boolean => waiting.includes(cause)

function accountOf(head: Dossier): LateCause {
  if (head.status === 'supplement-requested') return 'citizen'
  if (head.status === 'obligation-requested' || head.pausedFor === 'financial-obligation') return 'money'
  if (head.child !== undefined || (head.consulted?.length ?? 0) > 0) return 'other-agency'
  if (head.parent !== undefined && head.transferAcknowledgedAt === undefined) return 'synchronisation'
  return 'staff'
}

/** Worked minutes between two moments: those that ran, and those in which the clock stood still. */
function spent(calendar: Calendar, ledger: Ledger, from: Instant, to: Instant, end: Instant) {
  const pauses = readLedger(ledger).flatMap((step) =>
    step.step === 'paused'
      ? [[step.from, step.to] as const]
      : step.step === 'still-paused'
        ? [[step.from, end] as const]
        : [],
  )
  const paused = pauses.reduce((sum, [a, b]) => {
    const [begin, finish] = [a > from ? a : from, b < to ? b : to]
    return begin < finish ? sum + workedMinutesBetween(calendar, begin, finish) : sum
  }, 0)
  const stood = Math.floor(paused)
  return { ran: Math.max(0, Math.floor(workedMinutesBetween(calendar, from, to) - paused)), stood }
}
