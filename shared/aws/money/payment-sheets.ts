import { generationOf } from '../table/generation.ts'
import { contentOf, type Item } from '../table/items.ts'
import { readAll, readOne, type Table, writeOne } from '../table/table.ts'

/** Rows to an item: the table takes 400 KB, and a row is far below one. */
const rowsPerSheet = 300

const firstKey = (name: string) => ({ pk: name, sk: 'SHEET#0000' })
const restPrefix = (generation: string) => `SHEET#${generation}#`

/** A list under a name, in place of the one before; the first sheet names the others and is written last. */
export async function keepSheets<Row>(table: Table, name: string, rows: readonly Row[], head?: object): Promise<void> {
  const generation = generationOf(rows)
  for (let from = rowsPerSheet; from < rows.length; from += rowsPerSheet) {
    const sk = `${restPrefix(generation)}${String(from / rowsPerSheet).padStart(4, '0')}`
    await writeOne(table, { pk: name, sk, d: rows.slice(from, from + rowsPerSheet) })
  }
  const hasRest = rows.length > rowsPerSheet
  await writeOne(table, {
    ...firstKey(name),
    d: rows.slice(0, rowsPerSheet),
    ...(hasRest && { generation }),
    ...(head && { h: head }),
  })
}

export async function readSheets<Row, Head = unknown>(
  table: Table,
  name: string,
): Promise<{ rows: readonly Row[]; head: Head } | undefined> {
  const first = await readOne(table, firstKey(name))
  if (!first) return undefined
  const rest = typeof first.generation === 'string' ? await restOf(table, name, first.generation) : []
  const rows = [first, ...rest].flatMap((item) => contentOf<readonly Row[]>(item))
  return { rows, head: contentOf<Head>({ d: first.h }) }
}

function restOf(table: Table, name: string, generation: string): Promise<Item[]> {
  return readAll(table, {
    KeyConditionExpression: 'pk = :name AND begins_with(sk, :rest)',
    ExpressionAttributeValues: { ':name': name, ':rest': restPrefix(generation) },
    ConsistentRead: true,
  })
}
