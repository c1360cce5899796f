import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { DeskFunction } from './function.ts'

export interface NightlyRunProps {
  fn: DeskFunction
  /** `cron(30 6 * * ? *)` or `rate(10 minutes)`, on the clock of Việt Nam. */
  when: string
  /** Where a firing goes that did not reach the function. */
  missed: IQueue
  retries: number
  withinSeconds: number
}

/** A run by the clock. The scheduler knows no working days: whoever minds asks the calendar. */
export class NightlyRun extends Construct {
  constructor(scope: Construct, id: string, props: NightlyRunProps) {
    super(scope, id)
    const role = wakingRole(this)
    const permit = (action: string, arn: string) =>
      role.addToPolicy(new PolicyStatement({ actions: [action], resources: [arn] }))
    permit('lambda:InvokeFunction', props.fn.functionArn)
    permit('sqs:SendMessage', props.missed.queueArn)

    const schedule = new CfnSchedule(this, 'schedule', {
      scheduleExpression: props.when,
      scheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: props.fn.functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: props.missed.queueArn },
        retryPolicy: { maximumRetryAttempts: props.retries, maximumEventAgeInSeconds: props.withinSeconds },
      },
    })
    schedule.node.addDependency(role)
  }
}

/** One role for all schedules: a stack holds so many resources and no more, and each may wake only what the clock wakes anyway. */
function wakingRole(scope: Construct): Role {
  const stack = Stack.of(scope)
  const known = stack.node.tryFindChild('waking')
  if (known instanceof Role) return known
  return new Role(stack, 'waking', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': stack.account,
          'aws:SourceArn': stack.formatArn({
            service: 'scheduler',
            resource: 'schedule-group',
            resourceName: 'default',
          }),
        },
      },
    }),
  })
}
