import { describe, expect, it } from 'vitest'
import type { NumberPattern } from '../../shared/dossier/numbering.ts'
import {
  checkDigit,
  doOverlap,
  drawWaybill,
  readRange,
  waybillAt,
  waybillsLeft,
} from '../../shared/dossier/waybills.ts'
import { tuesday } from '../given.ts'

const day = tuesday.slice(0, 10)
const range = (pattern: string, validFrom = '2026-01-01'): NumberPattern => ({
  kind: 'waybill',
  validFrom,
  pattern,
  source: 'kiểm thử',
})
const pool = [range('RM{00000099-00000101}VN'), range('EH{12345678-12345679}VN', '2026-02-01')]

describe('an item number', () => {
  it.each([
    ['12345678', 5],
    ['47312482', 9],
    ['00000000', 5],
    ['00000006', 2],
    ['00000008', 0],
  ])('of S10 bears the check digit of %s', (serial, digit) => {
    expect(checkDigit(serial)).toBe(digit)
  })

  it('differs from its neighbours in one digit and never passes for one that was miswritten', () => {
    for (let n = 0; n < 2_000; n += 1) {
      const serial = String(n * 4_999).padStart(8, '0')
      for (const place of [0, 3, 7]) {
        const wrong = serial.slice(0, place) + String((Number(serial[place]) + 1) % 10) + serial.slice(place + 1)
        // Two rests share 0 and 5 with another, as the standard has it.
        if (![0, 5].includes(checkDigit(serial))) expect(checkDigit(wrong)).not.toBe(checkDigit(serial))
      }
    }
  })

  it('is drawn from range after range, each once, and from no range before its day', () => {
    const drawn = [1, 2, 3, 4, 5, 6].map((nth) => waybillAt(pool, day, nth))
    expect(drawn.map((code) => code?.replace(/\dVN$/, ''))).toEqual([
      'RM00000099',
      'RM00000100',
      'RM00000101',
      'EH12345678',
      'EH12345679',
      undefined,
    ])
    expect(waybillAt(pool, day, 4)).toBe('EH123456785VN')
    expect(waybillAt(pool, '2026-01-31', 4)).toBeUndefined()
    expect([0, 4, 5, 9].map((count) => waybillsLeft(pool, day, count))).toEqual([5, 1, 0, 0])
    expect(waybillsLeft([], day, 0)).toBeUndefined()
  })

  it('is claimed with its order while there are any, and not once the pool is empty or where there is none', () => {
    const next = (value: number, patterns: readonly NumberPattern[]) =>
      drawWaybill({ at: tuesday, patterns, nextSerial: () => value })
    expect(next(2, pool)).toMatchObject({ detail: { itemCode: `RM00000100${checkDigit('00000100')}VN` } })
    expect(next(2, pool).serials).toEqual([{ scope: 'WAYBILL', value: 2 }])
    expect(next(6, pool)).toEqual({ detail: {} })
    const unasked = () => {
      throw new Error('nothing is to be drawn')
    }
    expect(drawWaybill({ at: tuesday, patterns: [], nextSerial: unasked })).toEqual({ detail: {} })
  })

  it.each([
    'RM{1-2}VN',
    'R{00000001-00000002}VN',
    'RM{00000002-00000001}VN',
    'RM{00000001-00000002}US',
    'RM{seq}VN',
    '',
  ])('is not read from the range “%s”', (pattern) => expect(readRange(pattern)).toBeUndefined())

  it('stands in one range only', () => {
    const [one, other] = [readRange('RM{00000001-00000010}VN'), readRange('RM{00000010-00000020}VN')]
    const [apart, foreign] = [readRange('RM{00000011-00000020}VN'), readRange('EH{00000001-00000010}VN')]
    if (!one || !other || !apart || !foreign) throw new Error('a range is not read')
    expect([doOverlap(one, other), doOverlap(one, apart), doOverlap(one, foreign)]).toEqual([true, false, false])
  })
})
