import type { Acknowledged } from '../commands/kill-load.ts'
import { runRound } from '../commands/kill-round.ts'
import { prepareStack } from '../commands/killed-stack.ts'
import type { Finding } from './books.ts'
import { type CrashLimits, endAfterEach } from './crash-points.ts'
import { broken, poisoned, repeated, reversed } from './deliveries.ts'
import type { Lab } from './lab.ts'
import { type Refusing, refused, staleIndexes, unanswered, unknownOutcomes } from './losses.ts'
import { diceFor } from './refusals.ts'
import { scenes, workers } from './scenes.ts'
import { silentPortal, silentPost } from './silence.ts'
import { byDay, type Scene } from './story.ts'
import type { Woken, WorkerName } from './woken.ts'

export interface Told {
  findings: readonly Finding[]
  /** What was counted, in words. */
  says?: string
  /** Crash points, for their sum. */
  points?: { calls: number; tried: number }
}

/** One promise that is tried. */
export interface FaultCase {
  name: string
  /** In a laboratory that nobody used before and nobody uses after. */
  isAlone?: true
  tries: (lab: Lab) => Promise<Told>
}

/** How much of it: `quick` is a check of every day, `whole` every state that a call of any worker leaves behind, `every` each single call. */
export interface Extent {
  crashes: CrashLimits
  deliveries: readonly number[]
  poisoned: readonly WorkerName[]
  /** Workers that take a message or a record of the stream, tried with each fault that may befall one. */
  tried: readonly WorkerName[]
  crashed: readonly WorkerName[]
  /** Those whose work somebody asked for and asks after. */
  asked: readonly WorkerName[]
  /** Those who talk to a partner outside. */
  outward: readonly WorkerName[]
  updates: number
  kills: number
}

/** One walks all desks for minutes, one works whole files: each is tried with every crash, not with every delivery. */
const slow: ReadonlySet<WorkerName> = new Set(['imports', 'archives'])
/** A test holds them against who is told a partner's address. */
export const outward = [
  'transfers',
  'partner-answers',
  'portal',
  'webhooks',
  'postal-returns',
  'postal-tracking',
  'payments',
  'payment-queries',
  'notices',
] as const satisfies readonly WorkerName[]
const byMessage = ({ queued, streamed }: Woken) =>
  workers.filter((name) => queued.includes(name) || streamed.includes(name))

const whole = (woken: Woken): Extent => ({
  crashes: { reads: false, most: Number.MAX_SAFE_INTEGER },
  deliveries: [2, 10, 100],
  poisoned: woken.queued.filter((name) => !slow.has(name)),
  tried: byMessage(woken),
  crashed: workers,
  asked: ['archives', 'reporting', 'imports'],
  outward,
  updates: 5_000,
  kills: 3,
})

export const extents = {
  whole,
  every: (woken: Woken): Extent => ({
    ...whole(woken),
    crashes: { reads: true, most: Number.MAX_SAFE_INTEGER },
  }),
  quick: (): Extent => ({
    crashes: { reads: false, most: 3 },
    deliveries: [2, 10],
    poisoned: ['search'],
    tried: ['transfers', 'notices'],
    crashed: ['transfers', 'notices', 'postal-returns', 'search', 'outbox', 'set-aside'],
    asked: ['archives'],
    outward: ['webhooks'],
    updates: 50,
    kills: 1,
  }),
} as const

const each = async (name: WorkerName, tries: (scene: Scene) => Promise<readonly Finding[]>) => {
  const findings: Finding[] = []
  for (const scene of scenes[name]) findings.push(...(await tries(byDay(scene))))
  return { findings }
}

