import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { instantOf } from '../../calendar/day.ts'
import type { ScanLinks } from '../../ports.ts'
import { isAbsent, reach } from '../reach.ts'

/** The buckets. Names are asked for when they are needed. */
export interface Buckets {
  s3: S3Client
  readonly quarantineBucket: string
  readonly cleanBucket: string
}

const uploadSeconds = 15 * 60
const downloadSeconds = 5 * 60
export const neighbour = 'the buckets'

/** What front ends are given: a function that reads and writes no file carries no more of the buckets' client than this. */
export function createScanLinks(buckets: Buckets): ScanLinks {
  const { s3 } = buckets
  return {
    uploadLink: (scan) => signUpload(s3, buckets.quarantineBucket, scan.quarantineKey, scan),
    downloadLink: (cleanKey, fileName) => linkTo(s3, buckets.cleanBucket, cleanKey, fileName),
    arrived: (quarantineKey) => sizeOf(s3, buckets.quarantineBucket, quarantineKey),
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
