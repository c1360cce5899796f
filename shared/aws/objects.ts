import { createHash } from 'node:crypto'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { instantOf } from '../calendar/day.ts'
import type { Scan } from '../dossier/dossier.ts'
import type { Objects } from '../ports.ts'
import { putInParts } from './put-in-parts.ts'
import { isAbsent, reach } from './reach.ts'

/** The buckets; reports lie in the clean one under `reports/`, sheets under `sheets/`. Names are asked for when they are needed. */
export interface Buckets {
  s3: S3Client
  readonly quarantineBucket: string
  readonly cleanBucket: string
}

const uploadSeconds = 15 * 60
const downloadSeconds = 5 * 60
const neighbour = 'the buckets'
const reportKey = (key: string): string => `reports/${key}`
const sheetKey = (key: string): string => `sheets/${key}`
const archiveKey = (key: string): string => `archives/${key}.zip`

export function createObjects(buckets: Buckets): Objects {
  const { s3 } = buckets
  return {
    uploadLink: (scan) => signUpload(s3, buckets.quarantineBucket, scan.quarantineKey, scan),
    downloadLink: (cleanKey, fileName) => linkTo(s3, buckets.cleanBucket, cleanKey, fileName),
    arrived: (quarantineKey) => sizeOf(s3, buckets.quarantineBucket, quarantineKey),
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

/** A link for one upload of exactly the file announced. */
export async function signUpload(s3: S3Client, Bucket: string, Key: string, file: Announced) {
  const checksum = Buffer.from(file.sha256, 'hex').toString('base64')
  const headers = {
    'content-type': file.type,
    'content-length': String(file.size),
    'x-amz-checksum-sha256': checksum,
    'if-none-match': '*',
  }
  const command = new PutObjectCommand({
    Bucket,
    Key,
    ContentType: file.type,
    ContentLength: file.size,
    ChecksumSHA256: checksum,
    IfNoneMatch: '*',
  })
  // Signed as headers, not moved into the address: one upload, of exactly the file announced, once.
  const signed = new Set(Object.keys(headers))
  const url = await getSignedUrl(s3, command, {
    expiresIn: uploadSeconds,
    signableHeaders: new Set([...signed, 'host']),
    unhoistableHeaders: signed,
  })
  return { url, headers, expiresAt: secondsFromNow(uploadSeconds) }
}

interface Announced {
  type: string
  size: number
  sha256: string
}

export async function linkTo(s3: S3Client, bucket: string, key: string, fileName: string) {
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    ResponseContentDisposition: attachmentNamed(fileName),
  })
  const url = await getSignedUrl(s3, command, { expiresIn: downloadSeconds })
  return { url, expiresAt: secondsFromNow(downloadSeconds) }
}

export function sizeOf(s3: S3Client, bucket: string, key: string): Promise<{ size: number } | undefined> {
  return absentAs(async () => {
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }))
    return { size: head.ContentLength ?? 0 }
  })
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

export async function absentAs<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await reach(neighbour, call)
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

/** RFC 6266: the Vietnamese name travels encoded, and no character of it can end the header. */
export function attachmentNamed(fileName: string): string {
  const named = fileName
    .normalize('NFC')
    .replaceAll(/[\p{Cc}/\\]/gu, '_')
    .toWellFormed()
  const encoded = encodeURIComponent(named).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename*=UTF-8''${encoded}`
}

function secondsFromNow(seconds: number): string {
  return instantOf(new Date(Date.now() + seconds * 1000))
}
