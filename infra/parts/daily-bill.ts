import { Duration } from 'aws-cdk-lib'
import { FilterPattern } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { AlarmBell } from './alarm-bell.ts'
import type { AuditBills } from './audit-bills.ts'
import type { DossierTable } from './dossier-table.ts'
import type { DeskFunction } from './function.ts'
import { NightlyRun } from './nightly-run.ts'

export interface DailyBillProps {
  fn: DeskFunction
  table: DossierTable
  bills: AuditBills
  missed: IQueue
  bell: AlarmBell
}

/** Each night the day's digests are signed and locked away; a day without a bill rings. */
export class DailyBill extends Construct {
  constructor(scope: Construct, id: string, { fn, table, bills, missed, bell }: DailyBillProps) {
    super(scope, id)
    table.openToBilling(fn)
    bills.openToKeeping(fn)
    bills.openToSigning(fn)
    new NightlyRun(this, 'run', { fn, when: 'cron(45 0 * * ? *)', missed, retries: 5, withinSeconds: 3600 })
    const kept = bell.hears('bills-kept', {
      fn,
      pattern: FilterPattern.allTerms('audit-bill', 'bill-kept'),
      metric: 'audit-bills-kept',
    })
    bell.ringsFor('audit-bill-late', {
      heading: 'Audit bill late',
      whenItFails: 'What was done since the last bill could be rewritten without anybody being able to prove it.',
      metric: kept.metric({ statistic: 'Sum', period: Duration.days(1) }),
      below: 1,
    })
  }
}
