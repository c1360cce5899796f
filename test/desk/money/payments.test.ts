import { describe, expect, it } from 'vitest'
import { addDays } from '../../../shared/calendar/day.ts'
import { accountOn, budgetAccountOn } from '../../../shared/catalogue/payment-accounts.ts'
import { askPayments } from '../../../shared/desk/money/ask-payments.ts'
import { beginPayment } from '../../../shared/desk/money/begin-payment.ts'
import { giveRowBack } from '../../../shared/desk/money/give-row-back.ts'
import { takePaymentNews } from '../../../shared/desk/money/take-payment-news.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { act, begin, begun, book, cashier, newsOf, owing, payer } from './payments-given.ts'

const later = (minutes: number) =>
  `2026-03-10T${String(9 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00+07:00`

describe('asking to pay', () => {
  it('is one attempt at the gateway while its link lives, for exactly what is owed', async () => {
    const world = await owing()
    const [one, two] = await Promise.all([begun(world), begun(world)])
    expect(two.reference).toBe(one.reference)
    expect((await begun(world)).payAt).toBe(one.payAt)
    const { begun: told } = world.desk.gateways.platform
    expect(told.map(({ reference, items }) => [reference, items.map(({ amountVnd }) => amountVnd)])).toEqual([
      [one.reference, [50_000, 15_000]],
    ])
    expect(JSON.stringify(told[0]?.about)).not.toContain('Trần')
  })

  it('is repeated under the same reference when nobody knows whether the gateway heard', async () => {
    const world = await owing()
    world.desk.gateways.platform.silent = true
    await expect(begin(world)).rejects.toThrow(Outage)
    world.desk.gateways.platform.silent = false
    const attempt = await begun(world)
    expect(attempt.state).toBe('open')
    expect(await world.desk.payments.attemptsOf('hs')).toHaveLength(1)
  })

  it('objects where nothing is owed, and is absent for whoever may not see the dossier', async () => {
    expect(await begin(await owing({ money: 'none' }, { state: 'cancelled' }))).toMatchObject({
      objection: 'nothing-owed',
    })
    const { desk } = await owing()
    const stranger = { ...payer, identityNumber: '046090000002' }
    expect(await beginPayment(desk, stranger, 'hs', { gateway: 'platform', payerIp: '203.0.113.7' })).toBeUndefined()
  })

  it('may be made by whoever sees the dossier, an officer or a machine, and is the payer’s own attempt', async () => {
    const world = await owing()
    const wish = { gateway: 'platform', payerIp: '203.0.113.7' } as const
    const machine = { kind: 'machine', id: 'cong-1', agency: given.ward, scopes: ['payments.begin'] } as const
    const byOfficer = await beginPayment(world.desk, cashier, 'hs', wish)
    expect(await beginPayment(world.desk, machine, 'hs', wish)).toEqual(byOfficer)
    expect(await begun(world)).toEqual(byOfficer)
    const elsewhere = { ...machine, agency: given.department }
    expect(await beginPayment(world.desk, elsewhere, 'hs', wish)).toBeUndefined()
    expect(await beginPayment(world.desk, given.outsider, 'hs', wish)).toBeUndefined()
  })

  it('asks the gateway first when an earlier link has run out, so that nobody pays twice', async () => {
    const world = await owing()
    const first = await begun(world)
    world.desk.gateways.platform.told.set(first.reference, newsOf(first))
    world.clock.at = later(16)
    expect(await begin(world, 'vnpay')).toMatchObject({ objection: 'nothing-owed' })
    expect((await book(world))[0]?.payment).toMatchObject({ reference: 'platform:GD1', method: 'online' })
    expect(world.desk.gateways.vnpay.begun).toEqual([])
  })

  it('by a gateway without its key is refused before anything is written, and the other gateway is there', async () => {
    const world = await owing()
    world.desk.gateways.vnpay.ready = false
    expect(await begin(world, 'vnpay')).toMatchObject({ objection: 'payment-refused' })
    expect(await world.desk.payments.attemptsOf('hs')).toEqual([])
    expect(await begun(world)).toMatchObject({ gateway: 'platform', state: 'open' })
  })

  it('is held up by no attempt of another gateway for which nobody was given a link', async () => {
    const world = await owing()
    const { vnpay } = world.desk.gateways
    vnpay.silent = true
    await expect(begin(world, 'vnpay')).rejects.toThrow(Outage)
    expect(await begun(world)).toMatchObject({ gateway: 'platform', state: 'open' })
  })

  it('of what the tax office has determined goes to the state budget under each item’s code, and by no gateway that names no account', async () => {
    const items = [{ kind: 'charge', name: 'Lệ phí trước bạ nhà, đất', amountVnd: 65_000, budgetCode: '2801' }] as const
    const world = await owing({}, { items, notice: 'TB-1', payee: 'Kho bạc Nhà nước' })
    expect(await begin(world, 'vnpay')).toMatchObject({ objection: 'payment-refused' })
    await begun(world)
    const [told] = world.desk.gateways.platform.begun
    expect(told?.items).toMatchObject([{ amountVnd: 65_000, budgetCode: '2801' }])
    const budget = budgetAccountOn(given.ward, '2026-03-10')
    expect(told?.beneficiary.account).toBe(budget?.account)
    expect(budget?.account).not.toBe(accountOn(given.ward, '2026-03-10')?.account)
  })

  it('after a reduction asks for what is left, under a new reference', async () => {
    const world = await owing()
    const first = await begun(world)
    await act(world, cashier, { act: 'exempt-fee', kind: 'reduced', ground: 'Hộ nghèo', payVnd: 30_000 }, 'giam')
    const second = await begun(world)
    expect(second).toMatchObject({ amountVnd: 30_000 })
    expect(await takePaymentNews(world.desk, 'platform', newsOf(first))).toBe('amount-differs')
    expect(await takePaymentNews(world.desk, 'platform', newsOf(second, { transaction: 'GD2' }))).toBe('settles')
  })
})

