import { describe, expect, it } from 'vitest'
import { noticeKinds, noticeOf } from '../../shared/dossier/history/told-of.ts'
import { frameOn, isStale, noticeTemplates, sendableAt, templateOn } from '../../shared/notices/templates.ts'

describe('templates of notices', () => {
  it('speak of everything an applicant is told', () => {
    for (const kind of noticeKinds) expect(templateOn(kind, '2026-03-10')?.kind).toBe(kind)
  })

  it('hold from a day to a day, the newest version first', () => {
    const [one] = noticeTemplates
    if (!one) throw new Error('there is no template')
    const old = { ...one, kind: 'paid', version: 1, validFrom: '2025-07-01', validTo: '2026-03-31' }
    const rows = [old, { ...old, version: 2, validFrom: '2026-03-10', validTo: '2026-12-31' }]
    expect(templateOn('paid', '2025-06-30', rows)).toBeUndefined()
    expect(templateOn('paid', '2026-03-09', rows)?.version).toBe(1)
    expect(templateOn('paid', '2026-03-10', rows)?.version).toBe(2)
    expect(templateOn('paid', '2027-01-01', rows)).toBeUndefined()
  })

  it('have one of their own at the chat app wherever an SMS has words of its own', () => {
    const alike = noticeKinds.flatMap((kind) => {
      const template = templateOn(kind, '2026-03-10')
      const cases = Object.entries(template?.cases ?? {}).filter(([, words]) => words.short !== undefined)
      const named = cases.map(([, { chat }]) => chat)
      return new Set([...named, template?.chat]).size > named.length && !named.includes(undefined) ? [] : [kind]
    })
    expect(alike).toEqual([])
  })

  it('name nobody', () => {
    const names = noticeTemplates.flatMap(({ subject, short, mail, invites = '', cases }) =>
      [subject, short, mail, invites, JSON.stringify(cases)].join(' ').match(/\{\w+\}/g),
    )
    const known = [
      '{dossier}',
      '{Dossier}',
      '{due}',
      '{until}',
      '{answerBy}',
      '{amount}',
      '{payBy}',
      '{way}',
      '{link}',
      '{survey}',
    ]
    expect(names.filter((name) => name !== null && !known.includes(name))).toEqual([])
    const frame = frameOn('2026-03-10')
    const around = [frame?.opening, frame?.closing, frame?.closingWithoutCode].join(' ').match(/\{\w+\}/g)
    expect([...new Set(around)].toSorted()).toEqual(['{link}', '{office}'])
  })
})

describe('quiet hours', () => {
  it.each([
    ['2026-03-10T20:59:59+07:00', '2026-03-10T20:59:59+07:00'],
    ['2026-03-10T21:00:00+07:00', '2026-03-11T07:00:00+07:00'],
    ['2026-03-11T06:59:59+07:00', '2026-03-11T07:00:00+07:00'],
    ['2026-03-11T07:00:00+07:00', '2026-03-11T07:00:00+07:00'],
  ])('of %s let an SMS go at %s', (at, goes) => {
    expect(sendableAt('sms', at)).toBe(goes)
    expect(sendableAt('chat', at)).toBe(goes)
    expect(sendableAt('mail', at)).toBe(at)
  })
})

describe('news', () => {
  it('is news for three days', () => {
    expect(isStale('2026-03-10T09:00:00+07:00', '2026-03-13T09:00:00+07:00')).toBe(false)
    expect(isStale('2026-03-10T09:00:00+07:00', '2026-03-13T09:00:01+07:00')).toBe(true)
  })

  it('is a result whichever act brought it, and nothing a part of a dossier does', () => {
    const decided = { from: 'in-progress', to: 'processed' } as const
    expect(noticeOf({ act: 'approve', ...decided }, {})).toBe('result-ready')
    expect(noticeOf({ act: 'receive-back', ...decided }, {})).toBe('result-ready')
    expect(noticeOf({ act: 'approve', ...decided }, { parent: 'whole' })).toBeUndefined()
    const back = { from: 'processed', to: 'returned' } as const
    expect(noticeOf({ act: 'return', ...back }, {})).toBe('survey-offered')
    expect(noticeOf({ act: 'delivered', ...back }, {})).toBe('survey-offered')
    expect(noticeOf({ act: 'return', ...back }, { corrects: 'hs' })).toBeUndefined()
    expect(noticeOf({ act: 'return', ...back }, { parent: 'whole' })).toBeUndefined()
    expect(noticeOf({ act: 'errand-answered', from: 'in-progress', to: 'obligation-requested' }, {})).toBe('fee-asked')
    // Who was asked for a sum and is asked for another must not think that both are owed.
    const cancelled = { act: 'cancel-obligation', from: 'obligation-requested', to: 'in-progress' } as const
    expect(noticeOf(cancelled, {})).toBe('fee-cancelled')
    expect(noticeOf(cancelled, { parent: 'whole' })).toBeUndefined()
    expect(noticeOf({ act: 'order-shipment', from: 'processed', to: 'processed' }, {})).toBeUndefined()
  })
})
