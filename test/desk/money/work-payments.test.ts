import { describe, expect, it } from 'vitest'
import { addDays, dayOf } from '../../../shared/calendar/day.ts'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { beginPayment } from '../../../shared/desk/money/begin-payment.ts'
import { followBacks, giveBackMoney } from '../../../shared/desk/money/give-back-money.ts'
import { giveRowBack } from '../../../shared/desk/money/give-row-back.ts'
import { handInStatement } from '../../../shared/desk/money/hand-in-statement.ts'
import { orderMoneyBack } from '../../../shared/desk/money/order-money-back.ts'
import { readSettlements } from '../../../shared/desk/money/read-settlements.ts'
import { reconcileNightly } from '../../../shared/desk/money/run-reconciliation.ts'
import { takePaymentNews } from '../../../shared/desk/money/take-payment-news.ts'
import { workPayments } from '../../../shared/desk/money/work-payments.ts'
import { workPostalReturns } from '../../../shared/desk/post/work-postal-returns.ts'
import { brokenAt } from '../../../shared/dossier/history/history.ts'
import { collectedAt } from '../../../shared/dossier/money/money-book.ts'
import { type PaymentDesk, paying } from '../../../shared/http/answers/paying.ts'
import { reconciliationDoors } from '../../../shared/http/answers/reconciliation.ts'
import { nameOfRow, type PaymentAttempt } from '../../../shared/messages/attempts.ts'
import { overtakenBy } from '../../../shared/notices/overtaken.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import type { WorkerDesk } from '../worker-desk.ts'
import { act, begun, book, cashier, newsOf, owed, owing, payer } from './payments-given.ts'

const day = '2026-03-10'
const bell = { kind: 'doorbell', dossier: 'hs', n: 2 } as const
const work = ({ desk }: WorkerDesk) => workPayments(desk, bell)
const rows = async ({ desk }: WorkerDesk) => (await desk.payments.rowsOf(day)).filter(({ kind }) => kind !== 'begun')

async function paidOnline(gateway: 'platform' | 'vnpay' = 'vnpay') {
  const world = await owing()
  const attempt = await begun(world, gateway)
  await takePaymentNews(world.desk, gateway, newsOf(attempt))
  return { world, attempt }
}

/** The worker at its bell, while something is written between its two questions. */
async function duringTheReading(world: WorkerDesk, write: () => Promise<unknown>) {
  const { history } = world.desk.dossiers
  let isWritten = false
  const dossiers = {
    ...world.desk.dossiers,
    history: async (id: string, after?: number) => {
      if (!isWritten) await write()
      isWritten = true
      return history(id, after)
    },
  }
  await workPayments({ ...world.desk, dossiers }, bell)
}

/** Another attempt for the same demand, at the other gateway. */
async function begunAt({ desk }: WorkerDesk, attempt: PaymentAttempt): Promise<PaymentAttempt> {
  const { transaction: _, ...rest } = attempt
  const other: PaymentAttempt = {
    ...rest,
    reference: `${attempt.reference}9`,
    gateway: 'vnpay',
    state: 'open',
    revision: 1,
  }
  await desk.payments.keepAttempt(other)
  return other
}

describe('what the portal asks of a dossier', () => {
  const ask = async (world: WorkerDesk, dossierCode = code, seal = 'đúng') =>
    paying.askFeeOwed({ body: { dossierCode, seal } } as never, world.desk as unknown as PaymentDesk)
  const code = 'H57.40-260310-0001'

  it('is told what is owed until it is paid, and nothing to a stranger or of a code that nobody has', async () => {
    const world = await owing()
    expect(await ask(world)).toMatchObject({ error_code: 1, SoTien: '65000', DSKhoanNop: expect.any(Array) })
    expect(await ask(world, code, 'sai')).toEqual(await ask(world, 'H57.40-260310-9999'))
    expect(await ask(world, code, 'sai')).toMatchObject({ error_code: -1 })
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'nop')
    expect(await ask(world)).toMatchObject({ error_code: 0 })
  })
})

describe('a payment in the book of its day', () => {
  it('stands there once with its electronic receipt, however often the bell rings', async () => {
    const { world } = await paidOnline()
    for (let n = 0; n < 3; n += 1) expect(await work(world)).toBe('worked')
    expect(await rows(world)).toMatchObject([
      {
        kind: 'paid',
        method: 'online',
        amountVnd: 65_000,
        reference: 'vnpay:GD1',
        receipt: { number: '1', lookUpCode: 'TC1' },
      },
    ])
    expect(world.desk.receipts.issued).toMatchObject([
      { identity: 'BL-H57.40-2026-000001', method: 'online', items: [{ amountVnd: 50_000 }, { amountVnd: 15_000 }] },
    ])
    expect(JSON.stringify(await rows(world))).not.toMatch(/Trần|0460/)
  })

  it('stands there by kind as it was paid after a reduction, and so do the gateway’s lines and the receipt', async () => {
    const world = await owing()
    await act(world, cashier, { act: 'exempt-fee', kind: 'reduced', ground: 'Hộ nghèo', payVnd: 55_000 }, 'giam')
    const attempt = await begun(world, 'vnpay')
    await takePaymentNews(world.desk, 'vnpay', newsOf(attempt))
    await work(world)
    const items = [
      { kind: 'fee', amountVnd: 50_000 },
      { kind: 'charge', amountVnd: 5_000 },
    ]
    expect(await rows(world)).toMatchObject([{ amountVnd: 55_000, items }])
    expect(world.desk.gateways.vnpay.begun).toMatchObject([{ items }])
    expect(world.desk.receipts.issued).toMatchObject([
      {
        items: [
          { name: 'Phí thẩm định', amountVnd: 50_000 },
          { name: 'Lệ phí', amountVnd: 5_000 },
        ],
      },
    ])
  })

  it('has no receipt of ours, and none missing, when it was for the state budget', async () => {
    const world = await owing({}, { notice: 'TB-1' })
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'transfer', reference: 'FT-1' }, 'ck')
    await work(world)
    expect(await rows(world)).toMatchObject([{ kind: 'paid', amountVnd: 65_000, receiptNumber: 'TB-1' }])
    expect(world.desk.receipts.issued).toEqual([])
    expect((await world.desk.dossiers.history('hs')).at(-1)?.wants).not.toContain('sheets')
    const next = { act: 'charge-fee', items: owed.items, payee: 'Kho bạc' } as const
    await act(world, cashier, next, 'phi')
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'nop-phi')
    expect((await book(world))[1]?.payment?.receiptNumber).toBe('BL-H57.40-2026-000001')
    expect(await world.desk.payments.openRows()).toEqual([])
  })

  it('waits for a receipt office that is silent, and then gets one receipt', async () => {
    const { world } = await paidOnline()
    world.desk.receipts.silent = true
    await expect(work(world)).rejects.toThrow(Outage)
    expect((await rows(world)).map(({ receipt }) => receipt)).toEqual([undefined])
    world.desk.receipts.silent = false
    await work(world)
    expect(world.desk.receipts.issued).toHaveLength(1)
    expect((await rows(world))[0]?.receipt).toMatchObject({ number: '1' })
  })

  it('stands there as well when it was paid at the counter', async () => {
    const world = await owing()
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'transfer', reference: 'FT-1' }, 'ck')
    await work(world)
    expect(await rows(world)).toMatchObject([{ method: 'transfer', reference: 'FT-1', receipt: { number: '1' } }])
  })

  it('is the deciding agency’s where it was received regardless of boundaries, which may give back what came twice', async () => {
    const there = given.officer(given.department, 'desk', 'cashier')
    const agencies = [given.ward, given.department]
    const world = await owing({ nonTerritorial: true, competentAgency: given.department, agencies })
    const attempt = await begun(world, 'vnpay')
    const news = newsOf(attempt)
    await takePaymentNews(world.desk, 'vnpay', news)
    await takePaymentNews(world.desk, 'vnpay', newsOf(attempt, { transaction: 'GD2' }))
    world.desk.gateways.vnpay.told.set(attempt.reference, news)
    await work(world)
    const all = await world.desk.payments.rowsOf(day)
    expect(new Set(all.map(({ agency }) => agency))).toEqual(new Set([given.department]))
    expect((await book(world))[0]?.payment?.receiptNumber).toBe('BL-H57.08-2026-000001')
    world.clock.at = '2026-03-11T01:40:00+07:00'
    await reconcileNightly(world.desk)
    const list = await world.desk.payments.reconciliation(day)
    expect(list?.differences).toMatchObject([{ code: 'refund-pending', agency: given.department }])
    const said = { reference: attempt.reference, transaction: 'GD2', transfer: 'UNC-1' }
    expect(await orderMoneyBack(world.desk, there, 'hs', said)).toMatchObject({ backs: [{ state: 'given-back' }] })
  })

  it('is entered by its own bell when it was written while the worker read the book', async () => {
    const world = await owing()
    await duringTheReading(world, () => act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'nop'))
    expect(await rows(world)).toEqual([])
    await work(world)
    expect(await rows(world)).toMatchObject([{ kind: 'paid', amountVnd: 65_000, receipt: { number: '1' } }])
  })

  it('is absent for a bell about no dossier of ours', async () => {
    const { world } = await paidOnline()
    expect(await workPayments(world.desk, { ...bell, dossier: 'khong-co' })).toBe('absent')
  })
})

