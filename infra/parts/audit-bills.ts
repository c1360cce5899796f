import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { permit } from './permit.ts'
import { RecordBucket, type RecordBucketProps } from './record-bucket.ts'

/** Bảng kê kiểm toán: the signed bills, and the key that signs them. Nobody deletes here, nobody writes over. */
export class AuditBills extends Construct {
  readonly bucket: RecordBucket
  private readonly signing: Key

  constructor(scope: Construct, id: string, props: RecordBucketProps) {
    super(scope, id)
    this.bucket = new RecordBucket(this, 'bills', { ...props, lockedDays: props.stage.billsLockedDays })
    const deny = (sid: string, actions: string[], conditions = {}) =>
      this.bucket.addToResourcePolicy(
        new PolicyStatement({
          sid,
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions,
          resources: [this.bucket.arnForObjects('*')],
          conditions,
        }),
      )
    deny('NobodyTakesAway', ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObjectRetention'])
    // Without this header S3 would write a newer version beside the locked one, and readers would be shown that.
    deny('NobodyWritesOver', ['s3:PutObject'], { Null: { 's3:if-none-match': 'true' } })
    this.signing = new Key(this, 'signing', {
      description: `mot-cua ${props.stage.name}: signs the daily audit bills`,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: props.stage.removal.records,
    })
  }

  /** Keeps bills and reads them again; there is no permission to take one away. */
  openToKeeping(fn: LambdaFunction) {
    this.bucket.permitObjects(fn, 'BillKeeping', ['s3:PutObject', 's3:GetObject'], 'bills/')
    this.name(fn)
  }

  openToReading(fn: LambdaFunction) {
    this.bucket.permitObjects(fn, 'BillReading', ['s3:GetObject'], 'bills/')
    this.name(fn)
  }

  openToSigning(fn: LambdaFunction) {
    permit(fn, 'BillSigning', ['kms:Sign', 'kms:GetPublicKey'], [this.signing.keyArn])
    fn.addEnvironment('AUDIT_KEY_ID', this.signing.keyArn)
  }

  /** Who reads the public half checks a bill and signs none. */
  openToChecking(fn: LambdaFunction) {
    permit(fn, 'BillChecking', ['kms:GetPublicKey'], [this.signing.keyArn])
    fn.addEnvironment('AUDIT_KEY_ID', this.signing.keyArn)
  }

  get keyArn(): string {
    return this.signing.keyArn
  }

  private name(fn: LambdaFunction) {
    this.bucket.permitAbsence(fn, 'BillListing')
    fn.addEnvironment('AUDIT_BUCKET', this.bucket.bucketName)
  }
}
