import { dayOf, toDate } from '../calendar/day.ts'
import type { DataRead } from '../dossier/data-read.ts'
import type { ReadLog } from '../ports.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { contentOf, type Item, textOf } from './items.ts'
import { readPage, type Table, writeOne } from './table.ts'

/** Two years: NĐ 333/2026/NĐ-CP, Điều 19-20 (data of users at least 24 months, logs retrievable at least 12; unverified). */
const keptSeconds = 730 * 24 * 3_600

const logKey = (dossier: string): string => `READS#${dossier}`

/** One item a read under the dossier's own key, gone by itself when its time is over. */
export function createReadLog(table: Table): ReadLog {
  return {
    async keep(dossier, read) {
      await writeOne(table, itemOf(dossier, read))
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

function itemOf(dossier: string, read: DataRead): Item {
  const ttl = Math.ceil(toDate(read.at).getTime() / 1000) + keptSeconds
  return { pk: logKey(dossier), sk: readPlace(read), ttl, d: read }
}

/** An owner looks often: the last look of each thing on a day stands for all of that day. */
export function readPlace({ by, at, what, scan = 0, requestId }: DataRead): string {
  return by.kind === 'citizen' ? `${dayOf(at)}#${what}#${scan}` : `${at}#${what}#${scan}#${requestId}`
}