describe('a refund', () => {
  it('of an online payment is asked of its gateway once, and its outcome kept', async () => {
    const { world, attempt } = await paidOnline()
    await act(world, cashier, { act: 'refund', amountVnd: 65_000, reason: 'Thu sai' }, 'hoan')
    for (let n = 0; n < 2; n += 1) await work(world)
    const { refunds } = world.desk.gateways.vnpay
    expect(refunds).toMatchObject([{ transaction: 'GD1', amountVnd: 65_000, paidVnd: 65_000 }])
    expect((await world.desk.payments.attempt(attempt.reference))?.backs).toMatchObject([
      { why: 'refund', state: 'given-back' },
    ])
    expect((await rows(world)).map(({ kind, amountVnd }) => [kind, amountVnd])).toEqual([
      ['paid', 65_000],
      ['refunded', 65_000],
    ])
  })

  it('is asked of its gateway although it was written while the worker read the book', async () => {
    const { world } = await paidOnline()
    await duringTheReading(world, () =>
      act(world, cashier, { act: 'refund', amountVnd: 65_000, reason: 'Thu sai' }, 'hoan'),
    )
    await work(world)
    expect(world.desk.gateways.vnpay.refunds).toMatchObject([{ transaction: 'GD1', amountVnd: 65_000 }])
    expect((await rows(world)).map(({ kind, amountVnd }) => [kind, amountVnd])).toEqual([
      ['paid', 65_000],
      ['refunded', 65_000],
    ])
  })

  it.each([
    ['is silent', new Outage('receipts', new Error('down'))],
    ['has no key yet', new Error('the secret lacks its password')],
  ])(
    'is given back although the receipt office %s, which gets its payments when it speaks again',
    async (_, trouble) => {
      const { world } = await paidOnline()
      const { issue } = world.desk.receipts
      world.desk.receipts.issue = async () => {
        throw trouble
      }
      await expect(work(world)).rejects.toThrow(trouble)
      await act(world, cashier, { act: 'refund', amountVnd: 65_000, reason: 'Thu sai' }, 'hoan')
      await expect(work(world)).rejects.toThrow(trouble)
      expect(world.desk.gateways.vnpay.refunds).toHaveLength(1)
      expect((await rows(world)).map(({ kind }) => kind)).toEqual(['paid', 'refunded'])
      world.desk.receipts.issue = issue
      for (let n = 0; n < 2; n += 1) await work(world)
      expect((await rows(world))[0]).toMatchObject({ receipt: { number: '1' } })
      expect(world.desk.gateways.vnpay.refunds).toHaveLength(1)
    },
  )

  it('by one gateway does not wait for another that is silent, which is told again', async () => {
    const { world, attempt } = await paidOnline('platform')
    world.clock.at = '2026-03-10T09:01:00+07:00'
    const one = await begunAt(world, attempt)
    world.desk.gateways.platform.silent = true
    for (const [of, transaction] of [
      [attempt, 'GD2'],
      [one, 'GD3'],
    ] as const) {
      await takePaymentNews(world.desk, of.gateway, newsOf(of, { transaction }))
      await orderMoneyBack(world.desk, cashier, 'hs', { reference: of.reference, transaction })
    }
    await expect(work(world)).rejects.toThrow(Outage)
    expect(world.desk.gateways.vnpay.refunds).toMatchObject([{ transaction: 'GD3' }])
  })

  it('keeps the accountant’s transfer that was entered while the gateway was asked how far it is', async () => {
    const { world, attempt } = await paidOnline()
    const { vnpay } = world.desk.gateways
    await takePaymentNews(world.desk, 'vnpay', newsOf(attempt, { transaction: 'GD2' }))
    const order = (transfer?: string) =>
      orderMoneyBack(world.desk, cashier, 'hs', { reference: attempt.reference, transaction: 'GD2', transfer })
    await order()
    vnpay.refundsAre = 'under-way'
    await work(world)
    vnpay.howFarBack = async () => {
      await order('UNC-9')
      return { refused: '09' }
    }
    await followBacks(world.desk, '2026-03-11T09:00:00+07:00')
    expect((await world.desk.payments.attempt(attempt.reference))?.backs).toMatchObject([
      { state: 'given-back', code: 'UNC-9' },
    ])
    expect(await order()).toMatchObject({ backs: [{ state: 'given-back', code: 'UNC-9' }] })
  })

  it('is told again while the gateway is silent, and followed night by night while it works on it', async () => {
    const { world, attempt } = await paidOnline()
    const { vnpay } = world.desk.gateways
    await act(world, cashier, { act: 'refund', amountVnd: 5_000, reason: 'Giảm' }, 'hoan')
    vnpay.silent = true
    await expect(work(world)).rejects.toThrow(Outage)
    vnpay.silent = false
    const back = async () => (await world.desk.payments.attempt(attempt.reference))?.backs
    vnpay.refundsAre = 'under-way'
    for (let n = 0; n < 2; n += 1) await work(world)
    expect(await back()).toMatchObject([{ why: 'refund', state: 'under-way', amountVnd: 5_000 }])
    vnpay.silent = true
    await followBacks(world.desk, '2026-03-11T09:00:00+07:00')
    vnpay.silent = false
    await followBacks(world.desk, '2026-03-11T09:00:00+07:00')
    expect(await back()).toMatchObject([{ state: 'under-way' }])
    vnpay.refundsAre = { refused: '09' }
    await followBacks(world.desk, '2026-03-11T09:00:00+07:00')
    expect(await back()).toMatchObject([{ state: 'refused', code: '09' }])
    expect(vnpay.refunds).toHaveLength(1)
  })

  it('goes back by its gateway although whoever wrote the payment ended before the attempt was written', async () => {
    const world = await owing()
    const attempt = await begun(world, 'vnpay')
    const { keepAttempt } = world.desk.payments
    world.desk.payments.keepAttempt = async () => {
      throw new Outage('the table', new Error('gone'))
    }
    await expect(takePaymentNews(world.desk, 'vnpay', newsOf(attempt))).rejects.toThrow(Outage)
    world.desk.payments.keepAttempt = keepAttempt
    await act(world, cashier, { act: 'refund', amountVnd: 65_000, reason: 'Thu sai' }, 'hoan')
    for (let n = 0; n < 2; n += 1) await work(world)
    expect(world.desk.gateways.vnpay.refunds).toMatchObject([{ transaction: 'GD1', amountVnd: 65_000 }])
    expect(await takePaymentNews(world.desk, 'vnpay', newsOf(attempt))).toBe('paid-before')
    expect(await world.desk.payments.attempt(attempt.reference)).toMatchObject({
      state: 'paid',
      backs: [{ why: 'refund', state: 'given-back' }],
    })
  })

  it('of money a cashier entered as paid online is the accountant’s to transfer, and stands open until then', async () => {
    const world = await owing()
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'online', reference: 'GD-TAY' }, 'tay')
    await act(world, cashier, { act: 'refund', amountVnd: 65_000, reason: 'Thu sai' }, 'hoan')
    for (let n = 0; n < 2; n += 1) await work(world)
    const open = await world.desk.payments.openRows()
    expect(open).toMatchObject([{ kind: 'refunded', byHand: true, receiptNumber: 'BL-H57.40-2026-000001' }])
    const said = { day, reference: 'BL-H57.40-2026-000001', transfer: 'UNC-1' }
    expect(await giveRowBack(world.desk, cashier, said)).toMatchObject({ givenBack: { transfer: 'UNC-1' } })
    await work(world)
    expect(await world.desk.payments.openRows()).toEqual([])
    expect((await book(world))[0]?.backs).toMatchObject([{ why: 'refund', transfer: 'UNC-1' }])
  })

  it('is followed by the night’s run', async () => {
    const { world, attempt } = await paidOnline()
    const { vnpay } = world.desk.gateways
    await act(world, cashier, { act: 'refund', amountVnd: 65_000, reason: 'Thu sai' }, 'hoan')
    vnpay.refundsAre = 'under-way'
    await work(world)
    vnpay.refundsAre = 'given-back'
    world.clock.at = '2026-03-30T01:00:00+07:00'
    await reconcileNightly(world.desk)
    expect((await world.desk.payments.attempt(attempt.reference))?.backs).toMatchObject([{ state: 'given-back' }])
  })

  it('asks nothing of a gateway when the officer names the transfer by which it was given back', async () => {
    const { world, attempt } = await paidOnline()
    await act(world, cashier, { act: 'refund', amountVnd: 65_000, reason: 'Thu sai', reference: 'UNC-7' }, 'hoan')
    await work(world)
    expect(world.desk.gateways.vnpay.refunds).toEqual([])
    expect((await world.desk.payments.attempt(attempt.reference))?.backs).toMatchObject([
      { state: 'given-back', code: 'UNC-7' },
    ])
  })
})

