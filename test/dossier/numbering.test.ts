import { describe, expect, it } from 'vitest'
import { dayOf, instantOf } from '../../shared/calendar/day.ts'
import {
  isOfRegister,
  type NumberPattern,
  numberOf,
  numberPatterns,
  patternOn,
  roomOf,
  scopesOf,
  serialScope,
  takenScopes,
  yearScope,
} from '../../shared/dossier/numbering.ts'
import { dossier, homePlan, receptionist, storyOf, ward } from '../given.ts'

const newer: NumberPattern = {
  kind: 'dossier-code',
  validFrom: '2027-01-01',
  pattern: '{agency}-{date:yyyyMMdd}-{seq:0000000}',
  source: 'kiểm thử',
}

describe('the dossier code', () => {
  const today = patternOn([], 'dossier-code', '2026-11-23')
  it('carries agency, day and serial, and grows a digit past 9,999 without wrapping', () => {
    expect(numberOf(today, 'H57.29', '2026-11-23', 1)).toBe('H57.29-261123-0001')
    expect(numberOf(today, 'H57.29', '2026-11-23', 9_999)).toBe('H57.29-261123-9999')
    expect(numberOf(today, 'H57.29', '2026-11-23', 10_000)).toBe('H57.29-261123-10000')
    expect([roomOf(today), roomOf(newer), roomOf({ pattern: '{seq}' })]).toEqual([9_999, 9_999_999, Infinity])
  })
  it('says that the 10,000th of a day is beyond the pattern, and the 9,999th not', () => {
    const nth = (value: number) => storyOf(homePlan, {}, { nextSerial: () => value })
    const [last, beyond] = [nth(9_999), nth(10_000)]
    expect(last.tell({ act: 'accept' }, receptionist).code).toBe('H57.40-260310-9999')
    expect(last.events.at(-1)?.detail).not.toHaveProperty('beyondPattern')
    expect(beyond.tell({ act: 'accept' }, receptionist).code).toBe('H57.40-260310-10000')
    expect(beyond.events.at(-1)?.detail).toMatchObject({ beyondPattern: true })
  })
  it('counts 1 November and 11 January apart', () => {
    expect(serialScope('H57.29', '2026-11-01')).not.toBe(serialScope('H57.29', '2026-01-11'))
    expect(numberOf(today, 'H57.29', '2026-11-01', 1)).not.toBe(numberOf(today, 'H57.29', '2026-01-11', 1))
    expect(serialScope('H57.2', '2026-11-01')).not.toBe(serialScope('H57.21', '2026-11-01'))
  })
  it('begins its day at midnight in Việt Nam, not in London', () => {
    const before = instantOf(new Date('2026-11-23T16:59:59Z'))
    const after = instantOf(new Date('2026-11-23T17:00:00Z'))
    expect([dayOf(before), dayOf(after)]).toEqual(['2026-11-23', '2026-11-24'])
    const scopes = [before, after].map((at) => scopesOf({ act: 'accept' }, dossier(), at))
    expect(scopes).toEqual([[`DOSSIER-CODE#${ward}#2026-11-23`], [`DOSSIER-CODE#${ward}#2026-11-24`]])
  })
  it('takes the newer shape from the day a stored pattern says, and the old one until then', () => {
    expect(patternOn([newer], 'dossier-code', '2026-12-31')).toBe(today)
    expect(numberOf(patternOn([newer], 'dossier-code', '2027-01-01'), 'G09.20', '2027-06-09', 92_637)).toBe(
      'G09.20-20270609-0092637',
    )
    const story = storyOf(homePlan, {}, { patterns: [newer] })
    expect(story.tell({ act: 'accept' }, receptionist, '2027-01-04T09:00:00+07:00').code).toBe(
      'H57.40-20270104-0000001',
    )
  })
  it('goes back to the built-in shape when the stored one has ended, and is never without one', () => {
    const short = { ...newer, validTo: '2027-06-30' }
    expect(patternOn([short], 'dossier-code', '2027-07-01')).toBe(today)
    expect(() => patternOn([], 'dossier-code', '2017-12-31')).toThrow('no dossier-code pattern')
    for (const kind of ['dossier-code', 'result', 'payment-receipt'] as const) {
      expect(numberPatterns.filter((row) => row.kind === kind && row.source !== '')).not.toEqual([])
    }
  })
})

describe('numbers of results and of receipts', () => {
  it('count by agency and year', () => {
    expect(yearScope('result', ward, '2026-12-31')).toBe(`RESULT#${ward}#2026`)
    expect(yearScope('result', ward, '2027-01-01')).toBe(`RESULT#${ward}#2027`)
    expect(yearScope('payment-receipt', ward, '2026-12-31')).toBe(`PAYMENT-RECEIPT#${ward}#2026`)
  })
  it('typed in are the same whatever their case, in another year another', () => {
    const one = takenScopes('result', ward, '2026-03-01', '12/QĐ-UBND')
    expect(takenScopes('result', ward, '2026-09-01', '12/qđ-ubnd')).toEqual(one)
    expect(takenScopes('result', ward, '2027-03-01', '12/QĐ-UBND')).not.toEqual(one)
    expect(takenScopes('result', 'H57.41', '2026-03-01', '12/QĐ-UBND')).not.toEqual(one)
  })
  it.each(['ft2633', 'FT 2633', 'FT2633\u200b', 'F\u00adT2633', 'ＦＴ２６３３'])(
    'of a transfer are one as %j',
    (typed) => {
      expect(takenScopes('payment', ward, '2026-03-01', typed)[0]).toBe('PAYMENT#FT2633')
    },
  )
  it('are known also where they were taken while their spaces still counted', () => {
    expect(takenScopes('payment', ward, '2026-03-01', 'ft 2633')).toEqual(['PAYMENT#FT2633', 'PAYMENT#FT 2633'])
    expect(takenScopes('payment', ward, '2026-03-01', 'ft2633')).toEqual(['PAYMENT#FT2633'])
  })
  it.each([
    ['7/2026/KQ-H57.40', true],
    ['0007/2026/kq-h57.40', true],
    ['7/2026/KQ-H57.40\u200b', true],
    ['7/2025/KQ-H57.40', false],
    ['7/2026/KQ-H57x40', false],
    ['7/2026/KQ-H57.40-b', false],
    ['12/QĐ-UBND', false],
  ])('%s is of the register’s own shape: %s', (typed, own) => {
    expect(isOfRegister(patternOn([], 'result', '2026-03-10'), 'H57.40', '2026-03-10', typed)).toBe(own)
  })
})
