import { createMarks } from '../shared/aws/sending/marks.ts'
import { type Circuit, createCircuit } from '../shared/connectors/circuit.ts'
import { createWebhooks } from '../shared/connectors/webhooks.ts'
import { settings, table, time } from './wiring.ts'

/** Front ends that asked to be told: their hosts are listed apart from the partners', and each is spared by itself. */
export function webhooks() {
  const { pause, chance } = time
  const hosts = settings.webhookHosts
  const world = { pause, chance, nowMs: Date.now }
  const circuits = new Map<string, Circuit>()
  const circuitOf = (receiver: string) => {
    const marks = createMarks(table())
    const known = circuits.get(receiver) ?? createCircuit({ ...world, partner: `webhook:${receiver}`, marks })
    circuits.set(receiver, known)
    return known
  }
  return createWebhooks({ ...world, network: { hosts, onLoopback: hosts.includes('loopback') }, circuitOf })
}
