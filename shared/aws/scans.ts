import type { Scan } from '../dossier/dossier.ts'
import type { Scans } from '../ports.ts'
import { type Item, readItem, scanKey } from './items.ts'
import { readOne, type Table, writeOne } from './table.ts'

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
  }
}

function scanItem(dossier: string, scan: Scan): Item {
  return { ...scanKey(dossier, scan.n), d: scan }
}

/** A quarantine key is `<dossier>/<n>/<random>`: it leads back to its scan without a search. */
function placeOf(key: string): { dossier: string; n: number } | undefined {
  const [dossier, n, random, ...rest] = key.split('/')
  if (!dossier || !random || rest.length > 0 || n === undefined || !/^\d{1,4}$/.test(n)) return undefined
  return { dossier, n: Number(n) }
}
