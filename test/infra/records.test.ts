import { describe, expect, it } from 'vitest'
import { stageOf } from '../../infra/stages.ts'
import { isObject, ofType, synthesised } from './given.ts'

describe.each(['dev', 'prod'])('the records of %s', (stage) => {
  const { records } = synthesised(stage)

  it('outlive their stack', () => {
    for (const type of [
      'AWS::DynamoDB::GlobalTable',
      'AWS::S3::Bucket',
      'AWS::KMS::Key',
      'AWS::Cognito::UserPool',
      'AWS::SecretsManager::Secret',
    ]) {
      const kept = Object.values(records.findResources(type))
      expect(kept.length, type).toBeGreaterThan(0)
      for (const resource of kept)
        expect(resource, type).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
    }
  })

  it('stand in a table that cannot be deleted, can be wound back and is under our own key', () => {
    records.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    })
    const [table] = ofType(records, 'AWS::DynamoDB::GlobalTable')
    expect(table?.Replicas).toMatchObject([
      {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { KMSMasterKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^key/), 'Arn'] } },
      },
    ])
  })

  it('are found by work, owner, code and what waits to be sent', () => {
    const [table] = ofType(records, 'AWS::DynamoDB::GlobalTable')
    const hash = (name: string) => ({ AttributeName: name, KeyType: 'HASH' })
    const range = (name: string) => ({ AttributeName: name, KeyType: 'RANGE' })
    const carrying = (...names: string[]) => ({ ProjectionType: 'INCLUDE', NonKeyAttributes: names })
    expect(table?.GlobalSecondaryIndexes).toEqual([
      { IndexName: 'work', KeySchema: [hash('aPk'), range('aSk')], Projection: carrying('d', 'p') },
      { IndexName: 'owner', KeySchema: [hash('bPk'), range('bSk')], Projection: { ProjectionType: 'KEYS_ONLY' } },
      { IndexName: 'code', KeySchema: [hash('cPk')], Projection: carrying('p') },
      { IndexName: 'wants', KeySchema: [hash('dPk'), range('dSk')], Projection: { ProjectionType: 'KEYS_ONLY' } },
    ])
  })

  it('lie in buckets that are versioned and closed to the public', () => {
    const buckets = ofType(records, 'AWS::S3::Bucket')
    expect(buckets).toHaveLength(6)
    for (const bucket of buckets) {
      expect(bucket).toMatchObject({
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      })
    }
  })

  it('lie under our own key, their accesses logged; only the log itself lies under the key of S3', () => {
    const algorithms = ofType(records, 'AWS::S3::Bucket').map((bucket) => JSON.stringify(bucket.BucketEncryption))
    expect(algorithms.filter((one) => one.includes('aws:kms'))).toHaveLength(5)
    const logged = ofType(records, 'AWS::S3::Bucket').filter((bucket) => bucket.LoggingConfiguration)
    expect(logged).toHaveLength(5)
  })

  it('are reached over TLS only', () => {
    const policies = ofType(records, 'AWS::S3::BucketPolicy').map((policy) => JSON.stringify(policy.PolicyDocument))
    expect(policies).toHaveLength(6)
    for (const policy of policies) {
      expect(policy).toContain('"aws:SecureTransport":"false"')
      expect(policy).toContain('"s3:TlsVersion":1.2')
    }
  })

  it('forget what stays in quarantine after a week and announce what arrives there', () => {
    records.hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      LifecycleConfiguration: {
        Rules: [
          { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' },
          { ExpirationInDays: 7, NoncurrentVersionExpiration: { NoncurrentDays: 1 }, Status: 'Enabled' },
        ],
      },
    })
  })

  it('forget an archive, a register or a report drawn at once after a day, a report that was long in the making after a week, and nothing else that is clean', () => {
    records.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [
          { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' },
          { Prefix: 'archives/', ExpirationInDays: 1, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
          { Prefix: 'reports/asked/', ExpirationInDays: 7, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
          { Prefix: 'sheets/registers/', ExpirationInDays: 1, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
          { Prefix: 'sheets/figures/', ExpirationInDays: 1, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
        ],
      },
    })
  })

  it('are looked through for malware as they arrive', () => {
    records.hasResourceProperties('AWS::GuardDuty::MalwareProtectionPlan', {
      Actions: { Tagging: { Status: 'ENABLED' } },
    })
  })

  it('turn their keys every year, but the one that signs: its public half is in other hands', () => {
    const keys = ofType(records, 'AWS::KMS::Key')
    expect(keys.filter(({ EnableKeyRotation }) => EnableKeyRotation === true)).toHaveLength(1)
    const [signing] = keys.filter(({ EnableKeyRotation }) => EnableKeyRotation !== true)
    expect(keys).toHaveLength(2)
    expect(signing).toMatchObject({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' })
  })

  it('lock each audit bill for as long as the stage says, against everybody', () => {
    const locked = ofType(records, 'AWS::S3::Bucket').filter(({ ObjectLockEnabled }) => ObjectLockEnabled === true)
    expect(locked).toHaveLength(1)
    expect(locked[0]?.ObjectLockConfiguration).toEqual({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: stageOf(stage).billsLockedDays } },
    })
    expect(stageOf('prod').billsLockedDays).toBeGreaterThanOrEqual(3650)
  })

  it('let nobody take a bill away or write over it', () => {
    const statements = ofType(records, 'AWS::S3::BucketPolicy').flatMap(({ PolicyDocument }) =>
      isObject(PolicyDocument) && Array.isArray(PolicyDocument.Statement) ? PolicyDocument.Statement : [],
    )
    const named = (sid: string) => statements.filter(({ Sid }) => Sid === sid)
    expect(named('NobodyTakesAway')).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObjectRetention'],
      }),
    ])
    expect(named('NobodyWritesOver')).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:PutObject',
        Condition: { Null: { 's3:if-none-match': 'true' } },
      }),
    ])
  })

  it('name no secret in the template', () => {
    for (const secret of ofType(records, 'AWS::SecretsManager::Secret')) {
      expect(secret.SecretString).toBeUndefined()
      expect(isObject(secret.GenerateSecretString)).toBe(true)
    }
  })

  it('need no function of the library to be deployed', () => {
    records.resourceCountIs('AWS::Lambda::Function', 0)
  })
})

describe('officers', () => {
  const { records } = synthesised()

  it('sign in with a password and a one-time code, and nobody signs himself up', () => {
    records.hasResourceProperties('AWS::Cognito::UserPool', {
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: true, RequireNumbers: true } },
    })
  })

  it('cannot change their own unit or roles', () => {
    const [client] = ofType(records, 'AWS::Cognito::UserPoolClient')
    expect(client).toMatchObject({
      AllowedOAuthFlows: ['code'],
      GenerateSecret: false,
      ReadAttributes: ['custom:roles', 'custom:unit', 'name'],
      WriteAttributes: ['name'],
    })
  })
})
