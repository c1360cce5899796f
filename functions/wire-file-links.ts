import * as z from 'zod'
import { createCredentials } from '../shared/aws/keys/credentials.ts'
import { createFileLinks } from '../shared/connectors/file-links.ts'
import { settings, time } from './wiring.ts'

const text = () => z.string().optional().catch(undefined)

/** Put in by hand beside the portal's own; while they are missing files are named only, and no link holds. */
const linkKeys = () =>
  z
    .object({
      portalsFileKey: text(),
      portalsFileKeyBefore: text(),
      portalsFileToken: text(),
      portalsFileTokenBefore: text(),
      portalsFileBeforeUntil: text(),
    })
    .transform((kept) => ({
      link: rotated(kept.portalsFileKey, kept.portalsFileKeyBefore),
      token: rotated(kept.portalsFileToken, kept.portalsFileTokenBefore),
      ...(kept.portalsFileBeforeUntil !== undefined && { beforeUntil: kept.portalsFileBeforeUntil }),
    }))

function rotated(now: string | undefined, before: string | undefined) {
  return { ...(now !== undefined && { now }), ...(before !== undefined && { before }) }
}

/** Links to files for the national portal, as the stage lets them be told. */
export function fileLinks() {
  return createFileLinks({
    address: settings.apiAddress,
    days: settings.portalFileDays,
    from: settings.portalFileFrom,
    bearing: settings.portalFileBearing,
    credentials: createCredentials({ id: settings.portalsSecretsId, shape: linkKeys }),
    now: time.now,
  })
}
