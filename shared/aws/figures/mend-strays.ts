import type { Instant } from '../../calendar/day.ts'
import { type StrayDay, strayKey } from '../money/payments.ts'
import { readByKey, type Table } from '../table/table.ts'
import { writeTogether } from '../table/write-together.ts'
import { mendsKey } from './mend-cells.ts'

/** Those of before its first day was remembered: told again on another day they would be entered once more. Throws Outage. */
export async function unclaimedStrays(table: Table, strays: readonly StrayDay[]): Promise<readonly StrayDay[]> {
  const claims = await readByKey(
    table,
    strays.map(({ name }) => strayKey(name)),
  )
  const claimed = new Set(claims.map(({ pk }) => pk))
  return strays.filter(({ name }) => !claimed.has(strayKey(name).pk))
}

/** Remembers the first day, with an entry; false when it is remembered meanwhile. Throws Outage. */
export function claimStray(
  { db, name: TableName }: Table,
  mend: StrayDay & { at: Instant; by: string },
): Promise<boolean> {
  const { name, day, at } = mend
  const claim = {
    ...{ TableName, Item: { ...strayKey(name), d: day } },
    ConditionExpression: 'attribute_not_exists(pk)',
  }
  const entry = { pk: mendsKey(at.slice(0, 7)), sk: `${at}#${name}`, d: mend }
  return writeTogether(db, [{ Put: claim }, { Put: { TableName, Item: entry } }])
}
