import * as z from 'zod'
import { createCredentials } from '../shared/aws/credentials.ts'
import { createMarks } from '../shared/aws/marks.ts'
import { createCircuit } from '../shared/connectors/circuit.ts'
import { createVnpost } from '../shared/connectors/vnpost.ts'
import { settings, table, time } from './wiring.ts'

const postKeys = z
  .object({ vnpostKey: z.string(), vnpostSecret: z.string() })
  .transform(({ vnpostKey: key, vnpostSecret: secret }) => ({ key, secret }))

/** The city is the post's customer under its own code. */
export function post() {
  const { pause, chance } = time
  const world = { pause, chance, nowMs: Date.now }
  const hosts = settings.partnerHosts
  return createVnpost({
    ...world,
    url: settings.vnpostUrl,
    customerCode: settings.provinceCode,
    network: { hosts, onLoopback: hosts.includes('loopback') },
    credentials: createCredentials({ id: settings.postSecretsId, shape: postKeys }),
    circuit: createCircuit({ ...world, partner: 'post', marks: createMarks(table()) }),
  })
}
