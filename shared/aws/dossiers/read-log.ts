import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { dayOf, toDate } from '../../calendar/day.ts'
import type { DataRead } from '../../dossier/people/data-read.ts'
import { Outage } from '../../outage.ts'
import type { ReadLog } from '../../ports.ts'
import { refusalsOf } from '../reach.ts'
import { readCursor, writeCursor } from '../table/cursor.ts'
import { contentOf, type Item, textOf } from '../table/items.ts'
import { askTable, readPage, type Table, writeOne } from '../table/table.ts'

/** Two years: NĐ 333/2026/NĐ-CP, Điều 19-20 (data of users at least 24 months, logs retrievable at least 12; unverified). */
const keptSeconds = 730 * 24 * 3_600

/** What a transaction takes. */
const mostPerTransaction = 100

const logKey = (dossier: string): string => `READS#${dossier}`

/** One item a read under the dossier's own key, gone by itself when its time is over. */
export function createReadLog(table: Table): ReadLog {
  return {
    async keep(dossier, read) {
      await writeOne(table, itemOf(dossier, read))
    },
    async keepAll(rows) {
      // A part and its whole may be shown side by side: both are one row of the dossier its owner knows.
      const byPlace = new Map(rows.map(({ dossier, read }) => [`${dossier} ${readPlace(read)}`, itemOf(dossier, read)]))
      const items = [...byPlace.values()]
      for (let from = 0; from < items.length; from += mostPerTransaction) {
        await writeTogether(table, items.slice(from, from + mostPerTransaction))
      }
    },
    async of(dossier, limit, after) {
      const question = {
        KeyConditionExpression: 'pk = :dossier AND sk < :after',
        ExpressionAttributeValues: { ':dossier': logKey(dossier), ':after': after ? readCursor(after) : '~' },
        ScanIndexForward: false,
        ConsistentRead: true,
      }
      const found = await readPage(table, question, limit, (item) => textOf(item, 'sk'))
      const rows = found.items.map((item) => contentOf<DataRead>(item))
      return found.next === undefined ? { rows } : { rows, next: writeCursor(found.next) }
    },
  }
}

/** One call for a hundred rows at two units a row: no batch of puts, whose permission is one to delete as well. */
async function writeTogether({ db, name }: Table, items: readonly Item[]): Promise<void> {
  const TransactItems = items.map((Item) => ({ Put: { TableName: name, Item } }))
  try {
    await askTable(() => db.send(new TransactWriteCommand({ TransactItems })))
  } catch (error) {
    // Nothing is asked of the rows: a refusal is another try of the same job, or a table that is short of breath.
    if (refusalsOf(error).length > 0) throw new Outage('the table', error)
    throw error
  }
}

function itemOf(dossier: string, read: DataRead): Item {
  const ttl = Math.ceil(toDate(read.at).getTime() / 1000) + keptSeconds
  return { pk: logKey(dossier), sk: readPlace(read), ttl, d: read }
}

/** An owner looks often: the last look of each thing on a day stands for all of that day. */
export function readPlace({ by, at, what, scan = 0, requestId }: DataRead): string {
  return by.kind === 'citizen' ? `${dayOf(at)}#${what}#${scan}` : `${at}#${what}#${scan}#${requestId}`
}
