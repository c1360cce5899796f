import { describe, expect, it } from 'vitest'
import type { DossierEvent, Status } from '../../../shared/dossier/dossier.ts'
import { differenceOf, mendsItself } from '../../../shared/dossier/history/sync-difference.ts'
import {
  acknowledgedAs,
  endingOf,
  latenessOf,
  owedAnew,
  owing,
  promisesSeen,
  type SyncLine,
  sentInVain,
  tellsPortal,
} from '../../../shared/dossier/history/sync-line.ts'
import * as given from '../../given.ts'

const line: SyncLine = { dossier: 'hs', revision: 3 }
const at = (time: string) => `2026-03-10T${time}:00+07:00`
const telling = (n: number, time: string, status: Status = 'in-progress') => ({ n, status, at: at(time) })
const coded = given.dossier({ code: 'H57.40-260310-0001', status: 'in-progress' })
const event = (change: Partial<DossierEvent>) => ({ from: 'in-progress', to: 'in-progress', ...change }) as DossierEvent

describe('what the portal must know', () => {
  it('is a new state, an appointment, an end, a result, a request for papers, another agency that has it', () => {
    expect(tellsPortal(event({ from: 'registered', to: 'accepted' }), coded)).toBe(true)
    for (const was of [
      { dueAt: null },
      { finishedAt: null },
      { result: null },
      { supplementCount: 0 },
      { partAt: null },
    ])
      expect(tellsPortal(event({ was }), coded)).toBe(true)
  })

  it('is money that came in or was given back, though the state stays; not the demand alone', () => {
    expect(tellsPortal(event({ act: 'pay', was: { money: 'requested' } }), coded)).toBe(true)
    expect(tellsPortal(event({ act: 'refund', was: { money: 'paid' } }), coded)).toBe(true)
    expect(tellsPortal(event({ act: 'charge-fee', was: { money: 'none' } }), coded)).toBe(false)
  })

  it('is what was put right about the people and the subject', () => {
    expect(tellsPortal(event({ act: 'amend', was: {} }), coded)).toBe(true)
  })

  it('is not who holds it inside an agency', () => {
    expect(tellsPortal(event({ was: { officer: null, holder: 'H57.40/desk' } }), coded)).toBe(false)
  })

  it('is nothing of a part, nor of what has no code: a request would be counted twice, or under no name', () => {
    const moved = event({ from: 'accepted', to: 'in-progress' })
    expect(tellsPortal(moved, { ...coded, parent: 'hs-0' })).toBe(false)
    const { code: _, ...uncoded } = coded
    expect(tellsPortal(moved, uncoded)).toBe(false)
  })
})

describe('the line of a dossier', () => {
  it('waits since the oldest event that is owed, however the bells come', () => {
    const first = owing(line, 2, at('09:00'))
    const second = first && owing(first, 4, at('10:00'))
    expect(second).toMatchObject({ owed: { n: 4 }, unsentSince: at('09:00') })
    expect(second && owing(second, 3, at('09:30'))).toBeUndefined()
    expect(second && owing(second, 4, at('10:00'))).toBeUndefined()
  })

  it('waits for nothing once all of it is acknowledged, and a late bell owes nothing anew', () => {
    const owed = owing(line, 4, at('09:00')) ?? line
    const known = acknowledgedAs(owed, telling(4, '09:01'), {})
    expect(known).not.toHaveProperty('unsentSince')
    expect(known).toMatchObject({ sent: { n: 4 }, acknowledged: { n: 4 } })
    expect(owing(known, 3, at('08:00'))).toBeUndefined()
  })

  it('goes on waiting for what happened while the portal was told', () => {
    const owed = owing(owing(line, 4, at('09:00')) ?? line, 5, at('09:02')) ?? line
    expect(acknowledgedAs(owed, telling(4, '09:03'), {})).toMatchObject({
      acknowledged: { n: 4 },
      unsentSince: at('09:02'),
    })
  })

  it('never goes back to what was acknowledged earlier', () => {
    const known = acknowledgedAs(line, telling(6, '10:00'), {})
    expect(acknowledgedAs(known, telling(4, '10:05'), {})).toMatchObject({ acknowledged: { n: 6 }, sent: { n: 6 } })
  })

  it('keeps what the portal refused and how often, until it takes it', () => {
    const once = sentInVain(line, telling(4, '09:00'), { refusedAs: 'mã 99' })
    const twice = sentInVain(once, telling(4, '09:10'), { refusedAs: 'mã 99' })
    expect(twice).toMatchObject({ refused: { n: 4, code: 'mã 99', times: 2 }, unsentSince: at('09:00') })
    expect(acknowledgedAs(twice, telling(4, '09:20'), {})).not.toHaveProperty('refused')
  })

  it('owes all of it anew when the portal has lost it, under the number it had', () => {
    const known = { ...acknowledgedAs(line, telling(4, '09:00'), {}), number: 'BO-1' }
    const lost = owedAnew(known, 3, at('11:00'))
    expect(lost).toMatchObject({ owed: { n: 4 }, unsentSince: at('11:00'), number: 'BO-1' })
    expect(lost).not.toHaveProperty('acknowledged')
    expect(owedAnew(line, 5, at('11:00'))).toMatchObject({ owed: { n: 5 }, unsentSince: at('11:00') })
  })

  const ending = { agency: 'H57.40', day: '2026-03-10', dueAt: at('16:00') }

  it('says what of its end was seen as it was sent in vain, until an event comes that nobody has looked at', () => {
    const open = sentInVain(owing(line, 4, at('09:00')) ?? line, telling(4, '09:01'))
    expect(open.ended).toBe('not-yet')
    expect(owing(open, 5, at('09:02'))).not.toHaveProperty('ended')
    expect(owedAnew(open, 5, at('09:02'))).not.toHaveProperty('ended')
    expect(sentInVain(owing(line, 5, at('09:02')) ?? line, telling(4, '09:03'))).not.toHaveProperty('ended')
    const done = sentInVain(open, telling(5, '09:04'), { ending })
    expect(done.ended).toEqual(ending)
    expect([owing(done, 6, at('09:05'))?.ended, owedAnew(done, 6, at('09:05')).ended]).toEqual([ending, ending])
    expect(acknowledgedAs(done, telling(6, '09:06'), {})).not.toHaveProperty('ended')
  })
})

