import { DeleteMessageCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { instantOf } from '../../calendar/day.ts'
import type { DeadLetters, Letter } from '../../messages/dead-letters.ts'
import { reach } from '../reach.ts'

const most = 10
/** Longer than nought, so that SQS asks all of its servers. */
const waitSeconds = 1

/** Each queue by its address; up to ten letters a time. */
export function openDeadLetters(sqs: SQSClient, urls: readonly string[]): readonly DeadLetters[] {
  return urls.map((QueueUrl) => async () => {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: most,
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
    })
    const { Messages = [] } = await reach('the dead letters', () => sqs.send(command))
    return Messages.map((message) => ({
      letter: letterOf(message, QueueUrl),
      async done() {
        const { ReceiptHandle } = message
        await reach('the dead letters', () => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })))
      },
    }))
  })
}

function letterOf({ MessageId = '', Body = '', Attributes = {} }: Message, url: string): Letter {
  const source = Attributes.DeadLetterQueueSourceArn
  return {
    id: MessageId,
    queue: url.split('/').at(-1) ?? url,
    ...(source !== undefined && { source: source.split(':').at(-1) ?? source }),
    body: Body,
    sentAt: instantOf(new Date(Number(Attributes.SentTimestamp))),
  }
}
