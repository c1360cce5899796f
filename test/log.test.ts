import { describe, expect, it } from 'vitest'
import { UnwantedStatus } from '../shared/connectors/transport.ts'
import { log, traceOf } from '../shared/log.ts'
import { Outage } from '../shared/outage.ts'

describe('a log line', () => {
  it('keeps the allowed fields and drops whatever else comes along', () => {
    const lines: string[] = []
    const line = {
      outcome: 'accepted',
      act: 'accept',
      person: 'cb-1',
      milliseconds: 12,
      name: 'Nguyễn Văn An',
      body: '{}',
    }
    log(line, (text) => lines.push(text))
    expect(lines).toEqual(['{"act":"accept","person":"cb-1","outcome":"accepted","milliseconds":12}\n'])
  })

  it('names errors and their places but not their words', () => {
    const trace = traceOf(new Outage('the table', new TypeError('046090000001')))
    expect(trace.error).toBe('Outage (the table) < TypeError')
    expect(trace.trace).toContain('log.test.ts')
    expect(JSON.stringify(trace)).not.toMatch(/046090000001|did not answer/)
  })

  it('tells whoever is on duty which neighbour it was, and what it met there', () => {
    const refused = Object.assign(new Error('connect 10.0.0.1:443'), { code: 'ECONNREFUSED' })
    expect(traceOf(new Outage('sms', refused)).error).toBe('Outage (sms) < Error (ECONNREFUSED)')
    expect(traceOf(new Outage('webhook', new UnwantedStatus(307))).error).toBe(
      'Outage (webhook) < UnwantedStatus (307)',
    )
    const quoting = Object.assign(new Error('x'), { code: 'Nguyễn Văn An', status: '046090000001' })
    expect(traceOf(quoting).error).toBe('Error')
  })
})
