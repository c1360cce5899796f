import { describe, expect, it } from 'vitest'
import { countDossiers } from '../../shared/desk/count-dossiers.ts'
import { findLate } from '../../shared/desk/find-late.ts'
import type { TracedColumn } from '../../shared/desk/stands-behind.ts'
import { tracedColumn, traceFigures } from '../../shared/desk/trace-figures.ts'
import type { Dossier } from '../../shared/dossier/dossier.ts'
import { lineReports } from '../../shared/reports/figures-definitions.ts'
import * as given from '../given.ts'
import { memoryCounters } from '../memory/counters.ts'
import { workerDesk } from './worker-desk.ts'

const march = { agency: given.ward, from: '2026-03-01', to: '2026-03-31' }
const now = '2026-04-10T09:00:00+07:00'
const later = '2026-05-20T09:00:00+07:00'

/** Dossiers by the day on which they were accepted: open and due much later, or as it is said. */
async function receivedOn(days: Readonly<Record<string, Partial<Dossier>>>) {
  const all = await workerDesk()
  const read = { histories: 0, walks: [] as string[] }
  const counters = memoryCounters()
  const desk = {
    ...all.desk,
    counters,
    dossiers: {
      ...all.desk.dossiers,
      history: async (id: string) => {
        read.histories += 1
        return all.desk.dossiers.history(id)
      },
    },
    prints: {
      ...all.desk.prints,
      walkReceived: (agency: string, from: string, to: string) => {
        read.walks.push(from)
        return all.desk.prints.walkReceived(agency, from, to)
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
    await desk.prints.enter({ agency: given.ward, at, dossier: day })
  }
  all.clock.at = now
  await countDossiers(desk, Object.keys(days))
  read.histories = 0
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
  it('reaches to the first day anything was counted, what is near coming first', async () => {
    const { desk } = await receivedOn({ '2019-07-01': {}, '2023-02-14': {}, '2025-12-30': {}, '2026-03-02': {} })
    const lines = await desk.counters.lines(given.ward, march)
    const all = await pages(desk, 'open', 1)
    expect(all.flat()).toEqual(['2025-12-30', '2026-03-02', '2019-07-01', '2023-02-14'])
    expect(lines.reduce((sum, { end }) => sum + end.open, 0)).toBe(all.flat().length)
    expect(Math.max(...all.map(({ length }) => length))).toBe(1)
  })

  it('passes by its head alone what ended before the period and was not touched since', async () => {
    const ended = { status: 'returned', clock: 'stopped', class: 'early' } as const
    const years = Array.from({ length: 5 }, (_, n) => `${2019 + n}-05-06`)
    const days = years.map((day) => [day, { ...ended, finishedAt: `${day}T09:00:00+07:00` }] as const)
    const { desk, read } = await receivedOn({ ...Object.fromEntries(days), '2018-01-02': {} })
    expect((await pages(desk, 'open', 50)).flat()).toEqual(['2018-01-02'])
    expect(read.histories).toBe(1)
  })

  it('looks for nothing before the period where a thing stands on the day it came', async () => {
    const { desk, read } = await receivedOn({ '2019-07-01': {}, '2026-03-02': {} })
    expect(await pages(desk, 'online', 50)).toEqual([['2026-03-02']])
    expect([read.walks, read.histories]).toEqual([['2026-03-01'], 1])
  })

  it('reads nothing where the figures know of nobody', async () => {
    const { desk, read } = await receivedOn({ '2019-07-01': {}, '2026-03-02': {} })
    for (const column of ['overdue', 'early', 'open-late']) expect(await pages(desk, column, 50)).toEqual([[]])
    expect([read.walks, read.histories]).toEqual([[], 0])
  })

  it('looks no further than the figures know of any', async () => {
    const due = { dueAt: '2026-03-05T17:00:00+07:00' }
    const { desk, read } = await receivedOn({ '2019-07-01': {}, '2026-02-02': due, '2026-03-02': {} })
    expect(await pages(desk, 'open-late', 50)).toEqual([['2026-02-02']])
    expect([read.walks, read.histories]).toEqual([['2025-01-25'], 1])
  })

  it('passes by its head alone what had ended by the last day, where it asks for what stood open', async () => {
    const ended = {
      status: 'returned',
      clock: 'stopped',
      class: 'early',
      finishedAt: '2026-03-31T09:00:00+07:00',
    } as const
    const moved = { updatedAt: '2026-04-02T09:00:00+07:00' }
    const { desk, read } = await receivedOn({ '2026-03-02': { ...ended, ...moved }, '2026-03-09': {} })
    expect(await pages(desk, 'open', 50)).toEqual([['2026-03-09']])
    expect(read.histories).toBe(1)
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
    const found = await findLate(desk, given.ward, march)
    expect(found === 'too-many' || found.found.map(({ dossier }) => dossier).sort()).toEqual([
      '2021-06-01',
      '2026-02-02',
    ])
  })

  it('is not looked for further back than the figures know of any', async () => {
    const { desk, read } = await receivedOn({ '2021-06-01': {}, '2026-02-02': due })
    await findLate(desk, given.ward, march)
    expect(read.walks).toHaveLength(1)
  })
})
