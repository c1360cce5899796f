import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { reach } from '../reach.ts'
import type { LongTexts } from '../table/long-items.ts'

const neighbour = 'the buckets'

/** Long texts as objects of the catalogue's bucket. Throws Outage. */
export function createLongTexts(bucket: { s3: S3Client; readonly catalogueBucket: string }): LongTexts {
  return {
    async put(Key, Body) {
      const command = new PutObjectCommand({
        Bucket: bucket.catalogueBucket,
        Key,
        Body,
        ContentType: 'application/json',
      })
      await reach(neighbour, () => bucket.s3.send(command))
    },
    async get(Key) {
      const command = new GetObjectCommand({ Bucket: bucket.catalogueBucket, Key })
      const text = await reach(neighbour, async () => (await bucket.s3.send(command)).Body?.transformToString())
      return text ?? 'null'
    },
  }
}
