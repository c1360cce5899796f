import { Duration } from 'aws-cdk-lib'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { DeadLetters, type DeadLettersProps } from './dead-letters.ts'
import type { DeskFunction } from './function.ts'
import { permit } from './permit.ts'

export interface WorkedQueueProps extends Omit<DeadLettersProps, 'fifo'> {
  /** The setting by which senders find the queue. */
  setting: `${string}_QUEUE_URL`
  worker: DeskFunction
  /** At most so many workers at once, to spare the partner behind; at least 2. */
  maxConcurrency: number
}

/** A FIFO queue with its worker, its dead letters and its alarm: none of them comes alone. */
export class WorkedQueue extends Construct {
  readonly queue: Queue
  private readonly setting: string

  constructor(scope: Construct, id: string, props: WorkedQueueProps) {
    super(scope, id)
    this.setting = props.setting
    const dead = new DeadLetters(this, `${id}-dead`, { ...props, fifo: true })
    this.queue = new Queue(this, 'queue', {
      fifo: true,
      // Senders name their own deduplication id; the content stands in where they have none.
      contentBasedDeduplication: true,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(6 * (props.worker.timeout?.toSeconds() ?? 60)),
      deadLetterQueue: { queue: dead.queue, maxReceiveCount: 5 },
    })
    props.worker.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 10,
        maxConcurrency: props.maxConcurrency,
        reportBatchItemFailures: true,
      }),
    )
  }

  openToSending(fn: LambdaFunction) {
    permit(fn, `${this.node.id.replaceAll('-', '')}Sending`, ['sqs:SendMessage'], [this.queue.queueArn])
    fn.addEnvironment(this.setting, this.queue.queueUrl)
  }
}
