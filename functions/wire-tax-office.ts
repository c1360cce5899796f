import * as z from 'zod'
import { createCredentials } from '../shared/aws/credentials.ts'
import { createMarks } from '../shared/aws/marks.ts'
import { createCircuit } from '../shared/connectors/circuit.ts'
import { createTaxOffice } from '../shared/connectors/tax-office.ts'
import { settings, table, time } from './wiring.ts'

const officeKeys = z.object({ officesSecret: z.string() }).transform(({ officesSecret: secret }) => ({ secret }))

/** The tax office, for obligations on land; the city is the sender under its own code. */
export function taxOffice() {
  const { pause, chance } = time
  const world = { pause, chance, nowMs: Date.now }
  const hosts = settings.partnerHosts
  return createTaxOffice({
    ...world,
    url: settings.taxOfficeUrl,
    senderCode: settings.provinceCode,
    network: { hosts, onLoopback: hosts.includes('loopback') },
    credentials: createCredentials({ id: settings.officesSecretsId, shape: officeKeys }),
    circuit: createCircuit({ ...world, partner: 'tax-office', marks: createMarks(table()) }),
  })
}
