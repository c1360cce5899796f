import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import type { Mail } from '../ports.ts'
import { reach } from './reach.ts'

/** Plain-text mail through SES. Throws Outage. */
export function createMail(from: string, client = new SESv2Client({ maxAttempts: 3 })): Mail {
  return {
    async send(to, subject, text) {
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Text: { Data: text, Charset: 'UTF-8' } },
          },
        },
      })
      await reach('the mail', () => client.send(command))
    },
  }
}