describe('a payment', () => {
  it('resumes the dossier that waited for it, and takes a receipt number once, however often it is told', async () => {
    const world = await owing(
      { status: 'obligation-requested', clock: 'paused', pausedFor: 'financial-obligation' },
      { holdsUp: true },
    )
    const attempt = await begun(world)
    expect(await takePaymentNews(world.desk, 'platform', newsOf(attempt))).toBe('settles')
    for (let n = 0; n < 10; n += 1)
      expect(await takePaymentNews(world.desk, 'platform', newsOf(attempt))).toBe('paid-before')
    expect(await world.dossier()).toMatchObject({ status: 'in-progress', clock: 'running', money: 'paid' })
    expect(await world.acts()).toEqual(['open', 'pay'])
    expect((await book(world))[0]?.payment?.receiptNumber).toBe('BL-H57.40-2026-000001')
    expect(await world.desk.payments.attempt(attempt.reference)).toMatchObject({
      state: 'paid',
      transaction: 'GD1',
      backs: [],
    })
  })

  it('told by two at once is written once', async () => {
    const world = await owing()
    const attempt = await begun(world)
    const told = await Promise.all([1, 2, 3].map(() => takePaymentNews(world.desk, 'platform', newsOf(attempt))))
    expect(told.filter((one) => one !== 'settles' && one !== 'paid-before')).toEqual([])
    expect(await world.acts()).toEqual(['open', 'pay'])
  })

  it('is found again after a crash between the act and the attempt', async () => {
    const world = await owing()
    const attempt = await begun(world)
    const { keepAttempt } = world.desk.payments
    world.desk.payments.keepAttempt = async () => {
      throw new Outage('the table', new Error('silent'))
    }
    await expect(takePaymentNews(world.desk, 'platform', newsOf(attempt))).rejects.toThrow(Outage)
    world.desk.payments.keepAttempt = keepAttempt
    expect(await world.acts()).toEqual(['open', 'pay'])
    expect(await takePaymentNews(world.desk, 'platform', newsOf(attempt))).toBe('paid-before')
    expect(await world.desk.payments.attempt(attempt.reference)).toMatchObject({ state: 'paid', transaction: 'GD1' })
  })

  it('of another sum moves nothing and is kept to go back', async () => {
    const world = await owing()
    const attempt = await begun(world)
    for (let n = 0; n < 2; n += 1)
      expect(await takePaymentNews(world.desk, 'platform', newsOf(attempt, { amountVnd: 1 }))).toBe('amount-differs')
    expect(await world.acts()).toEqual(['open'])
    expect((await world.desk.payments.attempt(attempt.reference))?.backs).toMatchObject([
      { transaction: 'GD1', amountVnd: 1, why: 'amount-differs', state: 'kept' },
    ])
  })

  it('that comes a second time, by another attempt or after cash, is kept to go back', async () => {
    const world = await owing()
    const one = await begun(world)
    world.clock.at = later(16)
    const two = await begun(world, 'vnpay')
    expect(await takePaymentNews(world.desk, 'vnpay', newsOf(two, { transaction: 'V1' }))).toBe('settles')
    expect(await takePaymentNews(world.desk, 'platform', newsOf(one))).toBe('paid-twice')
    expect((await world.desk.payments.attempt(one.reference))?.backs).toMatchObject([
      { why: 'paid-twice', state: 'kept' },
    ])
    const other = await owing()
    const third = await begun(other)
    await act(other, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'tien-mat')
    expect(await takePaymentNews(other.desk, 'platform', newsOf(third))).toBe('paid-twice')
  })

  it('is kept to go back once, whatever a repeat of its call would be called later', async () => {
    const world = await owing()
    const one = await begun(world)
    const wrong = newsOf(one, { amountVnd: 1 })
    expect(await takePaymentNews(world.desk, 'platform', wrong)).toBe('amount-differs')
    await act(world, cashier, { act: 'pay', amountVnd: 65_000, method: 'cash' }, 'tien-mat')
    await takePaymentNews(world.desk, 'platform', wrong)
    expect((await world.desk.payments.attempt(one.reference))?.backs).toHaveLength(1)
  })

  it('that comes after the dossier was withdrawn is kept to go back', async () => {
    const world = await owing()
    const attempt = await begun(world)
    await act(world, payer, { act: 'withdraw', reason: 'Không cần nữa' }, 'rut')
    expect(await takePaymentNews(world.desk, 'platform', newsOf(attempt))).toBe('paid-late')
    expect(await world.acts()).toEqual(['open', 'withdraw'])
    expect((await world.desk.payments.attempt(attempt.reference))?.backs).toMatchObject([{ why: 'paid-late' }])
  })

  it('never settles the next demand in place of its own', async () => {
    const world = await owing()
    const attempt = await begun(world)
    const items = [{ kind: 'fee', name: 'Phí', amountVnd: 65_000 }] as const
    await act(world, cashier, { act: 'cancel-obligation', reason: 'Tính sai' }, 'huy')
    await act(world, cashier, { act: 'charge-fee', items, payee: 'Kho bạc' }, 'thu-lai')
    expect(await takePaymentNews(world.desk, 'platform', newsOf(attempt))).toBe('paid-late')
    expect((await book(world)).map(({ state }) => state)).toEqual(['cancelled', 'requested'])
  })

  it('may be told before or after it failed', async () => {
    const world = await owing()
    const attempt = await begun(world)
    const failed = newsOf(attempt, { outcome: 'failed', code: '24', transaction: '' })
    expect(await takePaymentNews(world.desk, 'platform', failed)).toBe('fails')
    expect(await takePaymentNews(world.desk, 'platform', newsOf(attempt))).toBe('settles')
    expect(await takePaymentNews(world.desk, 'platform', failed)).toBe('still-open')
    expect(await world.desk.payments.attempt(attempt.reference)).toMatchObject({ state: 'paid' })
  })

  it('that failed is asked about all the same, so that a second try on the open page is found before anybody pays twice', async () => {
    const world = await owing()
    const attempt = await begun(world)
    const failed = newsOf(attempt, { outcome: 'failed', code: '24', transaction: '' })
    await takePaymentNews(world.desk, 'platform', failed)
    world.desk.gateways.platform.told.set(attempt.reference, newsOf(attempt))
    world.clock.at = later(5)
    expect(await begin(world, 'vnpay')).toMatchObject({ objection: 'nothing-owed' })
    const other = await owing()
    const again = await begun(other)
    await takePaymentNews(other.desk, 'platform', newsOf(again, { outcome: 'failed', code: '24', transaction: '' }))
    other.desk.gateways.platform.told.set(again.reference, newsOf(again))
    other.clock.at = later(17)
    expect(await askPayments(other.desk)).toBe(1)
    expect(await other.acts()).toEqual(['open', 'pay'])
  })

  it('under a reference of nobody, or of another gateway, moves nothing and is remembered', async () => {
    const world = await owing()
    const attempt = await begun(world)
    expect(await takePaymentNews(world.desk, 'vnpay', newsOf(attempt))).toBe('unknown-payment')
    expect(await takePaymentNews(world.desk, 'platform', newsOf(attempt, { reference: 'khongT1T1' }))).toBe(
      'unknown-payment',
    )
    expect(await world.acts()).toEqual(['open'])
    const strays = (await world.desk.payments.rowsOf('2026-03-10')).filter(({ kind }) => kind === 'stray')
    expect(strays.map(({ kind, reference }) => [kind, reference])).toEqual([
      ['stray', 'platform:GD1'],
      ['stray', 'vnpay:GD1'],
    ])
  })

  it('told again on other days, with a day of its own or without, is one, and given back once', async () => {
    const world = await owing()
    const { at: _, ...undated } = newsOf(await begun(world))
    const stray = { ...undated, reference: 'khongT1T1' }
    const rows = async () => {
      const days = Array.from({ length: 20 }, (_, n) => addDays('2026-03-10', n))
      const all = (await Promise.all(days.map((day) => world.desk.payments.rowsOf(day)))).flat()
      return all.filter(({ kind }) => kind === 'stray')
    }
    await takePaymentNews(world.desk, 'platform', stray)
    const admin = given.officer(given.ward, 'desk', 'admin')
    const said = { day: '2026-03-10', reference: 'platform:GD1', transfer: 'UNC-1' }
    expect(await giveRowBack(world.desk, admin, said)).toMatchObject({ givenBack: { transfer: 'UNC-1' } })
    world.clock.at = '2026-03-11T09:00:00+07:00'
    await takePaymentNews(world.desk, 'platform', stray)
    world.clock.at = '2026-03-20T09:00:00+07:00'
    await takePaymentNews(world.desk, 'platform', { ...stray, at: given.tuesday })
    expect(await rows()).toMatchObject([{ reference: 'platform:GD1', givenBack: { transfer: 'UNC-1' } }])
    expect(await world.desk.payments.openRows()).toEqual([])
  })
})

