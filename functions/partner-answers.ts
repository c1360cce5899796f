import { scheduleHandler } from '../shared/aws/lambda.ts'
import { readArrivedLetters } from '../shared/desk/letter-errands.ts'
import { askAfterErrands } from '../shared/desk/partner-errands.ts'
import { log } from '../shared/log.ts'
import { lateObjects } from './wire-late.ts'
import { letterAxis } from './wire-letters.ts'
import { taxOffice } from './wire-tax-office.ts'
import { workerDesk } from './wire-workers.ts'
import { once, settings } from './wiring.ts'

const desk = once(async () => ({
  ...(await workerDesk()),
  taxOffice: taxOffice(),
  letterAxis: letterAxis(),
  objects: lateObjects(),
}))

/** Thông báo nộp tiền, văn bản đến: asks after what partners have, every ten minutes, and notes whose acknowledgement is overdue. */
export const handler = scheduleHandler(async () => {
  const all = await desk()
  // Before what is out is asked after: an answer that has arrived needs no acknowledgement any more.
  const arrived = await readArrivedLetters(all, settings.lettersAfter).then(
    (count) => ({ count }),
    (error: unknown) => ({ error }),
  )
  log({ job: 'transfers', outcome: 'errands-asked', count: await askAfterErrands(all) })
  if ('error' in arrived) throw arrived.error
  log({ job: 'transfers', outcome: 'letters-entered', count: arrived.count })
})
