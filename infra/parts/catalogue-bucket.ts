import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { RecordBucket } from './record-bucket.ts'

/** The long texts of procedures; their compiled rules stand in the table. */
export class CatalogueBucket extends RecordBucket {
  openToReading(fn: LambdaFunction) {
    this.permitObjects(fn, 'CatalogueReading', ['s3:GetObject'])
    fn.addEnvironment('CATALOGUE_BUCKET', this.bucketName)
  }
}
