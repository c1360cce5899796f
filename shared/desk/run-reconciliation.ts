import { agencyOf } from '../agencies/unit.ts'
import { addDays, type Day, dayOf, secondsIntoDay } from '../calendar/day.ts'
import type { MoneyRow, PaymentAttempt } from '../messages/attempts.ts'
import type { Reconciliation } from '../messages/reconciliation.ts'
import { reconcile, type Sides } from '../reports/reconciliation.ts'
import { reconciliationKey, reconciliationTables } from '../reports/reconciliation-sheet.ts'
import { askGateway } from './ask-gateway.ts'
import type { Desk } from './desk.ts'
import { followBacks } from './give-back-money.ts'

type Needs = Pick<Desk, 'dossiers' | 'payments' | 'gateways' | 'objects' | 'now'>

/** A night looks back so many days: what is settled late leaves its list by itself. */
const nights = 7
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * Đối soát hằng ngày. Our book, the gateways' word and the receipts, transfers or statements of the days before; each day's
 * list is written anew, so that a run repeated writes the same. Throws Outage of our own table.
 */
export async function runReconciliation(desk: Needs): Promise<number> {
  const today = dayOf(desk.now())
  let count = 0
  for (let back = nights; back >= 1; back -= 1)
    count += (await reconcileDay(desk, addDays(today, -back))).differences.length
  return count
}

/** The same once a night, by whichever run comes first after one o'clock: a list that was missed is made by the next. */
export async function reconcileNightly(desk: Needs & Pick<Desk, 'marks'>): Promise<number | 'done-before'> {
  const at = desk.now()
  const today = dayOf(at)
  const mark = (await desk.marks.value('RECONCILED-ON')) ?? ''
  if (secondsIntoDay(at) < 3600 || mark === today) return 'done-before'
  let count = 0
  if (mark.split('#')[0] !== today) await followBacks(desk)
  // Yesterday first; how far a night came is remembered, so that a run that was cut off is gone on with.
  for (let back = doneOf(mark, today) + 1; back <= nights; back += 1) {
    count += (await reconcileDay(desk, addDays(today, -back))).differences.length
    await desk.marks.setValue('RECONCILED-ON', back === nights ? today : `${today}#${back}`)
  }
  return count
}

/** How many days of this night are done. */
function doneOf(mark: string, today: Day): number {
  const [night, done] = mark.split('#')
  return night === today ? Number(done) : 0
}

export async function reconcileDay(desk: Needs, day: Day): Promise<Reconciliation> {
  const [rows, statements] = await Promise.all([desk.payments.rowsOf(day), desk.payments.statements(day)])
  const found = reconcile({
    day,
    at: desk.now(),
    rows: rows.filter(({ kind }) => kind !== 'begun'),
    attempts: await attemptsOf(desk, rows),
    waiting: day < addDays(dayOf(desk.now()), -1) ? [] : await waitingBacks(desk),
    statements,
  })
  await desk.payments.keepReconciliation(found)
  const { drawXlsx } = await import('../reports/xlsx.ts')
  const json = new TextEncoder().encode(JSON.stringify(found))
  await desk.objects.putReport(reconciliationKey(day, 'json'), json, 'application/json')
  await desk.objects.putReport(reconciliationKey(day, 'xlsx'), await drawXlsx(reconciliationTables(found)), xlsxType)
  return found
}

/**
 * Money that is no matter of one day: whatever its age it stands on the newest list, until it is back. Told under the agency
 * that may give it back now.
 */
async function waitingBacks(desk: Needs): Promise<Sides['waiting']> {
  const attempts: PaymentAttempt[] = []
  for (const reference of await desk.payments.toGiveBack()) {
    const attempt = await desk.payments.attempt(reference)
    if (attempt) attempts.push(attempt)
  }
  const heads = await desk.dossiers.withPeople([...new Set(attempts.map(({ dossier }) => dossier))])
  const byId = new Map(heads.map(({ dossier }) => [dossier.id, dossier]))
  return attempts.map((attempt) => {
    const { code, receivingUnit = '' } = byId.get(attempt.dossier) ?? {}
    return { attempt, agency: agencyOf(receivingUnit), ...(code === undefined ? {} : { code }) }
  })
}

/** The attempts of that day, each asked about at its gateway; one gateway's silence is told, and stops nothing. */
async function attemptsOf(desk: Needs, rows: readonly MoneyRow[]): Promise<Sides['attempts']> {
  const begun = rows.filter(({ kind }) => kind === 'begun')
  const asked: Sides['attempts'][number][] = []
  for (const { reference = '', code, agency } of begun) {
    const attempt = await desk.payments.attempt(reference)
    if (!attempt || attempt.state === 'begun' || attempt.state === 'refused') continue
    const word = await askGateway(desk, attempt)
    asked.push({
      attempt,
      agency: agencyOf(agency),
      ...(code === undefined ? {} : { code }),
      ...('news' in word ? { told: word.news } : {}),
    })
  }
  return asked
}
