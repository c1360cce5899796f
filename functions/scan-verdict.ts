import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createScans } from '../shared/aws/dossiers/scans.ts'
import { eventHandler } from '../shared/aws/lambda/event-bridge.ts'
import { settleVerdict } from '../shared/desk/scans/settle-verdict.ts'
import { lazily } from '../shared/lazily.ts'
import { log } from '../shared/log.ts'
import { readVerdict } from '../shared/messages/read-verdict.ts'
import { lateObjects } from './wire-late.ts'
import { table, time } from './wiring.ts'

const desk = lazily(() => {
  const all = table()
  return { ...time, scans: createScans(all), dossiers: createDossiers(all), objects: lateObjects() }
})

/** Kiểm tra tệp: the malware service's verdict on a scan. One that finds a threat, or is told again, asks no bucket. */
export const handler = eventHandler(async (detail, { id }) => {
  const { key, verdict } = readVerdict(detail)
  log({ job: 'scan-verdict', requestId: id, outcome: await settleVerdict(desk(), key, verdict) })
})
