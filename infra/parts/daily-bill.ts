import { Duration } from 'aws-cdk-lib'
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import type { AlarmBell } from './alarm-bell.ts'
import type { AuditBills } from './audit-bills.ts'
import type { DossierTable } from './dossier-table.ts'
import type { DeskFunction } from './function.ts'
import { NightlyRun } from './nightly-run.ts'

export interface DailyBillProps {
  stage: Stage
  fn: DeskFunction
  table: DossierTable
  bills: AuditBills
  missed: IQueue
  bell: AlarmBell
}

/** Each night the day's digests are signed and locked away; a day without a bill rings. */
export class DailyBill extends Construct {
  constructor(scope: Construct, id: string, { stage, fn, table, bills, missed, bell }: DailyBillProps) {
    super(scope, id)
    table.openToBilling(fn)
    bills.openToKeeping(fn)
    bills.openToSigning(fn)
    new NightlyRun(this, 'run', { fn, when: 'cron(45 0 * * ? *)', missed, retries: 5, withinSeconds: 3600 })
    const kept = new MetricFilter(this, 'kept', {
      logGroup: fn.logGroup,
      filterPattern: FilterPattern.allTerms('audit-bill', 'bill-kept'),
      metricNamespace: 'mot-cua',
      metricName: `audit-bills-kept-${stage.name}`,
      metricValue: '1',
    })
    bell.ringsFor('audit-bill-late', {
      heading: 'Audit bill late',
      whenItFails: 'What was done since the last bill could be rewritten without anybody being able to prove it.',
      metric: kept.metric({ statistic: 'Sum', period: Duration.days(1) }),
      below: 1,
    })
  }
}
