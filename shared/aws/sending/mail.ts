import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { lazily } from '../../lazily.ts'
import { NotTaken, Outage } from '../../outage.ts'
import type { Mail } from '../../ports.ts'
import { patience } from '../patience.ts'
import { isAnswered, reach } from '../reach.ts'

export interface MailFrom {
  from: string
  /** The configuration set under which SES tells what became of a notice's mail. */
  events: string
}

/**
 * Plain-text mail through SES. Handed over once and not again by itself: SES knows no repeats. Throws NotTaken when it
 * answered that it has not taken it, and Outage when it did not answer.
 */
export function createMail({ from, events }: MailFrom, given?: SESv2Client): Mail {
  const client = lazily(() => given ?? new SESv2Client({ ...patience, maxAttempts: 1 }))
  return {
    async send(to, subject, text, notice) {
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        ...(notice !== undefined && {
          ConfigurationSetName: events,
          EmailTags: [{ Name: 'notice', Value: notice }],
        }),
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Text: { Data: text, Charset: 'UTF-8' } },
          },
        },
      })
      try {
        await reach('the mail', () => client().send(command))
      } catch (error) {
        const cause = error instanceof Outage ? error.cause : error
        if (isAnswered(cause)) throw new NotTaken('the mail', cause)
        throw error
      }
    },
  }
}
