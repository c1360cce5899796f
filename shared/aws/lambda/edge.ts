import { createHash, timingSafeEqual } from 'node:crypto'

/** What the distribution in front says with each call. */
export const edgeWordHeader = 'x-mot-cua-edge'

export interface Caller {
  headers: Readonly<Record<string, string | undefined>>
  /** Whoever opened the connection: behind a distribution, one of its machines. */
  sourceIp: string
}

/** The words that let in where a firewall is in front, the one before among them while they are changed; `undefined` where there is none. */
export function edgeWordsOf({ EDGE_WORD, EDGE_WORD_BEFORE }: NodeJS.ProcessEnv): readonly string[] | undefined {
  return EDGE_WORD === undefined ? undefined : [EDGE_WORD, ...(EDGE_WORD_BEFORE ? [EDGE_WORD_BEFORE] : [])]
}

/**
 * The address of whoever calls. Where a stage has a firewall in front (`words`), a call that says none of them does not come from it and
 * has none: `undefined`. The last address it names is the one it saw itself; what stands before may be made up by the caller.
 */
export function addressOf({ headers, sourceIp }: Caller, words: readonly string[] | undefined): string | undefined {
  if (words === undefined) return sourceIp
  const said = headers[edgeWordHeader] ?? ''
  if (!words.some((word) => isSame(said, word))) return undefined
  const named = (headers['x-forwarded-for'] ?? '').split(',').map((one) => one.trim())
  // The gateway adds the machine that called it.
  const before = named.at(-1) === sourceIp ? named.slice(0, -1) : named
  return before.at(-1) || sourceIp
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
