import { describe, expect, it } from 'vitest'
import { withRooms } from '../../../shared/agencies/rooms.ts'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { runReHoming } from '../../../shared/desk/keeping/re-home.ts'
import { giveRowBack } from '../../../shared/desk/money/give-row-back.ts'
import { orderMoneyBack } from '../../../shared/desk/money/order-money-back.ts'
import { reconcileNightly } from '../../../shared/desk/money/run-reconciliation.ts'
import { paymentsOf } from '../../../shared/desk/money/show-payments.ts'
import { takePaymentNews } from '../../../shared/desk/money/take-payment-news.ts'
import { workPayments } from '../../../shared/desk/money/work-payments.ts'
import type { Act } from '../../../shared/dossier/acts.ts'
import type { Obligation } from '../../../shared/dossier/money/money-book.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { birth, workflow } from '../../http/given.ts'
import { type WorkerDesk, workerDesk } from '../worker-desk.ts'
import { act, begun, book, cashier, newsOf, owed, owing, payer } from './payments-given.ts'

const day = '2026-03-10'
const bell = { kind: 'doorbell', dossier: 'hs', n: 2 } as const
const work = ({ desk }: WorkerDesk) => workPayments(desk, bell)
const rows = async ({ desk }: WorkerDesk) => (await desk.payments.rowsOf(day)).filter(({ kind }) => kind === 'refunded')
const told = async (world: WorkerDesk) => (await paymentsOf(world.desk, payer, 'hs'))?.refunds
const refund = (amountVnd: number, more: object = {}) =>
  ({ act: 'refund', amountVnd, reason: 'Một phần việc không làm', ...more }) as const

async function paid(gateway: 'vnpay' | 'platform' = 'vnpay') {
  const world = await owing()
  const attempt = await begun(world, gateway)
  await takePaymentNews(world.desk, gateway, newsOf(attempt))
  await work(world)
  return { world, attempt }
}

async function refused({ desk }: WorkerDesk, what: Act, key: string) {
  const version = (await desk.dossiers.load('hs'))?.dossier.version ?? 0
  return perform(desk, cashier, 'hs', what, { version, key })
}

