import { describe, expect, it } from 'vitest'
import type { Book } from '../../../shared/counters/beside.ts'
import { countDossiers } from '../../../shared/desk/figures/count-dossiers.ts'
import { findLate } from '../../../shared/desk/figures/find-late.ts'
import type { TracedColumn } from '../../../shared/desk/figures/stands-behind.ts'
import { tracedColumn, traceFigures } from '../../../shared/desk/figures/trace-figures.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { record } from '../../../shared/dossier/history/history.ts'
import { lineReports } from '../../../shared/reports/figures/figures-definitions.ts'
import * as given from '../../given.ts'
import { memoryCounters } from '../../memory/counters.ts'
import { workerDesk } from '../worker-desk.ts'

const march = { agency: given.ward, from: '2026-03-01', to: '2026-03-31' }
const now = '2026-04-10T09:00:00+07:00'
const later = '2026-05-20T09:00:00+07:00'

/** Dossiers by the day on which they were accepted: open and due much later, or as it is said. */
async function receivedOn(days: Readonly<Record<string, Partial<Dossier>>>) {
  const all = await workerDesk()
  const read = { histories: 0, heads: 0, books: [] as string[] }
  const counters = memoryCounters()
  const desk = {
    ...all.desk,
    counters: {
      ...counters,
      happened: (agency: string, book: Book, from: string, to: string) => {
        read.books.push(`${book} ${from} ${to}`)
        return counters.happened(agency, book, from, to)
      },
    },
    dossiers: {
      ...all.desk.dossiers,
      history: async (id: string) => {
        read.histories += 1
        return all.desk.dossiers.history(id)
      },
      heads: async (ids: readonly string[]) => {
        read.heads += ids.length
        return all.desk.dossiers.heads(ids)
      },
    },
  }
  for (const [day, change] of Object.entries(days)) {
    const at = `${day}T09:00:00+07:00`
    all.clock.at = at
    const moments = { createdAt: at, submittedAt: at, acceptedAt: at, updatedAt: at }
    const head: Partial<Dossier> = {
      id: day,
      status: 'accepted',
      clock: 'running',
      dueAt: later,
      ...moments,
      ...change,
    }
    await all.put(head, { plan: given.homePlan })
  }
  all.clock.at = now
  await countDossiers(desk, Object.keys(days))
  Object.assign(read, { histories: 0, heads: 0, books: [] })
  return { desk, read }
}

function columnOf(id: string): TracedColumn {
  const column = tracedColumn(
    lineReports.find((one) => one.id === 'II.06a'),
    id,
  )
  if (!column) throw new Error(`no column ${id}`)
  return column
}

async function pages(desk: Parameters<typeof traceFigures>[0], column: string, limit: number) {
  const found: string[][] = []
  for (let after: string | undefined, isMore = true; isMore; ) {
    const page = await traceFigures(desk, march, columnOf(column), limit, after)
    found.push(page.rows.map(({ dossier }) => dossier.id))
    after = page.next
    isMore = after !== undefined
  }
  return found
}

describe('looking for the dossiers behind a figure', () => {
  it('finds what stands open however long ago it came, the longest first, a page at a time and without one history', async () => {
    const { desk, read } = await receivedOn({ '2019-07-01': {}, '2023-02-14': {}, '2025-12-30': {}, '2026-03-02': {} })
    const lines = await desk.counters.lines(given.ward, march)
    const all = await pages(desk, 'open', 1)
    expect(all).toEqual([['2019-07-01'], ['2023-02-14'], ['2025-12-30'], ['2026-03-02']])
    expect(lines.reduce((sum, { end }) => sum + end.open, 0)).toBe(all.flat().length)
    expect(read.histories).toBe(0)
  })

  const early = { status: 'returned', clock: 'stopped', class: 'early' } as const
  const ended = (day: string) => ({ ...early, finishedAt: `${day}T09:00:00+07:00` })

  it('meets nobody who ended before the period', async () => {
    const years = Array.from({ length: 5 }, (_, n) => `${2019 + n}-05-06`)
    const { desk, read } = await receivedOn({
      ...Object.fromEntries(years.map((day) => [day, ended(day)])),
      '2018-01-02': {},
    })
    expect((await pages(desk, 'open', 50)).flat()).toEqual(['2018-01-02'])
    expect([read.heads, read.histories]).toEqual([1, 0])
  })

  it('reads of what happened the days it is asked of, and the heads of a page', async () => {
    const days = Array.from({ length: 9 }, (_, n) => `2026-03-0${n + 1}`)
    const { desk, read } = await receivedOn(Object.fromEntries([...days, '2019-07-01'].map((day) => [day, {}])))
    const { rows, next } = await traceFigures(desk, march, columnOf('online'), 4)
    expect(rows.map(({ dossier, on }) => [dossier.id, on])).toEqual(days.slice(0, 4).map((day) => [day, day]))
    expect([read.books, read.heads, read.histories]).toEqual([['came 2026-03-01 2026-03-31'], 4, 0])
    const left = await traceFigures(desk, march, columnOf('online'), 50, next)
    expect([left.rows.map(({ dossier }) => dossier.id), left.next]).toEqual([days.slice(4), undefined])
  })

  it('reads nothing where the figures know of nobody', async () => {
    const { desk, read } = await receivedOn({ '2019-07-01': {}, '2026-03-02': {} })
    for (const column of ['overdue', 'early', 'open-late']) expect(await pages(desk, column, 50)).toEqual([[]])
    expect([read.books, read.heads, read.histories]).toEqual([[], 0, 0])
  })

  it('asks the history of no head that tells by itself that it was not late', async () => {
    const due = { dueAt: '2026-03-05T17:00:00+07:00' }
    const { desk, read } = await receivedOn({ '2019-07-01': {}, '2026-02-02': due, '2026-03-02': {} })
    expect(await pages(desk, 'open-late', 50)).toEqual([['2026-02-02']])
    expect(read.histories).toBe(1)
  })

  it('meets who stood open then and has ended since', async () => {
    const at = '2026-04-02T09:00:00+07:00'
    const { desk, read } = await receivedOn({ '2026-03-02': {}, '2026-03-09': {}, '2026-04-01': {} })
    const file = await desk.dossiers.load('2026-03-02')
    if (!file) throw new Error('not put')
    const next = { ...file.dossier, ...ended('2026-04-02'), version: 2, updatedAt: at }
    const said = { key: 'k', body: 'b' }
    await desk.dossiers.commit({
      changes: [record({ next, event: { act: 'approve' } }, file.dossier, given.receptionist, at, said)],
    })
    await countDossiers(desk, ['2026-03-02'])
    Object.assign(read, { histories: 0, heads: 0, books: [] })
    expect(await pages(desk, 'open', 50)).toEqual([['2026-03-09', '2026-03-02']])
    expect([read.books, read.histories]).toEqual([['ended 2026-04-01 2026-04-10', 'late 2026-04-01 2026-04-10'], 1])
  })

  it('ends at once for an agency of which nothing was counted', async () => {
    const { desk } = await receivedOn({})
    expect(await pages(desk, 'open', 50)).toEqual([[]])
  })
})

