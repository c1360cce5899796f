import { Duration } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  type CorsRule,
  type IBucket,
  type LifecycleRule,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import type { Construct, IConstruct } from 'constructs'
import type { Stage } from '../stages.ts'
import { acknowledge } from './acknowledge.ts'
import { permit, permitKey } from './permit.ts'

export interface RecordBucketProps {
  stage: Stage
  key: IKey
  accessLogs: Bucket
  lifecycleRules?: LifecycleRule[]
  cors?: CorsRule[]
  /** Every object stays for so many days, whoever wants it gone. */
  lockedDays?: number
}

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
}

export const abortHalfUploads: LifecycleRule = {
  id: 'half-uploads',
  abortIncompleteMultipartUploadAfter: Duration.days(1),
}

/** A bucket of the records: versioned, over TLS only, under our own key, with its accesses logged. */
export class RecordBucket extends Bucket {
  private readonly key: IKey

  constructor(scope: Construct, id: string, props: RecordBucketProps) {
    super(scope, id, {
      ...closed,
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      bucketKeyEnabled: true,
      // The library's own class and interface disagree under exactOptionalPropertyTypes.
      serverAccessLogsBucket: props.accessLogs as IBucket,
      serverAccessLogsPrefix: `${id}/`,
      lifecycleRules: props.lifecycleRules ?? [abortHalfUploads],
      removalPolicy: props.stage.removal.records,
      ...(props.cors ? { cors: props.cors } : {}),
      ...(props.lockedDays === undefined
        ? {}
        : {
            objectLockEnabled: true,
            objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(props.lockedDays)),
          }),
    })
    this.key = props.key
  }

  /** The resource itself, for what the construct has no word for. */
  get resource(): CfnBucket {
    const bucket = this.node.defaultChild
    if (bucket instanceof CfnBucket) return bucket
    throw new Error(`${this.node.path} is a bucket without its resource.`)
  }

  /** Events over EventBridge; set on the resource, because the construct would add a function of its own. */
  announceEvents() {
    this.resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } }
  }

  /** Actions on the objects under a prefix, with what the key needs for them. */
  permitObjects(fn: LambdaFunction, sid: string, actions: readonly string[], prefix = '') {
    permit(fn, sid, actions, [this.arnForObjects(`${prefix}*`)])
    const keyActions = [
      ...(actions.includes('s3:GetObject') ? ['kms:Decrypt'] : []),
      ...(actions.includes('s3:PutObject') ? ['kms:GenerateDataKey'] : []),
    ]
    if (keyActions.length > 0) permitKey(fn, `${sid}Key`, keyActions, this.key, 's3')
    if (fn.role) acknowledgeObjectNames(fn.role, `${this.exportedArn()}/${prefix}*`)
  }

  /** Without it S3 answers "forbidden" for an object that is not there. */
  permitAbsence(fn: LambdaFunction, sid: string) {
    permit(fn, sid, ['s3:ListBucket'], [this.bucketArn])
  }

  /** The name under which the other stack imports this bucket's address. */
  private exportedArn(): string {
    const imported: { 'Fn::ImportValue': string } = this.stack.resolve(this.stack.exportValue(this.bucketArn))
    return imported['Fn::ImportValue']
  }
}

/** The rule wants each star explained; objects have no names that could be listed. */
export function acknowledgeObjectNames(role: IConstruct, resource: string) {
  acknowledge(role, `AwsSolutions-IAM5[Resource::${resource}]`, 'Object names are random; bucket and prefix are exact.')
}

/** Where the accesses to the other buckets are written; S3 can write it under its own key only. */
export function accessLogBucket(scope: Construct, id: string, stage: Stage): Bucket {
  return new Bucket(scope, id, {
    ...closed,
    versioned: true,
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [{ id: 'a-year', expiration: Duration.days(365), noncurrentVersionExpiration: Duration.days(30) }],
    removalPolicy: stage.removal.records,
  })
}
