import { Stack } from 'aws-cdk-lib'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { ConfigurationSet } from 'aws-cdk-lib/aws-ses'
import type { PortalFiles, Stage } from '../stages.ts'
import type { DeskFunction } from './function.ts'
import type { PartnerKeys } from './partner-keys.ts'
import { permit } from './permit.ts'

/** Sends mail from the stage's address, whose domain is verified once by the city. */
export function openMailTo(fn: LambdaFunction, stage: Stage, { configurationSetName }: ConfigurationSet) {
  const domain = stage.mailFrom.slice(stage.mailFrom.indexOf('@') + 1)
  const identity = Stack.of(fn).formatArn({ service: 'ses', resource: 'identity', resourceName: domain })
  const resource = { service: 'ses', resource: 'configuration-set', resourceName: configurationSetName }
  permit(fn, 'MailSending', ['ses:SendEmail'], [identity, Stack.of(fn).formatArn(resource)])
  fn.addEnvironment('MAIL_FROM', stage.mailFrom)
  fn.addEnvironment('MAIL_EVENTS', configurationSetName)
}

/** Names where messages to applicants are handed in, and what they point to. */
export function openMessagesTo(fn: LambdaFunction, { messages, lookUpAddress, partnerHosts }: Stage) {
  fn.addEnvironment('SMS_URL', messages.smsUrl)
  fn.addEnvironment('SMS_BRAND', messages.smsBrand)
  fn.addEnvironment('CHAT_URL', messages.chatUrl)
  fn.addEnvironment('LOOK_UP_ADDRESS', lookUpAddress)
  fn.addEnvironment('PARTNER_HOSTS', partnerHosts.join(','))
}

/** Names where money is asked for and receipts are issued; their keys have a secret of their own. */
export function openPaymentsTo(fn: LambdaFunction, { payments, partnerHosts }: Stage) {
  fn.addEnvironment('PAYMENT_PLATFORM_URL', payments.platformUrl)
  fn.addEnvironment('PAYMENT_PLATFORM_PARTNER', payments.platformPartner)
  fn.addEnvironment('VNPAY_URL', payments.vnpayUrl)
  fn.addEnvironment('VNPAY_PAY_URL', payments.vnpayPayUrl)
  fn.addEnvironment('VNPAY_MERCHANT', payments.vnpayMerchant)
  fn.addEnvironment('RECEIPTS_URL', payments.receiptsUrl)
  fn.addEnvironment('PAY_RETURN_ADDRESS', payments.returnAddress)
  fn.addEnvironment('PARTNER_HOSTS', partnerHosts.join(','))
}

/** Who makes links to files for the national portal, and who is asked with them; the address is where our own API answers. */
export function openFileLinksTo(
  functions: Record<'portal' | 'processing', DeskFunction>,
  { portal }: Stage,
  keys: PartnerKeys,
  address: string,
) {
  const { days, from, bearing } = portal.files === 'named' ? namedOnly : portal.files
  if (days > 0 && from.length === 0 && bearing !== 'token')
    throw new Error(
      'A link to a file would open to whoever has it: name the addresses of the portal, or have it show its token.',
    )
  for (const fn of [functions.portal, functions.processing]) {
    fn.addEnvironment('API_ADDRESS', address)
    fn.addEnvironment('PORTAL_FILE_DAYS', String(days))
    fn.addEnvironment('PORTAL_FILE_FROM', from.join(',') || 'anywhere')
    fn.addEnvironment('PORTAL_FILE_BEARING', bearing)
  }
  keys.openToReading('portals', functions.processing)
}

const namedOnly: PortalFiles = { days: 0, from: [], bearing: 'token' }

type Caller = 'postal-returns' | 'postal-tracking' | 'transfers' | 'partner-answers' | 'portal'

/** Who calls the post, the offices and the register of all dossiers: where they are, and under which keys. */
export function openPartnersTo(functions: Record<Caller, DeskFunction>, stage: Stage, keys: PartnerKeys) {
  for (const fn of [functions['postal-returns'], functions['postal-tracking']]) {
    openPostTo(fn, stage)
    keys.openToReading('post', fn)
  }
  for (const fn of [functions.transfers, functions['partner-answers']]) {
    openTaxOfficeTo(fn, stage)
    keys.openToReading('offices', fn)
  }
  openPortalTo(functions.portal, stage)
  keys.openToReading('portals', functions.portal)
}

/** Names the post's address and the hosts that may be called at all; its keys have a secret of their own. */
function openPostTo(fn: LambdaFunction, stage: Stage) {
  fn.addEnvironment('VNPOST_URL', stage.postUrl)
  fn.addEnvironment('PARTNER_HOSTS', stage.partnerHosts.join(','))
}

/** Which register of all dossiers this stage tells, and by which of its two interfaces. */
function openPortalTo(fn: LambdaFunction, { portal, partnerHosts }: Stage) {
  fn.addEnvironment('PORTAL_URL', portal.url)
  fn.addEnvironment('PORTAL_INTERFACE', portal.interface)
  fn.addEnvironment('PORTAL_DESTINATION', portal.destination)
  fn.addEnvironment('PARTNER_HOSTS', partnerHosts.join(','))
}

/** Names the tax office's address on the exchange, and the axis of documents; one secret holds the keys of both. */
function openTaxOfficeTo(fn: LambdaFunction, { taxOfficeUrl, lettersUrl, lettersAfter, partnerHosts }: Stage) {
  fn.addEnvironment('TAX_OFFICE_URL', taxOfficeUrl)
  fn.addEnvironment('LETTERS_URL', lettersUrl)
  fn.addEnvironment('LETTERS_AFTER', String(lettersAfter))
  fn.addEnvironment('PARTNER_HOSTS', partnerHosts.join(','))
}
