import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { idleLines } from '../../infra/bench/idle-cost.ts'
import { pricesOf, usdOf } from '../../infra/bench/prices.ts'
import { isObject, ofType, synthesised } from './given.ts'

const { desk } = synthesised()
const alarms = ofType(desk, 'AWS::CloudWatch::Alarm')
const looksAt = (alarm: unknown, id: string) => JSON.stringify(alarm).includes(`"${id}"`)
const mappings = ofType(desk, 'AWS::Lambda::EventSourceMapping')
const refOf = (value: unknown): string => {
  const found = isObject(value) ? (value['Fn::GetAtt'] ?? value.Ref) : undefined
  return String(Array.isArray(found) ? found[0] : found)
}
const queued = mappings.filter(({ ScalingConfig }) => ScalingConfig !== undefined)
const rows = queued.map((one) => ({ queue: refOf(one.EventSourceArn), worker: refOf(one.FunctionName) }))
const worked = rows.filter(({ worker }) => !worker.startsWith('setaside'))

describe('whoever is on duty', () => {
  it.each(worked)('hears of the age and the depth of $queue', ({ queue }) => {
    const own = alarms.filter((alarm) => looksAt(alarm.Metrics ?? '', queue)).map((alarm) => JSON.stringify(alarm))
    expect(own.some((text) => text.includes('AgeOfOldestMessage') && text.includes('MessagesVisible'))).toBe(true)
  })

  it.each(rows.filter(({ worker }) => worker.startsWith('setaside')))(
    'hears of a dead letter in $queue',
    ({ queue }) => {
      expect(alarms.filter((alarm) => looksAt(alarm.Metrics ?? '', queue)).length).toBeGreaterThan(0)
    },
  )

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
