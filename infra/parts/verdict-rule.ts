import { Duration } from 'aws-cdk-lib'
import { Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { DeskFunction } from './function.ts'

/** Carries each malware verdict on a scan in quarantine to the function that decides on the scan. */
export class VerdictRule extends Construct {
  constructor(scope: Construct, id: string, props: { quarantine: Bucket; fn: DeskFunction; missed: IQueue }) {
    super(scope, id)
    new Rule(this, 'rule', {
      description: 'Malware verdicts on scans in quarantine',
      eventPattern: {
        source: ['aws.guardduty'],
        detailType: ['GuardDuty Malware Protection Object Scan Result'],
        detail: { s3ObjectDetails: { bucketName: [props.quarantine.bucketName] } },
      },
      targets: [
        new LambdaFunction(props.fn, {
          deadLetterQueue: props.missed,
          retryAttempts: 8,
          maxEventAge: Duration.hours(12),
        }),
      ],
    })
  }
}
