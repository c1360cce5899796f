/** Chapters `units` and `import`: read units of looking for procedures. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import type { Table } from '../../shared/aws/table/table.ts'
import { dayOf, instantOf } from '../../shared/calendar/day.ts'
import { searchProcedures } from '../../shared/catalogue/search.ts'
import { credentials, region } from '../local/account.ts'
import type { Figure } from './figure.ts'
import { type MeteredCall, openTableMeter, readsIn } from './table-meter.ts'

/** The table with a meter before it, for as long as the deed takes. */
export async function metered<T>(
  { url, name }: { url: string; name: string },
  deed: (table: Table, take: () => MeteredCall[]) => Promise<T>,
): Promise<T> {
  const meter = await openTableMeter(url)
  const client = new DynamoDBClient({ endpoint: meter.url, region, credentials })
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
  try {
    return await deed({ db, name }, meter.take)
  } finally {
    client.destroy()
    await meter.stop()
  }
}

/** Read units of a public search: in an instance that has just begun, in the same one within the minute, and of one procedure whole. */
export function measureSearch(at: { url: string; name: string }): Promise<Figure[]> {
  return metered(at, async (table, take) => {
    const catalogue = createCatalogue(table)
    const today = dayOf(instantOf(new Date()))
    const search = async () => searchProcedures(await catalogue.procedures(today), { q: 'khai sinh' })
    const all = await catalogue.procedures(today)
    const count = all.length.toLocaleString('en')
    const first = take()
    const found = await search()
    const again = take()
    await catalogue.procedureOn(found[0]?.code ?? '', today)
    return [
      {
        name: `read units, public search of ${count} procedures, a new instance`,
        value: readsIn(first),
        unit: 'units',
      },
      {
        name: `table requests, public search of ${count} procedures, a new instance`,
        value: first.length,
        unit: 'requests',
      },
      {
        name: `read units, public search of ${count} procedures, within the minute`,
        value: readsIn(again),
        unit: 'units',
      },
      { name: `read units, one procedure of ${count}`, value: readsIn(take()), unit: 'units' },
    ]
  })
}
