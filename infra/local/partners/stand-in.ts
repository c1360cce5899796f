import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type * as z from 'zod'
import { answerJson, answerPage, escapeHtml, type LocalServer, readBody, serveLocally } from '../loopback.ts'
import { writeWhole } from '../write-whole.ts'
import { type Fault, planFaults } from './faults.ts'

/** What a partner is asked, with the fault that befalls this deed, for those who answer rows. */
export interface Asked<S> {
  state: S
  fields: Record<string, unknown>
  bytes: Buffer
  url: URL
  headers: IncomingMessage['headers']
  fault: Fault | undefined
}

export interface Reply {
  status?: number
  json?: unknown
  pdf?: Buffer
}

/** One service of a partner: what it does, and how it says no with status 200. */
export interface Service<S> {
  /** The word under which a fault can be ordered for it. */
  name: string
  does: (asked: Asked<S>) => Reply | Promise<Reply>
  saysNo?: unknown
  /** Answers rows: told twice or the newest first, it does so itself. */
  tellsRows?: true
  /** Answers a file: ordered to, it sends another one. */
  sendsFile?: true
}

export interface StandInOptions<S> {
  port: number
  /** The file its book is kept in: it stands over a restart of either side. Without one it ends with the partner. */
  file: string | undefined
  shape: z.ZodType<S>
  empty: S
  title: string
  /** `POST /path`, or `GET /path/*`. */
  services: Readonly<Record<string, Service<S>>>
  /** What its page shows: heads and rows of text. */
  shows: (state: S) => readonly (readonly string[])[]
}

const faultsOf = (service: Service<unknown>): Fault['kind'][] => [
  'fail',
  'delay',
  'twice',
  ...(service.saysNo === undefined ? [] : (['ok-with-error'] as const)),
  ...(service.tellsRows ? (['reorder'] as const) : []),
  ...(service.sendsFile ? (['altered'] as const) : []),
]

/** A partner's stand-in: its services over plain HTTP, a book in one file, a page, and faults to order. */
export function startStandIn<S extends object>(options: StandInOptions<S>): Promise<LocalServer> {
  const { file, shape, title, services, shows } = options
  const isKept = file !== undefined && existsSync(file)
  const state = isKept ? shape.parse(JSON.parse(readFileSync(file, 'utf8'))) : structuredClone(options.empty)
  const faults = planFaults()
  const kept = file === undefined ? async () => {} : keeping(() => writeWhole(file, JSON.stringify(state)))

  async function serve(service: Service<S>, request: IncomingMessage, response: ServerResponse, url: URL) {
    const bytes = (await readBody(request, 32 * 1024 * 1024)) ?? Buffer.alloc(0)
    const fault = service.name.startsWith('_')
      ? undefined
      : faults.take(service.name, faultsOf(service as Service<unknown>))
    if (fault?.kind === 'delay') await pause(fault.delayMs)
    if (fault?.kind === 'fail') return answerJson(response, 503, { message: 'Service unavailable' })
    if (fault?.kind === 'ok-with-error') return answerJson(response, 200, service.saysNo)
    const fields = fieldsOf(bytes, request.headers['content-type'])
    const reply = await service.does({ state, fields, bytes, url, headers: request.headers, fault })
    await kept()
    // The work is done and nobody is told: whoever asked has to ask again.
    if (fault?.kind === 'twice' && !service.tellsRows) return void response.destroy()
    const pdf = reply.pdf && (fault?.kind === 'altered' ? Buffer.concat([reply.pdf, Buffer.from('?')]) : reply.pdf)
    if (pdf) response.writeHead(reply.status ?? 200, { 'content-type': 'application/pdf' }).end(pdf)
    else answerJson(response, reply.status ?? 200, reply.json ?? {})
  }

  return serveLocally(options.port, async (request, response, url) => {
    const deed = `${request.method} ${url.pathname}`
    if (deed === 'GET /') return showBook(response, title, shows(state))
    if (deed === 'GET /_control/state') return answerJson(response, 200, state)
    if (deed === 'POST /_control/fault')
      return answerJson(response, 200, faults.order(fieldsOf((await readBody(request)) ?? Buffer.alloc(0), 'json')))
    if (deed === 'GET /_control/faults') return answerJson(response, 200, faults.waiting())
    if (deed === 'POST /_control/clear') return answerJson(response, 200, faults.clear() ?? {})
    const service = services[deed] ?? services[deed.replace(/\/[^/]*$/, '/*')]
    if (service) return serve(service, request, response, url)
    answerJson(response, 404, { message: 'not known here' })
  })
}

/** The longest that a partner's answer waits for its book. */
const mostWaitMs = 200

/**
 * Nobody is answered before the book is written, but one writing serves all who came meanwhile: the longer the book, the longer it
 * waits for others, so that writing takes a sixteenth of the time and not all of it.
 */
function keeping(write: () => void): () => Promise<void> {
  let next: Promise<void> | undefined
  let lastMs = 0
  return () => {
    next ??= pause(Math.min(15 * lastMs, mostWaitMs)).then(() => {
      next = undefined
      const begun = performance.now()
      write()
      lastMs = performance.now() - begun
    })
    return next
  }
}

function fieldsOf(bytes: Buffer, type = ''): Record<string, unknown> {
  const text = bytes.toString('utf8')
  if (type.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text))
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** Every row as text under the first, which names the columns. */
function showBook(response: ServerResponse, title: string, [head = [], ...rows]: readonly (readonly string[])[]): void {
  const cells = (words: readonly string[], tag: 'td' | 'th') =>
    words.map((word) => `<${tag}>${escapeHtml(word)}</${tag}>`).join('')
  const body = rows.toReversed().map((row) => `<tr>${cells(row, 'td')}</tr>`)
  const note = '<p class="note">Trang đóng vai đối tác trên máy này; không có gì rời khỏi máy.</p>'
  answerPage(response, `${title} (bản chạy thử)`, `${note}<table><tr>${cells(head, 'th')}</tr>${body.join('')}</table>`)
}

/** Rows as the fault of this moment has them told. */
export function toldRows<T>(rows: readonly T[], fault: Fault | undefined): readonly T[] {
  if (fault?.kind === 'twice') return rows.flatMap((row) => [row, row])
  return fault?.kind === 'reorder' ? rows.toReversed() : rows
}

export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
