import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { toDate } from '../../calendar/day.ts'
import type { Scan } from '../../dossier/dossier.ts'
import type { Print } from '../../forms/print.ts'
import type { Page, Scans, StoredRecord } from '../../ports.ts'
import { readCursor, writeCursor } from '../table/cursor.ts'
import { contentOf, type Item, printsBegin, readItem, scanKey, textOf } from '../table/items.ts'
import { askTable, readAll, readOne, type Table, textOfKey, writeOne } from '../table/table.ts'

/** The quarantine forgets a file after a week; a slot to which none came is gone as early. */
const slotSeconds = 7 * 24 * 3600

export function createScans(table: Table): Scans {
  return {
    async reserve(dossier, scan) {
      const written = await writeOne(table, scanItem(dossier, scan), {
        ConditionExpression: 'attribute_not_exists(pk)',
      })
      return written ? 'reserved' : 'taken'
    },
    async settle(dossier, scan, from) {
      const written = await writeOne(table, scanItem(dossier, scan), {
        ConditionExpression: '#d.#state = :from',
        ExpressionAttributeNames: { '#d': 'd', '#state': 'state' },
        ExpressionAttributeValues: { ':from': from },
      })
      return written ? 'settled' : 'overtaken'
    },
    async ofKey(quarantineKey) {
      const place = placeOf(quarantineKey)
      if (!place) return undefined
      const item = await readOne(table, scanKey(place.dossier, place.n))
      if (!item) return undefined
      const scan = readItem('SCAN', item)
      return scan.quarantineKey === quarantineKey ? { dossier: place.dossier, scan } : undefined
    },
    async find(dossier, n) {
      const item = await readOne(table, scanKey(dossier, n))
      return item && readItem('SCAN', item)
    },
    async at(place) {
      const items = await readAll(table, {
        KeyConditionExpression: 'pk = :place AND begins_with(sk, :scan)',
        ExpressionAttributeValues: { ':place': place, ':scan': 'PART#scan#' },
        ConsistentRead: true,
      })
      return items.map((item) => readItem('SCAN', item))
    },
    walk: (limit, after) => walk(table, limit, after),
  }
}

function scanItem(dossier: string, scan: Scan): Item {
  const ttl = Math.ceil(toDate(scan.at).getTime() / 1000) + slotSeconds
  return { ...scanKey(dossier, scan.n), ...(scan.state === 'slot' && { ttl }), d: scan }
}

/** The table whole, page by page; only the care for stored files asks so. What is passed over costs as much as what is given. */
async function walk({ db, name }: Table, limit: number, after: string | undefined): Promise<Page<StoredRecord>> {
  const command = new ScanCommand({
    TableName: name,
    Limit: limit,
    FilterExpression: 'begins_with(sk, :scan) OR begins_with(sk, :print)',
    ExpressionAttributeValues: { ':scan': 'PART#scan#', ':print': printsBegin },
    ...(after !== undefined && { ExclusiveStartKey: keyAt(readCursor(after)) }),
  })
  const { Items = [], LastEvaluatedKey: last } = await askTable(() => db.send(command))
  const rows = Items.map((item) => {
    const dossier = textOf(item, 'pk')
    if (textOfKey(item).startsWith(printsBegin)) return { dossier, print: contentOf<Print>(item) }
    return { dossier, scan: readItem('SCAN', item) }
  })
  return { rows, ...(last && { next: writeCursor(JSON.stringify([last.pk, last.sk])) }) }
}

function keyAt(place: string): Record<string, unknown> {
  const [pk, sk]: unknown[] = JSON.parse(place)
  return { pk, sk }
}

/** A quarantine key is `<dossier>/<n>/<random>`: it leads back to its scan without a search. */
function placeOf(key: string): { dossier: string; n: number } | undefined {
  const [dossier, n, random, ...rest] = key.split('/')
  if (!dossier || !random || rest.length > 0 || n === undefined || !/^\d{1,4}$/.test(n)) return undefined
  return { dossier, n: Number(n) }
}
