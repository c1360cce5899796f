import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createGivingWay } from '../../infra/local/giving-way.ts'

/** Deeds that are done when they are told to be. */
function ready() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const deed = (name: string) => () => {
    begun.push(name)
    return new Promise<void>((resolve) => ends.set(name, resolve))
  }
  const way = createGivingWay(new AbortController().signal)
  return {
    begun,
    first: (name: string) => void way.first(deed(name)),
    behind: (name: string) => void way.behind(deed(name)),
    async end(name: string) {
      ends.get(name)?.()
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}

describe('what nobody waits for', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('begins at once, and side by side, where no request is open', () => {
    const { begun, behind } = ready()
    behind('one')
    behind('two')
    expect(begun).toEqual(['one', 'two'])
  })
  it('runs one after the other beside an open request, and rests three times as long as each took', async () => {
    const { begun, first, behind, end } = ready()
    first('request')
    behind('one')
    behind('two')
    await vi.advanceTimersByTimeAsync(100)
    expect(begun).toEqual(['request', 'one'])
    await end('one')
    await vi.advanceTimersByTimeAsync(290)
    expect(begun).toEqual(['request', 'one'])
    await vi.advanceTimersByTimeAsync(20)
    expect(begun).toEqual(['request', 'one', 'two'])
  })
  it('runs as soon as the last request is answered', async () => {
    const { begun, first, behind, end } = ready()
    first('request')
    first('another')
    behind('one')
    behind('two')
    behind('three')
    await end('request')
    expect(begun).toEqual(['request', 'another', 'one'])
    await end('another')
    expect(begun).toEqual(['request', 'another', 'one', 'two', 'three'])
  })
  it('waits ten seconds and no longer for requests that do not end', async () => {
    const { begun, first, behind } = ready()
    first('request')
    behind('one')
    behind('two')
    await vi.advanceTimersByTimeAsync(9_900)
    expect(begun).toEqual(['request', 'one'])
    await vi.advanceTimersByTimeAsync(200)
    expect(begun).toEqual(['request', 'one', 'two'])
  })
})
