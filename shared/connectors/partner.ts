import type * as z from 'zod'
import { Outage } from '../outage.ts'
import { admitted, type Network, publicLookup } from './addresses.ts'
import type { Circuit } from './circuit.ts'
import { type Call, overHttp, type Told, type Transport, UnwantedStatus } from './transport.ts'

/** What is said to a partner: at most one body. */
export interface Said {
  method?: Call['method']
  headers?: Readonly<Record<string, string>>
  json?: unknown
  form?: Readonly<Record<string, string>>
  bytes?: { type: string; content: Uint8Array }
}

/** Makes of an answer what the connector wants to know; what it throws counts as silence. */
export type Reading<T> = (told: Told) => T

/**
 * Đầu nối. The one small port under every connector. `send` hands something over: after silence nobody knows whether it
 * arrived, so the caller repeats it later under the same identity. `ask` changes nothing over there and is asked again at
 * once. What a partner tells of itself is received through `callbacks.ts`. Both throw Outage, and nothing else of theirs.
 */
export interface Partner {
  send<T>(path: string, said: Said, reading: Reading<T>): Promise<T>
  ask<T>(path: string, said: Said, reading: Reading<T>): Promise<T>
}

export interface PartnerOptions {
  /** As logs and errors name it. */
  name: string
  url: string
  network: Network
  circuit: Circuit
  pause: (ms: number) => Promise<void>
  chance: () => number
  transport?: Transport
  timeoutMs?: number
  mostBytes?: number
  /** Its answers are read no further than their status. */
  statusOnly?: true
  /** An answer that is too long is read as one: the partner is not silent. */
  tellsTooLong?: true
}

const timeoutMs = 8_000
const mostBytes = 4 * 1024 * 1024
const asks = 3
const firstPauseMs = 200

/** Throws ForbiddenAddress at once when the address is not one of a partner. */
export function openPartner(options: PartnerOptions): Partner {
  const { name, network, circuit, pause, chance, transport = overHttp } = options
  const base = admitted(options.url, network)
  const spelled = base.href.replace(/\/$/, '')
  const limits = { timeoutMs: options.timeoutMs ?? timeoutMs, mostBytes: options.mostBytes ?? mostBytes }
  const head = {
    ...(options.statusOnly && ({ statusOnly: true } as const)),
    ...(options.tellsTooLong && ({ tellsTooLong: true } as const)),
  }
  const guard = base.protocol === 'https:' ? { lookup: publicLookup() } : {}

  const once = (path: string, said: Said): Promise<Told> =>
    circuit(async () => {
      const url = new URL(`${spelled}${path}`)
      if (url.host !== base.host) throw new Error('a path leads away from its partner')
      try {
        const told = await transport({ url, ...framed(said), ...limits, ...head, ...guard })
        if (told.status >= 500 || told.status === 429 || (told.status >= 300 && told.status < 400))
          throw new UnwantedStatus(told.status)
        return told
      } catch (error) {
        throw new Outage(name, error)
      }
    })
  const again = async (path: string, said: Said): Promise<Told> => {
    for (let tried = 1; ; tried += 1) {
      try {
        return await once(path, said)
      } catch (error) {
        if (!(error instanceof Outage) || tried >= asks) throw error
        await pause(chance() * firstPauseMs * 2 ** tried)
      }
    }
  }
  // Outside the circuit: a partner that answers nonsense to one question is not down for all the others.
  const read = <T>(told: Told, reading: Reading<T>): T => {
    try {
      return reading(told)
    } catch (error) {
      throw new Outage(name, error)
    }
  }
  return {
    send: async (path, said, reading) => read(await once(path, said), reading),
    ask: async (path, said, reading) => read(await again(path, said), reading),
  }
}

function framed({ method, headers = {}, json, form, bytes }: Said): Pick<Call, 'method' | 'headers' | 'body'> {
  if (json !== undefined) {
    const named = { 'content-type': 'application/json; charset=utf-8', ...headers }
    return { method: method ?? 'POST', headers: named, body: JSON.stringify(json) }
  }
  if (form !== undefined) {
    const named = { 'content-type': 'application/x-www-form-urlencoded', ...headers }
    return { method: method ?? 'POST', headers: named, body: new URLSearchParams(form).toString() }
  }
  if (bytes !== undefined)
    return { method: method ?? 'POST', headers: { 'content-type': bytes.type, ...headers }, body: bytes.content }
  return { method: method ?? 'GET', headers }
}

/** A good answer of this shape; anything else is silence. Half a character is told as a lost one: no table keeps it, and what waits behind it would wait for ever. */
export function readJson<T>(shape: () => z.ZodType<T>): Reading<T> {
  return ({ status, text }) => {
    if (status < 200 || status > 299) throw new UnwantedStatus(status)
    return shape().parse(JSON.parse(text, wellFormed))
  }
}

function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value
}
