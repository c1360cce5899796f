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
