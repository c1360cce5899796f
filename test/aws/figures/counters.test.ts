import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import { createCounters } from '../../../shared/aws/figures/counters.ts'

describe('counted figures', () => {
  it('are read as they stand, as is what was counted late: a kept report holds one against the other', async () => {
    const db = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'local' }))
    const asked: (boolean | undefined)[] = []
    db.send = async (command: unknown) => {
      if (command instanceof QueryCommand) asked.push(command.input.ConsistentRead)
      return { Items: [] }
    }
    const counters = createCounters({ db, name: 'dossiers' })
    await counters.lines('H57.40', { from: '2026-03-01', to: '2026-03-31' })
    await counters.steps('H57.40', '2026-03-01', '2026-03-31')
    await counters.desks('H57.40')
    await counters.afterthoughts('H57.40', '2026-03-31T00:00:00+07:00')
    expect(asked.length).toBeGreaterThanOrEqual(4)
    expect(asked).toEqual(asked.map(() => true))
  })

  it('of several months of a year are read once: a question about six costs what one about the last does', async () => {
    const db = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'local' }))
    let asked = 0
    db.send = async () => {
      asked += 1
      return { Items: [] }
    }
    const counters = createCounters({ db, name: 'dossiers' })
    const months = ['04', '05', '06', '07', '08', '09'].map((m) => ({ from: `2026-${m}-01`, to: `2026-${m}-28` }))
    await counters.lines('H57.40', { from: '2026-09-01', to: '2026-09-28' })
    const one = asked
    expect(await counters.linesEach('H57.40', months)).toHaveLength(6)
    expect(asked).toBe(2 * one)
  })
})
