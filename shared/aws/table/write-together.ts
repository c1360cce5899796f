import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { Outage } from '../../outage.ts'
import { refusalsOf } from '../reach.ts'
import { askTable, type Table } from './table.ts'

const mostRounds = 5
const passing = /Throttl|ProvisionedThroughput|TransactionConflict/

/**
 * Writes all of it or nothing; false when a condition does not hold. A clash with another transaction at the same item says nothing of
 * the condition, and is tried again. Throws Outage, also when others keep being quicker.
 */
export async function writeTogether(
  db: Table['db'],
  TransactItems: NonNullable<TransactWriteCommandInput['TransactItems']>,
): Promise<boolean> {
  for (let round = 0; ; round += 1) {
    try {
      await askTable(() => db.send(new TransactWriteCommand({ TransactItems })))
      return true
    } catch (error) {
      const refusals = refusalsOf(error).filter((code) => code !== 'None')
      if (refusals.includes('ConditionalCheckFailed')) return false
      const passes = refusals.length > 0 && refusals.every((code) => passing.test(code))
      if (!passes) throw error
      if (round === mostRounds || !refusals.includes('TransactionConflict')) throw new Outage('the table', error)
    }
  }
}
