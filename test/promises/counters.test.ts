import { expect, it } from 'vitest'
import { createCounters } from '../../shared/aws/figures/counters.ts'
import { type Book, besideOf } from '../../shared/counters/beside.ts'
import type { Counted, Entry, Line, Measure } from '../../shared/counters/cells.ts'
import { imbalanceOf } from '../../shared/counters/figures.ts'
import { memoryPorts } from '../memory/ports.ts'
import { onBoth } from './both.ts'
import { freshId } from './samples.ts'

const line: Line = { kind: 'whole', field: 'G15-HT', procedure: '1.001193' }
const part: Line = { ...line, kind: 'part', from: 'H57.29' }

onBoth(
  'counters',
  () => memoryPorts().counters,
  createCounters,
  (world) => {
    const of = (agency: string, on: string, measure: Measure, add = 1, of_ = line): Entry => ({
      book: 'lines',
      agency,
      line: of_,
      on,
      measure,
      add,
    })
    const through = (n: number): Counted => ({ through: n, line })
    const from = (dossier: string, n: number, to: number) => ({ dossier, from: n, counted: through(to) })

    it('tells how far a dossier is counted, with what stands of it', async () => {
      const [known, unknown] = [freshId(), freshId()]
      const counted: Counted = { through: 3, agency: 'H57.1', line, stands: { open: 1 }, lateOn: '2022-03-05' }
      await world().count([], [{ dossier: known, from: 0, counted }])
      expect([...(await world().counted([known, unknown]))]).toEqual([[known, counted]])
    })

    it('counts once, however often it is told: the second telling finds the mark moved', async () => {
      const [agency, dossier] = [freshId(), freshId()]
      const entries = [of(agency, '2022-03-01', 'received-online'), of(agency, '2022-03-01', 'open')]
      const mark = from(dossier, 0, 2)
      expect(await world().count(entries, [mark])).toBe('counted')
      expect(await world().count(entries, [mark])).toBe('overtaken')
      const [figures] = await world().lines(agency, { from: '2022-03-01', to: '2022-03-31' })
      expect(figures?.flows['received-online']).toBe(1)
      expect(figures?.end.open).toBe(1)
    })

    it('gives of several periods what it gives of each, over the end of a year too', async () => {
      const [agency, dossier] = [freshId(), freshId()]
      const days = ['2020-12-31', '2021-11-05', '2021-12-31', '2022-01-01', '2022-01-31', '2022-02-01', '2022-03-09']
      const entries = days.flatMap((on) => [of(agency, on, 'received-direct'), of(agency, on, 'open')])
      await world().count(entries, [from(dossier, 0, 1)])
      const months = ['2021-11', '2021-12', '2022-01', '2022-02'].map((month) => ({
        from: `${month}-01`,
        to: `${month}-31`,
      }))
      const each = await world().linesEach(agency, months)
      expect(each).toEqual(await Promise.all(months.map((month) => world().lines(agency, month))))
      const told = each.map(([figures]) => [figures?.before.open, figures?.flows['received-direct'], figures?.end.open])
      expect(told).toEqual([
        [1, 1, 2],
        [2, 1, 3],
        [3, 2, 5],
        [5, 1, 6],
      ])
      expect(await world().linesEach(agency, [])).toEqual([])
    })

    it('counts all or nothing: one dossier counted meanwhile, and no other is', async () => {
      const [agency, first, second] = [freshId(), freshId(), freshId()]
      await world().count([], [from(first, 0, 4)])
      const both = [from(second, 0, 1), from(first, 0, 4)]
      expect(await world().count([of(agency, '2022-03-01', 'filed')], both)).toBe('overtaken')
      expect((await world().counted([second])).size).toBe(0)
      expect(await world().lines(agency, { from: '2022-01-01', to: '2022-12-31' })).toEqual([])
    })

    it('writes what stands beside with the cells, once, and nothing of it when a mark has moved', async () => {
      const [agency, dossier] = [freshId(), freshId()]
      const entries = [
        ...[of(agency, '2022-02-28', 'received-online', 1, part), of(agency, '2022-02-28', 'open', 1, part)],
        ...[of(agency, '2022-02-28', 'digitised', 1, part), of(agency, '2022-03-01', 'refused', 1, part)],
      ]
      const counted = { ...through(2), agency, line: part, stands: { open: 1 } } as const
      const beside = besideOf(entries, { dossier, counted }, '2022-03-01T02:00:00+07:00')
      const tell = (n: number) => world().count(entries, [from(dossier, n, n + 2)], beside)
      expect([await tell(0), await tell(0)]).toEqual(['counted', 'overtaken'])
      const after = await world().afterthoughts(agency, '2022-03-01T00:00:00+07:00')
      expect(after).toMatchObject([
        {
          ...{ agency, at: '2022-03-01T02:00:00+07:00', dossier, through: 2 },
          additions: [
            { place: 'M#2022-02#part#G15-HT#1.001193#H57.29', mark: 'ro28', add: 1 },
            { place: 'Y#2022#part#G15-HT#1.001193#H57.29', mark: 'ro', add: 1 },
            ...[{ mark: 'qo28' }, { mark: 'qo' }, { mark: 'dg28' }, { mark: 'dg' }],
          ],
        },
      ])
      expect(await world().afterthoughts(agency, '2022-03-01T02:00:01+07:00')).toEqual([])
      expect(await world().afterthoughts(freshId(), '2022-01-01T00:00:00+07:00')).toEqual([])
      const happenedIn = async (book: Book, first: string, last: string) => {
        const found: unknown[] = []
        for await (const one of world().happened(agency, book, first, last)) found.push(one)
        return found
      }
      const row = { agency, dossier, through: 2, line: part }
      const came = { ...row, book: 'came', on: '2022-02-28', flows: ['received-online', 'digitised'] }
      expect(await happenedIn('came', '2022-02-01', '2022-03-31')).toEqual([came])
      expect(await happenedIn('came', '2022-03-01', '2022-03-31')).toEqual([])
      const ended = { ...row, book: 'ended', on: '2022-03-01', flows: ['refused'] }
      expect(await happenedIn('ended', '2022-03-01', '2022-03-01')).toEqual([ended])
      expect(await happenedIn('paid', '2022-01-01', '2022-12-31')).toEqual([])
      const stands = { agency, dossier, since: '2022-02-28', line: part }
      expect([await world().open(agency), await world().open(freshId())]).toEqual([[stands], []])
    })

    it('lets a dossier out of the book of the open when it ends, and into another agency’s when it is moved', async () => {
      const [agency, other, dossier] = [freshId(), freshId(), freshId()]
      const standing = (n: number, at: string): Counted => ({ ...through(n), agency: at, stands: { open: 1 } })
      const steps: readonly [Counted | undefined, Counted, Entry[]][] = [
        [undefined, standing(1, agency), [of(agency, '2022-03-01', 'open')]],
        [
          standing(1, agency),
          standing(2, other),
          [of(agency, '2022-03-04', 'open', -1), of(other, '2022-03-04', 'open')],
        ],
        [standing(2, other), standing(3, other), []],
        [standing(3, other), { ...through(4), agency: other }, [of(other, '2022-03-09', 'open', -1)]],
      ]
      const seen: unknown[] = []
      for (const [before, counted, entries] of steps) {
        const beside = besideOf(entries, { dossier, before, counted }, '2022-03-31T02:00:00+07:00')
        await world().count(entries, [{ dossier, from: before?.through ?? 0, counted }], beside)
        const open = await Promise.all([agency, other].map((one) => world().open(one)))
        seen.push(open.flat().map((one) => [one.agency === agency ? 'here' : 'there', one.since]))
      }
      expect(seen).toEqual([[['here', '2022-03-01']], [['there', '2022-03-04']], [['there', '2022-03-04']], []])
    })

    it('has a dossier once in a book for a day on which it came there twice', async () => {
      const [agency, dossier] = [freshId(), freshId()]
      const on = '2022-03-01'
      const early = (measure: Measure): Entry => ({ book: 'lines', agency, line, on, measure, add: 1, early: true })
      const entries = [of(agency, on, 'moved-in'), of(agency, on, 'moved-in'), early('payments'), early('paid-fee')]
      const beside = besideOf(entries, { dossier, counted: through(4) }, '2022-03-01T17:00:00+07:00')
      expect(await world().count(entries, [from(dossier, 0, 4)], beside)).toBe('counted')
      for (const book of ['moved', 'early'] as const) {
        const found: string[] = []
        for await (const one of world().entered(agency, book, on, on)) found.push(one.dossier)
        expect([book, found]).toEqual([book, [dossier]])
      }
    })

    it('lets one of two who count the same history at once win', async () => {
      const [agency, dossier] = [freshId(), freshId()]
      const tell = () => world().count([of(agency, '2022-03-01', 'filed')], [from(dossier, 0, 1)])
      expect((await Promise.all([tell(), tell()])).sort()).toEqual(['counted', 'overtaken'])
      const [figures] = await world().lines(agency, { from: '2022-03-01', to: '2022-03-01' })
      expect(figures?.flows.filed).toBe(1)
    })

    it('tells what happened between two days, what stood before the first and at the end of the last', async () => {
      const agency = freshId()
      const days: readonly (readonly [string, Measure, number])[] = [
        ['2020-11-30', 'open', 5],
        ['2020-11-30', 'received-direct', 5],
        ['2021-12-31', 'open', -1],
        ['2021-12-31', 'early', 1],
        ['2022-01-04', 'received-postal', 2],
        ['2022-01-04', 'open', 2],
        ['2022-02-10', 'overdue', 3],
        ['2022-02-10', 'open', -3],
        ['2022-02-11', 'received-direct', 7],
        ['2022-02-11', 'open', 7],
        ['2022-03-05', 'late', 1],
      ]
      await world().count(
        days.map(([on, measure, add]) => of(agency, on, measure, add)),
        [],
      )
      const [figures] = await world().lines(agency, { from: '2022-01-05', to: '2022-02-10' })
      expect(figures?.line).toEqual(line)
      expect(figures?.before).toMatchObject({ open: 6, late: 0 })
      expect(figures?.flows).toMatchObject({ 'received-direct': 0, 'received-postal': 0, early: 0, overdue: 3 })
      expect(figures?.end).toMatchObject({ open: 3, late: 0 })
      expect(figures && imbalanceOf(figures)).toBe(0)
      const [later] = await world().lines(agency, { from: '2022-03-01', to: '2022-03-31' })
      expect([later?.before.late, later?.end.late]).toEqual([0, 1])
      // Of a year that has not begun: as things stand on the last day of this one.
      const [ahead] = await world().lines(agency, { from: '2023-01-01', to: '2022-12-31' })
      expect([ahead?.before.open, ahead?.end.open, ahead?.end.late]).toEqual([10, 10, 1])
    })

    it('keeps kinds, fields, procedures and senders apart', async () => {
      const agency = freshId()
      const other: Line = { ...line, procedure: '2.000815' }
      await world().count(
        [line, other, part].map((own) => of(agency, '2022-05-01', 'filed', 1, own)),
        [],
      )
      const lines = (await world().lines(agency, { from: '2022-05-01', to: '2022-05-31' })).map((row) => row.line)
      expect(lines).toHaveLength(3)
      expect(lines).toEqual(expect.arrayContaining([line, other, part]))
    })

    it('tells the papers of a year by procedure version, of citizens’ own requests alone', async () => {
      const [agency, dossier] = [freshId(), freshId()]
      const paper = (on: string, version: number, name: string, add: number, of_ = line): Entry => ({
        ...{ book: 'papers', agency, line: of_, on, version, paper: name, measure: 'brought', add },
      })
      const entries: Entry[] = [
        of(agency, '2026-03-01', 'papers-copy', 2),
        paper('2026-03-01', 1, 'g:01', 1),
        paper('2026-04-01', 1, 'g:01', 2),
        paper('2026-04-01', 12, 'g:01', 1),
        { ...paper('2026-04-01', 12, 'g:01', 5), measure: 'copies' } as Entry,
        { ...paper('2026-04-01', 1, 'g02', 1), measure: 'spared' } as Entry,
        paper('2027-01-01', 1, 'g:01', 7),
        paper('2026-03-01', 1, 'g:01', 9, part),
      ]
      await world().count(entries, [from(dossier, 0, 1)])
      const { procedure } = line
      const none = { procedure, brought: 0, copies: 0, spared: 0 }
      const found = await world().papers(agency, '2026')
      expect([...found].sort((a, b) => a.version - b.version || (a.paper < b.paper ? 1 : -1))).toEqual([
        { ...none, version: 1, paper: 'g:01', brought: 3 },
        { ...none, version: 1, paper: 'g02', spared: 1 },
        { ...none, version: 12, paper: 'g:01', brought: 1, copies: 5 },
      ])
      // Numbers of single papers stand in the way of no other figure.
      const [year] = await world().lines(agency, { from: '2027-01-01', to: '2027-01-31' })
      expect([year?.flows['papers-copy'] ?? 0, year?.end.open ?? 0]).toEqual([0, 0])
    })

    it('tells open work by due day, and what is due before a day without the rest', async () => {
      const agency = freshId()
      const desk = (due: string, officer?: string) =>
        ({ due, clock: 'whole', kind: 'whole', room: `${agency}/office`, ...(officer ? { officer } : {}) }) as const
      const put = (due: string, add: number, officer?: string): Entry => ({
        book: 'desks',
        agency,
        desk: desk(due, officer),
        add,
      })
      await world().count([put('2022-03-01', 2, 'cb-1'), put('2022-03-02', 1), put('waiting', 1), put('none', 1)], [])
      await world().count([put('2022-02-01', 1), put('2022-02-01', -1)], [])
      expect(await world().desks(agency, '2022-03-02')).toEqual([{ ...desk('2022-03-01', 'cb-1'), count: 2 }])
      const all = await world().desks(agency)
      expect(all.map(({ due, count }) => [due, count])).toEqual(
        expect.arrayContaining([
          ['2022-03-01', 2],
          ['2022-03-02', 1],
          ['waiting', 1],
          ['none', 1],
        ]),
      )
      expect(all).toHaveLength(4)
    })

    it('lets empty desks of past days go, once, and counts there again when it has to', async () => {
      const agency = freshId()
      const put = (due: string, add: number): Entry => {
        const desk = { due, clock: 'whole', kind: 'whole', room: `${agency}/office` } as const
        return { book: 'desks', agency, desk, add }
      }
      for (const add of [1, -1]) await world().count([put('2022-03-01', add)], [])
      await world().count([put('2022-03-02', 1)], [])
      expect(await world().tidyDesks(agency, '2022-03-01')).toBe(0)
      expect(await world().tidyDesks(agency, '2022-03-05')).toBe(1)
      expect(await world().tidyDesks(agency, '2022-03-05')).toBe(0)
      await world().count([put('2022-03-01', 1)], [])
      expect((await world().desks(agency)).map(({ due, count }) => [due, count])).toEqual([
        ['2022-03-01', 1],
        ['2022-03-02', 1],
      ])
    })

    it('tells the steps done in some months, by whom and whether in time', async () => {
      const agency = freshId()
      const done = { procedure: line.procedure, step: 2, room: `${agency}/office`, officer: 'cb-1' }
      const put = (on: string, measure: 'on-time' | 'overdue'): Entry => ({
        book: 'steps',
        agency,
        done,
        on,
        measure,
        add: 1,
      })
      await world().count(
        [put('2022-03-01', 'on-time'), put('2022-03-31', 'overdue'), put('2022-05-01', 'on-time')],
        [],
      )
      expect(await world().steps(agency, '2022-03', '2022-04')).toEqual([
        { month: '2022-03', ...done, onTime: 1, overdue: 1 },
      ])
    })
  },
)
