import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod'
import { lazily } from '../../lazily.ts'
import { patience } from '../patience.ts'
import { readSecret, valueIn } from './secret.ts'

const keys = lazily(() => z.object({ identityKey: z.string().min(16), lookupKey: z.string().min(16) }))

/** What the installation's digests are made with. */
export type DigestKeys = z.infer<ReturnType<typeof keys>>

/** Asked for once, at the cold start: another key would make other digests, so none is taken up later. Throws Outage. */
export async function readDigestKeys(id: string, client = new SecretsManagerClient(patience)): Promise<DigestKeys> {
  return valueIn(await readSecret(client, id, keys()))
}
