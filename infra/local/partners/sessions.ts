import { createHash } from 'node:crypto'
import type { Asked, Reply } from './stand-in.ts'

/** A session is the secret's own digest: it stays good over a restart of the partner. */
export const sessionOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** Only for whoever brings the session as a bearer. */
export const behindBearer =
  <S>(secret: () => string) =>
  (does: (asked: Asked<S>) => Reply) =>
  (asked: Asked<S>): Reply =>
    asked.headers.authorization === `Bearer ${sessionOf(secret())}` ? does(asked) : { status: 401, json: {} }
