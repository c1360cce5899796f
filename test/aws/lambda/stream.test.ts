import { describe, expect, it } from 'vitest'
import { historyHandler, streamHandler } from '../../../shared/aws/lambda/stream.ts'
import type { OutboxMark } from '../../../shared/dossier/history/outbox-mark.ts'
import { contextWith } from './context.ts'

describe('a batch of the stream', () => {
  const at = '2026-11-02T08:00:00+07:00'
  const recordWith = (n: number, { sk = `EVENT#00000${n}`, place = at, act = 'withdraw' } = {}) => ({
    eventName: 'INSERT' as const,
    dynamodb: {
      SequenceNumber: String(n),
      NewImage: {
        pk: { S: 'd1' },
        sk: { S: sk },
        ...(place && { dSk: { S: place } }),
        d: {
          M: { a: { S: act }, de: { M: { part: { S: 'd2' } } }, w: { L: [{ S: 'transfers' }, { S: 'other' }] } },
        },
      },
    },
  })

  it('hands on the marks of new events and stops at the first that fails', async () => {
    const marks: OutboxMark[] = []
    const handler = streamHandler(async (mark) => {
      if (mark.n === 3) throw new Error('queue')
      marks.push(mark)
    })
    const old = recordWith(2, { place: `${at}#d1#2` })
    const others = [recordWith(8, { place: '' }), recordWith(9, { sk: 'HEAD' })]
    const Records = [recordWith(1), ...others, old, recordWith(3), recordWith(4)]
    expect(await handler({ Records }, contextWith())).toEqual({ batchItemFailures: [{ itemIdentifier: '3' }] })
    expect(marks).toEqual([
      { dossier: 'd1', n: 1, at, wants: ['transfers'] },
      { dossier: 'd1', n: 2, at, wants: ['transfers'] },
    ])
  })

  it('names with the mark of a transfer the part that it opened', async () => {
    const marks: OutboxMark[] = []
    const handler = streamHandler(async (mark) => void marks.push(mark))
    await handler({ Records: [recordWith(1, { act: 'transfer' })] }, contextWith())
    expect(marks).toEqual([{ dossier: 'd1', n: 1, at, wants: ['transfers'], part: 'd2' }])
  })
})

describe('a batch of histories that grew', () => {
  const grown = (n: number, pk: string) => ({
    eventName: 'INSERT' as const,
    dynamodb: { SequenceNumber: String(n), Keys: { pk: { S: pk }, sk: { S: `EVENT#00000${n}` } } },
  })
  const Records = [grown(1, 'd1'), grown(2, 'd2'), grown(3, 'd1')]

  it('names each dossier once, and nothing of what happened', async () => {
    const told: (readonly string[])[] = []
    const handler = historyHandler(async (dossiers) => void told.push(dossiers))
    expect(await handler({ Records }, contextWith())).toEqual({ batchItemFailures: [] })
    expect(told).toEqual([['d1', 'd2']])
  })

  it('comes again as a whole when any of it failed', async () => {
    const handler = historyHandler(async () => {
      throw new Error('table')
    })
    expect(await handler({ Records }, contextWith())).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] })
  })
})
