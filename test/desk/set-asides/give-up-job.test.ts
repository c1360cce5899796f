import { describe, expect, it } from 'vitest'
import { newRun } from '../../../shared/catalogue/import-run.ts'
import { findArchiveJob } from '../../../shared/desk/audit/archive-job.ts'
import { workArchive } from '../../../shared/desk/audit/work-archive.ts'
import { startImport } from '../../../shared/desk/keeping/keep-imports.ts'
import { askReport, readReport } from '../../../shared/desk/reports/ask-report.ts'
import { workReport } from '../../../shared/desk/reports/work-report.ts'
import { setAsideDeadLetters } from '../../../shared/desk/set-asides/set-aside.ts'
import { redriveAside } from '../../../shared/desk/set-asides/set-asides.ts'
import type { AsideQueue } from '../../../shared/messages/aside.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { askArchive } from '../audit/asked-archive.ts'
import { workerDesk } from '../worker-desk.ts'

const place = { at: given.tuesday, id: 'm-1' }
const later = '2026-03-10T11:00:00+07:00'

/** What was rung for last, tried as often as it may be. */
async function home() {
  const all = await workerDesk()
  const { desk } = all
  await all.put({ id: 'hs', status: 'in-progress', code: 'H57.40-260310-0001' })
  const giveUp = async (over: Partial<typeof desk> = {}) => {
    const { queue, message } = desk.doorbells.rung.at(-1) ?? {}
    const letter = { id: 'm-1', queue: `${queue}queue-dead`, body: JSON.stringify(message), sentAt: given.tuesday }
    const lying = new Set([letter])
    const take = async () => [...lying].map((one) => ({ letter: one, done: async () => void lying.delete(one) }))
    await setAsideDeadLetters({ ...desk, ...over, deadLetters: [take] })
  }
  const redrive = (queue: AsideQueue) => redriveAside(desk, queue, place, 'cb-1')
  return { ...all, giveUp, redrive }
}

describe('an archive whose letter was set aside', () => {
  const asked = async () => {
    const all = await home()
    const { id = '' } = (await askArchive(all.desk, given.chair, 'hs', 'complaint')) ?? {}
    await all.giveUp()
    return { ...all, id, job: () => findArchiveJob(all.desk, id) }
  }

  it('says so to whoever asks how far it is', async () => {
    const { job } = await asked()
    expect(await job()).toMatchObject({ state: 'failed', failure: 'set-aside', endedAt: given.tuesday })
  })
  it('is packed when the letter is sent again, and says nothing of it any more', async () => {
    const { desk, id, job, redrive } = await asked()
    await redrive('archives')
    expect(desk.doorbells.rung.at(-1)?.message).toEqual({ kind: 'archive', id })
    expect(await workArchive(desk, id)).toBe('ready')
    expect(await job()).toMatchObject({ state: 'ready', size: expect.any(Number) })
    expect(await job()).not.toHaveProperty('failure')
  })
  it('begins anew when it is asked for again', async () => {
    const { desk, clock, id } = await asked()
    clock.at = later
    expect(await askArchive(desk, given.chair, 'hs', 'complaint')).toMatchObject({
      id,
      state: 'queued',
      askedAt: later,
    })
    expect(await workArchive(desk, id)).toBe('ready')
  })
  it('stays packed when an older letter of it is given up', async () => {
    const { desk, id, job, giveUp } = await asked()
    await workArchive(desk, id)
    await giveUp()
    expect(await job()).toMatchObject({ state: 'ready' })
  })
})

describe('a report whose letter was set aside', () => {
  const wish = { kind: 'register', agency: given.ward, from: '2026-03-01', to: '2026-03-10', format: 'json' } as const
  const asked = async () => {
    const all = await home()
    const ask = async () => {
      const job = await askReport(all.desk, given.chair, wish, { key: 'bao-cao' })
      return 'id' in job ? job.id : ''
    }
    const id = await ask()
    await all.giveUp()
    return { ...all, ask, id, job: () => readReport(all.desk, given.chair, id) }
  }

  it('says so to whoever asks how far it is', async () => {
    const { job } = await asked()
    expect(await job()).toMatchObject({ state: 'failed', failure: 'set-aside', endedAt: given.tuesday })
  })
  it('is made when the letter is sent again, and says nothing of it any more', async () => {
    const { desk, id, job, redrive } = await asked()
    await redrive('reporting')
    expect(await workReport(desk, id)).toBe('ready')
    expect(await job()).toMatchObject({ state: 'ready' })
    expect(await job()).not.toHaveProperty('failure')
  })
  it('begins anew when it is asked for again', async () => {
    const { desk, clock, ask, id, job } = await asked()
    clock.at = later
    expect(await ask()).toBe(id)
    expect(await job()).toMatchObject({ state: 'queued', askedAt: later })
    expect(await workReport(desk, id)).toBe('ready')
  })
})

describe('an import whose letter was set aside', () => {
  const file = { fileName: 'thu-tuc.jsonl', size: 3, sha256: 'a'.repeat(64) }
  const started = async () => {
    const all = await home()
    const by = { kind: 'officer', id: given.handler.id, unit: given.ward } as const
    await all.desk.imports.begin(newRun({ id: 'dot-1', ...file, by, at: given.tuesday }))
    all.desk.imports.upload('dot-1', new Uint8Array(3))
    await startImport(all.desk, 'dot-1')
    return { ...all, run: () => all.desk.imports.find('dot-1') }
  }

  it.each(['queued', 'running'] as const)('that was %s says so, and is started again', async (state) => {
    const { desk, giveUp, run } = await started()
    const seen = await run()
    if (seen) await desk.imports.move({ ...seen, state, revision: seen.revision + 1 }, seen.revision)
    await giveUp()
    expect(await run()).toMatchObject({ state: 'set-aside' })
    expect(await startImport(desk, 'dot-1')).toMatchObject({ state: 'queued' })
    expect(desk.doorbells.rung.at(-1)?.message).toEqual({ kind: 'import', id: 'dot-1' })
  })
  it('stays at its end when it had come there', async () => {
    const { desk, giveUp, run } = await started()
    const seen = await run()
    if (seen) await desk.imports.move({ ...seen, state: 'done', revision: seen.revision + 1 }, seen.revision)
    await giveUp()
    expect(await run()).toMatchObject({ state: 'done' })
  })
})

it('a letter stays among the dead ones until whoever waits is told', async () => {
  const { desk, giveUp } = await home()
  await askArchive(desk, given.chair, 'hs', 'complaint')
  const marks = { ...desk.marks, swapValue: () => Promise.reject(new Outage('the table', undefined)) }
  await expect(giveUp({ marks })).rejects.toThrow(Outage)
  await giveUp()
  expect((await desk.marks.setAsides('archives', 10)).rows).toHaveLength(1)
})
