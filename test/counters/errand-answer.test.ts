import { describe, expect, it } from 'vitest'
import { openHistory } from '../../infra/recount/history-db.ts'
import { addDays, dayOf } from '../../shared/calendar/day.ts'
import { reckonDue } from '../../shared/calendar/due.ts'
import type { Counted, Entry } from '../../shared/counters/cells.ts'
import { count } from '../../shared/counters/count.ts'
import { summed } from '../../shared/counters/places.ts'
import { toldBy } from '../../shared/counters/told.ts'
import { clocksOf } from '../../shared/dossier/clocks/clocks.ts'
import type { DossierEvent } from '../../shared/dossier/dossier.ts'
import { chronicle } from '../dossier/chronicle.ts'
import { calendar, citizen, cityHandler, interlinkedPlan, officer, receptionist, tuesday, ward } from '../given.ts'

const parcel = { sheet: '12', number: '34', areaM2: 120, communeCode: '19804', purpose: 'Đất ở' }
const items = [{ kind: 'charge', name: 'Lệ phí trước bạ', amountVnd: 600_000 }] as const
const job = { kind: 'job', id: 'transfers' } as const
const policy = { afterSupplement: 'add', dueAt: 'same-hour' } as const
const sentAt = '2026-03-11T09:00:00+07:00'

/** A part's slip went to the tax office, which answers with what is owed; days later it is paid. */
function answered(at: string, pauseReason?: string) {
  const story = chronicle(interlinkedPlan, tuesday, policy)
  const tell = (
    id: string,
    by: Parameters<typeof story.attempt>[1],
    when: string,
    act: Parameters<typeof story.attempt>[0],
  ) => expect([act.act, story.attempt(act, by, when, id)]).toEqual([act.act, 'done'])
  tell('hs', citizen, tuesday, { act: 'submit' })
  tell('hs', receptionist, tuesday, { act: 'accept' })
  tell('hs', receptionist, tuesday, { act: 'transfer' })
  const part = story.of('hs')?.dossier.child ?? ''
  const reason = pauseReason === undefined ? {} : { pauseReason }
  tell(part, cityHandler, sentAt, {
    act: 'send-out',
    partner: 'tax-office',
    parcel,
    asks: ['registration-charge'],
    ...reason,
  })
  const number = story.of(part)?.dossier.errand?.number ?? ''
  const owed = { notice: 'TB-1', dueOn: '2026-08-30', items, payee: 'KBNN' } as const
  const before = figures(story, part)
  tell(part, job, at, { act: 'errand-answered', number, ...owed })
  return { story, part, tell, before, after: figures(story, part) }
}

/** Where open work lies, and every number that SQL over the histories finds otherwise. */
function figures(
  story: ReturnType<typeof chronicle>,
  part: string,
  asWritten = (event: DossierEvent): DossierEvent => event,
) {
  const entries: Entry[] = []
  const marks: Counted[] = []
  const db = openHistory()
  for (const id of ['hs', part]) {
    const file = story.of(id)
    if (!file) throw new Error('gone')
    let mark: Counted | undefined
    for (const told of toldBy(file.dossier, file.events)) {
      const step = count(mark, told, 'HT')
      mark = step.counted
      entries.push(...step.entries)
    }
    if (mark) marks.push(mark)
    db.head(file.dossier, 'HT')
    for (const event of file.events) db.event(asWritten(event))
    db.counted(id, file.dossier.version)
  }
  for (const { agency, place, mark, add } of summed(entries)) db.cell(agency, place, mark, add)
  const { differences } = db.compare()
  db.close()
  const desks = summed(entries).filter(({ place }) => place.startsWith('D#'))
  const moneys = entries.flatMap((entry) =>
    entry.book === 'lines' && /paid|payments|refund/.test(entry.measure) ? [`${entry.measure} ${entry.add}`] : [],
  )
  return { marks, differences, moneys, desks: desks.map(({ place, add }) => `${place.split('#')[1]} ${add}`).sort() }
}

const march12 = '2026-03-12T09:00:00+07:00'
/** Long after the limit had run out. */
const july = '2026-07-01T09:00:00+07:00'

