import { expect, it } from 'vitest'
import { listLate } from '../../shared/desk/list-late.ts'
import { ward } from '../given.ts'
import { workerDesk } from './worker-desk.ts'

it('reads the history of each late dossier once, and no more than a handful at a time', async () => {
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
  const found = await listLate({ ...home.desk, dossiers: { ...home.desk.dossiers, clocked } }, ward)
  expect([found.count, found.rows.length, new Set(asked).size, asked.length]).toEqual([many, many, many, many])
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(16)
})
