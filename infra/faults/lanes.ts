import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import type { FaultCase, Told } from './cases.ts'

/** What a lane is told when it begins: it makes the same cases from it. */
export const trying = z.object({ extent: z.enum(['whole', 'quick', 'every']), seed: z.int() })
export type Trying = z.infer<typeof trying>

export interface Ended {
  told: Told
  seconds: number
}

const finding = z.object({ is: z.enum(['lost', 'doubled']), what: z.string() })
const answer = z.object({
  told: z.object({
    findings: z.array(finding),
    says: z.string().exactOptional(),
    points: z.object({ calls: z.number(), tried: z.number() }).exactOptional(),
  }),
  cpuSeconds: z.number(),
})
export type LaneAnswer = z.input<typeof answer>

const script = fileURLToPath(new URL('lane.ts', import.meta.url))

/**
 * Tries the cases in so many processes side by side, each with laboratories of its own, whoever is free the next one. Most of a case is
 * one call waiting for another, so that more lanes than cores are worth their memory. Answers the seconds of a processor they took.
 */
export async function tryInLanes(
  cases: readonly FaultCase[],
  lanes: number,
  trying: Trying,
  ended: (one: FaultCase, how: Ended) => void,
): Promise<number> {
  const waiting = cases.values()
  const spent = await Promise.all(
    Array.from({ length: Math.min(lanes, cases.length) }, () => work(waiting, trying, ended)),
  )
  return spent.reduce((sum, seconds) => sum + seconds, 0)
}

async function work(
  waiting: Iterable<FaultCase>,
  trying: Trying,
  ended: (one: FaultCase, how: Ended) => void,
): Promise<number> {
  let lane: ChildProcess | undefined
  let cpuSeconds = 0
  let before = 0
  for (const one of waiting) {
    lane ??= fork(script, [JSON.stringify(trying)], {
      // Its log lines are of no concern to whoever reads the cases.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const begun = performance.now()
    const said = await ask(lane, one.name)
    ended(one, { told: said.told, seconds: (performance.now() - begun) / 1000 })
    cpuSeconds = before + said.cpuSeconds
    if (lane.exitCode === null && lane.connected) continue
    lane = undefined
    before = cpuSeconds
  }
  if (lane) await end(lane)
  return cpuSeconds
}

/** A lane that ends before it answers has lost what it was trying. */
function ask(lane: ChildProcess, name: string): Promise<LaneAnswer> {
  return new Promise((resolve) => {
    const heard = (message: unknown) => {
      lane.off('exit', gone)
      resolve(answer.parse(message))
    }
    const gone = () => {
      lane.off('message', heard)
      resolve({ told: { findings: [{ is: 'lost', what: 'the process that tried it ended' }] }, cpuSeconds: 0 })
    }
    lane.once('message', heard)
    lane.once('exit', gone)
    lane.send(name)
  })
}

async function end(lane: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => lane.once('exit', () => resolve()))
  lane.disconnect()
  await gone
}
