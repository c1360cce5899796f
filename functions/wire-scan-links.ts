import { openBuckets } from '../shared/aws/buckets/bucket-client.ts'
import { createScanLinks } from '../shared/aws/buckets/scan-links.ts'
import { settings } from './wiring.ts'

/** Each bucket is asked for by name only when it is used. */
export function buckets() {
  return {
    s3: openBuckets(),
    get quarantineBucket() {
      return settings.quarantineBucket
    },
    get cleanBucket() {
      return settings.cleanBucket
    },
  }
}

export const scanLinks = () => createScanLinks(buckets())
