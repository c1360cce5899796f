import { type Day, dayOf, type Instant } from '../../calendar/day.ts'
import type { MoneyBack, MoneyRow, PaymentAttempt } from '../../messages/attempts.ts'
import {
  bookReference,
  type GatewayName,
  gatewayNames,
  isRowOwedBack,
  referenceOfRow,
  statementOf,
  wantsReceipt,
} from '../../messages/attempts.ts'
import type { PaymentNews } from '../../messages/payments.ts'
import type {
  Difference,
  DifferenceCode,
  Reconciliation,
  StatementRow,
  StatementSource,
} from '../../messages/reconciliation.ts'

/** What the three sides say of one day. */
export interface Sides {
  day: Day
  at: Instant
  /** Our own book of the day. */
  rows: readonly MoneyRow[]
  /** The attempts begun on that day, with what their gateway says now; nothing when it was silent. */
  attempts: readonly (OfAgency & { told?: PaymentNews })[]
  /** Attempts of the days up to this one, where a statement names what this day does not know: it may have been paid after midnight. */
  earlier?: readonly PaymentAttempt[]
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
export function reconcile(sides: Sides): Reconciliation {
  const { day, at, rows, attempts, waiting, open, statements } = sides
  const paid = rows.filter(({ kind }) => kind === 'paid')
  const refunded = rows.filter(({ kind }) => kind === 'refunded')
  const differences = [
    ...[...open, ...rows].flatMap((row) => [...receiptOf(row), ...strayOf(row)]),
    ...open.flatMap((row) => (row.kind === 'collecting' ? [of('cod-unsettled', row, 0)] : [])),
    ...attempts.flatMap((one) => attemptOf(one, paid)),
    ...waiting.flatMap(backsOf),
    ...gatewayNames.flatMap((name) => fromStatement(name, sides, paid)),
    ...treasuryOf(statements.treasury, paid, sides),
  ]
  const sum = (some: readonly MoneyRow[]) => some.reduce((total, row) => total + row.amountVnd, 0)
  return {
    day,
    at,
    paidVnd: sum(paid),
    paidCount: paid.length,
    refundedVnd: sum(refunded),
    budgetVnd: sum(paid.filter(({ budget }) => budget)),
    budgetRefundedVnd: sum(refunded.filter(({ budget }) => budget)),
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
  const { oursVnd: theirsVnd, ...rest } = of(strayCodeOf(row), row)
  return [{ ...rest, theirsVnd: theirsVnd ?? 0 }]
}

function strayCodeOf({ kind, method, dossier }: MoneyRow): DifferenceCode {
  if (kind !== 'stray') return 'refund-by-hand'
  return method === 'cod' && dossier !== '' ? 'settled-otherwise' : 'stray-money'
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
    const isOurs = transaction !== undefined && !(told.outcome === 'refunded' && backs.length > 0)
    // Paid after midnight, its row stands in the next day's book.
    const oursVnd = row?.amountVnd ?? amountVnd
    return isOurs ? [{ code: 'paid-here-not-there', ...named, oursVnd, theirsVnd: 0 }] : []
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
  return attempt.backs.flatMap(({ state, transaction, refund, amountVnd: theirsVnd }) => {
    const code = backCodes[state]
    if (code === undefined) return []
    // Several refunds of one payment are several lines.
    const which = refund === undefined ? '' : `#${refund}`
    const reference = `${attempt.reference} ${transaction}${which}`
    return [{ code, agency, ...(dossier === undefined ? {} : { dossier }), reference, theirsVnd }]
  })
}

/** What is known to have come although it settled nothing: money that goes or went back, and money of nobody. */
function knownBacks({ rows, attempts, earlier = [] }: Sides): ReadonlySet<string> {
  const all = [...attempts.map(({ attempt }) => attempt), ...earlier]
  return new Set([
    ...all.flatMap(({ gateway, backs }) => backs.map(({ transaction }) => bookReference(gateway, transaction))),
    ...rows.flatMap(({ kind, reference }) => (kind === 'stray' && reference !== undefined ? [reference] : [])),
  ])
}

/** What the gateways' statements have and our book of the day does not. */
export function unknownThere(sides: Sides): readonly Difference[] {
  const paid = sides.rows.filter(({ kind }) => kind === 'paid')
  return gatewayNames
    .flatMap((name) => fromStatement(name, sides, paid))
    .filter(({ code }) => code === 'paid-there-unknown-here')
}

/** Both ways: what they have and we do not, what we have and they do not, and sums that differ. */
function fromStatement(gateway: GatewayName, sides: Sides, paid: readonly MoneyRow[]): readonly Difference[] {
  const statement = sides.statements[gateway]
  if (!statement) return []
  const ours = paid.filter(({ reference }) => reference?.startsWith(bookReference(gateway, '')))
  const theirs = summed(statement.map((row) => ({ ...row, reference: bookReference(gateway, row.reference) })))
  const known = new Set([...ours.map(({ reference = '' }) => reference), ...knownBacks(sides)])
  return [
    ...compared(ours, theirs, referenceOfRow, 'paid-here-not-there'),
    ...unknownTo(known, theirs).map(
      ([reference, theirsVnd]): Difference => ({
        ...{ code: 'paid-there-unknown-here', agency: '', reference },
        ...{ oursVnd: 0, theirsVnd },
      }),
    ),
  ]
}

/** A statement's sums by reference: a number that stands there twice stands for both. */
function summed(statement: readonly StatementRow[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { reference, amountVnd } of statement) sums.set(reference, (sums.get(reference) ?? 0) + amountVnd)
  return sums
}

const unknownTo = (known: ReadonlySet<string>, theirs: ReadonlyMap<string, number>) =>
  [...theirs].filter(([reference]) => !known.has(reference))

/** Ours against theirs, by name; several of ours under one name, as of two agencies, in one sum. */
function compared(
  ours: readonly MoneyRow[],
  theirs: ReadonlyMap<string, number>,
  nameOf: (row: MoneyRow) => string,
  missing: DifferenceCode,
): readonly Difference[] {
  const sums = summed(ours.map((row) => ({ reference: nameOf(row), amountVnd: row.amountVnd })))
  return ours.flatMap((row) => {
    const their = theirs.get(nameOf(row))
    if (their === undefined) return [of(missing, row, 0)]
    return their === sums.get(nameOf(row)) ? [] : [of('amount-differs', row, their)]
  })
}

/** As banks name it: what came by a gateway by the gateway's own number, everything else as it was written down. */
function bankName(reference: string): string {
  const gateway = gatewayNames.find((name) => reference.startsWith(bookReference(name, '')))
  return gateway === undefined ? reference : reference.slice(bookReference(gateway, '').length)
}

/**
 * The treasury sees transfers by their number, gateways' money by the gateway's, and what postmen collected by the statement it
 * was paid over with, in one sum; postage is no part of it. Cash is paid in by another road.
 */
function treasuryOf(
  statement: readonly StatementRow[] | undefined,
  paid: readonly MoneyRow[],
  sides: Sides,
): readonly Difference[] {
  if (!statement) return []
  const single = paid.filter(({ method }) => method !== 'cash' && method !== 'cod')
  const nameOf = ({ reference = '' }: MoneyRow) => bankName(reference)
  const sums = settledSums(sides.rows)
  const theirs = summed(statement)
  const known = new Set([...single.map(nameOf), ...sums.keys(), ...[...knownBacks(sides)].map(bankName)])
  return [
    ...compared(single, theirs, nameOf, 'not-in-treasury'),
    ...compared([...sums.values()], theirs, referenceOfRow, 'not-in-treasury'),
    ...unknownTo(known, theirs).map(
      ([reference, theirsVnd]): Difference => ({ code: 'unknown-in-treasury', agency: '', reference, theirsVnd }),
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
