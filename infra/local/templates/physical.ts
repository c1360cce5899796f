import { createHash } from 'node:crypto'
import { accountId, bucketArn, functionArn, queueArn, region, streamArn, tableArn } from '../account.ts'
import type { Assembly, Resource } from './assembly.ts'
import type { Physical } from './resolve.ts'
import { inertTypes } from './resource-types.ts'

export interface Names extends Physical {
  /** The name under which a table, queue, bucket or function stands on this machine: the same at every start. */
  nameOf(resource: Resource): string
}

/** Where the queues answer decides their URLs; everything else follows from the templates. */
export function namePhysicals(assembly: Assembly, sqsEndpoint: string): Names {
  const functions = nameFunctions(assembly)
  const nameOf = (resource: Resource) => functions.get(resource) ?? nameResource(resource)
  const queueUrl = (resource: Resource) => `${sqsEndpoint.replace(/\/$/, '')}/${accountId}/${nameOf(resource)}`
  return {
    nameOf,
    ref(resource) {
      switch (resource.type) {
        case 'AWS::SQS::Queue':
          return queueUrl(resource)
        case 'AWS::DynamoDB::Table':
        case 'AWS::DynamoDB::GlobalTable':
        case 'AWS::S3::Bucket':
        case 'AWS::Lambda::Function':
          return nameOf(resource)
        case 'AWS::SecretsManager::Secret':
        case 'AWS::SNS::Topic':
          return arnOf(resource)
        default:
          return resource.logicalId
      }
    },
    attribute(resource, name) {
      const of = (answers: Record<string, string>) => answers[name]
      const own = nameOf(resource)
      switch (resource.type) {
        case 'AWS::SQS::Queue':
          return of({ Arn: queueArn(own), QueueName: own, QueueUrl: queueUrl(resource) })
        case 'AWS::DynamoDB::Table':
        case 'AWS::DynamoDB::GlobalTable':
          return of({ Arn: tableArn(own), StreamArn: streamArn(own), TableId: resource.logicalId })
        case 'AWS::S3::Bucket':
          return of({ Arn: bucketArn(own), RegionalDomainName: `${own}.s3.${region}.amazonaws.com` })
        case 'AWS::Lambda::Function':
          return of({ Arn: functionArn(own) })
        case 'AWS::ApiGatewayV2::Api':
          return of({ ApiId: resource.logicalId, ApiEndpoint: `https://${resource.logicalId}.invalid` })
        default:
          if (!inertTypes.has(resource.type)) return of({ Arn: arnOf(resource) })
          return name === 'Arn' || name.endsWith('Arn') ? arnOf(resource) : `${resource.logicalId}.${name}`
      }
    },
  }
}

function arnOf(resource: Resource): string {
  const [, service = 'local', kind = 'resource'] = resource.type.toLowerCase().split('::')
  return `arn:aws:${service}:${region}:${accountId}:${kind}:${resource.logicalId}`
}

function nameResource(resource: Resource): string {
  const { QueueName, TableName, BucketName, FifoQueue } = resource.properties
  const given = [QueueName, TableName, BucketName].find((name) => typeof name === 'string')
  if (typeof given === 'string') return given
  const whole = `${resource.stack}-${resource.logicalId}`
  if (resource.type === 'AWS::S3::Bucket') return shorten(whole.toLowerCase(), 63)
  return FifoQueue === true ? `${shorten(whole, 75)}.fifo` : shorten(whole, 80)
}

function shorten(name: string, length: number): string {
  if (name.length <= length) return name
  return `${name.slice(0, length - 9)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}

/** A function is called as its construct is (`outbox-sweep`); where two would share the word, by its logical id. */
function nameFunctions(assembly: Assembly): Map<Resource, string> {
  const names = new Map<Resource, string>()
  const taken = new Set<string>()
  for (const stack of assembly.stacks.values()) {
    for (const resource of stack.resources.values()) {
      if (resource.type !== 'AWS::Lambda::Function') continue
      const { FunctionName } = resource.properties
      const word = typeof FunctionName === 'string' ? FunctionName : resource.path.split('/').at(-1)
      const name = word && !taken.has(word) ? word : resource.logicalId
      taken.add(name)
      names.set(resource, name)
    }
  }
  return names
}
