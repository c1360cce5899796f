import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import * as z from 'zod'

export type Verdict =
  | { kind: 'known'; claims: Record<string, string>; scopes: string[] }
  | { kind: 'refused' }
  | { kind: 'unreachable'; cause: unknown }

export type CheckToken = (authorization: string | undefined) => Promise<Verdict>

/** The gateway takes no larger header. */
const longest = 10_240
const mostKnown = 1_000

const discovery = z.object({ issuer: z.string(), jwks_uri: z.string() })

/**
 * Checks tokens as API Gateway's JWT authorizer does: RS256, issuer, `aud` or `client_id`, times.
 * Times are real ones: the local issuers do not follow the stack's moved clock.
 */
export function createTokenCheck(options: { issuer: string; audience: readonly string[] }): CheckToken {
  let source: Promise<{ issuer: string; keys: ReturnType<typeof createRemoteJWKSet> }> | undefined

  async function discover() {
    const response = await fetch(`${options.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
    const { issuer, jwks_uri } = discovery.parse(await response.json())
    return { issuer, keys: createRemoteJWKSet(new URL(jwks_uri)) }
  }

  // A token that was good stays good until it ends: it is verified once, not at every request.
  const known = new Map<string, { verdict: Verdict; until: number }>()
  const keep = (token: string, verdict: Verdict, until: number) => {
    if (known.size >= mostKnown) known.delete(known.keys().next().value ?? '')
    known.set(token, { verdict, until })
    return verdict
  }

  return async (authorization) => {
    const token = authorization?.replace(/^Bearer /i, '').trim()
    if (!token || token.length > longest) return { kind: 'refused' }
    const before = known.get(token)
    if (before && Date.now() < before.until) return before.verdict
    try {
      source ??= discover()
      const { issuer, keys } = await source
      const { payload } = await jwtVerify(token, keys, { issuer, algorithms: ['RS256'], requiredClaims: ['exp'] })
      const isToCome = payload.iat !== undefined && payload.iat * 1000 > Date.now()
      if (isToCome || !isMeantForUs(payload, options.audience)) return { kind: 'refused' }
      const verdict: Verdict = { kind: 'known', claims: flatten(payload), scopes: readScopes(payload) }
      return keep(token, verdict, (payload.exp ?? 0) * 1000)
    } catch (cause) {
      if (cause instanceof errors.JOSEError && !(cause instanceof errors.JWKSTimeout)) return { kind: 'refused' }
      source = undefined
      return { kind: 'unreachable', cause }
    }
  }
}

function isMeantForUs(payload: JWTPayload, audience: readonly string[]): boolean {
  const named = payload.aud === undefined ? [payload.client_id] : [payload.aud].flat()
  return named.some((one) => typeof one === 'string' && audience.includes(one))
}

function readScopes(payload: JWTPayload): string[] {
  const scope = payload.scope ?? payload.scp
  return typeof scope === 'string' ? scope.split(' ') : []
}

/** API Gateway hands claims over as text: lists as `[a b]`, the rest as printed. */
function flatten(payload: JWTPayload): Record<string, string> {
  const texts = Object.entries(payload).map(([name, value]) => {
    if (Array.isArray(value)) return [name, `[${value.join(' ')}]`]
    return [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]
  })
  return Object.fromEntries(texts)
}