describe('money that settled nothing', () => {
  async function surplus() {
    const { world, attempt } = await paidOnline()
    const late = newsOf(attempt, { transaction: 'GD2' })
    expect(await takePaymentNews(world.desk, 'vnpay', late)).toBe('paid-twice')
    const order = (transfer?: string, person = cashier) =>
      orderMoneyBack(world.desk, person, 'hs', { reference: attempt.reference, transaction: 'GD2', transfer })
    const back = async () => (await world.desk.payments.attempt(attempt.reference))?.backs[0]
    return { world, order, back }
  }

  it('goes back by the gateway on an officer’s word, once', async () => {
    const { world, order, back } = await surplus()
    expect(await order()).toMatchObject({ backs: [{ state: 'asked' }] })
    await order()
    expect((await world.desk.dossiers.history('hs')).at(-1)).toMatchObject({ n: 3, wants: ['payments'] })
    for (let n = 0; n < 2; n += 1) await work(world)
    expect(world.desk.gateways.vnpay.refunds).toMatchObject([{ transaction: 'GD2', amountVnd: 65_000 }])
    expect(await back()).toMatchObject({ state: 'given-back' })
    // Said once more it is the same order, and no second line of the history.
    expect(await order()).toMatchObject({ backs: [{ state: 'given-back' }] })
    expect(await world.desk.dossiers.history('hs')).toHaveLength(3)
    expect(await book(world)).toMatchObject([{ state: 'paid' }])
  })

  it('is transferred by the accountant where the gateway gives nothing back', async () => {
    const { world, order, back } = await surplus()
    world.desk.gateways.vnpay.refundsAre = 'by-hand'
    await order()
    await giveBackMoney(world.desk, 'hs')
    expect(await back()).toMatchObject({ state: 'by-hand' })
    world.clock.at = '2026-03-11T09:00:00+07:00'
    await order('UNC-9')
    expect(await back()).toMatchObject({ state: 'given-back', code: 'UNC-9' })
    expect(await order('UNC-9')).toMatchObject({ backs: [{ code: 'UNC-9' }] })
    expect(await order('UNC-10')).toEqual({ objection: 'nothing-kept' })
    expect((await world.acts()).slice(2)).toEqual(['order-money-back', 'give-money-back'])
    expect((await back())?.said).toEqual([
      { by: cashier.id, at: given.tuesday, state: 'asked' },
      { by: cashier.id, at: world.clock.at, state: 'given-back', transfer: 'UNC-9' },
    ])
  })

  it('is an act of the dossier: who, when, how much, by which transfer, in one history with its own book', async () => {
    const { world, order } = await surplus()
    await order('UNC-1')
    const of = { attempt: 'hsT1T1', transaction: 'GD2', why: 'paid-twice', amountVnd: 65_000, transfer: 'UNC-1' }
    const history = await world.desk.dossiers.history('hs')
    expect(history.at(-1)).toMatchObject({
      act: 'give-money-back',
      by: { kind: 'officer', id: cashier.id },
      at: world.clock.at,
      detail: { obligation: 1, ...of },
    })
    expect(brokenAt(history)).toBeUndefined()
    expect((await book(world))[0]?.backs).toEqual([{ ...of, at: world.clock.at }])
  })

  it.each(['ended', 'was overtaken'])(
    'whose officer’s process %s after the act is followed by the history',
    async (how) => {
      const { world, order, back } = await surplus()
      const { payments } = world.desk
      const { keepAttempt } = payments
      payments.keepAttempt = async () => {
        throw new Outage('the table', new Error('gone'))
      }
      await expect(order('UNC-1')).rejects.toThrow(Outage)
      payments.keepAttempt = keepAttempt
      expect(await back()).toMatchObject({ state: 'kept' })
      if (how === 'ended') for (let n = 0; n < 2; n += 1) await work(world)
      else
        expect(await order('UNC-2', given.officer(given.ward, 'desk', 'leader'))).toEqual({ objection: 'nothing-kept' })
      expect(await order('UNC-1')).toMatchObject({ backs: [{ code: 'UNC-1', said: [{ transfer: 'UNC-1' }] }] })
      expect((await world.acts()).slice(2)).toEqual(['give-money-back'])
    },
  )

  it('is given back by one of two numbers that are said at once, and once by one said twice', async () => {
    const { world, order } = await surplus()
    const leader = { ...given.officer(given.ward, 'desk', 'leader'), id: 'cb-lanh-dao' }
    const said = await Promise.all([order('UNC-1'), order('UNC-2', leader), order('UNC-1'), order('UNC-2', leader)])
    expect((await world.acts()).slice(2)).toEqual(['give-money-back'])
    expect(said.filter((one) => one && 'objection' in one)).toEqual(Array(2).fill({ objection: 'nothing-kept' }))
  })

  it('is ordered of the gateway anew after it refused, under another line of the history', async () => {
    const { world, order, back } = await surplus()
    world.desk.gateways.vnpay.refundsAre = { refused: '09' }
    await order()
    await work(world)
    expect(await back()).toMatchObject({ state: 'refused' })
    world.clock.at = '2026-03-11T09:00:00+07:00'
    expect(await order()).toMatchObject({ backs: [{ state: 'asked' }] })
    await expect(work(world)).resolves.toBe('worked')
    expect(world.desk.gateways.vnpay.refunds.map(({ orders }) => orders)).toEqual([undefined, 2])
    await order('UNC-1')
    expect((await world.acts()).slice(2)).toEqual(['order-money-back', 'order-money-back', 'give-money-back'])
  })

  it('shows the officer’s word to officers, not to the payer', async () => {
    const { world, order } = await surplus()
    await order('UNC-1')
    const asked = { path: { id: 'hs' }, sourceIp: '203.0.113.7', at: world.clock.at }
    const desk = world.desk as unknown as PaymentDesk
    const shown = [
      await paying.listPayments({ ...asked, person: cashier } as never, desk),
      await paying.listMyPayments({ ...asked, person: payer } as never, desk),
    ].map((all) => JSON.stringify(all))
    expect(shown.map((text) => text.includes(cashier.id))).toEqual([true, false])
    expect(shown.map((text) => text.includes('UNC-1'))).toEqual([true, true])
  })

  it('is not another agency’s to give back', async () => {
    const { order } = await surplus()
    expect(await order(undefined, given.officer(given.department, 'desk', 'cashier'))).toBeUndefined()
  })
})

