import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type * as z from 'zod'
import { lazily } from '../../lazily.ts'
import type { LookedAtCredentials } from '../../partner-ports.ts'
import { patience } from '../patience.ts'
import { readSecret, valueIn } from './secret.ts'

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
export function createCredentials<C>(options: CredentialsOptions<C>): LookedAtCredentials<C> {
  const { id, shape, nowMs = Date.now, ...rest } = options
  const client = lazily(() => rest.client ?? new SecretsManagerClient(patience))
  let held: { value: C; at: number } | undefined
  let lackedAt: number | undefined
  const look = async () => {
    const read = await readSecret(client(), id, shape())
    if (read.success) held = { value: read.data, at: nowMs() }
    lackedAt = read.success ? undefined : nowMs()
    return read
  }
  const isYoungerThan = (ms: number) => held !== undefined && nowMs() - held.at < ms
  const unlessYoungerThan = async (ms: number) => (held && isYoungerThan(ms) ? held.value : valueIn(await look()))
  return {
    read: () => unlessYoungerThan(freshMs),
    readAgain: () => unlessYoungerThan(againMs),
    async areComplete() {
      if (isYoungerThan(freshMs)) return true
      // A caller whom nobody knows yet may ask as often as they like.
      if (lackedAt !== undefined && nowMs() - lackedAt < againMs) return false
      return (await look()).success
    },
  }
}
