import type { Page } from './answers/answer.ts'
import type { Problem } from './problems.ts'

/** What goes back: text, if anything. A web `Response` makes a stream of it, which whoever sends it has to read back. */
export interface Reply {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

const guards = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const

/** Seconds after which asking again makes sense, by status. */
const patience: Readonly<Record<number, string>> = { 429: '60', 503: '5' }

export function respondProblem(problem: Problem): Reply {
  const { status } = problem
  return {
    status,
    body: JSON.stringify(problem),
    headers: {
      ...guards,
      'cache-control': 'no-store',
      'content-type': 'application/problem+json; charset=utf-8',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(patience[status] === undefined ? {} : { 'retry-after': patience[status] }),
    },
  }
}

/** Law is the same for everybody and may be kept for a minute; whatever belongs to a person is never kept. */
export function respondShown(status: number, shown: unknown, isPublic: boolean): Reply {
  return {
    status,
    body: JSON.stringify(shown),
    headers: {
      ...guards,
      'cache-control': isPublic ? 'public, max-age=60' : 'no-store',
      'content-type': 'application/json; charset=utf-8',
    },
  }
}

export function respondPage({ page, policy }: Page): Reply {
  return {
    status: 200,
    body: page,
    headers: {
      ...guards,
      'cache-control': 'public, max-age=60',
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    },
  }
}

/** Sends whoever asked on to where the answer lies; the address itself is a secret for as long as it is good. */
export function respondElsewhere(url: string): Reply {
  return { status: 302, body: '', headers: { ...guards, 'cache-control': 'no-store', location: url } }
}
