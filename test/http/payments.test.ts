import { describe, expect, it } from 'vitest'
import type { PaymentAttempt } from '../../shared/messages/attempts.ts'
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
    const give = (transfer: string) =>
      home.knock('orderMoneyBack', cashier, { path: { id: home.id, reference }, body: { transaction, transfer } })
    return { ...home, reference, give }
  }

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
