import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import { acknowledge } from './acknowledge.ts'
import { permit } from './permit.ts'

/** The names each group's secret holds. Groups that no function calls yet have no secret, and cost nothing. */
const groups = { post: ['vnpostKey', 'vnpostSecret'] } as const

/** One secret for each group of partners, useless at birth: what a partner gives out is put in by hand, and changed the same way. */
export class PartnerKeys extends Construct {
  private readonly post: Secret
  private readonly key: IKey

  constructor(scope: Construct, id: string, props: { stage: Stage; key: IKey }) {
    super(scope, id)
    this.key = props.key
    this.post = new Secret(this, 'post', {
      encryptionKey: props.key,
      removalPolicy: props.stage.removal.records,
      description: 'What the public post gives us to sign in with',
      // Born with a secret nobody knows; both are filled in after the first deploy, and a later deploy leaves them alone.
      generateSecretString: {
        excludePunctuation: true,
        secretStringTemplate: JSON.stringify({ [groups.post[0]]: '' }),
        generateStringKey: groups.post[1],
      },
    })
    acknowledge(
      this.post,
      'AwsSolutions-SMG4',
      'The partner gives the keys out; they change together with it, and workers read the new ones within minutes.',
    )
  }

  openPostToReading(fn: LambdaFunction) {
    permit(fn, 'PostSecretReading', ['secretsmanager:GetSecretValue'], [this.post.secretArn])
    permit(fn, 'PostSecretKey', ['kms:Decrypt'], [this.key.keyArn])
    fn.addEnvironment('POST_SECRETS_ID', this.post.secretArn)
  }
}
