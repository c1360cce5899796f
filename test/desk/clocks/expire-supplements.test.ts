import { describe, expect, it } from 'vitest'
import { expireSupplements } from '../../../shared/desk/clocks/expire-supplements.ts'
import { handler, ward } from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const due = '2026-04-09T17:00:00+07:00'
const waiting = {
  status: 'supplement-requested',
  supplementStage: 'appraisal',
  clock: 'paused',
  pausedFor: 'supplement',
  supplementDueAt: due,
} as const

describe('the nightly look at supplement requests', () => {
  it('notes each that ran out once, on a desk or in a pool, and nothing twice', async () => {
    const world = await workerDesk('2026-04-10T01:00:00+07:00')
    await world.put({ ...waiting, id: 'hs-quay', holder: `${ward}/desk` })
    await world.put({ ...waiting, id: 'hs-can-bo', holder: `${ward}/office`, officer: handler.id })
    expect(await expireSupplements(world.desk)).toEqual({ foundCount: 2, expiredCount: 2 })
    expect((await world.dossier('hs-can-bo')).supplementExpiredAt).toBe('2026-04-10T01:00:00+07:00')
    expect(await world.acts('hs-quay')).toEqual(['open', 'expire-supplement'])
    expect(await expireSupplements(world.desk)).toEqual({ foundCount: 0, expiredCount: 0 })
    expect(await world.acts('hs-quay')).toHaveLength(2)
  })
  it('is never early: not on the last day itself, though the job may come at any hour', async () => {
    const world = await workerDesk(due)
    await world.put({ ...waiting, holder: `${ward}/desk` })
    expect(await expireSupplements(world.desk)).toEqual({ foundCount: 0, expiredCount: 0 })
    world.clock.at = '2026-04-09T17:00:01+07:00'
    expect(await expireSupplements(world.desk)).toEqual({ foundCount: 1, expiredCount: 1 })
  })
  it('waits when the last day was declared off meanwhile, by storm or flood', async () => {
    const world = await workerDesk('2026-04-10T01:00:00+07:00')
    await world.put({ ...waiting, holder: `${ward}/desk` })
    await world.desk.catalogue.declare({
      n: 1,
      scope: ward,
      days: [{ on: '2026-04-09', kind: 'off' }],
      seasons: [],
      source: 'Bão',
      at: '2026-04-09T07:00:00+07:00',
      by: { id: 'cb-1', unit: `${ward}/leaders` },
      key: 'k',
      body: 'b',
    })
    expect(await expireSupplements(world.desk)).toEqual({ foundCount: 1, expiredCount: 0 })
    world.clock.at = '2026-04-11T01:00:00+07:00'
    expect(await expireSupplements(world.desk)).toEqual({ foundCount: 1, expiredCount: 1 })
  })
  it('passes by what was answered, and what still has time', async () => {
    const world = await workerDesk('2026-04-10T01:00:00+07:00')
    await world.put({
      ...waiting,
      id: 'hs-con-han',
      holder: `${ward}/desk`,
      supplementDueAt: '2026-04-10T17:00:00+07:00',
    })
    await world.put({ id: 'hs-dang-lam', holder: `${ward}/desk`, status: 'in-progress', clock: 'running', dueAt: due })
    expect(await expireSupplements(world.desk)).toEqual({ foundCount: 0, expiredCount: 0 })
  })
})
