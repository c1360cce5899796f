import { type Day, dayOf, type Instant } from '../calendar/day.ts'
import type { MoneyBack, MoneyRow, PaymentAttempt } from '../messages/attempts.ts'
import {
  bookReference,
  gatewayNames,
  isRowOwedBack,
  referenceOfRow,
  statementOf,
  wantsReceipt,
} from '../messages/attempts.ts'
import type { PaymentNews } from '../messages/payments.ts'
import type {
  Difference,
  DifferenceCode,
  Reconciliation,
  StatementRow,
  StatementSource,
} from '../messages/reconciliation.ts'

/** What the three sides say of one day. */
export interface Sides {
  day: Day
  at: Instant
  /** Our own book of the day. */
  rows: readonly MoneyRow[]
  /** The attempts begun or paid on that day, with what their gateway says now; nothing when it was silent. */
  attempts: readonly (OfAgency & { told?: PaymentNews })[]
  /** Of any day, and on the newest list only: attempts with money that is not back yet. */
  waiting: readonly OfAgency[]
  /** Of earlier days, and on the newest list only: rows of our own book that somebody has to see to by now. */
  open: readonly MoneyRow[]
  statements: Readonly<Partial<Record<StatementSource, readonly StatementRow[]>>>
}

interface OfAgency {
  attempt: PaymentAttempt
  /** The dossier's. */
  code?: string
  agency: string
}

/** Đối soát ba bên. Pure: the same three sides give the same list. */
export function reconcile({ day, at, rows, attempts, waiting, open, statements }: Sides): Reconciliation {
  const paid = rows.filter(({ kind }) => kind === 'paid')
  const differences = [
    ...[...open, ...rows].flatMap((row) => [...receiptOf(row), ...strayOf(row)]),
    ...open.flatMap((row) => (row.kind === 'collecting' ? [of('cod-unsettled', row, 0)] : [])),
    ...attempts.flatMap((one) => attemptOf(one, paid)),
    ...waiting.flatMap(backsOf),
    ...gatewayNames.flatMap((name) => fromStatement(name, statements[name], paid, attempts)),
    ...treasuryOf(statements.treasury, paid, rows),
  ]
  const sum = (some: readonly MoneyRow[]) => some.reduce((total, row) => total + row.amountVnd, 0)
  return {
    day,
    at,
    paidVnd: sum(paid),
    paidCount: paid.length,
    refundedVnd: sum(rows.filter(({ kind }) => kind === 'refunded')),
    statements: Object.keys(statements).filter(isSource).sort(),
    differences: inOrder(differences),
  }
}

const isSource = (name: string): name is StatementSource =>
  name === 'treasury' || name === 'platform' || name === 'vnpay'

const placeOf = ({ agency, code, reference }: Difference) => `${agency} ${code} ${reference}`

