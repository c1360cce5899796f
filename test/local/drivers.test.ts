import type { Message } from '@aws-sdk/client-sqs'
import { describe, expect, it } from 'vitest'
import { findFailed } from '../../infra/local/drivers/queue.ts'
import { buildRouteTable } from '../../infra/local/drivers/route-table.ts'
import { readExpression } from '../../infra/local/drivers/schedules.ts'
import type { Json } from '../../infra/local/json.ts'
import { findUnknownTest, matchesPattern } from '../../infra/local/patterns.ts'

describe('finding a route', () => {
  const keys = ['GET /a/{proxy+}', 'GET /a/{id}', 'GET /a/b', 'ANY /a/b', 'POST /a/{id}/acts', '$default']
  const find = buildRouteTable(keys.map((key) => ({ key, function: 'f', authorizer: undefined, scopes: [] })))
  const cases: [string, string, string, Record<string, string>][] = [
    ['GET', '/a/b', 'GET /a/b', {}],
    ['PUT', '/a/b', 'ANY /a/b', {}],
    ['GET', '/a/c%20d', 'GET /a/{id}', { id: 'c d' }],
    ['GET', '/a/c/d', 'GET /a/{proxy+}', { proxy: 'c/d' }],
    ['POST', '/a/7/acts', 'POST /a/{id}/acts', { id: '7' }],
    ['GET', '/elsewhere', '$default', {}],
    ['GET', '/a/', '$default', {}],
  ]
  for (const [method, path, key, parameters] of cases) {
    it(`sends ${method} ${path} to ${key}`, () => {
      const match = find(method, path)
      expect([match?.route.key, match?.parameters]).toEqual([key, parameters])
    })
  }
})

describe('matching an event', () => {
  const event: Json = { source: 'aws.s3', detail: { bucket: { name: 'q' }, size: 5, tags: ['a', 'b'] } }
  const cases: [string, Json, boolean][] = [
    ['equal text', { source: ['aws.s3', 'other'] }, true],
    ['other text', { source: ['other'] }, false],
    ['nested fields', { detail: { bucket: { name: ['q'] } } }, true],
    ['a prefix', { source: [{ prefix: 'aws.' }] }, true],
    ['what is there', { detail: { size: [{ exists: true }] } }, true],
    ['what is not there', { detail: { gone: [{ exists: true }] } }, false],
    ['what must not be there', { detail: { gone: [{ exists: false }] } }, true],
    ['anything but', { source: [{ 'anything-but': ['aws.s3'] }] }, false],
    ['a number', { detail: { size: [{ numeric: ['>', 4, '<=', 5] }] } }, true],
    ['one of a list', { detail: { tags: ['b'] } }, true],
  ]
  for (const [name, pattern, expected] of cases) {
    it(`${expected ? 'matches' : 'does not match'} ${name}`, () => {
      expect(matchesPattern(pattern, event)).toBe(expected)
    })
  }
  it('knows what it would misread', () => {
    expect(findUnknownTest({ detail: { a: [{ wildcard: 'x*' }] } })).toBe('{"wildcard":"x*"}')
    expect(findUnknownTest({ $or: [{ a: [1] }] })).toBe('$or')
  })
})

describe('the next run of a schedule', () => {
  const at = (text: string) => new Date(text).getTime()
  const next = (expression: string, zone: string, after: string) => {
    const due = readExpression({ id: 'Daily', expression, zone })(at(after))
    return due === undefined ? undefined : new Date(due).toISOString()
  }
  it('follows the zone', () => {
    expect(next('cron(30 6 * * ? *)', 'Asia/Ho_Chi_Minh', '2026-11-23T00:00:00Z')).toBe('2026-11-23T23:30:00.000Z')
  })
  it('counts weekdays from Sunday = 1, as AWS does', () => {
    expect(next('cron(0 0 ? * 2 *)', 'UTC', '2026-11-24T00:00:00Z')).toBe('2026-11-30T00:00:00.000Z')
  })
  it('knows rates', () => {
    expect(next('rate(5 minutes)', 'UTC', '2026-11-23T00:00:00Z')).toBe('2026-11-23T00:05:00.000Z')
  })
  it('runs a single moment once', () => {
    expect(next('at(2026-11-23T07:00:00)', 'Asia/Ho_Chi_Minh', '2026-11-22T00:00:00Z')).toBe('2026-11-23T00:00:00.000Z')
    expect(next('at(2026-11-23T07:00:00)', 'Asia/Ho_Chi_Minh', '2026-11-23T01:00:00Z')).toBeUndefined()
  })
  it('refuses what it does not understand', () => {
    expect(() => next('every(day)', 'UTC', '2026-11-23T00:00:00Z')).toThrow(/Daily/)
  })
})

describe('which messages stay on the queue', () => {
  const message = (id: string, group?: string): Message => ({
    MessageId: id,
    ...(group ? { Attributes: { MessageGroupId: group } } : {}),
  })
  const batch = [message('1', 'a'), message('2', 'b'), message('3', 'a')]
  const stay = (value: Json) => [...findFailed(batch, { ok: true, value }, true)].map((one) => one.MessageId).join(',')
  it('none when nothing failed', () => {
    expect(stay(null)).toBe('')
    expect(stay({ batchItemFailures: [] })).toBe('')
  })
  it('all when the call failed', () => {
    const error = { errorType: 'Error', errorMessage: 'x' }
    expect(findFailed(batch, { ok: false, error }, true).size).toBe(3)
  })
  it('the named ones, and what follows them in their group', () => {
    expect(stay({ batchItemFailures: [{ itemIdentifier: '1' }] })).toBe('1,3')
    expect(stay({ batchItemFailures: [{ itemIdentifier: '2' }] })).toBe('2')
  })
  it('all when the answer names one that was not in the batch, or makes no sense', () => {
    expect(stay({ batchItemFailures: [{ itemIdentifier: '9' }] })).toBe('1,2,3')
    expect(stay({ batchItemFailures: 'x' })).toBe('1,2,3')
  })
})