/** Each with dice of its own, so that it falls alike whatever is tried before it or beside it. */
export function casesOf(extent: Extent, seed: number): FaultCase[] {
  const { tried, crashed } = extent
  return [
    // The longest first: whoever is free takes the next.
    {
      name: `the post away for two hours, ${extent.updates} orders behind it`,
      isAlone: true,
      async tries(lab) {
        const { findings, heard, perMinute } = await silentPost(lab, extent.updates)
        return { findings, says: `${heard} calls heard while away, ${Math.round(perMinute)} a minute afterwards` }
      },
    },
    {
      name: `the portal away for two hours, ${extent.updates} updates on its queue`,
      isAlone: true,
      async tries(lab) {
        const { findings, heard, perMinute } = await silentPortal(lab, extent.updates)
        return { findings, says: `${heard} calls heard while away, ${Math.round(perMinute)} a minute afterwards` }
      },
    },
    {
      name: `kill -9 of the whole stack under load, ${extent.kills} times`,
      tries: () => kills(extent.kills, diceFor(seed, 'kills')),
    },
    ...crashed.map((name) => ({
      name: `${name}, ended after each call`,
      tries: (lab: Lab) => crashes(lab, name, extent),
    })),
    ...tried.map((name) => ({
      name: `${name}, each message ${extent.deliveries.join(', ')} times and two at once`,
      tries: (lab: Lab) => each(name, (scene) => repeated(lab, name, scene, extent.deliveries)),
    })),
    ...tried.map((name) => ({
      name: `${name}, messages in the wrong order`,
      tries: (lab: Lab) => each(name, (scene) => reversed(lab, name, scene)),
    })),
    ...extent.poisoned.map((name) => ({
      name: `${name}, ten messages with one poison`,
      tries: async (lab: Lab) => ({ findings: await poisoned(lab, name, byDay(scenes[name][0])) }),
    })),
    { name: 'a message that throws each time it is tried', tries: async (lab) => ({ findings: await broken(lab) }) },
    ...tried.map((name) => ({
      name: `${name}, neighbours that throttle and conflict`,
      tries: (lab: Lab) => refusals(lab, name, { percent: 25, dice: diceFor(seed, name) }),
    })),
    ...extent.outward.map((name) => ({
      name: `${name}, partners that do not answer`,
      // It asks after everything that is open, one after the other.
      ...(name === 'partner-answers' && { isAlone: true as const }),
      tries: (lab: Lab) => silent(lab, name),
    })),
    ...extent.asked.map((name) => ({
      name: `${name}, refused by everybody until the letter is set aside`,
      tries: (lab: Lab) => refusals(lab, name, { percent: 100, dice: diceFor(seed, name) }),
    })),
    ...[...tried, 'outbox-sweep' as const].map((name) => ({
      name: `${name}, indexes that lag behind`,
      tries: (lab: Lab) => each(name, (scene) => staleIndexes(lab, name, scene)),
    })),
    {
      name: 'transactions committed and the answer lost',
      tries: async (lab) => ({ findings: await unknownOutcomes(lab, 'lose-answer') }),
    },
    {
      name: 'transactions not committed and the answer lost',
      tries: async (lab) => ({ findings: await unknownOutcomes(lab, 'lose-call') }),
    },
  ]
}

async function crashes(lab: Lab, name: WorkerName, { crashes: limits }: Extent): Promise<Told> {
  const findings: Finding[] = []
  const points = { calls: 0, tried: 0 }
  for (const scene of scenes[name]) {
    const told = await endAfterEach(lab, name, byDay(scene), limits)
    findings.push(...told.findings.map(({ is, what, after }) => ({ is, what: `${what} (${after})` })))
    points.calls += told.calls
    points.tried += told.tried
  }
  return { findings, points, says: `${points.calls} crash points, ${points.tried} run` }
}

async function refusals(lab: Lab, name: WorkerName, how: Refusing): Promise<Told> {
  const findings: Finding[] = []
  let sentAgain = 0
  for (const scene of scenes[name]) {
    const told = await refused(lab, name, byDay(scene), how)
    findings.push(...told.findings)
    sentAgain += told.sentAgain
  }
  if (how.percent === 100 && sentAgain < scenes[name].length)
    findings.push({ is: 'lost', what: `${sentAgain} letters set aside of ${scenes[name].length}` })
  return { findings, ...(sentAgain > 0 && { says: `${sentAgain} letters set aside and sent again` }) }
}

async function silent(lab: Lab, name: WorkerName): Promise<Told> {
  const findings: Finding[] = []
  let [calls, lost] = [0, 0]
  for (const scene of scenes[name]) {
    const told = await unanswered(lab, name, byDay(scene))
    findings.push(...told.findings)
    calls += told.count
    lost += told.lost
  }
  if (calls === 0) findings.push({ is: 'lost', what: 'it calls no partner' })
  return { findings, says: `${calls} calls at partners, ${lost} of them lost, each three ways` }
}

async function kills(rounds: number, dice: () => number): Promise<Told> {
  const stack = await prepareStack()
  const books: Acknowledged[] = []
  const findings: Finding[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      const killAfterMs = Math.round(300 + dice() * 3_000)
      const { faults } = await runRound(stack, books, { clients: 6, killAfterMs, stores: round % 2 === 1 })
      findings.push(...faults.map((what) => ({ is: 'lost', what }) as const))
    }
  } finally {
    await stack.stop()
  }
  return { findings, says: `${books.length} acts acknowledged` }
}
