import { CfnOutput, CfnParameter, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'
import { edgeWordHeader } from '../shared/aws/lambda/edge.ts'
import { acknowledge } from './parts/acknowledge.ts'
import type { Shield, Stage } from './stages.ts'

export interface EdgeStackProps extends StackProps {
  stage: Stage
  shield: Shield
}

/**
 * Tường lửa ứng dụng web. A firewall takes no HTTP API, so it stands at a distribution in front, which lives in us-east-1
 * with it (decision 45). Nothing is cached: every answer is somebody's own or of this moment.
 */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, { stage, shield, ...props }: EdgeStackProps) {
    super(scope, id, props)
    const { domain } = stage
    if (!domain) throw new Error(`${stage.name}: a shield calls the API by its own name, and it has none.`)
    const word = edgeWord(this)
    const front = new Distribution(this, 'front', {
      comment: `mot-cua ${stage.provinceCode} (${stage.name})`,
      domainNames: [shield.name],
      certificate: Certificate.fromCertificateArn(this, 'certificate', shield.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      webAclId: this.firewall(stage, shield).attrArn,
      defaultBehavior: {
        origin: new HttpOrigin(domain.name, {
          customHeaders: { [edgeWordHeader]: word },
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
          originSslProtocols: [OriginSslPolicy.TLS_V1_2],
          readTimeout: Duration.seconds(30),
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      },
    })
    acknowledge(front, 'AwsSolutions-CFR1', 'Citizens file and look up from wherever they live and work.')
    acknowledge(
      front,
      'AwsSolutions-CFR3',
      'Its lines would hold the addresses of citizens and codes of dossiers; the API writes a line a request without either.',
    )
    new CfnOutput(this, 'FrontName', { value: front.distributionDomainName })
  }

  private firewall(stage: Stage, shield: Shield): CfnWebACL {
    const seen = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      metricName: `${stage.name}-${metricName}`,
      sampledRequestsEnabled: false,
    })
    return new CfnWebACL(this, 'firewall', {
      scope: 'CLOUDFRONT',
      description: 'In front of the one door: how often an address may call, and known attacks',
      defaultAction: { allow: {} },
      visibilityConfig: seen('firewall'),
      rules: [
        {
          name: 'rate-per-address',
          priority: 1,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: {
            rateBasedStatement: { aggregateKeyType: 'IP', limit: shield.perAddress, evaluationWindowSec: 300 },
          },
          visibilityConfig: seen('rate-per-address'),
        },
        {
          name: 'known-attacks',
          priority: 2,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name: 'AWSManagedRulesCommonRuleSet',
              ruleActionOverrides: wordsOfPeople.map((name) => ({ name, actionToUse: { count: {} } })),
            },
          },
          visibilityConfig: seen('known-attacks'),
        },
      ],
    })
  }
}

/** Rules about bodies are counted only: bodies are parsed strictly by us, and what people write in them may look like anything. */
const wordsOfPeople = [
  'SizeRestrictions_BODY',
  'CrossSiteScripting_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
  'EC2MetaDataSSRF_BODY',
]

/** By which the functions know who comes through the firewall: the same text for both stacks, given at each deploy. */
export function edgeWord(stack: Stack): string {
  const parameter = new CfnParameter(stack, 'EdgeWord', {
    noEcho: true,
    minLength: 32,
    allowedPattern: '[A-Za-z0-9]+',
    description: 'What the distribution says to the API, so that nobody passes it by; letters and digits',
  })
  return parameter.valueAsString
}

/** The word before, which the functions take as well while it is changed; the distribution says only one. */
export function edgeWordBefore(stack: Stack): string {
  const parameter = new CfnParameter(stack, 'EdgeWordBefore', {
    noEcho: true,
    default: '',
    allowedPattern: '([A-Za-z0-9]{32,})?',
    description:
      'The word that the distribution says until it is deployed with the new one; empty when none is changed',
  })
  return parameter.valueAsString
}
