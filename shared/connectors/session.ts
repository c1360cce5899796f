import { Outage } from '../outage.ts'
import type { Credentials } from '../partner-ports.ts'
import { underKeys } from './under-keys.ts'

export interface SessionOptions<C> {
  partner: string
  credentials: Credentials<C>
  login: (credentials: C) => Promise<{ token: string; seconds: number } | 'refused'>
  nowMs: () => number
}

/** A session is renewed before it ends, so that none expires under way. */
const spareMs = 30_000

/** Hands a call the token it needs; the call answers `refused` when the partner no longer takes it. */
export type Session = <T>(use: (token: string) => Promise<T | 'refused'>) => Promise<T>

/**
 * Phiên làm việc with a partner: one token for all calls until it ends. A token that is refused is renewed once; credentials
 * that are refused are read again once, which is how a rotated secret takes effect without a restart. Throws Outage.
 */
export function keepSession<C>({ partner, credentials, login, nowMs }: SessionOptions<C>): Session {
  let held: { token: string; until: number } | undefined
  const open = async () => {
    const opened = await underKeys(partner, credentials, async (keys) => {
      const answer = await login(keys)
      return answer === 'refused' ? 'keys-refused' : answer
    })
    held = { token: opened.token, until: nowMs() + opened.seconds * 1000 - spareMs }
    return opened.token
  }
  return async (use) => {
    const answer = await use(held && nowMs() < held.until ? held.token : await open())
    if (answer !== 'refused') return answer
    const again = await use(await open())
    if (again === 'refused') throw new Outage(partner, new Error('a fresh session is refused'))
    return again
  }
}
