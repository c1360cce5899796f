import { Duration } from 'aws-cdk-lib'
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { type AlarmBell, fiveMinutes } from './alarm-bell.ts'
import type { DossierTable } from './dossier-table.ts'
import type { DeskFunction } from './function.ts'
import { NightlyRun } from './nightly-run.ts'
import type { RecordBucket } from './record-bucket.ts'

export interface CountingProps {
  table: DossierTable
  fn: DeskFunction
  sweep: DeskFunction
  failures: RecordBucket
  missed: IQueue
  bell: AlarmBell
}

/** The second reader of the stream, and the last it serves: whose history grew is counted anew, many dossiers in one transaction. */
export class Counting extends Construct {
  constructor(scope: Construct, id: string, props: CountingProps) {
    super(scope, id)
    const { fn, sweep, failures, bell, table } = props
    const eventSourceArn = table.openStreamTo(fn)
    failures.permitObjects(fn, 'StreamFailureKeeping', ['s3:PutObject'])
    failures.permitAbsence(fn, 'StreamFailureListing')
    table.openToBilling(sweep)

    fn.addEventSourceMapping('stream', {
      eventSourceArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 500,
      // What comes within five minutes shares rows and marks: figures may be so old, and cost less. It is the longest there is.
      maxBatchingWindow: Duration.minutes(5),
      parallelizationFactor: 1,
      retryAttempts: 5,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: { bind: () => ({ destination: failures.bucketArn }) },
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('EVENT#') } } },
        }),
      ],
    })
    new NightlyRun(this, 'sweep', {
      fn: sweep,
      when: 'cron(15 2 * * ? *)',
      missed: props.missed,
      retries: 5,
      withinSeconds: 3600,
    })
    bell.ringsFor('counting-age', {
      heading: 'Counting falling behind',
      whenItFails: 'Leaders and the public page see figures of some minutes ago; no dossier waits for them.',
      metric: fn.metric('IteratorAge', { statistic: 'Maximum', period: fiveMinutes }),
      above: Duration.minutes(10).toMilliseconds(),
    })
  }
}
