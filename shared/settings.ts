/** What a function is told by its environment. Each value is read when it is asked for; a missing name is named. */
export interface Settings {
  readonly stage: string
  readonly provinceCode: string
  readonly tableName: string
  readonly quarantineBucket: string
  readonly cleanBucket: string
  readonly catalogueBucket: string
  readonly auditBucket: string
  readonly auditKeyId: string
  readonly transfersQueueUrl: string
  readonly postalReturnsQueueUrl: string
  readonly noticesQueueUrl: string
  readonly searchQueueUrl: string
  readonly importsQueueUrl: string
  readonly archivesQueueUrl: string
  readonly reportingQueueUrl: string
  readonly sheetsQueueUrl: string
  readonly portalQueueUrl: string
  readonly paymentsQueueUrl: string
  readonly webhooksQueueUrl: string
  /** Hosts that front ends may be called at; `loopback` lets in a stand-in of one machine. */
  readonly webhookHosts: readonly string[]
  /** Addresses of the queues of dead letters. */
  readonly deadLetterQueues: readonly string[]
  /** Where a dossier code is looked up, `{code}` in its place. */
  readonly lookUpAddress: string
  readonly secretsId: string
  readonly postSecretsId: string
  readonly vnpostUrl: string
  readonly messageSecretsId: string
  readonly smsUrl: string
  /** Tên thương hiệu under which SMS are sent. */
  readonly smsBrand: string
  readonly chatUrl: string
  readonly paymentSecretsId: string
  readonly paymentPlatformUrl: string
  /** `MaDoiTac`, `vnp_TmnCode`: the installation as its gateways name it. */
  readonly paymentPlatformPartner: string
  readonly vnpayMerchant: string
  readonly vnpayUrl: string
  /** The page on which payers choose their bank. */
  readonly vnpayPayUrl: string
  readonly receiptsUrl: string
  /** Where a payer's browser comes back to, `{code}` in its place. */
  readonly payReturnAddress: string
  /** Hosts of partners; `loopback` lets in the stand-ins of one machine. */
  readonly partnerHosts: readonly string[]
  readonly portalUrl: string
  /** `portal`: the national portal behind its adapter; `ministry`: the newer interface over LGSP. */
  readonly portalInterface: 'portal' | 'ministry'
  /** `dstcode`: where the adapter carries the call. */
  readonly portalDestination: string
  readonly portalsSecretsId: string
  /** Where our own API answers. */
  readonly apiAddress: string
  /** Days for which a link to a file is good that the portal is told; 0 where files are named only. */
  readonly portalFileDays: number
  /** Blocks of addresses such a link may be brought from; none: from anywhere. */
  readonly portalFileFrom: readonly string[]
  readonly portalFileBearing: 'link' | 'token'
  readonly taxOfficeUrl: string
  /** Trục liên thông văn bản. */
  readonly lettersUrl: string
  /** The axis's number of the last document before this installation listened. */
  readonly lettersAfter: number
  readonly officesSecretsId: string
  readonly mailFrom: string
  /** SES's configuration set for mails of notices. */
  readonly mailEvents: string
  /** Bytes a scan may have. */
  readonly scanMaxBytes: number
  /** Scans a dossier may have. */
  readonly scanMaxCount: number
  readonly citizenIssuer: string
  readonly staffIssuer: string
}

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

function requiredCount(env: Environment, name: string): number {
  const value = Number(required(env, name))
  if (!Number.isSafeInteger(value) || value < 0) throw new MissingSetting(`${name} is not a whole number`)
  return value
}

function requiredOf<const Value extends string>(env: Environment, name: string, values: readonly Value[]): Value {
  const found = values.find((value) => value === required(env, name))
  if (found === undefined) throw new MissingSetting(`${name} is none of ${values.join(', ')}`)
  return found
}

