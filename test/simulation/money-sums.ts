import { addDays, type Day, dayOf } from '../../shared/calendar/day.ts'
import { count, type Told } from '../../shared/counters/count.ts'
import { paymentsOf } from '../../shared/desk/money/show-payments.ts'
import { asAfter } from '../../shared/dossier/history/history.ts'
import { bookedAt, keptVnd, moneyStateOf, type Obligation, refundsOf } from '../../shared/dossier/money/money-book.ts'
import { isRowOwedBack, type MoneyRow } from '../../shared/messages/attempts.ts'
import { payer } from '../desk/money/payments-given.ts'
import type { WorkerDesk } from '../desk/worker-desk.ts'
import * as given from '../given.ts'
import type { MoneyGateway } from './money-partners.ts'

export interface Played {
  desk: WorkerDesk['desk']
  gateways: Readonly<Record<'platform' | 'vnpay', MoneyGateway>>
  /** What came in and went out beside the gateways, by dossier. */
  counter: ReadonlyMap<string, { in: number; out: number }>
  ids: readonly string[]
  today: Day
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0)
const waitingCodes: ReadonlySet<string> = new Set([
  'refund-pending',
  'refund-refused',
  'refund-by-hand',
  'stray-money',
  'settled-otherwise',
])

/** Cộng sổ: what was truly paid = what is kept + what was truly given back + what waits to be given back. */
export async function sums(played: Played): Promise<string[]> {
  const { desk, ids, today } = played
  const days = Array.from({ length: 60 }, (_, n) => addDays('2026-03-01', n)).filter((day) => day <= today)
  const rows = (await Promise.all(days.map((day) => desk.payments.rowsOf(day)))).flat()
  const books = new Map<string, readonly Obligation[]>()
  const wrong: string[] = []
  let waiting = 0
  for (const id of ids) {
    const file = await desk.dossiers.load(id)
    const money = file?.money ?? []
    books.set(id, money)
    if (file && file.dossier.money !== moneyStateOf(money)) wrong.push(`${id} is ${file.dossier.money}`)
    const own = rows.filter(({ dossier }) => dossier === id)
    const told = await ofDossier(played, id, money, own)
    wrong.push(...told.wrong)
    waiting += told.waiting
  }
  wrong.push(...(await ofDays(played, days, rows, [...books.values()].flat())))
  wrong.push(...(await ofFigures(played, [...books.values()].flat(), rows)))
  wrong.push(...ofReceipts([...books.values()].flat()))
  const list = await desk.payments.reconciliation(addDays(today, -1))
  const listed = list?.differences ?? []
  const onList = sum(
    listed.filter(({ code }) => waitingCodes.has(code)),
    ({ theirsVnd = 0 }) => theirsVnd,
  )
  if (onList !== waiting) wrong.push(`the list names ${onList} that waits, the books ${waiting}`)
  const others = listed.filter(({ code }) => !waitingCodes.has(code) && !code.startsWith('receipt-'))
  for (const { code, reference } of others) wrong.push(`the list names ${code} of ${reference}`)
  if (listed.some(({ code, agency }) => waitingCodes.has(code) && agency === '')) wrong.push('the list names no agency')
  return wrong
}

async function ofDossier(
  { desk, gateways, counter }: Played,
  id: string,
  money: readonly Obligation[],
  own: readonly MoneyRow[],
) {
  const wrong: string[] = []
  const attempts = await desk.payments.attemptsOf(id)
  const isOwn = ({ reference }: { reference: string }) => attempts.some((one) => one.reference === reference)
  const all = Object.values(gateways)
  const beside = counter.get(id) ?? { in: 0, out: 0 }
  const paidIn = sum(all.flatMap(({ took }) => took).filter(isOwn), (one) => one.amountVnd) + beside.in
  const ordered = all.flatMap((one) => one.ordered).filter((one) => isOwn(one) && one.fate === 'given')
  const paidOut = sum(ordered, (one) => one.amountVnd) + beside.out
  for (const row of money) {
    const kept = keptVnd(row)
    if (kept < 0) wrong.push(`${id}: demand ${row.n} gave back more than was paid`)
    if ((row.state === 'paid') !== kept > 0) wrong.push(`${id}: demand ${row.n} is ${row.state} and keeps ${kept}`)
  }
  const kept = sum(money, keptVnd)
  const refunded = sum(money.flatMap(refundsOf), (one) => one.amountVnd)
  const over = attempts.flatMap(({ backs }) => backs).filter(({ why }) => why !== 'refund')
  const strays = own.filter(({ kind, countedWith }) => kind === 'stray' && countedWith === undefined)
  const settlesNothing = sum(over, (one) => one.amountVnd) + sum(strays, (one) => one.amountVnd)
  if (paidIn !== kept + refunded + settlesNothing)
    wrong.push(`${id}: ${paidIn} came, ${kept} is kept, ${refunded} refunded, ${settlesNothing} settled nothing`)
  const refunds = (await paymentsOf(desk, payer, id))?.refunds ?? []
  const back =
    sum(
      refunds.filter(({ outcome }) => outcome === 'given-back'),
      (one) => one.amountVnd,
    ) +
    sum(
      over.filter(({ state }) => state === 'given-back'),
      (one) => one.amountVnd,
    ) +
    sum(
      strays.filter((row) => !isRowOwedBack(row)),
      (one) => one.amountVnd,
    )
  if (back !== paidOut) wrong.push(`${id}: ${paidOut} went back, the books say ${back}`)
  if (paidOut > paidIn - kept) wrong.push(`${id}: more went back than is not kept`)
  return { wrong, waiting: refunded + settlesNothing - back }
}

