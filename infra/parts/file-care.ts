import { FilterPattern } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { type AlarmBell, fiveMinutes } from './alarm-bell.ts'
import type { DossierTable } from './dossier-table.ts'
import type { DeskFunction } from './function.ts'
import { NightlyRun } from './nightly-run.ts'
import type { ScanBuckets } from './scan-buckets.ts'

export interface FileCareProps {
  fn: DeskFunction
  table: DossierTable
  scans: ScanBuckets
  missed: IQueue
  bell: AlarmBell
}

/** Each night a slice of the stored files is read again; a damaged one rings. */
export class FileCare extends Construct {
  constructor(scope: Construct, id: string, { fn, table, scans, missed, bell }: FileCareProps) {
    super(scope, id)
    table.openToWalking(fn)
    scans.openToCare(fn)
    new NightlyRun(this, 'run', { fn, when: 'cron(30 1 * * ? *)', missed, retries: 2, withinSeconds: 3600 })
    // Words, not JSON: the runtime writes the time and the request before each line.
    const damaged = bell.hears('files-damaged', {
      fn,
      pattern: FilterPattern.allTerms('care-for-files', 'file-damaged'),
      metric: 'stored-files-damaged',
    })
    bell.ringsFor('stored-files-damaged', {
      heading: 'Stored files damaged',
      whenItFails: 'An applicant’s paper or a decision cannot be opened, or is no longer what was handed in.',
      metric: damaged.metric({ statistic: 'Sum', period: fiveMinutes }),
    })
  }
}
