/**
 * `npm run load [-- COUNT]`: fills the running system with 20,000 dossiers in mixed states, through the real rules. Stopped, it goes
 * on where it was; asked for more, it adds.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import * as z from 'zod'
import { createDigests } from '../../shared/aws/keys/digests.ts'
import { dayOf, earlier, instantOf } from '../../shared/calendar/day.ts'
import { resultFile, resultKey } from '../load/chunk-desk.ts'
import { loadDossiers } from '../load/load.ts'
import { credentials, region } from '../local/account.ts'
import { keepSecrets } from '../local/secrets.ts'
import { noTable, tableInReach } from './table-in-reach.ts'

const places = z.object({ s3: z.string(), cleanBucket: z.string() })

const [asked = '20000'] = process.argv.slice(2)
const count = Number(asked)
const dataDir = process.env.MOT_CUA_DATA ?? '.data'
// Only a stack on this machine: what is loaded stands for nobody.
const reached = process.env.TABLE_NAME === undefined ? tableInReach() : undefined
if (!reached || !Number.isInteger(count) || count < 1) {
  console.error(reached ? 'Cách dùng: npm run load [-- SỐ HỒ SƠ]' : noTable)
  process.exit(2)
}
await putResult()
const begun = performance.now()
const until = dayOf(earlier(instantOf(new Date()), 86_400))
const { loaded, items } = await loadDossiers(reached.db, reached.name, {
  count,
  chunk: 1000,
  until,
  digests: createDigests(keepSecrets(join(dataDir, 'secrets.json'))),
  progress: (done, of) => console.log(`${done}/${of} hồ sơ, ${((performance.now() - begun) / 1000).toFixed(0)} giây`),
})
console.log(
  `Đã nạp ${loaded} hồ sơ, ${items} mục. Số liệu được đếm dần theo luồng; phiếu in và thông báo không được tạo cho hồ sơ nạp thử.`,
)

/** The decision's file that every loaded result names. */
async function putResult(): Promise<void> {
  const file = join(dataDir, 'endpoints.json')
  const { s3: endpoint, cleanBucket } = places.parse(JSON.parse(readFileSync(file, 'utf8')))
  const s3 = new S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  await s3.send(
    new PutObjectCommand({ Bucket: cleanBucket, Key: resultKey, Body: resultFile.bytes, ContentType: resultFile.type }),
  )
  s3.destroy()
}
