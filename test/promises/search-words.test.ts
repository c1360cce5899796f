import { expect, it } from 'vitest'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createSearchWords } from '../../shared/aws/dossiers/search-words.ts'
import type { WordRow } from '../../shared/dossier/people/search-words.ts'
import { memoryPorts } from '../memory/ports.ts'
import { onBoth } from './both.ts'
import { dossierWith, opening, parties } from './samples.ts'

const ever = { from: '2026-01', to: '2026-12' }

function rows(dossier: string, words: readonly string[], change: Partial<WordRow> = {}): WordRow[] {
  return words.map((word) => ({ agency: 'H57.1', month: '2026-03', dossier, word, beside: words, ...change }))
}

onBoth(
  'search words',
  () => memoryPorts().searchWords,
  createSearchWords,
  (searchWords) => {
    it('finds the dossiers that have all words, newest month first, in one agency', async () => {
      await searchWords().enter([
        ...rows('hs-1', ['an', 'van']),
        ...rows('hs-2', ['an', 'thi'], { month: '2026-05' }),
        ...rows('hs-3', ['an', 'thi'], { agency: 'H57.2' }),
      ])
      const find = (words: string[], agency = 'H57.1') => searchWords().find(agency, words, ever, 10)
      expect(await find(['an'])).toEqual({ dossiers: ['hs-2', 'hs-1'], more: false })
      expect(await find(['thi', 'an'])).toEqual({ dossiers: ['hs-2'], more: false })
      expect(await find(['an'], 'H57.2')).toEqual({ dossiers: ['hs-3'], more: false })
      expect(await find(['an', 'khong'])).toEqual({ dossiers: [], more: false })
    })
    it('keeps to the months asked for', async () => {
      const find = (from: string, to: string) => searchWords().find('H57.1', ['an'], { from, to }, 10)
      expect((await find('2026-04', '2026-05')).dossiers).toEqual(['hs-2'])
      expect((await find('2026-01', '2026-03')).dossiers).toEqual(['hs-1'])
      expect((await find('2025-01', '2025-12')).dossiers).toEqual([])
    })
    it('is told the same twice and knows it once; forgets what is taken out', async () => {
      await searchWords().enter(rows('hs-1', ['an', 'van']))
      expect((await searchWords().find('H57.1', ['van'], ever, 10)).dossiers).toEqual(['hs-1'])
      await searchWords().remove(rows('hs-1', ['van']))
      expect((await searchWords().find('H57.1', ['van'], ever, 10)).dossiers).toEqual([])
    })
    it('shows at most as many as are wanted, and says that there are more', async () => {
      const many = Array.from({ length: 30 }, (_, n) => rows(`nhieu-${String(n).padStart(2, '0')}`, ['nguyen']))
      await searchWords().enter(many.flat())
      const found = await searchWords().find('H57.1', ['nguyen'], ever, 20)
      expect([found.dossiers.length, found.dossiers[0], found.more]).toEqual([20, 'nhieu-29', true])
      expect((await searchWords().find('H57.1', ['nguyen'], ever, 30)).more).toBe(false)
    })
  },
)

onBoth(
  'dossiers with their people',
  () => memoryPorts().dossiers,
  createDossiers,
  (dossiers) => {
    it('come back in the order asked for; what is not there is left out', async () => {
      const [one, two] = [dossierWith(), dossierWith()]
      for (const dossier of [one, two]) await dossiers().commit({ changes: [opening(dossier)] })
      expect(await dossiers().withPeople([two.id, 'khong-co', one.id])).toEqual([
        { dossier: two, parties },
        { dossier: one, parties },
      ])
      expect(await dossiers().withPeople([])).toEqual([])
    })
  },
)
