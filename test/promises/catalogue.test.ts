import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer, Unit } from '../../shared/agencies/unit.ts'
import { createLongTexts } from '../../shared/aws/buckets/long-texts.ts'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import type { ProcedureVersion } from '../../shared/catalogue/procedure.ts'
import { lineOf } from '../../shared/catalogue/register.ts'
import type { Workflow } from '../../shared/catalogue/workflow.ts'
import type { NumberPattern } from '../../shared/dossier/numbering.ts'
import type { StandIn } from '../../shared/dossier/standing-in.ts'
import { memoryPorts } from '../memory/ports.ts'
import { onBoth } from './both.ts'
import { freshId } from './samples.ts'
import { type Neighbours, startNeighbours, startTable, type TableStore } from './stores.ts'

onBoth(
  'the catalogue',
  () => memoryPorts().catalogue,
  createCatalogue,
  (catalogue) => {
    it('gives back every version of a procedure and the newest one when none is named', async () => {
      await catalogue().putProcedure(procedureWith({ version: 1 }))
      await catalogue().putProcedure(procedureWith({ version: 3, name: 'Đăng ký khai sinh (mới)' }))
      await catalogue().putProcedure(procedureWith({ version: 2 }))
      expect((await catalogue().procedure('1.001193', 1))?.version).toBe(1)
      expect((await catalogue().procedure('1.001193', 2))?.version).toBe(2)
      expect(await catalogue().procedure('1.001193')).toEqual(
        procedureWith({ version: 3, name: 'Đăng ký khai sinh (mới)' }),
      )
      expect(await catalogue().procedure('1.001193', 4)).toBeUndefined()
      expect(await catalogue().procedure('9.999999')).toBeUndefined()
      expect(await catalogue().policy('1.001193', 2)).toEqual(procedureWith({}).policy)
      expect(await catalogue().policy('1.001193', 4)).toBeUndefined()
    })

    it('lists each procedure once, as its newest version, by code', async () => {
      await catalogue().putProcedure(procedureWith({ code: '1.000001' }))
      const list = await catalogue().procedures('2026-03-10')
      expect(list.map(({ code, version }) => ({ code, version }))).toEqual([
        { code: '1.000001', version: 1 },
        { code: '1.001193', version: 3 },
      ])
      expect(list[0]).not.toHaveProperty('papers')
    })

    it('lists the version in force however many are to come, and one to come from its day on', async () => {
      const code = '1.000010'
      for (let version = 1; version <= 7; version += 1) {
        const procedure = procedureWith({ code, version, validFrom: `2026-0${version}-01` })
        const line = lineOf(procedure, { at: '2026-02-10T09:00:00+07:00' })
        await catalogue().writeVersion(procedure, line, await catalogue().register(code))
      }
      const listedOn = async (day: string) =>
        (await catalogue().procedures(day)).find((row) => row.code === code)?.version
      expect(await listedOn('2026-02-10')).toBe(2)
      expect(await listedOn('2026-04-30')).toBe(4)
      expect(await listedOn('2026-12-31')).toBe(7)
    })

    it('writes a version only on the register that was seen, so that a number is given once', async () => {
      const first = procedureWith({ code: '1.000009' })
      const seen = await catalogue().register('1.000009')
      expect(seen).toEqual({ revision: 0, lines: [] })
      expect(await catalogue().writeVersion(first, lineOf(first, { taken: 'a' }), seen)).toBe('written')
      const again = { ...first, name: 'Ai đó nhanh hơn' }
      expect(await catalogue().writeVersion(again, lineOf(again), seen)).toBe('overtaken')
      const now = await catalogue().register('1.000009')
      const later = { ...first, version: 2 }
      const written = await Promise.all([1, 2, 3].map(() => catalogue().writeVersion(later, lineOf(later), now)))
      expect(written.filter((one) => one === 'written')).toHaveLength(1)
      expect((await catalogue().procedure('1.000009', 1))?.name).toBe('Đăng ký khai sinh')
      expect((await catalogue().register('1.000009')).lines.map(({ version, taken }) => ({ version, taken }))).toEqual([
        { version: 1, taken: 'a' },
        { version: 2, taken: undefined },
      ])
    })

    it('opens under the version in force on the day, and under none while it is suspended or abolished', async () => {
      const code = '1.000008'
      const put = (change: Partial<ProcedureVersion>) => catalogue().putProcedure(procedureWith({ code, ...change }))
      const openOn = async (day: string) => (await catalogue().procedureOn(code, day))?.version
      const listedOn = async (day: string) =>
        (await catalogue().procedures(day))
          .filter((row) => row.code === code)
          .map(({ version, state }) => [version, state])
      await put({ version: 1, validFrom: '2026-01-05' })
      await put({ version: 2, validFrom: '2026-03-02' })
      await put({ version: 3, state: 'draft', validFrom: '2026-01-05' })
      expect(await Promise.all(['2026-01-04', '2026-01-05', '2026-03-01', '2026-03-02'].map(openOn))).toEqual([
        undefined,
        1,
        1,
        2,
      ])
      expect(await listedOn('2026-02-01')).toEqual([[1, 'published']])
      expect(await listedOn('2026-03-02')).toEqual([[2, 'published']])
      await put({ version: 2, validFrom: '2026-03-02', state: 'suspended' })
      expect(await openOn('2026-03-10')).toBeUndefined()
      expect(await listedOn('2026-03-10')).toEqual([[2, 'suspended']])
      await put({ version: 2, validFrom: '2026-03-02', validTo: '2026-04-30', state: 'abolished' })
      expect(await openOn('2026-04-30')).toBe(2)
      expect(await openOn('2026-05-01')).toBeUndefined()
    })

    it('lists codes whose newest version is a draft, a page at a time, until they are published', async () => {
      for (const n of [1, 2, 3]) await catalogue().putProcedure(procedureWith({ code: `7.00000${n}`, state: 'draft' }))
      const first = await catalogue().drafts(2, '6')
      expect(first.rows.map(({ code }) => code)).toEqual(['7.000001', '7.000002'])
      expect((await catalogue().drafts(2, first.next)).rows.map(({ code }) => code)).toEqual(['7.000003'])
      await catalogue().putProcedure(procedureWith({ code: '7.000002' }))
      expect((await catalogue().drafts(9, '6')).rows.map(({ code }) => code)).toEqual(['7.000001', '7.000003'])
    })

    it('gives back workflows by version', async () => {
      await catalogue().putWorkflow(workflowWith(1))
      await catalogue().putWorkflow(workflowWith(2))
      expect(await catalogue().workflow('khai-sinh')).toEqual(workflowWith(2))
      expect(await catalogue().workflow('khai-sinh', 1)).toEqual(workflowWith(1))
      expect(await catalogue().workflow('khac')).toBeUndefined()
    })

    it('replaces the organisation as a whole; an officer who is no longer named stays without a role', async () => {
      await catalogue().putUnits([unitWith('H57.1'), unitWith('H57.2')], [officerWith('cb-1', 'H57.1/desk')])
      expect(await catalogue().units()).toEqual([unitWith('H57.1'), unitWith('H57.2')])
      const units = [unitWith('H57.2'), ...Array.from({ length: 30 }, (_, n) => unitWith(`H57.3${n + 10}`))]
      await catalogue().putUnits(units, [officerWith('cb-2', 'H57.2/desk'), officerWith('cb-3', 'H57.2/office')])
      expect(await catalogue().units()).toEqual(units)
      expect(await catalogue().officers().then(byId)).toEqual([
        { ...officerWith('cb-1', 'H57.1/desk'), roles: [] },
        officerWith('cb-2', 'H57.2/desk'),
        officerWith('cb-3', 'H57.2/office'),
      ])
    })

    it('counts the newest number pattern of a kind and first day, in the order of the days, and keeps every one', async () => {
      const base = (await catalogue().patternSets()).length
      const later = patternWith('2031-01-01')
      const said = [
        later,
        patternWith('2030-01-01'),
        { ...later, source: 'đính chính' },
        patternWith('2030-01-01', { kind: 'result', pattern: '{seq}/{year}' }),
      ]
      const sets = said.map((row, at) => {
        const n = base + at + 1
        return { ...row, n, by: `cb-${n}`, at: '2026-11-02T08:00:00+07:00', id: `m-${n}`, body: `d-${n}` }
      })
      for (const set of sets) expect(await catalogue().putNumberPattern(set)).toBe(true)
      const again = sets.slice(0, 1).map((set) => catalogue().putNumberPattern({ ...set, by: 'cb-khac' }))
      expect(await Promise.all(again)).toEqual([false])
      const own = (await catalogue().numberPatterns()).filter((row) => row.validFrom >= '2030')
      expect(own.map(({ kind, validFrom, source }) => [kind, validFrom, source])).toEqual([
        ['dossier-code', '2030-01-01', 'kiểm thử'],
        ['result', '2030-01-01', 'kiểm thử'],
        ['dossier-code', '2031-01-01', 'đính chính'],
      ])
      expect((await catalogue().patternSets()).slice(base)).toEqual(sets)
    })

    it('tells who stands in for whom in an agency and in no other, at once', async () => {
      const agency = `H57.${freshId()}`
      const days = { from: '2026-11-02', to: '2026-11-04', reason: 'Nghỉ phép' }
      const set = { setBy: 'cb-03', setAt: '2026-11-02T08:00:00+07:00' }
      const standIn: StandIn = { id: 'b', agency, absent: 'cb-01', substitute: 'cb-02', ...days, ...set }
      expect(await catalogue().standIns(agency)).toEqual([])
      await catalogue().putStandIn(standIn)
      await catalogue().putStandIn({ ...standIn, id: 'a' })
      await catalogue().putStandIn({ ...standIn, agency: 'H57.99' })
      expect((await catalogue().standIns(agency)).map(({ id }) => id)).toEqual(['a', 'b'])
      const ended = { ...standIn, endedBy: 'cb-03', endedAt: '2026-11-03T08:00:00+07:00' }
      expect(await catalogue().putStandIn(ended)).toBe(true)
      // Set or ended once more, at another moment, it stays as it was.
      for (const late of [
        { ...standIn, setAt: '2026-11-04T08:00:00+07:00' },
        { ...ended, endedBy: 'cb-04' },
      ])
        expect(await catalogue().putStandIn(late)).toBe(false)
      expect((await catalogue().standIns(agency)).at(-1)).toEqual(ended)
    })

    it('numbers decisions about the calendar without a gap, and lets one of two through', async () => {
      const declaration = (n: number, source: string) => ({
        n,
        scope: 'H57',
        days: [{ on: '2026-10-12', kind: 'off' as const, name: 'Nghỉ tránh bão' }],
        seasons: [],
        source,
        at: '2026-10-11T16:00:00+07:00',
        by: { id: 'cb-1', unit: 'H57.1/leaders' },
        key: `officer:cb-1:${source}`,
        body: 'x',
      })
      expect(await catalogue().declarationsNow()).toEqual([])
      expect(await catalogue().declare(declaration(1, '1/CĐ'))).toBe('declared')
      expect(await catalogue().declare(declaration(1, '2/CĐ'))).toBe('overtaken')
      expect(await catalogue().declare(declaration(2, '2/CĐ'))).toBe('declared')
      expect((await catalogue().declarations()).map(({ n, source }) => [n, source])).toEqual([
        [1, '1/CĐ'],
        [2, '2/CĐ'],
      ])
      expect(await catalogue().declarationsNow()).toEqual([declaration(1, '1/CĐ'), declaration(2, '2/CĐ')])
    })
  },
)