describe('several refunds of one demand', () => {
  it('each go back by the gateway under an order of their own, also of the same sum, and together never more than was paid', async () => {
    const { world } = await paid()
    await act(world, cashier, refund(20_000), 'hoan-1')
    expect(await world.dossier()).toMatchObject({ money: 'partly-refunded' })
    await work(world)
    await act(world, cashier, refund(20_000), 'hoan-2')
    for (let n = 0; n < 3; n += 1) await work(world)
    expect(await refused(world, refund(25_001), 'qua')).toMatchObject({
      objection: 'wrong-amount',
      faults: [{ why: 'Đã nộp 65.000 đồng, đã hoàn 40.000 đồng, còn 25.000 đồng.' }],
    })
    await act(world, cashier, refund(25_000), 'hoan-3')
    await work(world)
    expect(await refused(world, refund(1), 'nua')).toMatchObject({ objection: 'nothing-paid' })
    expect(world.desk.gateways.vnpay.refunds.map(({ amountVnd, refund }) => [refund, amountVnd])).toEqual([
      [undefined, 20_000],
      [2, 20_000],
      [3, 25_000],
    ])
    expect(await world.dossier()).toMatchObject({ money: 'refunded' })
    expect((await book(world))[0]).toMatchObject({ state: 'refunded', refunds: [{ n: 1 }, { n: 2 }, { n: 3 }] })
    expect(await told(world)).toMatchObject([1, 2, 3].map((n) => ({ n, obligation: 1, outcome: 'given-back' })))
  })

  it('are told apart from those that went by transfer, of which the gateway has never heard', async () => {
    const { world } = await paid()
    await act(world, cashier, refund(20_000, { reference: 'UNC-1' }), 'hoan-1')
    await act(world, cashier, refund(20_000), 'hoan-2')
    await act(world, cashier, refund(15_000), 'hoan-3')
    await work(world)
    const { refunds } = world.desk.gateways.vnpay
    expect(refunds.map(({ refund, besideVnd }) => [refund, besideVnd])).toEqual([
      [2, [15_000]],
      [3, [20_000]],
    ])
  })

  it('are not told again on a later day where the gateway has given them and its answer was lost', async () => {
    const { world, attempt } = await paid()
    const { vnpay } = world.desk.gateways
    await act(world, cashier, refund(20_000), 'hoan-1')
    await act(world, cashier, refund(15_000), 'hoan-2')
    const { giveBack } = vnpay
    // The first is lost on its way back, the second on its way there.
    vnpay.giveBack = async (order) => {
      if (order.refund === undefined) await giveBack(order)
      throw new Outage('the gateway', undefined)
    }
    await expect(work(world)).rejects.toThrow(Outage)
    const ordered: (number | undefined)[] = []
    vnpay.giveBack = async (order) => {
      ordered.push(order.refund)
      return giveBack(order)
    }
    world.clock.at = '2026-03-11T08:00:00+07:00'
    await work(world)
    expect(ordered).toEqual([2])
    expect((await world.desk.payments.attempt(attempt.reference))?.backs.map(({ state }) => state)).toEqual([
      'given-back',
      'given-back',
    ])
  })

  it('stand in the book of the day one by one, each kind of money once', async () => {
    const { world } = await paid()
    await act(world, cashier, refund(20_000), 'hoan-1')
    await act(world, cashier, refund(35_000), 'hoan-2')
    await work(world)
    expect(
      (await rows(world)).map(({ amountVnd, items }) => [amountVnd, ...items.map((item) => item.amountVnd)]),
    ).toEqual([
      [20_000, 20_000, 0],
      [35_000, 30_000, 5_000],
    ])
    world.clock.at = '2026-03-11T02:00:00+07:00'
    await reconcileNightly(world.desk)
    expect(await world.desk.payments.reconciliation(day)).toMatchObject({ paidVnd: 65_000, refundedVnd: 55_000 })
  })

  it('are told each by its own outcome; one that was refused is asked for again, by its number', async () => {
    const { world, attempt } = await paid()
    const { vnpay } = world.desk.gateways
    await act(world, cashier, refund(20_000), 'hoan-1')
    await work(world)
    vnpay.refundsAre = { refused: '02' }
    await act(world, cashier, refund(20_000), 'hoan-2')
    await work(world)
    expect(await told(world)).toMatchObject([{ outcome: 'given-back' }, { outcome: 'refused', code: '02' }])
    const wish = { reference: attempt.reference, transaction: 'GD1' }
    expect(await orderMoneyBack(world.desk, cashier, 'hs', wish)).toMatchObject({ objection: 'refund-unnamed' })
    expect(await orderMoneyBack(world.desk, cashier, 'hs', { ...wish, refund: 1 })).toMatchObject({
      objection: 'nothing-kept',
    })
    vnpay.refundsAre = 'given-back'
    await orderMoneyBack(world.desk, cashier, 'hs', { ...wish, refund: 2 })
    await work(world)
    expect(await told(world)).toMatchObject([{ outcome: 'given-back' }, { outcome: 'given-back' }])
    expect(vnpay.refunds.map(({ refund, orders }) => [refund, orders])).toEqual([
      [undefined, undefined],
      [2, undefined],
      [2, 2],
    ])
    const again = { ...wish, refund: 2, transfer: 'UNC-1' }
    expect(await orderMoneyBack(world.desk, cashier, 'hs', again)).toMatchObject({ objection: 'nothing-kept' })
  })

  it('that no attempt bears are given back by hand one by one, each under its own name', async () => {
    const world = await owing()
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'online', reference: 'LA-1' }, 'nop')
    await act(world, cashier, refund(20_000), 'hoan-1')
    await act(world, cashier, refund(45_000), 'hoan-2')
    await work(world)
    const names = ['BL-H57.40-2026-000001', 'BL-H57.40-2026-000001#2']
    for (const [at, reference] of names.entries()) {
      expect(await told(world)).toMatchObject([
        { outcome: at === 0 ? 'by-hand' : 'given-back' },
        { outcome: 'by-hand' },
      ])
      await giveRowBack(world.desk, cashier, { day, reference, transfer: `UNC-${at + 1}` })
    }
    expect((await rows(world)).map(({ amountVnd, givenBack }) => [amountVnd, givenBack?.transfer])).toEqual([
      [20_000, 'UNC-1'],
      [45_000, 'UNC-2'],
    ])
    expect((await book(world))[0]?.backs).toHaveLength(2)
  })

  it('wait on the list each by itself', async () => {
    const { world, attempt } = await paid('platform')
    world.desk.gateways.platform.refundsAre = 'by-hand'
    world.desk.gateways.platform.told.set(attempt.reference, newsOf(attempt))
    await act(world, cashier, refund(20_000), 'hoan-1')
    await act(world, cashier, refund(45_000), 'hoan-2')
    await work(world)
    world.clock.at = '2026-03-11T02:00:00+07:00'
    await reconcileNightly(world.desk)
    const list = await world.desk.payments.reconciliation(day)
    expect(list?.differences.map(({ code, reference, theirsVnd }) => [code, reference, theirsVnd])).toEqual([
      ['refund-by-hand', 'hsT1T1 GD1', 20_000],
      ['refund-by-hand', 'hsT1T1 GD1#2', 45_000],
    ])
  })

  it('are of money that a transfer paid once, also where its number was taken while spaces counted', async () => {
    const world = await owing()
    const taken = { scope: 'PAYMENT#UNC 12', value: 1 }
    expect(await world.desk.dossiers.commit({ changes: [], serials: [taken] })).toBe('committed')
    const pay = { act: 'pay', amountVnd: 65_000, method: 'transfer' } as const
    expect(await refused(world, { ...pay, reference: 'unc 12' }, 'nop')).toMatchObject({ objection: 'payment-known' })
    expect(await refused(world, { ...pay, reference: 'UNC 13' }, 'nop-1')).not.toHaveProperty('objection')
    expect(await world.desk.dossiers.serial('PAYMENT#UNC13')).toBe(1)
  })

  it('by transfer bear each a number of its own', async () => {
    const { world } = await paid()
    await act(world, cashier, refund(20_000, { reference: 'UNC-1' }), 'hoan-1')
    for (const reference of ['UNC-1', 'unc-1', 'UNC -1', 'UNC-1\u200b'])
      expect(await refused(world, refund(20_000, { reference }), `hoan-${reference}`)).toMatchObject({
        objection: 'payment-known',
      })
  })

  it('go on where a book of before had only one', async () => {
    const payment = { amountVnd: 65_000, method: 'cash', receiptNumber: 'BL-1', at: owed.at } as const
    const old = { state: 'refunded', payment, refund: { amountVnd: 20_000, reason: 'Giảm', at: owed.at } } as const
    const world = await owing({ money: 'refunded' }, old)
    expect(await told(world)).toMatchObject([{ n: 1, amountVnd: 20_000, outcome: 'given-back' }])
    await act(world, cashier, refund(45_000), 'hoan-2')
    const [row] = await book(world)
    expect(row?.refunds?.map(({ n, amountVnd }) => [n, amountVnd])).toEqual([
      [1, 20_000],
      [2, 45_000],
    ])
    expect(row?.refund).toBeUndefined()
  })
})

