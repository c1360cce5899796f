import { describe, expect, it } from 'vitest'
import { withChanges } from '../shared/with-changes.ts'

interface Slot {
  n: number
  paper?: string
}

describe('a thing with changes', () => {
  const slot: Slot = { n: 1, paper: 'giay-1' }
  it('has what changed, leaves out what is undefined, and keeps the rest', () => {
    expect(withChanges(slot, { n: 2 })).toEqual({ n: 2, paper: 'giay-1' })
    expect(Object.keys(withChanges(slot, { paper: undefined }))).toEqual(['n'])
    expect(slot).toEqual({ n: 1, paper: 'giay-1' })
  })
  it('keeps what must be there, which the compiler asks for', () => {
    // @ts-expect-error A number cannot be taken away.
    expect(withChanges(slot, { n: undefined })).toEqual({ paper: 'giay-1' })
  })
})
