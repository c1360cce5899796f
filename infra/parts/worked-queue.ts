import { Duration } from 'aws-cdk-lib'
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { fiveMinutes } from './alarm-bell.ts'
import { DeadLetters, type DeadLettersProps } from './dead-letters.ts'
import type { DeskFunction } from './function.ts'
import { permit } from './permit.ts'

export interface WorkedQueueProps extends Omit<DeadLettersProps, 'fifo'> {
  /** The setting by which senders find the queue. */
  setting: `${string}_QUEUE_URL`
  worker: DeskFunction
  /** At most so many workers at once, to spare the partner behind; at least 2. */
  maxConcurrency: number
  /** Letters a worker takes at once, ten as a rule; one where a letter may take the worker's whole time. */
  batchSize?: number
  /** Receptions before a message is a dead letter; more where a partner behind may be away for hours. */
  tries?: number
}

/** A letter older than this, in seconds, or more of them than this: the worker does not keep up. */
const late = { age: 900, depth: 5_000 }

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
      deadLetterQueue: { queue: dead.queue, maxReceiveCount: props.tries ?? 5 },
    })
    props.worker.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: props.batchSize ?? 10,
        maxConcurrency: props.maxConcurrency,
        reportBatchItemFailures: true,
      }),
    )
    this.ringWhenLate(id.replace(/-queue$/, ''), props)
  }

  /** One alarm for age and depth alike. */
  private ringWhenLate(name: string, { bell, whenItFails }: WorkedQueueProps) {
    bell.ringsFor(`${name}-late`, {
      heading: `Queue ${name} falls behind`,
      whenItFails,
      metric: new MathExpression({
        expression: `IF(FILL(age, 0) > ${late.age}, 1, 0) + IF(FILL(depth, 0) > ${late.depth}, 1, 0)`,
        label: 'age or depth',
        period: fiveMinutes,
        usingMetrics: {
          age: this.queue.metricApproximateAgeOfOldestMessage({ period: fiveMinutes, statistic: 'Maximum' }),
          depth: this.queue.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes, statistic: 'Maximum' }),
        },
      }),
    })
  }

  openToSending(fn: LambdaFunction) {
    permit(fn, `${this.node.id.replaceAll('-', '')}Sending`, ['sqs:SendMessage'], [this.queue.queueArn])
    fn.addEnvironment(this.setting, this.queue.queueUrl)
  }
}
