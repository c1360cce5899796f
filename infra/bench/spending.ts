/** Chapter `lives`: units, calls and bytes of one deed. */
import * as z from 'zod'
import type { HeardCall } from '../local/calls.ts'
import { type MeteredStack, overMeter } from './metered-stack.ts'
import { type MeteredCall, readsIn, writesIn } from './table-meter.ts'

/** What one deed and everything behind it took, service by service. */
export interface Spent {
  writeUnits: number
  readUnits: number
  /** Write units by the kind of the first item of each call. */
  unitsByKind: Readonly<Record<string, number>>
  /** Write units of what is kept about notices. */
  noticeUnits: number
  /** Calls of each function. */
  calls: Readonly<Record<string, number>>
  requests: number
  messages: number
  batches: number
  streamCalls: number
  objectWrites: number
  objectReads: number
  logBytes: number
  mails: number
  texts: number
}

export type Measure = (name: string, deed: () => Promise<unknown>) => Promise<void>

export interface Spending {
  parts: ReadonlyMap<string, Spent>
  /** Milliseconds of a function's call on this machine: the median since it was warm. */
  msOf: (name: string) => number
  memoryMbOf: (name: string) => number
}

const event = z.object({
  version: z.string().optional(),
  Records: z.array(z.object({ eventSource: z.string() })).optional(),
})
const mails = z.array(z.unknown())
const texts = z.object({ messages: z.array(z.unknown()) })
const shownAt = async (address: string): Promise<unknown> => (await fetch(address)).json()

/** A stack on which whatever is measured by name is counted until all its workers rest; of several the last. */
export async function overSpending<T>(
  play: (stack: MeteredStack, measure: Measure, warm: () => void) => Promise<T>,
  medianOf: (sample: readonly number[]) => number,
): Promise<Spending> {
  const parts = new Map<string, Spent>()
  const times = new Map<string, number[]>()
  let calls: HeardCall[] = []
  let objects: string[] = []
  const listener = {
    heardCall: (call: HeardCall) => {
      calls.push(call)
      times.set(call.function, [...(times.get(call.function) ?? []), call.ms])
    },
    heardObject: (method: string) => void objects.push(method),
    streamsByHand: ['counting'],
  }
  const longestMs = 240_000
  return overMeter(
    async (whole) => {
      const { meter, settle, stack, places, logBytes } = whole
      const count = async () => ({
        logs: logBytes(),
        mails: mails.parse(await shownAt(`${places.mail}/_control/messages`)).length,
        texts: texts.parse(await shownAt(`${places.messages}/_control/state`)).messages.length,
      })
      const measure: Measure = async (name, deed) => {
        await settle()
        const before = await count()
        meter.take()
        calls = []
        objects = []
        await deed()
        await settle()
        const spent = sumOf(meter.take(), calls, objects)
        const after = await count()
        parts.set(name, {
          ...spent,
          logBytes: after.logs - before.logs,
          mails: after.mails - before.mails,
          texts: after.texts - before.texts,
        })
      }
      await play(whole, measure, () => times.clear())
      const memory = new Map(stack.model.functions.map((fn) => [fn.name, fn.memoryMb]))
      return {
        parts,
        msOf: (name) => medianOf(times.get(name) ?? [0]),
        memoryMbOf: (name) => memory.get(name) ?? 0,
      }
    },
    listener,
    longestMs,
  )
}

function sumOf(table: readonly MeteredCall[], calls: readonly HeardCall[], objects: readonly string[]) {
  const events = calls.map((call) => event.parse(call.event ?? {}))
  const from = (source: string) => events.filter(({ Records: [first] = [] }) => first?.eventSource === source)
  const queued = from('aws:sqs')
  const ofFunctions: Record<string, number> = {}
  for (const { function: name } of calls) ofFunctions[name] = (ofFunctions[name] ?? 0) + 1
  const unitsByKind: Record<string, number> = {}
  for (const { operation, firstKey, writeUnits } of table) {
    const kind = `${kindOf(firstKey)} (${operation})`
    if (writeUnits > 0) unitsByKind[kind] = (unitsByKind[kind] ?? 0) + writeUnits
  }
  return {
    unitsByKind,
    writeUnits: writesIn(table),
    readUnits: readsIn(table),
    noticeUnits: writesIn(table.filter(({ firstKey }) => / (ADVICE#|CURSOR#notices)/.test(firstKey))),
    calls: ofFunctions,
    requests: events.filter(({ version }) => version === '2.0').length,
    messages: queued.reduce((all, { Records = [] }) => all + Records.length, 0),
    batches: queued.length,
    streamCalls: from('aws:dynamodb').length,
    objectWrites: objects.filter((method) => method === 'PUT' || method === 'POST').length,
    objectReads: objects.filter((method) => method === 'GET' || method === 'HEAD').length,
  }
}

/** A key without what it is about: `ULID EVENT#0003` is `EVENT`, `NUMBER#H57.1#2026 NUMBER` is `NUMBER`. */
function kindOf(firstKey: string): string {
  const [pk = '', sk = ''] = firstKey.split(' ')
  return `${pk.includes('#') ? pk.split('#')[0] : ''} ${sk.split('#')[0]}`.trim()
}
