import * as z from 'zod'
import { createCredentials } from '../shared/aws/keys/credentials.ts'
import { createVnpost } from '../shared/connectors/vnpost.ts'
import { partnerWorld } from './wire-partner.ts'
import { settings } from './wiring.ts'

const postKeys = () =>
  z
    .object({ vnpostKey: z.string(), vnpostSecret: z.string() })
    .transform(({ vnpostKey: key, vnpostSecret: secret }) => ({ key, secret }))

/** The city is the post's customer under its own code. */
export function post() {
  return createVnpost({
    ...partnerWorld('post'),
    url: settings.vnpostUrl,
    customerCode: settings.provinceCode,
    credentials: createCredentials({ id: settings.postSecretsId, shape: postKeys }),
  })
}
