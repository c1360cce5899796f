import type { Assembly, Resource } from './assembly.ts'
import { findUnknownPath } from './input-transformer.ts'
import { type Json, type JsonObject, jsonObject } from './json.ts'
import { findUnknownTest } from './patterns.ts'
import { type Names, namePhysicals } from './physical.ts'
import * as shapes from './property-shapes.ts'
import { NotUnderstood, resolveProperties } from './resolve.ts'
import { inertTypes, understoodTypes } from './resource-types.ts'

export interface Table {
  name: string
  definition: ReturnType<typeof shapes.table.parse>
}
export interface Queue {
  name: string
  url: string
  attributes: Record<string, string>
}
export interface Bucket {
  name: string
  /** Whether what happens in it is told to EventBridge. */
  tellsEvents: boolean
  /** Days for which nothing that arrives can be taken away. */
  lockedDays?: number
}
export interface LambdaFunction {
  name: string
  logicalId: string
  path: string
  /** Folder of the bundle; undefined for what cannot run here (inline code or another runtime): it may stand, not be called. */
  folder: string | undefined
  handler: string
  timeoutSeconds: number
  memoryMb: number
  environment: Record<string, string>
  /** Retries of asynchronous calls, and the queue ARN that gets what failed for good. */
  retries: number
  failedTo: string | undefined
  deadLettersTo: string | undefined
}
export interface Route {
  key: string
  function: string
  authorizer: string | undefined
  scopes: string[]
}
export interface HttpApi {
  routes: Route[]
  authorizers: Map<string, { name: string; audience: string[] }>
  cors: ReturnType<typeof shapes.cors.parse> | undefined
}
export type Mapping = ReturnType<typeof shapes.mapping.parse> & { id: string; function: string }
export interface Target {
  arn: string
  input: string | undefined
  /** What of the event is handed on, and as what. */
  transformer: shapes.TargetShape['InputTransformer']
  group: string | undefined
  deadLettersTo: string | undefined
}
export interface Rule {
  id: string
  pattern: JsonObject
  targets: Target[]
}
export interface Schedule {
  id: string
  path: string
  expression: string
  zone: string
  target: Target
}
/** What the templates amount to on one machine. */
export interface Model {
  tables: Table[]
  queues: Queue[]
  buckets: Bucket[]
  functions: LambdaFunction[]
  api: HttpApi | undefined
  queueMappings: Mapping[]
  streamMappings: Mapping[]
  rules: Rule[]
  /** Which events of the mails sent under a configuration set are told to the bus. */
  mailEvents: { set: string; events: string[] }[]
  schedules: Schedule[]
}

type Read = (resource: Resource, properties: JsonObject) => void

/** Reads every resource of the assembly, or throws naming the first one it does not understand. */
export function readModel(assembly: Assembly, options: { sqsEndpoint: string }): Model {
  const names = namePhysicals(assembly, options.sqsEndpoint)
  const model: Model = {
    tables: [],
    queues: [],
    buckets: [],
    functions: [],
    api: undefined,
    queueMappings: [],
    streamMappings: [],
    rules: [],
    mailEvents: [],
    schedules: [],
  }
  const parts = new ApiParts()
  const later: (() => void)[] = []
  const readers = makeReaders(assembly, names, model, parts, later)
  for (const resource of [...assembly.stacks.values()].flatMap((stack) => [...stack.resources.values()])) {
    if (inertTypes.has(resource.type)) continue
    const type = understoodTypes.find((known) => known === resource.type)
    if (!type) throw new NotUnderstood(resource, 'the local stack does not know what this resource does')
    readers[type](resource, resolveProperties(assembly, names, resource))
  }
  for (const finish of later) finish()
  model.api = parts.assemble()
  return model
}

