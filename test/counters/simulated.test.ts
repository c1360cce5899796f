import { beforeAll, describe, expect, it } from 'vitest'
import { agencyOf } from '../../shared/agencies/unit.ts'
import { addDays, dayOf, instantOn } from '../../shared/calendar/day.ts'
import type { Counted } from '../../shared/counters/cells.ts'
import { count } from '../../shared/counters/count.ts'
import { imbalanceOf, type LineFigures, total } from '../../shared/counters/figures.ts'
import { toldBy } from '../../shared/counters/told.ts'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import { runFigures } from '../../shared/desk/figures/run-figures.ts'
import { sweepCounting } from '../../shared/desk/figures/sweep-counting.ts'
import { hasTrace, walkCell } from '../../shared/desk/figures/trace.ts'
import { tracedColumn, traceFigures } from '../../shared/desk/figures/trace-figures.ts'
import type { Traced } from '../../shared/desk/figures/walk-lists.ts'
import { everyReport } from '../../shared/reports/figures/every-report.ts'
import { lineReports } from '../../shared/reports/figures/figures-definitions.ts'
import { figuresReport } from '../../shared/reports/figures/figures-report.ts'
import { dueRows } from '../../shared/reports/overdue/overdue.ts'
import * as given from '../given.ts'
import { department, ward } from '../given.ts'
import { emptyCounterStore, memoryCounters } from '../memory/counters.ts'
import { memoryPorts } from '../memory/ports.ts'
import { simulate } from '../simulation/months.ts'
import { comparedBySql } from './by-sql.ts'
import { slowCount } from './slow-count.ts'
import { slowPapers } from './slow-papers.ts'

/** `SIMULATION_SEED` plays other months, which may lack what these have together. */
const seeds = (process.env.SIMULATION_SEED ?? '40,44,50,53,7,12').split(',').map(Number)
/** What these months had: quiet ones prove nothing. */
const had = new Map<string, boolean>()
const saw = (what: string, isThere: boolean) => had.set(what, isThere || had.get(what) === true)
const nothing = { kind: 'whole', field: '', procedure: '' } as const

