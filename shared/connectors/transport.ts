import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { LookupFunction } from 'node:net'

/** One call over the wire, ready to be sent. */
export interface Call {
  url: URL
  method: 'GET' | 'POST' | 'PUT'
  headers: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** For the whole exchange: name, line, head and body. */
  timeoutMs: number
  /** Bytes the answer may have. */
  mostBytes: number
  /** The status is all that is wanted: whatever follows it is not waited for. */
  statusOnly?: true
  /** An answer that is too long is told as such; otherwise it is a broken line. */
  tellsTooLong?: true
  /** Stands in for the system's own name look-up. */
  lookup?: LookupFunction
}

export interface Told {
  status: number
  text: string
  /** The same as it came, for what is no text. */
  bytes?: Uint8Array
  /** It had more bytes than it may; `text` is its beginning. */
  isTooLong?: true
}

/** An answer whose status says that nothing came of it; logs show which. */
export class UnwantedStatus extends Error {
  readonly status: number
  constructor(status: number) {
    super(`status ${status}`)
    this.name = 'UnwantedStatus'
    this.status = status
  }
}

/** Sends a call and reads the whole answer; rejects on silence, a broken line and an answer that is too long. */
export type Transport = (call: Call) => Promise<Told>

/**
 * Over HTTP as it is: redirects are answers like any other, nothing is unpacked, and the limit is counted while reading,
 * so that neither a slow nor an endless answer holds a worker.
 */
export const overHttp: Transport = (call) =>
  new Promise((resolve, reject) => {
    const { url, method, headers, body, timeoutMs, mostBytes, lookup, statusOnly, tellsTooLong } = call
    const open = url.protocol === 'https:' ? requestSecure : requestPlain
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const asked = open(url, {
      method,
      headers: { accept: 'application/json', 'accept-encoding': 'identity', ...headers, ...length },
      signal: AbortSignal.timeout(timeoutMs),
      agent: false,
      ...(lookup && { lookup }),
    })
    asked.on('error', reject)
    asked.on('response', (answer) => {
      if (statusOnly) {
        answer.on('error', () => undefined)
        resolve({ status: answer.statusCode ?? 0, text: '' })
        answer.destroy()
        return
      }
      const chunks: Uint8Array[] = []
      let bytes = 0
      answer.on('data', (chunk: Uint8Array) => {
        bytes += chunk.byteLength
        if (bytes <= mostBytes) return void chunks.push(chunk)
        const begins = () => Buffer.concat(chunks).toString('utf8')
        if (tellsTooLong) resolve({ status: answer.statusCode ?? 0, text: begins(), isTooLong: true })
        answer.destroy(new RangeError('the answer is too long'))
      })
      answer.on('error', reject)
      answer.on('end', () => {
        const bytes = Buffer.concat(chunks)
        resolve({ status: answer.statusCode ?? 0, text: bytes.toString('utf8'), bytes })
      })
    })
    asked.end(body)
  })
