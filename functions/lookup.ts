import { createMachines } from '../shared/aws/catalogue/machines.ts'
import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createLookUps } from '../shared/aws/dossiers/look-ups.ts'
import { httpHandler } from '../shared/aws/lambda/http.ts'
import { lookup } from '../shared/http/answers/lookup.ts'
import { machineSchemas, publicSchemas } from '../shared/http/schemas/open-doors.ts'
import { serve } from '../shared/http/serve.ts'
import { catalogueOn, digests, once, settings, table, time } from './wiring.ts'

const desk = once(async () => {
  const all = table()
  const records = {
    dossiers: createDossiers(all),
    lookUps: createLookUps(all),
    catalogue: catalogueOn(all),
    machines: createMachines(all),
  }
  return { ...time, ...records, digests: await digests() }
})

/** Tra cứu: one dossier by the code and secret of its receipt; for machines, those of their agency by code alone. */
export const handler = httpHandler(
  serve({
    serves: 'lookup',
    answers: lookup,
    schemas: { ...machineSchemas, ...publicSchemas },
    desk,
    issuers: { machine: settings.staffIssuer },
  }),
)
