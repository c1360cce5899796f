import { expect, it } from 'vitest'
import { lateAtPortal } from '../../shared/desk/late-at-portal.ts'
import type { Dossier } from '../../shared/dossier/dossier.ts'
import * as given from '../given.ts'
import { workerDesk } from './worker-desk.ts'

const dueAt = '2026-03-12T09:00:00+07:00'
const later = '2026-03-12T15:00:00+07:00'

async function unsent(change: Partial<Dossier>, unsentSince: string | undefined = '2026-03-12T08:30:00+07:00') {
  const all = await workerDesk()
  await all.put({ code: 'H57.40-260310-0001', dueAt, status: 'returned', clock: 'stopped', ...change })
  const owed = { n: 1, at: unsentSince }
  await all.desk.syncLedger.keep({ dossier: 'hs', revision: 0, owed, unsentSince })
  return all.desk
}

it('names what was done in time and is shown late, because the portal was not told', async () => {
  const desk = await unsent({ finishedAt: '2026-03-12T08:30:00+07:00' })
  expect(await lateAtPortal(desk, given.ward, later)).toMatchObject({
    rows: [{ dossier: 'hs', dueAt, keptAt: '2026-03-12T08:30:00+07:00' }],
    isMore: false,
  })
  expect((await lateAtPortal(desk, given.department, later)).rows).toEqual([])
})

it('is silent about what officers made late, about what is still open, and before the due moment', async () => {
  const people = await unsent({ finishedAt: '2026-03-12T10:00:00+07:00' })
  expect((await lateAtPortal(people, given.ward, later)).rows).toEqual([])
  const open = await unsent({ status: 'in-progress', clock: 'running' })
  expect((await lateAtPortal(open, given.ward, later)).rows).toEqual([])
  const early = await unsent({ finishedAt: '2026-03-12T08:30:00+07:00' })
  expect((await lateAtPortal(early, given.ward, '2026-03-12T08:45:00+07:00')).rows).toEqual([])
})
