import * as z from 'zod'
import { lazily } from '../lazily.ts'
import { log } from '../log.ts'
import { Outage } from '../outage.ts'
import type { Marks } from '../ports.ts'

/** Runs a call, or throws Outage at once while the partner is being spared. */
export type Circuit = <T>(call: () => Promise<T>) => Promise<T>

export interface CircuitOptions {
  partner: string
  marks: Pick<Marks, 'value' | 'swapValue'>
  nowMs: () => number
  /** Between 0 and 1. */
  chance: () => number
}

const failuresToOpen = 3
const firstRestMs = 15_000
const longestRestMs = 10 * 60_000
/** A probe that was never heard of again is forgotten after so long. */
const probeMs = 60_000
/** What the table says is believed for so long: a healthy partner costs one small read in this time and no write. */
const lookMs = 10_000

const shapes = lazily(() => {
  const shape = z.object({ round: z.int().min(0), until: z.number() })
  return { shape }
})

type State = z.infer<ReturnType<typeof shapes>['shape']>
const closed: State = { round: 0, until: 0 }

/**
 * Ngắt mạch. Spares a partner that is down: three Outages in a row in one instance open it for all, because its state
 * stands in the table. When the rest is over exactly one call goes through as a probe; it closes the circuit, or the next
 * rest is twice as long, with full jitter. Only Outages count: a partner that says no is well.
 */
export function createCircuit({ partner, marks, nowMs, chance }: CircuitOptions): Circuit {
  const name = `CIRCUIT#${partner}`
  let failures = 0
  let seen: { text: string | undefined; at: number } | undefined

  const look = async () => {
    if (seen && nowMs() - seen.at < lookMs) return seen.text
    seen = { text: await marks.value(name), at: nowMs() }
    return seen.text
  }
  const turn = async (from: string | undefined, state: State) => {
    const text = JSON.stringify(state)
    const won = await marks.swapValue(name, from, text)
    seen = won ? { text, at: nowMs() } : undefined
    return won
  }
  const rest = async (from: string | undefined, round: number) => {
    const longest = Math.min(longestRestMs, firstRestMs * 2 ** (round - 1))
    // The lesser half is kept, so that chance never calls a rest over at once.
    const until = nowMs() + longest / 2 + (chance() * longest) / 2
    failures = 0
    if (await turn(from, { round, until })) log({ job: 'connectors', code: partner, outcome: 'circuit-opened' })
  }

  return async (call) => {
    const text = await look()
    const { round, until } = stateOf(text)
    const probes = round > 0
    if (probes) {
      const mine = nowMs() >= until && (await turn(text, { round, until: nowMs() + probeMs }))
      if (!mine) throw new Outage(partner, new Error('the circuit is open'))
    }
    const held = seen?.text
    try {
      const answer = await call()
      failures = 0
      if (probes && (await turn(held, closed))) log({ job: 'connectors', code: partner, outcome: 'circuit-closed' })
      return answer
    } catch (error) {
      if (error instanceof Outage) {
        failures += 1
        if (probes || failures >= failuresToOpen) await rest(held, round + 1)
      }
      throw error
    }
  }
}

function stateOf(text: string | undefined): State {
  if (text === undefined) return closed
  try {
    return shapes().shape.parse(JSON.parse(text))
  } catch {
    return closed
  }
}