/** Sorted, and each told once although two sides may tell it. */
function inOrder(differences: readonly Difference[]): readonly Difference[] {
  const byPlace = new Map(differences.map((one) => [placeOf(one), one]))
  return [...byPlace.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

function of(code: DifferenceCode, row: MoneyRow, theirsVnd?: number): Difference {
  return {
    code,
    agency: row.agency,
    ...(row.code === undefined ? {} : { dossier: row.code }),
    reference: referenceOfRow(row),
    day: dayOf(row.at),
    oursVnd: row.amountVnd,
    ...(theirsVnd === undefined ? {} : { theirsVnd }),
  }
}

function receiptOf(row: MoneyRow): readonly Difference[] {
  return wantsReceipt(row) ? [of(row.receipt ? 'receipt-refused' : 'receipt-missing', row)] : []
}

function strayOf(row: MoneyRow): readonly Difference[] {
  if (!isRowOwedBack(row)) return []
  const { oursVnd: theirsVnd, ...rest } = of(row.kind === 'stray' ? 'stray-money' : 'refund-by-hand', row)
  return [{ ...rest, theirsVnd: theirsVnd ?? 0 }]
}

type Asked = Sides['attempts'][number]

function attemptOf({ attempt, code, agency, told }: Asked, paid: readonly MoneyRow[]): readonly Difference[] {
  const { gateway, transaction, amountVnd, backs } = attempt
  const row = paid.find(
    ({ reference }) => transaction !== undefined && reference === bookReference(gateway, transaction),
  )
  const named = { agency, ...(code === undefined ? {} : { dossier: code }), reference: attempt.reference }
  if (!told) return [{ code: 'not-asked', ...named, oursVnd: row?.amountVnd ?? 0 }]
  if (told.outcome !== 'paid') {
    // Given back on our word is no difference; taken back by the gateway alone is.
    const isOurs = row !== undefined && !(told.outcome === 'refunded' && backs.length > 0)
    return isOurs ? [{ code: 'paid-here-not-there', ...named, oursVnd: row.amountVnd, theirsVnd: 0 }] : []
  }
  const isKept = backs.some((back) => back.transaction === told.transaction)
  if (transaction === undefined && !isKept)
    return [{ code: 'paid-there-unknown-here', ...named, oursVnd: 0, theirsVnd: told.amountVnd }]
  if (transaction !== undefined && transaction !== told.transaction && !isKept)
    return [{ code: 'twice-there', ...named, oursVnd: amountVnd, theirsVnd: told.amountVnd }]
  return row && !isKept && row.amountVnd !== told.amountVnd
    ? [{ code: 'amount-differs', ...named, oursVnd: row.amountVnd, theirsVnd: told.amountVnd }]
    : []
}

const backCodes = {
  kept: 'refund-pending',
  asked: 'refund-pending',
  'under-way': 'refund-pending',
  refused: 'refund-refused',
  'by-hand': 'refund-by-hand',
  'given-back': undefined,
} as const satisfies Record<MoneyBack['state'], DifferenceCode | undefined>

function backsOf({ attempt, code: dossier, agency }: OfAgency): readonly Difference[] {
  return attempt.backs.flatMap(({ state, transaction, amountVnd: theirsVnd }) => {
    const code = backCodes[state]
    if (code === undefined) return []
    const reference = `${attempt.reference} ${transaction}`
    return [{ code, agency, ...(dossier === undefined ? {} : { dossier }), reference, theirsVnd }]
  })
}

/** Both ways: what they have and we do not, what we have and they do not, and sums that differ. */
function fromStatement(
  gateway: (typeof gatewayNames)[number],
  statement: readonly StatementRow[] | undefined,
  paid: readonly MoneyRow[],
  attempts: Sides['attempts'],
): readonly Difference[] {
  if (!statement) return []
  const ours = paid.filter(({ reference }) => reference?.startsWith(`${gateway}:`))
  const kept = new Set(
    attempts
      .filter(({ attempt }) => attempt.gateway === gateway)
      .flatMap(({ attempt }) => attempt.backs.map(({ transaction }) => transaction)),
  )
  const theirs = new Map(statement.map((row) => [bookReference(gateway, row.reference), row]))
  const unknown = statement.filter(
    ({ reference }) => !kept.has(reference) && !ours.some((row) => row.reference === bookReference(gateway, reference)),
  )
  return [
    ...ours.flatMap((row) => compared(row, theirs.get(row.reference ?? ''), 'paid-here-not-there')),
    ...unknown.map(
      ({ reference, amountVnd }): Difference => ({
        code: 'paid-there-unknown-here',
        agency: '',
        reference: bookReference(gateway, reference),
        oursVnd: 0,
        theirsVnd: amountVnd,
      }),
    ),
  ]
}

function compared(row: MoneyRow, their: StatementRow | undefined, missing: DifferenceCode): readonly Difference[] {
  if (!their) return [of(missing, row, 0)]
  return their.amountVnd === row.amountVnd ? [] : [of('amount-differs', row, their.amountVnd)]
}

/**
 * The treasury sees transfers by their number, gateways' money by the gateway's, and what postmen collected by the statement it
 * was paid over with, in one sum; postage is no part of it. Cash is paid in by another road.
 */
function treasuryOf(
  statement: readonly StatementRow[] | undefined,
  paid: readonly MoneyRow[],
  rows: readonly MoneyRow[],
): readonly Difference[] {
  if (!statement) return []
  const single = paid.filter(({ method }) => method !== 'cash' && method !== 'cod')
  const nameOf = ({ reference = '' }: MoneyRow) => reference.slice(reference.lastIndexOf(':') + 1)
  const sums = settledSums(rows)
  const theirs = new Map(statement.map((row) => [row.reference, row]))
  const known = new Set([...single.map(nameOf), ...sums.keys()])
  return [
    ...single.flatMap((row) => compared(row, theirs.get(nameOf(row)), 'not-in-treasury')),
    ...[...sums.values()].flatMap((row) => compared(row, theirs.get(referenceOfRow(row)), 'not-in-treasury')),
    ...statement
      .filter(({ reference }) => !known.has(reference))
      .map(
        ({ reference, amountVnd }): Difference => ({
          code: 'unknown-in-treasury',
          agency: '',
          reference,
          theirsVnd: amountVnd,
        }),
      ),
  ]
}

/** One row a statement of the post, with its sum; of no agency where it is of several. */
function settledSums(rows: readonly MoneyRow[]): ReadonlyMap<string, MoneyRow> {
  const sums = new Map<string, MoneyRow>()
  for (const { code: _, ...row } of rows.filter(({ kind, amountVnd }) => kind === 'settled' && amountVnd > 0)) {
    const reference = statementOf(row.reference ?? '')
    const { agency = row.agency, amountVnd = 0 } = sums.get(reference) ?? {}
    const whose = agency === row.agency ? agency : ''
    sums.set(reference, { ...row, reference, agency: whose, amountVnd: amountVnd + row.amountVnd })
  }
  return sums
}
