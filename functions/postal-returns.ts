import { queueHandler } from '../shared/aws/lambda/queue.ts'
import { workPostalReturns } from '../shared/desk/post/work-postal-returns.ts'
import { workLetter } from '../shared/desk/set-asides/set-aside.ts'
import { post } from './wire-post.ts'
import { workerDesk } from './wire-workers.ts'
import { once } from './wiring.ts'

const desk = once(async () => ({ ...(await workerDesk()), post: post() }))

/** Trả kết quả qua bưu chính: orders at the post, and what its tracking tells. */
export const handler = queueHandler(async (body, meta) => {
  const all = await desk()
  await workLetter(all, { ...meta, body }, ['doorbell', 'tracking'], (message) => workPostalReturns(all, message))
})
