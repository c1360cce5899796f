import { scheduleHandler } from '../shared/aws/lambda.ts'
import { createMarks } from '../shared/aws/marks.ts'
import { pollTracking } from '../shared/desk/poll-tracking.ts'
import { log } from '../shared/log.ts'
import { post } from './wire-post.ts'
import { doorbells } from './wire-workers.ts'
import { table, time } from './wiring.ts'

const desk = { ...time, marks: createMarks(table()), doorbells: doorbells(), post: post() }

/** Hành trình bưu gửi: asks the post what moved, every five minutes. */
export const handler = scheduleHandler(async () => {
  log({ job: 'postal-tracking', outcome: 'polled', count: await pollTracking(desk) })
})
