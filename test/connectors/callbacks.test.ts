import { describe, expect, it } from 'vitest'
import { confirmedBefore, rememberConfirmed } from '../../shared/connectors/callbacks.ts'
import { isRecent, isSameText } from '../../shared/connectors/seals.ts'
import { memoryMarks } from '../memory/marks.ts'

describe('a confirmation', () => {
  const paid = { partner: 'payment', identity: 'TT-1', content: '50000|VND' }

  it('is told once, however often it comes, and otherwise is noticed', async () => {
    const marks = memoryMarks()
    expect(await confirmedBefore(marks, paid)).toBe('never')
    expect(await rememberConfirmed(marks, paid)).toBe(true)
    expect(await rememberConfirmed(marks, paid)).toBe(false)
    expect(await confirmedBefore(marks, paid)).toBe('the-same')
    expect(await confirmedBefore(marks, { ...paid, content: '5|VND' })).toBe('otherwise')
  })

  it('of another partner or thing is another', async () => {
    const marks = memoryMarks()
    await rememberConfirmed(marks, paid)
    expect(await confirmedBefore(marks, { ...paid, partner: 'other' })).toBe('never')
    expect(await confirmedBefore(marks, { ...paid, identity: 'TT-2' })).toBe('never')
  })

  it('keeps neither sum nor name in plain', async () => {
    const marks = memoryMarks()
    await rememberConfirmed(marks, paid)
    expect(await marks.value('CONFIRMED#payment#TT-1')).toMatch(/^[0-9a-f]{64}$/)
  })
})

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