function makeReaders(
  assembly: Assembly,
  names: Names,
  model: Model,
  parts: ApiParts,
  later: (() => void)[],
): Record<(typeof understoodTypes)[number], Read> {
  const parse = <T>(resource: Resource, shape: { parse(value: unknown): T }, value: Json | undefined): T => {
    try {
      return shape.parse(value)
    } catch (cause) {
      throw new NotUnderstood(resource, shapes.explain(cause))
    }
  }
  const calledFunction = (resource: Resource, text: string): string => {
    const name = text.split(':function:').at(-1) ?? text
    later.push(() => {
      const found = model.functions.find((one) => one.name === name)
      if (!found?.folder)
        throw new NotUnderstood(resource, `it calls ${text}, which is no Node function of this assembly`)
    })
    return name
  }
  const target = (resource: Resource, given: shapes.TargetShape): Target => {
    if (given.Arn.includes(':lambda:')) calledFunction(resource, given.Arn)
    else if (!given.Arn.includes(':sqs:'))
      throw new NotUnderstood(resource, `target ${given.Arn} is neither function nor queue`)
    const unknown = findUnknownPath(given.InputTransformer?.InputPathsMap)
    if (unknown) throw new NotUnderstood(resource, `the path ${unknown} into an event is not understood`)
    return {
      arn: given.Arn,
      input: given.Input,
      transformer: given.InputTransformer,
      group: given.SqsParameters?.MessageGroupId,
      deadLettersTo: given.DeadLetterConfig?.Arn,
    }
  }
  const table: Read = (resource, properties) =>
    model.tables.push({ name: names.nameOf(resource), definition: parse(resource, shapes.table, properties) })
  return {
    'AWS::DynamoDB::GlobalTable': table,
    'AWS::DynamoDB::Table': table,
    'AWS::SQS::Queue': (resource, properties) => {
      const attributes = shapes.queueAttributes(parse(resource, shapes.queue, properties))
      model.queues.push({ name: names.nameOf(resource), url: names.ref(resource) ?? '', attributes })
    },
    'AWS::S3::Bucket': (resource, properties) => {
      const { NotificationConfiguration, ObjectLockConfiguration: lock } = parse(resource, shapes.bucket, properties)
      model.buckets.push({
        name: names.nameOf(resource),
        tellsEvents: NotificationConfiguration !== undefined,
        ...(lock && { lockedDays: lock.Rule.DefaultRetention.Days }),
      })
    },
    'Custom::S3BucketNotifications': (resource, properties) => {
      const { BucketName } = parse(resource, shapes.bucketNotifications, properties)
      later.push(() => {
        const bucket = model.buckets.find((one) => one.name === BucketName)
        if (!bucket) throw new NotUnderstood(resource, `there is no bucket ${BucketName} here`)
        bucket.tellsEvents = true
      })
    },
    'AWS::Lambda::Function': (resource, properties) => {
      const shape = parse(resource, shapes.lambda, properties)
      const isNode = shape.Runtime?.startsWith('nodejs') === true && shape.Code.S3Key !== undefined
      const folder = isNode ? assembly.assets.get(shape.Code.S3Key ?? '') : undefined
      if (isNode && !folder) throw new NotUnderstood(resource, `no asset ${shape.Code.S3Key} in the assembly`)
      model.functions.push({
        name: names.nameOf(resource),
        logicalId: resource.logicalId,
        path: resource.path,
        folder,
        handler: shape.Handler,
        timeoutSeconds: shape.Timeout,
        memoryMb: shape.MemorySize,
        environment: shape.Environment.Variables,
        retries: 2,
        failedTo: undefined,
        deadLettersTo: shape.DeadLetterConfig?.TargetArn,
      })
    },
    'AWS::Lambda::EventInvokeConfig': (resource, properties) => {
      const shape = parse(resource, shapes.invokeConfig, properties)
      const name = calledFunction(resource, shape.FunctionName)
      later.push(() => {
        const found = model.functions.find((one) => one.name === name)
        if (!found) return
        found.retries = shape.MaximumRetryAttempts
        found.failedTo = shape.DestinationConfig?.OnFailure?.Destination
      })
    },
    'AWS::Lambda::EventSourceMapping': (resource, properties) => {
      const shape = parse(resource, shapes.mapping, properties)
      if (!shape.enabled) return
      const mapping: Mapping = {
        ...shape,
        id: resource.logicalId,
        function: calledFunction(resource, shape.functionName),
      }
      for (const pattern of shape.filters) refuseUnknownTests(resource, pattern)
      const isQueue = shape.source.startsWith('arn:aws:sqs:')
      if (!isQueue && !shape.source.includes(':table/')) {
        throw new NotUnderstood(resource, `source ${shape.source} is neither queue nor table stream`)
      }
      const list = isQueue ? model.queueMappings : model.streamMappings
      list.push(mapping)
    },
    'AWS::Events::Rule': (resource, properties) => {
      const shape = parse(resource, shapes.rule, properties)
      if (shape.State !== 'ENABLED') return
      const targets = shape.Targets.map((one) => target(resource, one))
      const { logicalId: id, path } = resource
      if (shape.EventPattern) {
        const pattern = parse(resource, jsonObject, shape.EventPattern)
        refuseUnknownTests(resource, pattern)
        model.rules.push({ id, pattern, targets })
      }
      const expression = shape.ScheduleExpression
      if (expression)
        for (const one of targets) model.schedules.push({ id, path, expression, zone: 'UTC', target: one })
    },
    'AWS::SES::ConfigurationSetEventDestination': (resource, properties) => {
      const { ConfigurationSetName: set, EventDestination: told } = parse(resource, shapes.mailEvents, properties)
      model.mailEvents.push({ set, events: told.MatchingEventTypes })
    },
    'AWS::Scheduler::Schedule': (resource, properties) => {
      const shape = parse(resource, shapes.schedule, properties)
      if (shape.State !== 'ENABLED') return
      const { logicalId: id, path } = resource
      const zone = shape.ScheduleExpressionTimezone
      model.schedules.push({
        id,
        path,
        expression: shape.ScheduleExpression,
        zone,
        target: target(resource, shape.Target),
      })
    },
    'AWS::ApiGatewayV2::Api': (resource, properties) => {
      if (parts.api) throw new NotUnderstood(resource, 'the local stack serves one HTTP API, this is a second one')
      parts.api = parse(resource, shapes.api, properties)
    },
    'AWS::ApiGatewayV2::Integration': (resource, properties) => {
      const { IntegrationUri } = parse(resource, shapes.integration, properties)
      parts.integrations.set(resource.logicalId, calledFunction(resource, IntegrationUri))
    },
    'AWS::ApiGatewayV2::Authorizer': (resource, properties) => {
      const { Name, JwtConfiguration } = parse(resource, shapes.authorizer, properties)
      parts.authorizers.set(resource.logicalId, { name: Name, audience: JwtConfiguration.Audience })
    },
    'AWS::ApiGatewayV2::Route': (resource, properties) => {
      parts.routes.push({ resource, ...parse(resource, shapes.route, properties) })
    },
  }
}