export function readSettings(env: Environment): Settings {
  return {
    get stage() {
      return required(env, 'STAGE')
    },
    get provinceCode() {
      return required(env, 'PROVINCE_CODE')
    },
    get tableName() {
      return required(env, 'TABLE_NAME')
    },
    get quarantineBucket() {
      return required(env, 'QUARANTINE_BUCKET')
    },
    get cleanBucket() {
      return required(env, 'CLEAN_BUCKET')
    },
    get catalogueBucket() {
      return required(env, 'CATALOGUE_BUCKET')
    },
    get auditBucket() {
      return required(env, 'AUDIT_BUCKET')
    },
    get auditKeyId() {
      return required(env, 'AUDIT_KEY_ID')
    },
    get deadLetterQueues() {
      return required(env, 'DEAD_LETTER_QUEUES').split(',')
    },
    get transfersQueueUrl() {
      return required(env, 'TRANSFERS_QUEUE_URL')
    },
    get postalReturnsQueueUrl() {
      return required(env, 'POSTAL_RETURNS_QUEUE_URL')
    },
    get noticesQueueUrl() {
      return required(env, 'NOTICES_QUEUE_URL')
    },
    get searchQueueUrl() {
      return required(env, 'SEARCH_QUEUE_URL')
    },
    get importsQueueUrl() {
      return required(env, 'IMPORTS_QUEUE_URL')
    },
    get archivesQueueUrl() {
      return required(env, 'ARCHIVES_QUEUE_URL')
    },
    get reportingQueueUrl() {
      return required(env, 'REPORTING_QUEUE_URL')
    },
    get sheetsQueueUrl() {
      return required(env, 'SHEETS_QUEUE_URL')
    },
    get portalQueueUrl() {
      return required(env, 'PORTAL_QUEUE_URL')
    },
    get portalUrl() {
      return required(env, 'PORTAL_URL')
    },
    get portalInterface() {
      return requiredOf(env, 'PORTAL_INTERFACE', ['portal', 'ministry'])
    },
    get taxOfficeUrl() {
      return required(env, 'TAX_OFFICE_URL')
    },
    get lettersUrl() {
      return required(env, 'LETTERS_URL')
    },
    get lettersAfter() {
      return requiredCount(env, 'LETTERS_AFTER')
    },
    get officesSecretsId() {
      return required(env, 'OFFICES_SECRETS_ID')
    },
    get portalDestination() {
      return required(env, 'PORTAL_DESTINATION')
    },
    get portalsSecretsId() {
      return required(env, 'PORTALS_SECRETS_ID')
    },
    get apiAddress() {
      return required(env, 'API_ADDRESS')
    },
    get portalFileDays() {
      return requiredCount(env, 'PORTAL_FILE_DAYS')
    },
    get portalFileFrom() {
      const from = required(env, 'PORTAL_FILE_FROM')
      return from === 'anywhere' ? [] : from.split(',')
    },
    get portalFileBearing() {
      return requiredOf(env, 'PORTAL_FILE_BEARING', ['link', 'token'])
    },
    get paymentsQueueUrl() {
      return required(env, 'PAYMENTS_QUEUE_URL')
    },
    get webhooksQueueUrl() {
      return required(env, 'WEBHOOKS_QUEUE_URL')
    },
    get webhookHosts() {
      return required(env, 'WEBHOOK_HOSTS').split(',')
    },
    get lookUpAddress() {
      return required(env, 'LOOK_UP_ADDRESS')
    },
    get secretsId() {
      return required(env, 'SECRETS_ID')
    },
    get postSecretsId() {
      return required(env, 'POST_SECRETS_ID')
    },
    get partnerHosts() {
      return required(env, 'PARTNER_HOSTS').split(',')
    },
    get vnpostUrl() {
      return required(env, 'VNPOST_URL')
    },
    get messageSecretsId() {
      return required(env, 'MESSAGE_SECRETS_ID')
    },
    get smsUrl() {
      return required(env, 'SMS_URL')
    },
    get smsBrand() {
      return required(env, 'SMS_BRAND')
    },
    get chatUrl() {
      return required(env, 'CHAT_URL')
    },
    get paymentSecretsId() {
      return required(env, 'PAYMENT_SECRETS_ID')
    },
    get paymentPlatformUrl() {
      return required(env, 'PAYMENT_PLATFORM_URL')
    },
    get paymentPlatformPartner() {
      return required(env, 'PAYMENT_PLATFORM_PARTNER')
    },
    get vnpayMerchant() {
      return required(env, 'VNPAY_MERCHANT')
    },
    get vnpayUrl() {
      return required(env, 'VNPAY_URL')
    },
    get vnpayPayUrl() {
      return required(env, 'VNPAY_PAY_URL')
    },
    get receiptsUrl() {
      return required(env, 'RECEIPTS_URL')
    },
    get payReturnAddress() {
      return required(env, 'PAY_RETURN_ADDRESS')
    },
    get mailFrom() {
      return required(env, 'MAIL_FROM')
    },
    get mailEvents() {
      return required(env, 'MAIL_EVENTS')
    },
    get scanMaxBytes() {
      return requiredCount(env, 'SCAN_MAX_BYTES')
    },
    get scanMaxCount() {
      return requiredCount(env, 'SCAN_MAX_COUNT')
    },
    get citizenIssuer() {
      return required(env, 'CITIZEN_ISSUER')
    },
    get staffIssuer() {
      return required(env, 'STAFF_ISSUER')
    },
  }
}
