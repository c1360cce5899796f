import { createHash } from 'node:crypto'
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { reach } from '../reach.ts'

/** S3 takes parts of 5 MB and more, 10,000 of them: this size carries all a zip can hold. */
const partBytes = 8 * 1_048_576
const neighbour = 'the buckets'

/**
 * Puts an object as it is made, one part in memory. Only the last call makes it stand: what breaks off before leaves parts
 * that nobody can fetch, and the bucket clears them away. Throws Outage, and what making it throws.
 */
export async function putInParts(
  s3: S3Client,
  { bucket, key, type }: { bucket: string; key: string; type: string },
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ size: number; sha256: string }> {
  const at = { Bucket: bucket, Key: key }
  const begin = new CreateMultipartUploadCommand({ ...at, ContentType: type })
  const { UploadId } = await reach(neighbour, () => s3.send(begin))
  const whole = createHash('sha256')
  const Parts: { PartNumber: number; ETag: string | undefined }[] = []
  let size = 0
  for await (const Body of inParts(pieces)) {
    const PartNumber = Parts.length + 1
    const command = new UploadPartCommand({ ...at, UploadId, PartNumber, Body, ContentLength: Body.length })
    const { ETag } = await reach(neighbour, () => s3.send(command))
    whole.update(Body)
    size += Body.length
    Parts.push({ PartNumber, ETag })
  }
  const end = new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } })
  await reach(neighbour, () => s3.send(end))
  return { size, sha256: whole.digest('hex') }
}

/** Pieces of any size as parts of one size, the last one smaller. */
async function* inParts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = []
  let bytes = 0
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; ) {
      const taken = piece.subarray(from, from + partBytes - bytes)
      waiting.push(taken)
      bytes += taken.length
      from += taken.length
      if (bytes < partBytes) continue
      yield Buffer.concat(waiting)
      waiting = []
      bytes = 0
    }
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}
