import { describe, expect, it } from 'vitest'
import { receiveCall } from '../../../shared/desk/money/receive-call.ts'
import { workPayments } from '../../../shared/desk/money/work-payments.ts'
import { begun, book, owing } from './payments-given.ts'

const bell = { kind: 'doorbell', dossier: 'hs', n: 2 } as const

async function called() {
  const world = await owing()
  const { reference } = await begun(world, 'vnpay')
  const fields = { reference, transaction: 'GD1', amountVnd: '65000', outcome: 'paid', seal: 'đúng' }
  const call = (change: Partial<typeof fields> = {}, gateway: 'vnpay' | 'platform' = 'vnpay') =>
    receiveCall(world.desk, gateway, { ...fields, ...change })
  const kept = async () => (await world.desk.payments.attempt(reference))?.backs
  return { world, call, kept }
}

describe('a gateway’s call', () => {
  it('played again, at once or later, by whomever, is the first one: one payment, one receipt, nothing to go back', async () => {
    const { world, call, kept } = await called()
    const first = await Promise.all([call(), call(), call()])
    expect(first.filter((one) => one !== 'settles' && one !== 'paid-before')).toEqual([])
    await workPayments(world.desk, bell)
    world.clock.at = '2026-03-20T09:00:00+07:00'
    for (let n = 0; n < 3; n += 1) expect(await call()).toBe('paid-before')
    await workPayments(world.desk, bell)
    expect(await world.acts()).toEqual(['open', 'pay'])
    expect((await book(world)).map(({ state }) => state)).toEqual(['paid'])
    expect(world.desk.receipts.issued).toHaveLength(1)
    expect(await kept()).toEqual([])
  })

  it('that says the same payment with another sum or another end moves nothing any more', async () => {
    const { world, call, kept } = await called()
    expect(await call()).toBe('settles')
    expect(await call({ amountVnd: '1' })).toBe('paid-before')
    expect(await call({ outcome: 'failed' })).toBe('still-open')
    expect((await book(world))[0]).toMatchObject({ state: 'paid', payment: { amountVnd: 65_000 } })
    expect(await kept()).toEqual([])
  })

  it('played at another gateway’s door is nobody’s money, once', async () => {
    const { world, call } = await called()
    for (let n = 0; n < 2; n += 1) expect(await call({}, 'platform')).toBe('unknown-payment')
    expect(await world.acts()).toEqual(['open'])
    expect(await world.desk.payments.openRows()).toMatchObject([{ kind: 'stray', reference: 'platform:GD1' }])
  })

  it('whose signature does not hold reads and writes nothing', async () => {
    const { world, call } = await called()
    const before = await world.desk.payments.rowsOf('2026-03-10')
    expect(await call({ seal: 'sai' })).toBe('forged')
    expect(await world.acts()).toEqual(['open'])
    expect(await world.desk.payments.rowsOf('2026-03-10')).toEqual(before)
  })
})
