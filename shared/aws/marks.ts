import { randomUUID } from 'node:crypto'
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { type Instant, toDate } from '../calendar/day.ts'
import type { Marks, SetAside } from '../ports.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { contentOf, textOf } from './items.ts'
import { askTable, readOne, readPage, type Table, writeOne } from './table.ts'

// 'CURSOR#' sorts before 'HEAD', so that loading a dossier does not read the workers' places.
const cursorKey = (dossier: string, worker: string) => ({ pk: dossier, sk: `CURSOR#${worker}` })
const valueKey = (name: string) => ({ pk: `VALUE#${name}`, sk: 'VALUE' })
const failureKey = (name: string) => `FAILURES#${name}`

export function createMarks(table: Table): Marks {
  return {
    async cursor(dossier, worker) {
      const at = (await readOne(table, cursorKey(dossier, worker)))?.at
      return typeof at === 'number' ? at : 0
    },
    async moveCursor(dossier, worker, to) {
      await writeOne(
        table,
        { ...cursorKey(dossier, worker), at: to },
        {
          ConditionExpression: 'attribute_not_exists(pk) OR #at < :to',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':to': to },
        },
      )
    },
    async value(name) {
      const item = await readOne(table, valueKey(name))
      return item && textOf(item, 'value')
    },
    async setValue(name, value) {
      await writeOne(table, { ...valueKey(name), value })
    },
    async setAside(message) {
      await writeOne(table, { pk: `ASIDE#${message.queue}`, sk: `${message.at}#${message.id}`, d: message })
    },
    async setAsides(queue, limit, after) {
      const question = {
        KeyConditionExpression: 'pk = :queue AND sk < :after',
        ExpressionAttributeValues: { ':queue': `ASIDE#${queue}`, ':after': after ? readCursor(after) : '~' },
        ScanIndexForward: false,
      }
      const found = await readPage(table, question, limit, (item) => textOf(item, 'sk'))
      const rows = found.items.map((item) => contentOf<SetAside>(item))
      return found.next === undefined ? { rows } : { rows, next: writeCursor(found.next) }
    },
    async countFailure({ code, address }, keepSeconds, at) {
      const place = `${at}#${randomUUID()}`
      const ttl = Math.ceil(toDate(at).getTime() / 1000) + keepSeconds
      // One item under two keys: the code's own, and the address in index A, where no room or officer has such a name.
      await writeOne(table, { pk: failureKey(code), sk: place, aPk: failureKey(address), aSk: place, ttl })
    },
    async failures(names, after, most) {
      const [code, address] = await Promise.all([
        countItems(table, { pk: failureKey(names.code), after: after.code, most }),
        countItems(table, { index: 'work', pk: failureKey(names.address), after: after.address, most }),
      ])
      return { code, address }
    },
  }
}

/** Counts without reading on when there are as many as matter; the index may lag a moment behind. */
async function countItems(
  { db, name: TableName }: Table,
  asked: { index?: string; pk: string; after: Instant; most: number },
): Promise<number> {
  const [pk, sk] = asked.index ? ['aPk', 'aSk'] : ['pk', 'sk']
  const query = new QueryCommand({
    TableName,
    ...(asked.index ? { IndexName: asked.index } : { ConsistentRead: true }),
    KeyConditionExpression: `${pk} = :name AND ${sk} > :after`,
    ExpressionAttributeValues: { ':name': asked.pk, ':after': `${asked.after}~` },
    Select: 'COUNT',
    Limit: asked.most,
  })
  return (await askTable(() => db.send(query))).Count ?? 0
}