describe('a procedure longer than an item', () => {
  let table: TableStore | undefined
  let neighbours: Neighbours | undefined
  beforeAll(async () => {
    table = await startTable()
    neighbours = await startNeighbours(['catalogue'])
  })
  afterAll(() => Promise.all([table?.stop(), neighbours?.stop()]))

  it('lies in the bucket and reads the same', async () => {
    if (!table || !neighbours) throw new Error('nothing has started')
    const catalogue = createCatalogue({
      ...table.table,
      texts: createLongTexts({ s3: neighbours.s3, catalogueBucket: 'catalogue' }),
    })
    const long = procedureWith({ code: '1.000002', notes: ['Căn cứ pháp lý. '.repeat(30_000)] })
    await catalogue.putProcedure(long)
    expect(await catalogue.procedure('1.000002')).toEqual(long)
    expect(await catalogue.procedure('1.000002', 1)).toEqual(long)
    // Who is given no long texts still knows how it reckons, and never takes a part of it for the whole.
    const withoutTexts = createCatalogue(table.table)
    expect(await withoutTexts.policy('1.000002', 1)).toEqual(long.policy)
    await expect(withoutTexts.procedure('1.000002', 1)).rejects.toThrow('long text')
  })
})

function procedureWith(changes: Partial<ProcedureVersion>): ProcedureVersion {
  return {
    code: '1.001193',
    version: 1,
    name: 'Đăng ký khai sinh',
    fields: [{ name: 'Hộ tịch' }],
    levels: ['commune'],
    limits: {},
    limitRaw: 'Trong ngày',
    fees: [{ kind: 'charge', amountVnd: null, channel: 'any' }],
    papers: [{ id: 'p1', name: 'Giấy chứng sinh', originals: 1, copies: 0, required: true, electronicForm: false }],
    notes: [],
    channels: ['direct', 'online'],
    results: ['Giấy khai sinh'],
    competent: { kind: 'receiving-commune' },
    workflow: 'mac-dinh',
    policy: { afterSupplement: 'add', dueAt: 'same-hour' },
    validFrom: '2025-07-01',
    decision: 'QĐ 1/QĐ-UBND',
    state: 'published',
    source: 'kiểm thử',
    supplementLimit: 1,
    ...changes,
  }
}

const patternWith = (validFrom: string, changes: Partial<NumberPattern> = {}): NumberPattern => ({
  kind: 'dossier-code',
  validFrom,
  pattern: '{agency}-{date:yyyyMMdd}-{seq:0000000}',
  source: 'kiểm thử',
  ...changes,
})

function workflowWith(version: number): Workflow {
  return {
    id: 'khai-sinh',
    version,
    name: 'Khai sinh',
    procedureCodes: ['1.001193'],
    steps: [],
    total: { amount: 1, unit: 'working_day' },
    reckoned: 'hours',
    validFrom: '2025-07-01',
    source: 'kiểm thử',
  }
}

function unitWith(id: string): Unit {
  return {
    id,
    name: `Xã ${id}`,
    level: 'commune',
    kind: 'agency',
    agency: id,
    validFrom: '2025-07-01',
    predecessors: [],
    successors: [],
  }
}

/** Officers in the order of their ids, whatever order the list keeps. */
function byId(officers: readonly Officer[]): Officer[] {
  return officers.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function officerWith(id: string, unit: string): Officer {
  return { id, name: 'Lê Thị Cúc', unit, roles: ['reception'] }
}
