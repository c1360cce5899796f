import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import { acknowledge } from './acknowledge.ts'
import { permit, permitKey } from './permit.ts'

const generated = { passwordLength: 64, excludePunctuation: true }

/** The keys of our digests and of the post. The digests' keys are generated here; the post's is put in once by hand. */
export class Keyring extends Construct {
  private readonly secret: Secret
  private readonly key: IKey

  constructor(scope: Construct, id: string, props: { stage: Stage; key: IKey }) {
    super(scope, id)
    this.key = props.key
    const kept = { encryptionKey: props.key, removalPolicy: props.stage.removal.records }
    // CloudFormation generates one value a secret, so the second key is born in a secret of its own.
    const lookup = new Secret(this, 'lookup-key', {
      ...kept,
      description: 'Where the key of the look-up factors was generated',
      generateSecretString: generated,
    })
    this.secret = new Secret(this, 'secret', {
      ...kept,
      description: 'Keys of the digests of identity numbers and look-up factors, and of the post',
      generateSecretString: {
        ...generated,
        // The post's names have a secret of their own now; taking them out here would make every key anew.
        // A reference that CloudFormation follows at deploy; no value stands in the template.
        secretStringTemplate: JSON.stringify({
          lookupKey: lookup.secretValue.unsafeUnwrap(),
          vnpostKey: '',
          vnpostSecret: '',
        }),
        generateStringKey: 'identityKey',
      },
    })
    for (const secret of [lookup, this.secret])
      acknowledge(
        secret,
        'AwsSolutions-SMG4',
        'A rotated digest key would orphan every index entry made with it; it changes by re-keying, not by a timer.',
      )
  }

  openToReading(fn: LambdaFunction) {
    permit(fn, 'SecretReading', ['secretsmanager:GetSecretValue'], [this.secret.secretArn])
    permitKey(fn, 'SecretKey', ['kms:Decrypt'], this.key, 'secretsmanager')
    fn.addEnvironment('SECRETS_ID', this.secret.secretArn)
  }
}
