import { describe, expect, it } from 'vitest'
import { isRecent, isSameText } from '../../shared/connectors/seals.ts'

describe('seals', () => {
  it('are the same or are not, of whatever length', () => {
    expect(isSameText('abc', 'abc')).toBe(true)
    for (const other of ['abd', 'ab', 'abcd', '']) expect(isSameText('abc', other)).toBe(false)
  })

  it.each([
    [0, true],
    [300_000, true],
    [-300_000, true],
    [300_001, false],
    [-300_001, false],
    [Number.NaN, false],
  ])('said %i ms away count as recent: %s', (away, recent) => {
    expect(isRecent(1_000_000_000 + away, 1_000_000_000, 300)).toBe(recent)
  })
})
