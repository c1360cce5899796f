import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod'
import type { RungQueue } from '../../shared/aws/sending/doorbells.ts'
import { required } from '../../shared/settings.ts'
import { credentials, region } from '../local/account.ts'

/** A queue that were missing here could not be sent to from here; it would not compile. */
export const settings: Record<RungQueue, string> = {
  transfers: 'TRANSFERS_QUEUE_URL',
  'postal-returns': 'POSTAL_RETURNS_QUEUE_URL',
  notices: 'NOTICES_QUEUE_URL',
  sheets: 'SHEETS_QUEUE_URL',
  payments: 'PAYMENTS_QUEUE_URL',
  search: 'SEARCH_QUEUE_URL',
  portal: 'PORTAL_QUEUE_URL',
  webhooks: 'WEBHOOKS_QUEUE_URL',
  imports: 'IMPORTS_QUEUE_URL',
  archives: 'ARCHIVES_QUEUE_URL',
  reporting: 'REPORTING_QUEUE_URL',
}
const running = z.object({ sqs: z.string(), queues: z.record(z.string(), z.string()) })

/** Where the queues are: as the environment says (on AWS), or in the system that runs on the data folder. */
export function queuesInReach(): (want: RungQueue) => string {
  if (process.env.TABLE_NAME !== undefined) return (want) => required(process.env, settings[want])
  const file = join(resolve(process.env.MOT_CUA_DATA ?? '.data'), 'endpoints.json')
  const { sqs, queues } = running.parse(JSON.parse(readFileSync(file, 'utf8')))
  process.env.AWS_ENDPOINT_URL_SQS = sqs
  process.env.AWS_REGION = region
  process.env.AWS_ACCESS_KEY_ID = credentials.accessKeyId
  process.env.AWS_SECRET_ACCESS_KEY = credentials.secretAccessKey
  return (want) => required(queues, settings[want])
}
