import { type Client, createClient } from '../../shared/http/client/client.ts'

/** Where the story takes place: the API and the partners' own pages, nothing else. */
export interface Places {
  api: string
  control: string
  citizenIssuer: string
  staffIssuer: string
  vnpost: string
  mail: string
}

export class UnexpectedAnswer extends Error {}

/** One person at the API: the typed client that portals use, signed in once. */
export type Voice = Client & {
  readonly name: string
  /** Any address by its path, for what measures the door itself. */
  get: <T>(path: string) => Promise<T>
  post: <T>(path: string, body: unknown, key?: string) => Promise<T>
}

async function spoken<T>(response: Response, what: string): Promise<T> {
  const text = await response.text()
  if (!response.ok) throw new UnexpectedAnswer(`${what}: ${response.status} ${text.slice(0, 600)}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

export function voice(api: string, name: string, token?: string): Voice {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const post = (body: unknown, key: string) => ({
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  })
  return {
    ...createClient({ baseUrl: api, token: () => token }),
    name,
    get: async (path) => spoken(await fetch(api + path, { headers }), `GET ${path}`),
    post: async (path, body, key = crypto.randomUUID()) =>
      spoken(await fetch(api + path, post(body, key)), `POST ${path}`),
  }
}

export async function signIn(
  places: Places,
  account: { id: string; name: string; issuer: 'citizen' | 'staff' },
): Promise<Voice> {
  const issuer = account.issuer === 'citizen' ? places.citizenIssuer : places.staffIssuer
  const { access_token } = await control<{ access_token: string }>(issuer, '/_local/token', { account: account.id })
  return voice(places.api, account.name, access_token)
}

/** Asks again until the answer is as told, at most so many seconds. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  seconds = 20,
  everyMs = 150,
): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new UnexpectedAnswer(`${what}: not within ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}

export async function control<T>(base: string, path: string, body?: unknown): Promise<T> {
  const init =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return spoken(await fetch(base + path, init), path)
}
