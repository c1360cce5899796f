import { Stack } from 'aws-cdk-lib'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { Stage } from '../stages.ts'
import { permit } from './permit.ts'

/** Sends mail from the stage's address, whose domain is verified once by the city. */
export function openMailTo(fn: LambdaFunction, stage: Stage) {
  const domain = stage.mailFrom.slice(stage.mailFrom.indexOf('@') + 1)
  const identity = Stack.of(fn).formatArn({ service: 'ses', resource: 'identity', resourceName: domain })
  permit(fn, 'MailSending', ['ses:SendEmail'], [identity])
  fn.addEnvironment('MAIL_FROM', stage.mailFrom)
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

/** Names the post's address and the hosts that may be called at all; its keys have a secret of their own. */
export function openPostTo(fn: LambdaFunction, stage: Stage) {
  fn.addEnvironment('VNPOST_URL', stage.postUrl)
  fn.addEnvironment('PARTNER_HOSTS', stage.partnerHosts.join(','))
}

/** Which register of all dossiers this stage tells, and by which of its two interfaces. */
export function openPortalTo(fn: LambdaFunction, { portal, partnerHosts }: Stage) {
  fn.addEnvironment('PORTAL_URL', portal.url)
  fn.addEnvironment('PORTAL_INTERFACE', portal.interface)
  fn.addEnvironment('PORTAL_DESTINATION', portal.destination)
  fn.addEnvironment('PARTNER_HOSTS', partnerHosts.join(','))
}

/** Names the tax office's address on the exchange, and the axis of documents; one secret holds the keys of both. */
export function openTaxOfficeTo(fn: LambdaFunction, { taxOfficeUrl, lettersUrl, lettersAfter, partnerHosts }: Stage) {
  fn.addEnvironment('TAX_OFFICE_URL', taxOfficeUrl)
  fn.addEnvironment('LETTERS_URL', lettersUrl)
  fn.addEnvironment('LETTERS_AFTER', String(lettersAfter))
  fn.addEnvironment('PARTNER_HOSTS', partnerHosts.join(','))
}
