import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { OrganisationChange } from '../../agencies/changes.ts'
import type { Officer, Unit } from '../../agencies/unit.ts'
import { isRefusedTransaction, refusalsOf } from '../reach.ts'
import { rememberWhile } from '../remember.ts'
import { contentOf, type Item, type Key } from '../table/items.ts'
import { askTable, readAll, readOne, type Table } from '../table/table.ts'

export interface Organisation {
  units: readonly Unit[]
  officers: readonly Officer[]
  changes: readonly OrganisationChange[]
}

const revisionKey: Key = { pk: 'ORGANISATION-REVISION', sk: 'REVISION' }

/**
 * Units, officers and decisions about them, read whole only when one of them moved: a hundred kilobytes a minute for each warm
 * instance would cost more than all that is read of dossiers. A decision moves the revision with itself; a command that loads the lists
 * moves it when all of them stand, and is run again when it dies before.
 */
export function rememberOrganisation(table: Table, nowMs?: () => number) {
  const of = async (pk: string) => (await listNow(table, pk)).map((item) => contentOf<unknown>(item))
  const lists = rememberWhile(
    async () => (await readOne(table, revisionKey))?.n ?? 0,
    async (): Promise<Organisation> => {
      const [units, officers, changes] = await Promise.all(['UNITS', 'OFFICERS', 'CHANGES'].map(of))
      return contentOf<Organisation>({ d: { units: units?.flat(), officers: officers?.flat(), changes } })
    },
    nowMs && { nowMs },
  )
  const onward = {
    TableName: table.name,
    Key: { ...revisionKey },
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': 1 },
  }
  return {
    ask: lists.ask,
    async moved(): Promise<void> {
      await askTable(() => table.db.send(new UpdateCommand(onward)))
      lists.forget()
    },
    /** Writes an item of one of the lists, which is then no longer remembered anywhere, unless it stands already or others are at it. */
    async add(Item: Item): Promise<'added' | 'taken' | 'overtaken'> {
      const once = { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' }
      const done = await inOne(table, [{ Put: once }, { Update: onward }])
      lists.forget()
      return done
    },
  }
}

async function inOne(table: Table, TransactItems: TransactWriteCommand['input']['TransactItems']) {
  try {
    await askTable(() => table.db.send(new TransactWriteCommand({ TransactItems })))
    return 'added'
  } catch (error) {
    if (isRefusedTransaction(error)) return 'taken'
    // Two decisions of the same moment meet at the revision: whoever asks again finds it free.
    if (refusalsOf(error).includes('TransactionConflict')) return 'overtaken'
    throw error
  }
}

/** As it is at this moment: kept under a revision, a list may not be older than it. */
export function listNow(table: Table, pk: string): Promise<Item[]> {
  return readAll(table, {
    KeyConditionExpression: 'pk = :list',
    ExpressionAttributeValues: { ':list': pk },
    ConsistentRead: true,
  })
}
