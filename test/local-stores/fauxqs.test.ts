import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, describe, expect, it } from 'vitest'
import { credentials, region } from '../../infra/local/account.ts'
import { findFreePorts } from '../../infra/local/loopback.ts'
import { startFauxqsProcess } from '../../infra/local/stores/fauxqs.ts'

const folder = mkdtempSync(join(tmpdir(), 'fauxqs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the embedded queues', () => {
  it('keep a message hidden from others while it is worked, and hand it out at once when they start anew', async () => {
    const [port = 0] = await findFreePorts(1)
    const first = await startFauxqsProcess({ folder, port })
    const sqs = new SQSClient({ endpoint: first.url, region, credentials, useQueueUrlAsEndpoint: false })
    const Attributes = { FifoQueue: 'true', VisibilityTimeout: '360' }
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'work.fifo', Attributes }))
    for (const MessageBody of ['first', 'second']) {
      const own = { MessageBody, MessageGroupId: 'one', MessageDeduplicationId: MessageBody }
      await sqs.send(new SendMessageCommand({ QueueUrl, ...own }))
    }
    const receive = async () => {
      const asked = { QueueUrl, MaxNumberOfMessages: 1 }
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ ...asked, MessageSystemAttributeNames: ['All'] }),
      )
      return Messages.map(({ Body, Attributes: told }) => [Body, told?.ApproximateReceiveCount])
    }
    expect(await receive()).toEqual([['first', '1']])
    expect(await receive()).toEqual([])
    process.kill(first.pid, 'SIGKILL')
    await first.stop()

    const again = await startFauxqsProcess({ folder, port })
    expect(await receive()).toEqual([['first', '2']])
    expect(await receive()).toEqual([])
    sqs.destroy()
    await again.stop()
  })
})
