import { describe, expect, it } from 'vitest'
import { bindWorkflow } from '../../shared/catalogue/bind-workflow.ts'
import { commit, commitmentOf } from '../../shared/catalogue/commitments.ts'
import { readProcedureRow } from '../../shared/catalogue/import.ts'
import { legalLimitFor, limitFor } from '../../shared/catalogue/procedure.ts'
import { readExemptions } from '../../shared/catalogue/read-exemptions.ts'
import { readPauses } from '../../shared/catalogue/read-pauses.ts'
import { readDescription, readWords, totalIn } from '../../shared/catalogue/read-words.ts'
import { rowsOf } from '../../shared/catalogue/shapes.ts'
import { birth, workflow } from '../http/given.ts'

const working = (amount: number) => ({ amount, unit: 'working_day' })
const atOnce = { amount: 0, unit: 'immediate' }

describe('a limit told in words', () => {
  it.each([
    ['Không quá 7,5 ngày làm việc', { limit: working(7.5) }],
    ['Trong thời hạn 03 (ba) ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ', { limit: working(3) }],
    ['Thời hạn giải quyết: không quá 15 ngày', { limit: { amount: 15, unit: 'day' } }],
    ['Trong ngày làm việc; nếu nhận sau 15 giờ thì ngày làm việc tiếp theo', { limit: atOnce, cutoff: '15:00' }],
    ['Không quá 15 ngày làm việc. Trong đó: Sở 12 ngày làm việc; Ủy ban 03 ngày làm việc', { limit: working(15) }],
    [
      'Ngay trong ngày, nhận sau 15 giờ thì ngày làm việc tiếp theo. Trường hợp phải xác minh thì không quá 03 ngày làm việc',
      {
        cutoff: '15:00',
        cases: [
          { name: 'Không phải xác minh', limit: atOnce },
          { name: 'Phải xác minh', limit: working(3) },
        ],
      },
    ],
  ])('%j is read', (text, read) => expect(readWords(text)).toEqual(read))

  it.each([
    'Theo mô tả',
    'Không quá 10 ngày làm việc; xã miền núi tăng thêm 10 ngày',
    '12.5 ngày làm việc + thời gian cấp lại Giấy chứng nhận',
    'Trường hợp A không quá 5 ngày; trường hợp B không quá 8 ngày',
    'Chậm nhất là ngay trước khi tàu rời cảng',
    'Không quá 15 ngày làm việc. Trong đó: Sở 12 ngày làm việc; Ủy ban 05 ngày làm việc',
  ])('%j is left unread: it could be meant in more than one way', (text) => expect(readWords(text)).toBeUndefined())

  it('is found in a longer text where it stands in one line only', () => {
    expect(readDescription('Nộp tại quầy.\nKhông quá 5 ngày làm việc.')).toEqual({ limit: working(5) })
    expect(readDescription('Không quá 5 ngày.\nTrả kết quả: 2 ngày.')).toBeUndefined()
  })
})

describe('a total', () => {
  it('tells parts that do not come to it, and working days added to calendar days', () => {
    expect(totalIn('Tổng 15 ngày, trong đó: a 5 ngày; b 7 ngày')).toMatchObject({
      isWhole: false,
      isMixed: false,
      sum: 12,
    })
    expect(totalIn('Tổng 15 ngày, trong đó: a 5 ngày làm việc; b 10 ngày')).toMatchObject({ isMixed: true })
    expect(totalIn('Tổng 15 ngày, trong đó: a 5 ngày; b 10 ngày')).toMatchObject({ isWhole: true })
    expect(totalIn('15 ngày')).toBeUndefined()
  })
})