describe('what a postman collects', () => {
  const code = 'H57.40-260310-0001'
  const settled = (change = {}) => ({
    id: 1,
    orderNumber: code,
    waybill: 'EH1',
    collectedVnd: 65_000,
    postageVnd: 30_000,
    statement: 'DS-1',
    settledAt: '2026-03-12T09:00:00+07:00',
    ...change,
  })
  const returnDesk = given.officer(given.ward, 'desk', 'return-desk')
  const address = { name: 'Trần Văn Thử', phone: '+84912345678', detail: '1 đường Thử', communeCode: '19804' }

  async function onItsWay() {
    const world = await owing({ status: 'processed', clock: 'stopped', delivery: 'at-counter', returnBy: 'post' })
    const file = await world.desk.dossiers.load('hs')
    if (!file) throw new Error('no dossier')
    await act(world, given.receptionist, { act: 'amend', reason: 'Địa chỉ', deliverTo: address }, 'sua')
    return world
  }

  it('is ordered with the parcel, and the result leaves although the fee is owed', async () => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    await workPostalReturns(world.desk, bell)
    expect(world.desk.post.orders).toMatchObject([{ orderNumber: code, codVnd: 65_000 }])
    expect(await world.dossier()).toMatchObject({ delivery: 'in-post', money: 'requested' })
  })

  it('pays the dossier by the post’s statement, also after the parcel has arrived, once', async () => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    await workPostalReturns(world.desk, bell)
    const row = {
      id: 9,
      orderNumber: code,
      waybill: '',
      code: '100',
      at: given.tuesday,
      state: 'delivered',
    } as const
    const [asked] = await book(world)
    if (!asked) throw new Error('no demand')
    expect(collectedAt(asked, await world.dossier())).toBeUndefined()
    await workPostalReturns(world.desk, { kind: 'tracking', row })
    // The postman has it: nobody is asked to pay it again, and no news of it goes out.
    const there = await world.dossier()
    expect(collectedAt(asked, there)).toBe(given.tuesday)
    expect(collectedAt(asked, { ...there, reportedLost: 1 })).toBeUndefined()
    expect(await beginPayment(world.desk, payer, 'hs', { gateway: 'vnpay', payerIp: '203.0.113.7' })).toEqual({
      objection: 'cod-out',
      faults: [{ where: 'body.gateway', why: expect.stringMatching(/đã thu.*không phải nộp nữa/u) }],
    })
    const about = { n: 1, kind: 'fee-asked', channel: 'sms' } as const
    const event = { detail: { obligation: asked.n } }
    expect(overtakenBy(about, { dossier: there, money: [asked] }, event, [])).toBe('bưu tá đã thu')
    world.desk.post.settled.push(settled())
    expect(await readSettlements(world.desk)).toBe(1)
    expect(await world.dossier()).toMatchObject({ status: 'returned', money: 'paid' })
    for (const row of await book(world)) expect(collectedAt(row, await world.dossier())).toBeUndefined()
    await world.desk.marks.setValue('VNPOST-LAST-SETTLEMENT', '0')
    expect(await readSettlements(world.desk)).toBe(1)
    expect((await world.acts()).filter((one) => one === 'pay')).toHaveLength(1)
    expect(await world.desk.payments.rowsOf('2026-03-12')).toMatchObject([
      { kind: 'settled', dossier: 'hs', amountVnd: 65_000, postageVnd: 30_000, reference: 'cod:DS-1:1' },
    ])
    expect((await book(world))[0]?.payment).toMatchObject({ method: 'cod', reference: 'cod:DS-1:1' })
  })

  it('is read from the beginning of a list whose numbers begin anew', async () => {
    const world = await onItsWay()
    world.desk.post.settled.push(settled({ id: 7, orderNumber: 'ai-do' }), settled({ id: 8, orderNumber: 'ai-do' }))
    expect(await readSettlements(world.desk)).toBe(2)
    world.desk.post.settled.splice(0, 2, settled({ id: 1, statement: 'DS-2' }))
    expect(await readSettlements(world.desk)).toBe(1)
    expect(await world.dossier()).toMatchObject({ money: 'paid' })
    expect(await readSettlements(world.desk)).toBe(0)
  })

  it('and paid over in parts settles the demand with the last of them, and none of it is to be given back', async () => {
    const world = await onItsWay()
    const listed = async (day: string) => {
      world.clock.at = `${addDays(dayOf(world.clock.at), 1)}T01:40:00+07:00`
      await reconcileNightly(world.desk)
      return (await world.desk.payments.reconciliation(day))?.differences.map(({ code: what, theirsVnd }) => [
        what,
        theirsVnd,
      ])
    }
    world.desk.post.settled.push(settled({ collectedVnd: 60_000 }))
    await readSettlements(world.desk)
    world.clock.at = '2026-03-12T09:00:00+07:00'
    expect(await listed('2026-03-12')).toEqual([['settled-otherwise', 60_000]])
    // Together with the first it would be too much: it settles nothing either, until it is given back.
    world.clock.at = '2026-03-30T09:00:00+07:00'
    const later = { settledAt: '2026-03-30T09:00:00+07:00', statement: 'DS-2' }
    world.desk.post.settled.push(settled({ id: 2, collectedVnd: 6_000, ...later }))
    await readSettlements(world.desk)
    expect(await world.dossier()).toMatchObject({ money: 'requested' })
    await giveRowBack(world.desk, cashier, { day: '2026-03-30', reference: 'cod:DS-2:2', transfer: 'UNC-1' })
    world.desk.post.settled.push(settled({ id: 3, collectedVnd: 5_000, ...later }))
    await readSettlements(world.desk)
    await work(world)
    expect(await world.dossier()).toMatchObject({ money: 'paid' })
    expect((await book(world))[0]?.payment).toMatchObject({ amountVnd: 65_000, reference: 'cod:DS-2:3' })
    expect(await world.desk.payments.row('2026-03-12', 'stray#cod:DS-1:1')).toMatchObject({ countedWith: 'cod:DS-2:3' })
    expect((await world.desk.payments.openRows()).filter(({ kind }) => kind === 'stray')).toEqual([])
    expect([await listed('2026-03-30'), await listed('2026-03-12')]).toEqual([[], []])
    expect(
      await giveRowBack(world.desk, cashier, { day: '2026-03-12', reference: 'cod:DS-1:1', transfer: 'UNC-2' }),
    ).toBeUndefined()
  })

  it('and paid over in parts counts none that went back, though its row does not say so yet', async () => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    await workPostalReturns(world.desk, bell)
    world.desk.post.settled.push(settled({ collectedVnd: 60_000 }))
    await readSettlements(world.desk)
    const name = { day: '2026-03-12', reference: 'cod:DS-1:1' }
    const kept = await world.desk.payments.row(name.day, `stray#${name.reference}`)
    if (!kept) throw new Error('no row')
    await giveRowBack(world.desk, cashier, { ...name, transfer: 'UNC-1' })
    // Whoever wrote the act ended before its row.
    await world.desk.payments.noteRow(name.day, kept)
    const all = { act: 'pay', amountVnd: 65_000, method: 'cod', reference: 'cod:DS-1:9', parts: [name] } as const
    const { version } = await world.dossier()
    expect(
      await perform(world.desk, { kind: 'job', id: 'payments' }, 'hs', all, { version, key: 'nop' }),
    ).toMatchObject({ objection: 'wrong-amount', faults: [{ where: 'body.parts' }] })
    for (const one of [
      { id: 2, collectedVnd: 30_000 },
      { id: 3, collectedVnd: 35_000 },
    ])
      world.desk.post.settled.push(settled(one))
    await readSettlements(world.desk)
    expect((await book(world))[0]?.payment?.parts).toEqual([{ day: name.day, reference: 'cod:DS-1:2' }])
    // Nor is one given back that counts, though its row does not say so yet.
    const counted = { day: name.day, reference: 'cod:DS-1:2', transfer: 'UNC-2' }
    expect(await giveRowBack(world.desk, cashier, counted)).toMatchObject({ objection: 'nothing-kept' })
  })

  it('and paid over too high by a parcel that collects none is meant for something else', async () => {
    const world = await onItsWay()
    world.desk.post.settled.push(settled({ collectedVnd: 70_000 }))
    await readSettlements(world.desk)
    expect(await world.dossier()).toMatchObject({ money: 'requested' })
  })

  it('and paid over in parts on one list is settled, though what is open is told a moment late', async () => {
    const world = await onItsWay()
    for (const one of [{ collectedVnd: 60_000 }, { id: 2, collectedVnd: 5_000 }])
      world.desk.post.settled.push(settled(one))
    const { openRows } = world.desk.payments
    world.desk.payments.openRows = async () => []
    await readSettlements(world.desk)
    expect(await world.dossier()).toMatchObject({ money: 'paid' })
    world.desk.payments.openRows = openRows
    await work(world)
    expect((await openRows()).filter(({ kind }) => kind === 'stray')).toEqual([])
  })

  it.each([
    ['at once', [{ collectedVnd: 70_000 }], 'cod:DS-1:1'],
    ['in parts', [{ collectedVnd: 60_000 }, { id: 2, collectedVnd: 10_000 }], 'cod:DS-1:2'],
  ])('and paid over too high %s settles the demand, and what is over goes back, once', async (_, paid, reference) => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    await workPostalReturns(world.desk, bell)
    for (const one of paid) world.desk.post.settled.push(settled(one))
    world.clock.at = '2026-03-12T10:00:00+07:00'
    await readSettlements(world.desk)
    expect(await world.dossier()).toMatchObject({ money: 'paid' })
    expect((await book(world))[0]?.payment).toMatchObject({ amountVnd: 65_000, reference })
    await work(world)
    const strays = async () => (await world.desk.payments.openRows()).filter(({ kind }) => kind === 'stray')
    expect(await strays()).toMatchObject([{ dossier: 'hs', code, obligation: 1, amountVnd: 5_000, reference }])
    // Read again, and worked again, it is the same money.
    await world.desk.marks.setValue('VNPOST-LAST-SETTLEMENT', '0')
    await readSettlements(world.desk)
    expect(await strays()).toHaveLength(1)
    await giveRowBack(world.desk, cashier, { day: '2026-03-12', reference, transfer: 'UNC-1' })
    await readSettlements(world.desk)
    expect(await strays()).toEqual([])
    const marks = { ...world.desk.marks, cursor: async () => 0 }
    await workPayments({ ...world.desk, marks }, bell)
    expect(await strays()).toEqual([])
  })

  it.each([
    [
      'by the days of its contract',
      { act: 'shipment-lost', since: given.tuesday },
      { kind: 'job', id: 'postal-returns' },
    ],
    ['by the word of the counter', { act: 'report-lost', reason: 'Không nhận được' }, returnDesk],
  ] as const)('of a parcel given up %s and delivered after all is with the post again', async (_, lost, who) => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    for (let n = 0; n < 2; n += 1) await work(world)
    await workPostalReturns(world.desk, bell)
    await act(world, who, lost, 'mat')
    expect((await book(world))[0]).not.toHaveProperty('codOrder')
    const waited = async () => (await world.desk.payments.openRows()).filter(({ kind }) => kind === 'collecting')
    world.clock.at = '2026-03-12T01:40:00+07:00'
    await reconcileNightly(world.desk)
    expect(await waited()).toEqual([])
    const at = '2026-03-12T08:00:00+07:00'
    world.clock.at = at
    const row = { id: 9, orderNumber: code, waybill: '', code: '100', at, state: 'delivered' } as const
    await workPostalReturns(world.desk, { kind: 'tracking', row })
    expect(await world.dossier()).toMatchObject({ status: 'returned', delivery: 'delivered' })
    expect((await book(world))[0]).toMatchObject({ codOrder: code })
    for (let n = 0; n < 2; n += 1) await work(world)
    expect(await waited()).toMatchObject([{ reference: code, amountVnd: 65_000 }])
    world.desk.post.settled.push(settled())
    await readSettlements(world.desk)
    expect(await world.dossier()).toMatchObject({ money: 'paid' })
  })

  it('of a parcel given up and delivered before any night is waited for once', async () => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    await work(world)
    await workPostalReturns(world.desk, bell)
    await act(world, { kind: 'job', id: 'postal-returns' }, { act: 'shipment-lost', since: given.tuesday }, 'mat')
    const at = '2026-03-12T08:00:00+07:00'
    world.clock.at = at
    const row = { id: 9, orderNumber: code, waybill: '', code: '100', at, state: 'delivered' } as const
    await workPostalReturns(world.desk, { kind: 'tracking', row })
    await work(world)
    expect((await world.desk.payments.openRows()).filter(({ kind }) => kind === 'collecting')).toHaveLength(1)
  })

  it('of a parcel given up and sent back is nobody’s to collect any more', async () => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    await workPostalReturns(world.desk, bell)
    const post = { kind: 'job', id: 'postal-returns' } as const
    await act(world, post, { act: 'shipment-lost', since: given.tuesday }, 'mat')
    expect((await book(world))[0]).toMatchObject({ lostCodOrder: code })
    const back = { act: 'undelivered', at: given.tuesday, trackingId: 5, reason: 'Bưu điện chuyển hoàn' } as const
    await act(world, post, back, 'chuyen-hoan')
    expect((await book(world))[0]).not.toHaveProperty('lostCodOrder')
  })

  it('of a parcel given up pays its own demand alone, though another of that sum is open', async () => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    await workPostalReturns(world.desk, bell)
    await act(world, { kind: 'job', id: 'postal-returns' }, { act: 'shipment-lost', since: given.tuesday }, 'mat')
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'nop')
    const more = [{ kind: 'fee', name: 'Phí sao lục', amountVnd: 65_000 }] as const
    await act(world, cashier, { act: 'charge-fee', items: more, payee: 'Kho bạc' }, 'thu-them')
    world.desk.post.settled.push(settled())
    await readSettlements(world.desk)
    expect(await world.dossier()).toMatchObject({ money: 'requested' })
    const strays = (await world.desk.payments.openRows()).filter(({ kind }) => kind === 'stray')
    expect(strays).toMatchObject([{ obligation: 1, reference: 'cod:DS-1:1' }])
  })

  it('for a parcel that came back pays nothing that a later parcel collects', async () => {
    const world = await onItsWay()
    const send = async (key: string) => {
      await act(world, returnDesk, { act: 'order-shipment', cod: true }, key)
      await workPostalReturns(world.desk, bell)
    }
    await send('gui')
    const back = { act: 'undelivered', at: given.tuesday, trackingId: 5, reason: 'Bưu điện chuyển hoàn' } as const
    await act(world, { kind: 'job', id: 'postal-returns' }, back, 'buu-dien')
    await send('gui-lai')
    world.desk.post.settled.push(settled())
    await readSettlements(world.desk)
    expect(await world.dossier()).toMatchObject({ money: 'requested' })
    expect(await world.desk.payments.openRows()).toContainEqual(
      expect.objectContaining({ kind: 'stray', dossier: 'hs', obligation: 1, reference: 'cod:DS-1:1' }),
    )
    world.desk.post.settled.push(settled({ id: 2, orderNumber: `${code}/2` }))
    await readSettlements(world.desk)
    expect(await world.dossier()).toMatchObject({ money: 'paid' })
    expect((await book(world))[0]?.payment).toMatchObject({ reference: 'cod:DS-1:2' })
  })

  it('twice for one parcel pays no other demand of that sum, and is told under its own', async () => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    await workPostalReturns(world.desk, bell)
    world.desk.post.settled.push(settled())
    await readSettlements(world.desk)
    expect(await world.dossier()).toMatchObject({ money: 'paid' })
    const more = [{ kind: 'fee', name: 'Phí sao lục', amountVnd: 65_000 }] as const
    await act(world, cashier, { act: 'charge-fee', items: more, payee: 'Kho bạc' }, 'thu-them')
    world.desk.post.settled.push(settled({ id: 2, statement: 'DS-2' }))
    await readSettlements(world.desk)
    expect(await world.dossier()).toMatchObject({ money: 'requested' })
    const strays = (await world.desk.payments.openRows()).filter(({ kind }) => kind === 'stray')
    expect(strays).toMatchObject([{ obligation: 1, reference: 'cod:DS-2:2' }])
  })

  it('with another sum, or for nobody’s parcel, is remembered and moves nothing', async () => {
    const world = await onItsWay()
    world.desk.post.settled.push(settled({ collectedVnd: 1 }), settled({ id: 2, orderNumber: 'H57.40-260310-9999' }))
    for (let run = 0; run < 2; run += 1) expect(await readSettlements(world.desk)).toBe(1)
    const strays = (await world.desk.payments.rowsOf('2026-03-12')).filter(({ kind }) => kind === 'stray')
    expect(strays.map(nameOfRow)).toEqual(['stray#cod:DS-1:1', 'stray#cod:DS-1:2'])
    expect(strays.map(({ dossier, agency }) => [dossier, agency])).toEqual([
      ['hs', given.ward],
      ['', 'H57'],
    ])
    expect(await book(world)).toEqual([owed])
  })

  it('is paid by no other road, nor exempted or cancelled, while the parcel is under way', async () => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    await workPostalReturns(world.desk, bell)
    expect((await book(world))[0]?.codOrder).toBe(code)
    const begunNow = await beginPayment(world.desk, payer, 'hs', { gateway: 'vnpay', payerIp: '203.0.113.7' })
    expect(begunNow).toEqual({ objection: 'cod-out' })
    const leader = given.officer(given.ward, 'desk', 'leader')
    for (const [who, what] of [
      [cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }],
      [leader, { act: 'exempt-fee', kind: 'exempt', ground: 'Hộ nghèo', payVnd: 0 }],
      [cashier, { act: 'cancel-obligation', reason: 'Tính sai' }],
    ] as const)
      await expect(act(world, who, what, what.act)).rejects.toThrow('cod-out')
    world.desk.post.settled.push(settled())
    await readSettlements(world.desk)
    expect(await world.dossier()).toMatchObject({ money: 'paid' })
  })

  it('and was paid online by a link given out before goes back to the payer', async () => {
    const world = await onItsWay()
    const attempt = await begun(world)
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    expect(await takePaymentNews(world.desk, 'platform', newsOf(attempt))).toBe('paid-late')
    expect((await world.desk.payments.attempt(attempt.reference))?.backs).toMatchObject([{ state: 'kept' }])
    expect(await world.dossier()).toMatchObject({ money: 'requested' })
    // The parcel comes back, and the gateway says again what it said before: that money has its way already.
    await workPostalReturns(world.desk, bell)
    const back = { act: 'undelivered', at: given.tuesday, trackingId: 5, reason: 'Bưu điện chuyển hoàn' } as const
    await act(world, { kind: 'job', id: 'postal-returns' }, back, 'buu-dien')
    expect(await takePaymentNews(world.desk, 'platform', newsOf(attempt))).toBe('paid-late')
    expect((await world.desk.payments.attempt(attempt.reference))?.backs).toHaveLength(1)
    expect(await world.dossier()).toMatchObject({ money: 'requested' })
  })

  it('is paid at the counter again when the parcel is back or lost, or paid or cancelled there when it arrived without the money', async () => {
    const arrived = { act: 'delivered', at: given.tuesday, trackingId: 5 } as const
    for (const [what, next] of [
      [{ act: 'undelivered', at: given.tuesday, trackingId: 5, reason: 'Bưu điện chuyển hoàn' }, 'pay'],
      [{ act: 'shipment-lost', since: given.tuesday }, 'pay'],
      [arrived, 'pay'],
      [arrived, 'cancel'],
    ] as const) {
      const world = await onItsWay()
      await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
      await workPostalReturns(world.desk, bell)
      await act(world, { kind: 'job', id: 'postal-returns' }, what, 'buu-dien')
      if (next === 'pay') await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'nop')
      else await act(world, cashier, { act: 'cancel-obligation', reason: 'Bưu điện báo không thu được' }, 'huy')
      expect(await world.dossier()).toMatchObject({ money: next === 'pay' ? 'paid' : 'cancelled' })
    }
  })

  it('is paid at the counter again when somebody says that the parcel never came', async () => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    await workPostalReturns(world.desk, bell)
    await act(world, returnDesk, { act: 'report-lost', reason: 'Không nhận được' }, 'mat')
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'nop')
    expect(await world.dossier()).toMatchObject({ money: 'paid', delivery: 'lost' })
  })

  it('beside what is owed is given back by a transfer, once, in the history of its dossier', async () => {
    const world = await onItsWay()
    world.desk.post.settled.push(settled({ collectedVnd: 1 }))
    await readSettlements(world.desk)
    const stray = { day: '2026-03-12', reference: 'cod:DS-1:1' }
    const give = (transfer: string, person = cashier) => giveRowBack(world.desk, person, { ...stray, transfer })
    expect(await give('UNC-1', given.officer(given.department, 'desk', 'cashier'))).toBeUndefined()
    const { noteGivenBack } = world.desk.payments
    world.desk.payments.noteGivenBack = async () => {
      throw new Outage('the table', new Error('gone'))
    }
    await expect(give('UNC-1')).rejects.toThrow(Outage)
    world.desk.payments.noteGivenBack = noteGivenBack
    expect(await world.desk.payments.openRows()).toHaveLength(1)
    await work(world)
    expect(await world.desk.payments.openRows()).toEqual([])
    const givenBack = { by: cashier.id, at: given.tuesday, transfer: 'UNC-1' }
    expect(await give('UNC-1')).toMatchObject({ givenBack })
    expect(await give('UNC-2')).toMatchObject({ objection: 'nothing-kept' })
    expect((await world.acts()).slice(2)).toEqual(['give-money-back'])
    expect((await book(world))[0]?.backs).toMatchObject([{ why: 'stray', attempt: 'cod:DS-1:1', transfer: 'UNC-1' }])
    await world.desk.marks.setValue('VNPOST-LAST-SETTLEMENT', '0')
    await readSettlements(world.desk)
    expect(await world.desk.payments.openRows()).toEqual([])
  })

  it('for nobody’s parcel is given back by whoever keeps the list, once', async () => {
    const world = await onItsWay()
    world.desk.post.settled.push(settled({ orderNumber: 'H57.40-260310-9999' }))
    for (let run = 0; run < 2; run += 1) await readSettlements(world.desk)
    const give = (role: 'admin' | 'cashier', transfer: string) =>
      giveRowBack(world.desk, given.officer(given.ward, 'desk', role), {
        ...{ day: '2026-03-12', reference: 'cod:DS-1:1' },
        transfer,
      })
    expect(await give('cashier', 'UNC-1')).toBeUndefined()
    expect(await give('admin', 'UNC-1')).toMatchObject({ givenBack: { transfer: 'UNC-1' } })
    expect(await give('admin', 'UNC-1')).toMatchObject({ givenBack: { transfer: 'UNC-1' } })
    expect(await give('admin', 'UNC-2')).toMatchObject({ objection: 'nothing-kept' })
  })

  it('and keeps for longer than its contract allows is told on the newest list until it is paid over or given up', async () => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    for (let n = 0; n < 2; n += 1) await work(world)
    await workPostalReturns(world.desk, bell)
    await act(
      world,
      { kind: 'job', id: 'postal-returns' },
      { act: 'delivered', at: given.tuesday, trackingId: 5 },
      'phat',
    )
    const listedOn = async (night: string) => {
      world.clock.at = `${night}T01:40:00+07:00`
      await reconcileNightly(world.desk)
      const [newest = ''] = await world.desk.payments.reconciledDays(1)
      const list = await world.desk.payments.reconciliation(newest)
      return list?.differences.map(({ code: what, reference, oursVnd }) => [what, reference, oursVnd])
    }
    expect(await listedOn('2026-03-20')).toEqual([])
    expect(await listedOn('2026-03-21')).toEqual([['cod-unsettled', code, 65_000]])
    world.desk.post.settled.push(settled({ settledAt: '2026-03-21T09:00:00+07:00' }))
    await readSettlements(world.desk)
    expect(await listedOn('2026-03-22')).toEqual([])
    expect((await world.desk.payments.openRows()).filter(({ kind }) => kind === 'collecting')).toEqual([])
  })

  it('is held against the treasury by statement, in one sum', async () => {
    const world = await onItsWay()
    world.desk.post.settled.push(
      settled(),
      settled({ id: 2, collectedVnd: 5_000 }),
      settled({ id: 3, collectedVnd: 0 }),
    )
    await readSettlements(world.desk)
    await work(world)
    const told = async (amountVnd: number) => {
      const rows = [{ reference: 'DS-1', amountVnd }]
      await handInStatement(
        world.desk,
        cashier,
        { day: '2026-03-12', source: 'treasury', rows },
        `bang-ke-${amountVnd}`,
      )
      world.clock.at = `${addDays(dayOf(world.clock.at), 1)}T01:40:00+07:00`
      await reconcileNightly(world.desk)
      const list = await world.desk.payments.reconciliation('2026-03-12')
      return list?.differences.map(({ code: what, reference, oursVnd, theirsVnd }) => [
        what,
        reference,
        oursVnd,
        theirsVnd,
      ])
    }
    const stray = ['settled-otherwise', 'cod:DS-1:2', undefined, 5_000]
    world.clock.at = '2026-03-12T23:30:00+07:00'
    expect(await told(70_000)).toEqual([stray])
    expect(await told(65_000)).toEqual([['amount-differs', 'DS-1', 70_000, 65_000], stray])
  })

  it('that is told late is held against the treasury of its own day all the same', async () => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    await workPostalReturns(world.desk, bell)
    world.clock.at = '2026-03-30T09:00:00+07:00'
    world.desk.post.settled.push(settled())
    await readSettlements(world.desk)
    await work(world)
    await handInStatement(world.desk, cashier, { day: '2026-03-12', source: 'treasury', rows: [] }, 'kho-bac')
    world.clock.at = '2026-03-31T01:40:00+07:00'
    await reconcileNightly(world.desk)
    const list = await world.desk.payments.reconciliation('2026-03-12')
    expect(list?.differences.map(({ code: what, reference }) => [what, reference])).toEqual([
      ['not-in-treasury', 'DS-1'],
    ])
  })

  it('that fitted nothing pays no demand that was made since, when its row is read again', async () => {
    const world = await onItsWay()
    await act(world, cashier, { act: 'cancel-obligation', reason: 'Tính sai' }, 'huy')
    world.desk.post.settled.push(settled())
    const { setValue } = world.desk.marks
    world.desk.marks.setValue = async () => {
      throw new Outage('the table', new Error('gone'))
    }
    await expect(readSettlements(world.desk)).rejects.toThrow(Outage)
    world.desk.marks.setValue = setValue
    await act(world, cashier, { act: 'charge-fee', items: owed.items, payee: 'Kho bạc' }, 'thu-lai')
    await readSettlements(world.desk)
    expect(await world.dossier()).toMatchObject({ money: 'requested' })
    expect(await world.desk.payments.openRows()).toMatchObject([{ kind: 'stray', amountVnd: 65_000 }])
  })

  it('without that wish a result does not leave while money is owed', async () => {
    const world = await onItsWay()
    await expect(act(world, returnDesk, { act: 'order-shipment' }, 'gui')).rejects.toThrow('fee-unpaid')
  })

  it('of a code that the index does not have yet is looked for once more before it is nobody’s', async () => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    await workPostalReturns(world.desk, bell)
    world.desk.post.settled.push(settled())
    const dossiers = { ...world.desk.dossiers, idOfCode: async () => undefined }
    expect(await readSettlements({ ...world.desk, dossiers })).toBe(0)
    expect(await readSettlements(world.desk)).toBe(1)
    expect(await world.dossier()).toMatchObject({ money: 'paid' })
    expect(await world.desk.payments.openRows()).toEqual([])
  })

  it('in a row that cannot be read goes to a person, and what is behind it is paid', async () => {
    const world = await onItsWay()
    await act(world, returnDesk, { act: 'order-shipment', cod: true }, 'gui')
    await workPostalReturns(world.desk, bell)
    world.desk.post.settled.push({ id: 1, digest: 'abc' }, settled({ id: 2 }))
    expect(await readSettlements(world.desk)).toBe(2)
    expect(await world.dossier()).toMatchObject({ money: 'paid' })
    const { rows } = await world.desk.marks.setAsides('payments', 10)
    expect(rows).toMatchObject([{ id: 'settlement-0000000001', reason: expect.stringContaining('số 1') }])
  })
})

