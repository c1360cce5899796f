import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { OrganisationChange } from '../agencies/changes.ts'
import type { Officer, Unit } from '../agencies/unit.ts'
import { contentOf, type Item, type Key } from './items.ts'
import { rememberWhile } from './remember.ts'
import { askTable, readAll, readOne, type Table } from './table.ts'

export interface Organisation {
  units: readonly Unit[]
  officers: readonly Officer[]
  changes: readonly OrganisationChange[]
}

const revisionKey: Key = { pk: 'ORGANISATION-REVISION', sk: 'REVISION' }

/**
 * Units, officers and decisions about them, read whole only when one of them moved: a hundred kilobytes a minute for each warm
 * instance would cost more than all that is read of dossiers. Whoever writes one of the lists calls `moved` after it; who dies
 * before it is noticed within a quarter of an hour.
 */
export function rememberOrganisation(table: Table, nowMs?: () => number) {
  const of = async (pk: string) => (await listNow(table, pk)).map((item) => contentOf<unknown>(item))
  const lists = rememberWhile(
    async () => (await readOne(table, revisionKey))?.n ?? 0,
    async (): Promise<Organisation> => {
      const [units, officers, changes] = await Promise.all(['UNITS', 'OFFICERS', 'CHANGES'].map(of))
      return contentOf<Organisation>({ d: { units: units?.flat(), officers: officers?.flat(), changes } })
    },
    nowMs,
  )
  return {
    ask: lists.ask,
    async moved(): Promise<void> {
      const command = new UpdateCommand({
        TableName: table.name,
        Key: { ...revisionKey },
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': 1 },
      })
      await askTable(() => table.db.send(command))
      lists.forget()
    },
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
