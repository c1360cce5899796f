import { expect, it } from 'vitest'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createLookUps } from '../../shared/aws/dossiers/look-ups.ts'
import { instantOf, toDate } from '../../shared/calendar/day.ts'
import { memoryPorts } from '../memory/ports.ts'
import { onBoth } from './both.ts'
import { dossierWith, freshId, nextOf, opening } from './samples.ts'

const at = '2026-11-02T08:00:00+07:00'
onBoth(
  'look-ups',
  memoryPorts,
  (table) => ({ lookUps: createLookUps(table), dossiers: createDossiers(table) }),
  (world) => {
    const later = (seconds: number) => instantOf(new Date(toDate(at).getTime() + seconds * 1000))
    const shownUnder = async (code: string) => {
      const found = await world().lookUps.underCode(code)
      return found && world().lookUps.shown(found)
    }
    const placesAt = async (code: string) =>
      (await world().lookUps.placesAt(code)).map(({ place, at }) => ({ place, at })).sort((a, b) => a.place - b.place)

    it('counts a wrong try at its code and at its address', async () => {
      const [code, address] = [freshId(), freshId()]
      expect(await world().lookUps.count({ code, address, at }, 0)).toBe('counted')
      expect(await world().lookUps.count({ code, address: freshId(), at }, 3)).toBe('counted')
      expect(await world().lookUps.count({ code: freshId(), address, at }, 1)).toBe('counted')
      expect(await placesAt(code)).toEqual([
        { place: 0, at },
        { place: 3, at },
      ])
      expect(await world().lookUps.triesFrom(address, at)).toBe(2)
    })

    it('counts at an address for a minute, and one more than the limit at most', async () => {
      const address = freshId()
      for (let n = 0; n < 40; n += 1) await world().lookUps.count({ code: freshId(), address, at }, 0)
      expect(await world().lookUps.triesFrom(address, later(59))).toBe(31)
      expect(await world().lookUps.triesFrom(address, later(60))).toBe(0)
    })

    it('gives a place to one of many, and again after an hour', async () => {
      const code = freshId()
      const count = (moment: string) => world().lookUps.count({ code, address: freshId(), at: moment }, 2)
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => count(at)))
      expect(outcomes.filter((outcome) => outcome === 'counted')).toHaveLength(1)
      expect(await count(later(3599))).toBe('overtaken')
      expect(await count(later(3600))).toBe('counted')
      expect(await placesAt(code)).toEqual([{ place: 2, at: later(3600) }])
    })

    it('knows a try of an hour ago no more at its address when another takes its place', async () => {
      const [code, before, after] = [freshId(), freshId(), freshId()]
      await world().lookUps.count({ code, address: before, at }, 0)
      await world().lookUps.count({ code, address: after, at: later(3600) }, 0)
      expect(await world().lookUps.triesFrom(before, at)).toBe(0)
      expect(await world().lookUps.triesFrom(after, later(3600))).toBe(1)
    })

    it('finds under a code what the public may see as it stands now, beside the tries that failed', async () => {
      const [code, address] = [`H57.29-261102-${freshId()}`, freshId()]
      const dossier = dossierWith({ code, submittedAt: at, acceptedAt: at })
      await world().dossiers.commit({ changes: [opening(dossier)] })
      await world().lookUps.count({ code, address, at }, 0)
      const moved = nextOf(dossier, { status: 'processed', clock: 'stopped', delivery: 'at-counter', finishedAt: at })
      await world().dossiers.commit({ changes: [moved] })
      const { id, procedureName, dueAt } = dossier
      expect(await shownUnder(code)).toMatchObject({
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

    it('finds where the dossier lies while a part of it is out, and no more of it once it is back', async () => {
      const code = `H57.29-261102-${freshId()}`
      const dossier = dossierWith({ code, child: freshId(), partAt: 'H57.08' })
      await world().dossiers.commit({ changes: [opening(dossier)] })
      // Of an agency that is split, the procedure tells which heir has it.
      expect(await shownUnder(code)).toMatchObject({ partAt: 'H57.08', procedure: dossier.procedure })
      const { child: _, partAt: __, ...back } = nextOf(dossier).dossier
      await world().dossiers.commit({ changes: [{ ...nextOf(dossier), dossier: back }] })
      expect(await shownUnder(code)).not.toHaveProperty('partAt')
      expect((await world().dossiers.load(dossier.id))?.dossier).toEqual(back)
    })

    it('finds no part, and nothing under an unknown code', async () => {
      const code = `H57.29-261102-${freshId()}`
      await world().dossiers.commit({ changes: [opening(dossierWith({ code, parent: freshId() }))] })
      for (const asked of [code, freshId()]) {
        expect(await shownUnder(asked)).toBeUndefined()
      }
    })
  },
)
