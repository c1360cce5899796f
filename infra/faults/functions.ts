import type { Clock } from '../local/clock.ts'
import { shapeEnvironment } from '../local/environment.ts'
import { type Answer, createPool, type FunctionPool } from '../local/function-pool.ts'
import type { Endpoints } from '../local/stack.ts'
import type { Model } from '../local/templates/model.ts'
import type { Fate, Gate, GateCall } from './gate.ts'
import { findFunction, type WorkerName } from './woken.ts'

/** How a function is run: with threads that are warm, or in one that is begun for this call alone and may be ended. */
export type Run = (event: unknown) => Promise<Answer>

/** The workers, each called by hand; whatever they call goes through the gate. */
export interface Functions {
  warm(name: WorkerName): Run
  cold(name: WorkerName, fate?: (call: GateCall) => Fate): Run
  stop(): Promise<void>
}

interface FunctionsNeeds {
  model: Model
  gate: Gate<Endpoints>
  clock: Clock
  apiAddress: string
}

export function openFunctions({ model, gate, clock, apiAddress }: FunctionsNeeds): Functions {
  const pools = new Map<string, FunctionPool>()
  const poolOf = (name: string) => {
    const fn = findFunction(model, name)
    const environment = shapeEnvironment(fn, gate.places, { API_ADDRESS: apiAddress })
    return createPool({ function: fn, environment, clock, maxWorkers: 2, log: () => {} })
  }
  const warmPool = (name: string) => {
    const known = pools.get(name) ?? poolOf(name)
    pools.set(name, known)
    return known
  }
  return {
    warm: (name) => (event) => warmPool(name).invoke(event),
    cold: (name, fate) => async (event) => {
      const pool = poolOf(name)
      gate.watch(fate, () => void pool.stop())
      try {
        return await pool.invoke(event)
      } finally {
        gate.watch()
        await pool.stop()
      }
    },
    async stop() {
      await Promise.all([...pools.values()].map((pool) => pool.stop()))
    },
  }
}
