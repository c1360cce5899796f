/** Chapter `idle`: a month without a dossier, priced from the templates. */
import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { Code } from 'aws-cdk-lib/aws-lambda'
import cdk from '../../cdk.json' with { type: 'json' }
import { routes } from '../../shared/http/routes.ts'
import { installation } from '../installation.ts'
import { atMost, type Figure } from './figure.ts'
import { pricesOf, rateOf, usdOf } from './prices.ts'

const monthSeconds = 730 * 3_600
const million = 1_000_000

export interface IdleLine {
  what: string
  count: number
  usd: number
}

/** What a stage costs a month while nobody comes, counted from its templates. */
export function idleLines(stage: string): IdleLine[] {
  const resources = resourcesOf(stage)
  const ofType = (type: string) => resources.filter((one) => one.Type === type)
  const line = (what: string, count: number, price: string): IdleLine => ({ what, count, usd: count * usdOf(price) })
  const alarmMetrics = ofType('AWS::CloudWatch::Alarm').flatMap(({ Properties }) => metricsOf(Properties)).length
  const own = ofType('AWS::Logs::MetricFilter').map(({ Properties }) =>
    JSON.stringify(Properties?.MetricTransformations),
  )
  // A metric is paid for in the hours in which it is sent: a value is sent always, a word only when something is wrong.
  const sent = new Set(own.filter((metric) => metric.includes('"$.')))
  const queues = ofType('AWS::Lambda::EventSourceMapping').filter(
    ({ Properties }) => Properties?.ScalingConfig !== undefined,
  )
  const polls = queues.length * rateOf('pollers-per-queue') * (monthSeconds / rateOf('poll-seconds'))
  const schedules = ofType('AWS::Scheduler::Schedule')
  const runs = schedules.reduce((sum, one) => sum + runsOf(one.Properties), 0)
  const isTraced = ofType('AWS::Lambda::Function').some(({ Properties }) => Properties?.TracingConfig !== undefined)
  const asked = deadLetterRequests(ofType('AWS::Lambda::Function'), schedules)
  return [
    line('keys', ofType('AWS::KMS::Key').length, 'kms-key-month'),
    line('secrets', ofType('AWS::SecretsManager::Secret').length, 'secret-month'),
    line(
      'metrics that alarms look at, beyond the free ones',
      beyond('free-alarm-metrics', alarmMetrics),
      'alarm-metric-month',
    ),
    line(
      'metrics of our own that are sent all day, beyond the free ones',
      beyond('free-custom-metrics', sent.size),
      'custom-metric-month',
    ),
    {
      what: `polls of ${queues.length} idle queues`,
      count: polls,
      usd: (beyond('free-sqs-requests', polls) / million) * usdOf('sqs-fifo-million'),
    },
    {
      what: 'scheduled runs',
      count: runs,
      usd:
        (runs / million) * (usdOf('lambda-million') + (isTraced ? usdOf('xray-million') : 0)) +
        runs * 0.25 * usdOf('lambda-gb-second'),
    },
    {
      what: 'requests by which dead letters are looked for',
      count: asked,
      usd: (asked / million) * usdOf('sqs-fifo-million'),
    },
    {
      what: 'web ACLs',
      count: ofType('AWS::WAFv2::WebACL').length,
      usd: ofType('AWS::WAFv2::WebACL').reduce((sum, one) => sum + webAcl(one.Properties), 0),
    },
  ]
}

export async function measureIdleCost(): Promise<Figure[]> {
  const lines = idleLines('prod')
  const sum = lines.reduce((all, { usd }) => all + usd, 0)
  const waf = lines.find(({ what }) => what === 'web ACLs')?.usd ?? 0
  return [
    ...lines.map(({ what, count, usd }) => ({
      name: `idle, ${what} (${Math.round(count).toLocaleString('en')})`,
      value: usd,
      unit: 'USD a month',
    })),
    { name: `idle, all without WAF (${pricesOf})`, value: sum - waf, unit: 'USD a month', ...atMost(15) },
    { name: 'idle, all with WAF', value: sum, unit: 'USD a month', ...atMost(25) },
  ]
}

const beyond = (free: string, count: number): number => Math.max(0, count - rateOf(free))

type Properties = Readonly<Record<string, unknown>>
interface Resource {
  Type: string
  Properties?: Properties
}

function resourcesOf(stage: string): Resource[] {
  const app = new App({ context: { ...cdk.context, stage } })
  const stacks = installation(app, routes, () => Code.fromInline('export const handler = () => {}'))
  return Object.values(stacks).flatMap((stack) => Object.values<Resource>(Template.fromStack(stack).toJSON().Resources))
}

/** An alarm on an expression is paid for each metric it looks at. */
function metricsOf(properties: Properties | undefined): readonly unknown[] {
  const { Metrics } = properties ?? {}
  return Array.isArray(Metrics) ? Metrics.filter((one) => one.MetricStat !== undefined) : [properties]
}

function webAcl(properties: Properties | undefined): number {
  const { Rules } = properties ?? {}
  return usdOf('waf-acl-month') + (Array.isArray(Rules) ? Rules.length : 0) * usdOf('waf-rule-month')
}

/** One a queue and run of whoever sets dead letters aside. */
function deadLetterRequests(functions: readonly Resource[], schedules: readonly Resource[]): number {
  const queues = functions.flatMap(({ Properties }) => {
    const urls = JSON.stringify(Properties?.Environment ?? '').split('DEAD_LETTER_QUEUES')[1] ?? ''
    return urls.match(/"Ref"/g) ?? []
  })
  const runs = schedules.find(({ Properties }) => JSON.stringify(Properties).includes('setaside'))
  return queues.length * (runs ? runsOf(runs.Properties) : 0)
}

/** Runs a month of `rate(5 minutes)` or of a line that fires once a day. */
function runsOf(properties: Properties | undefined): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour)/.exec(String(properties?.ScheduleExpression)) ?? []
  if (count === undefined) return 30.4
  return monthSeconds / (Number(count) * (unit === 'hour' ? 3_600 : 60))
}
