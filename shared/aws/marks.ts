import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type Instant, instantOf, toDate } from '../calendar/day.ts'
import type { Marks, SetAside } from '../ports.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { contentOf, type Item, textOf } from './items.ts'
import { isRefused } from './reach.ts'
import { askTable, readOne, readPage, type Table, writeOne } from './table.ts'

// 'CURSOR#' sorts before 'HEAD', so that loading a dossier does not read the workers' places.
const cursorKey = (dossier: string, worker: string) => ({ pk: dossier, sk: `CURSOR#${worker}` })
const claimKey = (name: string) => ({ pk: `CLAIM#${name}`, sk: 'CLAIM' })
const valueKey = (name: string) => ({ pk: `VALUE#${name}`, sk: 'VALUE' })
const failureKey = (name: string) => ({ pk: `FAILURES#${name}`, sk: 'FAILURES' })

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
    claim: (name, at) =>
      writeOne(table, { ...claimKey(name), at }, { ConditionExpression: 'attribute_not_exists(pk)' }),
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
    async countFailure(name, windowSeconds, at) {
      const until = instantOf(new Date(toDate(at).getTime() + windowSeconds * 1000))
      // Two first failures at once: the second finds the window that the first opened.
      if (await addFailure(table, name, at)) return
      if (await openWindow(table, name, at, until)) return
      await addFailure(table, name, at)
    },
    async failures(names, at = instantOf(new Date())) {
      const items = await Promise.all(names.map((name) => readOne(table, failureKey(name))))
      return items.map((item) => failuresIn(item, at))
    },
  }
}

function failuresIn(item: Item | undefined, at: Instant): number {
  if (!item || textOf(item, 'until') <= at) return 0
  return typeof item.failures === 'number' ? item.failures : 0
}

async function addFailure({ db, name: TableName }: Table, name: string, at: Instant): Promise<boolean> {
  const update = new UpdateCommand({
    TableName,
    Key: failureKey(name),
    UpdateExpression: 'ADD failures :one',
    ConditionExpression: '#until > :at',
    ExpressionAttributeNames: { '#until': 'until' },
    ExpressionAttributeValues: { ':one': 1, ':at': at },
  })
  try {
    await askTable(() => db.send(update))
    return true
  } catch (error) {
    if (isRefused(error)) return false
    throw error
  }
}

function openWindow(table: Table, name: string, at: Instant, until: Instant): Promise<boolean> {
  const ttl = Math.ceil(toDate(until).getTime() / 1000)
  return writeOne(
    table,
    { ...failureKey(name), failures: 1, until, ttl },
    {
      ConditionExpression: 'attribute_not_exists(pk) OR #until <= :at',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: { ':at': at },
    },
  )
}