describe('time that does not count', () => {
  it('becomes pause reasons, each with the words that say so', () => {
    const text =
      'Không quá 10 ngày làm việc, không bao gồm thời gian cơ quan thuế xác định nghĩa vụ tài chính, thời gian trích đo bản đồ địa chính. Nộp tại quầy.'
    const read = readPauses([text])
    expect(read.map(({ code }) => code)).toEqual(['tax-assessment', 'measuring'])
    expect(read[0]?.ground).toMatch(/^không bao gồm thời gian cơ quan thuế/)
    expect(readPauses(['Không tính vào thời gian thẩm định.', 'Không quá 10 ngày'])).toEqual([])
  })
})

describe('exemptions', () => {
  it('say who pays how much less, by the note of the fee', () => {
    const note =
      'Miễn lệ phí cho người thuộc gia đình có công với cách mạng; người thuộc hộ nghèo. Giảm 50% phí cho người cao tuổi'
    const read = readExemptions([{ kind: 'charge', amountVnd: null, channel: 'any', note }])
    expect(read.map(({ who, percent }) => [who, percent])).toEqual([
      ['người thuộc gia đình có công với cách mạng', 100],
      ['người thuộc hộ nghèo', 100],
      ['người cao tuổi', 50],
    ])
    expect(read[0]?.kinds).toEqual(['charge'])
    expect(readExemptions([{ kind: 'fee', amountVnd: 0, channel: 'any', note: 'Miễn phí' }])).toEqual([])
  })
})

describe('a committed limit', () => {
  const rule = {
    id: 'thu',
    province: 'H99',
    simpleUpTo: 20,
    simpleShare: 0.5,
    complexLess: 10,
    validFrom: '2026-01-01',
    source: 'QĐ thử',
  }
  const limited = (amount: number) => commit({ ...birth, limits: { any: { amount, unit: 'working_day' } } }, rule)
  it('halves simple procedures and takes ten days off complex ones; the legal limit stays beside it', () => {
    for (const [legal, promised] of [
      [3, 1.5],
      [15, 7.5],
      [30, 20],
    ] as const) {
      expect(limitFor(limited(legal), 'direct')).toEqual(working(promised))
      expect(legalLimitFor(limited(legal), 'direct')).toEqual(working(legal))
    }
    expect(limited(3).committedBy).toBe('QĐ thử')
  })
  it('is made for its province and its days only, and never for what is told in hours or done at once', () => {
    expect(commitmentOf('H99', '2025-12-31', [rule])).toBeUndefined()
    expect(commitmentOf('H57', '2026-06-01', [rule])).toBeUndefined()
    expect(commitmentOf('H99', '2026-06-01', [rule])).toBe(rule)
    expect(commit({ ...birth, limits: { any: { amount: 4, unit: 'hour' } } }, rule).committed).toBeUndefined()
    expect(commit(birth, undefined)).toBe(birth)
  })
})

const published = {
  code: '1.123456',
  name: 'Thủ tục thử',
  levels: ['commune'],
  executing_agencies: ['Ủy ban nhân dân cấp xã'],
  documents: [{ name: 'Tờ khai', originals: 1, copies: 0 }],
}
function taken(change: object) {
  const read = readProcedureRow({ ...published, ...change }, '2026-07-18')
  if (read.kind === 'refused') throw new Error(read.reason)
  return { ...read.procedure, found: read.findings.map(({ code }) => code) }
}

