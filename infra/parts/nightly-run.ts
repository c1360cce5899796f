import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
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
    const { role, group } = waking(this)
    const permit = (action: string, arn: string) =>
      role.addToPolicy(new PolicyStatement({ actions: [action], resources: [arn] }))
    permit('lambda:InvokeFunction', props.fn.functionArn)
    permit('sqs:SendMessage', props.missed.queueArn)

    const schedule = new CfnSchedule(this, 'schedule', {
      groupName: group.ref,
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

/**
 * One role for all schedules: a stack holds so many resources and no more. It wakes what the clock wakes anyway, and only for schedules of this
 * stack's own group: nobody else's in the account can take it on.
 */
function waking(scope: Construct): { role: Role; group: CfnScheduleGroup } {
  const stack = Stack.of(scope)
  const [role, group] = ['waking', 'schedules'].map((name) => stack.node.tryFindChild(name))
  if (role instanceof Role && group instanceof CfnScheduleGroup) return { role, group }
  const made = new CfnScheduleGroup(stack, 'schedules')
  const SourceArn = stack.formatArn({ service: 'scheduler', resource: 'schedule-group', resourceName: made.ref })
  const conditions = { StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': SourceArn } }
  const assumedBy = new ServicePrincipal('scheduler.amazonaws.com', { conditions })
  return { role: new Role(stack, 'waking', { assumedBy }), group: made }
}
