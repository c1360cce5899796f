import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { credentials, region } from '../local/account.ts'
import { isHeld } from '../local/data-lock.ts'

const running = z.object({ dynamodb: z.string(), tableName: z.string() })

/** The table the environment names (as on AWS), or the one of the system that runs on the data folder. */
export function tableInReach(): { db: DynamoDBClient; name: string } | undefined {
  const name = process.env.TABLE_NAME
  if (name !== undefined) return { db: new DynamoDBClient({ maxAttempts: 10 }), name }
  const dataDir = resolve(process.env.MOT_CUA_DATA ?? '.data')
  const file = join(dataDir, 'endpoints.json')
  if (!isHeld(dataDir) || !existsSync(file)) return undefined
  const found = running.parse(JSON.parse(readFileSync(file, 'utf8')))
  return { db: new DynamoDBClient({ endpoint: found.dynamodb, region, credentials }), name: found.tableName }
}

export const noTable =
  'Không có bảng nào: hãy chạy npm start trước (ở cửa sổ khác), hoặc đặt TABLE_NAME và AWS_REGION để nối tới AWS.'
