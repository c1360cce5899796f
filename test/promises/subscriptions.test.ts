import { expect, it } from 'vitest'
import { createSubscriptions } from '../../shared/aws/sending/subscriptions.ts'
import type { Subscription } from '../../shared/messages/subscriptions.ts'
import { memorySubscriptions } from '../memory/subscriptions.ts'
import { onBoth } from './both.ts'

const made: Subscription = {
  id: 'dk-1',
  client: 'may-1',
  url: 'https://cong.thu.invalid/bao',
  kinds: ['accepted', 'ended'],
  createdAt: '2026-03-10T08:00:00+07:00',
}

onBoth(
  'the subscriptions of front ends',
  () => memorySubscriptions(),
  (table) => createSubscriptions(table),
  (subscriptions) => {
    it('are found by machine and id, and all at once', async () => {
      expect(await subscriptions().open()).toEqual([])
      await subscriptions().keep(made)
      await subscriptions().keep({ ...made, client: 'may-2' })
      expect(await subscriptions().one('may-1', 'dk-1')).toEqual(made)
      expect(await subscriptions().one('may-3', 'dk-1')).toBeUndefined()
      expect((await subscriptions().open()).map(({ client }) => client)).toEqual(['may-1', 'may-2'])
    })

    it('are made once and end once, whoever says so after', async () => {
      const late = { ...made, createdAt: '2026-03-10T09:00:00+07:00' }
      expect(await subscriptions().keep(late)).toBe(false)
      const ended = { at: '2026-03-11T08:00:00+07:00', why: 'gone' } as const
      expect(await subscriptions().keep({ ...made, ended })).toBe(true)
      for (const again of [late, { ...made, ended: { ...ended, at: '2026-03-12T08:00:00+07:00' } }])
        expect(await subscriptions().keep(again)).toBe(false)
      expect(await subscriptions().one('may-1', 'dk-1')).toEqual({ ...made, ended })
    })

    it('once ended are asked for apart, a page at a time, of every machine or of one', async () => {
      const ended = { at: '2026-03-11T08:00:00+07:00', why: 'gone' } as const
      for (const id of ['dk-1', 'dk-2', 'dk-3']) await subscriptions().keep({ ...made, id, ended })
      await subscriptions().keep({ ...made, client: 'may-10', ended })
      await subscriptions().keep({ ...made, client: 'may-2' })
      expect((await subscriptions().open()).map(({ client }) => client)).toEqual(['may-2'])
      const named = (rows: readonly Subscription[]) => rows.map(({ client, id }) => `${client} ${id}`)
      const first = await subscriptions().ended(3)
      expect(named(first.rows)).toEqual(['may-1 dk-1', 'may-1 dk-2', 'may-1 dk-3'])
      expect(named((await subscriptions().ended(3, first.next)).rows)).toEqual(['may-10 dk-1'])
      const own = await subscriptions().ended(2, undefined, 'may-1')
      expect(named(own.rows)).toEqual(['may-1 dk-1', 'may-1 dk-2'])
      expect(named((await subscriptions().ended(2, own.next, 'may-1')).rows)).toEqual(['may-1 dk-3'])
    })
  },
)