describe('cases', () => {
  const row = (amount: number, description: string) => ({
    method: 'direct',
    time_raw: `${amount} Ngày làm việc`,
    time: working(amount),
    description,
  })
  it('differ in their limit where the published rows say whom each is for', () => {
    const { cases, state, found } = taken({
      channels: [row(2, 'Trường hợp không phải xác minh'), row(5, 'Trường hợp phải xác minh')],
    })
    expect(cases?.map(({ id, limits }) => [id, limits?.any])).toEqual([
      ['th1', working(2)],
      ['th2', working(5)],
    ])
    expect([state, found]).toEqual(['published', ['limit-by-case', 'decision-undated']])
  })
  it('are found below the line that says where to hand in; the one without a name is for all others', () => {
    const handIn = 'Nộp trực tiếp tại Trung tâm Phục vụ hành chính công.'
    const { cases, state } = taken({
      channels: [row(7, handIn), row(17, `${handIn}\n* Đối với các xã miền núi, biên giới; đảo`)],
    })
    expect(cases?.map(({ name, limits }) => [name, limits?.any])).toEqual([
      ['Các trường hợp còn lại', working(7)],
      ['Đối với các xã miền núi, biên giới; đảo', working(17)],
    ])
    expect(state).toBe('published')
    expect(taken({ channels: [row(7, handIn), row(17, handIn)] })).toMatchObject({ state: 'draft' })
  })
  it('of one name with different limits stay a draft that says which code has which', () => {
    const channels = [{ method: 'direct', time_raw: '1', time: null, description: '' }]
    const named = (code: string, amount: number) => ({
      case_code: code,
      name: 'Đăng ký khai tử',
      time: working(amount),
    })
    const read = readProcedureRow(
      { ...published, channels, processing_cases: [named('01', 5), named('02', 2)] },
      '2026-07-18',
    )
    expect(read).toMatchObject({ procedure: { state: 'draft' } })
    expect(read.findings.filter(({ code }) => code === 'limits-differ').map(({ detail }) => detail)).toEqual(
      expect.arrayContaining(['Cùng tên “Đăng ký khai tử”: 01: 5 working_day; 02: 2 working_day.']),
    )
  })
  it('are not guessed from rows that name none', () => {
    const { cases, state, found } = taken({ channels: [row(2, 'Thời hạn kiểm tra'), row(5, 'Thời hạn cấp')] })
    expect([cases, state, found]).toEqual([undefined, 'draft', ['limits-differ']])
  })
  it('have papers of their own where every paper stands in a group that names one', () => {
    const documents = [
      { ...published.documents[0], group: 'Trường hợp cấp mới' },
      { name: 'Giấy cũ', originals: 1, copies: 0, group: 'Trường hợp cấp lại' },
    ]
    const { cases, papers } = taken({ channels: [row(2, '')], documents })
    expect(cases?.map(({ name, papers: own, requires }) => [name, own, requires])).toEqual([
      ['Trường hợp cấp mới', ['g01'], ['g01']],
      ['Trường hợp cấp lại', ['g02'], ['g02']],
    ])
    expect(papers).toHaveLength(2)
  })
})

describe('what a row offers beside its papers', () => {
  const channels = [{ method: 'direct', time_raw: '3 Ngày làm việc', time: working(3), description: '' }]
  it('has its guide clips, over https only', () => {
    const clip = { title: 'Hướng dẫn nộp hồ sơ', url: 'https://clip.example/huong-dan' }
    expect(taken({ channels, clips: [clip] })).toMatchObject({ state: 'published', clips: [clip] })
    const plain = { ...clip, url: 'http://clip.example/x' }
    expect(readProcedureRow({ ...published, channels, clips: [plain] }, '2026-07-18')).toMatchObject({
      kind: 'refused',
    })
  })
  it('says of a published one whether its decision bears a date', () => {
    expect(taken({ channels }).found).toEqual(['decision-undated'])
    expect(taken({ channels, decided_on: '2026-06-01' }).found).toEqual([])
    expect(taken({}).found).not.toContain('decision-undated')
  })
  it('is held against the days of the index: decided, in force, posted', () => {
    const days = (
      decided_on: string,
      effective_on: string,
      posted_on: string,
      promulgating_agency = 'UBND Thành phố Huế',
    ) => taken({ channels, decided_on, effective_on, posted_on, promulgating_agency })
    expect(days('2026-06-01', '2026-06-08', '2026-06-08').found).toEqual([])
    expect(days('2026-06-01', '2026-06-05', '2026-06-09').found).toEqual(['published-late', 'published-late'])
    // Tết lies between: fewer working days than the calendar shows.
    expect(days('2026-02-13', '2026-02-25', '2026-02-13').found).toEqual(['published-late'])
    expect(days('2026-06-01', '2026-06-08', '2026-06-08', 'Bộ Tư pháp').found).toEqual(['published-late'])
    expect(days('2026-06-01', '2026-05-01', '2026-06-02')).toMatchObject({
      state: 'draft',
      found: ['dates-wrong', 'published-late'],
    })
  })
  it('is on the spot where every step of its table is at the counter', () => {
    const table = (room: 'desk' | 'office') => ({
      ...workflow,
      procedureCodes: ['1.123456'],
      steps: workflow.steps.map((step) => ({ ...step, owner: { agency: 'receiving' as const, room } })),
    })
    const { found: _, ...procedure } = taken({ channels })
    expect(bindWorkflow(procedure, [table('desk')]).onTheSpot).toBe(true)
    expect(bindWorkflow(procedure, [table('office')]).onTheSpot).toBeUndefined()
    expect(bindWorkflow(procedure, [{ ...table('desk'), procedureCodes: [] }]).onTheSpot).toBeUndefined()
  })
})

