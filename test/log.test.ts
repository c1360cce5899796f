import { describe, expect, it } from 'vitest'
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
    expect(trace.error).toBe('Outage < TypeError')
    expect(trace.trace).toContain('log.test.ts')
    expect(JSON.stringify(trace)).not.toMatch(/046090000001|did not answer/)
  })
})
