import { addDays, type Day, dayOf, earlier, type Instant, secondsIntoDay } from '../../calendar/day.ts'
import { accountableAgency } from '../../dossier/accountable.ts'
import { isUnsettled } from '../../dossier/post/shipment.ts'
import type { MoneyRow, PaymentAttempt } from '../../messages/attempts.ts'
import type { Reconciliation } from '../../messages/reconciliation.ts'
import { tablesManifest, withManifest } from '../../reports/files/tables-file.ts'
import { reconcile, type Sides, unknownThere } from '../../reports/reconciliation/reconciliation.ts'
import { reconciliationKey, reconciliationTables } from '../../reports/reconciliation/reconciliation-sheet.ts'
import { abreast } from '../carrying-on/abreast.ts'
import type { Desk } from '../desk.ts'
import type { JobNeeds } from '../dossiers/perform-as-job.ts'
import { followBacks } from './give-back-money.ts'
import { issueAgain } from './issue-again.ts'
import { listedThrough, setListedThrough } from './listed-through.ts'
import { listRenewed, listsToRenew, nights } from './lists-to-renew.ts'
import { attemptsOf, wordsOn } from './night-words.ts'

type Needs = JobNeeds & Pick<Desk, 'payments' | 'gateways' | 'receipts' | 'objects'>

/** Older attempts are asked about no more: gateways answer for some weeks. */
const askedDays = 30
/** A run ends well before the next one is woken; what it came to is gone on with. */
const runMs = 200_000
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * Đối soát hằng ngày. Our book, the gateways' word and the receipts, transfers or statements of the days before, once a night:
 * by whichever run comes first after one o'clock, and by those after it while there is more than one run can ask. Each day's
 * list is written anew, and that of an older day of which something new came, or that no night saw while nothing ran. Answers how many differences the days have that this run ended. Throws Outage of our own table.
 */
export async function reconcileNightly(desk: Needs & Pick<Desk, 'marks'>): Promise<number | 'done-before' | 'goes-on'> {
  const at = desk.now()
  const today = dayOf(at)
  const mark = (await desk.marks.value('RECONCILED-ON')) ?? ''
  if (mark === today) return 'done-before'
  if (secondsIntoDay(at) < 3600) {
    // From the first run on it is known since when nights are owed.
    if (mark === '') await listedThrough(desk, today)
    return 'done-before'
  }
  const until = earlier(at, -runMs / 1000)
  let count = 0
  // Yesterday first; how far a night came is remembered, so that a run that was cut off is gone on with.
  for (let back = doneOf(mark, today) + 1; back <= nights; back += 1) {
    const found = await reconcileDay(desk, addDays(today, -back), until)
    if (!found) return 'goes-on'
    count += found.differences.length
    await desk.marks.setValue('RECONCILED-ON', `${today}#${back}`)
  }
  const missed = await listMissed(desk, today, until)
  if (missed === undefined) return 'goes-on'
  count += missed
  for (const renewal of await listsToRenew(desk)) {
    const found = await reconcileDay(desk, renewal.day, until)
    if (!found) return 'goes-on'
    count += found.differences.length
    await listRenewed(desk, renewal)
  }
  if (!(await seenTo(desk, today, until))) return 'goes-on'
  await desk.marks.setValue('RECONCILED-ON', today)
  return count
}

/**
 * Ngày bị bỏ lỡ: days that lie before those a night looks back on and have no list, because nothing ran for so long; oldest first, each
 * remembered. Nothing when the time was over before all were listed.
 */
async function listMissed(desk: Needs & Pick<Desk, 'marks'>, today: Day, until: Instant): Promise<number | undefined> {
  let count = 0
  for (let day = addDays(await listedThrough(desk, today), 1); day < addDays(today, -nights); day = addDays(day, 1)) {
    if (desk.now() >= until) return undefined
    if (!(await desk.payments.reconciliation(day))) {
      const found = await reconcileDay(desk, day, until)
      if (!found) return undefined
      count += found.differences.length
    }
    await setListedThrough(desk, day)
  }
  await setListedThrough(desk, addDays(today, -1))
  return count
}

/**
 * After the lists, which wait for nobody: refunds the gateways have taken are followed, receipts issued again. What moved leaves
 * the newest list at once. False when the time was over before all were asked.
 */
