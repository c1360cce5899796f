import { scheduleHandler } from '../shared/aws/lambda.ts'
import { askAfterErrands } from '../shared/desk/partner-errands.ts'
import { log } from '../shared/log.ts'
import { taxOffice } from './wire-tax-office.ts'
import { workerDesk } from './wire-workers.ts'
import { once } from './wiring.ts'

const desk = once(async () => ({ ...(await workerDesk()), taxOffice: taxOffice() }))

/** Thông báo nộp tiền: asks after what partners have, every ten minutes, and notes whose acknowledgement is overdue. */
export const handler = scheduleHandler(async () => {
  log({ job: 'transfers', outcome: 'errands-asked', count: await askAfterErrands(await desk()) })
})
