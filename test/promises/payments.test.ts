import { expect, it } from 'vitest'
import { createPayments } from '../../shared/aws/money/payments.ts'
import { type MoneyRow, nameOfRow, type PaymentAttempt, referenceOf } from '../../shared/messages/attempts.ts'
import type { HandedIn, StatementSource } from '../../shared/messages/reconciliation.ts'
import { memoryPayments } from '../memory/payments.ts'
import { onBoth } from './both.ts'
import { freshId } from './samples.ts'

function attemptOf(dossier: string, count: number, change: Partial<PaymentAttempt> = {}): PaymentAttempt {
  return {
    reference: referenceOf(dossier, 1, count),
    dossier,
    obligation: 1,
    gateway: 'platform',
    amountVnd: 65_000,
    about: 'Ho so thu',
    state: 'begun',
    at: `2026-03-10T09:0${count}:00+07:00`,
    linkUntil: '2026-03-10T09:15:00+07:00',
    asked: 0,
    backs: [],
    revision: 1,
    ...change,
  }
}

onBoth('payments', memoryPayments, createPayments, (world) => {
  it('enter money nobody expected once, under the day it was first told', async () => {
    const row: MoneyRow = {
      ...{ kind: 'stray', dossier: '', agency: 'H57', obligation: 0, method: 'online', amountVnd: 5, items: [] },
      ...{ at: '2020-02-10T09:00:00+07:00', reference: `platform:${freshId()}` },
    }
    const own = async (day: string) => world().row(day, nameOfRow(row))
    await world().noteStray('2020-02-10', row)
    const givenBack = { by: 'cb-1', at: '2020-02-10T10:00:00+07:00', transfer: 'UNC-1' }
    expect(await world().noteGivenBack('2020-02-10', { ...row, givenBack })).toBe(true)
    const late = { ...givenBack, by: 'cb-2', transfer: 'UNC-2' }
    expect(await world().noteGivenBack('2020-02-10', { ...row, givenBack: late })).toBe(false)
    await world().noteStray('2020-02-11', row)
    await world().noteStray('2020-02-10', row)
    expect(await own('2020-02-10')).toEqual({ ...row, givenBack })
    expect(await own('2020-02-11')).toBeUndefined()
    expect((await world().openRows()).filter(({ reference }) => reference === row.reference)).toEqual([])
  })

  it('keep an attempt once, and of two who change it let one win', async () => {
    const first = attemptOf(freshId(), 1)
    expect(await world().attempt(first.reference)).toBeUndefined()
    expect(await world().keepAttempt(first)).toBe(true)
    expect(await world().keepAttempt(first)).toBe(false)
    const next = { ...first, state: 'open', revision: 2 } as const
    const won = await Promise.all([world().keepAttempt(next), world().keepAttempt({ ...next, state: 'paid' })])
    expect(won.filter((one) => one)).toHaveLength(1)
    expect(await world().attempt(first.reference)).toEqual(won[0] ? next : { ...next, state: 'paid' })
  })

  it('list the attempts of a dossier, oldest first, and of no other', async () => {
    const dossier = freshId()
    for (const count of [2, 1]) await world().keepAttempt(attemptOf(dossier, count))
    await world().keepAttempt(attemptOf(freshId(), 1))
    expect((await world().attemptsOf(dossier)).map(({ reference }) => reference)).toEqual(
      [1, 2].map((count) => referenceOf(dossier, 1, count)),
    )
  })

  it('name those to be asked by a moment, until they need it no more', async () => {
    const dossier = freshId()
    const early = attemptOf(dossier, 1, { askAt: '2020-01-01T09:00:00+07:00' })
    const late = attemptOf(dossier, 2, { askAt: '2020-01-01T09:00:01+07:00' })
    for (const one of [late, early, attemptOf(dossier, 3)]) await world().keepAttempt(one)
    expect(await world().toAsk('2020-01-01T08:59:59+07:00', 9)).toEqual([])
    expect(await world().toAsk('2020-01-01T09:00:00+07:00', 9)).toEqual([early.reference])
    expect(await world().toAsk('2020-01-01T09:00:01+07:00', 1)).toEqual([early.reference])
    const { askAt: _, ...known } = early
    await world().keepAttempt({ ...known, revision: 2 })
    expect(await world().toAsk('2020-01-01T10:00:00+07:00', 9)).toEqual([late.reference])
  })

  it('name those with money to go back, however old, until it is back', async () => {
    const back = { transaction: 'GD1', amountVnd: 1, why: 'refund', at: '2020-01-01T09:00:00+07:00' } as const
    const owing = attemptOf(freshId(), 1, { state: 'paid', backs: [{ ...back, state: 'by-hand' }] })
    const settled = attemptOf(freshId(), 2, { state: 'paid', backs: [{ ...back, state: 'given-back' }] })
    for (const one of [owing, settled, attemptOf(freshId(), 3)]) await world().keepAttempt(one)
    const named = async () =>
      (await world().toGiveBack()).filter((one) => one === owing.reference || one === settled.reference)
    expect(await named()).toEqual([owing.reference])
    await world().keepAttempt({ ...owing, backs: [{ ...back, state: 'given-back' }], revision: 2 })
    expect(await named()).toEqual([])
  })

  it('keep what moved on a day under what it is', async () => {
    const row: MoneyRow = {
      kind: 'paid',
      dossier: freshId(),
      agency: 'H57.40',
      obligation: 1,
      method: 'cash',
      amountVnd: 65_000,
      items: [],
      at: '2026-03-10T09:00:00+07:00',
    }
    const day = `day-${row.dossier}`
    expect(await world().rowsOf(day)).toEqual([])
    await world().noteRow(day, row)
    await world().noteRow(day, { ...row, receipt: { refused: 'thử' } })
    await world().noteRow(day, { ...row, kind: 'refunded' })
    expect(await world().row(day, nameOfRow(row))).toEqual({ ...row, receipt: { refused: 'thử' } })
    expect((await world().rowsOf(day)).map(({ kind }) => kind)).toEqual(['paid', 'refunded'])
  })

  it('name the rows somebody still has to see to, of whatever day, until it is seen to', async () => {
    const dossier = freshId()
    const of = { dossier, agency: 'H57.40', obligation: 1, method: 'cod', amountVnd: 65_000, items: [] } as const
    const paidRow: MoneyRow = { kind: 'paid', ...of, at: '2020-01-02T09:00:00+07:00' }
    const stray: MoneyRow = { kind: 'stray', ...of, at: '2020-01-01T09:00:00+07:00', reference: `cod:${dossier}` }
    for (const row of [paidRow, stray, { ...paidRow, kind: 'refunded' } as const])
      await world().noteRow(row.at.slice(0, 10), row)
    const open = async () => (await world().openRows()).filter((row) => row.dossier === dossier)
    expect(await open()).toEqual([stray, paidRow])
    await world().noteRow('2020-01-02', { ...paidRow, receipt: { refused: 'thử' } })
    expect((await open()).map(({ kind }) => kind)).toEqual(['stray', 'paid'])
    const issued = { number: '1', serial: 'C26', lookUpCode: 'TC', issuedAt: paidRow.at }
    await world().noteRow('2020-01-02', { ...paidRow, receipt: issued } as MoneyRow)
    await world().noteRow('2020-01-01', { ...stray, givenBack: { by: 'cb-1', at: paidRow.at, transfer: 'UNC-1' } })
    expect(await open()).toEqual([])
  })

  it('keep what gateways said in a night piece by piece, each piece once', async () => {
    const day = `2026-01-${freshId()}`
    const piece = (reference: string) => [{ reference }, { reference: `${reference}x` }] as const
    expect(await world().words(day, '2026-02-01')).toEqual([])
    expect(await world().keepWords(day, '2026-02-01', [...piece('A')])).toBe(true)
    expect(await world().keepWords(day, '2026-02-01', [{ reference: 'A' }])).toBe(false)
    expect(await world().keepWords(day, '2026-02-01', [...piece('B')])).toBe(true)
    expect(await world().keepWords(day, '2026-02-02', [...piece('A')])).toBe(true)
    expect(await world().words(day, '2026-02-01')).toEqual([...piece('A'), ...piece('B')])
  })

  it('keep statements by source, and the newest list of a day, however long', async () => {
    const day = `2026-01-${freshId()}`
    expect([await world().statements(day), await world().reconciliation(day)]).toEqual([{}, undefined])
    const rows = Array.from({ length: 301 }, (_, n) => ({ reference: `GD${n}`, amountVnd: n }))
    const handed = (source: StatementSource, n: number, count: number): HandedIn => {
      const who = { by: `cb-${n}`, at: '2026-01-02T01:00:00+07:00', id: `${source}-${n}` }
      return { day, source, n, ...who, body: `d-${count}`, count, totalVnd: 0 }
    }
    const [first, second, other] = [handed('treasury', 1, 1), handed('treasury', 2, 301), handed('vnpay', 1, 0)]
    expect(await world().keepStatement(first, rows.slice(0, 1))).toBe(true)
    expect(await world().keepStatement(second, rows)).toBe(true)
    expect(await world().keepStatement(other, [])).toBe(true)
    expect(await world().keepStatement(handed('treasury', 2, 2), rows.slice(0, 2))).toBe(false)
    expect(await world().handedIn(day)).toEqual([first, second, other])
    expect(await world().rowsOfStatement(first)).toEqual(rows.slice(0, 1))
    expect(await world().statements(day)).toEqual({ treasury: rows, vnpay: [] })
    const differences = rows.map(({ reference }) => ({ code: 'stray-money', agency: '', reference }) as const)
    const list = {
      day,
      at: '2026-01-02T01:00:00+07:00',
      paidVnd: 1,
      paidCount: 1,
      refundedVnd: 0,
      statements: [],
      differences,
    }
    await world().keepReconciliation(list)
    expect(await world().reconciliation(day)).toEqual(list)
    await world().keepReconciliation({ ...list, differences: [] })
    expect(await world().reconciliation(day)).toEqual({ ...list, differences: [] })
    expect(await world().reconciledDays(100)).toContain(day)
  })
})
