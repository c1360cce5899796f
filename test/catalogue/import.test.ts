import { describe, expect, it } from 'vitest'
import { readProcedureRow, tellFinding } from '../../shared/catalogue/import.ts'

const working = (amount: number) => ({ amount, unit: 'working_day' })
const paper = { name: 'Tờ khai theo mẫu', originals: 1, copies: 0 }
const direct = { method: 'direct', time_raw: '5 Ngày làm việc', time: working(5) }
const good = {
  code: '1.123456',
  name: 'Thủ tục thử',
  fields: ['Hộ tịch'],
  levels: ['commune'],
  executing_agencies: ['Ủy ban nhân dân cấp xã'],
  channels: [direct],
  documents: [paper],
  source: { snapshot: '2026-05' },
}

function read(changes: object) {
  return readProcedureRow({ ...good, ...changes }, '2026-07-18')
}
function taken(changes: object = {}) {
  const result = read(changes)
  if (result.kind !== 'ok') throw new Error(result.reason)
  return { ...result.procedure, remarks: result.findings.map(tellFinding) }
}

describe('codes', () => {
  it.each([
    [' 1.014325', '1.014325'],
    ['1.0133611', '1.013361'],
    ['2.009182739', '2.009182'],
    ['1.014955-Xoa', '1.014955'],
  ])('%j is read by its first eight characters, with a remark', (published, code) => {
    expect(taken({ code: published })).toMatchObject({
      code,
      remarks: expect.arrayContaining([expect.stringContaining(`“${published}” được đọc là ${code}`)]),
    })
  })
  it.each(['0.123456', '1.12345', 'abc', ''])('%j is refused', (code) => {
    expect(read({ code })).toMatchObject({ kind: 'refused', why: 'bad-code' })
  })
})

describe('text', () => {
  it('is composed, trimmed and loses double spaces', () => {
    expect(taken({ name: '  Đăng ký  khai sinh '.normalize('NFD') }).name).toBe('Đăng ký khai sinh'.normalize('NFC'))
  })
})

describe('papers', () => {
  it('are apart from notes, which have no originals and no copies', () => {
    const note = { name: 'Lưu ý: mang theo bản chính', originals: 0, copies: 0 }
    const { papers, notes } = taken({ documents: [note, paper] })
    expect(papers).toEqual([
      { id: 'g01', name: 'Tờ khai theo mẫu', originals: 1, copies: 0, required: true, electronicForm: false },
    ])
    expect(notes).toEqual(['Lưu ý: mang theo bản chính'])
  })
  it('are asked for only when they bear no condition, in name or in group', () => {
    const documents = [
      paper,
      { ...paper, name: 'Giấy ủy quyền (trường hợp ủy quyền)' },
      { ...paper, name: 'Hộ chiếu', group: 'Giấy tờ phải xuất trình' },
    ]
    expect(taken({ documents }).papers.map(({ required }) => required)).toEqual([true, false, false])
  })
  it('ask for the form when everything else is conditional', () => {
    const documents = [
      { ...paper, name: 'Bản sao nếu có' },
      { ...paper, name: 'Tờ khai đối với cá nhân' },
    ]
    expect(taken({ documents }).papers.map(({ required }) => required)).toEqual([false, true])
  })
})

describe('limits', () => {
  it.each([0, 1001, 1e9])('of %d days are not reckoned with', (amount) => {
    const { state, limits } = taken({ channels: [{ ...direct, time: working(amount) }] })
    expect([state, limits]).toEqual(['draft', {}])
  })
  it.each(['Trong 99999 ngày', 'Trong 0,00000001 ngày'])('of “%s” are not reckoned with', (words) => {
    expect(taken({ channels: [{ ...direct, time: null, time_raw: words }] })).toMatchObject({
      state: 'draft',
      limits: {},
    })
  })
  it('of a thousand days are', () => {
    expect(taken({ channels: [{ ...direct, time: working(1000) }] }).limits).toEqual({ any: working(1000) })
  })
  const limited = (...channels: object[]) => taken({ channels })
  it('equal on every channel are one', () => {
    expect(limited(direct, { ...direct, method: 'online' }).limits).toEqual({ any: working(5) })
  })
  it('may differ by channel, and have halves', () => {
    const online = { method: 'online', time_raw: '3.5 Ngày làm việc', time: working(3.5) }
    expect(limited(direct, online).limits).toEqual({ direct: working(5), online: working(3.5) })
  })
  it.each([
    ['a bare number', { method: 'direct', time_raw: '1' }],
    ['mere text', { method: 'direct', time_raw: 'Không quy định' }],
    [
      '15 o’clock',
      { method: 'direct', time_raw: '15 Giờ', time: { amount: 15, unit: 'hour' }, time_suspect: 'cut-off' },
    ],
    [
      '24 hours of nobody knows which kind',
      { method: 'direct', time_raw: '24 Giờ', time: { amount: 24, unit: 'hour' } },
    ],
    ['nought', { method: 'direct', time_raw: '0', time: working(0) }],
  ])('%s is never guessed at: a draft that says why', (_name, channel) => {
    expect(limited(channel)).toMatchObject({ state: 'draft', limits: {}, limitAssumed: expect.stringMatching(/\S/) })
  })
  it('of one channel that disagree leave a draft', () => {
    const other = { ...direct, time_raw: '22 Ngày làm việc', time: working(22) }
    expect(limited(direct, other)).toMatchObject({ state: 'draft', limits: {} })
  })
  it('written as a bare number are taken from the cases when these agree with it', () => {
    const bare = { channels: [{ method: 'direct', time_raw: '1' }] }
    expect(taken({ ...bare, processing_cases: [{ time: working(1) }, { time: working(1) }] })).toMatchObject({
      state: 'published',
      limits: { any: working(1) },
      limitAssumed: expect.stringContaining('“1”'),
    })
    expect(taken({ ...bare, processing_cases: [{ time: working(6) }] }).state).toBe('draft')
    expect(taken({ ...bare, processing_cases: [{ time: working(1) }, { time: working(5) }] }).state).toBe('draft')
  })
})

