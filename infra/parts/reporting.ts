import type { Construct } from 'constructs'
import type { Functions } from './desk-functions.ts'
import type { ScanBuckets } from './scan-buckets.ts'
import { WorkedQueue, type WorkedQueueProps } from './worked-queue.ts'

export interface ReportingProps extends Pick<WorkedQueueProps, 'bell' | 'setAside'> {
  functions: Functions
  scans: ScanBuckets
}

/** Reports that are made later: asked for by people, rung for by the night after a month's end. */
export function openReporting(scope: Construct, { functions, scans, ...worked }: ReportingProps) {
  const reporting = new WorkedQueue(scope, 'reporting-queue', {
    ...worked,
    setting: 'REPORTING_QUEUE_URL',
    worker: functions.reporting,
    maxConcurrency: 2,
    // A long one takes its worker's whole time: whatever came with it would be tried in vain and set aside.
    batchSize: 1,
    heading: 'Reports set aside',
    whenItFails: 'A report somebody asked for does not come, or an agency has no report of the month.',
  })
  for (const fn of [functions.printing, functions.operations, functions['counting-sweep']]) reporting.openToSending(fn)
  scans.openReportsToReading(functions.printing)
  scans.openReportsToWriting(functions.reporting)
}