describe('the three shapes', () => {
  const portal = {
    code: '1.115312',
    name: 'Thủ tục của cổng',
    state: 'ACTIVE',
    type: 'STANDARD',
    isWard: true,
    isFullProcess: true,
    isNonTerritorial: true,
    executionMethods: [
      {
        submissionMethod: 'ONLINE',
        processingTime: 7.5,
        processingTimeUnit: 'WORKING_DAY',
        description: '',
        fees: [{ type: 'SERVICE_FEE', value: 10_000, currencyId: 'VND', description: '' }],
      },
    ],
    executionCases: [
      {
        name: '',
        profileComponents: [
          {
            name: 'Tờ khai',
            originalQty: 1,
            copyQty: 0,
            required: false,
            hasElectronicForm: true,
            code: 'H57-KQ000001',
            attachments: [{ fileName: 'Mẫu 1.docx', filePath: 'mau/1.docx' }],
          },
          { name: 'Ghi chú', originalQty: 0, copyQty: 0 },
        ],
      },
    ],
    unitGroupsExecuting: [{ name: 'Ủy ban nhân dân cấp xã' }],
    legalBasisesDetails: [{ code: '118/2025/NĐ-CP', name: 'Nghị định một cửa' }],
    procedureProposal: {
      proposalNumber: '1/QĐ-UBND',
      decisionDate: 1_782_752_400_000,
      publicationDate: 1_783_998_561_613,
    },
  }
  const record = {
    MATTHC: '1.001193.000.00.00.H49',
    TENTTHC: 'Thủ tục của LayThuTuc',
    MACOQUANCONGBO: 'H49',
    COQUANTHUCHIEN: [{ MADONVI: '000.00.UB.003', TENDONVI: 'Ủy ban nhân dân xã, phường' }],
    CAPTHUCHIEN: [{ CAPTHUCHIEN: '2', TENCAP: 'Cấp Xã' }],
    LINHVUCTHUCHIEN: [{ MALINHVUC: 'G15-TP07', TENLINHVUC: 'Hộ tịch' }],
    CACHTHUCTHUCHIEN: [
      {
        KENH: '1',
        THOIGIAN: [
          {
            THOIGIANGIAIQUYET: '15',
            DONVITINH: 'Giờ',
            MOTA: 'Ngay trong ngày; nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo.',
            PHILEPHI: [{ DONVI: 'Đồng', MAPHILEPHI: "2'", SOTIEN: '50.000', MOTA: '' }],
          },
        ],
      },
    ],
    THANHPHANHOSO: [{ TRUONGHOP: '', GIAYTO: [{ TENGIAYTO: 'Tờ khai', SOBANCHINH: '1', SOBANSAO: '0' }] }],
  }
  const read = (value: unknown) =>
    rowsOf(value).map(({ shape, row }) => {
      const found = readProcedureRow(row, '2026-07-18')
      return { shape, ...(found.kind === 'ok' ? found.procedure : { refused: found.reason }) }
    })

  it('is partly online where the portal says that it is not fully so and has the channel; else nobody knows', () => {
    const online = (change: object) => Object(read({ ...portal, ...change })[0]).online
    expect(online({ isFullProcess: true })).toBe('full')
    expect(online({ isFullProcess: false })).toBe('partial')
    expect(online({ isFullProcess: null })).toBeUndefined()
    const direct = portal.executionMethods.map((method) => ({ ...method, submissionMethod: 'DIRECT' }))
    expect(online({ isFullProcess: false, executionMethods: direct })).toBeUndefined()
  })

  it('are told apart inside whatever the portal puts around them', () => {
    expect(read({ code: 'OK', data: portal, message: 'OK' })[0]).toMatchObject({
      shape: 'portal-detail',
      limits: { any: working(7.5) },
      fees: [{ kind: 'charge', amountVnd: 10_000 }],
      papers: [{ name: 'Tờ khai', required: true, electronicForm: true }],
      notes: ['Ghi chú'],
      forms: [{ name: 'Mẫu 1.docx', url: 'mau/1.docx', paper: 'g01' }],
      legalBases: [{ number: '118/2025/NĐ-CP', title: 'Nghị định một cửa' }],
      online: 'full',
      nonTerritorial: true,
      decision: '1/QĐ-UBND',
      decidedOn: '2026-06-30',
      state: 'published',
    })
    expect(read({ result: [record], error_code: '0' })[0]).toMatchObject({
      shape: 'lay-thu-tuc',
      code: '1.001193',
      limits: { any: atOnce },
      policy: { cutoff: '15:00' },
      fees: [{ kind: 'charge', amountVnd: 50_000 }],
      levels: ['commune'],
      fields: [{ code: 'G15-TP07', name: 'Hộ tịch' }],
    })
    const listed = {
      code: '1.009999',
      name: 'Dòng danh mục',
      categories: ['Hộ tịch'],
      departments: ['Ủy ban nhân dân cấp xã'],
    }
    expect(read([listed])[0]).toMatchObject({ shape: 'portal-list', state: 'draft', name: 'Dòng danh mục' })
    expect(read(published)[0]).toMatchObject({ shape: 'project', name: 'Thủ tục thử' })
  })
  it('leave what is none of them to be refused by name', () => {
    expect(read([1, null, { MATTHC: 5 }]).map((row) => 'refused' in row && row.refused)).toEqual([
      expect.stringMatching(/không đọc được/),
      expect.stringMatching(/không đọc được/),
      expect.stringMatching(/không đọc được/),
    ])
  })
})

describe('quality', () => {
  it('is told under stable codes, and holds back only what cannot be reckoned with', () => {
    const channels = [{ method: 'direct', time_raw: '5 Ngày làm việc', time: working(5) }]
    const odd = taken({
      channels,
      name: ' Đăng ký '.normalize('NFD'),
      documents: [
        { name: 'Tờ khai', originals: 1, copies: 0, qty_uncertain: true },
        { name: 'Lưu ý', originals: 0, copies: 0 },
      ],
      results: [{ name: 'Giấy', code: 'Mẫu số 18' }],
      fee: { status: 'zero_with_note', raw: 'Miễn phí(do tỉnh quy định)' },
      receiving_address: 'UBND huyện Phú Lộc',
    })
    expect(odd.state).toBe('published')
    expect(odd.found.sort()).toEqual([
      'abolished-level',
      'blanks',
      'decision-undated',
      'not-nfc',
      'notes-as-papers',
      'qty-uncertain',
      'result-code-odd',
      'zero-with-note',
    ])
    expect(taken({ channels, code: '1.000009' })).toMatchObject({ state: 'draft', found: ['retired-code'] })
    expect(taken({ channels, decided_on: '2026-06-01' }).found).toEqual([])
  })
})
