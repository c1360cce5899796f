import { expect, it } from 'vitest'
import { createDossiers } from '../../shared/aws/dossiers.ts'
import { createLookUps } from '../../shared/aws/look-ups.ts'
import { tryLimits } from '../../shared/dossier/tries.ts'
import { memoryPorts } from '../memory/ports.ts'
import { onBoth } from './both.ts'
import { dossierWith, freshId, nextOf, opening } from './samples.ts'

const at = '2026-11-02T08:00:00+07:00'
onBoth(
  'look-ups',
  memoryPorts,
  (table) => ({ lookUps: createLookUps(table), dossiers: createDossiers(table) }),
  (world) => {
    /** A try that looks first, as the desk does. */
    const tryAt = async (names: { code: string; address: string }, at: string, isWrong = true) => {
      const { tries } = await world().lookUps.ask(names)
      return world().lookUps.settle({ names, isWrong, at }, tries, tryLimits)
    }
    const triesOf = async (names: { code: string; address: string }) => (await world().lookUps.ask(names)).tries

    it('counts a wrong try at its code and at its address, a right one at neither', async () => {
      const [code, address] = [freshId(), freshId()]
      expect(await tryAt({ code, address }, at)).toBe('settled')
      expect(await tryAt({ code, address: freshId() }, at)).toBe('settled')
      expect(await tryAt({ code: freshId(), address }, at)).toBe('settled')
      expect(await tryAt({ code, address }, at, false)).toBe('settled')
      expect(await triesOf({ code, address })).toEqual({
        code: { count: 2, since: at },
        address: { count: 2, since: at },
      })
    })

    it('begins the hour of a code anew with each try, the minute of an address with the first only', async () => {
      const names = { code: freshId(), address: freshId() }
      await tryAt(names, '2026-11-02T08:00:00+07:00')
      await tryAt(names, '2026-11-02T08:00:59+07:00')
      expect(await triesOf(names)).toEqual({
        code: { count: 2, since: '2026-11-02T08:00:59+07:00' },
        address: { count: 2, since: '2026-11-02T08:00:00+07:00' },
      })
      await tryAt(names, '2026-11-02T08:01:00+07:00')
      expect(await triesOf(names)).toEqual({
        code: { count: 3, since: '2026-11-02T08:01:00+07:00' },
        address: { count: 1, since: '2026-11-02T08:01:00+07:00' },
      })
      await tryAt(names, '2026-11-02T09:01:00+07:00')
      expect((await triesOf(names)).code).toEqual({ count: 1, since: '2026-11-02T09:01:00+07:00' })
    })

    it('lets no more through than the limit, right or wrong, however many looked before any had counted', async () => {
      const names = { code: freshId(), address: freshId() }
      const { tries: seen } = await world().lookUps.ask(names)
      const settle = (isWrong: boolean) => world().lookUps.settle({ names, isWrong, at }, seen, tryLimits)
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => settle(true)))
      expect(outcomes.filter((outcome) => outcome === 'settled')).toHaveLength(5)
      expect(await settle(false)).toBe('overtaken')
      expect((await triesOf(names)).code).toEqual({ count: 5, since: at })
    })

    it('counts at neither when one of the two is used up', async () => {
      const [code, address] = [freshId(), freshId()]
      for (let n = 0; n < 5; n += 1) await tryAt({ code, address: freshId() }, at)
      expect(await tryAt({ code, address }, at)).toBe('overtaken')
      expect((await triesOf({ code, address })).address).toBeUndefined()
    })

    it('finds under a code what the public may see as it stands now, beside the tries that failed', async () => {
      const [code, address] = [`H57.29-261102-${freshId()}`, freshId()]
      const dossier = dossierWith({ code, submittedAt: at, acceptedAt: at })
      await world().dossiers.commit({ changes: [opening(dossier)] })
      await tryAt({ code, address }, at)
      const moved = nextOf(dossier, { status: 'processed', clock: 'stopped', delivery: 'at-counter', finishedAt: at })
      await world().dossiers.commit({ changes: [moved] })
      const { id, procedureName, dueAt } = dossier
      expect((await world().lookUps.ask({ code, address })).dossier).toMatchObject({
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
        const found = await world().lookUps.ask({ code: asked, address: freshId() })
        expect(found).toEqual({ tries: {} })
      }
    })
  },
)