describe('fees', () => {
  const fees = (...list: object[]) => taken({ channels: [{ ...direct, fees: list }] }).fees
  it('are of three kinds', () => {
    const lines = ['phí', 'lệ phí', 'mức giá'].map((kind) => ({ kind, amount: 8000, currency: 'VND' }))
    expect(fees(...lines).map(({ kind }) => kind)).toEqual(['fee', 'charge', 'price'])
  })
  it('of zero with a note are set locally: no amount is known', () => {
    expect(fees({ kind: 'lệ phí', amount: 0, currency: 'VND', note: 'Theo nghị quyết' })).toEqual([
      { kind: 'charge', amountVnd: null, note: 'Theo nghị quyết', channel: 'any' },
    ])
  })
  it('of zero without a note are free', () => {
    expect(fees({ kind: 'phí', amount: 0, currency: 'VND', note: null })).toEqual([
      { kind: 'fee', amountVnd: 0, channel: 'any' },
    ])
  })
})

describe('who decides', () => {
  it.each([
    ['Sở Nông nghiệp và Môi trường', 'H57.24'],
    ['Chi nhánh Văn phòng đăng ký đất đai khu vực', 'H57.24.39'],
    ['Uỷ ban nhân dân cấp tỉnh', 'H57'],
    ['Thuế cơ sở', 'G12.57'],
    ['Công an cấp Xã', 'G01.57'],
    ['Bảo hiểm xã hội cấp Tỉnh', 'G12.60.57'],
  ])('%s is %s', (name, agency) => {
    expect(taken({ levels: ['province'], executing_agencies: [name] }).competent).toEqual({ kind: 'agency', agency })
  })
  it.each([
    'Chủ tịch UBND cấp xã',
    'Ủy ban Nhân dân xã, phường, thị trấn.',
    'Cơ quan chuyên môn về y tế thuộc UBND cấp xã',
  ])('%s is the commune that received it', (name) =>
    expect(taken({ executing_agencies: [name] }).competent).toEqual({ kind: 'receiving-commune' }),
  )
  it.each([
    'Bộ Tài chính',
    'Ngân hàng Nhà nước Việt Nam',
    'Chi cục Hải quan khu vực',
    'Sở Nội vụ TP.Đà Nẵng',
    'Cơ sở giáo dục',
  ])('%s is nobody here: refused by name', (name) => {
    expect(read({ executing_agencies: [name] })).toMatchObject({
      kind: 'refused',
      code: '1.123456',
      why: 'agency-not-here',
      reason: expect.stringContaining(name),
    })
  })
  it('must be published', () => {
    expect(read({ executing_agencies: [] })).toMatchObject({ kind: 'refused', why: 'no-agency' })
  })
  it('is not asked for procedures between agencies', () => {
    expect(read({ type: 'STANDARD_INTERNAL' })).toMatchObject({ kind: 'refused', why: 'internal' })
  })
})

it.each([null, 7, [], {}, { code: '1.123456' }])('%j is refused, not thrown', (row) => {
  expect(readProcedureRow(row, '2026-07-18')).toMatchObject({ kind: 'refused', why: 'unreadable' })
})

it.each([
  [{ code: '1.123456' }, 'name còn thiếu'],
  [{ ...good, name: '' }, 'name thiếu tên'],
  [{ ...good, documents: [{ name: 7 }] }, 'documents.0.name không đúng kiểu'],
  [7, 'không đúng kiểu'],
])('says in Vietnamese where row %# cannot be read', (row, why) => {
  expect(readProcedureRow(row, '2026-07-18')).toMatchObject({ reason: `Dòng không đọc được: ${why}` })
})

it.each([1e-7, -2.26e-300, 5e-324, 1e300])('refuses a row with %d, which no store keeps, and says where', (amount) => {
  const where = (changes: object) => {
    const result = read(changes)
    return result.kind === 'refused' && [result.why, result.reason]
  }
  const refusedAt = (place: string) => [
    'unreadable',
    `Dòng không đọc được: ${place} lớn quá, hoặc khác 0 mà nhỏ hơn một phần triệu`,
  ]
  expect(where({ time_limit: { parsed: working(amount) } })).toEqual(refusedAt('time_limit.parsed.amount'))
  expect(where({ channels: [{ ...direct, fees: [{ amount: 0 }] }] })).toBe(false)
})
