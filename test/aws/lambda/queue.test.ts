import type { SQSRecord } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { queueHandler } from '../../../shared/aws/lambda/queue.ts'
import { contextWith } from './context.ts'

describe('a batch of messages', () => {
  const recordWith = (messageId: string, group?: string): SQSRecord => ({
    messageId,
    receiptHandle: '',
    body: messageId,
    attributes: {
      ApproximateReceiveCount: '2',
      SentTimestamp: '1793581200000',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '',
      ...(group && { MessageGroupId: group }),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:ap-southeast-1:1:transfers.fifo',
    awsRegion: '',
  })
  const failing = (...bodies: string[]) => {
    const worked: string[] = []
    const handler = queueHandler(async (body) => {
      if (bodies.includes(body)) throw new Error(body)
      worked.push(body)
    })
    return { worked, handler }
  }
  const failed = (...ids: string[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) })

  it('gives back what failed and everything after it in its group, and works the other groups', async () => {
    const { worked, handler } = failing('a2')
    const Records = [recordWith('a1', 'a'), recordWith('a2', 'a'), recordWith('b1', 'b'), recordWith('a3', 'a')]
    expect(await handler({ Records }, contextWith())).toEqual(failed('a2', 'a3'))
    expect(worked).toEqual(['a1', 'b1'])
  })

  it('without groups gives back only what failed', async () => {
    const { worked, handler } = failing('2')
    const Records = ['1', '2', '3'].map((id) => recordWith(id))
    expect(await handler({ Records }, contextWith())).toEqual(failed('2'))
    expect(worked).toEqual(['1', '3'])
  })

  it('begins nothing when its time is nearly over', async () => {
    const { worked, handler } = failing()
    expect(await handler({ Records: [recordWith('1', 'a')] }, contextWith(1_000))).toEqual(failed('1'))
    expect(worked).toEqual([])
  })

  it('tells queue, group and times of each message', async () => {
    const metas: unknown[] = []
    const handler = queueHandler(async (_body, meta) => {
      metas.push(meta)
    })
    await handler({ Records: [recordWith('1', 'a')] }, contextWith())
    expect(metas).toEqual([
      { id: '1', queue: 'transfers.fifo', group: 'a', receiveCount: 2, sentAt: '2026-11-02T08:00:00+07:00' },
    ])
  })
})
