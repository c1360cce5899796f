import { type Day, isWithin, toDate } from '../../calendar/day.ts'
import type { CatalogueList } from '../../catalogue/portal-lists.ts'
import type { SyncDifference } from '../../dossier/history/sync-difference.ts'
import type { BesideLine, KnownThere, SyncLedger, Untold } from '../../dossier/history/sync-ledger.ts'
import type { SyncLine } from '../../dossier/history/sync-line.ts'
import { bookKey, isGone, lateThereBook, lateThereItem } from '../figures/beside.ts'
import { cellsKey, rowOf } from '../figures/counters.ts'
import { readCursor, writeCursor } from '../table/cursor.ts'
import { contentOf, type Item, outboxKeys, outboxShards, shardOf, textOf } from '../table/items.ts'
import { readAll, readByKey, readEach, readOne, readPage, type Table, writeOne } from '../table/table.ts'
import { writeTogether } from '../table/write-together.ts'

// 'AXIS#' sorts before 'HEAD', so that loading a dossier does not read it.
const lineKey = (dossier: string) => ({ pk: dossier, sk: 'AXIS#sync' })
export const syncLineOf = (item: Item): SyncLine => contentOf<SyncLine>(item)
const unsentKey = (shard: number) => `UNSENT#${shard}`
const unsentKeys: readonly string[] = Array.from({ length: outboxShards }, (_, shard) => unsentKey(shard))

/** In the outbox's own sparse index while something is owed, ordered by since when; what is known of its end the place says too. */
export function lineItem(line: SyncLine): Item {
  const { dossier, unsentSince } = line
  const dSk = `${unsentSince}#${dossier}${endSaid(line)}`
  const owed = unsentSince === undefined ? {} : { dPk: unsentKey(shardOf(dossier)), dSk }
  return { ...lineKey(dossier), ...owed, revision: line.revision, d: line }
}

/** Told once, an end is not untold any more, whatever is owed since. */
function endSaid({ ended, whole }: SyncLine): string {
  if (whole !== undefined || ended === 'not-yet') return '#-'
  return ended === undefined ? '' : `#${ended.agency}#${ended.day}#${ended.dueAt}`
}

function untoldAt(item: Item): Untold {
  const [, dossier = '', agency, day = '', dueAt = ''] = textOf(item, 'dSk').split('#')
  if (agency === undefined) return { dossier }
  return { dossier, ended: agency === '-' ? 'not-yet' : { agency, day, dueAt } }
}

const differenceItem = (row: SyncDifference): Item => ({ pk: `DIFFERENCE#${row.day}`, sk: row.dossier, d: row })

