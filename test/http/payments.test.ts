import { describe, expect, it } from 'vitest'
import type { MoneyBack, PaymentAttempt } from '../../shared/messages/attempts.ts'
import { ward } from '../given.ts'
import { citizenClaims, staffClaims } from './given.ts'
import { accepted } from './stories.ts'

const cashier = staffClaims(`${ward}/desk`, 'cashier')

describe('the link of a payment', () => {
  it('is given out while what it was made for is owed, and no more once that was paid in cash', async () => {
    const { knock, id } = await accepted()
    let version = 2
    const act = async (body: object) => {
      const headers = { 'idempotency-key': `khoa-tien-${version}` }
      const { status, json } = await knock('act', cashier, { path: { id }, body: { version, ...body }, headers })
      expect([body, status, json.code]).toEqual([body, 200, undefined])
      version += 1
    }
    const items = [{ kind: 'charge', name: 'Lệ phí', amountVnd: 15_000 }]
    await act({ act: 'request-obligation', items, payee: 'Kho bạc' })
    for (const gateway of ['platform', 'vnpay']) {
      const { json } = await knock('beginPayment', citizenClaims, { path: { id }, body: { gateway } })
      expect([gateway, typeof Object(json.attempt).payAt]).toEqual([gateway, 'string'])
    }
    const links = async () => {
      const mine = await knock('listMyPayments', citizenClaims, { path: { id } })
      const desk = await knock('listPayments', cashier, { path: { id } })
      return [mine, desk].map(({ json }) => Object(json.attempts).map((one: { payAt?: string }) => 'payAt' in one))
    }
    expect(await links()).toEqual([
      [true, true],
      [true, true],
    ])
    await act({ act: 'pay', amountVnd: 15_000, method: 'cash' })
    expect(await links()).toEqual([
      [false, false],
      [false, false],
    ])
  })
})

