import { addDays, type Day, dayOf, type Instant, instantOf, toDate } from '../../calendar/day.ts'
import {
  type Bill,
  type BillLine,
  type BillStatement,
  billDigest,
  billText,
  rootOf,
  sortedLines,
} from '../../dossier/bill.ts'
import type { Desk } from '../desk.ts'

type Needs = Pick<Desk, 'dossiers' | 'ratings' | 'bills' | 'signer' | 'marks'>

/** An act takes its moment before it is written: one that was slow to commit is met again by the next bill. */
const lateMs = 10 * 60_000
/** Days to look back for a bill that the mark does not know: after a restore the mark is older than the bucket. */
const mostDaysBack = 60
const place = 'audit-bill'

/**
 * Lập bảng kê. All heads that moved since the last bill, and what people scored by hand, once a day, chained and signed. Run again for the same day it
 * finds the bill that stands. Throws Outage.
 */
export async function drawBill(desk: Needs, at: Instant): Promise<{ bill: BillStatement; drawn: boolean }> {
  const day = addDays(dayOf(at), -1)
  const last = await lastBill(desk, day)
  if (last && last.day >= day) return { bill: last, drawn: false }
  const from = last ? instantOf(new Date(toDate(last.until).getTime() - lateMs)) : ''
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

/** The newest bill up to `day`: what the mark says, and whatever lies in the bucket after it. */
async function lastBill(desk: Needs, day: Day): Promise<BillStatement | undefined> {
  const marked = await desk.marks.value(place)
  const earliest = addDays(day, -mostDaysBack)
  let found: BillStatement | undefined
  if (marked !== undefined && marked < earliest) found = (await desk.bills.read(marked))?.statement
  for (let on = marked !== undefined && marked > earliest ? marked : earliest; on <= day; on = addDays(on, 1)) {
    found = (await desk.bills.read(on))?.statement ?? found
  }
  return found
}
