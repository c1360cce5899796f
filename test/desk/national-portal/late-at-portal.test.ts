import { expect, it } from 'vitest'
import { lateAtPortal } from '../../../shared/desk/national-portal/late-at-portal.ts'
import { directory } from '../../../shared/desk/surroundings.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import type { Ending } from '../../../shared/dossier/history/sync-line.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const dueAt = '2026-03-12T09:00:00+07:00'
const later = '2026-03-12T15:00:00+07:00'

async function unsent(change: Partial<Dossier>, unsentSince: string | undefined = '2026-03-12T08:30:00+07:00') {
  const all = await workerDesk()
  await all.put({ code: 'H57.40-260310-0001', dueAt, status: 'returned', clock: 'stopped', ...change })
  const owed = { n: 1, at: unsentSince }
  await all.desk.syncLedger.keep({ dossier: 'hs', revision: 0, owed, unsentSince })
  return all.desk
}

const late = async (desk: Awaited<ReturnType<typeof unsent>>, agency: string, at: string) =>
  lateAtPortal(desk, agency, at, await directory(desk))

it('names what was done in time and is shown late, because the portal was not told', async () => {
  const desk = await unsent({ finishedAt: '2026-03-12T08:30:00+07:00' })
  expect(await late(desk, given.ward, later)).toMatchObject({
    count: 1,
    rows: [{ dossier: 'hs', dueAt, keptAt: '2026-03-12T08:30:00+07:00' }],
    isMore: false,
  })
  expect((await late(desk, given.department, later)).rows).toEqual([])
})

it('is silent about what officers made late, about what is still open, and before the due moment', async () => {
  const people = await unsent({ finishedAt: '2026-03-12T10:00:00+07:00' })
  expect((await late(people, given.ward, later)).rows).toEqual([])
  const open = await unsent({ status: 'in-progress', clock: 'running' })
  expect((await late(open, given.ward, later)).rows).toEqual([])
  const early = await unsent({ finishedAt: '2026-03-12T08:30:00+07:00' })
  expect((await late(early, given.ward, '2026-03-12T08:45:00+07:00')).rows).toEqual([])
})

it('finds all of them among whatever else waits for the portal and longer, and reads no head that its place rules out', async () => {
  const finishedAt = '2026-03-12T08:30:00+07:00'
  const desk = await unsent({ finishedAt })
  const ended: Ending = { agency: given.ward, day: '2026-03-12', dueAt }
  const others: readonly (Ending | 'not-yet')[] = [
    { ...ended, agency: given.department },
    { ...ended, dueAt: '2026-05-12T09:00:00+07:00' },
    'not-yet',
  ]
  const owe = (dossier: string, unsentSince: string, said: Ending | 'not-yet') =>
    desk.syncLedger.keep({ dossier, revision: 0, owed: { n: 1, at: unsentSince }, unsentSince, ended: said })
  for (let n = 0; n < 330; n += 1)
    await owe(`khac-${n}`, '2026-03-01T08:00:00+07:00', others[n % others.length] ?? 'not-yet')
  const record = desk.store.records.get('hs')
  if (!record) throw new Error('not put')
  for (let n = 1; n <= 310; n += 1) {
    const id = `hs-${String(n).padStart(3, '0')}`
    desk.store.records.set(id, { ...record, dossier: { ...record.dossier, id } })
    await owe(id, '2026-03-12T08:31:00+07:00', ended)
  }
  const read: string[] = []
  const { heads } = desk.dossiers
  desk.dossiers.heads = async (ids) => {
    read.push(...ids)
    return heads(ids)
  }
  const { count, rows, isMore } = await late(desk, given.ward, later)
  expect([count, rows.length, rows[0]?.dossier, isMore]).toEqual([311, 300, 'hs', true])
  expect([read.length, read.filter((id) => id.startsWith('khac'))]).toEqual([311, []])
})

it('does not name what the portal has learned of, though too late, when it is owed something else', async () => {
  const desk = await unsent({ finishedAt: '2026-03-12T08:30:00+07:00' })
  const line = await desk.syncLedger.line('hs')
  if (!line) throw new Error('no line')
  const whole = { dueAt, keptAt: '2026-03-12T08:30:00+07:00', toldAt: later, late: 'synchronisation' } as const
  await desk.syncLedger.keep({ ...line, whole })
  expect(await late(desk, given.ward, later)).toEqual({ count: 0, rows: [], isMore: false })
})
