import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { Digests } from '../ports.ts'
import type { Secrets } from './secrets.ts'

/** Keyed digests (HMAC-SHA-256): without the secret nobody can try out identity numbers on a copy of the table. */
export function createDigests(secrets: Pick<Secrets, 'identityKey' | 'lookupKey'>): Digests {
  const digest = (key: KeyObject, text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const [identityKey, lookupKey] = [keyOf(secrets.identityKey), keyOf(secrets.lookupKey)]
  return {
    ofIdentity: (identityNumber) => digest(identityKey, identityNumber),
    ofLookupFactor: (dossier, factor) => digest(lookupKey, `${dossier}\n${factor}`),
  }
}

/** Read once: Node reads a key that is handed over as text anew for each digest. */
const keyOf = (text: string): KeyObject => createSecretKey(Buffer.from(text, 'utf8'))
