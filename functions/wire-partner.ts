import { createMarks } from '../shared/aws/sending/marks.ts'
import { createCircuit } from '../shared/connectors/circuit.ts'
import { settings, table, time } from './wiring.ts'

/** What every partner is called with: the allow-list of hosts, and the circuit that spares one that is down. */
export function partnerWorld(partner: string) {
  const { pause, chance } = time
  const world = { pause, chance, nowMs: Date.now }
  const hosts = settings.partnerHosts
  return {
    ...world,
    network: { hosts, onLoopback: hosts.includes('loopback') },
    circuit: createCircuit({ ...world, partner, marks: createMarks(table()) }),
  }
}
