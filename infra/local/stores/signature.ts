import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export interface SignedRequest {
  method: string
  /** Path and query exactly as sent. */
  target: string
  headers: IncomingHttpHeaders
}

/** What the signature promises about the request, or why it does not hold. */
export type SignatureVerdict =
  | { kind: 'signed'; presigned: boolean; headers: readonly string[]; payloadHash: string }
  | { kind: 'refused'; status: 400 | 403; code: string; message: string }

interface Claim {
  presigned: boolean
  accessKeyId: string
  scope: string
  date: string
  headers: string[]
  signature: string
  payloadHash: string
}

const dateShape = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/
const skewMs = 15 * 60_000

/** Checks an AWS Signature Version 4, in the query (presigned) or in the Authorization header, as S3 does. */
export function checkSignature(
  request: SignedRequest,
  credentials: { accessKeyId: string; secretAccessKey: string },
  nowMs: number,
): SignatureVerdict {
  const [path = '/', rawQuery = ''] = request.target.split(/\?(.*)/s)
  const query = rawQuery.split('&').filter(Boolean).map(readPair)
  const claim = query.some(([name]) => name === 'X-Amz-Signature')
    ? readQuery(query, request.headers)
    : readHeader(request.headers)
  if (!claim) return refuse('AccessDenied', 'the request bears no signature')
  if (claim.presigned && request.headers.authorization !== undefined)
    return refuse('InvalidArgument', 'Only one auth mechanism allowed', 400)
  if (claim.accessKeyId !== credentials.accessKeyId)
    return refuse('InvalidAccessKeyId', 'this access key is not known here')
  const signedAt = readDate(claim.date)
  if (signedAt === undefined) return refuse('AuthorizationQueryParametersError', 'X-Amz-Date is not a date', 400)
  if (claim.presigned) {
    const seconds = Number(query.find(([name]) => name === 'X-Amz-Expires')?.[1])
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > 604_800) {
      return refuse('AuthorizationQueryParametersError', 'X-Amz-Expires must lie between 1 and 604800 seconds', 400)
    }
    if (nowMs > signedAt + seconds * 1000) return refuse('AccessDenied', 'Request has expired')
    if (signedAt > nowMs + skewMs) return refuse('AccessDenied', 'Request is not valid yet')
    const unsigned = Object.keys(request.headers).find(
      (name) => name.startsWith('x-amz-') && !claim.headers.includes(name),
    )
    if (unsigned)
      return refuse('AccessDenied', `There were headers present in the request which were not signed: ${unsigned}`)
  }
  if (!claim.headers.includes('host')) return refuse('AccessDenied', 'the host header must be signed')
  const canonical = [
    request.method,
    path
      .split('/')
      .map((part) => encode(decode(part)))
      .join('/'),
    query
      .filter(([name]) => name !== 'X-Amz-Signature')
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join('&'),
    ...claim.headers.map((name) => `${name}:${readValue(request.headers, name)}`),
    '',
    claim.headers.join(';'),
    claim.payloadHash,
  ].join('\n')
  const toSign = [
    'AWS4-HMAC-SHA256',
    claim.date,
    claim.scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n')
  const expected = keyOf(credentials.secretAccessKey, claim.scope).update(toSign).digest('hex')
  if (!isSame(expected, claim.signature)) {
    return refuse(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    )
  }
  return { kind: 'signed', presigned: claim.presigned, headers: claim.headers, payloadHash: claim.payloadHash }
}

function readQuery(query: readonly (readonly [string, string])[], headers: IncomingHttpHeaders): Claim | undefined {
  const all = new Map(query)
  const [accessKeyId = '', ...scope] = (all.get('X-Amz-Credential') ?? '').split('/')
  if (all.get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') return undefined
  return {
    presigned: true,
    accessKeyId,
    scope: scope.join('/'),
    date: all.get('X-Amz-Date') ?? '',
    headers: (all.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: all.get('X-Amz-Signature') ?? '',
    payloadHash: (readValue(headers, 'x-amz-content-sha256') || all.get('X-Amz-Content-Sha256')) ?? 'UNSIGNED-PAYLOAD',
  }
}

function readHeader(headers: IncomingHttpHeaders): Claim | undefined {
  const shape = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]+)$/
  const [, accessKeyId, scope, names, signature] = shape.exec(headers.authorization ?? '') ?? []
  if (accessKeyId === undefined || scope === undefined || names === undefined || signature === undefined)
    return undefined
  const date = readValue(headers, 'x-amz-date')
  const payloadHash = readValue(headers, 'x-amz-content-sha256')
  return { presigned: false, accessKeyId, scope, date, headers: names.split(';'), signature, payloadHash }
}

function keyOf(secret: string, scope: string) {
  const key = scope
    .split('/')
    .reduce<string | Buffer>((key, part) => createHmac('sha256', key).update(part).digest(), `AWS4${secret}`)
  return createHmac('sha256', key)
}

function readPair(pair: string): readonly [string, string] {
  const [name = '', value = ''] = pair.split(/=(.*)/s)
  return [decode(name), decode(value)]
}

function readDate(text: string): number | undefined {
  const [, y, m, d, h, min, s] = dateShape.exec(text) ?? []
  return y === undefined ? undefined : Date.UTC(Number(y), Number(m) - 1, Number(d), Number(h), Number(min), Number(s))
}

function readValue(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name]
  return (Array.isArray(value) ? value.join(',') : (value ?? '')).trim().replace(/\s+/g, ' ')
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

function refuse(code: string, message: string, status: 400 | 403 = 403): SignatureVerdict {
  return { kind: 'refused', status, code, message }
}
