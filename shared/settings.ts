export type Environment = Readonly<Record<string, string | undefined>>

/** A name the function needs and its environment lacks: a wiring fault, seen at the cold start. */
export class MissingSetting extends Error {
  override name = 'MissingSetting'
}

export function required(env: Environment, name: string): string {
  const value = env[name]
  if (value === undefined || value === '') throw new MissingSetting(`the environment lacks ${name}`)
  return value
}

const text = (name: string) => (env: Environment) => required(env, name)

const list =
  (name: string) =>
  (env: Environment): readonly string[] =>
    required(env, name).split(',')

/** None where the environment says so in a word: a variable cannot be empty. */
const listUnless =
  (none: string, name: string) =>
  (env: Environment): readonly string[] =>
    required(env, name) === none ? [] : list(name)(env)

const count = (name: string) => (env: Environment) => {
  const value = Number(required(env, name))
  if (!Number.isSafeInteger(value) || value < 0) throw new MissingSetting(`${name} is not a whole number`)
  return value
}

const oneOf =
  <const Value extends string>(name: string, values: readonly Value[]) =>
  (env: Environment) => {
    const found = values.find((value) => value === required(env, name))
    if (found === undefined) throw new MissingSetting(`${name} is none of ${values.join(', ')}`)
    return found
  }

const settings = {
  stage: text('STAGE'),
  provinceCode: text('PROVINCE_CODE'),
  tableName: text('TABLE_NAME'),
  quarantineBucket: text('QUARANTINE_BUCKET'),
  cleanBucket: text('CLEAN_BUCKET'),
  catalogueBucket: text('CATALOGUE_BUCKET'),
  auditBucket: text('AUDIT_BUCKET'),
  auditKeyId: text('AUDIT_KEY_ID'),
  transfersQueueUrl: text('TRANSFERS_QUEUE_URL'),
  postalReturnsQueueUrl: text('POSTAL_RETURNS_QUEUE_URL'),
  noticesQueueUrl: text('NOTICES_QUEUE_URL'),
  searchQueueUrl: text('SEARCH_QUEUE_URL'),
  importsQueueUrl: text('IMPORTS_QUEUE_URL'),
  archivesQueueUrl: text('ARCHIVES_QUEUE_URL'),
  reportingQueueUrl: text('REPORTING_QUEUE_URL'),
  sheetsQueueUrl: text('SHEETS_QUEUE_URL'),
  portalQueueUrl: text('PORTAL_QUEUE_URL'),
  paymentsQueueUrl: text('PAYMENTS_QUEUE_URL'),
  webhooksQueueUrl: text('WEBHOOKS_QUEUE_URL'),
  /** Hosts that front ends may be called at; `loopback` lets in a stand-in of one machine. */
  webhookHosts: list('WEBHOOK_HOSTS'),
  /** Addresses of the queues of dead letters. */
  deadLetterQueues: list('DEAD_LETTER_QUEUES'),
  /** Where a dossier code is looked up, `{code}` in its place. */
  lookUpAddress: text('LOOK_UP_ADDRESS'),
  secretsId: text('SECRETS_ID'),
  postSecretsId: text('POST_SECRETS_ID'),
  vnpostUrl: text('VNPOST_URL'),
  messageSecretsId: text('MESSAGE_SECRETS_ID'),
  smsUrl: text('SMS_URL'),
  /** Tên thương hiệu under which SMS are sent. */
  smsBrand: text('SMS_BRAND'),
  chatUrl: text('CHAT_URL'),
  paymentSecretsId: text('PAYMENT_SECRETS_ID'),
  paymentPlatformUrl: text('PAYMENT_PLATFORM_URL'),
  /** `MaDoiTac`, `vnp_TmnCode`: the installation as its gateways name it. */
  paymentPlatformPartner: text('PAYMENT_PLATFORM_PARTNER'),
  vnpayMerchant: text('VNPAY_MERCHANT'),
  vnpayUrl: text('VNPAY_URL'),
  /** The page on which payers choose their bank. */
  vnpayPayUrl: text('VNPAY_PAY_URL'),
  receiptsUrl: text('RECEIPTS_URL'),
  /** Where a payer's browser comes back to, `{code}` in its place. */
  payReturnAddress: text('PAY_RETURN_ADDRESS'),
  /** Hosts of partners; `loopback` lets in the stand-ins of one machine. */
  partnerHosts: list('PARTNER_HOSTS'),
  portalUrl: text('PORTAL_URL'),
  /** `portal`: the national portal behind its adapter; `ministry`: the newer interface over LGSP. */
  portalInterface: oneOf('PORTAL_INTERFACE', ['portal', 'ministry']),
  /** `dstcode`: where the adapter carries the call. */
  portalDestination: text('PORTAL_DESTINATION'),
  portalsSecretsId: text('PORTALS_SECRETS_ID'),
  /** Where our own API answers. */
  apiAddress: text('API_ADDRESS'),
  /** Days for which a link to a file is good that the portal is told; 0 where files are named only. */
  portalFileDays: count('PORTAL_FILE_DAYS'),
  /** Blocks of addresses such a link may be brought from; none: from anywhere. */
  portalFileFrom: listUnless('anywhere', 'PORTAL_FILE_FROM'),
  portalFileBearing: oneOf('PORTAL_FILE_BEARING', ['link', 'token']),
  taxOfficeUrl: text('TAX_OFFICE_URL'),
  /** Trục liên thông văn bản. */
  lettersUrl: text('LETTERS_URL'),
  /** The axis's number of the last document before this installation listened. */
  lettersAfter: count('LETTERS_AFTER'),
  officesSecretsId: text('OFFICES_SECRETS_ID'),
  mailFrom: text('MAIL_FROM'),
  /** SES's configuration set for mails of notices. */
  mailEvents: text('MAIL_EVENTS'),
  /** Bytes a scan may have. */
  scanMaxBytes: count('SCAN_MAX_BYTES'),
  /** Scans a dossier may have. */
  scanMaxCount: count('SCAN_MAX_COUNT'),
  citizenIssuer: text('CITIZEN_ISSUER'),
  staffIssuer: text('STAFF_ISSUER'),
}

/** What a function is told by its environment. Each value is read when it is asked for; a missing name is named. */
export type Settings = { readonly [Name in keyof typeof settings]: ReturnType<(typeof settings)[Name]> }

/** The compiler does not see that each name is given its getter. */
export function readSettings(env: Environment): Settings {
  const getters = Object.entries(settings).map(([name, read]) => [name, { enumerable: true, get: () => read(env) }])
  return Object.defineProperties({}, Object.fromEntries(getters)) as Settings
}
