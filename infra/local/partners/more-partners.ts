import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { LocalServer } from '../loopback.ts'
import type { Ports } from '../ports.ts'
import { keepSecrets } from '../secrets.ts'
import { startMessages } from './messages.ts'
import { startOffices } from './offices.ts'
import { startPayments } from './payments.ts'
import { startPortals } from './portals.ts'

/** Beside the post and the mail; each can be looked at, tried against and told to misbehave. */
export function startMorePartners(options: {
  dataDir: string
  ports: Ports
  clock: Pick<Clock, 'now'>
  /** Whether their books stand over a restart. */
  keepBooks: boolean
}): Record<'payments' | 'messages' | 'portals' | 'offices', Promise<LocalServer>> {
  const { dataDir, ports, clock, keepBooks } = options
  const file = (name: string) => (keepBooks ? join(dataDir, 'partners', `${name}.json`) : undefined)
  const keys = () => keepSecrets(join(dataDir, 'secrets.json'))
  const { payments, messages, portals, offices } = ports
  return {
    payments: startPayments({
      port: payments,
      file: file('payments'),
      secret: () => keys().paymentsSecret,
      partnerCode: 'H57',
      clock,
    }),
    messages: startMessages({ port: messages, file: file('messages'), secret: () => keys().messagesSecret, clock }),
    portals: startPortals({
      port: portals,
      file: file('portals'),
      secret: () => keys().portalsSecret,
      token: () => keys().portalsFileToken,
    }),
    offices: startOffices({ port: offices, file: file('offices'), secret: () => keys().officesSecret, clock }),
  }
}
