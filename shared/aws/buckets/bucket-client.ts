import { S3Client } from '@aws-sdk/client-s3'
import { patience } from '../patience.ts'

/** Buckets. A stand-in has no bucket in its host name; checksums are sent only where we set them, so links stay exact. */
export function openBuckets(): S3Client {
  return new S3Client({
    ...patience,
    requestHandler: { ...patience.requestHandler, socketTimeout: 20_000 },
    forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}
