import { addDays, type Day, dayOf, type Instant, instantOf, toDate } from '../../calendar/day.ts'
import {
  type Bill,
  type BillLine,
  type BillStatement,
  billDigest,
  billText,
  rootOf,
  sortedLines,
} from '../../dossier/history/bill.ts'
import type { Desk } from '../desk.ts'

type Needs = Pick<Desk, 'dossiers' | 'ratings' | 'bills' | 'signer' | 'marks'>

/** An act takes its moment before it is written: one that was slow to commit is met again by the next bill. */
const lateMs = 10 * 60_000
const dayMs = 24 * 3_600_000
/** Days to look back for a bill that the mark does not know: after a restore the mark is older than the bucket. */
const mostDaysBack = 60
const place = 'audit-bill'
/** From when on the next bill looks again: set while the newest bill is of a clock that ran ahead. */
const againFrom = 'audit-bill-again-from'

/**
 * Lập bảng kê. All heads that moved since the last bill, and what people scored by hand, once a day, chained and signed. Run again for the same day it
 * finds the bill that stands; so it does while the newest bill is of a day to come, because a clock ran ahead. What moves until then is on the bill
 * after it. Throws Outage.
 */
export async function drawBill(desk: Needs, at: Instant): Promise<{ bill: BillStatement; drawn: boolean }> {
  const day = addDays(dayOf(at), -1)
  const last = await lastBill(desk, day)
  const again = (await desk.marks.value(againFrom)) || undefined
  if (last && last.day >= day) {
    const dayBefore = instantOf(new Date(toDate(at).getTime() - dayMs))
    if (at < last.until && (again === undefined || dayBefore < again)) await desk.marks.setValue(againFrom, dayBefore)
    return { bill: last, drawn: false }
  }
  const since = last && instantOf(new Date(toDate(last.until).getTime() - lateMs))
  const from = since === undefined ? '' : again !== undefined && again < since ? again : since
  const bill = await signed(desk, await linesSince(desk, from), {
    format: 1,
    n: (last?.n ?? 0) + 1,
    day,
    from,
    until: at,
    previous: last ? billDigest(last).toString('hex') : '',
  })
  // Another run was quicker: its bill stands, and this one was never shown to anybody.
  const kept = (await desk.bills.keep(bill)) === 'kept' ? bill : await desk.bills.read(day)
  if (!kept) throw new Error('a bill stands and cannot be read')
  await desk.marks.setValue(place, kept.statement.day)
  if (again !== undefined) await desk.marks.setValue(againFrom, '')
  return { bill: kept.statement, drawn: kept === bill }
}

async function linesSince(desk: Needs, from: Instant | ''): Promise<BillLine[]> {
  const lines = new Map<string, BillLine>()
  for await (const { id, version, chain } of desk.dossiers.movedSince(from)) {
    // A head that moved while it was looked for may come twice: the newer one counts.
    const known = lines.get(id)
    if (!known || known[1] < version) lines.set(id, [id, version, chain])
  }
  for await (const { chain, n, digest } of desk.ratings.scoredSince(from)) lines.set(chain, [chain, n, digest])
  return sortedLines(lines.values())
}

async function signed(
  desk: Needs,
  lines: BillLine[],
  said: Omit<BillStatement, 'count' | 'root' | 'key'>,
): Promise<Bill> {
  const statement = { ...said, count: lines.length, root: rootOf(lines), key: await desk.signer.key() }
  return { statement, lines, signature: await desk.signer.sign(billText(statement)) }
}

/** The newest bill: what the mark says, also of a day after `day`, and whatever lies in the bucket after it up to `day`. */
async function lastBill(desk: Needs, day: Day): Promise<BillStatement | undefined> {
  const marked = await desk.marks.value(place)
  const ahead = marked !== undefined && marked > day ? await desk.bills.read(marked) : undefined
  if (ahead) return ahead.statement
  const earliest = addDays(day, -mostDaysBack)
  let found: BillStatement | undefined
  if (marked !== undefined && marked < earliest) found = (await desk.bills.read(marked))?.statement
  for (let on = marked !== undefined && marked > earliest ? marked : earliest; on <= day; on = addDays(on, 1)) {
    found = (await desk.bills.read(on))?.statement ?? found
  }
  return found
}
