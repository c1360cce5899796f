import { Duration } from 'aws-cdk-lib'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { HttpMethods } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { abortHalfUploads, RecordBucket, type RecordBucketProps } from './record-bucket.ts'

/** The long texts of procedures; their compiled rules stand in the table. */
export class CatalogueBucket extends RecordBucket {
  constructor(scope: Construct, id: string, props: RecordBucketProps) {
    super(scope, id, {
      ...props,
      // Files and quarantine of an import are kept for a year; what was taken in stays in the catalogue.
      lifecycleRules: [abortHalfUploads, { id: 'imports', prefix: 'imports/', expiration: Duration.days(365) }],
      cors: [
        {
          allowedOrigins: [...props.stage.corsOrigins],
          allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
          allowedHeaders: ['content-type', 'x-amz-checksum-sha256', 'if-none-match'],
          maxAge: 3600,
        },
      ],
    })
  }

  openToReading(fn: LambdaFunction) {
    this.permitObjects(fn, 'CatalogueReading', ['s3:GetObject'])
    fn.addEnvironment('CATALOGUE_BUCKET', this.bucketName)
  }

  /** Long texts of procedures; files, quarantine and reports of imports. The signer of an upload must be allowed to upload. */
  openToWriting(fn: LambdaFunction) {
    this.permitObjects(fn, 'CatalogueKeeping', ['s3:PutObject', 's3:GetObject'])
    this.permitAbsence(fn, 'CatalogueMissing')
    fn.addEnvironment('CATALOGUE_BUCKET', this.bucketName)
  }
}
