import { readCursor, writeCursor } from '../../shared/aws/table/cursor.ts'

/** What a store gives back is never the thing it was given, and what is undefined is not kept. */
export function copy<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value))
}

/** A page of rows in order of their places, going on after a place. */
export function pageAfter<T>(
  rows: readonly T[],
  placeOf: (row: T) => string,
  limit: number,
  after: string | undefined,
  order: 'rising' | 'falling' = 'rising',
): { rows: readonly T[]; next?: string } {
  const sign = order === 'rising' ? 1 : -1
  const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -sign : sign)
  const from = after === undefined ? undefined : readCursor(after)
  const left = rows
    .filter((row) => from === undefined || compare(placeOf(row), from) > 0)
    .sort((a, b) => compare(placeOf(a), placeOf(b)))
  const page = left.slice(0, limit)
  const last = page.at(-1)
  if (left.length <= limit || last === undefined) return { rows: page.map(copy) }
  return { rows: page.map(copy), next: writeCursor(placeOf(last)) }
}

/** Everything that comes, in its order. */
export async function allOf<T>(all: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const one of all) found.push(one)
  return found
}
