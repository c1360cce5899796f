import { describe, expect, it } from 'vitest'
import { addDays, earlier } from '../../../shared/calendar/day.ts'
import { reconcileNightly } from '../../../shared/desk/money/run-reconciliation.ts'
import { takePaymentNews } from '../../../shared/desk/money/take-payment-news.ts'
import { workPayments } from '../../../shared/desk/money/work-payments.ts'
import { begun, newsOf, owing } from './payments-given.ts'

const day = '2026-03-10'

/** Paid on that day, and which days the book was read of since. */
async function paidThen() {
  const world = await owing()
  const attempt = await begun(world, 'vnpay')
  const read: string[] = []
  const { payments } = world.desk
  const desk = {
    ...world.desk,
    payments: {
      ...payments,
      rowsOf: async (on: string) => {
        read.push(on)
        return payments.rowsOf(on)
      },
    },
  }
  const pay = async () => {
    const news = newsOf(attempt)
    world.desk.gateways.vnpay.told.set(attempt.reference, news)
    await takePaymentNews(world.desk, 'vnpay', news)
    await workPayments(world.desk, { kind: 'doorbell', dossier: 'hs', n: 2 })
  }
  const night = async (at: string) => {
    world.clock.at = at
    read.length = 0
    const made = await reconcileNightly(desk)
    return { made, read: [...new Set(read)] }
  }
  return { ...world, desk, read, pay, night }
}

describe('days that no night saw, because nothing ran for longer than nights look back', () => {
  it('get their lists with the first night after it, and no other day is read again', async () => {
    const { desk, pay, night } = await paidThen()
    await night('2026-03-10T01:00:00+07:00')
    await pay()
    expect((await night('2026-03-27T01:40:00+07:00')).made).toBe(0)
    expect(await desk.payments.reconciliation(day)).toMatchObject({ paidVnd: 65_000, paidCount: 1, differences: [] })
    const listed = await desk.payments.reconciledDays(99)
    const every = Array.from({ length: 24 }, (_, back) => addDays('2026-03-26', -back))
    expect(listed).toEqual(every)
    expect((await night('2026-03-28T01:40:00+07:00')).read).toHaveLength(7)
  })

  it('get them where money was taken on the very first day, before any night', async () => {
    const { desk, pay, night } = await paidThen()
    expect((await night('2026-03-10T00:10:00+07:00')).made).toBe('done-before')
    await pay()
    await night('2026-04-20T08:00:00+07:00')
    expect(await desk.payments.reconciliation(day)).toMatchObject({ paidCount: 1 })
  })

  it('get them also where the stop was before it was remembered how far the lists go', async () => {
    const { desk, pay, night } = await paidThen()
    const empty = { at: '2026-03-08T01:00:00+07:00', paidVnd: 0, paidCount: 0, refundedVnd: 0 }
    await desk.payments.keepReconciliation({ ...empty, day: '2026-03-07', statements: [], differences: [] })
    await desk.marks.setValue('RECONCILED-ON', '2026-03-08')
    await pay()
    await night('2026-03-27T01:40:00+07:00')
    expect(await desk.payments.reconciliation(day)).toMatchObject({ paidCount: 1 })
    expect(await desk.payments.reconciliation('2026-03-07')).toMatchObject({ at: empty.at })
  })

  it('are gone on with by the next run, and by the next night, where they are more than one can list', async () => {
    const { desk, clock, pay, night } = await paidThen()
    await night('2026-03-10T01:00:00+07:00')
    await pay()
    const { statements } = desk.payments
    desk.payments.statements = async (on) => {
      clock.at = earlier(clock.at, -30)
      return statements(on)
    }
    const said: unknown[] = []
    const days = new Map<string, number>()
    for (const at of ['2026-06-01T01:00:00+07:00', '2026-06-01T01:05:00+07:00', '2026-06-02T01:00:00+07:00']) {
      const { made, read } = await night(at)
      said.push(made)
      for (const on of read) days.set(on, (days.get(on) ?? 0) + 1)
    }
    expect(said).toEqual(['goes-on', 'goes-on', 'goes-on'])
    let runs = 0
    for (; (await night(`2026-06-02T02:${String(runs * 2).padStart(2, '0')}:00+07:00`)).made === 'goes-on'; runs += 1)
      expect(runs).toBeLessThan(25)
    const listed = await desk.payments.reconciledDays(999)
    expect(listed).toEqual(Array.from({ length: listed.length }, (_, back) => addDays('2026-06-01', -back)))
    expect(listed).toContain(day)
    // Once each, but those that two nights look back on.
    expect([...days].filter(([on, times]) => on < '2026-05-20' && times > 1)).toEqual([])
  })
})
