// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of CloudFormation write their variables so
import { describe, expect, it } from 'vitest'
import type { Json } from '../../infra/local/json.ts'
import { namePhysicals } from '../../infra/local/templates/physical.ts'
import { resolveProperties } from '../../infra/local/templates/resolve.ts'
import { assemble } from './templates.ts'

function resolve(value: Json): Json | undefined {
  const assembly = assemble(
    {
      records: { Table: { Type: 'AWS::DynamoDB::GlobalTable' } },
      desk: {
        Notices: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
        Role: { Type: 'AWS::IAM::Role' },
        Worker: { Type: 'AWS::Lambda::Function', Properties: { value } },
      },
    },
    { 'records:Table': { stack: 'records', value: { Ref: 'Table' } } },
  )
  const worker = assembly.stacks.get('desk')?.resources.get('Worker')
  if (!worker) throw new Error('no worker')
  return resolveProperties(assembly, namePhysicals(assembly, 'http://127.0.0.1:4566'), worker).value
}

describe('resolving a template', () => {
  const cases: [string, Json, Json][] = [
    ['Ref of a queue to its URL', { Ref: 'Notices' }, 'http://127.0.0.1:4566/000000000000/desk-Notices.fifo'],
    ['the region', { Ref: 'AWS::Region' }, 'ap-southeast-1'],
    [
      'Fn::GetAtt of an ARN',
      { 'Fn::GetAtt': ['Notices', 'Arn'] },
      'arn:aws:sqs:ap-southeast-1:000000000000:desk-Notices.fifo',
    ],
    ['Fn::Join', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':x']] }, 'arn:aws:x'],
    ['Fn::Sub', { 'Fn::Sub': 'b-${AWS::AccountId}-${Notices.QueueName}' }, 'b-000000000000-desk-Notices.fifo'],
    ['Fn::Sub with its own values', { 'Fn::Sub': ['${a}/${!b}', { a: 'x' }] }, 'x/${b}'],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['Fn::ImportValue in the exporting stack', { 'Fn::ImportValue': 'records:Table' }, 'records-Table'],
    ['nested lists', [{ a: [{ Ref: 'AWS::URLSuffix' }] }], [{ a: ['amazonaws.com'] }]],
    ['AWS::NoValue to nothing', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ]
  for (const [name, value, expected] of cases) {
    it(`turns ${name}`, () => expect(resolve(value)).toEqual(expected))
  }

  const refused: [string, Json][] = [
    ['an intrinsic function it does not know', { 'Fn::If': ['c', 1, 2] }],
    ['a Ref to nothing', { Ref: 'Nowhere' }],
    ['an attribute a queue has not', { 'Fn::GetAtt': ['Notices', 'Colour'] }],
    ['an import nobody exports', { 'Fn::ImportValue': 'nobody' }],
  ]
  for (const [name, value] of refused) {
    it(`refuses ${name} and names the resource`, () => {
      expect(() => resolve(value)).toThrow(/^desk\/Worker \(AWS::Lambda::Function\): /)
    })
  }
})
