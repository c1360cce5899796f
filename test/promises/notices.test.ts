import { expect, it } from 'vitest'
import { createNotices } from '../../shared/aws/sending/notices.ts'
import type { Notice } from '../../shared/notices/notice.ts'
import { memoryNotices } from '../memory/notices.ts'
import { onBoth } from './both.ts'
import { freshId } from './samples.ts'

function noticeOf(dossier: string, change: Partial<Notice> = {}): Notice {
  return {
    dossier,
    n: 2,
    at: '2026-03-10T09:00:00+07:00',
    channel: 'sms',
    kind: 'received',
    template: 1,
    state: 'waiting',
    sendAt: '2026-03-10T09:00:00+07:00',
    tries: 0,
    revision: 1,
    ...change,
  }
}

onBoth('notices', memoryNotices, createNotices, (world) => {
  it('keep one for each dossier, event and channel, and of two who change it let one win', async () => {
    const first = noticeOf(freshId())
    expect(await world().keep(first)).toBe(true)
    expect(await world().keep({ ...first, tries: 7 })).toBe(false)
    const next = { ...first, state: 'sending', revision: 2 } as const
    const won = await Promise.all([world().keep(next), world().keep({ ...next, tries: 1 })])
    expect(won.filter((one) => one)).toHaveLength(1)
    expect(await world().notice(first.dossier, 2, 'sms')).toEqual(won[0] ? next : { ...next, tries: 1 })
    expect(await world().notice(first.dossier, 2, 'mail')).toBeUndefined()
  })

  it('list those of a dossier in the order of its events, and of no other', async () => {
    const dossier = freshId()
    for (const n of [10, 2]) await world().keep(noticeOf(dossier, { n }))
    await world().keep(noticeOf(dossier, { n: 2, channel: 'mail' }))
    await world().keep(noticeOf(freshId()))
    const found = (await world().of(dossier)).map(({ n, channel }) => `${n} ${channel}`)
    expect(found).toEqual(['2 mail', '2 sms', '10 sms'])
  })

  it('name those to be rung for by a moment, until they are settled', async () => {
    const dossier = freshId()
    const early = noticeOf(dossier, { ringAt: '2020-01-01T07:00:00+07:00' })
    const late = noticeOf(dossier, { n: 3, ringAt: '2020-01-01T07:00:01+07:00' })
    for (const one of [late, early, noticeOf(dossier, { n: 4 })]) await world().keep(one)
    expect(await world().toRing('2020-01-01T06:59:59+07:00', 9)).toEqual([])
    expect(await world().toRing('2020-01-01T07:00:00+07:00', 9)).toEqual([{ dossier, n: 2, channel: 'sms' }])
    expect(await world().toRing('2020-01-01T07:00:01+07:00', 1)).toEqual([{ dossier, n: 2, channel: 'sms' }])
    const { ringAt: _, ...rest } = early
    await world().keep({ ...rest, state: 'sent', revision: 2 })
    expect(await world().toRing('2020-01-01T08:00:00+07:00', 9)).toEqual([{ dossier, n: 3, channel: 'sms' }])
  })

  it('remember how an owner wants to be told, the last word counting', async () => {
    const owner = freshId()
    expect(await world().wishes(owner)).toBeUndefined()
    const first = { channels: ['mail'], at: '2026-03-10T09:00:00+07:00', n: 1 } as const
    expect(await world().keepWishes(owner, first)).toBe(true)
    const last = { channels: [], at: '2026-03-10T10:00:00+07:00', n: 2, said: [{ key: 'k', channels: [] }] }
    const both = await Promise.all([1, 2].map(() => world().keepWishes(owner, last)))
    expect(both.toSorted()).toEqual([false, true])
    expect([await world().keepWishes(owner, first), await world().wishes(owner)]).toEqual([false, last])
  })
})