describe.each(seeds)('counting what months at the desks left behind, seed %s', (seed) => {
  let store: Awaited<ReturnType<typeof simulate>>['store']
  beforeAll(async () => {
    store = (await simulate(seed, 60)).store
    // Some of what another agency decides as if it had been received regardless of boundaries.
    for (const [id, record] of [...store.records].filter((_, place) => place % 3 === 0)) {
      const { dossier } = record
      if (dossier.parent === undefined && agencyOf(dossier.receivingUnit) !== dossier.competentAgency)
        store.records.set(id, { ...record, dossier: { ...dossier, nonTerritorial: true } })
    }
    saw('nonTerritorial', [...store.records.values()].filter(({ dossier }) => dossier.nonTerritorial).length > 3)
  }, 120_000)

  const world = (counters = emptyCounterStore()) => {
    const ports = { ...memoryPorts(store), counters: memoryCounters(counters) }
    return {
      counters,
      desk: { ...ports, pause: async () => {}, chance: () => 0, now: () => '2027-01-01T02:15:00+07:00' },
    }
  }
  const ids = () => [...store.records.keys()]
  const scansOf = (id: string) => [...(store.scans.get(id)?.values() ?? [])]
  const plainly = ({ rows, counted, happened, open }: ReturnType<typeof emptyCounterStore>) => ({
    // In how many goes it was counted, a row of a book tells, and no list asks.
    happened: [...happened.values()].map(({ through: _, ...row }) => JSON.stringify(row)).sort(),
    open: [...open.values()].map((row) => JSON.stringify(row)).sort(),
    rows: [...rows]
      .flatMap(([agency, own]) =>
        [...own].flatMap(([place, numbers]) =>
          Object.entries(numbers).flatMap(([mark, value]) =>
            value === 0 ? [] : [`${agency} ${place} ${mark} ${value}`],
          ),
        ),
      )
      .sort(),
    counted: [...counted].sort(([a], [b]) => (a < b ? -1 : 1)),
  })

  it('agrees, day by day, with looking at every dossier', async () => {
    const { desk } = world()
    await countDossiers(desk, ids())
    const days = [...store.records.values()].flatMap(({ events }) => events.map(({ at }) => at.slice(0, 10)))
    const [first = '', last = ''] = [days.toSorted()[0], days.toSorted().at(-1)]
    const forms = new Set<string>()
    const seen = {
      late: 0,
      lateOnline: 0,
      overdueOnline: 0,
      digitised: 0,
      askedOnce: 0,
      waiting: 0,
      lateWaiting: 0,
      workedMinutes: 0,
      decided: 0,
      parts: 0,
    }
    for (let to = first; to <= addDays(last, 40); to = addDays(to, 1)) {
      const period = { from: addDays(to, -9), to }
      for (const agency of [ward, department]) {
        const lines = await desk.counters.lines(agency, period)
        expect(lines.map(imbalanceOf).filter((by) => by !== 0)).toEqual([])
        const slow = slowCount([...store.records.values()], agency, period)
        expect(told(lines), `${agency} ${to}`).toEqual(slow)
        const papers = slowPapers([...store.records.values()], scansOf, agency, period)
        expect(papersTold(lines), `${agency} ${to}`).toEqual(papers)
        for (const [form, count] of Object.entries(papers)) if (count > 0) forms.add(form)
        seen.late += slow.late
        seen.lateOnline += slow.lateOnline
        seen.overdueOnline += slow.overdueOnline
        seen.digitised += slow.digitisedThroughout
        seen.askedOnce += slow.askedOnce
        seen.waiting += slow.waiting
        seen.lateWaiting += slow.lateWaiting
        seen.workedMinutes += slow.workedMinutes
        seen.decided += slow.early + slow.onTime + slow.overdue
        seen.parts += lines.filter(({ line }) => line.kind === 'part').length
      }
    }
    for (const [what, times] of Object.entries(seen)) saw(what, times > 0)
    for (const form of ['certified', 'copy', 'electronic', 'original', 'spared', 'unsaid']) saw(form, forms.has(form))
  })

  it('counts as late what the list of the overdue names, waiting or not, after every event', () => {
    const seen = { running: 0, waiting: 0 }
    for (const { dossier, events } of store.records.values()) {
      let counted: Counted | undefined
      for (const told of toldBy(dossier, events)) {
        counted = count(counted, told, '').counted
        const on = addDays(dayOf(told.event.at), 1)
        const { overdue } = dueRows(told.head, given.calendar, instantOn(on, 0), instantOn(on, 0))
        // The list is told by the hour, the figures by the day.
        const isListed =
          overdue?.clock === 'whole' && dayOf(overdue.dueAt) < dayOf(overdue.pausedAt ?? instantOn(on, 0))
        expect(counted.lateOn !== undefined && counted.lateOn <= on, `${dossier.id} ${told.event.n}`).toBe(isListed)
        if (isListed) seen[overdue.pausedAt === undefined ? 'running' : 'waiting'] += 1
      }
    }
    for (const [what, times] of Object.entries(seen)) saw(`listed ${what}`, times > 2)
  })

  it('agrees, cell by cell, with the histories asked by SQL', async () => {
    const { counters, desk } = world()
    await countDossiers(desk, ids())
    const { differences, holes, bookDifferences } = await comparedBySql(desk, ids(), counters)
    expect([differences, holes, bookDifferences.slice(0, 3)]).toEqual([[], [], []])
    expect(counters.happened.size).toBeGreaterThan(100)
    const marks = new Set(
      [...counters.rows.values()].flatMap((rows) =>
        [...rows].flatMap(([place, numbers]) =>
          Object.entries(numbers).flatMap(([mark, value]) =>
            value === 0 ? [] : [`${place.split('#')[2]} ${mark.slice(0, 2)}`],
          ),
        ),
      ),
    )
    saw('open at the end', counters.open.size > 0)
    // What was compared: decisions in time and late, what waits, and parts with theirs.
    const met = (kind: string, ...some: string[]) => some.some((mark) => marks.has(`${kind} ${mark}`))
    const decided = ['ea', 'ot', 'ov'] as const
    const seen = {
      late: met('whole', 'ql'),
      waiting: met('whole', 'qs', 'qm', 'qw'),
      decided: met('whole', ...decided),
      papers: met('whole', 'bo', 'by') && met('whole', 'b1', 'k1', 'w1'),
      parts: met('part', 'rd', 'ro', 'rp') && met('part', ...decided),
      elsewhere: met('whole', 'qe') && met('whole', 've'),
    }
    for (const [what, isThere] of Object.entries(seen)) saw(`in SQL ${what}`, isThere)
  })

  it('is traced from each column to as many dossiers as it counts', async () => {
    const { desk } = world()
    await countDossiers(desk, ids())
    const days: string[] = []
    for (const { dossier } of store.records.values()) {
      const { acceptedAt, parent, id, receivingUnit } = dossier
      if (acceptedAt === undefined || parent !== undefined || dossier.corrects !== undefined) continue
      days.push(acceptedAt.slice(0, 10))
      await desk.prints.enter({ agency: agencyOf(receivingUnit), at: acceptedAt, dossier: id })
    }
    const ordered = days.toSorted()
    const whole = { from: ordered[0] ?? '', to: addDays(ordered.at(-1) ?? '', 40) }
    // From the day on on whose eve most was open, so that something is left from before.
    const second = { from: await busiestEve(desk.counters, whole), to: ordered.at(-1) ?? '' }
    // When all is over: what is told of a period is told by what has been since.
    const over = [whole.to, ...[...store.records.values()].map(({ dossier }) => dayOf(dossier.updatedAt))].sort().at(-1)
    const afterwards = { ...desk, now: () => `${addDays(over ?? '', 1)}T08:00:00+07:00` }
    const traced = { columns: 0, part: 0, refused: 0, before: 0 }
    const often = ['II.06a', '06', 'interlinked', 'requests', 'channels']
    const asked = [whole, second].flatMap((period) =>
      lineReports
        .filter(({ id, isSent }) => isSent === undefined && (period === whole || often.includes(id)))
        .map((definition) => ({ period, definition })),
    )
    for (const { period, definition } of asked)
      for (const agency of [ward, department]) {
        const group = { key: 'k', label: 'k', things: await desk.counters.lines(agency, period) }
        const kinds = definition.kinds ?? []
        const wanted = group.things.filter(({ line }) => kinds.includes(line.kind))
        const { total: counted } = figuresReport(definition, [{ ...group, things: wanted }])
        for (const [at, { id }] of definition.columns.entries()) {
          const column = tracedColumn(definition, id)
          if (!column) continue
          const found = new Map<string, number>()
          const addsOf = () => [...found.values()].reduce((sum, adds) => sum + adds, 0)
          for (let after: string | undefined, isMore = true; isMore; ) {
            const page = await traceFigures(afterwards, { agency, ...period }, column, 50, after)
            for (const { dossier, adds } of page.rows) found.set(dossier.id, adds)
            after = page.next
            isMore = after !== undefined
          }
          expect([definition.id, agency, id, addsOf()]).toEqual([definition.id, agency, id, counted.cells[at]])
          // Row by row as well: the rows of a table share its dossiers out.
          const shared: string[] = []
          for (const row of rowsOf(wanted, !kinds.includes('whole'))) {
            const ofRow = { agency, ...period, ...row, field: (key: string) => key === row.field }
            const { rows } = await traceFigures(afterwards, ofRow, column, 5000)
            shared.push(...rows.map(({ dossier }) => dossier.id))
          }
          expect([definition.id, agency, id, shared.toSorted()]).toEqual([
            definition.id,
            agency,
            id,
            [...found.keys()].sort(),
          ])
          traced.columns += 1
          if (definition.id === 'interlinked') traced.part += found.size
          if (id === 'refused') traced.refused += found.size
          if (id === 'from-before') traced.before += found.size
        }
      }
    expect(traced.columns).toBeGreaterThan(30)
    for (const [what, times] of Object.entries(traced)) saw(`traced ${what}`, times > 0)
  }, 360_000)

  it('is traced from every cell of every other report to what adds up to it, at one agency and at all of them', async () => {
    const { desk } = world()
    await countDossiers(desk, ids())
    const days: string[] = []
    for (const { dossier } of store.records.values()) {
      const { acceptedAt, parent, corrects, id, receivingUnit } = dossier
      if (acceptedAt === undefined || parent !== undefined || corrects !== undefined) continue
      days.push(acceptedAt.slice(0, 10))
      await desk.prints.enter({ agency: agencyOf(receivingUnit), at: acceptedAt, dossier: id })
    }
    const ordered = days.toSorted()
    const period = { from: `${(ordered[0] ?? '').slice(0, 7)}-01`, to: ordered.at(-1) ?? '' }
    const then = { ...desk, province: 'H57', now: () => `${addDays(period.to, 1)}T08:00:00+07:00` }
    await desk.catalogue.putUnits(given.units, [])
    const seen = { steps: 0, desks: 0, late: 0, sent: 0, corrections: 0, everywhere: 0 }
    const others = everyReport.filter(({ reads, isSent }) => (reads !== 'lines' && reads !== 'procedures') || isSent)
    for (const { id: report, reads, columns, by: ways } of others)
      for (const agency of [ward, department, 'all'])
        for (const by of agency === 'all' ? ways.slice(0, 1) : ways) {
          const made = await runFigures(then, { report, agency, by, ...period })
          if (!made || made === 'too-many') throw new Error(report)
          for (const row of made.rows)
            for (const [at, { id: column }] of columns.entries()) {
              if (!hasTrace(report, column) || row.cells[at] === 0) continue
              const place = [report, agency, by, row.key, column]
              const found: Traced[] = []
              const wish = { report, column, agency, by, row: row.key, ...period }
              for await (const one of walkCell(then, wish)) found.push(one)
              expect([place, found.reduce((sum, { adds }) => sum + adds, 0)]).toEqual([place, row.cells[at]])
              expect([place, new Set(found.map(({ dossier }) => dossier.id)).size]).toEqual([place, found.length])
              seen[reads === 'lines' ? 'sent' : reads === 'procedures' ? 'steps' : reads] += found.length
              if (agency === 'all') seen.everywhere += found.length
              seen.corrections += found.filter(({ dossier }) => dossier.corrects !== undefined).length
            }
        }
    for (const [what, times] of Object.entries(seen)) saw(`traced in ${what}`, times > 0)
  }, 360_000)

  async function busiestEve(counters: ReturnType<typeof memoryCounters>, { from, to }: { from: string; to: string }) {
    let most = { on: from, open: 0 }
    for (let on = from; on <= to; on = addDays(on, 1)) {
      const lines = await counters.lines(ward, { from: on, to: on })
      const open = lines.reduce((sum, { line, before }) => sum + (line.kind === 'whole' ? before.open : 0), 0)
      if (open > most.open) most = { on, open }
    }
    return most.on
  }

  const rowsOf = (lines: readonly LineFigures[], bySender: boolean) => {
    const rows = lines.map(({ line: { field, procedure, from } }) => ({
      field,
      procedure,
      ...(bySender && from && { sender: from }),
    }))
    return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]
  }

  function papersTold(lines: readonly LineFigures[]) {
    const { flows } = total(
      nothing,
      lines.filter(({ line }) => line.kind !== 'part'),
    )
    return {
      original: flows['papers-original'],
      certified: flows['papers-certified'],
      copy: flows['papers-copy'],
      electronic: flows['papers-electronic'],
      unsaid: flows['papers-unsaid'],
      spared: flows['papers-spared'],
    }
  }

  function told(lines: readonly LineFigures[]) {
    const { end, flows: of } = total(nothing, lines)
    return {
      open: end.open,
      late: end.late,
      lateWaiting: end['late-waiting'],
      waiting: end['waiting-supplement'] + end['waiting-money'] + end['waiting-other'],
      direct: of['received-direct'],
      online: of['received-online'],
      postal: of['received-postal'],
      early: of.early,
      onTime: of['on-time'],
      overdue: of.overdue,
      earlyByLaw: of['early-by-law'],
      onTimeByLaw: of['on-time-by-law'],
      workedMinutes: of['worked-minutes'],
      overdueOnline: of['overdue-online'],
      lateOnline: end['late-online'],
      digitisedThroughout: of['digitised-throughout'],
      askedOnce: of['asked-once'],
      askedOften: of['asked-often'],
      refused: of.refused,
      stopped: of.stopped,
    }
  }

  it('comes to the same in one go, dossier by dossier, backwards, and told again and again', async () => {
    const [once, often] = [world(), world()]
    await countDossiers(once.desk, ids())
    for (const id of ids().toReversed()) {
      await countDossiers(often.desk, [id, id])
      await countDossiers(often.desk, ids().slice(0, 3))
    }
    expect(plainly(often.counters)).toEqual(plainly(once.counters))
  })

  it('counts each event once when killed before or after any of its writings', async () => {
    const [once, killed] = [world(), world()]
    await countDossiers(once.desk, ids())
    let call = 0
    const dying = {
      ...killed.desk,
      counters: {
        ...killed.desk.counters,
        async count(...said: Parameters<typeof killed.desk.counters.count>) {
          call += 1
          if (call % 3 === 1) throw new Error('killed before')
          const answer = await killed.desk.counters.count(...said)
          if (call % 3 === 2) throw new Error('killed after')
          return answer
        },
      },
    }
    for (let round = 0; round < 200; round += 1) await countDossiers(dying, ids()).catch(() => {})
    await countDossiers(killed.desk, ids())
    expect(plainly(killed.counters)).toEqual(plainly(once.counters))
    expect(call).toBeGreaterThan(5)
  })

  it('finds by night what the stream lost, and nothing the night after', async () => {
    const [once, lost] = [world(), world()]
    await countDossiers(once.desk, ids())
    const night = { ...lost.desk, now: () => '2027-01-01T02:15:00+07:00' }
    await countDossiers(night, ids().slice(0, 5))
    expect((await sweepCounting(night)).behind).toBe(ids().length - 5)
    expect(plainly(lost.counters)).toEqual(plainly(once.counters))
    expect(await sweepCounting(night)).toEqual({ behind: 0, tidied: 0 })
  })

  it('lies open work where the work lists have it', async () => {
    const { desk } = world()
    await countDossiers(desk, ids())
    for (const agency of [ward, department]) {
      const lying = [...store.records.values()].filter(
        ({ dossier }) =>
          dossier.holder.startsWith(`${agency}/`) &&
          ['registered', 'accepted', 'in-progress', 'supplement-requested', 'obligation-requested'].includes(
            dossier.status,
          ),
      )
      const desks = await desk.counters.desks(agency)
      expect(desks.reduce((sum, { count }) => sum + count, 0)).toBe(lying.length)
      for (const { due, room, officer, count } of desks) {
        const there = lying.filter(({ dossier }) => dossier.holder === room && dossier.officer === officer)
        expect(there.length).toBeGreaterThanOrEqual(count)
        expect(due).toMatch(/^\d{4}-\d\d-\d\d$|^waiting$|^none$/)
      }
    }
  })
})

// Other months were chosen by whoever named a seed.
const wanted = process.env.SIMULATION_SEED === undefined
describe('those months together', () => {
  it('had something of everything that is counted', () => {
    expect(wanted ? [...had].filter(([, isThere]) => !isThere).map(([what]) => what) : []).toEqual([])
    expect(had.size).toBeGreaterThan(30)
  })
})
