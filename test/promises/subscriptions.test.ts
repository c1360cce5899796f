import { expect, it } from 'vitest'
import { createSubscriptions } from '../../shared/aws/subscriptions.ts'
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
      expect(await subscriptions().all()).toEqual([])
      await subscriptions().keep(made)
      await subscriptions().keep({ ...made, client: 'may-2' })
      expect(await subscriptions().one('may-1', 'dk-1')).toEqual(made)
      expect(await subscriptions().one('may-3', 'dk-1')).toBeUndefined()
      expect((await subscriptions().all()).map(({ client }) => client)).toEqual(['may-1', 'may-2'])
    })

    it('stay as they were said last', async () => {
      const ended = { at: '2026-03-11T08:00:00+07:00', why: 'gone' } as const
      await subscriptions().keep({ ...made, ended })
      expect(await subscriptions().one('may-1', 'dk-1')).toEqual({ ...made, ended })
    })
  },
)