async function seenTo(desk: Needs & Pick<Desk, 'marks'>, today: Day, until: Instant): Promise<boolean> {
  const moved = [await issueAgain(desk, until), await followBacks(desk, until)]
  if (moved.some((some) => some !== undefined && some > 0)) await reconcileDay(desk, addDays(today, -1), until)
  return !moved.includes(undefined)
}

/** How many days of this night are done. */
function doneOf(mark: string, today: Day): number {
  const [night, done] = mark.split('#')
  return night === today ? Number(done) : 0
}

/** Nothing when the gateways could not all be asked until then. */
async function reconcileDay(desk: Needs, day: Day, until: Instant): Promise<Reconciliation | undefined> {
  const [rows, statements] = await Promise.all([desk.payments.rowsOf(day), desk.payments.statements(day)])
  const isAsked = day >= addDays(dayOf(desk.now()), -askedDays)
  const begun = rows.filter(({ kind }) => kind === 'begun' && isAsked)
  const words = await wordsOn(desk, day, begun, until)
  if (!words) return undefined
  const isNewest = day >= addDays(dayOf(desk.now()), -1)
  const sides: Sides = {
    day,
    at: desk.now(),
    rows: rows.filter(({ kind }) => kind !== 'begun'),
    attempts: await attemptsOf(desk, begun, words),
    waiting: isNewest ? await waitingBacks(desk) : [],
    open: isNewest ? await openRows(desk, day) : [],
    statements,
  }
  const isAllKnown = unknownThere(sides).length === 0
  const found = reconcile(isAllKnown ? sides : { ...sides, earlier: await begunBefore(desk, day) })
  await desk.payments.keepReconciliation(found)
  const { drawXlsx } = await import('../../reports/files/xlsx.ts')
  const tables = reconciliationTables(found)
  const about = { report: 'reconciliation', version: 1, agency: 'all', from: day, to: day } as const
  const manifest = tablesManifest(tables, about, desk.now())
  const json = new TextEncoder().encode(JSON.stringify({ ...found, manifest }))
  await desk.objects.putReport(reconciliationKey(day, 'json'), json, 'application/json')
  await desk.objects.putReport(reconciliationKey(day, 'xlsx'), await drawXlsx(withManifest(tables, manifest)), xlsxType)
  return found
}

/** Attempts whose page may have been open on this day: as long as a schedule asks after them. */
async function begunBefore(desk: Needs, day: Day): Promise<readonly PaymentAttempt[]> {
  const days = await Promise.all([0, 1, 2].map((back) => desk.payments.rowsOf(addDays(day, -back))))
  const begun = days.flat().filter(({ kind }) => kind === 'begun')
  const attempts = await abreast(begun, ({ reference = '' }) => desk.payments.attempt(reference))
  return attempts.filter((attempt) => attempt !== undefined)
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
    const dossier = byId.get(attempt.dossier)
    const agency = dossier ? accountableAgency(dossier) : ''
    return { attempt, agency, ...(dossier?.code === undefined ? {} : { code: dossier.code }) }
  })
}

/** What of earlier days somebody has to see to by now; of what postmen collect only what the post keeps too long. */
async function openRows(desk: Needs, day: Day): Promise<readonly MoneyRow[]> {
  const open: MoneyRow[] = []
  for (const row of await desk.payments.openRows())
    if (row.kind === 'collecting' ? await isKeptTooLong(desk, row) : dayOf(row.at) < day) open.push(row)
  return open
}

/** A collection that has ended is noted as such, and waited for no more. */
async function isKeptTooLong(desk: Needs, row: MoneyRow): Promise<boolean> {
  const file = await desk.dossiers.load(row.dossier)
  const demand = file?.money?.find(({ n }) => n === row.obligation)
  if (demand?.state !== 'requested' || demand.codOrder !== row.reference) {
    await desk.payments.noteRow(dayOf(row.at), { ...row, ended: true })
    return false
  }
  const { delivery, returnedAt } = file?.dossier ?? {}
  return delivery === 'delivered' && returnedAt !== undefined && isUnsettled(dayOf(returnedAt), dayOf(desk.now()))
}
