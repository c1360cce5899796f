import { DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, it } from 'vitest'
import { rememberOrganisation } from '../../shared/aws/organisation.ts'
import type { Table } from '../../shared/aws/table.ts'

/** A table of these three lists and their revision, which says how often it was asked for what. */
function listed() {
  const asked = { revision: 0, lists: 0, stale: 0 }
  const kept = { n: 0, units: [{ id: 'H57.1' }] }
  const send = async (command: unknown) => {
    if (command instanceof UpdateCommand) kept.n += 1
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

  it('is read anew after a quarter of an hour, should a writer have died before it told', async () => {
    const { table, kept } = listed()
    const { ask } = rememberOrganisation(table, () => at)
    await ask()
    kept.units = [{ id: 'H57.2' }]
    at = 14 * 60_000
    expect((await ask()).units).toEqual([{ id: 'H57.1' }])
    at = 16 * 60_000
    expect((await ask()).units).toEqual([{ id: 'H57.2' }])
  })
})
