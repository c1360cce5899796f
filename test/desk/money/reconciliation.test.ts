import { describe, expect, it } from 'vitest'
import { addDays, dayOf, earlier } from '../../../shared/calendar/day.ts'
import { giveRowBack } from '../../../shared/desk/money/give-row-back.ts'
import { handInStatement } from '../../../shared/desk/money/hand-in-statement.ts'
import { orderMoneyBack } from '../../../shared/desk/money/order-money-back.ts'
import { changeAttempt } from '../../../shared/desk/money/payment-attempts.ts'
import { reconcileNightly } from '../../../shared/desk/money/run-reconciliation.ts'
import { paymentsOf } from '../../../shared/desk/money/show-payments.ts'
import { takePaymentNews } from '../../../shared/desk/money/take-payment-news.ts'
import { workPayments } from '../../../shared/desk/money/work-payments.ts'
import { referenceOf } from '../../../shared/messages/attempts.ts'
import type { StatementRow, StatementSource } from '../../../shared/messages/reconciliation.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import type { WorkerDesk } from '../worker-desk.ts'
import { act, begun, cashier, newsOf, owing } from './payments-given.ts'

const day = '2026-03-10'
const bell = { kind: 'doorbell', dossier: 'hs', n: 2 } as const

async function paid() {
  const world = await owing()
  const attempt = await begun(world, 'vnpay')
  const news = newsOf(attempt)
  world.desk.gateways.vnpay.told.set(attempt.reference, news)
  await takePaymentNews(world.desk, 'vnpay', news)
  await workPayments(world.desk, bell)
  return { world, attempt, news }
}

/** The next night's list of the day. */
async function listed({ desk, clock }: WorkerDesk) {
  clock.at = `${addDays(dayOf(clock.at), 1)}T01:40:00+07:00`
  await reconcileNightly(desk)
  const { differences = [] } = (await desk.payments.reconciliation(day)) ?? {}
  return differences.map(({ code, oursVnd, theirsVnd }) => [code, oursVnd, theirsVnd])
}

