import { Duration } from 'aws-cdk-lib'
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { apiName, scopes } from '../../shared/access/machine.ts'
import type { Stage } from '../stages.ts'
import { acknowledge } from './acknowledge.ts'

/** Officers' accounts: made by an administrator, signed in with a password and a one-time code. Its token endpoint serves machines too. */
export class StaffPool extends Construct {
  readonly pool: UserPool
  readonly client: UserPoolClient
  /** What machines may be let do. */
  readonly machineDoors: UserPoolResourceServer

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id)
    this.pool = new UserPool(this, 'pool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.NONE,
      standardAttributes: { fullname: { required: true, mutable: true } },
      customAttributes: {
        unit: new StringAttribute({ mutable: true, maxLen: 64 }),
        roles: new StringAttribute({ mutable: true, maxLen: 512 }),
      },
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: true,
      removalPolicy: stage.removal.records,
    })
    acknowledge(
      this.pool,
      'AwsSolutions-COG8',
      'The plus plan is priced per officer; accounts are made by administrators and every one has a second factor.',
    )
    // Unit and roles open doors: the app reads them and only an administrator writes them.
    const readable = new ClientAttributes()
      .withStandardAttributes({ fullname: true })
      .withCustomAttributes('unit', 'roles')
    this.client = this.pool.addClient('desk', {
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE],
        callbackUrls: [...stage.staff.returnTo],
        logoutUrls: [...stage.staff.returnTo],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      readAttributes: readable,
      writeAttributes: new ClientAttributes().withStandardAttributes({ fullname: true }),
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(10),
    })
    this.machineDoors = this.pool.addResourceServer('machine-doors', {
      identifier: apiName,
      scopes: Object.entries(scopes).map(
        ([scopeName, scopeDescription]) => new ResourceServerScope({ scopeName, scopeDescription }),
      ),
    })
    this.pool.addDomain('sign-in', { cognitoDomain: { domainPrefix: stage.staff.domainPrefix } })
  }
}
