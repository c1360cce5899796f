import { Duration } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterCriteria, FilterRule, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { type AlarmBell, fiveMinutes } from './alarm-bell.ts'
import type { DossierTable } from './dossier-table.ts'
import type { DeskFunction } from './function.ts'
import { NightlyRun } from './nightly-run.ts'
import type { RecordBucket } from './record-bucket.ts'

export interface OutboxProps {
  table: DossierTable
  fn: DeskFunction
  sweep: DeskFunction
  failures: RecordBucket
  missed: IQueue
  bell: AlarmBell
}

/** An event that wants something sent carries a mark; the stream rings for it, and a sweep finds what the stream lost. */
export class Outbox extends Construct {
  constructor(scope: Construct, id: string, props: OutboxProps) {
    super(scope, id)
    const { fn, failures, bell } = props
    const eventSourceArn = props.table.openStreamTo(fn)
    failures.permitObjects(fn, 'StreamFailureKeeping', ['s3:PutObject'])
    failures.permitAbsence(fn, 'StreamFailureListing')

    const mapping = fn.addEventSourceMapping('stream', {
      eventSourceArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 1,
      retryAttempts: 5,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: { bind: () => ({ destination: failures.bucketArn }) },
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
      // A mark is its place in the sparse index.
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: {
            // Wrong tries, notices and what the portal is owed stand in the same index.
            Keys: { sk: { S: FilterRule.beginsWith('EVENT#') } },
            NewImage: { dPk: { S: FilterRule.exists() } },
          },
        }),
      ],
    })
    new NightlyRun(this, 'sweep', {
      fn: props.sweep,
      when: 'rate(10 minutes)',
      missed: props.missed,
      retries: 2,
      withinSeconds: 300,
    })

    bell.ringsFor('outbox-failures', {
      heading: 'Outbox events left in the failure bucket',
      whenItFails:
        'A transfer, parcel or notice was written but not announced; the sweep announces it ten minutes late.',
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'OnFailureDestinationDeliveredEventCount',
        dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
        statistic: 'Sum',
        period: fiveMinutes,
      }),
    })
    bell.ringsFor('outbox-age', {
      heading: 'Outbox falling behind',
      whenItFails: 'Dossiers passed on reach the next agency late, and nobody there sees that they are waiting.',
      metric: fn.metric('IteratorAge', { statistic: 'Maximum', period: fiveMinutes }),
      above: Duration.minutes(10).toMilliseconds(),
    })
  }
}
