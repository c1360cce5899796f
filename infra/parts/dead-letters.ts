import { Duration } from 'aws-cdk-lib'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'
import { type AlarmBell, fiveMinutes } from './alarm-bell.ts'
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

/** What failed for good: set aside into the table, and an alarm for each message that is taken from it. */
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
    // A letter is taken within ten minutes, and an alarm of its own rings when nobody takes any.
    props.bell.ringsFor(id, {
      heading: props.heading,
      whenItFails: props.whenItFails,
      metric: this.queue.metricNumberOfMessagesReceived({ period: fiveMinutes, statistic: 'Sum' }),
    })
  }
}
