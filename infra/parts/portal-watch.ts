import { FilterPattern } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { type AlarmBell, fiveMinutes } from './alarm-bell.ts'
import type { DeskFunction } from './function.ts'
import { NightlyRun } from './nightly-run.ts'

export interface PortalWatchProps {
  fn: DeskFunction
  missed: IQueue
  bell: AlarmBell
}

/** Longer than a portal's restart, much shorter than the eight working hours of an answer. */
const lateSeconds = 1800

/** Measures how long the portal has been owed something, and rings when that is too long. */
export class PortalWatch extends Construct {
  constructor(scope: Construct, id: string, { fn, missed, bell }: PortalWatchProps) {
    super(scope, id)
    new NightlyRun(this, 'run', { fn, when: 'rate(5 minutes)', missed, retries: 0, withinSeconds: 300 })
    const age = bell.hears('portal-unsent-age', {
      fn,
      pattern: FilterPattern.stringValue('$.metric', '=', 'portal-oldest-unsent-seconds'),
      metric: 'portal-oldest-unsent-seconds',
      value: '$.value',
    })
    bell.ringsFor('portal-unsent', {
      heading: 'The national portal is behind',
      whenItFails: 'The national portal shows dossiers as they were half an hour ago or longer, and calls them late.',
      metric: age.metric({ statistic: 'Maximum', period: fiveMinutes }),
      above: lateSeconds,
      periods: 2,
    })
  }
}