export function createSyncLedger(table: Table): SyncLedger {
  return {
    async line(dossier) {
      const item = await readOne(table, lineKey(dossier))
      return item && contentOf<SyncLine>(item)
    },
    async lines(dossiers) {
      const items = await readByKey(table, dossiers.map(lineKey))
      return new Map(items.map((item) => [textOf(item, 'pk'), syncLineOf(item)]))
    },
    async keep(line, beside = {}) {
      const seen = line.revision
      const condition =
        seen === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': seen } }
      const item = lineItem({ ...line, revision: seen + 1 })
      const written =
        beside.known || beside.late
          ? await writeBeside(table, { Item: item, ...condition }, line, beside)
          : await writeOne(table, item, condition)
      return written ? 'kept' : 'overtaken'
    },
    async knownCount(agency, from, to) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :agency AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':agency': cellsKey(agency),
          ':from': knownPlace(from),
          ':to': knownPlace(to),
        },
      })
      const days = items.flatMap((item) => {
        const { place, numbers } = rowOf(item)
        return Object.entries(numbers).map(([mark, count]) => ({ on: `${place.slice(2)}-${mark.slice(2)}`, count }))
      })
      return days.filter(({ on }) => isWithin(on, { from, to })).reduce((sum, { count }) => sum + count, 0)
    },
    async unsent(limit, after) {
      const from = after === undefined ? ' ' : readCursor(after)
      const shards = await Promise.all(unsentKeys.map((shard) => owedIn(table, shard, from, limit + 1)))
      const oldest = shards.flat().sort((a, b) => (textOf(a, 'dSk') < textOf(b, 'dSk') ? -1 : 1))
      const page = oldest.slice(0, limit)
      // The index holds keys only and lags: the lines themselves say what is still owed.
      const items = await readByKey(
        table,
        page.map((item) => lineKey(textOf(item, 'pk'))),
      )
      const rows = items.map((item) => contentOf<SyncLine>(item)).filter((line) => line.unsentSince !== undefined)
      const last = oldest.length > limit ? page.at(-1) : undefined
      return last ? { rows, next: writeCursor(textOf(last, 'dSk')) } : { rows }
    },
    async *untold() {
      const marked = (shard: string) => ({
        IndexName: 'wants',
        KeyConditionExpression: 'dPk = :shard',
        ExpressionAttributeValues: { ':shard': shard },
      })
      // Marks first: an event that somebody looks at meanwhile is owed by then.
      for (const shard of outboxKeys)
        for await (const item of readEach(table, marked(shard))) yield { dossier: textOf(item, 'pk') }
      for (const shard of unsentKeys) for await (const item of readEach(table, marked(shard))) yield untoldAt(item)
    },
    async *lateThere(agency, from, to) {
      const question = {
        KeyConditionExpression: 'pk = :book AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':book': bookKey(agency, lateThereBook), ':from': from, ':to': `${to}~` },
        ConsistentRead: true,
      }
      for await (const item of readEach(table, question)) {
        const [on = '', dossier = ''] = textOf(item, 'sk').split('#')
        if (!isGone(item)) yield { dossier, on }
      }
    },
    async keepDifference(row) {
      await writeOne(table, differenceItem(row))
    },
    async differences(day) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :day',
        ExpressionAttributeValues: { ':day': `DIFFERENCE#${day}` },
        ConsistentRead: true,
      })
      return items.map((item) => contentOf<SyncDifference>(item))
    },
    async keepCatalogue(list) {
      const { rows, ...head } = list
      const parts = Math.ceil(rows.length / rowsPerItem)
      for (let part = 0; part < parts; part += 1)
        await writeOne(table, partItem(list, part + 1, rows.slice(part * rowsPerItem, (part + 1) * rowsPerItem)))
      // Last: what it counts stands by then, and parts of a longer list of before are no longer counted.
      await writeOne(table, partItem(list, 0, { ...head, parts }))
    },
    async catalogueLists(day) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :day',
        ExpressionAttributeValues: { ':day': catalogueKey(day) },
        ConsistentRead: true,
      })
      const byPlace = new Map(items.map((item) => [textOf(item, 'sk'), item]))
      return items.filter(isHead).map((item) => {
        const { parts, ...head } = contentOf<Omit<CatalogueList, 'rows'> & { parts: number }>(item)
        const rows = Array.from({ length: parts }, (_, part) => byPlace.get(partPlace(head.of, part + 1)))
        return { ...head, rows: rows.flatMap((found) => (found ? contentOf<CatalogueList['rows']>(found) : [])) }
      })
    },
  }
}

/** Far below what an item may hold, with the longest names. */
const rowsPerItem = 100
const catalogueSeconds = 92 * 24 * 3_600
const catalogueKey = (day: Day): string => `CATALOGUE-DIFFERENCE#${day}`
const partPlace = (of: string, part: number): string => `${of}#${String(part).padStart(4, '0')}`
const isHead = (item: Item): boolean => textOf(item, 'sk').endsWith('#0000')

function partItem({ day, of, at }: CatalogueList, part: number, d: object): Item {
  const ttl = Math.ceil(toDate(at).getTime() / 1000) + catalogueSeconds
  return { pk: catalogueKey(day), sk: partPlace(of, part), ttl, d }
}

/** Among the rows of figures, a row a month: the recount proves it as it proves them. */
const knownPlace = (day: Day): string => `P#${day.slice(0, 7)}`

/** The line with the count and the row of what is late there: all or nothing. */
function writeBeside(
  { db, name: TableName }: Table,
  put: { Item: Item; ConditionExpression: string; ExpressionAttributeValues?: Record<string, unknown> },
  { dossier, revision }: SyncLine,
  { known, late }: BesideLine,
): Promise<boolean> {
  return writeTogether(db, [
    { Put: { TableName, ...put } },
    ...(known ? [{ Update: { TableName, ...countedKnown(known) } }] : []),
    ...(late ? [{ Put: { TableName, Item: lateThereItem(late, dossier, revision + 1) } }] : []),
  ])
}

const countedKnown = ({ agency, day, add }: KnownThere) => ({
  Key: { pk: cellsKey(agency), sk: knownPlace(day) },
  UpdateExpression: 'ADD #day :add, rev :one',
  ExpressionAttributeNames: { '#day': `kn${day.slice(8)}` },
  ExpressionAttributeValues: { ':add': add, ':one': 1 },
})

async function owedIn(table: Table, shard: string, after: string, limit: number): Promise<Item[]> {
  const question = {
    IndexName: 'wants',
    KeyConditionExpression: 'dPk = :shard AND dSk > :after',
    ExpressionAttributeValues: { ':shard': shard, ':after': after },
  }
  return (await readPage(table, question, limit, (item) => textOf(item, 'dSk'))).items
}
