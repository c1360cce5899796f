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
