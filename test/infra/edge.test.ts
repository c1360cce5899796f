import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { describe, expect, it } from 'vitest'
import cdk from '../../cdk.json' with { type: 'json' }
import { idleLines } from '../../infra/bench/idle-cost.ts'
import { installation } from '../../infra/installation.ts'
import { stageOf } from '../../infra/stages.ts'
import { routes } from '../../shared/http/routes.ts'
import { at, isObject, ofType, synthesised } from './given.ts'

const stacks = (stage: string) =>
  installation(new App({ context: { ...cdk.context, stage } }), routes, () =>
    Code.fromInline('export const handler = () => {}'),
  )
const { edge } = stacks('prod')
const elsewhere = stacks('dev')
const { desk } = synthesised()
const waf = idleLines('prod').find(({ what }) => what === 'web ACLs')
if (!edge) throw new Error('production has no firewall')
const front = Template.fromStack(edge)
const [acl] = ofType(front, 'AWS::WAFv2::WebACL')
const [distribution] = ofType(front, 'AWS::CloudFront::Distribution')

describe('the firewall in front of production', () => {
  it('stands in the region of distributions, and other stages have none', () => {
    expect(edge.region).toBe('us-east-1')
    expect(acl).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } })
    expect(elsewhere.edge).toBeUndefined()
  })

  it('stops an address that calls too often, and known attacks', () => {
    const limit = stageOf('prod').shield?.perAddress
    expect(acl?.Rules).toMatchObject([
      { Action: { Block: {} }, Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: limit } } },
      { Statement: { ManagedRuleGroupStatement: { Name: 'AWSManagedRulesCommonRuleSet' } } },
    ])
  })

  it('is asked before the API, to which it says the word that the functions want to hear', () => {
    const { Origins } = isObject(distribution?.DistributionConfig) ? distribution.DistributionConfig : {}
    expect(distribution?.DistributionConfig).toMatchObject({ WebACLId: { 'Fn::GetAtt': [expect.any(String), 'Arn'] } })
    expect(Origins).toMatchObject([
      {
        DomainName: stageOf('prod').domain?.name,
        OriginCustomHeaders: [{ HeaderName: 'x-mot-cua-edge', HeaderValue: { Ref: 'EdgeWord' } }],
      },
    ])
    for (const name of new Set(routes.map(({ serves }) => serves)))
      expect(at(desk, `desk/${name}/Resource`).properties).toMatchObject({
        Environment: { Variables: { EDGE_WORD: { Ref: 'EdgeWord' }, EDGE_WORD_BEFORE: { Ref: 'EdgeWordBefore' } } },
      })
    // None is changed unless a deploy says so.
    expect(desk.findParameters('EdgeWordBefore')).toMatchObject({ EdgeWordBefore: { Default: '', NoEcho: true } })
    expect(ofType(desk, 'AWS::ApiGatewayV2::Api')).toMatchObject([{ DisableExecuteApiEndpoint: true }])
  })

  it('is paid for by the rule, on a line of its own', () => {
    expect(waf).toEqual({ what: 'web ACLs', count: 1, usd: 7 })
  })
})
