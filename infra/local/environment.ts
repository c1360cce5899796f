import { credentials, region } from './account.ts'
import type { Endpoints } from './stack.ts'
import type { LambdaFunction, Model } from './templates/model.ts'

/**
 * What a function finds in its environment: the template's variables, where AWS answers, and whose stand-ins to ask.
 * Partners and issuers are replaced only where the template gives the variable: a name travels with its permission.
 */
export function shapeEnvironment(
  fn: LambdaFunction,
  endpoints: Endpoints,
  overrides: Readonly<Record<string, string>>,
): Record<string, string> {
  const standIns = {
    VNPOST_URL: endpoints.vnpost,
    // The stand-in speaks both interfaces, each under its own path.
    PORTAL_URL: `${endpoints.portals}/${fn.environment.PORTAL_INTERFACE ?? 'portal'}`,
    PAYMENT_PLATFORM_URL: `${endpoints.payments}/platform`,
    VNPAY_URL: `${endpoints.payments}/vnpay`,
    VNPAY_PAY_URL: `${endpoints.payments}/vnpay/vpcpay.html`,
    RECEIPTS_URL: `${endpoints.payments}/receipts`,
    LETTERS_URL: `${endpoints.offices}/letters`,
    TAX_OFFICE_URL: `${endpoints.offices}/tax`,
    SMS_URL: `${endpoints.messages}/sms`,
    CHAT_URL: `${endpoints.messages}/chat`,
    PARTNER_HOSTS: 'loopback',
    WEBHOOK_HOSTS: 'loopback',
    CITIZEN_ISSUER: endpoints.citizenIssuer,
    STAFF_ISSUER: endpoints.staffIssuer,
  }
  const given = Object.entries({ ...standIns, ...overrides }).filter(([name]) => name in fn.environment)
  return {
    ...fn.environment,
    ...Object.fromEntries(given),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager,
    AWS_ENDPOINT_URL_SESV2: endpoints.ses,
    AWS_ENDPOINT_URL_KMS: endpoints.signing,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    LAMBDA_TASK_ROOT: fn.folder ?? '',
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
  }
}

/** What functions are told under this name; all are told the same. */
export function toldTo({ functions }: Pick<Model, 'functions'>, name: string): string | undefined {
  return functions.map(({ environment }) => environment[name]).find((value) => value !== undefined)
}