describe('money for the state budget', () => {
  it('is given back by its own offices: the act writes down by which order', async () => {
    const payment = {
      amountVnd: 65_000,
      method: 'online',
      reference: 'platform:GD1',
      receiptNumber: 'TB-1',
      at: owed.at,
    }
    const world = await owing({ money: 'paid' }, { state: 'paid', notice: 'TB-1', payment } as Partial<Obligation>)
    expect(await refused(world, refund(20_000), 'hoan')).toMatchObject({ objection: 'reference-missing' })
    await act(world, cashier, refund(20_000, { reference: 'LHT-1' }), 'hoan-1')
    await work(world)
    expect(await rows(world)).toMatchObject([{ budget: true, reference: 'LHT-1', amountVnd: 20_000 }])
    expect((await world.desk.dossiers.history('hs')).at(-1)?.detail).toMatchObject({ notice: 'TB-1' })
    expect(await world.desk.payments.openRows()).toEqual([])
  })
})

describe('the book of the day', () => {
  it('names a dossier that paid before it was received by the code it has by then', async () => {
    const world = await workerDesk()
    await world.desk.catalogue.putProcedure(birth)
    await world.desk.catalogue.putWorkflow(workflow)
    await world.put({ channel: 'direct', money: 'requested' }, { plan: given.homePlan, money: [owed] })
    await world.desk.scans.reserve('hs', given.scan())
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'nop')
    await act(world, given.receptionist, { act: 'accept' }, 'nhan')
    await work(world)
    const { code } = await world.dossier()
    expect(code).toBeDefined()
    expect(await world.desk.payments.rowsOf(day)).toMatchObject([{ kind: 'paid', code }])
  })

  it('names the agency whose money it was when it was paid, also when another has taken over before it was entered', async () => {
    const world = await owing()
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'nop')
    const { catalogue } = world.desk
    const [first] = given.units
    const heir = withRooms({ ...first, id: 'H57.77', agency: 'H57.77', name: 'UBND phường Mới' } as never)
    await catalogue.putUnits([...(await catalogue.units()), ...heir], await catalogue.officers())
    const deed = { kind: 'merger', from: [given.ward], to: 'H57.77' } as const
    const said = { id: 'qd-1', on: '2026-03-11', decision: '12/QĐ', by: 'cb-admin', at: given.tuesday, body: '' }
    await catalogue.announce({ ...said, ...deed })
    world.clock.at = '2026-03-11T08:20:00+07:00'
    await runReHoming(world.desk, '2026-12-31T00:00:00+07:00')
    expect((await world.dossier()).receivingUnit).toBe('H57.77/desk')
    await work(world)
    const paidRows = (await world.desk.payments.rowsOf(day)).filter(({ kind }) => kind === 'paid')
    expect(paidRows.map(({ agency }) => agency)).toEqual([given.ward])
  })
})

