import * as z from 'zod'
import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createCredentials } from '../shared/aws/keys/credentials.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { createSyncLedger } from '../shared/aws/sending/sync-ledger.ts'
import { registerAtMinistry, registerOnPortal } from '../shared/connectors/case-register.ts'
import { createMinistry } from '../shared/connectors/ministry.ts'
import { createNationalPortal } from '../shared/connectors/national-portal.ts'
import { lateObjects } from './wire-late.ts'
import { partnerWorld } from './wire-partner.ts'
import { doorbells } from './wire-workers.ts'
import { catalogueOn, settings, table, time } from './wiring.ts'

/** What the synchronisation reads and writes. */
export function portalDesk() {
  const all = table()
  return {
    ...time,
    dossiers: createDossiers(all),
    marks: createMarks(all),
    catalogue: catalogueOn(all),
    syncLedger: createSyncLedger(all),
    objects: lateObjects(),
    doorbells: doorbells(),
    province: settings.provinceCode,
  }
}

const portalKeys = () =>
  z.object({ portalsUser: z.string(), portalsSecret: z.string() }).transform((keys) => ({
    username: keys.portalsUser,
    password: keys.portalsSecret,
  }))

/** Whichever of the two interfaces the stage names; both stand behind one secret. */
export function caseRegister() {
  const common = {
    ...partnerWorld('portal'),
    url: settings.portalUrl,
    credentials: createCredentials({ id: settings.portalsSecretsId, shape: portalKeys }),
  }
  return settings.portalInterface === 'ministry'
    ? registerAtMinistry(createMinistry(common))
    : registerOnPortal(
        createNationalPortal({
          ...common,
          unitCode: settings.provinceCode,
          destination: settings.portalDestination,
          catalogueCircuit: partnerWorld('portal-catalogues').circuit,
        }),
      )
}
