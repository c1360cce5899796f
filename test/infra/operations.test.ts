import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { idleLines } from '../../infra/bench/idle-cost.ts'
import { pricesOf, usdOf } from '../../infra/bench/prices.ts'
import { traceOf } from '../../shared/log.ts'
import { NotTaken } from '../../shared/outage.ts'
import { at, isObject, ofType, synthesised } from './given.ts'

const { desk, watch } = synthesised()
const alarms = ofType(watch, 'AWS::CloudWatch::Alarm')
const looksAt = (alarm: unknown, id: string) => JSON.stringify(alarm).includes(`"${id}"`)
const mappings = ofType(desk, 'AWS::Lambda::EventSourceMapping')
const refOf = (value: unknown): string => {
  const found = isObject(value) ? (value['Fn::GetAtt'] ?? value.Ref) : undefined
  return String(Array.isArray(found) ? found[0] : found)
}
const queued = mappings.filter(({ ScalingConfig }) => ScalingConfig !== undefined)
const worked = queued.map((one) => ({ queue: refOf(one.EventSourceArn), worker: refOf(one.FunctionName) }))
const dead = Object.keys(desk.findResources('AWS::SQS::Queue')).filter((id) =>
  worked.every(({ queue }) => queue !== id),
)

describe('whoever is on duty', () => {
  it.each(worked)('hears of the age and the depth of $queue', ({ queue }) => {
    const own = alarms.filter((alarm) => looksAt(alarm.Metrics ?? '', queue)).map((alarm) => JSON.stringify(alarm))
    expect(own.some((text) => text.includes('AgeOfOldestMessage') && text.includes('MessagesVisible'))).toBe(true)
  })

  it.each(dead)('hears of a dead letter in %s, which somebody sets aside', (queue) => {
    expect(alarms.filter((alarm) => looksAt(alarm.Dimensions ?? '', queue))).toHaveLength(1)
    expect(looksAt(at(desk, 'desk/set-aside/Resource').properties.Environment, queue)).toBe(true)
  })

  it('hears in time of a month that costs more than was meant, which fails nothing', () => {
    const [{ Budget, NotificationsWithSubscribers } = {}, ...others] = ofType(watch, 'AWS::Budgets::Budget')
    expect(others).toEqual([])
    expect(Budget).toMatchObject({ BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 300, Unit: 'USD' } })
    const told = (NotificationType: string, Threshold: number) => ({
      Notification: { NotificationType, Threshold, ThresholdType: 'PERCENTAGE', ComparisonOperator: 'GREATER_THAN' },
      Subscribers: [{ SubscriptionType: 'EMAIL', Address: 'truc-he-thong@hue.example' }],
    })
    expect(NotificationsWithSubscribers).toEqual([told('ACTUAL', 80), told('FORECASTED', 100)])
    expect(readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8')).toContain(
      `\n## ${isObject(Budget) ? Budget.BudgetName : ''}\n`,
    )
  })

  it('hears when nobody looks for dead letters', () => {
    const own = alarms.filter(({ AlarmName }) => AlarmName === 'Dead letters are not looked at')
    expect(own).toMatchObject([
      {
        MetricName: 'Invocations',
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
      },
    ])
  })

  it('hears of the age of what each reader of the stream has before it', () => {
    const readers = mappings.filter(({ StartingPosition }) => StartingPosition !== undefined)
    expect(readers.length).toBeGreaterThan(1)
    for (const { FunctionName } of readers) {
      const own = alarms.filter(({ MetricName }) => MetricName === 'IteratorAge')
      expect(own.filter((alarm) => looksAt(alarm.Dimensions, refOf(FunctionName)))).toHaveLength(1)
    }
  })

  it('hears of each partner that is silent, whichever function finds it so', () => {
    const filters = ofType(watch, 'AWS::Logs::MetricFilter').filter(({ FilterPattern }) =>
      String(FilterPattern).includes('circuit-opened'),
    )
    const callers = ofType(desk, 'AWS::Lambda::Function').filter((fn) =>
      JSON.stringify(fn.Environment ?? '').includes('"PARTNER_HOSTS"'),
    )
    expect(callers.length).toBeGreaterThan(5)
    for (const { LoggingConfig, Description } of callers) {
      const log = isObject(LoggingConfig) ? refOf(LoggingConfig.LogGroup) : ''
      const own = filters.filter(({ LogGroupName }) => refOf(LogGroupName) === log)
      const metrics = own.map(({ MetricTransformations }) => JSON.stringify(MetricTransformations))
      const heard = alarms.filter(({ MetricName }) => metrics.some((text) => text.includes(`"${MetricName}"`)))
      expect(heard.length, String(Description)).toBeGreaterThan(0)
    }
  })

  it('hears of each circuit that opens, and of a mail that is not taken, by what is written into the log', () => {
    const functions = new URL('../../functions/', import.meta.url)
    const wired = readdirSync(functions).map((file) => readFileSync(new URL(file, functions), 'utf8'))
    const circuits = wired.flatMap((text) =>
      [...text.matchAll(/partnerWorld\('([^']+)'\)/g)].map(([, name = '']) => name),
    )
    expect(circuits.length).toBeGreaterThan(8)
    const opened = (code: string) => `{"job":"connectors","code":"${code}","outcome":"circuit-opened"}`
    const untaken = `{"queue":"x.fifo","outcome":"failed","error":"${traceOf(new NotTaken('the mail', new Error())).error}"}`
    const patterns = ofType(watch, 'AWS::Logs::MetricFilter').map(({ FilterPattern }) =>
      [...String(FilterPattern).matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, term = '']) => term.replaceAll('\\"', '"')),
    )
    for (const line of [...circuits, 'webhook:cong.example#1a2b'].map(opened).concat(untaken)) {
      const heard = patterns.filter((terms) => terms.length > 0 && terms.every((term) => line.includes(term)))
      expect(heard.length, line).toBeGreaterThan(0)
    }
  })

  it('finds under each heading who suffers and what to do: a command, a route, a log or a place to look at', () => {
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8')
    const sections = new Map(
      runbook.split(/^## /m).map((part) => [part.split('\n')[0] ?? '', part.split('\n').slice(1).join(' ')]),
    )
    const headingOf = (name: string) => name.replace(/^(Queue|Function) .+ (falls behind|fails)$/, '$1 NAME $2')
    for (const { AlarmName, AlarmDescription } of alarms) {
      const text = sections.get(headingOf(String(AlarmName))) ?? ''
      expect(String(AlarmDescription), String(AlarmName)).toMatch(/\w+ .+\.$/)
      expect(text.length, String(AlarmName)).toBeGreaterThan(250)
      expect(text, String(AlarmName)).toMatch(/`[^`]+`/)
    }
  })

  it('finds each alarm as a heading of the runbook', () => {
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8')
    const headings = [...runbook.matchAll(/^## (.+)$/gm)].map(([, text = '']) => text.replace('NAME', ''))
    for (const { AlarmName } of alarms) {
      const name = String(AlarmName)
      const [before, after] = name.startsWith('Queue ')
        ? ['Queue ', ' falls behind']
        : name.startsWith('Function ')
          ? ['Function ', ' fails']
          : [name, '']
      expect(headings, name).toContain(`${before}${after}`)
    }
  })

  it('hears of every function that fails: by its own alarm, its queue’s, or the door’s', () => {
    const functions = Object.keys(desk.findResources('AWS::Lambda::Function'))
    const behindDoor = ofType(desk, 'AWS::ApiGatewayV2::Integration').map((one) => JSON.stringify(one))
    const silent = functions.filter(
      (id) =>
        !alarms.some((alarm) => looksAt(alarm.Dimensions ?? alarm.Metrics ?? '', id)) &&
        !worked.some(({ worker }) => worker === id) &&
        !behindDoor.some((text) => text.includes(`"${id}"`)),
    )
    expect(silent).toEqual([])
    expect(alarms.map(({ AlarmName }) => AlarmName)).toContain('Functions fail')
  })
})

describe('what a stage costs while nobody comes', () => {
  const lines = idleLines('prod')

  it('is counted from the template, each kind named and priced by the dated file', () => {
    expect(lines.every(({ usd, count }) => usd >= 0 && count >= 0)).toBe(true)
    const alarmed = lines.find(({ what }) => what.startsWith('metrics that alarms'))
    expect(alarmed?.usd).toBeCloseTo((alarmed?.count ?? 0) * usdOf('alarm-metric-month'))
    expect(pricesOf).toMatch(/ap-southeast-1.*\d{4}-\d{2}-\d{2}/)
  })

  it('is what the README says, to a dollar, and at most fifteen', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const said = Number(/\*\*idle\*\*.*?\*\*about ([\d.]+)/.exec(readme)?.[1])
    const sum = lines.filter(({ what }) => what !== 'web ACLs').reduce((all, { usd }) => all + usd, 0)
    expect(Math.abs(said - sum)).toBeLessThan(1)
    expect(sum).toBeLessThanOrEqual(15)
  })
})
