import { expect, it } from 'vitest'
import { createDossiers } from '../../shared/aws/dossiers.ts'
import { createLookUps } from '../../shared/aws/look-ups.ts'
import { memoryPorts } from '../memory/ports.ts'
import { onBoth } from './both.ts'
import { dossierWith, freshId, nextOf, opening } from './samples.ts'

const at = '2026-11-02T08:00:00+07:00'
const never = { code: '2999', address: '2999' }

onBoth(
  'look-ups',
  memoryPorts,
  (table) => ({ lookUps: createLookUps(table), dossiers: createDossiers(table) }),
  (world) => {
    it('counts a failed try under its code and under its address, each from its own moment', async () => {
      const [code, address] = [freshId(), freshId()]
      const early = '2026-11-02T07:30:00+07:00'
      await world().lookUps.countFailure({ code, address }, 3600, early)
      await Promise.all(
        Array.from({ length: 8 }, (_, n) => world().lookUps.countFailure({ code: `${code}-${n}`, address }, 3600, at)),
      )
      const failures = async (after: { code: string; address: string }, most = 30) =>
        (await world().lookUps.ask({ code, address }, after, most)).failures
      expect(await failures({ code: '2026-11-02T07:29:59+07:00', address: early })).toEqual({ code: 1, address: 8 })
      expect(await failures({ code: early, address: '2026-11-02T07:00:00+07:00' })).toEqual({ code: 0, address: 9 })
      expect(await failures({ code: early, address: early }, 5)).toEqual({ code: 0, address: 5 })
    })

    it('finds under a code what the public may see as it stands now, beside the tries that failed', async () => {
      const [code, address] = [`H57.29-261102-${freshId()}`, freshId()]
      const dossier = dossierWith({ code, submittedAt: at, acceptedAt: at })
      await world().dossiers.commit({ changes: [opening(dossier)] })
      await world().lookUps.countFailure({ code, address }, 3600, at)
      const moved = nextOf(dossier, { status: 'processed', clock: 'stopped', delivery: 'at-counter', finishedAt: at })
      await world().dossiers.commit({ changes: [moved] })
      const { id, procedureName, dueAt } = dossier
      expect((await world().lookUps.ask({ code, address }, never, 30)).dossier).toMatchObject({
        id,
        procedureName,
        status: 'processed',
        clock: 'stopped',
        delivery: 'at-counter',
        submittedAt: at,
        acceptedAt: at,
        dueAt,
        finishedAt: at,
        holder: expect.stringMatching(/^H57[.]29/),
      })
      expect(await world().dossiers.idOfCode(code)).toBe(id)
      expect((await world().dossiers.load(id))?.dossier).toEqual(moved.dossier)
    })

    it('finds no part, and nothing under an unknown code', async () => {
      const code = `H57.29-261102-${freshId()}`
      await world().dossiers.commit({ changes: [opening(dossierWith({ code, parent: freshId() }))] })
      for (const asked of [code, freshId()]) {
        const found = await world().lookUps.ask({ code: asked, address: freshId() }, never, 30)
        expect(found).toEqual({ failures: { code: 0, address: 0 } })
      }
    })
  },
)
