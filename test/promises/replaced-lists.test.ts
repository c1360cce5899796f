import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReports } from '../../shared/aws/figures/reports.ts'
import { createPayments } from '../../shared/aws/money/payments.ts'
import type { Table } from '../../shared/aws/table/table.ts'
import type { OverdueRow } from '../../shared/ports.ts'
import { freshId } from './samples.ts'
import { startTable, type TableStore } from './stores.ts'

let store: TableStore
beforeAll(async () => {
  store = await startTable()
})
afterAll(() => store.stop())

/** The same table for a writer that is no more after so many calls. */
function killedAfter(calls: number): Table {
  let left = calls
  const db = new Proxy(store.table.db, {
    get(target, name) {
      if (name !== 'send') return Reflect.get(target, name)
      return (...said: Parameters<typeof target.send>) => {
        left -= 1
        return left < 0 ? Promise.reject(new Error('killed')) : target.send(...said)
      }
    },
  })
  return { ...store.table, db }
}

describe('a list that takes the place of another', () => {
  it.each([1, 2, 3])(
    'of a statement is the one before or the new one, never both, when its writer is killed after %i writes',
    async (calls) => {
      const day = `2026-03-${freshId()}`
      const rowsOf = (amountVnd: number) => Array.from({ length: 900 }, (_, n) => ({ reference: `GD${n}`, amountVnd }))
      const handed = (n: number) =>
        ({ day, source: 'vnpay', n, by: 'cb', at: '', id: `${n}`, body: `${n}`, count: 900, totalVnd: 0 }) as const
      const { keepStatement, statements } = createPayments(store.table)
      await keepStatement(handed(1), rowsOf(1))
      const killed = createPayments(killedAfter(calls)).keepStatement(handed(2), rowsOf(2))
      await expect(killed).rejects.toThrow('killed')
      expect(await statements(day)).toEqual({ vnpay: rowsOf(1) })
      await keepStatement(handed(2), rowsOf(2))
      expect(await statements(day)).toEqual({ vnpay: rowsOf(2) })
    },
  )

  it.each([1])(
    'of what is overdue is the one before or the new one when its writer is killed after %i writes',
    async (calls) => {
      const row = (n: number, remaining: string): OverdueRow => ({
        dossier: `hs${n}`,
        code: `H57.40-260310-${n}`,
        procedure: '1.001193',
        procedureName: 'Đăng ký khai sinh',
        room: 'H57.40/desk',
        dueAt: '2026-03-10T09:00:00+07:00',
        remaining,
        clock: 'whole',
      })
      const agency = `H57.${freshId()}`
      const at = '2026-03-10T06:30:00+07:00'
      const reportOf = (remaining: string) => ({
        ...{ day: '2026-03-10', agency, at, comingDue: [] },
        overdue: Array.from({ length: 900 }, (_, n) => row(n, remaining)),
      })
      const { keep, ofDay } = createReports(store.table)
      await keep(reportOf('cũ'))
      await expect(createReports(killedAfter(calls)).keep(reportOf('mới'))).rejects.toThrow('killed')
      expect(await ofDay('2026-03-10', agency)).toEqual([reportOf('cũ')])
      await keep(reportOf('mới'))
      expect(await ofDay('2026-03-10', agency)).toEqual([reportOf('mới')])
    },
  )
})
