/** Chapter `speed`: requests a second beside a bare handler, starts, look-ups and memory. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Places, type Voice, voice } from '../tour/api.ts'
import { barePath, callingPath, writeBareAssembly } from './bare-assembly.ts'
import { atLeast, type Figure, quantile } from './figure.ts'
import { measureLogs } from './logs.ts'
import { megabytesOf } from './memory.ts'
import { acceptOne, counters, openOne, side } from './scenes.ts'
import type { WholeShown } from './shapes.ts'
import { listTableCalls, type TableCall } from './table-calls.ts'

const atOnce = 8
const requests = 300
/**
 * Requests before the clock starts: four workers share them, and V8 compiles for speed until each has had some five hundred; the bare
 * handler, asked between all others, has had them by its second turn. Behind an opening and an acceptance follows more than they take
 * themselves, above all the sheets of an acceptance, whose function is warm from the reading before.
 */
const warmUps = { bare: 2000, calling: 2000, opening: 800, reading: 2000, 'look-up': 2000, accepting: 200 } as const
/** What was warm before becomes it again sooner. */
const warmUpsAgain = 100
/** Dossiers that are read and looked up, over and over. */
const receptions = 20

const sceneNames = ['opening', 'reading', 'look-up', 'accepting'] as const
type Scene = (typeof sceneNames)[number]

/** Requests a second over the whole stack, beside a bare handler on the same; then the memory and the logs of it. */
export async function* measureSpeed(): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-speed-'))
  const [assembly, data] = [join(folder, 'assembly'), join(folder, 'data')]
  let stack: ChildProcess | undefined
  try {
    const tableCalls = await listTableCalls()
    await writeBareAssembly(assembly, tableCalls)
    mkdirSync(data)
    const program = fileURLToPath(new URL('stack-process.ts', import.meta.url))
    stack = spawn(process.execPath, [program, assembly, data], { stdio: ['pipe', 'pipe', 'inherit'] })
    const { pid = 0, stdout } = stack
    if (!stdout) throw new Error('the stack has no output')
    const lines = createInterface(stdout)
    const [line] = await once(lines, 'line')
    const places: Places = JSON.parse(String(line))
    const rest = async () => {
      const begun = performance.now()
      stack?.stdin?.write('rest\n')
      await once(lines, 'line')
      return (performance.now() - begun) / 1000
    }
    yield { name: 'memory, stack at rest', value: megabytesOf(pid), unit: 'MB' }
    const pressed = createPress(rest)
    yield* pressAll(places, rest, tableCalls, pressed)
    yield { name: 'memory, stack after the load', value: megabytesOf(pid), unit: 'MB' }
    yield* measureLogs(join(data, 'logs'), pressed.ofScenes())
  } finally {
    if (stack && stack.exitCode === null) {
      const gone = once(stack, 'exit')
      stack.stdin?.end()
      await gone
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

async function* pressAll(
  places: Places,
  rest: () => Promise<number>,
  tableCalls: Readonly<Record<Scene, readonly TableCall[]>>,
  { press }: Press,
): AsyncGenerator<Figure> {
  const desks = await counters(places, atOnce)
  const deskAt = (place: number) => {
    const desk = desks[place % desks.length]
    if (!desk) throw new Error('no counter is open')
    return desk
  }
  const anyone = voice(places.api, 'anyone')
  const bare = () => anyone.get(barePath)
  const opened: { id: string; version: number; desk: Voice }[] = []
  const open = async (place: number) => {
    const desk = deskAt(place)
    opened.push({ ...(await openOne(desk)), desk })
  }
  const accept = async () => {
    const dossier = opened.shift()
    if (!dossier) throw new Error('nothing is left to accept')
    await acceptOne(dossier.desk, dossier)
    return dossier
  }
  const read = (of: { id: string; desk: Voice } | undefined) => {
    if (!of) throw new Error('nothing was accepted')
    return of.desk.get<WholeShown>(`/v1/desk/dossiers/${of.id}`)
  }
  const accepted: { id: string; desk: Voice; asked: object }[] = []
  const takeIn = async () => {
    const dossier = await accept()
    const { receipt } = await read(dossier)
    accepted.push({ ...dossier, asked: { code: receipt?.code, factor: receipt?.secret } })
  }
  const look = (place: number) => anyone.post('/v1/public/lookups', accepted[place % receptions]?.asked)
  const deeds: Record<Scene, (place: number) => Promise<unknown>> = {
    opening: open,
    reading: (place) => read(accepted[place % receptions]),
    'look-up': look,
    accepting: accept,
  }
  for (const name of sceneNames) {
    if (name === 'reading') await side(atOnce, Array.from({ length: receptions }), takeIn)
    // The bare handler goes before and after, so that a machine that grows busy slows both; what workers have left to do
    // behind the scene before, sheets above all, is done first.
    await rest()
    const before = await press('bare', bare)
    const own = await press(name, deeds[name])
    const behind = await rest()
    const beside = (before.perSecond + (await press('bare', bare)).perSecond) / 2
    const calling = (await press('calling', () => anyone.get(`${callingPath}?scene=${name}`))).perSecond
    yield* [
      { name: `${name}, requests`, value: own.perSecond, unit: 'per s' },
      { name: `${name}, until all that follows from it was done`, value: behind, unit: 's' },
      { name: `${name}, bare handler beside it`, value: beside, unit: 'per s' },
      { name: `${name}, of bare`, value: own.perSecond / beside, unit: 'times', ...atLeast(0.6) },
      { name: `${name}, table calls (the bare handler makes 1)`, value: tableCalls[name].length, unit: 'calls' },
      { name: `${name}, a bare handler with the same table calls`, value: calling, unit: 'per s' },
      { name: `${name}, of a bare handler with the same table calls`, value: own.perSecond / calling, unit: 'times' },
      ...[0.5, 0.95, 0.99].map((share) => ({
        name: `${name}, p${share * 100}`,
        value: quantile(own.times, share),
        unit: 'ms',
      })),
    ]
  }
}

type Press = ReturnType<typeof createPress>

/**
 * Some requests to warm up, then so many, a few at a time. What follows from those that warmed up is done before the clock starts: it gives
 * way to requests for ten seconds and no longer, so that a slower machine measured it with them and a faster one did not.
 */
function createPress(rest: () => Promise<unknown>) {
  const warm = new Set<string>()
  let ofScenes = 0
  return {
    /** Requests of scenes, those that warmed up included. */
    ofScenes: () => ofScenes,
    async press(name: Scene | 'bare' | 'calling', deed: (place: number) => Promise<unknown>) {
      const warming = warm.has(name) ? warmUpsAgain : warmUps[name]
      warm.add(name)
      const places = Array.from({ length: warming + requests }, (_, place) => place)
      await side(atOnce, places.slice(0, warming), deed)
      await rest()
      const begun = performance.now()
      const times = await side(atOnce, places.slice(warming), async (place) => {
        const from = performance.now()
        await deed(place)
        return performance.now() - from
      })
      const perSecond = (times.length * 1000) / (performance.now() - begun)
      if (name !== 'bare' && name !== 'calling') ofScenes += places.length
      return { perSecond, times }
    },
  }
}
