import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { contentOf, type Item, type Key } from './items.ts'
import { reach } from './reach.ts'

/** The bucket for what is too long for an item of the table. */
export interface LongTexts {
  s3: S3Client
  readonly catalogueBucket: string
}

/** Bytes of JSON; the table takes 400 KB an item, keys and marshalling included. */
const mostBytes = 300_000

/** An item that holds its content, or the key of the object that does. */
export async function itemWith(texts: LongTexts, key: Key, content: object): Promise<Item> {
  const json = JSON.stringify(content)
  if (Buffer.byteLength(json) <= mostBytes) return { ...key, d: content }
  const object = `${key.pk}/${key.sk}.json`
  const command = new PutObjectCommand({
    Bucket: texts.catalogueBucket,
    Key: object,
    Body: json,
    ContentType: 'application/json',
  })
  await reach('the buckets', () => texts.s3.send(command))
  return { ...key, object }
}

export async function contentWith<T>(texts: LongTexts, item: Item): Promise<T> {
  if (typeof item.object !== 'string') return contentOf<T>(item)
  const command = new GetObjectCommand({ Bucket: texts.catalogueBucket, Key: item.object })
  const json = await reach('the buckets', async () => (await texts.s3.send(command)).Body?.transformToString())
  return contentOf<T>({ d: JSON.parse(json ?? 'null') })
}
