import * as z from 'zod'
import { type Json, jsonObject, jsonValue } from '../json.ts'

/** What the local stack reads of each resource. Strict where an unread property would change what happens. */

const text = z.string()
/** A property that would change behaviour in a way the local stack does not follow: refused when given. */
const absent = z.undefined().optional()
const key = z.object({ AttributeName: text, KeyType: z.enum(['HASH', 'RANGE']) })
const projection = z.object({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']).default('ALL'),
  NonKeyAttributes: z.array(text).optional(),
})
const index = z.object({ IndexName: text, KeySchema: z.array(key), Projection: projection })

export const table = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: text, AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: z.array(key),
  GlobalSecondaryIndexes: z.array(index).default([]),
  LocalSecondaryIndexes: z.array(index).default([]),
  StreamSpecification: z
    .object({ StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']) })
    .optional(),
  TimeToLiveSpecification: z.object({ AttributeName: text.optional(), Enabled: z.boolean() }).optional(),
})

export const queue = z.object({
  FifoQueue: z.boolean().optional(),
  ContentBasedDeduplication: z.boolean().optional(),
  DeduplicationScope: text.optional(),
  FifoThroughputLimit: text.optional(),
  VisibilityTimeout: z.number().optional(),
  DelaySeconds: z.number().optional(),
  MessageRetentionPeriod: z.number().optional(),
  ReceiveMessageWaitTimeSeconds: z.number().optional(),
  MaximumMessageSize: z.number().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: text, maxReceiveCount: z.number() }).optional(),
})

/** CreateQueue wants every attribute as text. */
export function queueAttributes(shape: z.infer<typeof queue>): Record<string, string> {
  const given = Object.entries(shape).filter(([, value]) => value !== undefined && value !== false)
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
  )
}

const toEventBridge = z.strictObject({ EventBridgeConfiguration: jsonObject })
/** Compliance for some days is the one lock that is played here; any other stops the start. */
const lock = z.strictObject({
  ObjectLockEnabled: z.literal('Enabled'),
  Rule: z.strictObject({
    DefaultRetention: z.strictObject({ Mode: z.literal('COMPLIANCE'), Days: z.int().min(1) }),
  }),
})
export const bucket = z.object({
  NotificationConfiguration: toEventBridge.optional(),
  ObjectLockEnabled: z.boolean().optional(),
  ObjectLockConfiguration: lock.optional(),
})
export const bucketNotifications = z.object({ BucketName: text, NotificationConfiguration: toEventBridge })

export const lambda = z.object({
  Code: z.object({ S3Key: text.optional() }),
  Handler: text.default('index.handler'),
  Runtime: text.optional(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Environment: z.object({ Variables: z.record(text, z.coerce.string()).default({}) }).default({ Variables: {} }),
  DeadLetterConfig: z.object({ TargetArn: text }).optional(),
  Layers: absent,
  ImageConfig: absent,
})

const onFailure = z.object({ OnFailure: z.object({ Destination: text }).optional() })
export const invokeConfig = z.strictObject({
  FunctionName: text,
  Qualifier: z.literal('$LATEST').optional(),
  MaximumRetryAttempts: z.number().default(2),
  MaximumEventAgeInSeconds: z.number().optional(),
  DestinationConfig: onFailure.optional(),
})

export const mapping = z
  .strictObject({
    FunctionName: text,
    EventSourceArn: text,
    Enabled: z.boolean().default(true),
    BatchSize: z.number().optional(),
    MaximumBatchingWindowInSeconds: z.number().default(0),
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
    FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: text })) }).optional(),
    ScalingConfig: z.object({ MaximumConcurrency: z.number() }).optional(),
    StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).optional(),
    MaximumRetryAttempts: z.number().default(-1),
    MaximumRecordAgeInSeconds: z.number().default(-1),
    BisectBatchOnFunctionError: z.boolean().default(false),
    ParallelizationFactor: z.literal(1).optional(),
    DestinationConfig: onFailure.optional(),
    KmsKeyArn: text.optional(),
    MetricsConfig: jsonValue.optional(),
    Tags: jsonValue.optional(),
  })
  .transform((given) => ({
    functionName: given.FunctionName,
    source: given.EventSourceArn,
    enabled: given.Enabled,
    batchSize: given.BatchSize ?? (given.EventSourceArn.includes(':sqs:') ? 10 : 100),
    windowSeconds: given.MaximumBatchingWindowInSeconds,
    reportsFailures: given.FunctionResponseTypes.length > 0,
    filters: (given.FilterCriteria?.Filters ?? []).map(({ Pattern }): Json => jsonValue.parse(JSON.parse(Pattern))),
    maximumConcurrency: given.ScalingConfig?.MaximumConcurrency,
    from: given.StartingPosition ?? 'TRIM_HORIZON',
    retries: given.MaximumRetryAttempts,
    recordAgeSeconds: given.MaximumRecordAgeInSeconds,
    bisects: given.BisectBatchOnFunctionError,
    failedTo: given.DestinationConfig?.OnFailure?.Destination,
  }))

const target = z.strictObject({
  Id: text.optional(),
  Arn: text,
  Input: text.optional(),
  InputTransformer: z.strictObject({ InputPathsMap: z.record(text, text).default({}), InputTemplate: text }).optional(),
  RoleArn: text.optional(),
  RetryPolicy: jsonValue.optional(),
  DeadLetterConfig: z.object({ Arn: text }).optional(),
  SqsParameters: z.object({ MessageGroupId: text }).optional(),
})
export type TargetShape = z.infer<typeof target>

export const rule = z.object({
  State: text.default('ENABLED'),
  EventPattern: jsonObject.optional(),
  ScheduleExpression: text.optional(),
  EventBusName: absent,
  Targets: z.array(target).default([]),
})

/** Told to the default bus only. */
export const mailEvents = z.object({
  ConfigurationSetName: text,
  EventDestination: z.strictObject({
    Name: text.optional(),
    Enabled: z.literal(true),
    MatchingEventTypes: z.array(z.enum(['delivery', 'bounce', 'complaint', 'reject'])),
    EventBridgeDestination: z.object({ EventBusArn: text.endsWith(':event-bus/default') }),
  }),
})

export const schedule = z.object({
  State: text.default('ENABLED'),
  ScheduleExpression: text,
  ScheduleExpressionTimezone: text.default('UTC'),
  StartDate: absent,
  EndDate: absent,
  Target: target,
})

export const cors = z.object({
  AllowOrigins: z.array(text).default([]),
  AllowMethods: z.array(text).default([]),
  AllowHeaders: z.array(text).default([]),
  ExposeHeaders: z.array(text).default([]),
  AllowCredentials: z.boolean().default(false),
  MaxAge: z.number().optional(),
})
export const api = z.object({ ProtocolType: z.literal('HTTP'), CorsConfiguration: cors.optional(), Body: absent })
export const integration = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: text,
  PayloadFormatVersion: z.literal('2.0'),
  RequestParameters: absent,
})
export const authorizer = z.object({
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.array(z.literal('$request.header.Authorization')),
  JwtConfiguration: z.object({ Audience: z.array(text), Issuer: text }),
  Name: text,
})
export const route = z.object({
  RouteKey: text,
  Target: text,
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: text.optional(),
  AuthorizationScopes: z.array(text).default([]),
})

/** One line of what a shape did not accept. */
export function explain(cause: unknown): string {
  if (!(cause instanceof z.ZodError)) return String(cause)
  return cause.issues.map((issue) => `${issue.path.join('.') || 'properties'}: ${issue.message}`).join('; ')
}
