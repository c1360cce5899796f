import { describe, expect, it } from 'vitest'
import { payloadOf } from '../../infra/local/input-transformer.ts'
import { readModel } from '../../infra/local/templates/read-model.ts'
import { assemble } from './templates.ts'

const event = { 'detail-type': 'Email Bounced', detail: { tags: { notice: ['a-2-mail'] }, bounce: { type: 'P"1' } } }
const asked = (InputPathsMap: Record<string, string>, InputTemplate: string) =>
  payloadOf({ input: undefined, transformer: { InputPathsMap, InputTemplate } }, event)

describe('what a rule hands to its target', () => {
  it('is the event, a constant, or a template filled from the event', () => {
    expect(payloadOf({ input: undefined, transformer: undefined }, event)).toBe(event)
    expect(payloadOf({ input: '{"a":1}', transformer: undefined }, event)).toEqual({ a: 1 })
    const paths = { n: '$.detail.tags.notice', t: '$.detail.bounce.type', k: '$.detail-type', no: '$.detail.none' }
    expect(asked(paths, '{"kind":"x","n":<n>,"t":<t>,"k":<k>,"no":<no>,"other":"<z>"}')).toEqual({
      ...{ kind: 'x', n: ['a-2-mail'], t: 'P"1', k: 'Email Bounced', no: null, other: '<z>' },
    })
  })

  it('stops the start where a path says more than names', () => {
    const target = {
      Id: 'a',
      Arn: 'arn:aws:sqs:r:0:q',
      InputTransformer: { InputPathsMap: { n: '$.a[0]' }, InputTemplate: '<n>' },
    }
    const rule = { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['x'] }, Targets: [target] } }
    expect(() => readModel(assemble({ desk: { Rule: rule } }), { sqsEndpoint: 'http://127.0.0.1:1' })).toThrow('$.a[0]')
  })
})
