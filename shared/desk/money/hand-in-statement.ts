import { createHash } from 'node:crypto'
import type { Person } from '../../access/person.ts'
import type { Day } from '../../calendar/day.ts'
import { digestOf, keyOf } from '../../dossier/history/history.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import type { HandedIn, StatementRow, StatementSource } from '../../messages/reconciliation.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'
import { renewListOf } from './lists-to-renew.ts'

/**
 * Bảng kê handed in by an accountant; the night's run holds the day's list against the newest of each source. Who handed it
 * in and when stands with it, and the one before can still be read. With the same key it is one. Throws Outage.
 */
export function handInStatement(
  desk: Pick<Desk, 'payments' | 'marks' | 'now' | 'pause' | 'chance'>,
  person: Person,
  said: { day: Day; source: StatementSource; rows: readonly StatementRow[] },
  key: string,
): Promise<HandedIn | Objection> {
  const { day, source, rows } = said
  const id = createHash('sha256').update(keyOf(person, key)).digest('hex').slice(0, 26)
  const body = digestOf(rows)
  return retrying(desk, async () => {
    const ofDay = await desk.payments.handedIn(day)
    const known = ofDay.filter((one) => one.source === source)
    const before = ofDay.find((one) => one.id === id)
    if (before) {
      // Whoever said it first may have ended before the day was put down to be listed anew.
      await renewListOf(desk, day)
      return { answer: before.source === source && before.body === body ? before : object('key-reused') }
    }
    const totalVnd = rows.reduce((sum, { amountVnd }) => sum + amountVnd, 0)
    const of = { day, source, n: known.length + 1, by: person.id, at: desk.now() }
    const handed = { ...of, id, body, count: rows.length, totalVnd }
    if (!(await desk.payments.keepStatement(handed, rows))) return 'again'
    await renewListOf(desk, day)
    return { answer: handed }
  })
}
