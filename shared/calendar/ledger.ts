import type { Instant } from './day.ts'

export const entryKinds = ['pause', 'resume', 'extend', 'recount'] as const

/**
 * One line of the clock ledger. `days` is said by an extension, in days of the limit's own kind. A recount moves nothing by
 * itself: it says since when, and by which decision, the same ledger is counted over another calendar.
 */
export interface LedgerEntry {
  at: Instant
  entry: (typeof entryKinds)[number]
  reason: string
  /** The reason in words, where the code of it is none. */
  name?: string
  days?: number
}

/** What the ledger comes to, in order of time. */
export type LedgerStep =
  | { step: 'paused'; from: Instant; to: Instant; reason: string; isSupplement: boolean }
  | { step: 'extended'; at: Instant; days: number; reason: string }
  | { step: 'still-paused'; from: Instant; reason: string }
  | { step: 'recounted'; at: Instant; reason: string }
  | { step: 'left-out'; entry: LedgerEntry; because: string }

/**
 * Reads a ledger however it was written: sorted by time; a second pause or a resume without a pause counts for nothing
 * and says so. A resume written after its pause but stamped before it (a clock was wrong) makes a pause of no length.
 */
export function readLedger(ledger: readonly LedgerEntry[]): LedgerStep[] {
  const steps: LedgerStep[] = []
  const sorted = ledger
    .map((entry, written) => ({ ...entry, written }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.written - b.written))
  const early: { written: number; place: number }[] = []
  let open: LedgerEntry | undefined
  const isSupplement = (...entries: LedgerEntry[]) => entries.some(({ reason }) => reason === 'supplement')

  const words = ({ name, reason }: LedgerEntry) => name ?? reason

  for (const { written, ...entry } of sorted) {
    if (entry.entry === 'extend') {
      const days = entry.days ?? 0
      if (days > 0) steps.push({ step: 'extended', at: entry.at, days, reason: words(entry) })
      else steps.push({ step: 'left-out', entry, because: 'gia hạn không nêu số ngày' })
    } else if (entry.entry === 'recount') {
      steps.push({ step: 'recounted', at: entry.at, reason: words(entry) })
    } else if (entry.entry === 'resume') {
      if (open) {
        const { at } = open
        steps.push({
          step: 'paused',
          from: at,
          to: entry.at,
          reason: words(open),
          isSupplement: isSupplement(open, entry),
        })
        open = undefined
      } else {
        early.push({ written, place: steps.length })
        steps.push({ step: 'left-out', entry, because: 'tiếp tục khi chưa tạm dừng' })
      }
    } else if (open) {
      steps.push({ step: 'left-out', entry, because: 'đang tạm dừng, không tạm dừng lần nữa' })
    } else {
      const skewed = early.findIndex((resume) => resume.written > written)
      const found = early.splice(skewed, skewed < 0 ? 0 : 1)[0]
      const resumed = found && steps[found.place]
      if (resumed?.step === 'left-out') {
        const supplement = isSupplement(entry, resumed.entry)
        steps.push({ step: 'paused', from: entry.at, to: entry.at, reason: words(entry), isSupplement: supplement })
      } else open = entry
    }
  }
  if (open) steps.push({ step: 'still-paused', from: open.at, reason: words(open) })
  return steps
}
