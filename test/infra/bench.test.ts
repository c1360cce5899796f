import { describe, expect, it } from 'vitest'
import { isMet, lineOf, quantile } from '../../infra/bench/figure.ts'
import { findPersonal } from '../../infra/bench/logs.ts'
import { bytesOf } from '../../infra/bench/table-meter.ts'

describe('a figure', () => {
  it('stands beside its yardstick', () => {
    const figure = { name: 'write units, reception', value: 12, unit: 'units' }
    expect(lineOf(figure)).toBe('write units, reception: 12 units')
    expect(lineOf({ ...figure, yardstick: { aim: 10, is: 'at most' } })).toBe(
      'write units, reception: 12 units (at most 10: MISSED)',
    )
  })
  it('meets an upper and a lower yardstick at the very value', () => {
    expect(isMet({ name: 'a', value: 2, unit: '', yardstick: { aim: 2, is: 'at most' } })).toBe(true)
    expect(isMet({ name: 'a', value: 0.6, unit: '', yardstick: { aim: 0.6, is: 'at least' } })).toBe(true)
    expect(isMet({ name: 'a', value: 0.59, unit: '', yardstick: { aim: 0.6, is: 'at least' } })).toBe(false)
  })
  it('takes the quantile of what was measured, not between', () => {
    const sample = [5, 1, 4, 2, 3]
    expect([0.5, 0.95, 1].map((share) => quantile(sample, share))).toEqual([3, 5, 5])
  })
})

describe('the size of an item', () => {
  it('counts names and values, in bytes of UTF-8', () => {
    expect(bytesOf({ pk: { S: 'ab' } })).toBe(4)
    expect(bytesOf({ t: { S: 'Huế' } })).toBe(6)
  })
  it('counts three bytes for a map or list, and one for each member', () => {
    expect(bytesOf({ d: { M: { a: { S: 'x' } } } })).toBe(1 + 3 + 1 + 2)
    expect(bytesOf({ d: { L: [{ S: 'x' }, { S: 'y' }] } })).toBe(1 + 3 + 2 + 2)
  })
  it('counts bytes for what is kept as bytes', () => {
    expect(bytesOf({ x: { B: Buffer.alloc(32).toString('base64') } })).toBe(33)
  })
})

describe('the search for personal data in logs', () => {
  it('finds an invented name or number, and stays quiet otherwise', () => {
    expect(findPersonal('{"person":"cb-1","outcome":"answered"}')).toBe(0)
    expect(findPersonal('{"note":"046190009944"} Phan Thị Thử Tải')).toBe(2)
  })
})