describe('an answer that starts the payer’s waiting', () => {
  it.each([
    ['in time, while the clock ran', march12, undefined],
    ['in time, while it stood for the office', march12, 'tax-assessment'],
    ['late, while the clock ran', july, undefined],
    ['long after, while it stood for the office', july, 'tax-assessment'],
  ])('%s: open work waits, nothing else moves, and SQL finds the same', (_, at, reason) => {
    const { story, part, before, after } = answered(at, reason)
    expect(after.differences).toEqual([])
    expect(after.desks).toEqual(['waiting 1', 'waiting 1'])
    const due = ['hs', part].map((id) => dayOf(story.of(id)?.dossier.dueAt ?? '')).sort()
    expect(before.desks).toEqual(reason === undefined ? due.map((day) => `${day} 1`) : ['waiting 1', 'waiting 1'])
    // Late stays what had run out before the first of the pauses began.
    const stood = reason === undefined ? at : sentAt
    for (const [n, id] of ['hs', part].entries()) {
      const { dueAt = '', pausedAt } = story.of(id)?.dossier ?? {}
      const lateOn = addDays(dayOf(dueAt), 1)
      expect([id, pausedAt, after.marks[n]?.lateOn]).toEqual([id, stood, lateOn <= dayOf(stood) ? lateOn : undefined])
      expect(after.marks[n]?.stands).toMatchObject({ open: 1, 'waiting-money': 1 })
    }
    expect(story.broken).toEqual([])
  })

  it.each([undefined, 'tax-assessment'])(
    'is reckoned anew when it is paid, both pauses in the ledger (%s)',
    (reason) => {
      const { story, part, tell } = answered(march12, reason)
      const paidAt = '2026-03-17T09:00:00+07:00'
      tell('hs', receptionist, paidAt, { act: 'pay', amountVnd: 600_000, method: 'cash' })
      for (const id of ['hs', part]) {
        const file = story.of(id)
        if (!file) throw new Error('gone')
        const clock = clocksOf(file, { calendarOf: () => calendar, policy }).find(({ clock }) =>
          /whole|part/.test(clock),
        )
        const pauses = file.ledger.filter(({ entry }) => entry === 'pause').length
        expect([id, pauses]).toEqual([id, reason === undefined ? 1 : 2])
        expect([id, file.dossier.dueAt]).toEqual([id, clock && reckonDue(clock.question).dueAt])
      }
      const { differences, desks } = figures(story, part)
      expect([differences, desks.some((desk) => desk.startsWith('waiting'))]).toEqual([[], false])
      expect(story.broken).toEqual([])
    },
  )

  it('is paid to the state budget, and is no fee of any agency, nor is what the budget gives back', () => {
    const { story, part, tell } = answered(march12)
    const paidAt = '2026-03-17T09:00:00+07:00'
    const fee = { kind: 'fee', name: 'Phí', amountVnd: 65_000 } as const
    const cashier = officer(ward, 'desk', 'cashier')
    tell('hs', cashier, paidAt, { act: 'pay', amountVnd: 600_000, method: 'cash' })
    tell('hs', receptionist, paidAt, { act: 'charge-fee', items: [fee], payee: 'KBNN' })
    tell('hs', cashier, paidAt, { act: 'pay', amountVnd: 65_000, method: 'cash' })
    const ordered = { reason: 'Thừa', reference: 'LHT-1' }
    tell('hs', cashier, paidAt, { act: 'refund', obligation: 1, amountVnd: 100_000, ...ordered })
    tell('hs', cashier, paidAt, { act: 'refund', obligation: 2, amountVnd: 5_000, reason: 'Giảm' })
    const { differences, moneys } = figures(story, part)
    expect(differences).toEqual([])
    expect(moneys).toEqual([
      ...['payments-budget 1', 'paid-budget 600000', 'payments 1', 'paid-fee 65000'],
      ...['refunded-budget 100000', 'refunded 5000'],
    ])
    expect(story.of('hs')?.dossier.money).toBe('partly-refunded')
    // Histories of before do not name the notice where money moved: the office's answer still does.
    const asBefore = (...acts: DossierEvent['act'][]) =>
      figures(story, part, (event) => {
        const { notice: _, ...detail } = event.detail ?? {}
        return acts.includes(event.act) ? { ...event, detail } : event
      }).differences
    expect([asBefore('refund'), asBefore('pay', 'refund'), asBefore('errand-answered', 'refund')]).toEqual([[], [], []])
    expect(asBefore('errand-answered', 'pay', 'refund')).not.toEqual([])
  })
})
