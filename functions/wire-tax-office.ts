import * as z from 'zod'
import { createCredentials } from '../shared/aws/keys/credentials.ts'
import { createTaxOffice } from '../shared/connectors/tax-office.ts'
import { partnerWorld } from './wire-partner.ts'
import { settings } from './wiring.ts'

const officeKeys = () => z.object({ officesSecret: z.string() }).transform(({ officesSecret: secret }) => ({ secret }))

/** The tax office, for obligations on land; the city is the sender under its own code. */
export function taxOffice() {
  return createTaxOffice({
    ...partnerWorld('tax-office'),
    url: settings.taxOfficeUrl,
    senderCode: settings.provinceCode,
    credentials: createCredentials({ id: settings.officesSecretsId, shape: officeKeys }),
  })
}
