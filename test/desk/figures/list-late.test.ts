import { expect, it } from 'vitest'
import { listLate } from '../../../shared/desk/figures/list-late.ts'
import { handler, ward } from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

it('reads the history of each late dossier of a page once, and no more than a handful at a time', async () => {
  const home = await workerDesk()
  const many = 60
  const dueAt = '2026-01-05T17:00:00+07:00'
  for (let n = 0; n < many; n += 1) await home.put({ id: `hs-${n}`, clock: 'running', dueAt })
  const asked: string[] = []
  let [open, most] = [0, 0]
  const clocked: typeof home.desk.dossiers.clocked = async (id) => {
    asked.push(id)
    open += 1
    most = Math.max(most, open)
    await new Promise((resolve) => setImmediate(resolve))
    open -= 1
    return home.desk.dossiers.clocked(id)
  }
  const desk = { ...home.desk, dossiers: { ...home.desk.dossiers, clocked } }
  const found = await listLate(desk, ward, many)
  expect([found.count, found.rows.length, new Set(asked).size, asked.length]).toEqual([many, many, many, many])
  expect(found.next).toBeUndefined()
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(16)
})

it('says of all how many lie on which desk, and why page by page, what lies longest first, whatever is settled meanwhile', async () => {
  const home = await workerDesk()
  for (let n = 0; n < 7; n += 1) {
    const where = n < 2 ? { holder: handler.unit, officer: handler.id } : {}
    await home.put({ id: `hs-${n}`, clock: 'running', dueAt: `2026-01-0${9 - n}T17:00:00+07:00`, ...where })
  }
  const first = await listLate(home.desk, ward, 3)
  const ids = ({ rows }: typeof first) => rows.map(({ row }) => row.dossier)
  expect([first.count, first.desks.map(({ officer, count }) => [officer, count])]).toEqual([
    7,
    [
      [undefined, 5],
      [handler.id, 2],
    ],
  ])
  expect(ids(first)).toEqual(['hs-6', 'hs-5', 'hs-4'])
  // One that was read already is settled before the next page is asked for.
  await home.put({ id: 'hs-6', status: 'returned', clock: 'stopped', version: 2 })
  const second = await listLate(home.desk, ward, 3, first.next)
  expect([second.count, ids(second)]).toEqual([6, ['hs-3', 'hs-2', 'hs-1']])
  const third = await listLate(home.desk, ward, 3, second.next)
  expect([ids(third), third.next]).toEqual([['hs-0'], undefined])
})
