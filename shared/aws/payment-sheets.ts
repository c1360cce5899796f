import { contentOf } from './items.ts'
import { readAll, type Table, writeOne } from './table.ts'

/** Rows to an item: the table takes 400 KB, and a row is far below one. */
const rowsPerSheet = 300

export const sheetKey = (name: string, n: number) => ({ pk: name, sk: `SHEET#${String(n).padStart(4, '0')}` })

/** A list under a name, in place of the one before; the first sheet says how many there are and is written last. */
export async function keepSheets<Row>(table: Table, name: string, rows: readonly Row[], head?: object): Promise<void> {
  const count = Math.max(1, Math.ceil(rows.length / rowsPerSheet))
  for (let n = count - 1; n >= 0; n -= 1) {
    const d = rows.slice(n * rowsPerSheet, (n + 1) * rowsPerSheet)
    await writeOne(table, { ...sheetKey(name, n), d, count, ...(head && { h: head }) })
  }
}

export async function readSheets<Row>(table: Table, name: string): Promise<readonly Row[] | undefined> {
  const items = await readAll(table, {
    KeyConditionExpression: 'pk = :name AND begins_with(sk, :sheet)',
    ExpressionAttributeValues: { ':name': name, ':sheet': 'SHEET#' },
    ConsistentRead: true,
  })
  // A later, shorter list leaves sheets of the earlier one behind: only as many as the first says count.
  const count = items[0]?.count
  return typeof count === 'number'
    ? items.slice(0, count).flatMap((item) => contentOf<readonly Row[]>(item))
    : undefined
}
