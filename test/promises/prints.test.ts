import { expect, it } from 'vitest'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createPrints } from '../../shared/aws/dossiers/prints.ts'
import { record } from '../../shared/dossier/history/history.ts'
import type { Print } from '../../shared/forms/print.ts'
import { dossier, receptionist } from '../given.ts'
import { emptyDossierStore, memoryDossiers } from '../memory/dossiers.ts'
import { memoryPrints } from '../memory/prints.ts'
import { onBoth } from './both.ts'

const at = '2026-11-10T09:00:00+07:00'
const by = { kind: 'officer', id: 'cb-1' } as const
const print = (dossierId: string, change: Partial<Print> = {}): Print => ({
  dossier: dossierId,
  sheet: 'refusal',
  event: 2,
  revision: 0,
  template: 2,
  at,
  by,
  ...change,
})
const series = { scope: 'SHEET#refusal#H57.40#2026', suffix: 'PTC' }
const drawn = { key: 'k1', sha256: 's1', pageDigest: 'p1' }

onBoth(
  'prints',
  () => {
    const store = emptyDossierStore()
    return { prints: memoryPrints(store), dossiers: memoryDossiers(store) }
  },
  (table) => ({ prints: createPrints(table), dossiers: createDossiers(table) }),
  (world) => {
    it('gives a print one number for ever, and the next print the next', async () => {
      const { prints } = world()
      expect((await prints.begin(print('a'), series)).number).toBe('1/PTC')
      expect((await prints.begin(print('a'), series)).number).toBe('1/PTC')
      expect((await prints.begin(print('b'), series)).number).toBe('2/PTC')
      expect((await prints.begin(print('c', { sheet: 'control' }))).number).toBeUndefined()
    })

    it('numbers ten at once without a gap and without a double', async () => {
      const { prints } = world()
      const own = { scope: 'SHEET#stop#H57.40#2026', suffix: 'TBD' }
      const begun = await Promise.all(
        Array.from({ length: 10 }, (_, n) => prints.begin(print(`at-once-${n}`, { sheet: 'stop' }), own)),
      )
      const numbers = begun.map(({ number }) => Number.parseInt(number ?? '', 10)).sort((x, y) => x - y)
      expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    })

    it('lets whoever finished first be right', async () => {
      const { prints } = world()
      const begun = await prints.begin(print('d'), series)
      expect((await prints.finish(begun, drawn)).drawn).toEqual(drawn)
      expect((await prints.finish(begun, { ...drawn, key: 'k2' })).drawn).toEqual(drawn)
      expect((await prints.begin(print('d'), series)).drawn).toEqual(drawn)
    })

    it('lists the prints of one dossier by event and revision, and of no other', async () => {
      const { prints } = world()
      for (const [event, revision] of [
        [12, 0],
        [3, 1],
        [3, 0],
      ] as const)
        await prints.begin(print('e', { event, revision }))
      const found = await prints.ofDossier('e')
      expect(found.map(({ event, revision }) => [event, revision])).toEqual([
        [3, 0],
        [3, 1],
        [12, 0],
      ])
      expect(await prints.ofDossier('nobody')).toEqual([])
    })

    it('does not weigh on loading the dossier', async () => {
      const { prints, dossiers } = world()
      await put('f', at)
      await prints.begin(print('f'), series)
      expect((await dossiers.load('f'))?.dossier.id).toBe('f')
      expect((await dossiers.history('f')).map(({ n }) => n)).toEqual([1])
    })

    it('keeps the register: what an agency received between two days, over the end of a month, in order, once each', async () => {
      const { prints } = world()
      const moments = {
        g1: '2026-10-31T16:00:00+07:00',
        g2: '2026-11-01T08:00:00+07:00',
        g3: '2026-11-30T16:59:00+07:00',
        g4: '2026-12-01T07:00:00+07:00',
      }
      for (const [id, moment] of Object.entries(moments)) {
        await put(id, moment)
        for (const _ of [1, 2]) await prints.enter({ agency: 'H57.41', at: moment, dossier: id })
      }
      const ids = async (from: string, to: string, limit = 100) =>
        (await prints.received('H57.41', from, to, limit)).map((row) => row.dossier.id)
      expect(await ids('2026-10-31', '2026-11-30')).toEqual(['g1', 'g2', 'g3'])
      expect(await ids('2026-11-01', '2026-12-01')).toEqual(['g2', 'g3', 'g4'])
      expect(await ids('2026-10-01', '2026-12-31', 2)).toEqual(['g1', 'g2'])
      const walked: string[] = []
      for await (const row of prints.walkReceived('H57.41', '2026-10-31', '2026-11-30')) walked.push(row.dossier.id)
      expect(walked).toEqual(['g1', 'g2', 'g3'])
      expect(await prints.received('H57.42', '2026-10-01', '2026-12-31', 10)).toEqual([])
      const [first] = await prints.received('H57.41', '2026-10-31', '2026-10-31', 10)
      expect(first?.parties.applicant.name).toBe('Trần Văn Thử')
    })

    async function put(id: string, moment: string) {
      const next = dossier({ id, createdAt: moment })
      const made = record({ next, event: { act: 'open' } }, undefined, receptionist, moment, { key: id, body: id })
      const parties = { applicant: { name: 'Trần Văn Thử', identityNumber: '046090000001' } }
      await world().dossiers.commit({ changes: [{ ...made, parties }] })
    }
  },
)
