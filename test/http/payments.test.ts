import { describe, expect, it } from 'vitest'
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
