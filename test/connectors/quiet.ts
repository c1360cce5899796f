import { createCircuit } from '../../shared/connectors/circuit.ts'
import type { PartnerOptions } from '../../shared/connectors/partner.ts'
import { memoryMarks } from '../memory/marks.ts'

/** A partner's surroundings for tests: nobody waits, the circuit stands in memory, addresses are on loopback. */
export function quiet({ nowMs = (): number => 0, url = 'http://127.0.0.1:9/' } = {}) {
  return {
    url,
    network: { hosts: [], onLoopback: true },
    circuit: createCircuit({ partner: 'tests', marks: memoryMarks(), nowMs, chance: () => 0 }),
    pause: async () => undefined,
    chance: () => 0,
    nowMs,
  } satisfies Omit<PartnerOptions, 'name'> & { nowMs: () => number }
}
