import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type * as z from 'zod'
import { lazily } from '../lazily.ts'
import type { Credentials } from '../partner-ports.ts'
import { reach } from './reach.ts'

export interface CredentialsOptions<C> {
  id: string
  shape: () => z.ZodType<C>
  client?: SecretsManagerClient
  nowMs?: () => number
}

/** A rotated secret takes effect within this time even where the partner still takes the old one. */
const freshMs = 5 * 60_000
/** A partner that refuses everybody must not make every call read the secret. */
const againMs = 30_000

/** The secret of one group of partners, read when first needed. Throws Outage; a wrong shape is a defect that names no value. */
export function createCredentials<C>({ id, shape, nowMs = Date.now, ...rest }: CredentialsOptions<C>): Credentials<C> {
  const client = lazily(() => rest.client ?? new SecretsManagerClient({ maxAttempts: 3 }))
  let held: { value: C; at: number } | undefined
  const fetch = async () => {
    const got = await reach('the secrets', () => client().send(new GetSecretValueCommand({ SecretId: id })))
    held = { value: readAs(shape(), got.SecretString ?? ''), at: nowMs() }
    return held.value
  }
  const unlessYoungerThan = async (ms: number) => (held && nowMs() - held.at < ms ? held.value : fetch())
  return { read: () => unlessYoungerThan(freshMs), readAgain: () => unlessYoungerThan(againMs) }
}

function readAs<C>(shape: z.ZodType<C>, text: string): C {
  const read = shape.safeParse(parseJson(text))
  if (read.success) return read.data
  throw new Error(`the secret lacks ${read.error.issues.map((issue) => issue.path.join('.')).join(', ')}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