describe('money of an agency that has ended', () => {
  const heir = {
    ...given.officer('H57.77', 'desk', 'cashier'),
    heritage: [given.ward],
  }
  const stranger = given.officer('H57.77', 'desk', 'cashier')

  it('is refunded by its heir, and lost parcels are told there, once the dossier is over', async () => {
    const { world } = await paidOnline()
    const back = { act: 'refund', amountVnd: 65_000, reason: 'Thu sai' } as const
    await expect(act(world, heir, back, 'con-mo')).rejects.toThrow('not-your-unit')
    await act(world, payer, { act: 'withdraw', reason: 'Không cần nữa' }, 'rut')
    await expect(act(world, stranger, back, 'la')).rejects.toThrow('undefined')
    await act(world, heir, back, 'hoan')
    expect(await book(world)).toMatchObject([{ state: 'refunded' }])
    const sent = await owing({ status: 'returned', clock: 'stopped', delivery: 'delivered', money: 'none' })
    const heirDesk = { ...given.officer('H57.77', 'desk', 'return-desk'), heritage: [given.ward] }
    await act(sent, heirDesk, { act: 'report-lost', reason: 'Không nhận được' }, 'mat')
    expect(await sent.acts()).toEqual(['open', 'report-lost'])
  })

  it('that settled nothing is ordered back by its heir', async () => {
    const { world, attempt } = await paidOnline()
    await act(world, payer, { act: 'withdraw', reason: 'Không cần nữa' }, 'rut')
    await takePaymentNews(world.desk, 'vnpay', newsOf(attempt, { transaction: 'GD2' }))
    const said = { reference: attempt.reference, transaction: 'GD2' }
    expect(await orderMoneyBack(world.desk, stranger, 'hs', said)).toBeUndefined()
    expect(await orderMoneyBack(world.desk, heir, 'hs', said)).toMatchObject({ backs: [{ state: 'asked' }] })
  })

  it('that no attempt bears is given back by its heir, who sees it on the list', async () => {
    const { world } = await paidOnline()
    await act(world, payer, { act: 'withdraw', reason: 'Không cần nữa' }, 'rut')
    const stray = { kind: 'stray', dossier: 'hs', agency: given.ward, obligation: 1, method: 'cod' } as const
    const row = { ...stray, amountVnd: 5, items: [], at: given.tuesday, reference: 'cod:DS-9:1' }
    await world.desk.payments.noteRow(day, row)
    await work(world)
    world.clock.at = '2026-03-11T01:40:00+07:00'
    await reconcileNightly(world.desk)
    const seen = async (person: typeof heir | typeof stranger) => {
      const asked = { person, path: { day }, query: {} } as never
      const list = await reconciliationDoors.readReconciliation(asked, world.desk)
      return list?.differences.filter(({ code }) => code === 'settled-otherwise').map(({ reference }) => reference)
    }
    expect(await seen(heir)).toEqual(['cod:DS-9:1'])
    expect(await seen(stranger)).toEqual([])
    const said = { day, reference: 'cod:DS-9:1', transfer: 'UNC-1' }
    expect(await giveRowBack(world.desk, stranger, said)).toBeUndefined()
    expect(await giveRowBack(world.desk, heir, said)).toMatchObject({ givenBack: { transfer: 'UNC-1' } })
  })
})
