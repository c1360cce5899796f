import { expect, it } from 'vitest'
import { facetsOf } from '../../shared/catalogue/facets.ts'
import type { CompetentRule } from '../../shared/catalogue/procedure.ts'
import { type Searched, searchKey, searchProcedures } from '../../shared/catalogue/search.ts'

const commune: CompetentRule = { kind: 'receiving-commune' }
const one = (code: string, name: string, field: string, competent: CompetentRule = commune): Searched => ({
  code,
  name,
  fields: [{ name: field }],
  channels: ['direct'],
  levels: [competent.kind === 'agency' ? 'province' : 'commune'],
  competent,
})
const list = [
  one('1.001193', 'Thủ tục đăng ký khai sinh', 'Hộ tịch'),
  one('1.004884', 'Thủ tục đăng ký lại khai sinh', 'Hộ tịch'),
  one('1.115650', 'Giao đất, cho thuê đất', 'Đất đai', { kind: 'agency', agency: 'H57.24' }),
]
const codes = (query: Parameters<typeof searchProcedures>[1]) => searchProcedures(list, query).map(({ code }) => code)

it.each([
  ['Đăng ký', 'dang ky'],
  ['ĐĂNG  KÝ'.normalize('NFD'), 'dang ky'],
  ['Quí khách', 'quy khach'],
  ['đất, nhà – ở', 'dat nha o'],
  ['1.001193', '1.001193'],
])('%j is compared as %j', (text, key) => expect(searchKey(text)).toBe(key))

it('finds without marks, whole phrases first', () => {
  expect(codes({ q: 'dang ky khai sinh' })).toEqual(['1.001193', '1.004884'])
  expect(codes({ q: 'giao dat' })).toEqual(['1.115650'])
})
it('finds by code, field, level and agency', () => {
  expect(codes({ q: '1.004884' })).toEqual(['1.004884'])
  expect(codes({ field: 'đất đai' })).toEqual(['1.115650'])
  expect(codes({ level: 'province' })).toEqual(['1.115650'])
  expect(codes({ agency: 'H57.24' })).toEqual(['1.115650'])
  expect(codes({ agency: 'H57.31', agencyLevel: 'commune' })).toEqual(['1.001193', '1.004884'])
})
it('gives everything for an empty question, nothing for what is not there', () => {
  expect(codes({})).toHaveLength(3)
  expect(codes({ q: 'máy bay' })).toEqual([])
})

it('puts the name that says least beside the phrase first', () => {
  expect(codes({ q: 'khai sinh' })).toEqual(['1.001193', '1.004884'])
})
it('answers a question by its telling words and by what people call things, nearest first', () => {
  expect(codes({ q: 'con mới đẻ thì làm giấy khai sinh ở đâu' })[0]).toBe('1.001193')
  expect(codes({ q: 'tôi muốn thuê đất của nhà nước' })).toEqual(['1.115650'])
  expect(codes({ q: 'làm sao để' })).toEqual([])
})
it('counts by field, level, agency and channel, most first', () => {
  const facets = facetsOf(list, [{ id: 'H57.24', name: 'Sở Thử' }])
  expect(facets).toEqual({
    total: 3,
    fields: [
      { name: 'Hộ tịch', count: 2 },
      { name: 'Đất đai', count: 1 },
    ],
    levels: [
      { level: 'commune', count: 2 },
      { level: 'province', count: 1 },
    ],
    agencies: [
      { agency: 'receiving-commune', name: 'Ủy ban nhân dân xã, phường nơi tiếp nhận', count: 2 },
      { agency: 'H57.24', name: 'Sở Thử', count: 1 },
    ],
    channels: [{ channel: 'direct', count: 3 }],
  })
})