describe('asking the gateways', () => {
  it('finds the payment whose call never came', async () => {
    const world = await owing()
    const attempt = await begun(world)
    world.desk.gateways.platform.told.set(attempt.reference, newsOf(attempt))
    expect(await askPayments(world.desk)).toBe(0)
    world.clock.at = later(17)
    expect(await askPayments(world.desk)).toBe(1)
    expect(await world.acts()).toEqual(['open', 'pay'])
    world.clock.at = later(59)
    expect(await askPayments(world.desk)).toBe(0)
  })

  it('asks ever more rarely, gives up after two days, and still takes the money that comes then', async () => {
    const world = await owing()
    const attempt = await begun(world)
    world.clock.at = later(17)
    expect(await askPayments(world.desk)).toBe(1)
    expect(await askPayments(world.desk)).toBe(0)
    for (const at of ['10T09:30', '10T10:00', '10T11:00', '10T13:00', '10T17:00', '11T09:00', '12T09:00']) {
      world.clock.at = `2026-03-${at}:00+07:00`
      expect([at, await askPayments(world.desk)]).toEqual([at, 1])
    }
    expect(await world.desk.payments.attempt(attempt.reference)).toMatchObject({ state: 'expired' })
    world.clock.at = '2026-03-20T09:00:00+07:00'
    expect(await askPayments(world.desk)).toBe(0)
    expect(await takePaymentNews(world.desk, 'platform', newsOf(attempt))).toBe('settles')
  })

  it('goes on with the other gateway while one has lost its key, and says at its end what is wrong', async () => {
    const world = await owing()
    const one = await begun(world, 'vnpay')
    world.clock.at = later(1)
    const two = await begun(world)
    world.desk.gateways.vnpay.ready = false
    world.desk.gateways.platform.told.set(two.reference, newsOf(two))
    world.clock.at = later(19)
    await expect(askPayments(world.desk)).rejects.toThrow('lacks a key')
    expect(await world.acts()).toEqual(['open', 'pay'])
    expect(await world.desk.payments.attempt(one.reference)).toMatchObject({ asked: 0 })
  })

  it('goes on with the other gateway while one is silent, and asks the silent one again', async () => {
    const world = await owing()
    const { platform, vnpay } = world.desk.gateways
    const one = await begun(world)
    const two = await begun(world, 'vnpay').catch(() => undefined)
    platform.silent = true
    world.clock.at = later(17)
    if (two) vnpay.told.set(two.reference, newsOf(two, { transaction: 'V1' }))
    await askPayments(world.desk)
    expect(await world.acts()).toEqual(['open', 'pay'])
    platform.silent = false
    platform.told.set(one.reference, newsOf(one))
    await askPayments(world.desk)
    expect((await world.desk.payments.attempt(one.reference))?.backs).toMatchObject([{ why: 'paid-twice' }])
  })
})
