import { Duration, Lazy } from 'aws-cdk-lib'
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { AlarmBell } from './alarm-bell.ts'
import { DeskFunction, type DeskFunctionProps } from './function.ts'
import { NightlyRun } from './nightly-run.ts'

/**
 * Moves dead letters into the table. It is woken by the clock and empties every queue in turn: dead letters are rare, and a
 * queue that Lambda polls for them costs more a month than all of these runs.
 */
export class SetAside extends DeskFunction {
  private readonly urls: string[] = []

  constructor(scope: Construct, id: string, props: DeskFunctionProps) {
    super(scope, id, props)
    this.addEnvironment('DEAD_LETTER_QUEUES', Lazy.string({ produce: () => this.urls.join(',') }))
  }

  takesFrom(queue: Queue) {
    queue.grantConsumeMessages(this)
    this.urls.push(queue.queueUrl)
  }

  runsEveryTenMinutes(missed: IQueue, bell: AlarmBell) {
    new NightlyRun(this, 'run', { fn: this, when: 'rate(10 minutes)', missed, retries: 2, withinSeconds: 300 })
    bell.ringsFor('dead-letters-unseen', {
      heading: 'Dead letters are not looked at',
      whenItFails: 'What queues gave up on lies there without any alarm, and is lost after 14 days.',
      metric: this.metricInvocations({ period: Duration.minutes(30), statistic: 'Sum' }),
      below: 1,
    })
  }
}
