import { describe, expect, it } from 'vitest'
import type { Dossier } from '../../shared/dossier/dossier.ts'
import { type NoticeKind, noticeKinds } from '../../shared/dossier/history/told-of.ts'
import type { NoticeState } from '../../shared/notices/notice.ts'
import { overtakenBy } from '../../shared/notices/overtaken.ts'
import * as given from '../given.ts'

const ended = { finishedAt: given.tuesday }
const row = (state: 'requested' | 'paid' | 'refunded') => [
  {
    ...{ n: 1, items: [], payee: 'Kho bạc', totalVnd: 65_000, holdsUp: false, at: given.tuesday },
    state,
  },
]

/** Of each kind of news: a dossier of which it is true, and one of which it is not any more. */
const cases: Readonly<Record<NoticeKind, readonly [Partial<Dossier>, Partial<Dossier> | undefined]>> = {
  received: [{ status: 'in-progress' }, { status: 'refused', ...ended }],
  'supplement-asked': [{ status: 'supplement-requested' }, { status: 'in-progress' }],
  'fee-asked': [{}, undefined],
  'fee-cancelled': [{}, undefined],
  paid: [{}, undefined],
  refunded: [{}, undefined],
  extended: [{ status: 'in-progress' }, { status: 'processed', ...ended }],
  'result-ready': [
    { status: 'processed', ...ended },
    { status: 'returned', ...ended },
  ],
  'survey-offered': [
    { status: 'returned', ...ended },
    { status: 'processed', ...ended },
  ],
  refused: [{ status: 'refused', ...ended }, { status: 'in-progress' }],
  stopped: [{ status: 'stopped', ...ended }, { status: 'in-progress' }],
  'parcel-back': [{ delivery: 'back-at-counter' }, { delivery: 'given-at-counter' }],
  'parcel-astray': [{ delivery: 'lost' }, { delivery: 'delivered' }],
  'papers-not-carried': [{ endedCarriage: { number: 'hs/G1', to: given.ward } }, {}],
}

const about = (kind: NoticeKind, n = 2) => ({ n, kind, channel: 'sms' }) as const
const asks = { detail: { obligation: 1 } }

describe('news', () => {
  it.each(noticeKinds)('%s goes while it is true, and not when it is true no more', (kind) => {
    const [fresh, late] = cases[kind]
    const told = [{ ...about('fee-asked', 1), state: 'sent' as const }]
    expect(overtakenBy(about(kind), { dossier: given.dossier(fresh) }, undefined, told)).toBeUndefined()
    if (late) expect(overtakenBy(about(kind), { dossier: given.dossier(late) }, undefined, [])).toMatch(/\S/)
  })

  it('of papers goes while nobody has them or carries them anew, and after the end only of those sent home', () => {
    const why = (to: Dossier['papersAt'], some: Partial<Dossier>, missing: object = {}) =>
      overtakenBy(
        about('papers-not-carried'),
        { dossier: given.dossier({ endedCarriage: { number: 'hs/G1', to: to ?? given.ward, ...missing }, ...some }) },
        undefined,
        [],
      )
    expect([why(given.ward, {}), why(given.ward, ended)]).toEqual([undefined, 'đã có kết quả hoặc đã kết thúc'])
    expect(why('applicant', ended)).toBeUndefined()
    expect(why(given.ward, {}, { missingFrom: 'applicant' })).toMatch('đã tới nơi')
  })

  it('of a demand goes while it is owed, of a payment until it is given back', () => {
    const why = (kind: NoticeKind, state: 'requested' | 'paid' | 'refunded') =>
      overtakenBy(about(kind), { dossier: given.dossier(), money: row(state) }, asks, [])
    expect([why('fee-asked', 'requested'), why('fee-asked', 'paid')]).toEqual([undefined, 'không còn phải nộp'])
    expect([why('paid', 'paid'), why('paid', 'refunded')]).toEqual([undefined, 'tiền đã được hoàn'])
    expect(why('refunded', 'refunded')).toBeUndefined()
  })

  it('of a cancelled demand goes where the demand was told of, and nowhere else', () => {
    const why = (state: 'waiting' | 'sent' | 'overtaken', channel: 'sms' | 'mail' = 'sms') =>
      overtakenBy(about('fee-cancelled', 4), { dossier: given.dossier() }, asks, [
        { ...about('fee-asked', 1), state: 'sent' },
        { ...about('fee-asked', 3), channel, state },
        { ...about('fee-asked', 6), state: 'sent' },
      ])
    expect(why('sent')).toBeUndefined()
    for (const state of ['waiting', 'overtaken'] as const) expect(why(state)).toBe('chưa báo khoản này cho người nộp')
  })

  it('of a cancelled demand goes another way only where the way of the demand is closed', () => {
    const askedByMail = (state: NoticeState) => ({ ...about('fee-asked', 3), channel: 'mail' as const, state })
    const byMail = (state: NoticeState) => ({ ...about('fee-cancelled', 4), channel: 'mail' as const, state })
    const why = (...beside: Parameters<typeof overtakenBy>[3]) =>
      overtakenBy(about('fee-cancelled', 4), { dossier: given.dossier() }, asks, beside)
    for (const state of ['waiting', 'sending', 'sent'] as const)
      expect(why(askedByMail('sent'), byMail(state))).toMatch(/chưa báo/)
    // The mailbox fails by now, or its owner wishes for messages only.
    for (const asked of ['sent', 'unknown'] as const) {
      expect(why(askedByMail(asked), byMail('refused'))).toBeUndefined()
      expect(why(askedByMail(asked))).toBeUndefined()
    }
    expect(why(askedByMail('refused'))).toMatch(/chưa báo/)
    const earlier = { ...about('fee-asked', 1), state: 'sent' as const }
    expect(why(earlier, askedByMail('sent'), byMail('sent'))).toMatch(/chưa báo/)
  })

  it('of a cancelled demand goes where nobody knows whether the mail that asked for it went', () => {
    const asked = { ...about('fee-asked', 3), state: 'unknown' as const }
    expect(overtakenBy(about('fee-cancelled', 4), { dossier: given.dossier() }, asks, [asked])).toBeUndefined()
  })

  it('that a newer notice says on the same channel is not said twice', () => {
    const file = { dossier: given.dossier({ status: 'supplement-requested' }) }
    const older = about('supplement-asked', 2)
    const newer = about('supplement-asked', 4)
    expect(overtakenBy(older, file, undefined, [older, newer])).toBe('đã có tin mới hơn')
    expect(overtakenBy(newer, file, undefined, [older, newer])).toBeUndefined()
    expect(overtakenBy(older, file, undefined, [older, { ...newer, channel: 'mail' }])).toBeUndefined()
    const open = { dossier: given.dossier({ status: 'in-progress' }) }
    expect(overtakenBy(about('received'), open, undefined, [about('extended', 3)])).toBe('đã có tin mới hơn')
    const money = { dossier: given.dossier(), money: row('requested') }
    expect(overtakenBy(about('fee-asked', 2), money, asks, [about('fee-asked', 3)])).toBeUndefined()
  })
})
