import { Duration } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { type Bucket, HttpMethods } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import { abortHalfUploads, RecordBucket } from './record-bucket.ts'

/** The limits of the regulation on scans, as the portal announces them. */
const limits = { SCAN_MAX_BYTES: '20971520', SCAN_MAX_COUNT: '100' }

/** Scans arrive in quarantine and, once found clean, live under a new key in the clean bucket. */
export class ScanBuckets extends Construct {
  readonly quarantine: RecordBucket
  readonly clean: RecordBucket

  constructor(scope: Construct, id: string, props: { stage: Stage; key: IKey; accessLogs: Bucket }) {
    super(scope, id)
    const allowedOrigins = [...props.stage.corsOrigins]
    this.quarantine = new RecordBucket(this, 'quarantine', {
      ...props,
      lifecycleRules: [
        abortHalfUploads,
        { id: 'a-week', expiration: Duration.days(7), noncurrentVersionExpiration: Duration.days(1) },
      ],
      cors: [
        {
          allowedOrigins,
          allowedMethods: [HttpMethods.PUT],
          allowedHeaders: ['content-type', 'x-amz-checksum-sha256', 'if-none-match'],
          maxAge: 3600,
        },
      ],
    })
    this.quarantine.announceEvents()
    this.clean = new RecordBucket(this, 'clean', {
      ...props,
      lifecycleRules: [
        abortHalfUploads,
        {
          id: 'archives',
          prefix: 'archives/',
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
        },
        {
          id: 'asked-reports',
          prefix: 'reports/asked/',
          expiration: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(1),
        },
        // A register or a report is drawn anew whenever it is asked for; what was handed out is no record.
        ...['registers', 'figures'].map((drawn) => ({
          id: drawn,
          prefix: `sheets/${drawn}/`,
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
        })),
      ],
      cors: [{ allowedOrigins, allowedMethods: [HttpMethods.GET], allowedHeaders: [], maxAge: 3600 }],
    })
  }

  /** Signs upload links, for which the signer itself must be allowed to upload, and sees whether the file came. */
  openToUploading(fn: LambdaFunction) {
    this.quarantine.permitObjects(fn, 'QuarantineUploading', ['s3:PutObject', 's3:GetObject'])
    this.quarantine.permitAbsence(fn, 'QuarantineMissing')
    this.nameQuarantine(fn)
  }

  /** Puts into quarantine what it fetched from a partner: it is judged like an upload. */
  openToFetching(fn: LambdaFunction) {
    this.quarantine.permitObjects(fn, 'QuarantineFetching', ['s3:PutObject'])
    this.nameQuarantine(fn)
  }

  /** Reads what lies in quarantine and keeps what is clean. Nobody deletes there: the quarantine forgets by itself. */
  openToJudging(fn: LambdaFunction) {
    this.quarantine.permitObjects(fn, 'QuarantineJudging', ['s3:GetObject'])
    this.quarantine.permitAbsence(fn, 'QuarantineMissing')
    this.clean.permitObjects(fn, 'CleanKeeping', ['s3:PutObject'], 'scans/')
    this.nameQuarantine(fn)
    this.nameClean(fn)
  }

  /** Signs download links. */
  openToReading(fn: LambdaFunction) {
    this.clean.permitObjects(fn, 'ScanReading', ['s3:GetObject'], 'scans/')
    this.nameClean(fn)
  }

  /** Reads stored scans again, and hides those scans and sheets that no dossier names. */
  openToCare(fn: LambdaFunction) {
    this.clean.permitObjects(fn, 'CleanCaring', ['s3:GetObject', 's3:DeleteObject'], 'scans/')
    this.clean.permitObjects(fn, 'SheetCaring', ['s3:GetObject', 's3:DeleteObject'], 'sheets/')
    this.clean.permitAbsence(fn, 'CleanListing')
    this.nameClean(fn)
  }

  /** Keeps drawings and links to them. */
  openSheetsToWriting(fn: LambdaFunction) {
    this.clean.permitObjects(fn, 'SheetKeeping', ['s3:GetObject', 's3:PutObject'], 'sheets/')
    this.clean.permitAbsence(fn, 'SheetMissing')
    this.nameClean(fn)
  }

  /** Reads all that a dossier has in the bucket and keeps its archive. */
  openToPacking(fn: LambdaFunction) {
    this.clean.permitObjects(fn, 'CleanReading', ['s3:GetObject'])
    this.clean.permitObjects(fn, 'ArchiveKeeping', ['s3:PutObject'], 'archives/')
    this.clean.permitAbsence(fn, 'CleanListing')
    this.nameClean(fn)
  }

  /** Signs links to archives. */
  openArchivesToReading(fn: LambdaFunction) {
    this.clean.permitObjects(fn, 'ArchiveReading', ['s3:GetObject'], 'archives/')
    this.nameClean(fn)
  }

  openReportsToReading(fn: LambdaFunction) {
    this.clean.permitObjects(fn, 'ReportReading', ['s3:GetObject'], 'reports/')
    this.clean.permitAbsence(fn, 'ReportMissing')
    this.nameClean(fn)
  }

  openReportsToWriting(fn: LambdaFunction) {
    this.clean.permitObjects(fn, 'ReportKeeping', ['s3:PutObject'], 'reports/')
    this.nameClean(fn)
  }

  private nameQuarantine(fn: LambdaFunction) {
    fn.addEnvironment('QUARANTINE_BUCKET', this.quarantine.bucketName)
    for (const [name, value] of Object.entries(limits)) fn.addEnvironment(name, value)
  }

  private nameClean(fn: LambdaFunction) {
    fn.addEnvironment('CLEAN_BUCKET', this.clean.bucketName)
  }
}
