import { DeleteObjectCommand, PutObjectLockConfigurationCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBills } from '../../shared/aws/buckets/bills.ts'
import type { Bill } from '../../shared/dossier/history/bill.ts'
import type { Bills } from '../../shared/ports.ts'
import { memoryBills } from '../memory/bills.ts'
import { type Neighbours, startNeighbours } from './stores.ts'

let neighbours: Neighbours | undefined
const started = (): Neighbours => {
  if (!neighbours) throw new Error('the neighbours have not started')
  return neighbours
}
beforeAll(async () => {
  neighbours = await startNeighbours(['audit'])
  const Rule = { DefaultRetention: { Mode: 'COMPLIANCE', Days: 10 } } as const
  const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled', Rule } as const
  await neighbours.s3.send(new PutObjectLockConfigurationCommand({ Bucket: 'audit', ObjectLockConfiguration }))
})
afterAll(() => neighbours?.stop())

function billOf(day: string, n: number): Bill {
  const hex = 'a'.repeat(64)
  const until = `${day}T23:00:00+07:00`
  const statement = { format: 1, n, day, from: '', until, count: 1, root: hex, previous: '', key: hex } as const
  return { statement, lines: [['hs-1', 2, hex]], signature: 'AAAA' }
}

const worlds: [string, () => Bills][] = [
  ['in memory', memoryBills],
  ['in a bucket', () => createBills({ s3: started().s3, auditBucket: 'audit' })],
]
describe.each(worlds)('bills %s', (_, open) => {
  it('are kept once for each day, and read as they were kept', async () => {
    const bills = open()
    expect(await bills.read('2026-03-10')).toBeUndefined()
    expect(await bills.keep(billOf('2026-03-10', 1))).toBe('kept')
    expect(await bills.keep(billOf('2026-03-10', 7))).toBe('stands')
    expect(await bills.keep(billOf('2026-03-09', 2))).toBe('kept')
    expect(await bills.read('2026-03-10')).toEqual(billOf('2026-03-10', 1))
    const days: string[] = []
    for await (const day of bills.days()) days.push(day)
    expect(days).toEqual(['2026-03-09', '2026-03-10'])
  })
})

describe('a kept bill', () => {
  it('cannot be taken away', async () => {
    const { s3 } = started()
    const bills = createBills({ s3, auditBucket: 'audit' })
    await bills.keep(billOf('2026-04-01', 1))
    const taking = s3.send(new DeleteObjectCommand({ Bucket: 'audit', Key: 'bills/2026-04-01.json' }))
    await expect(taking).rejects.toMatchObject({ name: 'AccessDenied' })
    expect(await bills.read('2026-04-01')).toEqual(billOf('2026-04-01', 1))
  })
})
