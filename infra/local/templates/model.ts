import type { JsonObject } from '../json.ts'
import type * as shapes from './property-shapes.ts'

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
