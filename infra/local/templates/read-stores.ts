import * as shapes from './property-shapes.ts'
import { parse, type Read, type Reading } from './reading.ts'
import { NotUnderstood } from './resolve.ts'

/** What keeps something: tables, queues, buckets. */
export function storeReaders({ names, model, later }: Reading) {
  const table: Read = (resource, properties) =>
    model.tables.push({ name: names.nameOf(resource), definition: parse(resource, shapes.table, properties) })
  return {
    'AWS::DynamoDB::GlobalTable': table,
    'AWS::DynamoDB::Table': table,
    'AWS::SQS::Queue': (resource, properties) => {
      const attributes = shapes.queueAttributes(parse(resource, shapes.queue, properties))
      model.queues.push({ name: names.nameOf(resource), url: names.ref(resource) ?? '', attributes })
    },
    'AWS::S3::Bucket': (resource, properties) => {
      const { NotificationConfiguration, ObjectLockConfiguration: lock } = parse(resource, shapes.bucket, properties)
      model.buckets.push({
        name: names.nameOf(resource),
        tellsEvents: NotificationConfiguration !== undefined,
        ...(lock && { lockedDays: lock.Rule.DefaultRetention.Days }),
      })
    },
    'Custom::S3BucketNotifications': (resource, properties) => {
      const { BucketName } = parse(resource, shapes.bucketNotifications, properties)
      later.push(() => {
        const bucket = model.buckets.find((one) => one.name === BucketName)
        if (!bucket) throw new NotUnderstood(resource, `there is no bucket ${BucketName} here`)
        bucket.tellsEvents = true
      })
    },
  } satisfies Record<string, Read>
}
