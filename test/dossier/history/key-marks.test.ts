import { describe, expect, it } from 'vitest'
import { whereMarked, withMark } from '../../../shared/dossier/history/key-marks.ts'
import { dossierWith } from '../../promises/samples.ts'

const marksOf = (keys: readonly string[]) => keys.reduce<string | undefined>(withMark, undefined)
const keys = (count: number) => Array.from({ length: count }, (_, n) => `officer:a:khoa-${n + 1}`)
const headAfter = (count: number) => {
  const lastKeys = marksOf(keys(count))
  return dossierWith({ version: count, ...(lastKeys === undefined ? {} : { lastKeys }) })
}

describe('the marks of the last keys', () => {
  it('name the event that a key made', () => {
    for (const n of [2, 5, 12]) {
      expect(whereMarked(headAfter(12), `officer:a:khoa-${n}`)).toEqual({ mayBe: [n], unmarked: 0 })
    }
  })

  it('do not name the opening, whose key is not one of an act', () => {
    expect(whereMarked(headAfter(12), 'officer:a:khoa-1')).toEqual({ mayBe: [], unmarked: 0 })
  })

  it('name none for a key that was never said', () => {
    expect(whereMarked(headAfter(7), 'officer:b:khoa-3')).toEqual({ mayBe: [], unmarked: 0 })
  })

  it('drop the oldest after twelve, and say how many events they do not cover', () => {
    expect(whereMarked(headAfter(15), 'officer:a:khoa-3')).toEqual({ mayBe: [], unmarked: 3 })
    expect(whereMarked(headAfter(15), 'officer:a:khoa-4')).toEqual({ mayBe: [4], unmarked: 3 })
    expect(headAfter(40).lastKeys).toHaveLength(48)
  })

  it('cover nothing of a head from before there were marks', () => {
    const { lastKeys: _, ...head } = headAfter(9)
    expect(whereMarked(head, 'officer:a:khoa-9')).toEqual({ mayBe: [], unmarked: 9 })
  })

  it('look at both events when two keys happen to share a mark, newest first', () => {
    const twice = marksOf([...keys(3), 'officer:a:khoa-2'])
    const head = dossierWith({ version: 4, ...(twice === undefined ? {} : { lastKeys: twice }) })
    expect(whereMarked(head, 'officer:a:khoa-2').mayBe).toEqual([4, 2])
  })
})
