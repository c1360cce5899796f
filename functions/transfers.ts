import { createScans } from '../shared/aws/dossiers/scans.ts'
import { queueHandler } from '../shared/aws/lambda/queue.ts'
import { createAgencyNotices } from '../shared/aws/sending/agency-notices.ts'
import { workTransfers } from '../shared/desk/interlinked/work-transfers.ts'
import { workLetter } from '../shared/desk/set-asides/set-aside.ts'
import { lateObjects } from './wire-late.ts'
import { lateMail } from './wire-late-mail.ts'
import { letterAxis } from './wire-letters.ts'
import { taxOffice } from './wire-tax-office.ts'
import { workerDesk } from './wire-workers.ts'
import { once, table } from './wiring.ts'

const desk = once(async () => ({
  ...(await workerDesk()),
  mail: lateMail(),
  taxOffice: taxOffice(),
  letterAxis: letterAxis(),
  objects: lateObjects(),
  scans: createScans(table()),
  agencyNotices: createAgencyNotices(table()),
}))

/** Chuyển liên thông: acknowledgement and notice to the other agency; slips to the tax office, letters over the axis. */
export const handler = queueHandler(async (body, meta) => {
  const all = await desk()
  await workLetter(all, { ...meta, body }, ['doorbell'], (message) => workTransfers(all, message))
})
