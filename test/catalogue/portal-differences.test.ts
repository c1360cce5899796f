import { describe, expect, it } from 'vitest'
import {
  agencyCode,
  agencyDifferences,
  detailDifferences,
  fieldDifferences,
  procedureDifferences,
} from '../../shared/catalogue/portal-differences.ts'
import { keptRows } from '../../shared/catalogue/portal-lists.ts'
import { summaryOf } from '../../shared/catalogue/summary.ts'
import { units } from '../given.ts'
import { birth } from '../http/given.ts'

const ours = summaryOf({ ...birth, fields: [{ code: 'G15-HT02', name: 'Hộ tịch' }] })
const other = summaryOf({ ...birth, code: '2.000748', name: 'Khác' })
const row = (MATTHC: string, TENTTHC = 'Đăng ký khai sinh') => ({ MATTHC, TENTTHC })

describe('the portal’s list of procedures', () => {
  it('agrees where only spaces, capitals, a full stop or what trails the code differ', () => {
    const told = [row(' 1.001193.000.00.00.H57', 'ĐĂNG KÝ  KHAI SINH.'), row('2.000748', 'khác')]
    expect(procedureDifferences(told, [ours, other])).toEqual([])
  })

  it('tells what is missing on either side, and names that differ', () => {
    const told = [row('1.001193', 'Thủ tục đăng ký khai sinh'), row('3.000001', 'Lạ')]
    expect(procedureDifferences(told, [ours, other])).toEqual([
      { kind: 'name', code: '1.001193', ours: 'Đăng ký khai sinh', theirs: 'Thủ tục đăng ký khai sinh' },
      { kind: 'missing-here', code: '3.000001', theirs: 'Lạ' },
      { kind: 'missing-there', code: '2.000748', ours: 'Khác' },
    ])
  })

  it('survives its dirt: each row that nobody can make out is told as it came, and stops no other', () => {
    const told = [{}, row('12345'), row('1.001193'), row('1.0011939', 'Trùng'), row('x'.repeat(10_000))]
    const found = procedureDifferences(told, [ours])
    expect(found.map(({ kind }) => kind)).toEqual(['unreadable', 'unreadable', 'twice', 'unreadable'])
    expect(found.map(({ code }) => code.length).every((length) => length <= 300)).toBe(true)
  })

  it('tells states apart: crossed out there, abolished here', () => {
    const told = [row('1.001193-Xoa'), row('2.000748', 'Khác'), row('1.014955-Xoa')]
    const abolished = { ...other, state: 'abolished' } as const
    expect(procedureDifferences(told, [ours, abolished])).toEqual([
      { kind: 'state', code: '2.000748', ours: 'abolished', theirs: 'có trong danh mục' },
      { kind: 'state', code: '1.001193', ours: 'published', theirs: 'đã xóa' },
    ])
    expect(procedureDifferences([row('1.001193-Xoa'), row('1.001193')], [ours])).toEqual([])
    expect(procedureDifferences([], [abolished])).toEqual([])
  })
})

describe('the portal’s list of agencies and fields', () => {
  it('reads codes of both forms, from right to left in the older one', () => {
    const codes = [' h57.24.39 ', '000.17.22.H56', '000.00.00.H57', '001.00.53.H48', 'H5', 'Sở']
    expect(codes.map(agencyCode)).toEqual(['H57.24.39', 'H56.22.17', 'H57', 'H48.53.001', undefined, undefined])
  })

  it('holds this city’s against ours and passes over another’s', () => {
    const told = [
      { MADONVI: '000.00.40.H57', TENDONVI: 'UBND phường Thử Nghiệm' },
      { MADONVI: 'H57.08', TENDONVI: 'Sở Khác' },
      { MADONVI: 'H56.01', TENDONVI: 'Tỉnh khác' },
      { MADONVI: '?', TENDONVI: 'Hỏng' },
    ]
    expect(agencyDifferences(told, units, 'H57')).toEqual([
      { kind: 'name', code: 'H57.08', ours: 'Sở Thử Nghiệm', theirs: 'Sở Khác' },
      { kind: 'unreadable', code: '?', theirs: 'Hỏng' },
    ])
  })

  it('holds fields that have a code', () => {
    const told = [
      { MALINHVUC: 'g15-ht02', TENLINHVUC: 'Hộ tịch' },
      { MALINHVUC: 'G13-TN02', TENLINHVUC: 'Đất đai' },
    ]
    expect(fieldDifferences(told, [ours])).toEqual([{ kind: 'missing-here', code: 'G13-TN02', theirs: 'Đất đai' }])
  })
})

describe('one procedure as the portal tells it', () => {
  const told = (days: string, name = 'Đăng ký khai sinh', code = '1.001193') => [
    {
      MATTHC: code,
      TENTTHC: name,
      CACHTHUCTHUCHIEN: ['1', '2'].map((KENH) => ({
        KENH,
        THOIGIAN: [{ THOIGIANGIAIQUYET: days, DONVITINH: 'Ngày làm việc' }],
      })),
    },
  ]

  it('agrees, or differs in its name and limit', () => {
    expect(detailDifferences(told('3'), ours)).toEqual([])
    expect(detailDifferences(told('9', 'Khác'), ours)).toEqual([
      { kind: 'limit', code: '1.001193', ours: '3 ngày làm việc', theirs: '9 ngày làm việc' },
      { kind: 'name', code: '1.001193', ours: 'Đăng ký khai sinh', theirs: 'Khác' },
    ])
  })

  it('is not compared in a limit that nobody can read, and is unreadable in any other form', () => {
    expect(detailDifferences(told('nhanh'), ours)).toEqual([])
    for (const nonsense of [null, 'x', [], [{}], { MATTHC: 1 }, told('3', 'x', '9.999999')])
      expect(detailDifferences(nonsense, ours)).toMatchObject([{ kind: 'unreadable', code: '1.001193' }])
  })
})

describe('a list that is kept', () => {
  it('has the most telling first and says how many are left out', () => {
    const many = Array.from({ length: 2_500 }, (_, n) => ({ kind: 'missing-here', code: `1.${n}` }) as const)
    const { rows, more } = keptRows([...many, { kind: 'limit', code: '2.000001' }])
    expect([rows.length, more, rows[0]]).toEqual([2_000, 501, { kind: 'limit', code: '2.000001' }])
    expect(keptRows([])).toEqual({ rows: [] })
  })
})
