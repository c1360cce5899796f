import { Stack } from 'aws-cdk-lib'
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import { permit, permitKey } from './permit.ts'

const text = (name: string) => ({ name, type: AttributeType.STRING })

const reading = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query']
// A transaction asks for the permissions of its parts. No Scan: that is a permission of its own. No DeleteItem: nothing is.
const puts = ['dynamodb:PutItem', 'dynamodb:UpdateItem']
const writing = [...reading, ...puts]
const keyWriting = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
]

/** Whose work, whose dossier, which code, what waits to be sent. DynamoDB asks for three letters at least. */
const indexNames = ['work', 'owner', 'code', 'wants'] as const

/** The one table: heads, events, rules and counters. It outlives the stack. */
export class DossierTable extends Construct {
  readonly table: TableV2
  private readonly key: IKey

  constructor(scope: Construct, id: string, props: { stage: Stage; key: IKey }) {
    super(scope, id)
    this.key = props.key
    this.table = new TableV2(this, 'table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billing: Billing.onDemand(),
      timeToLiveAttribute: 'ttl',
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      encryption: TableEncryptionV2.customerManagedKey(props.key),
      removalPolicy: props.stage.removal.records,
      globalSecondaryIndexes: [
        {
          indexName: 'work',
          partitionKey: text('aPk'),
          sortKey: text('aSk'),
          projectionType: ProjectionType.INCLUDE,
          // A head whole, without the keys of the other indexes.
          nonKeyAttributes: ['d', 'p'],
        },
        {
          indexName: 'owner',
          partitionKey: text('bPk'),
          sortKey: text('bSk'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        {
          indexName: 'code',
          partitionKey: text('cPk'),
          projectionType: ProjectionType.INCLUDE,
          // What the public may see of a dossier: a look-up reads the head beside it only where a part may be out.
          nonKeyAttributes: ['p'],
        },
        {
          indexName: 'wants',
          partitionKey: text('dPk'),
          sortKey: text('dSk'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    })
  }

  openToReading(fn: LambdaFunction) {
    permit(fn, 'TableReading', reading, this.arns())
    permitKey(fn, 'TableKey', ['kms:Decrypt', 'kms:DescribeKey'], this.key, 'dynamodb')
    fn.addEnvironment('TABLE_NAME', this.table.tableName)
  }

  openToWriting(fn: LambdaFunction) {
    permit(fn, 'TableWriting', writing, this.arns())
    permitKey(fn, 'TableKey', keyWriting, this.key, 'dynamodb')
    fn.addEnvironment('TABLE_NAME', this.table.tableName)
  }

  /** Reads as others do and writes under keys of these beginnings only: for doors at which nobody is signed in. */
  openToWritingUnder(fn: LambdaFunction, beginnings: readonly string[]) {
    permit(fn, 'TableReading', reading, this.arns())
    const leading = { 'dynamodb:LeadingKeys': beginnings.map((beginning) => `${beginning}#*`) }
    permit(fn, 'TableWritingUnder', puts, [this.table.tableArn], { 'ForAllValues:StringLike': leading })
    permitKey(fn, 'TableKey', keyWriting, this.key, 'dynamodb')
    fn.addEnvironment('TABLE_NAME', this.table.tableName)
  }

  /** Only the nightly care for files walks the whole table; beside it, it reads and writes as the others do. */
  openToWalking(fn: LambdaFunction) {
    permit(fn, 'TableWalking', ['dynamodb:Scan'], [this.table.tableArn])
    this.openToWriting(fn)
  }

  /** The daily bill walks the index in which every head stands or rests, and keeps its place. */
  openToBilling(fn: LambdaFunction) {
    permit(fn, 'TableBilling', ['dynamodb:Scan'], [`${this.table.tableArn}/index/work`])
    this.openToWriting(fn)
  }

  /** The stream is read by the function's event source mapping, with the function's role. */
  openStreamTo(fn: LambdaFunction): string {
    const streamArn = this.table.tableStreamArn
    if (!streamArn) throw new Error('The dossier table has no stream.')
    permit(
      fn,
      'StreamReading',
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      [streamArn],
    )
    permit(fn, 'StreamListing', ['dynamodb:ListStreams'], ['*'])
    return streamArn
  }

  /** What another stack reads of a table stays named after it has turned to the next one: it is deployed after the records. */
  keepNamed() {
    const stack = Stack.of(this)
    for (const value of [this.table.tableName, this.table.tableArn, this.table.tableStreamArn]) stack.exportValue(value)
  }

  private arns() {
    const { tableArn } = this.table
    return [tableArn, ...indexNames.map((index) => `${tableArn}/index/${index}`)]
  }
}
