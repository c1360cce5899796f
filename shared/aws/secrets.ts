import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod'
import { lazily } from '../lazily.ts'
import { reach } from './reach.ts'

const secrets = lazily(() => z.object({ identityKey: z.string().min(16), lookupKey: z.string().min(16) }))

/** What the installation keeps secret: the keys of its digests. */
export type Secrets = z.infer<ReturnType<typeof secrets>>

/** Reads the secret once, at the cold start. Throws Outage; a secret of another shape is a defect that names no value. */
export async function readSecrets(id: string, client = new SecretsManagerClient({ maxAttempts: 3 })): Promise<Secrets> {
  const got = await reach('the secrets', () => client.send(new GetSecretValueCommand({ SecretId: id })))
  const read = secrets().safeParse(parseJson(got.SecretString ?? ''))
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
