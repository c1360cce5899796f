import { scheduleHandler } from '../shared/aws/lambda.ts'
import { createMarks } from '../shared/aws/marks.ts'
import { pollTracking } from '../shared/desk/poll-tracking.ts'
import { log } from '../shared/log.ts'
import { doorbells, post } from './wire-workers.ts'
import { once, table, time } from './wiring.ts'

const desk = once(async () => ({
  ...time,
  marks: createMarks(table()),
  doorbells: doorbells(),
  post: await post(),
}))

/** Hành trình bưu gửi: asks the post what moved, every five minutes. */
export const handler = scheduleHandler(async () => {
  log({ job: 'postal-tracking', outcome: 'polled', count: await pollTracking(await desk()) })
})