function refuseUnknownTests(resource: Resource, pattern: Json): void {
  const unknown = findUnknownTest(pattern)
  if (unknown) throw new NotUnderstood(resource, `the pattern says ${unknown}, which is not understood`)
}

/** The four kinds of resources that make one HTTP API, in whatever order they come. */
class ApiParts {
  api: ReturnType<typeof shapes.api.parse> | undefined
  integrations = new Map<string, string>()
  authorizers = new Map<string, { name: string; audience: string[] }>()
  routes: (ReturnType<typeof shapes.route.parse> & { resource: Resource })[] = []

  assemble(): HttpApi | undefined {
    if (!this.api) return undefined
    const routes = this.routes.map(({ resource, RouteKey, Target, AuthorizerId, AuthorizationScopes }) => {
      const called = this.integrations.get(Target.replace('integrations/', ''))
      if (!called) throw new NotUnderstood(resource, `its target ${Target} is no integration`)
      if (AuthorizerId && !this.authorizers.has(AuthorizerId)) {
        throw new NotUnderstood(resource, `its authorizer ${AuthorizerId} is not there`)
      }
      return { key: RouteKey, function: called, authorizer: AuthorizerId, scopes: AuthorizationScopes }
    })
    return { routes, authorizers: this.authorizers, cors: this.api.CorsConfiguration }
  }
}
