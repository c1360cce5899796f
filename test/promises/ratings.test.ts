import { expect, it } from 'vitest'
import { createRatings } from '../../shared/aws/figures/ratings.ts'
import { chainedEntry, type HandEntry } from '../../shared/reports/indices/hand-entries.ts'
import { shippedSets } from '../../shared/reports/indices/index-sets.ts'
import type { IndexPeriod } from '../../shared/reports/indices/ratings.ts'
import { chainedRating, entryChain, type KeptRating, ratingChain } from '../../shared/reports/indices/score-chains.ts'
import { memoryPorts } from '../memory/ports.ts'
import { onBoth } from './both.ts'
import { freshId } from './samples.ts'

const year = { index: '766', from: '2026-01-01', to: '2026-12-31' }

function entry(agency: string, change: Partial<HandEntry> = {}): HandEntry {
  return chainedEntry(
    {
      ...year,
      agency,
      code: '1.1',
      n: 1,
      value: { kind: 'share', count: 1, of: 2 },
      source: 'Báo cáo',
      evidence: [{ n: 1, fileName: 'a.pdf', sha256: 'a'.repeat(64) }],
      at: '2027-01-05T08:00:00+07:00',
      by: { kind: 'officer', id: 'cb-1' },
      key: 'k',
      body: 'b',
      ...change,
    },
    undefined,
  )
}

const said = '2027-01-06T08:00:00+07:00'

function rating(agency: string, period: IndexPeriod, version = 1, before?: KeptRating): KeptRating {
  const parts = { late: [], history: [], rows: [] }
  return chainedRating({ ...period, ...parts, agency, setVersion: 1, version, state: 'drawn-up' }, said, before)
}

onBoth(
  'ratings',
  memoryPorts,
  (table) => ({ ratings: createRatings(table) }),
  (world) => {
    it('keep an entry once under its number, whoever comes second', async () => {
      const first = entry(freshId())
      const other = entry(first.agency, { source: 'khác' })
      const both = await Promise.all([world().ratings.enter(first), world().ratings.enter(other)])
      expect(both.sort()).toEqual(['entered', 'overtaken'])
      expect(await world().ratings.entries(first.agency, year)).toHaveLength(1)
    })

    it('find the entries of an index and period, and of no other', async () => {
      const agency = freshId()
      const all = [
        entry(agency),
        entry(agency, { n: 2 }),
        entry(agency, { code: '1.2' }),
        entry(agency, { to: '2026-12-30' }),
        entry(agency, { index: '61-2018' }),
        entry(freshId()),
      ]
      for (const one of all) await world().ratings.enter(one)
      const found = await world().ratings.entries(agency, year)
      expect(found.map(({ code, n }) => `${code}#${n}`).sort()).toEqual(['1.1#1', '1.1#2', '1.2#1'])
      expect(found).toContainEqual(all[0])
    })

    it('let one of two who saw the same version move a rating, and list those of a period', async () => {
      const period = { index: freshId().slice(0, 20), from: '2026-01-01', to: '2026-12-31' }
      const first = rating('H57.40', period)
      const both = await Promise.all([world().ratings.keepRating(first), world().ratings.keepRating(first)])
      expect(both.sort()).toEqual(['kept', 'overtaken'])
      const next = rating('H57.40', period, 2, first)
      expect(await world().ratings.keepRating(next)).toBe('kept')
      expect(await world().ratings.keepRating(rating('H57.40', period, 2))).toBe('overtaken')
      await world().ratings.keepRating(rating('H57.41', period))
      await world().ratings.keepRating(rating('H57.41', { ...period, to: '2026-06-30' }))
      expect(await world().ratings.rating('H57.40', period)).toEqual(next)
      const found = await world().ratings.ratingsOf(period)
      expect(found.map(({ agency, version }) => [agency, version]).sort()).toEqual([
        ['H57.40', 2],
        ['H57.41', 1],
      ])
    })

    it('keep every version of a rating as it was, and none that came too late', async () => {
      const period = { index: freshId().slice(0, 20), from: '2026-01-01', to: '2026-12-31' }
      const first = rating('H57.40', period)
      const second = rating('H57.40', period, 2, first)
      await world().ratings.keepRating(first)
      await world().ratings.keepRating(second)
      await world().ratings.keepRating(rating('H57.40', period, 2))
      const kept = await Promise.all([1, 2, 3].map((n) => world().ratings.ratingAt('H57.40', period, n)))
      expect(kept).toEqual([first, second, undefined])
      expect(second.previous).toBe(first.digest)
    })

    it('list what was entered and rated after a moment, oldest first, and nothing that was refused', async () => {
      const agency = freshId()
      const period = { index: freshId().slice(0, 20), from: '2026-01-01', to: '2026-12-31' }
      const own = entry(agency, period)
      const first = rating(agency, period)
      for (const kept of [first, rating(agency, period)]) await world().ratings.keepRating(kept)
      for (const one of [own, entry(agency, { ...period, source: 'khác' })]) await world().ratings.enter(one)
      const after = async (from: string) => {
        const found: unknown[] = []
        for await (const end of world().ratings.scoredSince(from)) if (end.chain.includes(agency)) found.push(end)
        return found
      }
      const [byHand, rated] = [
        { chain: entryChain(own), n: 1, digest: own.digest, at: own.at },
        { chain: ratingChain(first), n: 1, digest: first.digest, at: said },
      ]
      expect(await after('')).toEqual([byHand, rated])
      expect(await after('2027-01-06T00:00:00+07:00')).toEqual([rated])
      expect(await after('2027-01-07T00:00:00+07:00')).toEqual([])
    })

    it('never change a set that was put', async () => {
      const [set] = shippedSets()
      if (!set) throw new Error('no set')
      const own = { ...set, id: freshId().slice(0, 20) }
      expect(await world().ratings.addSet(own)).toBe('added')
      expect(await world().ratings.addSet({ ...own, title: 'khác' })).toBe('taken')
      expect(await world().ratings.addSet({ ...own, version: own.version + 1 })).toBe('added')
      const kept = (await world().ratings.sets()).filter(({ id }) => id === own.id)
      expect(kept.map(({ version, title }) => [version, title]).sort()).toEqual([
        [own.version, own.title],
        [own.version + 1, own.title],
      ])
    })
  },
)