describe('the reconciliation of a day', () => {
  it('lists nothing where book, gateway and receipts agree, and writes the same when run again', async () => {
    const { world } = await paid()
    world.clock.at = '2026-03-11T01:40:00+07:00'
    expect(await reconcileNightly(world.desk)).toBe(0)
    const first = await world.desk.payments.reconciliation(day)
    expect(first).toMatchObject({ paidVnd: 65_000, paidCount: 1, refundedVnd: 0, differences: [] })
    world.clock.at = '2026-03-12T01:40:00+07:00'
    await reconcileNightly(world.desk)
    expect(await world.desk.payments.reconciliation(day)).toEqual({ ...first, at: world.clock.at })
    expect(await world.desk.payments.reconciledDays(9)).toContain(day)
    expect(JSON.stringify(first)).not.toMatch(/Trần|0460/)
  })

  it('is made once a night, by the first run after one o’clock', async () => {
    const { world } = await paid()
    for (const [at, made] of [
      ['2026-03-11T00:59:00+07:00', 'done-before'],
      ['2026-03-11T01:00:00+07:00', 0],
      ['2026-03-11T01:05:00+07:00', 'done-before'],
      ['2026-03-12T09:00:00+07:00', 0],
    ] as const) {
      world.clock.at = at
      expect([at, await reconcileNightly(world.desk)]).toEqual([at, made])
    }
  })

  it('of a day with more attempts than one run can ask is gone on with by the next, and asks each once', async () => {
    const world = await owing()
    const one = await begun(world, 'vnpay')
    const references = Array.from({ length: 70 }, (_, n) => referenceOf('hs', 1, n + 2))
    for (const reference of references) {
      await world.desk.payments.keepAttempt({ ...one, reference, revision: 1 })
      const [row] = await world.desk.payments.rowsOf(day)
      if (row) await world.desk.payments.noteRow(day, { ...row, reference })
    }
    const { vnpay } = world.desk.gateways
    const asked: string[] = []
    const { ask } = vnpay
    vnpay.ask = async (question) => {
      asked.push(question.reference)
      world.clock.at = earlier(world.clock.at, -5)
      return ask(question)
    }
    world.clock.at = '2026-03-11T01:00:00+07:00'
    // Woken while the first is at it, the second finds a piece kept by another, and leaves the rest.
    expect(await Promise.all([reconcileNightly(world.desk), reconcileNightly(world.desk)])).toContain('goes-on')
    let runs = 1
    for (; (await reconcileNightly(world.desk)) !== 'done-before'; runs += 1) expect(runs).toBeLessThan(9)
    expect(runs).toBeGreaterThan(1)
    expect(await world.desk.payments.reconciliation(day)).toMatchObject({ differences: [] })
    expect(new Set(asked).size).toBe(71)
    expect(asked.length).toBeLessThanOrEqual(71 + 20)
  })

  it('enters what was paid there and nobody told of, and tells it where that fails', async () => {
    const world = await owing()
    const attempt = await begun(world, 'vnpay')
    world.desk.gateways.vnpay.told.set(attempt.reference, newsOf(attempt))
    const { load } = world.desk.dossiers
    world.desk.dossiers.load = async () => {
      throw new Outage('the table', new Error('silent'))
    }
    expect(await listed(world)).toEqual([['paid-there-unknown-here', 0, 65_000]])
    world.desk.dossiers.load = load
    expect(await listed(world)).toEqual([])
    expect(await world.acts()).toEqual(['open', 'pay'])
  })

  it('begins before refunds are asked after, which are gone on with by the next run', async () => {
    const { world, attempt } = await paid()
    const others = Array.from({ length: 30 }, (_, n) => referenceOf('hs', 1, n + 2))
    const back = {
      transaction: 'GD1',
      amountVnd: 65_000,
      why: 'refund',
      state: 'under-way',
      at: given.tuesday,
    } as const
    for (const reference of others)
      await world.desk.payments.keepAttempt({ ...attempt, reference, backs: [back], askAt: '', revision: 1 })
    for (const reference of others) await changeAttempt(world.desk, reference, () => ({ askAt: undefined }))
    const { vnpay } = world.desk.gateways
    const asked: string[] = []
    vnpay.howFarBack = async ({ reference }) => {
      asked.push(reference)
      world.clock.at = earlier(world.clock.at, -15)
      return 'under-way'
    }
    world.clock.at = '2026-03-11T01:00:00+07:00'
    expect(await reconcileNightly(world.desk)).toBe('goes-on')
    expect(await world.desk.payments.reconciledDays(9)).toHaveLength(7)
    let runs = 1
    for (; (await reconcileNightly(world.desk)) === 'goes-on'; runs += 1) expect(runs).toBeLessThan(5)
    expect(runs).toBeGreaterThan(1)
    expect(asked.toSorted()).toEqual(others.toSorted())
  })

  it('follows refunds although the receipt office has no key yet', async () => {
    const { world, attempt } = await paid()
    const { vnpay } = world.desk.gateways
    await act(world, cashier, { act: 'refund', amountVnd: 65_000, reason: 'Thu sai' }, 'hoan')
    vnpay.refundsAre = 'under-way'
    await workPayments(world.desk, bell)
    const own = (await world.desk.payments.rowsOf(day)).find(({ kind }) => kind === 'paid')
    if (!own) throw new Error('no row')
    await world.desk.payments.noteRow(day, { ...own, receipt: { refused: 'ký hiệu' } })
    world.desk.receipts.issue = async () => {
      throw new Error('the secret lacks its password')
    }
    vnpay.refundsAre = 'given-back'
    world.clock.at = '2026-03-11T01:40:00+07:00'
    await reconcileNightly(world.desk)
    expect((await world.desk.payments.attempt(attempt.reference))?.backs).toMatchObject([{ state: 'given-back' }])
    expect(await reconcileNightly(world.desk)).toBe('done-before')
  })

  it('has receipts issued again that were refused, each night until they are', async () => {
    const world = await owing()
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'tien-mat')
    world.desk.receipts.refuses = 'ký hiệu'
    for (let n = 0; n < 2; n += 1) await workPayments(world.desk, bell)
    expect(await listed(world)).toEqual([['receipt-refused', 65_000, undefined]])
    world.desk.receipts.refuses = undefined
    expect(await listed(world)).toEqual([['receipt-refused', 65_000, undefined]])
    expect(await listed(world)).toEqual([])
    expect(world.desk.receipts.issued).toHaveLength(1)
    expect(await world.desk.payments.openRows()).toEqual([])
  })

  it('tells what is in the book and the gateway does not have, or has with another sum', async () => {
    const { world, attempt, news } = await paid()
    world.desk.gateways.vnpay.told.delete(attempt.reference)
    expect(await listed(world)).toEqual([['paid-here-not-there', 65_000, 0]])
    world.desk.gateways.vnpay.told.set(attempt.reference, { ...news, amountVnd: 60_000 })
    expect(await listed(world)).toEqual([['amount-differs', 65_000, 60_000]])
  })

  it('tells what the gateway alone took back', async () => {
    const { world, attempt, news } = await paid()
    world.desk.gateways.vnpay.told.set(attempt.reference, { ...news, outcome: 'refunded' })
    expect(await listed(world)).toEqual([['paid-here-not-there', 65_000, 0]])
  })

  it('tells what the gateway alone took back also where it was begun before midnight and paid after', async () => {
    const world = await owing()
    world.clock.at = `${day}T23:55:00+07:00`
    const attempt = await begun(world, 'vnpay')
    world.clock.at = `${addDays(day, 1)}T00:05:00+07:00`
    const news = newsOf(attempt, { at: world.clock.at })
    await takePaymentNews(world.desk, 'vnpay', news)
    await workPayments(world.desk, bell)
    world.desk.gateways.vnpay.told.set(attempt.reference, { ...news, outcome: 'refunded' })
    expect(await listed(world)).toEqual([['paid-here-not-there', 65_000, 0]])
  })

  it('tells money that waits to go back until it is back, and money of nobody', async () => {
    const { world, attempt } = await paid()
    await takePaymentNews(world.desk, 'vnpay', newsOf(attempt, { transaction: 'GD2' }))
    await takePaymentNews(world.desk, 'vnpay', newsOf(attempt, { transaction: 'GD3', reference: 'aiT1T1' }))
    expect(await listed(world)).toEqual([
      ['stray-money', undefined, 65_000],
      ['refund-pending', undefined, 65_000],
    ])
  })

  it('tells money to go back every night on the newest list alone, however long ago it was paid', async () => {
    const world = await owing()
    const attempt = await begun(world)
    await takePaymentNews(world.desk, 'platform', newsOf(attempt))
    world.desk.gateways.platform.refundsAre = 'by-hand'
    world.clock.at = '2026-03-25T09:00:00+07:00'
    await act(world, cashier, { act: 'refund', amountVnd: 65_000, reason: 'Thu sai' }, 'hoan')
    await workPayments(world.desk, bell)
    const naming = async () => {
      const lists = await Promise.all(
        (await world.desk.payments.reconciledDays(99)).map(world.desk.payments.reconciliation),
      )
      return lists.flatMap((list) =>
        (list?.differences ?? [])
          .filter(({ code }) => code === 'refund-by-hand')
          .map(({ agency, dossier }) => [list?.day, agency, dossier]),
      )
    }
    for (const [at, newest] of [
      ['2026-03-26T01:40:00+07:00', '2026-03-25'],
      ['2026-04-20T01:40:00+07:00', '2026-04-19'],
    ] as const) {
      world.clock.at = at
      await reconcileNightly(world.desk)
      expect((await naming()).filter(([on]) => on === newest)).toEqual([[newest, given.ward, 'H57.40-260310-0001']])
    }
    const said = { reference: attempt.reference, transaction: 'GD1', transfer: 'UNC-1' }
    await orderMoneyBack(world.desk, cashier, 'hs', said)
    world.clock.at = '2026-04-21T01:40:00+07:00'
    await reconcileNightly(world.desk)
    expect((await naming()).filter(([on = '']) => on > '2026-04-13')).toEqual([])
  })

  it('tells nobody’s money and a receipt that was refused on the newest list, however old, until it is seen to', async () => {
    const { world, attempt } = await paid()
    await takePaymentNews(world.desk, 'vnpay', newsOf(attempt, { transaction: 'GD3', reference: 'aiT1T1' }))
    const own = (await world.desk.payments.rowsOf(day)).find(({ kind }) => kind === 'paid')
    if (!own) throw new Error('no row')
    await world.desk.payments.noteRow(day, { ...own, receipt: { refused: 'ký hiệu' } })
    world.desk.receipts.silent = true
    world.clock.at = '2026-04-20T01:40:00+07:00'
    await reconcileNightly(world.desk)
    const newest = async () =>
      (await world.desk.payments.reconciliation(addDays(dayOf(world.clock.at), -1)))?.differences
    expect(await newest()).toMatchObject([
      { code: 'stray-money', day, theirsVnd: 65_000 },
      { code: 'receipt-refused', day, oursVnd: 65_000 },
    ])
    expect((await world.desk.payments.reconciliation('2026-04-18'))?.differences).toEqual([])
    await giveRowBack(world.desk, given.officer('H57', 'desk', 'admin'), {
      day,
      reference: 'vnpay:GD3',
      transfer: 'UNC-1',
    })
    world.clock.at = '2026-04-21T01:40:00+07:00'
    await reconcileNightly(world.desk)
    expect((await newest())?.map(({ code }) => code)).toEqual(['receipt-refused'])
  })

  it('tells a payment without its electronic receipt, and a gateway that does not answer or has no key', async () => {
    const world = await owing()
    const attempt = await begun(world, 'vnpay')
    await takePaymentNews(world.desk, 'vnpay', newsOf(attempt))
    world.desk.receipts.silent = true
    await expect(workPayments(world.desk, bell)).rejects.toThrow()
    const { vnpay } = world.desk.gateways
    for (const trouble of [{ silent: true }, { ready: false, silent: false }]) {
      Object.assign(vnpay, trouble)
      expect(await listed(world)).toEqual([
        ['not-asked', 65_000, undefined],
        ['receipt-missing', 65_000, undefined],
      ])
    }
  })

  const accountant = { ...cashier, id: 'cb-ke-toan' }
  const handIn = (
    { desk }: WorkerDesk,
    source: StatementSource,
    rows: readonly StatementRow[],
    { key = `khoa-${source}-${rows.length}`, by = accountant } = {},
  ) => handInStatement(desk, by, { day, source, rows }, key)

  it('keeps every statement that was handed in, by whom and when, and compares the newest', async () => {
    const { world } = await paid()
    const rows = [{ reference: 'GD1', amountVnd: 65_000 }]
    const first = await handIn(world, 'vnpay', [], { key: 'lan-mot' })
    world.clock.at = '2026-03-11T08:00:00+07:00'
    await handIn(world, 'vnpay', rows, { key: 'lan-hai', by: { ...cashier, id: 'cb-khac' } })
    expect(await handIn(world, 'vnpay', [], { key: 'lan-mot' })).toEqual(first)
    expect(await handIn(world, 'vnpay', rows, { key: 'lan-mot' })).toEqual({ objection: 'key-reused' })
    const kept = await world.desk.payments.handedIn(day)
    expect(kept.map(({ n, by, at, count, totalVnd }) => [n, by, at, count, totalVnd])).toEqual([
      [1, accountant.id, given.tuesday, 0, 0],
      [2, 'cb-khac', world.clock.at, 1, 65_000],
    ])
    expect(await Promise.all(kept.map(world.desk.payments.rowsOfStatement))).toEqual([[], rows])
    expect(await world.desk.payments.statements(day)).toEqual({ vnpay: rows })
  })

  it('holds a day long past against what came of it late, with the next night, once', async () => {
    const { world } = await paid()
    world.clock.at = '2026-04-20T01:40:00+07:00'
    await reconcileNightly(world.desk)
    expect(await world.desk.payments.reconciliation(day)).toBeUndefined()
    await handIn(world, 'treasury', [{ reference: 'FT-LA', amountVnd: 7_000 }])
    expect(await listed(world)).toEqual([
      ['unknown-in-treasury', undefined, 7_000],
      ['not-in-treasury', 65_000, 0],
    ])
    const first = await world.desk.payments.reconciliation(day)
    world.clock.at = '2026-04-22T01:40:00+07:00'
    await reconcileNightly(world.desk)
    expect(await world.desk.payments.reconciliation(day)).toEqual(first)
    await handIn(world, 'treasury', [{ reference: 'GD1', amountVnd: 65_000 }], { key: 'lan-sau' })
    expect(await listed(world)).toEqual([])
  })

  it('takes every statement that several hand in at once, each once', async () => {
    const world = await owing()
    const hand = (n: number) => handIn(world, 'treasury', [{ reference: `FT-${n}`, amountVnd: n }], { key: `lan-${n}` })
    await Promise.all([1, 2, 3, 1, 2, 3].map(hand))
    const kept = await world.desk.payments.handedIn(day)
    expect(kept.map(({ n }) => n)).toEqual([1, 2, 3])
    expect(new Set(kept.map(({ totalVnd }) => totalVnd))).toEqual(new Set([1, 2, 3]))
  })

  it('holds the book against a statement that is handed in, of a gateway or the treasury', async () => {
    const { world } = await paid()
    const rows = [
      { reference: 'GD1', amountVnd: 65_000 },
      { reference: 'GD-LA', amountVnd: 7_000 },
    ]
    await handIn(world, 'vnpay', rows)
    expect(await listed(world)).toEqual([['paid-there-unknown-here', 0, 7_000]])
    await handIn(world, 'vnpay', rows.slice(0, 1))
    await handIn(world, 'treasury', rows.slice(1))
    expect(await listed(world)).toEqual([
      ['unknown-in-treasury', undefined, 7_000],
      ['not-in-treasury', 65_000, 0],
    ])
  })

  it('knows money that settled nothing in the statement of the day after its attempt was begun, also when it is back', async () => {
    const world = await owing()
    world.clock.at = '2026-03-10T23:55:00+07:00'
    const attempt = await begun(world, 'vnpay')
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'tien-mat')
    await workPayments(world.desk, bell)
    world.clock.at = '2026-03-11T00:05:00+07:00'
    const news = newsOf(attempt, { at: world.clock.at })
    world.desk.gateways.vnpay.told.set(attempt.reference, news)
    await takePaymentNews(world.desk, 'vnpay', news)
    const rows = [{ reference: 'GD1', amountVnd: 65_000 }]
    for (const source of ['vnpay', 'treasury'] as const)
      await handInStatement(world.desk, accountant, { day: '2026-03-11', source, rows }, source)
    const found = async () => {
      await reconcileNightly(world.desk)
      return (await world.desk.payments.reconciliation('2026-03-11'))?.differences.map(({ code }) => code)
    }
    world.clock.at = '2026-03-12T01:40:00+07:00'
    expect(await found()).toEqual(['refund-pending'])
    const said = { reference: attempt.reference, transaction: 'GD1', transfer: 'UNC-1' }
    await orderMoneyBack(world.desk, cashier, 'hs', said)
    world.clock.at = '2026-03-13T01:40:00+07:00'
    expect(await found()).toEqual([])
  })

  it('knows nobody’s money in the statements by its own row, also when it is given back', async () => {
    const { world, attempt } = await paid()
    await takePaymentNews(world.desk, 'vnpay', newsOf(attempt, { transaction: 'GD3', reference: 'aiT1T1' }))
    const rows = ['GD1', 'GD3'].map((reference) => ({ reference, amountVnd: 65_000 }))
    await handIn(world, 'vnpay', rows)
    await handIn(world, 'treasury', rows)
    expect(await listed(world)).toEqual([['stray-money', undefined, 65_000]])
    const said = { day, reference: 'vnpay:GD3', transfer: 'UNC-1' }
    await giveRowBack(world.desk, given.officer('H57', 'desk', 'admin'), said)
    expect(await listed(world)).toEqual([])
  })

  it('holds a transfer against the treasury by its whole number as it was typed, and sums what stands there twice', async () => {
    const world = await owing()
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'transfer', reference: 'MBVCB:17:FT9' }, 'ck')
    await workPayments(world.desk, bell)
    await handIn(world, 'treasury', [{ reference: 'MBVCB:17:FT9', amountVnd: 65_000 }])
    expect(await listed(world)).toEqual([])
    const twice = [40_000, 25_000].map((amountVnd) => ({ reference: 'MBVCB:17:FT9', amountVnd }))
    await handIn(world, 'treasury', twice)
    expect(await listed(world)).toEqual([])
    await handIn(world, 'treasury', [...twice, ...twice])
    expect(await listed(world)).toEqual([['amount-differs', 65_000, 130_000]])
  })

  it('has a payment under the day it was paid, though it was heard of after midnight', async () => {
    const world = await owing()
    world.clock.at = '2026-03-10T23:40:00+07:00'
    const attempt = await begun(world, 'vnpay')
    const news = newsOf(attempt, { at: '2026-03-10T23:50:00+07:00' })
    world.desk.gateways.vnpay.told.set(attempt.reference, news)
    world.clock.at = '2026-03-11T00:07:00+07:00'
    await takePaymentNews(world.desk, 'vnpay', news)
    await workPayments(world.desk, bell)
    const rows = [{ reference: 'GD1', amountVnd: 65_000 }]
    await handIn(world, 'vnpay', rows)
    await handIn(world, 'treasury', rows)
    world.clock.at = '2026-03-11T01:40:00+07:00'
    await reconcileNightly(world.desk)
    expect(await world.desk.payments.reconciliation(day)).toMatchObject({ paidVnd: 65_000, differences: [] })
    expect(await world.desk.payments.rowsOf('2026-03-11')).toEqual([])
    expect(world.desk.receipts.issued).toMatchObject([{ paidAt: news.at }])
    const shown = await paymentsOf(world.desk, cashier, 'hs')
    expect(shown?.paid).toMatchObject([{ amountVnd: 65_000, at: news.at }])
  })

  it('wants no cash in the treasury’s statement', async () => {
    const world = await owing()
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'tien-mat')
    await workPayments(world.desk, bell)
    await handIn(world, 'treasury', [])
    expect(await listed(world)).toEqual([])
  })
})
