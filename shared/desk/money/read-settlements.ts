import { dayOf } from '../../calendar/day.ts'
import { accountableAgency } from '../../dossier/accountable.ts'
import type { DossierFile } from '../../dossier/dossier.ts'
import { isGivenBack, type Obligation, openObligation, type PaidPart } from '../../dossier/money/money-book.ts'
import { log } from '../../log.ts'
import { type MoneyRow, nameOfRow, settlementReference } from '../../messages/attempts.ts'
import type { Settlement } from '../../messages/messages.ts'
import { isNumberedAnew, openWindow, type ReadingWindow } from '../carrying-on/reading-window.ts'
import { putRowAside } from '../carrying-on/unread-rows.ts'
import type { Desk } from '../desk.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { codeOf } from '../post/follow-shipment.ts'
import { renewListOf } from './lists-to-renew.ts'

type Needs = JobNeeds & Pick<Desk, 'post' | 'marks' | 'payments'>

const place = 'VNPOST-LAST-SETTLEMENT'

/**
 * Đối soát COD. Reads what the post has paid over and was not read before, also what it lists late with a smaller number, and pays each
 * dossier with it, once. Money that fits no demand is remembered for the reconciliation, a row that cannot be read is set aside. What was
 * read is remembered after each row; a list that is numbered anew is read from its beginning. Throws Outage; answers the rows read.
 */
export async function readSettlements(desk: Needs): Promise<number> {
  const window = await openWindow(desk, place)
  const { newest } = window
  const { count, shown } = await readOn(desk, window)
  // What is to be looked for once more, and listed no more, is for somebody to ask after.
  for (const id of window.waiting().filter((one) => !shown.has(one))) {
    await putRowAside(desk, 'payments', 'settlement', { id, digest: '', isGone: true })
    window.see([id], desk.now())
  }
  await window.keep(desk.now())
  if (!(await isNumberedAnew(newest, Math.max(0, ...shown), (lastId) => desk.post.settlements(lastId)))) return count
  log({ job: 'payments', outcome: 'settlements-numbered-anew' })
  window.beginAnew()
  const anew = await readOn(desk, window)
  await window.keep(desk.now())
  return anew.count
}

/** How many were read, and which numbers were shown. */
async function readOn(desk: Needs, window: ReadingWindow): Promise<{ count: number; shown: ReadonlySet<number> }> {
  const strays: MoneyRow[] = []
  let lastId = window.settled
  let count = 0
  const shown = new Set<number>()
  for (;;) {
    const rows = await desk.post.settlements(lastId)
    for (const { id } of rows) if (id !== undefined) shown.add(id)
    for (const row of rows.filter(({ id }) => id === undefined || !window.has(id))) {
      // Money of a row that cannot be read is for somebody to look at; those behind it are paid meanwhile.
      if ('digest' in row) await putRowAside(desk, 'payments', 'settlement', row)
      else if (!(await settle(desk, { window, strays }, row))) {
        window.wait(row.id, desk.now())
        continue
      }
      if (row.id !== undefined) window.see([row.id], desk.now())
      await window.keep(desk.now())
      count += 1
    }
    // Rows without a number come again with the next page: they move no place.
    const last = rows.at(-1)?.id
    if (last === undefined) return { count, shown }
    lastId = last
  }
}

/** `strays`: what this reading has met that fits nothing alone. The list of what is open may not have it yet. */
interface Reading {
  window: ReadingWindow
  strays: MoneyRow[]
}

/** False while a code of ours that nobody has is to be looked for once more, with the next run: the index may lag behind. */
async function settle(desk: Needs, { window, strays }: Reading, row: Settlement): Promise<boolean> {
  const code = codeOf(row.orderNumber)
  const id = await desk.dossiers.idOfCode(code)
  const isFirstLook = window.waitsSince(row.id) === undefined
  if (id === undefined && code.startsWith(`${desk.province}.`) && isFirstLook) return false
  const file = id === undefined ? undefined : await desk.dossiers.load(id)
  const [day, entered] = [dayOf(row.settledAt), rowOf(desk, row, file)]
  await desk.payments.noteRow(day, { ...entered, kind: 'settled', postageVnd: row.postageVnd })
  await renewListOf(desk, day)
  const stray: MoneyRow = { ...entered, kind: 'stray' }
  // Read again after it was found to fit nothing, it pays no demand that was made since: it has its way already.
  const before = await desk.payments.row(day, nameOfRow(stray))
  if (before) strays.push(before)
  if (before || (await isSettled(desk, row, file, strays))) return true
  log({ job: 'payments', code: row.orderNumber, outcome: 'settlement-fits-nothing' })
  await desk.payments.noteStray(day, stray)
  strays.push(stray)
  return true
}

