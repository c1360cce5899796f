import type { Instant } from '../../calendar/day.ts'
import { type Item, textOf } from '../table/items.ts'
import { readAll, type Table } from '../table/table.ts'
import { writeTogether } from '../table/write-together.ts'
import { afterthoughtItem } from './beside.ts'
import { cellsKey, rowOf } from './counters.ts'

/** A stored row of figures, and its revision: how often it was written. */
export interface Cell {
  agency: string
  place: string
  numbers: Readonly<Record<string, number>>
  revision: number
}

/** What was put right in one row, and by whom; the entry stays. */
export interface Mend {
  agency: string
  place: string
  /** As the row was seen; 0 for none. */
  revision: number
  numbers: readonly { mark: string; before: number; after: number }[]
  at: Instant
  by: string
}

export const everyCellsKey = cellsKey('')

/** The row an item is. */
export function cellOf(item: Item): Cell {
  return { agency: textOf(item, 'pk').slice(everyCellsKey.length), revision: Number(item.rev ?? 0), ...rowOf(item) }
}

/** Entries of a month (`YYYY-MM`). */
export const mendsKey = (month: string): string => `MENDED#${month}`

/** Puts a row right and writes the entry with it, when nobody has counted there since; false when somebody has. Throws Outage. */
export async function mendCell({ db, name: TableName }: Table, mend: Mend): Promise<boolean> {
  const { agency, place, revision, numbers, at } = mend
  const sets = numbers.map((_, n) => `#m${n} :d${n}`).join(', ')
  const condition = revision === 0 ? 'attribute_not_exists(pk)' : 'rev = :seen'
  const update = {
    TableName,
    Key: { pk: cellsKey(agency), sk: place },
    UpdateExpression: `ADD ${sets}, rev :one REMOVE #ttl`,
    ConditionExpression: condition,
    ExpressionAttributeNames: { '#ttl': 'ttl', ...Object.fromEntries(numbers.map(({ mark }, n) => [`#m${n}`, mark])) },
    ExpressionAttributeValues: {
      ':one': 1,
      ...(revision === 0 ? {} : { ':seen': revision }),
      ...Object.fromEntries(numbers.map(({ before, after }, n) => [`:d${n}`, after - before])),
    },
  }
  const Item = { pk: mendsKey(at.slice(0, 7)), sk: `${at}#${agency}#${place}`, d: mend }
  // Whoever keeps a report of that month learns by it what has changed since.
  const additions = numbers.map(({ mark, before, after }) => ({ place, mark, add: after - before }))
  const told = afterthoughtItem({ agency, at, mendedBy: mend.by, additions })
  const TransactItems = [{ Update: update }, { Put: { TableName, Item } }, { Put: { TableName, Item: told } }]
  return writeTogether(db, TransactItems)
}

/** Rows of figures that were put right in a month (`YYYY-MM`), oldest first. */
export async function mendsOf(table: Table, month: string): Promise<Mend[]> {
  const items = await readAll(table, {
    KeyConditionExpression: 'pk = :month',
    ExpressionAttributeValues: { ':month': mendsKey(month) },
  })
  return items.filter(({ d }) => Object.hasOwn(Object(d), 'place')).map((item) => readMend(item))
}

/** Only `mendCell` writes under that key. */
function readMend(item: Item): Mend {
  return item.d as Mend
}
