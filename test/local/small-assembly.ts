import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '../../infra/local/json.ts'

/** The code of the small functions: plain modules, as a bundle would be. */
const code = {
  hello: `
    import { PutItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
    const table = new DynamoDBClient({})
    export const handler = async (event, context) => {
      if (event.routeKey === 'POST /notes') {
        const { id, wants } = JSON.parse(event.body)
        const Item = { pk: { S: id }, ...(wants ? { wants: { S: wants } } : {}) }
        await table.send(new PutItemCommand({ TableName: process.env.TABLE_NAME, Item }))
        return { statusCode: 201, cookies: ['a=1', 'b=2'], headers: { 'X-Note': id }, body: 'noted' }
      }
      if (event.routeKey === 'GET /slow') await new Promise((resolve) => setTimeout(resolve, 10000))
      if (event.routeKey === 'GET /fail') throw new TypeError('as asked')
      if (event.routeKey === 'POST /bytes') return { base64: event.isBase64Encoded, body: event.body }
      const { pathParameters, queryStringParameters, cookies } = event
      const jwt = event.requestContext.authorizer?.jwt
      return { pathParameters, queryStringParameters, cookies, jwt, year: new Date().getFullYear(), name: context.functionName }
    }`,
  worker: `
    import { PutItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
    const table = new DynamoDBClient({})
    export const handler = async ({ Records }) => {
      const batchItemFailures = []
      for (const record of Records) {
        console.log('working at ' + record.body)
        if (record.body === 'poison') batchItemFailures.push({ itemIdentifier: record.messageId })
        else await table.send(new PutItemCommand({ TableName: process.env.TABLE_NAME, Item: { pk: { S: 'worked#' + record.body } } }))
      }
      return { batchItemFailures }
    }`,
  teller: `
    import { PutItemCommand, UpdateItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
    const table = new DynamoDBClient({})
    export const handler = async ({ Records }) => {
      if (Records.some((record) => record.dynamodb.Keys.pk.S === 'broken')) throw new Error('cannot tell this one')
      for (const { dynamodb, awsRegion } of Records) {
        await table.send(new UpdateItemCommand({
          TableName: process.env.TABLE_NAME, Key: { pk: { S: 'told#' + dynamodb.Keys.pk.S } },
          UpdateExpression: 'SET awsRegion = :r ADD times :one', ExpressionAttributeValues: { ':one': { N: '1' }, ':r': { S: awsRegion } },
        }))
      }
    }`,
  watcher: `
    import { PutItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
    const table = new DynamoDBClient({})
    export const handler = async (event) => {
      const pk = { S: event['detail-type'] + '#' + (event.detail.object?.key ?? '') }
      if (event.source === 'aws.s3') await table.send(new PutItemCommand({ TableName: process.env.TABLE_NAME, Item: { pk } }))
      return { at: new Date().toISOString(), source: event.source }
    }`,
}

const getAtt = (id: string, attribute = 'Arn'): Json => ({ 'Fn::GetAtt': [id, attribute] })

const lambda = (name: keyof typeof code, Timeout = 10) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: name,
    Code: { S3Bucket: { 'Fn::Sub': 'assets-$'.concat('{AWS::Region}') }, S3Key: `${name}.zip` },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    MemorySize: 256,
    Timeout,
    Environment: { Variables: { TABLE_NAME: { 'Fn::ImportValue': 'records:Table' } } },
  },
})

const route = (RouteKey: string, AuthorizerId?: Json, AuthorizationScopes: string[] = []) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    RouteKey,
    ...(AuthorizerId ? { AuthorizationType: 'JWT', AuthorizerId, AuthorizationScopes } : {}),
    Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'ToHello' }]] },
  },
})

const records = {
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      },
    },
    Failures: {
      Type: 'AWS::S3::Bucket',
      Properties: { NotificationConfiguration: { EventBridgeConfiguration: {} } },
    },
  },
  Outputs: {
    Table: { Value: { Ref: 'Table' }, Export: { Name: 'records:Table' } },
    Stream: { Value: getAtt('Table', 'StreamArn'), Export: { Name: 'records:Stream' } },
    Failures: { Value: getAtt('Failures'), Export: { Name: 'records:Failures' } },
  },
}

const desk = {
  Resources: {
    Hello: lambda('hello', 1),
    Worker: lambda('worker'),
    Teller: lambda('teller'),
    Watcher: lambda('watcher'),
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        ProtocolType: 'HTTP',
        CorsConfiguration: { AllowOrigins: ['http://portal.test'], AllowMethods: ['GET', 'POST'], MaxAge: 60 },
      },
    },
    ToHello: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { IntegrationType: 'AWS_PROXY', IntegrationUri: getAtt('Hello'), PayloadFormatVersion: '2.0' },
    },
    Staff: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Audience: ['mot-cua-api'], Issuer: 'https://somewhere.else' },
        Name: 'staff',
      },
    },
    GetHello: route('GET /hello/{name}'),
    PostNotes: route('POST /notes'),
    PostBytes: route('POST /bytes'),
    GetSlow: route('GET /slow'),
    GetFail: route('GET /fail'),
    GetDesk: route('GET /desk/{name}', { Ref: 'Staff' }),
    GetNarrow: route('GET /narrow', { Ref: 'Staff' }, ['admin']),
    Dead: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true, QueueName: 'dead.fifo' } },
    Work: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        FifoQueue: true,
        QueueName: 'work.fifo',
        VisibilityTimeout: 60,
        RedrivePolicy: { deadLetterTargetArn: getAtt('Dead'), maxReceiveCount: 2 },
      },
    },
    WorkToWorker: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: getAtt('Work'),
        FunctionName: { Ref: 'Worker' },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      },
    },
    StreamToTeller: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::ImportValue': 'records:Stream' },
        FunctionName: { Ref: 'Teller' },
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 1,
        FilterCriteria: {
          Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"wants":{"S":[{"exists":true}]}}}}' }],
        },
        DestinationConfig: { OnFailure: { Destination: { 'Fn::ImportValue': 'records:Failures' } } },
      },
    },
    OnCreated: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: { source: ['aws.s3'], detail: { object: { key: [{ prefix: 'scan/' }] } } },
        Targets: [{ Id: 'Watcher', Arn: getAtt('Watcher') }],
      },
    },
    Daily: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ScheduleExpression: 'cron(30 6 * * ? *)',
        ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
        Target: { Arn: getAtt('Watcher') },
      },
    },
  },
}

/** Writes the assembly as the synthesiser would: manifest, templates, asset lists, asset folders. */
export function writeSmallAssembly(directory: string): void {
  const write = (file: string, value: unknown) => writeFileSync(join(directory, file), JSON.stringify(value))
  for (const [name, text] of Object.entries(code)) {
    mkdirSync(join(directory, `asset.${name}`), { recursive: true })
    writeFileSync(join(directory, `asset.${name}`, 'index.mjs'), text)
  }
  const files = Object.keys(code).map((name) => [
    name,
    { source: { path: `asset.${name}` }, destinations: { here: { objectKey: `${name}.zip` } } },
  ])
  write('desk.assets.json', { files: Object.fromEntries(files) })
  write('records.template.json', records)
  write('desk.template.json', desk)
  const stack = (name: string) => ({
    type: 'aws:cloudformation:stack',
    properties: { templateFile: `${name}.template.json` },
  })
  write('manifest.json', {
    artifacts: {
      'desk.assets': { type: 'cdk:asset-manifest', properties: { file: 'desk.assets.json' } },
      records: stack('records'),
      desk: stack('desk'),
    },
  })
}