describe('what was late in a period', () => {
  const due = { dueAt: '2026-03-05T17:00:00+07:00' }

  it('is found however long ago it was received', async () => {
    const { desk } = await receivedOn({ '2021-06-01': due, '2026-02-02': due })
    const found = await findLate(desk, [given.ward], march)
    expect(found === 'too-many' || found.found.map(({ thing }) => thing.dossier).sort()).toEqual([
      '2021-06-01',
      '2026-02-02',
    ])
  })

  it('is found by what ended late and what stands late, and no other history is read', async () => {
    const { desk, read } = await receivedOn({ '2021-06-01': {}, '2025-02-02': {}, '2026-02-02': due })
    await findLate(desk, [given.ward], march)
    expect([read.books, read.histories]).toEqual([['late 2026-03-01 2026-03-31'], 1])
  })

  it('is found where it has ended since, and of what ended in its time since nothing is read', async () => {
    const all = await receivedOn({ '2026-02-02': due, '2026-03-02': {}, '2026-03-03': {} })
    const end = async (id: string, day: string, change: Partial<Dossier>) => {
      const file = await all.desk.dossiers.load(id)
      if (!file) throw new Error(`no ${id}`)
      const at = `${day}T09:00:00+07:00`
      const ended = { status: 'processed', clock: 'stopped', finishedAt: at, version: 2, updatedAt: at } as const
      const next = { ...file.dossier, ...change, ...ended }
      const said = { key: `end-${id}`, body: 'b' }
      const made = record({ next, event: { act: 'approve' } }, file.dossier, given.chair, at, said)
      await all.desk.dossiers.commit({ changes: [made] })
      await countDossiers(all.desk, [id])
    }
    await end('2026-02-02', '2026-04-03', { class: 'overdue' })
    await end('2026-03-02', '2026-04-02', { class: 'early' })
    Object.assign(all.read, { histories: 0, heads: 0, books: [] })
    const late = async () => {
      const found = await findLate(all.desk, [given.ward], march)
      return found === 'too-many' || found.found.map(({ thing }) => thing.dossier)
    }
    expect(await late()).toEqual(['2026-02-02'])
    const books = ['late 2026-03-01 2026-03-31', 'late 2026-04-01 2026-04-10']
    expect([all.read.books, all.read.histories]).toEqual([books, 1])
    expect(await pages(all.desk, 'open-late', 1)).toEqual([['2026-02-02']])
  })

  it('is found where it was late then and ended in a longer time since', async () => {
    const all = await receivedOn({ '2026-02-02': due })
    const [extendedAt, endedAt] = ['2026-04-01T09:00:00+07:00', '2026-04-03T09:00:00+07:00']
    const { dossier } = (await all.desk.dossiers.load('2026-02-02')) ?? {}
    if (!dossier) throw new Error('no dossier')
    const longer = { ...dossier, dueAt: later, version: 2, updatedAt: extendedAt }
    const extended = record({ next: longer, event: { act: 'extend' } }, dossier, given.chair, extendedAt, {
      ...{ key: 'x', body: 'b' },
    })
    const ended = { status: 'processed', clock: 'stopped', class: 'early', finishedAt: endedAt, version: 3 } as const
    const next = { ...extended.dossier, ...ended, updatedAt: endedAt }
    const last = record({ next, event: { act: 'approve' } }, extended.dossier, given.chair, endedAt, {
      ...{ key: 'y', body: 'b' },
    })
    await all.desk.dossiers.commit({ changes: [extended] })
    await all.desk.dossiers.commit({ changes: [last] })
    await countDossiers(all.desk, ['2026-02-02'])
    const found = await findLate(all.desk, [given.ward], march)
    expect(found === 'too-many' || found.found.map(({ thing }) => thing.dossier)).toEqual(['2026-02-02'])
  })
})
