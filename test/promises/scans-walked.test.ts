import { expect, it } from 'vitest'
import { createScans } from '../../shared/aws/scans.ts'
import type { Scan } from '../../shared/dossier/dossier.ts'
import type { Scans } from '../../shared/ports.ts'
import { emptyDossierStore, memoryScans } from '../memory/dossiers.ts'
import { onBoth } from './both.ts'
import { freshId, scanWith } from './samples.ts'

async function everyScan(scans: Scans, limit: number): Promise<{ dossier: string; scan: Scan }[]> {
  const found: { dossier: string; scan: Scan }[] = []
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
  () => memoryScans(emptyDossierStore()),
  (table) => createScans(table),
  (scans) => {
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

    it('are walked whole, each once, however small the page', async () => {
      const id = freshId()
      for (const n of [1, 2, 3, 4, 5]) await scans().reserve(id, scanWith(id, n))
      for (const limit of [2, 100]) {
        const own = (await everyScan(scans(), limit)).filter(({ dossier }) => dossier === id)
        expect(own.map(({ scan }) => scan.n).sort()).toEqual([1, 2, 3, 4, 5])
      }
    })
  },
)
