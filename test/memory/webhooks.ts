import { Outage } from '../../shared/outage.ts'
import type { Webhooks } from '../../shared/partner-ports.ts'

export interface MemoryWebhooks extends Webhooks {
  calls: { url: string; secret: string; id: string; body: string }[]
  /** What the next calls meet: silence, or a receiver that is gone; then it takes again. */
  next: ('silent' | 'gone' | 'taken-unheard')[]
}

/** A receiver that takes each call under its id once. */
export function memoryWebhooks(): MemoryWebhooks {
  const calls: MemoryWebhooks['calls'] = []
  const next: MemoryWebhooks['next'] = []
  return {
    calls,
    next,
    admits: (url) => url.startsWith('https://cong.thu.invalid/'),
    async send(call) {
      const meets = next.shift()
      if (meets === 'gone') return { refused: 'gone' }
      if (meets === 'silent') throw new Outage('webhook', new Error('silent'))
      if (!calls.some(({ id }) => id === call.id)) calls.push(call)
      if (meets === 'taken-unheard') throw new Outage('webhook', new Error('its answer was lost'))
      return 'taken'
    },
  }
}
