import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { credentials } from '../account.ts'
import type { Bus } from '../bus.ts'
import type { Clock } from '../clock.ts'
import { type LocalServer, readBody, serveLocally } from '../loopback.ts'
import { type Arrivals, watchArrivals } from './s3-arrivals.ts'
import { reachS3Behind, type S3Behind } from './s3-behind.ts'
import { keepLocks, type Locks } from './s3-locks.ts'
import { checkSignature, type SignatureVerdict } from './signature.ts'

export interface S3DoorOptions {
  port: number
  /** Where fauxqs answers. */
  behind: string
  folder: string
  bus: Pick<Bus, 'publish'>
  clock: Pick<Clock, 'now'>
  maxBytes?: number
  /** Hears the method of every request that S3 would bill. */
  heard?: ((method: string) => void) | undefined
}

type Refusal = { status: number; code: string; message: string }
interface Visit {
  request: IncomingMessage
  response: ServerResponse
  /** Encoded, as it came: `/bucket/key`. */
  path: string
  query: URLSearchParams
  signed: Extract<SignatureVerdict, { kind: 'signed' }>
}

// What S3 keeps beside an object (tags, rights, versions) fauxqs would take for the object itself.
const knownQuestions = new Set([
  'x-id',
  'uploads',
  'uploadId',
  'partNumber',
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'delete',
  'continuation-token',
  'start-after',
  'encoding-type',
  'fetch-owner',
  'lifecycle',
  'location',
  'object-lock',
  'attributes',
  'marker',
]) // prettier-ignore

/** The door before the embedded S3: does what S3 does and fauxqs leaves out. All S3 traffic passes here. */
export async function openS3Door(options: S3DoorOptions): Promise<LocalServer> {
  const behind = reachS3Behind(options.behind)
  const arrivals = watchArrivals({ folder: options.folder, behind, bus: options.bus })
  const locks = keepLocks(`${options.folder}.locks.json`)
  const door = new S3Door(behind, arrivals, locks, options.clock, options.maxBytes ?? 25 * 1_048_576)
  await arrivals.tellForgotten()
  const server = await serveLocally(options.port, async (request, response) => {
    if (answerCors(request, response)) return
    options.heard?.(request.method ?? 'GET')
    const target = request.url ?? '/'
    const verdict = checkSignature(
      { method: request.method ?? 'GET', target, headers: request.headers },
      credentials,
      options.clock.now(),
    )
    if (verdict.kind === 'refused') return refuse(request, response, verdict)
    const [path = '/', query = ''] = target.split(/\?(.*)/s)
    await door.answer({ request, response, path, query: new URLSearchParams(query), signed: verdict })
  })
  return {
    url: server.url,
    async stop() {
      await server.stop()
      behind.close()
    },
  }
}

class S3Door {
  readonly #behind: S3Behind
  readonly #arrivals: Arrivals
  readonly #locks: Locks
  readonly #clock: Pick<Clock, 'now'>
  readonly #maxBytes: number
  readonly #beingWritten = new Set<string>()

  constructor(behind: S3Behind, arrivals: Arrivals, locks: Locks, clock: Pick<Clock, 'now'>, maxBytes: number) {
    this.#behind = behind
    this.#arrivals = arrivals
    this.#locks = locks
    this.#clock = clock
    this.#maxBytes = maxBytes
  }

  async answer(visit: Visit): Promise<void> {
    const { request, response, query } = visit
    const question = [...query.keys()].find((name) => !knownQuestions.has(name) && !/^(x-amz-|response-)/i.test(name))
    if (question) {
      return refuse(request, response, {
        status: 501,
        code: 'NotImplemented',
        message: `the local S3 does not know ?${question}`,
      })
    }
    if (request.method === 'GET' && query.has('object-lock')) return this.#lock(visit, undefined)
    if (request.method === 'GET' || request.method === 'HEAD') return this.#pass(visit, undefined)
    // Nothing is sent on before all of it is here and checked: what breaks off on the way leaves nothing.
    const body = await readBody(request, this.#maxBytes)
    const refusal = body ? checkBody(visit, body) : tooLarge
    if (refusal) return refuse(request, response, refusal)
    if (query.has('object-lock')) return this.#lock(visit, body)
    const held = await this.#heldBack(visit)
    if (held) return refuse(request, response, held)
    if (!arrivalReason(visit)) return this.#pass(visit, body)
    await this.#write(visit, body)
  }

  #lock({ request, response, path }: Visit, body: Buffer | undefined): void {
    const [, bucket = ''] = path.split('/')
    const why = request.method === 'PUT' ? this.#locks.set(bucket, body?.toString('utf8') ?? '') : 'PUT only'
    if (why) refuse(request, response, { status: 501, code: 'NotImplemented', message: why })
    else response.writeHead(200).end()
  }

  /**
   * In a bucket that locks, nothing is taken away or written over before its time. S3 would keep the locked version and
   * hide it behind a newer one or a delete marker; without versions here, the whole deed is refused.
   */
  async #heldBack({ request, path, query }: Visit): Promise<Refusal | undefined> {
    const [, bucket = '', ...key] = path.split('/')
    if (this.#locks.daysOf(bucket) === undefined) return undefined
    if (key.join('/') === '') return request.method === 'DELETE' || query.has('delete') ? locked : undefined
    if (Object.keys(request.headers).some((name) => name.startsWith('x-amz-object-lock'))) return locked
    if (request.method === 'PUT' && !request.headers['x-amz-checksum-sha256']) return checksumMissing
    if (request.headers['if-none-match'] === '*') return undefined
    const standing = await this.#behind.look(path)
    return standing && this.#locks.holds(bucket, standing.arrivedAt, this.#clock.now()) ? locked : undefined
  }

