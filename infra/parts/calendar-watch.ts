import { Duration } from 'aws-cdk-lib'
import { FilterPattern } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { AlarmBell } from './alarm-bell.ts'
import type { DeskFunction } from './function.ts'
import { NightlyRun } from './nightly-run.ts'

export interface CalendarWatchProps {
  fn: DeskFunction
  missed: IQueue
  bell: AlarmBell
}

/** Looks every five minutes for days declared after the fact, and rings while the published calendar is about to end. */
export class CalendarWatch extends Construct {
  constructor(scope: Construct, id: string, { fn, missed, bell }: CalendarWatchProps) {
    super(scope, id)
    new NightlyRun(this, 'run', { fn, when: 'rate(5 minutes)', missed, retries: 0, withinSeconds: 300 })
    const ending = bell.hears('calendar-ending', {
      fn,
      pattern: FilterPattern.allTerms('calendar-recount', 'calendar-ends-soon'),
      metric: 'calendar-ends-soon',
    })
    bell.ringsFor('calendar-ends-soon', {
      heading: 'Published calendar ends soon',
      whenItFails: 'Appointments past its last day are only provisional: applicants get dates that may move.',
      // Longer than the run's own rhythm, so that it neither rings nor stills between two runs.
      metric: ending.metric({ statistic: 'Sum', period: Duration.minutes(15) }),
    })
  }
}
