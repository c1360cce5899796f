import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, it } from 'vitest'
import { rememberOrganisation } from '../../../shared/aws/catalogue/organisation.ts'
import type { Table } from '../../../shared/aws/table/table.ts'

/** A table of these three lists and their revision, which says how often it was asked for what. */
function listed() {
  const asked = { revision: 0, lists: 0, stale: 0 }
  const kept = { n: 0, units: [{ id: 'H57.1' }], written: [] as unknown[], conflict: '' }
  const refuse = (Code: string) => {
    throw Object.assign(new Error(Code), { name: 'TransactionCanceledException', CancellationReasons: [{ Code }] })
  }
  const send = async (command: unknown) => {
    if (command instanceof UpdateCommand) kept.n += 1
    if (command instanceof TransactWriteCommand) {
      const [item] = (command.input.TransactItems ?? []).flatMap(({ Put }) => Put?.Item ?? [])
      if (kept.conflict !== '') refuse(kept.conflict)
      if (kept.written.length > 0) refuse('ConditionalCheckFailed')
      kept.written.push(item)
      kept.n += (command.input.TransactItems ?? []).filter(({ Update }) => Update).length
    }
    if (command instanceof GetCommand) {
      asked.revision += 1
      return { Item: kept.n === 0 ? undefined : { n: kept.n } }
    }
    if (command instanceof QueryCommand) {
      asked.lists += 1
      if (!command.input.ConsistentRead) asked.stale += 1
      const pk = command.input.ExpressionAttributeValues?.[':list']
      return { Items: pk === 'UNITS' ? [{ d: kept.units }] : [] }
    }
    return {}
  }
  const db: DynamoDBDocumentClient = Object.assign(Object.create(DynamoDBDocumentClient.prototype), { send })
  const table: Table = { db, name: 'mot-cua' }
  return { table, asked, kept }
}

describe('the organisation an instance remembers', () => {
  let at = 0
  beforeEach(() => {
    at = 0
  })

  it('is read whole once, and its revision once a minute', async () => {
    const { table, asked } = listed()
    const { ask } = rememberOrganisation(table, () => at)
    for (const minute of [0, 0.5, 1.1, 2.2, 3.3]) {
      at = minute * 60_000
      expect((await ask()).units).toEqual([{ id: 'H57.1' }])
    }
    expect(asked).toEqual({ revision: 4, lists: 3, stale: 0 })
  })

  it('is read anew within a minute after another instance has written, and at once by whoever wrote', async () => {
    const { table, kept } = listed()
    const [here, there] = [rememberOrganisation(table, () => at), rememberOrganisation(table, () => at)]
    await Promise.all([here.ask(), there.ask()])
    kept.units = [{ id: 'H57.2' }]
    await there.moved()
    expect((await there.ask()).units).toEqual([{ id: 'H57.2' }])
    expect((await here.ask()).units).toEqual([{ id: 'H57.1' }])
    at = 60_001
    expect((await here.ask()).units).toEqual([{ id: 'H57.2' }])
  })

  it('is the same list however old it is, while nobody has written', async () => {
    const { table, asked } = listed()
    const { ask } = rememberOrganisation(table, () => at)
    const first = (await ask()).units
    at = 24 * 3_600_000
    expect((await ask()).units).toBe(first)
    expect(asked).toEqual({ revision: 2, lists: 3, stale: 0 })
  })

  it('moves its revision with the decision that is added, or not at all', async () => {
    const { table, kept } = listed()
    const { add } = rememberOrganisation(table, () => at)
    const decision = { pk: 'CHANGES', sk: '2026-11-02#qd-1', d: {} }
    expect(await add(decision)).toBe('added')
    expect(kept).toMatchObject({ n: 1, written: [decision] })
    expect(await add(decision)).toBe('taken')
    expect(kept).toMatchObject({ n: 1, written: [decision] })
  })

  it('says of a decision that it met another one at the revision, and does not write it', async () => {
    const { table, kept } = listed()
    kept.conflict = 'TransactionConflict'
    expect(await rememberOrganisation(table).add({ pk: 'CHANGES', sk: '1', d: {} })).toBe('overtaken')
    expect(kept.n).toBe(0)
  })
})
