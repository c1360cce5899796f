import * as z from 'zod'
import { lazily } from '../lazily.ts'
import type { Message } from './messages.ts'
import { readMessage } from './read.ts'

/** All that a ring is about; whatever else an older or younger version wrote beside it does not matter. */
const anyBell = lazily(() =>
  z.object({ dossier: z.string().min(1).max(200), n: z.coerce.number().int().min(1).catch(1) }),
)

/**
 * Reads a message of any age. A doorbell only says which history to read, so that a dossier's id is enough to ring again,
 * whatever schema it was written under; anything else must still be readable today.
 */
export function readOldMessage(body: string): Message | undefined {
  const read = readMessage(body)
  if ('message' in read) return read.message
  try {
    const { data } = anyBell().safeParse(JSON.parse(body))
    return data && { kind: 'doorbell', ...data }
  } catch {
    return undefined
  }
}
