import { expect, it } from 'vitest'
import { createPrints } from '../../shared/aws/dossiers/prints.ts'
import { createScans } from '../../shared/aws/dossiers/scans.ts'
import type { Scans, StoredRecord } from '../../shared/ports.ts'
import { emptyDossierStore, memoryScans } from '../memory/dossiers.ts'
import { memoryPrints } from '../memory/prints.ts'
import { onBoth } from './both.ts'
import { freshId, scanWith } from './samples.ts'

async function everyScan(scans: Scans, limit: number): Promise<StoredRecord[]> {
  const found: StoredRecord[] = []
  let after: string | undefined
  do {
    const page = await scans.walk(limit, after)
    expect(page.rows.length).toBeLessThanOrEqual(limit)
    found.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  return found
}

onBoth(
  'scans',
  () => {
    const store = emptyDossierStore()
    return { scans: memoryScans(store), prints: memoryPrints(store) }
  },
  (table) => ({ scans: createScans(table), prints: createPrints(table) }),
  (world) => {
    const scans = () => world().scans
    it('are found by dossier and number', async () => {
      const id = freshId()
      await scans().reserve(id, scanWith(id, 2))
      expect((await scans().find(id, 2))?.n).toBe(2)
      expect(await scans().find(id, 1)).toBeUndefined()
    })

    it('are listed by place in order, whatever numbers are missing, and nothing of a neighbour', async () => {
      const id = freshId()
      for (const n of [30, 2, 11]) await scans().reserve(id, scanWith(id, n))
      await scans().reserve(`${id}x`, scanWith(`${id}x`, 1))
      expect((await scans().at(id)).map(({ n }) => n)).toEqual([2, 11, 30])
      expect(await scans().at(freshId())).toEqual([])
    })

    it('are walked whole with the prints, each once, however small the page', async () => {
      const id = freshId()
      for (const n of [1, 2, 3, 4, 5]) await scans().reserve(id, scanWith(id, n))
      const at = '2026-11-02T08:00:00+07:00'
      const by = { kind: 'job', id: 'sheets' } as const
      const print = { dossier: id, sheet: 'control', event: 2, revision: 0, template: 1, at, by } as const
      const begun = await world().prints.begin(print)
      const drawn = await world().prints.finish(begun, { key: 'k', sha256: 's', pageDigest: 'p' })
      await world().prints.begin({ ...print, event: 3 })
      for (const limit of [2, 100]) {
        const own = (await everyScan(scans(), limit)).filter(({ dossier }) => dossier === id)
        expect(own.flatMap((one) => ('scan' in one ? [one.scan.n] : [])).sort()).toEqual([1, 2, 3, 4, 5])
        const prints = own.flatMap((one) => ('print' in one ? [one.print] : []))
        expect(prints.sort((a, b) => a.event - b.event)).toEqual([drawn, { ...print, event: 3 }])
      }
    })
  },
)
