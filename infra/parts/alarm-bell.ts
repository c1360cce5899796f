import { Duration, Stack } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { type IFilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import type { DeskFunction } from './function.ts'

export interface Ring {
  /** A heading of docs/runbook.md. */
  heading: string
  /** Who suffers while this lasts; it becomes the alarm's text. */
  whenItFails: string
  metric: IMetric
  /** The alarm rings above this value. */
  above?: number
  periods?: number
  /** Instead of `above`: it rings below this value, and when nothing is heard at all. */
  below?: number
}

export interface Heard {
  fn: DeskFunction
  pattern: IFilterPattern
  /** The stage's name follows. */
  metric: string
  /** Of which line it is the figure; each line counts one when left out. */
  value?: string
}

export interface AlarmBellProps {
  stage: Stage
  /** It lets CloudWatch in: `records-stack.ts`. */
  key: IKey
  /** Where the alarms stand, and what counts lines for them. */
  watch: Construct
}

/**
 * Wakes whoever is on duty, and says who suffers. The topic stands where it is made, so that nobody has to confirm its mails again;
 * the alarms stand in a stack of their own, which may be taken away and made again.
 */
export class AlarmBell extends Construct {
  private readonly stage: Stage
  private readonly watch: Construct
  private readonly topic: Topic

  constructor(scope: Construct, id: string, { stage, key, watch }: AlarmBellProps) {
    super(scope, id)
    this.stage = stage
    this.watch = watch
    this.topic = new Topic(this, 'topic', { masterKey: key, enforceSSL: true })
    // The rule for TLS replaces the policy a topic is born with, so the alarms have to be let in by name.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Alarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    )
    this.topic.addSubscription(new EmailSubscription(stage.alarmMail))
  }

  ringsFor(id: string, ring: Ring): Alarm {
    const alarm = new Alarm(this.watch, id, {
      // Alarm names are one per account and region; production bears the runbook's heading as it stands.
      alarmName: this.stage.name === 'prod' ? ring.heading : `${ring.heading} (${this.stage.name})`,
      alarmDescription: ring.whenItFails,
      metric: ring.metric,
      evaluationPeriods: ring.periods ?? 1,
      ...(ring.below === undefined
        ? {
            threshold: ring.above ?? 0,
            comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
            treatMissingData: TreatMissingData.NOT_BREACHING,
          }
        : {
            threshold: ring.below,
            comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
            treatMissingData: TreatMissingData.BREACHING,
          }),
    })
    alarm.addAlarmAction(new SnsAction(this.topic))
    return alarm
  }

  /** A metric of ours from what a function logs; several functions may feed one. */
  hears(id: string, { fn, pattern, metric, value = '1' }: Heard): MetricFilter {
    return new MetricFilter(this.watch, id, {
      logGroup: fn.logGroup,
      filterPattern: pattern,
      metricNamespace: 'mot-cua',
      metricName: `${metric}-${this.stage.name}`,
      metricValue: value,
    })
  }
}

export const fiveMinutes = Duration.minutes(5)
