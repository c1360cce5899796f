import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { Digests } from '../../ports.ts'
import type { DigestKeys } from './digest-keys.ts'

/** Keyed digests (HMAC-SHA-256): without the secret nobody can try out identity numbers on a copy of the table. */
export function createDigests(keys: DigestKeys): Digests {
  const digest = (key: KeyObject, text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const [identityKey, lookupKey] = [keyOf(keys.identityKey), keyOf(keys.lookupKey)]
  return {
    ofIdentity: (identityNumber) => digest(identityKey, identityNumber),
    ofLookupFactor: (dossier, factor) => digest(lookupKey, `${dossier}\n${factor}`),
  }
}

/** Read once: Node reads a key that is handed over as text anew for each digest. */
const keyOf = (text: string): KeyObject => createSecretKey(Buffer.from(text, 'utf8'))
