import { openBuckets } from '../shared/aws/buckets/bucket-client.ts'
import { createLongTexts } from '../shared/aws/buckets/long-texts.ts'
import { settings } from './wiring.ts'

/** Texts that are too long for the table; the bucket is asked for by name only when it is used. */
export function longTexts() {
  return createLongTexts({
    s3: openBuckets(),
    get catalogueBucket() {
      return settings.catalogueBucket
    },
  })
}
