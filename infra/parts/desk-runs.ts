import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { RecordsStack } from '../records-stack.ts'
import type { AlarmBell } from './alarm-bell.ts'
import { CalendarWatch } from './calendar-watch.ts'
import { DailyBill } from './daily-bill.ts'
import type { FunctionName, Functions } from './desk-functions.ts'
import { FileCare } from './file-care.ts'
import { NightlyRun, type NightlyRunProps } from './nightly-run.ts'

/** Runs that need nothing but their hour; those with an alarm of their own have a construct. */
const hours = {
  'overdue-report': { when: 'cron(30 6 * * ? *)', retries: 5, withinSeconds: 3600 },
  're-home': { when: 'rate(10 minutes)', retries: 0, withinSeconds: 600 },
  'supplement-deadlines': { when: 'cron(0 1 * * ? *)', retries: 5, withinSeconds: 3600 },
} as const satisfies Partial<Record<FunctionName, Omit<NightlyRunProps, 'fn' | 'missed'>>>

export interface DeskRunsProps {
  bell: AlarmBell
  records: RecordsStack
  functions: Functions
  missed: IQueue
}

/** What the clock starts, beside sweeps of streams and questions to partners. */
export function deskRuns(scope: Construct, { bell, records, functions, missed }: DeskRunsProps) {
  const { table, scans, bills } = records
  const runOf = (name: keyof typeof hours) =>
    new NightlyRun(scope, `${name}-run`, { fn: functions[name], missed, ...hours[name] })
  runOf('overdue-report')
  runOf('re-home')
  runOf('supplement-deadlines')
  new CalendarWatch(scope, 'calendar-watch', { fn: functions['calendar-recount'], missed, bell })
  new FileCare(scope, 'file-care', { fn: functions['care-for-files'], table, scans, missed, bell })
  new DailyBill(scope, 'daily-bill', { fn: functions['audit-bill'], table, bills, missed, bell })
}
