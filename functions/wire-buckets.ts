import { createObjects } from '../shared/aws/buckets/objects.ts'
import { buckets } from './wire-scan-links.ts'

export const objects = () => createObjects(buckets())