  async #write(visit: Visit, body: Buffer | undefined): Promise<void> {
    const { request, response, path } = visit
    const condition = request.headers['if-none-match']
    if (condition !== undefined && condition !== '*')
      return refuse(request, response, { status: 501, code: 'NotImplemented', message: 'If-None-Match takes * only' })
    if (condition && this.#beingWritten.has(path)) return refuse(request, response, beingWritten)
    this.#beingWritten.add(path)
    try {
      if (condition && (await this.#behind.look(path))) return refuse(request, response, alreadyThere)
      const arrival = this.#arrivals.expect(path, arrivalReason(visit) ?? '')
      const answer = await this.#behind.forward(request.method ?? 'PUT', behindTarget(visit), request.headers, body)
      if (answer.statusCode === 200) await arrival.tell()
      else arrival.drop()
      await sendOn(visit, answer)
    } finally {
      this.#beingWritten.delete(path)
    }
  }

  async #pass(visit: Visit, body: Buffer | undefined): Promise<void> {
    const { request } = visit
    await sendOn(visit, await this.#behind.forward(request.method ?? 'GET', behindTarget(visit), request.headers, body))
  }
}

/** The reason EventBridge gives for a new object; `undefined` when the request makes none. */
function arrivalReason({ request, path, query }: Visit): string | undefined {
  if (!/^\/[^/]+\/.+/.test(path)) return undefined
  if (request.method === 'POST' && query.has('uploadId')) return 'CompleteMultipartUpload'
  if (request.method !== 'PUT' || query.has('uploadId')) return undefined
  return request.headers['x-amz-copy-source'] ? 'CopyObject' : 'PutObject'
}

function checkBody({ request, query, signed }: Visit, body: Buffer): Refusal | undefined {
  const sha256 = createHash('sha256').update(body)
  const hex = sha256.copy().digest('hex')
  const promised = request.headers['x-amz-checksum-sha256'] ?? query.get('x-amz-checksum-sha256')
  if (promised && promised !== sha256.digest('base64')) return badDigest('the SHA-256')
  const md5 = request.headers['content-md5']
  if (md5 && md5 !== createHash('md5').update(body).digest('base64')) return badDigest('Content-MD5')
  if (/^[0-9a-f]{64}$/.test(signed.payloadHash) && signed.payloadHash !== hex) {
    return {
      status: 400,
      code: 'XAmzContentSHA256Mismatch',
      message: 'x-amz-content-sha256 does not match what was computed',
    }
  }
  return undefined
}

function behindTarget({ path, query }: Visit): string {
  const kept = [...query].filter(([name]) => !/^(x-amz-|response-)/i.test(name))
  const text = new URLSearchParams(kept).toString()
  return text ? `${path}?${text}` : path
}

async function sendOn({ request, response, query }: Visit, answer: IncomingMessage): Promise<void> {
  const headers = { ...answer.headers }
  delete headers.connection
  delete headers['keep-alive']
  for (const [name, value] of query) {
    const replaced =
      /^response-(content-type|content-disposition|content-language|content-encoding|cache-control|expires)$/.exec(name)
    if (replaced?.[1] && (answer.statusCode ?? 500) < 300) headers[replaced[1]] = value
  }
  response.writeHead(answer.statusCode ?? 502, { ...headers, ...corsHeaders(request) })
  await pipeline(answer, response).catch(() => response.destroy())
}

function answerCors(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return false
  response.writeHead(200, {
    ...corsHeaders(request),
    'access-control-allow-methods': 'GET, PUT, HEAD',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '',
    'access-control-max-age': '3000',
  })
  response.end()
  return true
}

function corsHeaders(request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers
  if (!origin) return {}
  const exposed = 'ETag, Content-Range, Content-Disposition, x-amz-checksum-sha256, x-amz-request-id'
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': exposed, vary: 'Origin' }
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, code, message }: Refusal): void {
  request.resume()
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message.replace(/[<>&]/g, ' ')}</Message></Error>`
  const wordless = request.method === 'HEAD'
  response
    .writeHead(status, { 'content-type': 'application/xml', ...corsHeaders(request) })
    .end(wordless ? undefined : xml)
}

const locked: Refusal = {
  status: 403,
  code: 'AccessDenied',
  message: 'Access Denied because object protected by object lock.',
}
const checksumMissing: Refusal = {
  status: 400,
  code: 'InvalidRequest',
  message: 'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
}
const tooLarge: Refusal = {
  status: 400,
  code: 'EntityTooLarge',
  message: 'Your proposed upload exceeds the maximum allowed size',
}
const alreadyThere: Refusal = {
  status: 412,
  code: 'PreconditionFailed',
  message: 'At least one of the pre-conditions you specified did not hold',
}
const beingWritten: Refusal = {
  status: 409,
  code: 'ConditionalRequestConflict',
  message: 'A conflicting operation occurred during the request',
}

function badDigest(which: string): Refusal {
  return { status: 400, code: 'BadDigest', message: `${which} you specified did not match the calculated checksum.` }
}
