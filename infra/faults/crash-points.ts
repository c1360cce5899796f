import { type Counts, type Finding, judge } from './books.ts'
import type { Run } from './functions.ts'
import type { GateCall } from './gate.ts'
import type { Lab } from './lab.ts'
import { timeOutMs } from './queues.ts'
import type { Scene, Story } from './story.ts'
import type { WorkerName } from './woken.ts'

export interface CrashPoints {
  /** AWS and partner calls of one undisturbed run that begins cold. */
  calls: number
  /** After how many of them the thread was ended, one run each. */
  tried: number
  findings: readonly (Finding & { after: string })[]
}

export interface CrashLimits {
  /** Whether calls that only read are run too, each for itself. */
  reads: boolean
  most: number
}

/** A dead letter comes back by the queue's own clock, which nobody moves. */
const deadBackMs = 1_200
const mostRounds = 8

/**
 * Ends a worker's thread after its k-th call, for every k; then lets queue, stream or clock wake it again, and compares
 * everybody's books with those of a run that nobody disturbed. A call that only reads leaves behind what the call before it
 * left: without `reads` one run is made for each thing left behind, at most `most` of them.
 */
export async function endAfterEach(
  lab: Lab,
  name: WorkerName,
  scene: Scene,
  limits: CrashLimits,
): Promise<CrashPoints> {
  const { calls, should } = await undisturbed(lab, name, scene)
  const points = chosen(calls, limits)
  const findings: (Finding & { after: string })[] = []
  for (const k of points) {
    const story = await scene(lab)
    let seen = 0
    const ending = lab.cold(name, () => {
      seen += 1
      return seen === k ? 'end' : 'pass'
    })
    await wake(lab, name, story, ending)
    lab.clock.move(timeOutMs)
    if (name === 'set-aside') await new Promise((passed) => setTimeout(passed, deadBackMs))
    await untilDone(lab, name, story)
    const { at, operation } = calls[k - 1] ?? { at: '', operation: 'nothing' }
    const after = `${name}, call ${k} of ${calls.length} (${at} ${operation})`
    findings.push(...judge(should, await story.books()).map((finding) => ({ ...finding, after })))
  }
  return { calls: calls.length, tried: points.length, findings }
}

export async function undisturbed(lab: Lab, name: WorkerName, scene: Scene) {
  const story = await scene(lab)
  lab.gate.take()
  await wake(lab, name, story, lab.cold(name))
  const calls = lab.gate.take()
  await untilDone(lab, name, story)
  const should: Counts = await story.books()
  if (calls.length === 0) throw new Error(`${name} was woken and called nobody`)
  return { calls, should }
}

/** One waking, as queue, stream, bus or clock would do it. */
export async function wake(lab: Lab, name: WorkerName, story: Story, run: Run): Promise<void> {
  if (story.event === undefined) await lab.deliver(name, run)
  else await run(story.event)
}

/** As often as whoever woke it would try again; then whatever it rang for is worked too. */
export async function untilDone(lab: Lab, name: WorkerName, story: Story): Promise<void> {
  const run = lab.warm(name)
  for (let round = 0; round < mostRounds; round += 1) {
    if (story.event === undefined ? (await lab.deliver(name, run)) === 0 : isDone(await run(story.event))) break
  }
  await lab.settle()
}

function isDone(answer: Awaited<ReturnType<Run>>): boolean {
  return answer.ok && !JSON.stringify(answer.value ?? null).includes('itemIdentifier')
}

/** The first call and all that change something, with `reads` the others too; of too many the first, the last and some between. */
function chosen(calls: readonly GateCall[], { reads, most }: CrashLimits): number[] {
  const all = calls.map((_, place) => place + 1)
  const leaving = reads ? all : all.filter((k) => k === 1 || calls[k - 1]?.changes)
  const every = Math.max(1, Math.ceil(leaving.length / most))
  return leaving.filter((_, place) => place % every === 0 || place === leaving.length - 1)
}
