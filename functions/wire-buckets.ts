import { openBuckets } from '../shared/aws/bucket-client.ts'
import { createObjects } from '../shared/aws/objects.ts'
import { settings } from './wiring.ts'

/** Each bucket is asked for by name only when it is used. */
export function objects() {
  return createObjects({
    s3: openBuckets(),
    get quarantineBucket() {
      return settings.quarantineBucket
    },
    get cleanBucket() {
      return settings.cleanBucket
    },
  })
}