describe('the money of a dossier', () => {
  const fee = { act: 'charge-fee', items: owed.items, payee: 'Kho bạc' } as const
  const cash = { act: 'pay', amountVnd: 65_000, method: 'cash' } as const

  it('is partly refunded while another demand stays paid, and paid where a later one was cancelled or is free', async () => {
    const world = await owing()
    await act(world, cashier, cash, 'nop-1')
    await act(world, cashier, fee, 'phi-2')
    await act(world, cashier, cash, 'nop-2')
    await act(world, cashier, refund(65_000, { obligation: 1 }), 'hoan')
    expect(await world.dossier()).toMatchObject({ money: 'partly-refunded' })
    const other = await owing()
    await act(other, cashier, cash, 'nop-1')
    await act(other, cashier, fee, 'phi-2')
    await act(other, cashier, { act: 'cancel-obligation', reason: 'Nhầm' }, 'huy')
    expect(await other.dossier()).toMatchObject({ money: 'paid' })
    await act(other, cashier, fee, 'phi-3')
    await act(other, cashier, { act: 'exempt-fee', kind: 'exempt', ground: 'Hộ nghèo', payVnd: 0 }, 'mien')
    expect(await other.dossier()).toMatchObject({ money: 'paid' })
    await act(other, cashier, refund(65_000), 'hoan')
    expect(await other.dossier()).toMatchObject({ money: 'refunded' })
  })

  it('that was paid stays paid when the dossier ends with another demand open', async () => {
    const world = await owing()
    await act(world, cashier, cash, 'nop-1')
    await act(world, cashier, fee, 'phi-2')
    await act(world, payer, { act: 'withdraw', reason: 'Không cần nữa' }, 'rut')
    expect(await world.dossier()).toMatchObject({ status: 'withdrawn', money: 'paid' })
    expect((await world.desk.dossiers.history('hs')).at(-1)?.detail).toMatchObject({
      paidVnd: 65_000,
      refundOpen: true,
    })
  })
})