const referenceOf = ({ statement, id }: Settlement): string => settlementReference(statement, id)

async function isSettled(
  desk: Needs,
  row: Settlement,
  file: DossierFile | undefined,
  strays: readonly MoneyRow[],
): Promise<boolean> {
  if (row.collectedVnd === 0) return true
  if (!file) return false
  const reference = referenceOf(row)
  if (file.money?.some(({ payment }) => payment?.reference === reference)) return true
  const open = payableBy(row, file.money)
  const made = open && (await sumUp(desk, { row, strays }, file, open))
  if (!open || !made) return false
  const done = await performAsJob(desk, {
    job: 'payments',
    dossier: file.dossier.id,
    act: {
      act: 'pay',
      amountVnd: open.totalVnd,
      method: 'cod',
      reference,
      obligation: open.n,
      paidAt: row.settledAt,
      ...made,
    },
    key: reference,
    isDue: ({ money }) => money === 'requested',
  })
  return done === 'done'
}

/**
 * The demand that the parcel itself collects, while it is open; of a parcel that collects none the open one, unless another
 * collects it: that one's postman takes it whatever this one brought.
 */
function payableBy(row: Settlement, money: DossierFile['money']): Obligation | undefined {
  const own = collectedOf(row, money)
  if (own) return own.state === 'requested' ? own : undefined
  const open = openObligation(money)
  return open?.codOrder === undefined ? open : undefined
}

const collectedOf = (row: Settlement, money: DossierFile['money']): Obligation | undefined =>
  money?.find((demand) => isCollectedBy(row, demand))

const isCollectedBy = ({ orderNumber }: Settlement, { codOrder, lostCodOrder }: Obligation): boolean =>
  codOrder === orderNumber || lostCodOrder === orderNumber

/**
 * Nộp làm nhiều lần: nothing more to say where the row is all that is owed; else what the post paid over of this demand before, where it
 * makes up the rest. Nộp thừa: what it comes to beyond the demand that its parcel collects goes back, and the demand is settled; of a
 * parcel that collects none another sum is meant for something else. `undefined` where it settles nothing.
 */
async function sumUp(
  desk: Needs,
  { row, strays }: { row: Settlement; strays: readonly MoneyRow[] },
  { dossier, money }: DossierFile,
  demand: Obligation,
): Promise<{ parts?: readonly PaidPart[]; overVnd?: number } | undefined> {
  const { n, totalVnd } = demand
  const isOwn = isCollectedBy(row, demand)
  if (row.collectedVnd === totalVnd) return {}
  if (row.collectedVnd > totalVnd) return isOwn ? { overVnd: row.collectedVnd - totalVnd } : undefined
  const known = new Map([...strays, ...(await desk.payments.openRows())].map((one) => [nameOfRow(one), one]))
  const before = [...known.values()].filter(
    ({ kind, method, dossier: of, obligation, at, reference = '' }) =>
      kind === 'stray' &&
      method === 'cod' &&
      of === dossier.id &&
      obligation === n &&
      !isGivenBack({ day: dayOf(at), reference }, money),
  )
  const overVnd = before.reduce((sum, { amountVnd }) => sum + amountVnd, row.collectedVnd) - totalVnd
  if (overVnd < 0 || (overVnd > 0 && !isOwn)) return undefined
  const parts = before.map(({ at, reference = '' }) => ({ day: dayOf(at), reference }))
  return { parts, ...(overVnd > 0 && { overVnd }) }
}

/**
 * The row in the book of its day: what the treasury is held against, and beside it what fits nothing. Under the agency of its
 * dossier, where the post names one of ours; an officer's word on it goes into that dossier's book.
 */
function rowOf(desk: Needs, row: Settlement, file: DossierFile | undefined): Omit<MoneyRow, 'kind'> {
  const about = collectedOf(row, file?.money) ?? file?.money?.at(-1)
  return {
    dossier: file && about ? file.dossier.id : '',
    code: codeOf(row.orderNumber),
    agency: file ? accountableAgency(file.dossier) : desk.province,
    obligation: about?.n ?? 0,
    method: 'cod',
    amountVnd: row.collectedVnd,
    items: [],
    at: row.settledAt,
    reference: referenceOf(row),
  }
}
