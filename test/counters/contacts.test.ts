import { describe, expect, it } from 'vitest'
import type { Channel } from '../../shared/catalogue/procedure.ts'
import { lineAt } from '../../shared/counters/places.ts'
import { perform } from '../../shared/desk/dossiers/perform.ts'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import { tracedColumn, traceFigures } from '../../shared/desk/figures/trace-figures.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import { lineReports } from '../../shared/reports/figures/figures-definitions.ts'
import { workerDesk } from '../desk/worker-desk.ts'
import * as given from '../given.ts'
import { emptyCounterStore, memoryCounters } from '../memory/counters.ts'
import { comparedBySql } from './by-sql.ts'

const march = { from: '2026-03-01', to: '2026-03-31' }
const ask: Act = { act: 'ask-supplement', reason: 'Thiếu', papers: ['Giấy'] }

/** Dossiers that were asked for papers so many times each, and then approved; those that are late a month after their day. */
async function resolved(
  wishes: readonly { id: string; channel: Channel; asked: number; late?: true; back?: 'counter' | 'online' }[],
) {
  const all = await workerDesk()
  const store = emptyCounterStore()
  const desk = { ...all.desk, counters: memoryCounters(store) }
  const plan = { ...given.homePlan, supplementLimit: 5 }
  for (const { id, channel, asked, late, back } of wishes) {
    all.clock.at = given.tuesday
    const head = {
      code: `mã-${id}`,
      acceptedAt: given.tuesday,
      dueAt: late ? '2026-03-10T10:00:00+07:00' : '2026-05-13T09:00:00+07:00',
    }
    await all.put(
      { id, channel, status: 'accepted', clock: 'running', step: 1, ...(back && { returnBy: back }), ...head },
      { plan },
    )
    await all.desk.prints.enter({ agency: given.ward, at: given.tuesday, dossier: id })
    await all.desk.scans.reserve(id, given.scan({ n: 1, role: 'result' }))
    const act = async (what: Act, person: typeof given.handler) => {
      const { version } = await all.dossier(id)
      const done = await perform(desk, person, id, what, { version, key: `khoa-${version}` })
      if (!done || isObjection(done)) throw new Error(JSON.stringify(done))
    }
    await act({ act: 'pass-on' }, given.receptionist)
    for (let n = 0; n < asked; n += 1) {
      await act(ask, given.handler)
      await act({ act: 'supplement' }, given.receptionist)
    }
    if (late) all.clock.at = '2026-03-20T09:00:00+07:00'
    await act({ act: 'pass-on' }, given.handler)
    await act({ act: 'approve', resultScan: 1, resultNumber: `${id}/QĐ` }, given.chair)
    if (back) await act({ act: 'return', by: back, ...given.tookIt }, given.receptionist)
  }
  await countDossiers(
    desk,
    wishes.map(({ id }) => id),
  )
  return { ...all, desk, store }
}

const wishes = [
  { id: 'a', channel: 'direct', asked: 0 },
  { id: 'b', channel: 'direct', asked: 1, back: 'online' },
  { id: 'c', channel: 'online', asked: 2, back: 'online' },
  { id: 'd', channel: 'online', asked: 3, late: true, back: 'counter' },
  { id: 'e', channel: 'postal', asked: 0, late: true },
] as const

describe('a dossier that was asked for papers', () => {
  it('is counted once, when it is resolved, under how often it was asked', async () => {
    const { desk } = await resolved(wishes)
    const [line] = await desk.counters.lines(given.ward, march)
    expect(line?.flows).toMatchObject({
      ...{ 'supplements-asked': 6, 'asked-once': 1, 'asked-often': 2, 'asked-often-in-time': 1 },
      ...{ overdue: 2, 'overdue-online': 1 },
      ...{ 'returned-counter': 1, 'returned-online': 2, 'online-throughout': 1 },
    })
  })

  it('is counted the same by SQL over the acts, and a figure that differs is named', async () => {
    const { desk, store } = await resolved(wishes)
    for (const wrong of [undefined, 'ao', 'am', 'ai', 'vo', 'qn', 'rn', 'oo'] as const) {
      const { differences } = await comparedBySql(
        desk,
        wishes.map(({ id }) => id),
        store,
        (mark, value) => (mark.startsWith(wrong ?? '-') ? value + 1 : value),
      )
      const marks = new Set(differences.map(({ mark }) => mark.slice(0, 2)))
      expect([...marks]).toEqual(wrong === undefined ? [] : [wrong])
      for (const { place } of differences) expect(lineAt(place).line.kind).toBe('whole')
    }
  })

  it('is found behind the column that counts it', async () => {
    const { desk } = await resolved(wishes)
    const behind = async (report: string, column: string) => {
      const traced = tracedColumn(
        lineReports.find(({ id }) => id === report),
        column,
      )
      if (!traced) throw new Error(column)
      const { rows } = await traceFigures(desk, { agency: given.ward, ...march }, traced, 50)
      return rows.map(({ dossier }) => dossier.id)
    }
    expect(await behind('requests', 'asked')).toEqual(['b', 'c', 'd'])
    expect(await behind('requests', 'asked-often')).toEqual(['c', 'd'])
    expect(await behind('channels', 'online-overdue')).toEqual(['d'])
    expect(await behind('channels', 'returned-online')).toEqual(['b', 'c'])
    expect(await behind('channels', 'online-throughout')).toEqual(['c'])
  })
})