describe('lateness', () => {
  const answered: DossierEvent[] = [
    event({ from: 'draft', to: 'registered' }),
    event({ from: 'registered', to: 'accepted', at: at('10:00'), was: { answerDueAt: at('15:00') } }),
  ]
  const done = { ...coded, dueAt: at('16:00'), finishedAt: at('14:00') }

  it('is the officers’ when they were late, whenever the portal heard of it', () => {
    const late = { ...done, finishedAt: at('16:30') }
    expect(promisesSeen(line, late, [], at('17:00')).whole?.late).toBe('people')
    expect(latenessOf(undefined, { ...coded, dueAt: at('16:00') }, at('16:01'))).toBe('people')
  })

  it('is the wire’s when they were in time and the portal heard of it too late', () => {
    expect(promisesSeen(line, done, answered, at('16:30'))).toMatchObject({
      answer: { late: 'synchronisation', dueAt: at('15:00'), keptAt: at('10:00'), toldAt: at('16:30') },
      whole: { late: 'synchronisation' },
    })
    expect(latenessOf(undefined, done, at('16:30'))).toBe('synchronisation')
  })

  it('is nobody’s while both are in time, and stays what it was when told again', () => {
    const first = promisesSeen(line, done, answered, at('14:01'))
    expect([first.answer?.late, first.whole?.late]).toEqual(['no', 'no'])
    expect(promisesSeen({ ...line, ...first }, done, answered, at('23:00'))).toEqual(first)
    expect(latenessOf({ ...line, ...first }, done, at('23:00'))).toBe('no')
    expect(latenessOf(undefined, coded, at('23:00'))).toBe('no')
  })

  it('stands with the agency that had it as it ended, on that day', () => {
    const ended = { ...done, receivingUnit: 'H57.41/desk', version: 3 }
    const history = [
      event({ n: 1, from: 'registered', to: 'accepted', at: at('10:00') }),
      event({ n: 2, from: 'accepted', to: 'processed', at: at('14:00'), was: { finishedAt: null } }),
      event({ n: 3, from: 'processed', to: 'processed', at: at('15:00'), was: { receivingUnit: 'H57.40/desk' } }),
    ]
    expect(endingOf(ended, history)).toEqual({ agency: 'H57.40', day: at('14:00').slice(0, 10), dueAt: at('16:00') })
    for (const change of [{ parent: 'hs-0' }, { corrects: 'hs-0' }])
      expect(endingOf({ ...ended, ...change }, history)).toBeUndefined()
    const { finishedAt: _, ...open } = ended
    expect(endingOf(open, history)).toBeUndefined()
  })

  it('of an appointment is not told before the dossier is done', () => {
    expect(promisesSeen(line, { ...coded, dueAt: at('16:00') }, [], at('10:00'))).toEqual({})
  })
})

describe('the daily comparison', () => {
  const known = acknowledgedAs(line, telling(4, '09:00'), {})
  const history = [event({ to: 'accepted' }), event({ to: 'in-progress' })]
  const shows = (status: Status | 'unknown') => ({ status, statusCode: '?' })
  const compare = (there: ReturnType<typeof shows> | undefined, of: SyncLine | undefined = known) =>
    differenceOf({ dossier: coded, history, line: of, at: at('23:00') }, there)

  it('finds what the portal lost, what it shows of the past, what it shows of a future, and codes nobody knows', () => {
    expect(compare(undefined)).toBe('missing-there')
    expect(compare(shows('accepted'))).toBe('behind-there')
    expect(compare(shows('returned'))).toBe('ahead-there')
    expect(compare(shows('unknown'))).toBe('unknown-there')
  })

  it('finds nothing where both agree, nothing was ever acknowledged, or the telling is under way', () => {
    expect(compare(shows('in-progress'))).toBeUndefined()
    const owed = owing(line, 4, at('19:30'))
    expect(compare(undefined, owed)).toBeUndefined()
    expect(differenceOf({ dossier: coded, history, line: undefined, at: at('09:00') }, undefined)).toBeUndefined()
    const waiting = owing(acknowledgedAs(line, telling(3, '08:00', 'accepted'), {}), 4, at('09:00'))
    expect(compare(shows('accepted'), waiting)).toBeUndefined()
  })

  it('finds what was never acknowledged, once the queue has given up telling it', () => {
    expect(compare(undefined, owing(line, 4, at('18:30')))).toBe('missing-there')
    expect(compare(shows('in-progress'), owing(line, 4, at('18:30')))).toBeUndefined()
  })

  it('mends what is missing or behind, and leaves what is ahead to people', () => {
    const kinds = ['missing-there', 'behind-there', 'ahead-there', 'unknown-there'] as const
    expect(kinds.map(mendsItself)).toEqual([true, true, false, false])
  })
})
