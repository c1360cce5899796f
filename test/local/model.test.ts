import { describe, expect, it } from 'vitest'
import { toldTo } from '../../infra/local/environment.ts'
import { readModel } from '../../infra/local/templates/read-model.ts'
import { assemble, nodeFunction } from './templates.ts'

const read = (resources: Parameters<typeof assemble>[0][string]) =>
  readModel(assemble({ desk: resources }), { sqsEndpoint: 'http://127.0.0.1:4566' })

describe('reading the model', () => {
  it('gives functions the names and addresses of what stands in their environment', () => {
    const { functions } = read({ Q: { Type: 'AWS::SQS::Queue' }, Work: nodeFunction({ QUEUE_URL: { Ref: 'Q' } }) })
    expect(functions[0]).toMatchObject({
      name: 'Work',
      folder: '/assets/code.zip',
      timeoutSeconds: 10,
      environment: { QUEUE_URL: 'http://127.0.0.1:4566/000000000000/desk-Q' },
    })
  })

  it('says which table functions know where a restore has left two of them', () => {
    const table = { Type: 'AWS::DynamoDB::GlobalTable', Properties: { KeySchema: [], AttributeDefinitions: [] } }
    const model = read({ Old: table, New: table, Work: nodeFunction({ TABLE_NAME: { Ref: 'New' } }) })
    expect(model.tables.map(({ name }) => name)).toEqual(['desk-Old', 'desk-New'])
    expect([toldTo(model, 'TABLE_NAME'), toldTo(model, 'NOWHERE')]).toEqual(['desk-New', undefined])
  })

  it('joins a queue, its dead letters and its mapping', () => {
    const model = read({
      Work: nodeFunction(),
      Dead: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
      Q: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          FifoQueue: true,
          VisibilityTimeout: 60,
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 3 },
        },
      },
      Map: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Q', 'Arn'] },
          FunctionName: { Ref: 'Work' },
          ScalingConfig: { MaximumConcurrency: 2 },
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        },
      },
    })
    expect(model.queues.find((queue) => queue.name === 'desk-Q.fifo')?.attributes).toEqual({
      FifoQueue: 'true',
      VisibilityTimeout: '60',
      RedrivePolicy:
        '{"deadLetterTargetArn":"arn:aws:sqs:ap-southeast-1:000000000000:desk-Dead.fifo","maxReceiveCount":3}',
    })
    expect(model.queueMappings).toMatchObject([
      { function: 'Work', batchSize: 10, maximumConcurrency: 2, reportsFailures: true },
    ])
  })

  it('joins the four parts of an HTTP API', () => {
    const model = read({
      Work: nodeFunction(),
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          RouteKey: 'GET /v1/x/{id}',
          AuthorizationType: 'JWT',
          AuthorizerId: { Ref: 'Staff' },
          Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'ToWork' }]] },
        },
      },
      ToWork: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: { 'Fn::GetAtt': ['Work', 'Arn'] },
          PayloadFormatVersion: '2.0',
        },
      },
      Staff: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: { Audience: ['mot-cua-api'], Issuer: 'https://issuer' },
          Name: 'staff',
        },
      },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
    })
    expect(model.api?.routes).toEqual([{ key: 'GET /v1/x/{id}', function: 'Work', authorizer: 'Staff', scopes: [] }])
    expect(model.api?.authorizers.get('Staff')).toEqual({ name: 'staff', audience: ['mot-cua-api'] })
  })

  it('reads bucket notifications without running what would set them', () => {
    const model = read({
      Told: { Type: 'AWS::S3::Bucket' },
      Mute: { Type: 'AWS::S3::Bucket' },
      Handler: {
        Type: 'AWS::Lambda::Function',
        Properties: { Code: { ZipFile: 'import boto3' }, Runtime: 'python3.13' },
      },
      Notify: {
        Type: 'Custom::S3BucketNotifications',
        Properties: { BucketName: { Ref: 'Told' }, NotificationConfiguration: { EventBridgeConfiguration: {} } },
      },
    })
    expect(model.buckets).toEqual([
      { name: 'desk-told', tellsEvents: true },
      { name: 'desk-mute', tellsEvents: false },
    ])
  })

  it('passes over what carries no behaviour', () => {
    expect(read({ Role: { Type: 'AWS::IAM::Role' }, Alarm: { Type: 'AWS::CloudWatch::Alarm' } }).functions).toEqual([])
  })

  const refused: [string, Parameters<typeof read>[0], RegExp][] = [
    [
      'a type it does not know',
      { Machine: { Type: 'AWS::StepFunctions::StateMachine' } },
      /desk\/Machine \(AWS::StepFunctions::StateMachine\)/,
    ],
    [
      'a bucket notification that is no event',
      {
        Bucket: {
          Type: 'AWS::S3::Bucket',
          Properties: { NotificationConfiguration: { QueueConfigurations: [{ Queue: 'q' }] } },
        },
      },
      /desk\/Bucket/,
    ],
    [
      'a mapping property it would not follow',
      {
        Q: { Type: 'AWS::SQS::Queue' },
        Work: nodeFunction(),
        Map: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            EventSourceArn: { 'Fn::GetAtt': ['Q', 'Arn'] },
            FunctionName: { Ref: 'Work' },
            TumblingWindowInSeconds: 5,
          },
        },
      },
      /desk\/Map .*TumblingWindowInSeconds/,
    ],
    [
      'a rule with a test it would misread',
      { Rule: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: [{ cidr: '10.0.0.0/24' }] } } } },
      /desk\/Rule .*cidr/,
    ],
    [
      'a schedule that calls what is no function here',
      {
        Daily: {
          Type: 'AWS::Scheduler::Schedule',
          Properties: {
            ScheduleExpression: 'rate(1 day)',
            Target: { Arn: 'arn:aws:lambda:ap-southeast-1:000000000000:function:gone' },
          },
        },
      },
      /desk\/Daily .*gone/,
    ],
    [
      'a function whose code is not in the assembly',
      {
        Work: {
          Type: 'AWS::Lambda::Function',
          Properties: { Code: { S3Key: 'other.zip' }, Runtime: 'nodejs24.x' },
        },
      },
      /desk\/Work .*other\.zip/,
    ],
  ]
  for (const [name, resources, message] of refused) {
    it(`refuses ${name}`, () => expect(() => read(resources)).toThrow(message))
  }
})
