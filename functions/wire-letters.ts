import * as z from 'zod'
import { createCredentials } from '../shared/aws/keys/credentials.ts'
import { createLetters } from '../shared/connectors/letters.ts'
import { partnerWorld } from './wire-partner.ts'
import { settings } from './wiring.ts'

const keys = () =>
  z
    .object({ officesUser: z.string(), officesSecret: z.string() })
    .transform(({ officesUser: username, officesSecret: password }) => ({ username, password }))

/** Trục liên thông văn bản, to the document-management systems of the four levels. */
export function letterAxis() {
  return createLetters({
    ...partnerWorld('letters'),
    url: settings.lettersUrl,
    credentials: createCredentials({ id: settings.officesSecretsId, shape: keys }),
  })
}
