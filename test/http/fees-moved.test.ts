import { expect, it } from 'vitest'
import { ward } from '../given.ts'
import { birth, reception, staffClaims } from './given.ts'
import { registered } from './stories.ts'

/** Hội đồng nhân dân sets another sum after the dossier was taken in. */
it('a dossier owes the sums of the version it was taken in under, whatever is published before it pays', async () => {
  const { knock, id, ports } = await registered()
  const fees = (amountVnd: number) => [{ kind: 'charge', amountVnd, channel: 'any' }] as const
  await ports.catalogue.putProcedure({ ...birth, fees: fees(15_000) })
  await knock('act', reception, { path: { id }, body: { act: 'accept', version: 1 } })
  await ports.catalogue.putProcedure({ ...birth, version: 2, fees: fees(20_000) })
  const cashier = staffClaims(`${ward}/desk`, 'cashier', 'reception')
  const act = async (body: object, key: string) => {
    const said = { path: { id }, body, headers: { 'idempotency-key': key } }
    const { status, json } = await knock('act', cashier, said)
    return { status, code: json.code }
  }
  const charge = (version: number, amountVnd: number) => ({
    ...{ act: 'charge-fee', version, payee: 'Quầy' },
    items: [{ kind: 'charge', name: 'Lệ phí', amountVnd }],
  })
  const pay = { act: 'pay', method: 'cash' }
  expect(await act(charge(2, 15_000), 'khoa-thu-0001')).toEqual({ status: 200 })
  expect(await act({ ...pay, version: 3, amountVnd: 20_000 }, 'khoa-nop-0001')).toMatchObject({ code: 'wrong-amount' })
  expect(await act({ ...pay, version: 3, amountVnd: 15_000 }, 'khoa-nop-0002')).toEqual({ status: 200 })
  expect(await act(charge(4, 20_000), 'khoa-thu-0002')).toEqual({ status: 200 })
  const book = (await ports.dossiers.load(id))?.money
  expect(book?.map(({ totalVnd, state, deviates }) => [totalVnd, state, deviates])).toEqual([
    [15_000, 'paid', undefined],
    [20_000, 'requested', true],
  ])
})
