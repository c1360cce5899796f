import { createHmac } from 'node:crypto'
import type { Digests } from '../ports.ts'
import type { Secrets } from './secrets.ts'

/** Keyed digests (HMAC-SHA-256): without the secret nobody can try out identity numbers on a copy of the table. */
export function createDigests(secrets: Pick<Secrets, 'identityKey' | 'lookupKey'>): Digests {
  const digest = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64url')
  return {
    ofIdentity: (identityNumber) => digest(secrets.identityKey, identityNumber),
    ofLookupFactor: (dossier, factor) => digest(secrets.lookupKey, `${dossier}\n${factor}`),
  }
}