/** Each day and each agency: the rows are the books', and the day's list says their sums. */
async function ofDays(
  { desk, today }: Played,
  days: readonly Day[],
  rows: readonly MoneyRow[],
  money: readonly Obligation[],
) {
  const wrong: string[] = []
  for (const day of days) {
    const on = rows.filter(({ at }) => dayOf(at) === day)
    const of = (kind: MoneyRow['kind']) =>
      sum(
        on.filter((row) => row.kind === kind),
        (row) => row.amountVnd,
      )
    const paid = money.flatMap(({ payment }) => (payment && dayOf(bookedAt(payment)) === day ? [payment] : []))
    const refunded = money.flatMap(refundsOf).filter(({ at }) => dayOf(at) === day)
    if (of('paid') !== sum(paid, (one) => one.amountVnd)) wrong.push(`${day}: rows say ${of('paid')} was paid`)
    if (of('refunded') !== sum(refunded, (one) => one.amountVnd))
      wrong.push(`${day}: rows say ${of('refunded')} was refunded`)
    const list = await desk.payments.reconciliation(day)
    if (!list || day < addDays(today, -7)) continue
    if (list.paidVnd !== of('paid') || list.refundedVnd !== of('refunded'))
      wrong.push(`${day}: its list has other sums`)
    const items = sum(
      on.filter(({ kind }) => kind === 'paid' || kind === 'refunded').flatMap((row) => [...row.items]),
      (one) => one.amountVnd,
    )
    if (items !== of('paid') + of('refunded')) wrong.push(`${day}: items do not add up`)
  }
  return wrong
}

async function ofFigures(
  { desk, ids }: Played,
  money: readonly Obligation[],
  rows: readonly MoneyRow[],
): Promise<string[]> {
  const flows = new Map<string, number>()
  const agencies = new Map<string, number>()
  for (const id of ids) {
    const file = await desk.dossiers.load(id)
    const history = await desk.dossiers.history(id)
    let counted: Parameters<typeof count>[0]
    for (const [at, event] of history.entries()) {
      if (!file) continue
      const told: Told = { event, head: asAfter(event, file.dossier, history.slice(at + 1)) }
      const done = count(counted, told, 'x')
      counted = done.counted
      for (const entry of done.entries)
        if (entry.book === 'lines') {
          flows.set(entry.measure, (flows.get(entry.measure) ?? 0) + entry.add)
          const kind = /^paid-/.test(entry.measure) ? 'paid' : /^refunded/.test(entry.measure) ? 'refunded' : undefined
          if (kind) agencies.set(`${entry.agency} ${kind}`, (agencies.get(`${entry.agency} ${kind}`) ?? 0) + entry.add)
        }
    }
  }
  const moved = rows.filter(({ kind }) => kind === 'paid' || kind === 'refunded')
  const byAgency = Map.groupBy(moved, ({ agency, kind }) => `${agency} ${kind}`)
  const names = new Set([...agencies.keys(), ...byAgency.keys()])
  const unlike = [...names].filter(
    (name) => (agencies.get(name) ?? 0) !== sum(byAgency.get(name) ?? [], (row) => row.amountVnd),
  )
  const flow = (...names: string[]) => sum(names, (name) => flows.get(name) ?? 0)
  const ofBudget = (isBudget: boolean) => money.filter(({ notice }) => (notice !== undefined) === isBudget)
  const paid = (isBudget: boolean) => sum(ofBudget(isBudget), ({ payment }) => payment?.amountVnd ?? 0)
  const refunded = (isBudget: boolean) => sum(ofBudget(isBudget).flatMap(refundsOf), (one) => one.amountVnd)
  return [
    ...unlike.map((name) => `figures and rows of ${name}`),
    ...(flow('paid-fee', 'paid-charge', 'paid-price') === paid(false) ? [] : ['figures of what was paid']),
    ...(flow('paid-budget') === paid(true) ? [] : ['figures of the state budget']),
    ...(flow('refunded') === refunded(false) ? [] : ['figures of what was refunded']),
    ...(flow('refunded-budget') === refunded(true) ? [] : ['figures of what the state budget gave back']),
  ]
}

/** Each number once, and none left out. */
function ofReceipts(money: readonly Obligation[]): string[] {
  const numbers = money.flatMap(({ payment, notice }) =>
    payment && notice === undefined ? [payment.receiptNumber] : [],
  )
  const registers = Map.groupBy(numbers, (number) => number.slice(0, number.lastIndexOf('-')))
  return [...registers].flatMap(([register, all]) => {
    const serials = new Set(all.map((number) => Number(number.slice(number.lastIndexOf('-') + 1))))
    const isWhole = serials.size === all.length && Math.max(...serials) === all.length
    return isWhole ? [] : [`receipts of ${register}: ${all.join(', ')}`]
  })
}

export const cashierOf = (unit: string) => given.officer(unit, 'desk', 'cashier', 'leader')
