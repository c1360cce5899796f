import { Duration } from 'aws-cdk-lib'
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'
import { type AlarmBell, oneMinute } from './alarm-bell.ts'
import type { SetAside } from './set-aside.ts'

export interface DeadLettersProps {
  bell: AlarmBell
  /** The worker that moves each message with its reason into the table. */
  setAside: SetAside
  /** A heading of docs/runbook.md. */
  heading: string
  whenItFails: string
  fifo?: boolean
}

/** What failed for good: set aside into the table, and an alarm for each message that arrives. */
export class DeadLetters extends Construct {
  readonly queue: Queue

  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id)
    this.queue = new Queue(this, 'queue', {
      ...(props.fifo ? { fifo: true, contentBasedDeduplication: true } : {}),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(6 * (props.setAside.timeout?.toSeconds() ?? 30)),
    })
    acknowledge(
      this.queue,
      'AwsSolutions-SQS3',
      'It is a queue of dead letters; a worker sets them aside in the table.',
    )
    props.setAside.takesFrom(this.queue)
    // A letter that comes just before a run is gone before it was counted as lying: what was received counts as much.
    props.bell.ringsFor(id, {
      heading: props.heading,
      whenItFails: props.whenItFails,
      metric: new MathExpression({
        expression: 'FILL(lying, 0) + FILL(received, 0)',
        label: 'dead letters',
        period: oneMinute,
        usingMetrics: {
          lying: this.queue.metricApproximateNumberOfMessagesVisible({ period: oneMinute, statistic: 'Maximum' }),
          received: this.queue.metricNumberOfMessagesReceived({ period: oneMinute, statistic: 'Sum' }),
        },
      }),
    })
  }
}