describe('money that came twice', () => {
  const transaction = 'GD-HAI'

  async function surplus() {
    const home = await accepted()
    const items = [{ kind: 'charge', name: 'Lệ phí', amountVnd: 15_000 }]
    const asked = { act: 'charge-fee', version: 2, items, payee: 'Quầy' }
    expect((await home.knock('act', cashier, { path: { id: home.id }, body: asked })).status).toBe(200)
    const begun = await home.knock('beginPayment', citizenClaims, { path: { id: home.id }, body: { gateway: 'vnpay' } })
    const { reference }: PaymentAttempt = Object(begun.json.attempt)
    const attempt = await home.ports.payments.attempt(reference)
    if (!attempt) throw new Error('no attempt')
    const back = { transaction, amountVnd: 15_000, why: 'paid-twice', state: 'kept', at: attempt.at } as const
    await home.ports.payments.keepAttempt({ ...attempt, backs: [back], revision: attempt.revision + 1 })
    const order = (key: string, transfer?: string) =>
      home.knock('orderMoneyBack', cashier, {
        path: { id: home.id, reference },
        body: { transaction, ...(transfer === undefined ? {} : { transfer }) },
        headers: { 'idempotency-key': key },
      })
    let keys = 0
    const give = (transfer: string) => {
      keys += 1
      return order(`khoa-chuyen-${keys}`, transfer)
    }
    /** How far the gateway is with it. */
    const goesOn = async (state: MoneyBack['state']) => {
      const now = await home.ports.payments.attempt(reference)
      if (!now) throw new Error('no attempt')
      const backs = now.backs.map((one) => ({ ...one, state }))
      await home.ports.payments.keepAttempt({ ...now, backs, revision: now.revision + 1 })
    }
    const events = async () => (await home.ports.dossiers.history(home.id)).length
    return { ...home, reference, order, give, goesOn, events }
  }

  it('is ordered from its gateway once, also when that is said again while it is under way and after it is back', async () => {
    const { order, events, goesOn } = await surplus()
    expect((await order('khoa-tra-01')).status).toBe(200)
    const before = await events()
    for (const state of ['asked', 'under-way', 'given-back', 'by-hand'] as const) {
      await goesOn(state)
      for (const key of ['khoa-tra-01', 'khoa-tra-02'])
        expect([state, (await order(key)).status, await events()]).toEqual([state, 200, before])
    }
    // What the gateway refused is ordered anew, and that is another word.
    await goesOn('refused')
    expect([(await order('khoa-tra-03')).status, await events()]).toEqual([200, before + 1])
  })

  it('and that the gateway refused is not ordered anew by an order that comes once more, ten at once or late', async () => {
    const { order, events, goesOn } = await surplus()
    const first = await Promise.all(Array.from({ length: 10 }, () => order('khoa-tra-01')))
    expect(new Set(first.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    const before = await events()
    await goesOn('refused')
    const late = await order('khoa-tra-01')
    expect([late.status, await events()]).toEqual([200, before])
    expect(Object(late.json.attempt).backs).toMatchObject([{ state: 'refused' }])
    const other = await order('khoa-tra-01', 'UNC-1')
    expect([other.status, other.json.code, await events()]).toEqual([409, 'key-reused', before])
  })

  it('goes back by an act in the history, once; its owner reads that it went and by what, and not by whom', async () => {
    const { knock, id, reference, give } = await surplus()
    expect([(await give('UNC-1')).status, (await give('UNC-1')).status]).toEqual([200, 200])
    const other = await give('UNC-2')
    expect([other.status, other.json.code]).toEqual([409, 'nothing-kept'])
    const [mine, theirs] = await Promise.all([
      knock('readMine', citizenClaims, { path: { id } }),
      knock('readDossier', cashier, { path: { id } }),
    ])
    const told = [mine, theirs].map(({ json }) => ({
      acts: Object(json.history).map(({ act }: { act: { code: string } }) => act.code),
      by: Object(json.history).at(-1).by.id,
      back: Object(json.money)[0].backs,
    }))
    const backs = [{ attempt: reference, transaction, why: 'paid-twice', amountVnd: 15_000, transfer: 'UNC-1' }]
    const acts = ['open', 'accept', 'charge-fee', 'give-money-back']
    expect(told).toMatchObject([
      { acts, by: undefined, back: backs },
      { acts, by: cashier.sub, back: backs },
    ])
  })
})

describe('a statement that is handed in', () => {
  it('stands with who and when, and the one before can be read; agencies see neither', async () => {
    const { knock, ports } = await accepted()
    const admin = staffClaims(`${ward}/desk`, 'admin')
    const day = '2026-03-09'
    await ports.payments.keepReconciliation({
      ...{ day, at: '2026-03-10T01:00:00+07:00', paidVnd: 0, paidCount: 0, refundedVnd: 0 },
      ...{ statements: [], differences: [] },
    })
    const row = (amountVnd: number) => ({ reference: 'GD1', amountVnd })
    const hand = (key: string, amountVnd: number) =>
      knock('handInStatement', admin, {
        path: { day },
        body: { source: 'vnpay', rows: [row(amountVnd)] },
        headers: { 'idempotency-key': key },
      })
    const who = { by: admin.sub, at: '2026-03-10T09:00:00+07:00' }
    expect((await hand('khoa-ke-1', 5_000)).json).toEqual({ day, source: 'vnpay', rows: 1, n: 1, ...who })
    expect((await hand('khoa-ke-2', 7_000)).json.n).toBe(2)
    expect((await hand('khoa-ke-1', 5_000)).json.n).toBe(1)
    expect((await hand('khoa-ke-1', 9_000)).json.code).toBe('key-reused')
    const read = (claims: typeof admin, query = '') => knock('readReconciliation', claims, { path: { day }, query })
    const both = [
      { name: 'vnpay-1', source: 'vnpay', n: 1, ...who, count: 1, totalVnd: 5_000 },
      { name: 'vnpay-2', source: 'vnpay', n: 2, ...who, count: 1, totalVnd: 7_000 },
    ]
    expect((await read(admin)).json).toMatchObject({ handedIn: both })
    expect((await read(admin, '?statement=vnpay-1')).json.rows).toEqual([row(5_000)])
    expect((await read(admin, '?statement=vnpay-3')).status).toBe(404)
    expect((await read(cashier, '?statement=vnpay-1')).status).toBe(404)
    expect(Object.keys((await read(cashier)).json)).not.toContain('handedIn')
  })
})
