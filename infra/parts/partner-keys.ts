import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import { acknowledge } from './acknowledge.ts'
import { permit, permitKey } from './permit.ts'

/** What each group's secret holds, by whose name functions find it. Groups that no function calls have none, and cost nothing. */
const groups = {
  post: { holds: ['vnpostKey', 'vnpostSecret'], sid: 'PostSecret', setting: 'POST_SECRETS_ID', is: 'the public post' },
  // What signs links to files, and what the portal shows with them, is added by hand: `docs/runbook.md`, "Rotating secrets".
  portals: {
    holds: ['portalsUser', 'portalsSecret'],
    sid: 'PortalsSecret',
    setting: 'PORTALS_SECRETS_ID',
    is: 'the national portal or the ministry',
  },
  // The second is born random: nothing signed with an empty key is ever believed. The others are added by hand.
  payments: {
    holds: ['receiptsUser', 'platformSecret'],
    sid: 'PaymentsSecret',
    setting: 'PAYMENT_SECRETS_ID',
    is: 'the payment gateways or the receipt office',
  },
  offices: {
    holds: ['officesUser', 'officesSecret'],
    sid: 'OfficesSecret',
    setting: 'OFFICES_SECRETS_ID',
    is: 'the tax office or the axis of documents',
  },
  // `chatToken` is added by hand.
  messages: {
    holds: ['smsKey', 'smsSecret'],
    sid: 'MessagesSecret',
    setting: 'MESSAGE_SECRETS_ID',
    is: 'the carrier of SMS or the chat app',
  },
} as const
type Group = keyof typeof groups

/** One secret for each group of partners, useless at birth: what a partner gives out is put in by hand, and changed the same way. */
export class PartnerKeys extends Construct {
  private readonly secrets: Record<Group, Secret>
  private readonly key: IKey

  constructor(scope: Construct, id: string, { stage, key }: { stage: Stage; key: IKey }) {
    super(scope, id)
    this.key = key
    const make = (group: Group) => this.make(group, stage)
    this.secrets = {
      post: make('post'),
      portals: make('portals'),
      payments: make('payments'),
      offices: make('offices'),
      messages: make('messages'),
    }
  }

  private make(group: Group, stage: Stage): Secret {
    const { holds, is } = groups[group]
    const secret = new Secret(this, group, {
      encryptionKey: this.key,
      removalPolicy: stage.removal.records,
      description: `What ${is} gives us to sign in with`,
      // Born with a secret nobody knows; both are filled in after the first deploy, and a later deploy leaves them alone.
      generateSecretString: {
        excludePunctuation: true,
        secretStringTemplate: JSON.stringify({ [holds[0]]: '' }),
        generateStringKey: holds[1],
      },
    })
    acknowledge(
      secret,
      'AwsSolutions-SMG4',
      'The partner gives the keys out; they change together with it, and workers read the new ones within minutes.',
    )
    return secret
  }

  openToReading(group: Group, fn: LambdaFunction) {
    const { sid, setting } = groups[group]
    const { secretArn } = this.secrets[group]
    permit(fn, `${sid}Reading`, ['secretsmanager:GetSecretValue'], [secretArn])
    permitKey(fn, `${sid}Key`, ['kms:Decrypt'], this.key, 'secretsmanager')
    fn.addEnvironment(setting, secretArn)
  }
}
