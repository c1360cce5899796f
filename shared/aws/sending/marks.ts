import { Outage } from '../../outage.ts'
import type { Marks, Redriven, SetAside } from '../../ports.ts'
import { goneItem } from '../figures/beside.ts'
import { readCursor, writeCursor } from '../table/cursor.ts'
import { contentOf, type Item, textOf } from '../table/items.ts'
import { readOne, readPage, type Table, writeOne } from '../table/table.ts'

// 'CURSOR#' sorts before 'HEAD', so that loading a dossier does not read the workers' places.
const cursorKey = (dossier: string, worker: string) => ({ pk: dossier, sk: `CURSOR#${worker}` })
const valueKey = (name: string) => ({ pk: `VALUE#${name}`, sk: 'VALUE' })
export const valueItem = (name: string, value: string): Item => ({ ...valueKey(name), value })

const asideKey = (queue: string, { at, id }: Pick<SetAside, 'at' | 'id'>) => ({
  pk: `ASIDE#${queue}`,
  sk: `${at}#${id}`,
})

/** What became of it stands beside the message, not in it. */
function asideOf(item: Item): SetAside | undefined {
  if (item.gone === true) return undefined
  const { r: redriven } = item
  return { ...contentOf<SetAside>(item), ...(redriven ? { redriven: contentOf<Redriven>({ d: redriven }) } : {}) }
}

const mostTries = 10

function timesAre(times: number | undefined) {
  if (times === undefined)
    return { ConditionExpression: 'attribute_not_exists(#r)', ExpressionAttributeNames: { '#r': 'r' } }
  return {
    ConditionExpression: '#r.#times = :times',
    ExpressionAttributeNames: { '#r': 'r', '#times': 'times' },
    ExpressionAttributeValues: { ':times': times },
  }
}

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
      await writeOne(table, valueItem(name, value))
    },
    async swapValue(name, from, to, keepSeconds) {
      const ttl = keepSeconds === undefined ? {} : { ttl: Math.ceil(Date.now() / 1000) + keepSeconds }
      const condition =
        from === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#value = :from',
              ExpressionAttributeNames: { '#value': 'value' },
              ExpressionAttributeValues: { ':from': from },
            }
      return writeOne(table, { ...valueKey(name), value: to, ...ttl }, condition)
    },
    async setAside(message) {
      const once = {
        ConditionExpression: 'attribute_not_exists(pk) OR attribute_exists(#gone)',
        ExpressionAttributeNames: { '#gone': 'gone' },
      }
      await writeOne(table, { ...asideKey(message.queue, message), d: message }, once)
    },
    async takeOut(queue, place) {
      await writeOne(table, goneItem(asideKey(queue, place)))
    },
    async setAsideAt(queue, place) {
      const item = await readOne(table, asideKey(queue, place))
      return item && asideOf(item)
    },
    async noteRedriven(queue, place, sent) {
      for (let tried = 0; tried < mostTries; tried += 1) {
        const item = await readOne(table, asideKey(queue, place))
        const kept = item && asideOf(item)
        if (!kept) return undefined
        const before = kept.redriven?.times
        const redriven: Redriven = { ...sent, times: (before ?? 0) + 1 }
        if (await writeOne(table, { ...item, r: redriven }, timesAre(before))) return redriven
      }
      throw new Outage('the set-asides', new Error('others keep writing'))
    },
    async setAsides(queue, limit, after) {
      const question = {
        KeyConditionExpression: 'pk = :queue AND sk < :after',
        ExpressionAttributeValues: { ':queue': `ASIDE#${queue}`, ':after': after ? readCursor(after) : '~' },
        ScanIndexForward: false,
      }
      const found = await readPage(table, question, limit, (item) => textOf(item, 'sk'))
      const rows = found.items.map((item) => asideOf(item)).filter((row) => row !== undefined)
      return found.next === undefined ? { rows } : { rows, next: writeCursor(found.next) }
    },
  }
}
