import { describe, expect, it } from 'vitest'
import { firstOf } from '../../shared/notices/first-of.ts'

describe('what a mail tells of', () => {
  it('is everything as long as it stays readable', () => {
    expect(firstOf([], 2)).toEqual({ first: [], more: [] })
    expect(firstOf(['a', 'b'], 2)).toEqual({ first: ['a', 'b'], more: [] })
  })
  it('is else the first of them, and how many there are besides', () => {
    expect(firstOf(['a', 'b', 'c', 'd', 'e'], 2)).toEqual({ first: ['a', 'b'], more: ['và 3 hồ sơ khác'] })
  })
})
