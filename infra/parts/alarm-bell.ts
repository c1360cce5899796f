import { Duration, Stack } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'

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

/** Wakes whoever is on duty, and says who suffers. */
export class AlarmBell extends Construct {
  private readonly stage: Stage
  private readonly topic: Topic

  /** The key lets CloudWatch in: `records-stack.ts`. */
  constructor(scope: Construct, id: string, { stage, key }: { stage: Stage; key: IKey }) {
    super(scope, id)
    this.stage = stage
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
    const alarm = new Alarm(this, id, {
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
}

export const fiveMinutes = Duration.minutes(5)
