import { createHash } from 'node:crypto'
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import * as z from 'zod'
import type { Bill, BillProof } from '../../dossier/history/bill.ts'
import { lazily } from '../../lazily.ts'
import type { Bills } from '../../ports.ts'
import { isAbsent, reach } from '../reach.ts'

const neighbour = 'the audit bucket'
const prefix = 'bills/'
const keyOf = (day: string): string => `${prefix}${day}.json`

const shapes = lazily(() => {
  const hex = z.string().regex(/^[0-9a-f]{64}$/)
  const statement = z.strictObject({
    format: z.literal(1),
    n: z.int().min(1),
    day: z.string(),
    from: z.string(),
    until: z.string(),
    count: z.int().min(0),
    root: hex,
    previous: z.union([hex, z.literal('')]),
    key: hex,
  })
  const line = z.tuple([z.string(), z.int().min(1), hex])
  const bill: z.ZodType<Bill> = z.strictObject({ statement, lines: z.array(line), signature: z.string() })
  const proofs: z.ZodType<BillProof[]> = z.array(
    z.strictObject({
      statement,
      signature: z.string(),
      line,
      path: z.array(z.strictObject({ side: z.enum(['left', 'right']), digest: hex })),
    }),
  )
  return { bill, proofs }
})

/** Reads the proofs of an archive. Throws on whatever was not written as such. */
export function proofsOfJson(json: string): readonly BillProof[] {
  return shapes().proofs.parse(JSON.parse(json))
}

/** Reads a bill's file. Throws on whatever `keep` did not write. */
export function billOf(json: string): Bill {
  return shapes().bill.parse(JSON.parse(json))
}

/** Bills as objects named by their day, in a bucket whose objects are locked as they arrive. */
export function createBills(bucket: { s3: S3Client; readonly auditBucket: string }): Bills {
  const { s3 } = bucket
  return {
    async keep(kept) {
      const body = `${JSON.stringify(kept)}\n`
      const command = new PutObjectCommand({
        Bucket: bucket.auditBucket,
        Key: keyOf(kept.statement.day),
        Body: body,
        ContentType: 'application/json',
        ChecksumSHA256: createHash('sha256').update(body).digest('base64'),
        // The lock keeps every version; this keeps a second one from being written before the first.
        IfNoneMatch: '*',
      })
      try {
        await reach(neighbour, () => s3.send(command))
        return 'kept'
      } catch (error) {
        if (error instanceof Error && error.name === 'PreconditionFailed') return 'stands'
        throw error
      }
    },
    async read(day) {
      try {
        const command = new GetObjectCommand({ Bucket: bucket.auditBucket, Key: keyOf(day) })
        const got = await reach(neighbour, () => s3.send(command))
        return billOf((await got.Body?.transformToString()) ?? '')
      } catch (error) {
        if (isAbsent(error)) return undefined
        throw error
      }
    },
    async *days() {
      let after: string | undefined
      do {
        const command = new ListObjectsV2Command({
          Bucket: bucket.auditBucket,
          Prefix: prefix,
          ...(after !== undefined && { StartAfter: after }),
        })
        const listed = await reach(neighbour, () => s3.send(command))
        const keys = (listed.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]))
        yield* keys.map((key) => key.slice(prefix.length, -'.json'.length))
        after = listed.IsTruncated ? keys.at(-1) : undefined
      } while (after !== undefined)
    },
  }
}
