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
    const tryAt = async (names: { code: string; address: string }, at: string) =>
      world().lookUps.count({ names, at }, await triesOf(names), tryLimits)
    const triesOf = async (names: { code: string; address: string }) => {
      const [{ fromAddress: address }, code] = await Promise.all([
        world().lookUps.ask(names),
        world().lookUps.triesAt(names.code),
      ])
      return { ...(code && { code }), ...(address && { address }) }
    }

    it('counts a wrong try at its code and at its address', async () => {
      const [code, address] = [freshId(), freshId()]
      expect(await tryAt({ code, address }, at)).toBe('counted')
      expect(await tryAt({ code, address: freshId() }, at)).toBe('counted')
      expect(await tryAt({ code: freshId(), address }, at)).toBe('counted')
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

    it('counts no more than the limit, however many looked before any had counted', async () => {
      const names = { code: freshId(), address: freshId() }
      const seen = await triesOf(names)
      const count = () => world().lookUps.count({ names: { ...names, address: freshId() }, at }, seen, tryLimits)
      const outcomes = await Promise.all(Array.from({ length: 50 }, count))
      expect(outcomes.filter((outcome) => outcome === 'counted')).toHaveLength(5)
      expect((await triesOf(names)).code).toEqual({ count: 5, since: at })
    })

    it('counts on at the other when one of the two is used up, and says so', async () => {
      const [code, address] = [freshId(), freshId()]
      for (let n = 0; n < 5; n += 1) await tryAt({ code, address: freshId() }, at)
      expect(await tryAt({ code, address }, at)).toBe('overtaken')
      expect(await triesOf({ code, address })).toEqual({
        code: { count: 5, since: at },
        address: { count: 1, since: at },
      })
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
        expect(found).toEqual({})
      }
    })
  },
)
