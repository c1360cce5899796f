import { expect, it } from 'vitest'
import { settings } from '../../infra/commands/queues-in-reach.ts'
import { isListed } from '../../shared/messages/aside.ts'

it('finds every queue whose letters may be set aside, so that the command sends each of them again', () => {
  const names = Object.keys(isListed).map((queue) => `${queue.toUpperCase().replaceAll('-', '_')}_QUEUE_URL`)
  expect(Object.values(settings).toSorted()).toEqual(names.toSorted())
})
