import { SQSClient } from '@aws-sdk/client-sqs'
import { describe, expect, it, vi } from 'vitest'
import { createCalls } from '../../infra/local/calls.ts'
import type { Answer, FunctionPool } from '../../infra/local/function-pool.ts'

/** Two functions that answer when they are told to. */
function ready() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const pool = (name: string): [string, FunctionPool] => [
    name,
    {
      name,
      invoke() {
        begun.push(name)
        return new Promise<Answer>((resolve) => ends.set(name, () => resolve({ ok: true, value: null })))
      },
      busy: () => 0,
      stop: async () => undefined,
    },
  ]
  const calls = createCalls({
    ...{ pools: new Map([pool('door'), pool('worker')]), functions: [], queues: [] },
    ...{ sqs: new SQSClient({ region: 'x' }), retryDelaysMs: [], log: () => undefined },
  })
  return { calls, begun, end: (name: string) => ends.get(name)?.() }
}

describe('a call that nobody waits for', () => {
  it('begins at once where no request is open', () => {
    const { calls, begun } = ready()
    void calls.now('worker', {})
    expect(begun).toEqual(['worker'])
  })
  it('gives way to an open request until that is answered', async () => {
    const { calls, begun, end } = ready()
    const answered = calls.answer('door', {})
    void calls.now('worker', {})
    await Promise.resolve()
    expect(begun).toEqual(['door'])
    end('door')
    await answered
    await vi.waitFor(() => expect(begun).toEqual(['door', 'worker']))
  })
  it('waits a second and no longer for requests that do not end', async () => {
    vi.useFakeTimers()
    try {
      const { calls, begun } = ready()
      void calls.answer('door', {})
      void calls.now('worker', {})
      await vi.advanceTimersByTimeAsync(900)
      expect(begun).toEqual(['door'])
      await vi.advanceTimersByTimeAsync(200)
      expect(begun).toEqual(['door', 'worker'])
    } finally {
      vi.useRealTimers()
    }
  })
})
