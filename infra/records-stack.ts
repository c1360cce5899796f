import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { AuditBills } from './parts/audit-bills.ts'
import { CatalogueBucket } from './parts/catalogue-bucket.ts'
import { DossierTable } from './parts/dossier-table.ts'
import { Keyring } from './parts/keyring.ts'
import { MalwareWatch } from './parts/malware-watch.ts'
import { PartnerKeys } from './parts/partner-keys.ts'
import { accessLogBucket, RecordBucket } from './parts/record-bucket.ts'
import { ScanBuckets } from './parts/scan-buckets.ts'
import { StaffPool } from './parts/staff-pool.ts'
import type { Stage } from './stages.ts'

/** What must never be lost. Deleting the stack leaves all of it standing. */
export class RecordsStack extends Stack {
  readonly table: DossierTable
  readonly scans: ScanBuckets
  readonly catalogue: CatalogueBucket
  readonly streamFailures: RecordBucket
  readonly staff: StaffPool
  readonly keyring: Keyring
  readonly partnerKeys: PartnerKeys
  readonly bills: AuditBills
  readonly key: Key

  constructor(scope: Construct, id: string, props: StackProps & { stage: Stage }) {
    super(scope, id, { terminationProtection: props.stage.name === 'prod', ...props })
    const { stage } = props
    const key = new Key(this, 'key', {
      description: `mot-cua ${stage.name}: dossiers, scans and secrets`,
      enableKeyRotation: true,
      removalPolicy: stage.removal.records,
    })
    this.key = key
    letAlarmsIn(key, this.account)
    const bucket = { stage, key, accessLogs: accessLogBucket(this, 'access-logs', stage) }

    for (const id of stage.tables.givenUp) new DossierTable(this, id, { stage, key }).keepNamed()
    this.table = new DossierTable(this, stage.tables.inUse, { stage, key })
    this.scans = new ScanBuckets(this, 'scans', bucket)
    this.catalogue = new CatalogueBucket(this, 'catalogue', bucket)
    this.streamFailures = new RecordBucket(this, 'stream-failures', bucket)
    this.keyring = new Keyring(this, 'keyring', { stage, key })
    this.partnerKeys = new PartnerKeys(this, 'partner-keys', { stage, key })
    this.bills = new AuditBills(this, 'audit', bucket)
    this.staff = new StaffPool(this, 'staff', stage)
    new MalwareWatch(this, 'malware-watch', { bucket: this.scans.quarantine, key })

    new CfnOutput(this, 'TableName', { value: this.table.table.tableName })
    new CfnOutput(this, 'CatalogueBucketName', { value: this.catalogue.bucketName })
    new CfnOutput(this, 'AuditBucketName', { value: this.bills.bucket.bucketName })
    new CfnOutput(this, 'AuditKeyArn', { value: this.bills.keyArn })
    new CfnOutput(this, 'StaffPoolId', { value: this.staff.pool.userPoolId })
    new CfnOutput(this, 'StaffClientId', { value: this.staff.client.userPoolClientId })
  }
}

/** CloudWatch cannot publish alarms under the key that SNS owns: it may use this one, for topics of this account only. */
function letAlarmsIn(key: Key, account: string) {
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'Alarms',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: {
        StringEquals: { 'aws:SourceAccount': account },
        StringLike: { 'kms:EncryptionContext:aws:sns:topicArn': '*' },
      },
    }),
  )
}
