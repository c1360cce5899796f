import { createHash } from 'node:crypto'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { instantOf } from '../../calendar/day.ts'
import type { Scan } from '../../dossier/dossier.ts'
import type { Objects } from '../../ports.ts'
import { reach } from '../reach.ts'
import { putInParts } from './put-in-parts.ts'
import { absentAs, type Buckets, createScanLinks, linkTo, neighbour, sizeOf } from './scan-links.ts'

const reportKey = (key: string): string => `reports/${key}`
const sheetKey = (key: string): string => `sheets/${key}`
const archiveKey = (key: string): string => `archives/${key}.zip`

/** Reports lie in the clean bucket under `reports/`, sheets under `sheets/`. */
export function createObjects(buckets: Buckets): Objects {
  const { s3 } = buckets
  return {
    ...createScanLinks(buckets),
    putQuarantined: (scan, bytes) => putOnce(s3, buckets.quarantineBucket, scan, bytes),
    readQuarantined: (quarantineKey) => bytesOf(s3, buckets.quarantineBucket, quarantineKey),
    readClean: (cleanKey) => bytesOf(s3, buckets.cleanBucket, cleanKey),
    async listClean(Prefix, MaxKeys, StartAfter) {
      const command = new ListObjectsV2Command({
        Bucket: buckets.cleanBucket,
        Prefix,
        MaxKeys,
        ...(StartAfter !== undefined && { StartAfter }),
      })
      const listed = await reach(neighbour, () => s3.send(command))
      const rows = (listed.Contents ?? []).flatMap(({ Key, LastModified }) =>
        Key === undefined || LastModified === undefined ? [] : [{ key: Key, at: instantOf(LastModified) }],
      )
      const last = rows.at(-1)
      return { rows, ...(listed.IsTruncated && last && { next: last.key }) }
    },
    async removeClean(cleanKey) {
      // The bucket keeps versions: this hides the file, and an operator can bring it back.
      const command = new DeleteObjectCommand({ Bucket: buckets.cleanBucket, Key: cleanKey })
      await reach(neighbour, () => s3.send(command))
    },
    async keepClean(quarantineKey, cleanKey, bytes, type) {
      const about = { 'quarantine-key': quarantineKey }
      await put(s3, { bucket: buckets.cleanBucket, key: cleanKey, bytes, type, about })
    },
    async putReport(key, bytes, type) {
      await put(s3, { bucket: buckets.cleanBucket, key: reportKey(key), bytes, type })
    },
    putReportInParts: (key, parts, type) =>
      putInParts(s3, { bucket: buckets.cleanBucket, key: reportKey(key), type }, parts),
    async reportLink(key, fileName) {
      const found = await sizeOf(s3, buckets.cleanBucket, reportKey(key))
      return found && linkTo(s3, buckets.cleanBucket, reportKey(key), fileName)
    },
    async putSheet(key, bytes, type, of) {
      const about = of && { dossier: of.dossier, print: of.print }
      await put(s3, { bucket: buckets.cleanBucket, key: sheetKey(key), bytes, type, ...(about && { about }) })
    },
    sheetOf: (cleanKey) =>
      absentAs(async () => {
        const { Metadata: about } = await s3.send(new HeadObjectCommand({ Bucket: buckets.cleanBucket, Key: cleanKey }))
        return about?.dossier && about.print ? { dossier: about.dossier, print: about.print } : undefined
      }),
    async sheetLink(key, fileName) {
      const found = await sizeOf(s3, buckets.cleanBucket, sheetKey(key))
      return found && linkTo(s3, buckets.cleanBucket, sheetKey(key), fileName)
    },
    putArchive: (key, parts) =>
      putInParts(s3, { bucket: buckets.cleanBucket, key: archiveKey(key), type: 'application/zip' }, parts),
    async archiveLink(key, fileName) {
      const found = await sizeOf(s3, buckets.cleanBucket, archiveKey(key))
      return found && linkTo(s3, buckets.cleanBucket, archiveKey(key), fileName)
    },
  }
}

function bytesOf(s3: S3Client, bucket: string, key: string): Promise<Uint8Array | undefined> {
  return absentAs(async () => {
    const got = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    return got.Body?.transformToByteArray()
  })
}

export interface Parcel {
  bucket: string
  key: string
  bytes: Uint8Array
  type: string
  /** Kept beside the object; identifiers only, for whoever fetches it is shown them. */
  about?: Record<string, string>
}

export async function put(s3: S3Client, { bucket, key, bytes, type, about }: Parcel): Promise<void> {
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: bytes,
    ContentType: type,
    ContentLength: bytes.byteLength,
    ChecksumSHA256: createHash('sha256').update(bytes).digest('base64'),
    ...(about && { Metadata: about }),
  })
  await reach(neighbour, () => s3.send(command))
}

/** Of exactly the file announced, once: a repeat finds it there. */
async function putOnce(s3: S3Client, Bucket: string, scan: Scan, bytes: Uint8Array): Promise<void> {
  const command = new PutObjectCommand({
    Bucket,
    Key: scan.quarantineKey,
    Body: bytes,
    ContentType: scan.type,
    ContentLength: bytes.byteLength,
    ChecksumSHA256: Buffer.from(scan.sha256, 'hex').toString('base64'),
    IfNoneMatch: '*',
  })
  try {
    await reach(neighbour, () => s3.send(command))
  } catch (error) {
    if (!(error instanceof Error && error.name === 'PreconditionFailed')) throw error
  }
}
