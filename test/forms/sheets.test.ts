import { describe, expect, it } from 'vitest'
import { sheetNames } from '../../shared/dossier/history/sheets.ts'
import { handOverRows } from '../../shared/forms/control-sheet.ts'
import { pageDigest, textOf } from '../../shared/forms/page.ts'
import { posting } from '../../shared/forms/posting.ts'
import { processDocument } from '../../shared/forms/process-document.ts'
import { registerRows } from '../../shared/forms/register.ts'
import { pageOf } from '../../shared/forms/sheets.ts'
import { templateOn, templates } from '../../shared/forms/templates.ts'
import { chair, department, handler, homePlan, receptionist, scan, ward } from '../given.ts'
import { applicant, directory, eventWith, facts, fileWith, papers, procedure, received } from './given.ts'

/** Holds for a text that says all of it. */
const says = (...words: string[]) =>
  expect.toSatisfy((text: string) => words.every((word) => text.includes(word)), words.join(' … '))

describe('the numbering of the annexes', () => {
  const formOn = (day: string) => sheetNames.map((name) => [name, templateOn(name, day)?.form])

  it('is that of TT 01/2018 until 14/9/2025', () => {
    expect(Object.fromEntries(formOn('2025-09-14'))).toEqual({
      receipt: '01',
      supplement: '02',
      refusal: '03',
      apology: '04',
      'apology-draft': undefined,
      stop: undefined,
      control: '05',
      handover: undefined,
      fee: undefined,
    })
    expect(templateOn('register', '2025-09-14')?.form).toBe('06')
    expect(templateOn('stop', '2025-09-14')).toBeUndefined()
  })

  it('is that of TT 03/2025 from 15/9/2025', () => {
    expect(Object.fromEntries(formOn('2025-09-15'))).toMatchObject({ stop: '05', control: '06' })
    expect(templateOn('register', '2025-09-15')?.form).toBe('07')
  })

  it('prints the name of its day, and the old one where a field still uses it', () => {
    expect(templateOn('apology', '2025-01-02')?.title).toBe('Phiếu xin lỗi và hẹn lại ngày trả kết quả')
    expect(templateOn('apology', '2026-01-02')?.title).toBe('Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết')
    expect(templateOn('apology', '2026-01-02', ['Hộ tịch'])?.title).toBe('Phiếu xin lỗi và hẹn lại ngày trả kết quả')
  })

  it('never has two general versions on one day, nor a version twice', () => {
    for (const rows of Object.values(templates)) {
      const general = rows.filter(({ fields }) => fields === undefined)
      for (const [n, row] of general.entries()) {
        const next = general[n + 1]
        if (next) expect(row.validTo !== undefined && row.validTo < next.validFrom).toBe(true)
      }
      expect(new Set(rows.map(({ version }) => version)).size).toBe(rows.length)
    }
  })
})

describe('the receipt', () => {
  const page = (change = {}) => textOf(pageOf('receipt', facts('receipt', { secret: '7KQ2MX', ...change })))

  it('says all that domain 2.2 asks of it', () => {
    expect(page({ lookUpAddress: 'https://tra-cuu.test/?ma=x' })).toEqual(
      says(
        'Mẫu số 01 (TT 03/2025/TT-VPCP)',
        'ỦY BAN NHÂN DÂN PHƯỜNG THỬ NGHIỆM',
        'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG',
        'Phường Thử Nghiệm, ngày 10 tháng 11 năm 2026',
        '[H57.40-261110-0007]',
        '[https://tra-cuu.test/?ma=x]',
        'Mã tra cứu: 7KQ2MX',
        'Người nộp hồ sơ: Nguyễn Đỗ Quỳnh Ngữ',
        'Số định danh cá nhân: 046190000017',
        'Địa chỉ: 12 đường Thử',
        'Số điện thoại: 0905123456',
        'Email: ngu@vi-du.example',
        'Hình thức nộp: Trực tiếp',
        'Chủ hồ sơ: Nguyễn Đỗ Quỳnh Ngữ',
        'Đăng ký khai sinh (1.001193). Đăng ký cho con',
        '1 | Tờ khai đăng ký khai sinh theo mẫu | Bản chính | 1',
        'Số lượng hồ sơ: 1 (bộ)',
        'Thời gian giải quyết theo quy định: 3 ngày làm việc',
        'Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 10 tháng 11 năm 2026',
        'Thời gian trả kết quả: 09 giờ 05 phút, ngày 13 tháng 11 năm 2026',
        'Nhận trực tiếp tại nơi nộp hồ sơ',
        'Quyển số 2026, số thứ tự 7',
        'NGƯỜI TIẾP NHẬN HỒ SƠ Nguyễn Thị Tiếp Nhận',
        'giấy ủy quyền',
      ),
    )
  })

  it('is headed by the desk of its day', () => {
    const event = eventWith({ at: '2025-08-10T09:05:00+07:00' })
    expect(page({ event })).toEqual(says('Mẫu số 01 (TT 01/2018/TT-VPCP)', 'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ'))
  })

  it('names the form and count of each paper as the officer counted them, and what need not be handed in', () => {
    const event = eventWith({
      detail: {
        scans: [{ n: 1 }],
        sets: 2,
        handedIn: [
          { paper: 'giay-1', form: 'certified', count: 3 },
          { paper: 'giay-1', form: 'original', count: 1 },
        ],
        waived: [{ paper: 'giay-2', reason: 'đã có trong cơ sở dữ liệu' }],
      },
    })
    expect(page({ event })).toEqual(
      says(
        '1 | Tờ khai đăng ký khai sinh theo mẫu | Bản sao chứng thực | 3',
        '2 | Tờ khai đăng ký khai sinh theo mẫu | Bản chính | 1',
        '3 | Giấy chứng sinh | Không phải nộp: đã có trong cơ sở dữ liệu | 0',
        'Số lượng hồ sơ: 2 (bộ)',
      ),
    )
  })

  it('calls the papers of an online dossier electronic, the newest file of each only', () => {
    const file = fileWith({
      dossier: { ...received, channel: 'online' },
      scans: [scan({ n: 1, paper: 'giay-1' }), scan({ n: 2, paper: 'giay-1' })],
    })
    const text = page({ file })
    expect(text).toContain('1 | Tờ khai đăng ký khai sinh theo mẫu | Bản điện tử | 1')
    expect(text).not.toContain('2 | ')
  })

  it('lists what was handed in by then, however late it is drawn and whatever has come since', () => {
    const second = scan({ n: 3, paper: 'giay-2' })
    const anew = scan({ n: 2, paper: 'giay-1', fileName: 'moi.pdf' })
    const file = fileWith({ scans: [scan({ n: 1, paper: 'giay-1' }), anew, second] })
    const event = eventWith({ detail: { scans: [{ n: 1 }] } })
    const supplement = eventWith({ n: 4, act: 'supplement', detail: { scans: [{ n: 1 }, { n: 2 }, { n: 3 }] } })
    const later = { file, event, history: [event, supplement] }
    const revision = { n: 1, at: '2026-11-12T08:00:00+07:00', reason: 'Bản đầu bị rách' }
    for (const text of [page(later), page({ ...later, revision })]) {
      expect(text).toContain('1 | Tờ khai đăng ký khai sinh theo mẫu')
      expect(text).not.toContain('Giấy chứng sinh')
    }
  })

  it('tells apart who files and whose it is', () => {
    const owner = { ...applicant, name: 'Phạm Thị Chủ', address: '3 đường Khác' }
    const file = fileWith({ parties: { applicant, owner } })
    expect(page({ file })).toEqual(says('Chủ hồ sơ: Phạm Thị Chủ', 'Địa chỉ chủ hồ sơ: 3 đường Khác'))
  })

  it('bears the mark of a reprint with its day and reason', () => {
    const revision = { n: 2, at: '2026-11-12T08:00:00+07:00', reason: 'Sửa họ tên' }
    expect(page({ revision })).toContain('BẢN IN LẠI LẦN 2, ngày 12/11/2026. Lý do: Sửa họ tên')
    expect(page()).not.toContain('IN LẠI')
  })

  it('and every other sheet alike', () => {
    const revision = { n: 1, at: '2026-11-12T08:00:00+07:00', reason: 'Bản đầu bị rách' }
    for (const sheet of sheetNames) {
      const said = textOf(pageOf(sheet, facts(sheet, { revision })))
      expect([sheet, said]).toEqual([
        sheet,
        expect.stringContaining('LẠI LẦN 1, ngày 12/11/2026. Lý do: Bản đầu bị rách'),
      ])
    }
  })

  it('says on a reprint what was counted anew, and on the first print what was counted then', () => {
    const counted = (count: number, sets: number) => ({
      handedIn: [{ paper: 'giay-1', form: 'certified', count }],
      sets,
    })
    const event = eventWith({ detail: { scans: [{ n: 1 }], ...counted(1, 1) } })
    const anew = eventWith({ n: 3, act: 'amend', reason: 'Đếm lại', detail: counted(4, 2) })
    const later = { event, history: [event, anew] }
    const revision = { n: 1, at: '2026-11-12T08:00:00+07:00', reason: 'Đếm lại' }
    const [first, second] = [page(later), page({ ...later, revision })]
    expect(first).toEqual(says('Bản sao chứng thực | 1', 'Số lượng hồ sơ: 1 (bộ)'))
    expect(second).toEqual(says('Bản sao chứng thực | 4', 'Số lượng hồ sơ: 2 (bộ)', 'Lý do: Đếm lại'))
  })

  it('has one digest, whatever the order of its keys, and another for another word', () => {
    const one = pageOf('receipt', facts('receipt'))
    const turned = Object.fromEntries(Object.entries(one).reverse()) as unknown as typeof one
    expect(pageDigest(turned)).toBe(pageDigest(one))
    expect(pageDigest({ ...one, title: 'KHÁC' })).not.toBe(pageDigest(one))
  })
})

describe('the slips', () => {
  const text = (sheet: 'supplement' | 'refusal' | 'apology' | 'stop' | 'handover' | 'fee', change: object) =>
    textOf(pageOf(sheet, facts(sheet, { event: eventWith(change) })))

  it('02 names what to add, why, on which ground, at which stage, until when and whom to ask', () => {
    const detail = {
      papers: ['Giấy chứng sinh rõ nét'],
      stage: 'appraisal',
      ground: 'NĐ 123/2015',
      supplementDueAt: '2026-11-20T17:00:00+07:00',
    }
    expect(text('supplement', { act: 'ask-supplement', reason: 'Bản chụp mờ', detail })).toEqual(
      says(
        'Mẫu số 02',
        'Số: 7/PBS',
        '1 | Giấy chứng sinh rõ nét | 01 bản',
        'Bản chụp mờ',
        'Căn cứ pháp lý: NĐ 123/2015',
        'Giai đoạn: Thẩm định, giải quyết',
        'Thời hạn bổ sung: 17 giờ 00 phút, ngày 20 tháng 11 năm 2026',
        'Cán bộ hướng dẫn: Nguyễn Thị Tiếp Nhận',
        '0234 3000 000; thu-nghiem@hue.example',
      ),
    )
  })

  it('03 gives the reason a person wrote, when it was handed in and how many papers', () => {
    expect(text('refusal', { act: 'refuse', reason: 'Không thuộc thẩm quyền' })).toEqual(
      says('Mẫu số 03', 'Số: 7/PTC', 'Không thuộc thẩm quyền', 'Thời điểm nộp: 08 giờ 30 phút', 'Số giấy tờ đã nộp: 2'),
    )
  })

  it('04 sets the old moment beside the new one, with words of apology and the head’s signature', () => {
    const said = {
      reason: 'Chờ xác minh',
      was: { dueAt: '2026-11-13T09:05:00+07:00' },
      dueAt: '2026-11-18T10:00:00+07:00',
    }
    expect(text('apology', said)).toEqual(
      says(
        'Mẫu số 04',
        'Số: 7/PXL',
        'Thời hạn đã hẹn: 09 giờ 05 phút, ngày 13 tháng 11 năm 2026',
        'Thời hạn hẹn lại: 10 giờ 00 phút, ngày 18 tháng 11 năm 2026',
        'thành thật xin lỗi',
        'Chờ xác minh',
        'Nơi nhận',
        'THỦ TRƯỞNG CƠ QUAN GIẢI QUYẾT',
      ),
    )
  })

  it('04 and 05 take the moments, the ground and the money that the act itself told', () => {
    const extended = {
      reason: 'Chờ',
      detail: { dueBefore: '2026-11-13T09:05:00+07:00' },
      dueAt: '2026-11-18T10:00:00+07:00',
    }
    expect(text('apology', { act: 'extend', ...extended })).toEqual(says('Thời hạn đã hẹn: 09 giờ 05 phút, ngày 13'))
    const detail = { ground: 'Điều 9', money: 'paid', paidVnd: 50_000, refundOpen: true }
    expect(text('stop', { act: 'stop', reason: 'Hết hạn bổ sung', from: 'supplement-requested', detail })).toEqual(
      says('Người quyết định dừng: Nguyễn Thị Tiếp Nhận', 'Căn cứ pháp lý: Điều 9', 'Đã nộp', '(50.000 đồng)'),
    )
  })

  it('05 tells what was asked last and not paid from what was paid before, and fees from money of the state budget', () => {
    const lines = (detail: object) =>
      text('stop', { act: 'stop', reason: 'Hết hạn', from: 'in-progress', detail: { ground: 'Điều 9', ...detail } })
    expect(lines({ money: 'requested', paidVnd: 50_000, refundOpen: true })).toEqual(
      says('chưa nộp; khoản phải nộp được hủy; khoản đã nộp trước đó 50.000 đồng'),
    )
    expect(lines({ money: 'partly-refunded', paidVnd: 30_000, refundOpen: true, budgetVnd: 600_000 })).toEqual(
      says('đã hoàn trả một phần', '(30.000 đồng)', 'đã nộp ngân sách nhà nước 600.000 đồng', 'cơ quan thuế, Kho bạc'),
    )
    expect(lines({ money: 'paid', budgetVnd: 600_000 })).toEqual(says('Không có phí, lệ phí đã nộp; đã nộp ngân sách'))
    expect(lines({ money: 'partly-refunded', budgetVnd: 600_000 })).toEqual(
      says('Không còn phí, lệ phí đã nộp mà chưa hoàn trả; đã nộp ngân sách'),
    )
  })

  it('05 says who asked, why, at which stage, and what becomes of the money', () => {
    const by = { kind: 'citizen', id: 'cd-1' } as const
    expect(text('stop', { act: 'withdraw', by, from: 'in-progress', reason: 'Đổi ý' })).toEqual(
      says(
        'Mẫu số 05',
        'Người đề nghị dừng, rút hồ sơ: Nguyễn Đỗ Quỳnh Ngữ',
        'Đổi ý',
        'Giai đoạn khi dừng: Đang xử lý',
        'Không phát sinh khoản phải nộp',
      ),
    )
  })

  it('the hand-over slip names who gives, who takes and what', () => {
    const said = { act: 'receive-transfer', holder: `${department}/office`, note: 'Kèm biên bản' } as const
    expect(text('handover', said)).toEqual(
      says(
        'Bên giao: Ủy ban nhân dân phường Thử Nghiệm',
        'Bên nhận: Sở Thử Nghiệm',
        'Chuyển liên thông: Kèm biên bản',
        '1 | Tờ khai',
      ),
    )
  })

  it('the hand-over slip counts each paper once, as it was counted last, whichever half kept the files', () => {
    const transferred = eventWith({ act: 'receive-transfer', holder: `${department}/office`, detail: {} })
    const counted = (count: number) => ({ handedIn: [{ paper: 'giay-1', form: 'certified', count }] as const })
    const accepted = eventWith({ detail: { ...counted(1) } })
    const recounted = eventWith({ n: 3, act: 'amend', detail: { ...counted(2) } })
    const scans = [
      scan({ n: 1, paper: 'giay-1' }),
      scan({ n: 2, paper: 'giay-2' }),
      scan({ n: 3, paper: 'giay-2' }),
      scan({ n: 4, paper: undefined, fileName: 'ban-do.pdf' }),
    ]
    const whole = { file: fileWith({ scans }), history: [accepted, recounted] }
    const part = { event: transferred, history: [transferred], file: fileWith({ scans: [] }), kin: [whole] }
    const table = pageOf('handover', facts('handover', part)).blocks.find(({ kind }) => kind === 'table')
    expect(table).toMatchObject({
      rows: [
        ['1', 'Tờ khai đăng ký khai sinh theo mẫu', '2'],
        ['2', 'Giấy chứng sinh', '1'],
        ['3', 'ban-do.pdf', '1'],
      ],
    })
  })

  it('the fee receipt adds up in figures and words, under the number of the payment', () => {
    const detail = {
      totalVnd: 105_000,
      items: [
        { kind: 'fee', amountVnd: 100_000 },
        { kind: 'charge', amountVnd: 5_000 },
      ],
      method: 'cash',
      receiptNumber: 'BL-H57.40-2026-00012',
    }
    expect(text('fee', { detail })).toEqual(
      says(
        'Số: BL-H57.40-2026-00012',
        '1 | Phí | 100.000 đồng',
        '2 | Lệ phí | 5.000 đồng',
        'Bằng chữ: Một trăm linh năm nghìn đồng',
        'Hình thức nộp: Tiền mặt',
      ),
    )
  })
})

describe('the control sheet', () => {
  const by = (person: typeof handler) => ({ kind: 'officer', id: person.id, unit: person.unit }) as const
  const history = [
    eventWith({ was: { holder: receptionist.unit } }),
    eventWith({
      n: 3,
      act: 'pass-on',
      at: '2026-11-10T10:00:00+07:00',
      holder: handler.unit,
      note: 'Đủ giấy tờ',
      was: { holder: receptionist.unit, stepDueAt: '2026-11-10T11:00:00+07:00' },
    }),
    eventWith({
      n: 4,
      act: 'assign',
      at: '2026-11-10T10:30:00+07:00',
      by: by(handler),
      holder: handler.unit,
      officer: handler.id,
    }),
    eventWith({
      n: 5,
      act: 'pass-on',
      at: '2026-11-13T10:00:00+07:00',
      by: by(handler),
      holder: chair.unit,
      was: { holder: handler.unit, stepDueAt: '2026-11-12T10:00:00+07:00' },
    }),
  ]

  it('shows original papers given away, called back and signed for, with whoever carries them', () => {
    const said = { number: 'hs/G1', by: 'post', from: ward, to: 'H57.08', papers: [] }
    const reason = 'Đã thu hồi trước khi bưu điện thu gom'
    const history = [
      eventWith({ n: 1, act: 'send-papers', by: by(receptionist), detail: said }),
      eventWith({ n: 2, act: 'recall-papers', detail: said }),
      eventWith({
        n: 3,
        act: 'carriage-ended',
        by: { kind: 'job', id: 'postal-returns' },
        reason,
        detail: { ...said, recalled: true },
      }),
      eventWith({
        n: 4,
        act: 'receive-papers',
        by: by(receptionist),
        detail: { ...said, by: 'hand' },
      }),
    ]
    const rows = handOverRows(facts('control', { history }))
    expect(rows.map(([, gives, takes]) => [gives?.split('\n')[0], takes?.split('\n')[0]])).toEqual([
      [expect.stringContaining('phường Thử Nghiệm'), 'Bưu điện'],
      ['Bưu điện', expect.stringContaining('phường Thử Nghiệm')],
      ['Cán bộ chuyển tay', expect.stringContaining('phường Thử Nghiệm')],
    ])
    expect(rows[1]?.at(-1)).toBe(`Đã thu hồi chuyến giấy tờ: ${reason}`)
  })

  it('has what went to somebody outside and came back, told by both halves once', () => {
    const detail = { number: 'H57.40-261110-0001/T6' }
    const out = eventWith({ n: 6, act: 'send-out', by: by(handler), holder: handler.unit, detail })
    const taken = eventWith({ n: 7, act: 'errand-taken', at: '2026-11-10T15:00:00+07:00', detail })
    const back = eventWith({ n: 8, act: 'errand-answered', holder: handler.unit, detail })
    const sent = eventWith({ n: 9, act: 'order-shipment', by: by(receptionist), holder: receptionist.unit })
    const text = textOf(pageOf('control', facts('control', { history: [out, taken, back, { ...back, n: 4 }, sent] })))
    expect(text).toEqual(
      says(
        'UBND phường Thử Nghiệm (office)\nTrương Quỳnh Thẩm Định | Cơ quan thuế',
        '15:00 10/11/2026',
        'Cơ quan thuế | UBND phường Thử Nghiệm (office)',
        'UBND phường Thử Nghiệm (desk)\nNguyễn Thị Tiếp Nhận | Bưu điện',
      ),
    )
    expect(text.match(/Thông báo nộp tiền của cơ quan thuế/g)).toHaveLength(1)
  })

  it('has the tax office’s answer come back to the half that asked, and the parcel given by the post when it says', () => {
    const detail = { number: 'H57.40-261110-0001/T6' }
    const part = { dossier: 'part', holder: handler.unit }
    const theirs = [
      eventWith({ n: 3, act: 'send-out', by: by(handler), detail, ...part }),
      eventWith({ n: 5, act: 'errand-answered', detail, ...part }),
    ]
    const history = [
      eventWith({ n: 5, act: 'errand-answered', holder: receptionist.unit, detail }),
      eventWith({ n: 9, act: 'order-shipment', by: by(receptionist), holder: receptionist.unit }),
      eventWith({
        n: 10,
        act: 'delivered',
        at: '2026-11-13T10:00:00+07:00',
        holder: receptionist.unit,
        detail: { deliveredAt: '2026-11-12T16:20:00+07:00' },
      }),
    ]
    const kin = [{ file: fileWith(), history: theirs }]
    const rows = handOverRows({ ...facts('control', { history }), kin })
    expect(rows.map(([, gives, takes]) => [gives?.split('\n')[0], takes?.split('\n')[0]])).toEqual([
      ['UBND phường Thử Nghiệm (office)', 'Cơ quan thuế'],
      ['Cơ quan thuế', 'UBND phường Thử Nghiệm (office)'],
      ['UBND phường Thử Nghiệm (desk)', 'Bưu điện'],
      ['Bưu điện', 'Người nhận (bưu chính)'],
    ])
    expect(rows[3]?.slice(3, 5)).toEqual(['16:20 12/11/2026', '16:20 12/11/2026'])
  })

  it('has a row for each hand-over: units, people, moments and whether the step was in time', () => {
    const text = textOf(pageOf('control', facts('control', { history })))
    expect(text).toEqual(
      says(
        'Mẫu số 06',
        'UBND phường Thử Nghiệm (desk)\nNguyễn Thị Tiếp Nhận | UBND phường Thử Nghiệm (office)\nTrương Quỳnh Thẩm Định | 10:00 10/11/2026',
        '10:00 10/11/2026 | Đúng hạn | Chuyển bước: Đủ giấy tờ',
        '10:00 13/11/2026 | 10:00 13/11/2026 | Quá hạn | Chuyển bước',
      ),
    )
    expect(text).not.toContain('\n4 | ')
  })

  it('has a row for what was passed back or refused, with its reason, to whoever it went back to', () => {
    const back = eventWith({
      n: 3,
      act: 'pass-back',
      at: '2026-11-11T08:00:00+07:00',
      by: by(handler),
      holder: receptionist.unit,
      reason: 'Thiếu chữ ký',
      was: { holder: handler.unit },
    })
    const refused = eventWith({
      dossier: 'phan',
      n: 2,
      act: 'reject-transfer',
      at: '2026-11-11T09:00:00+07:00',
      holder: `${department}/office`,
      reason: 'Sai cơ quan',
    })
    const told = eventWith({ n: 4, act: 'transfer-rejected', at: '2026-11-11T09:00:00+07:00', holder: chair.unit })
    const kin = [{ file: fileWith(), history: [refused] }]
    expect(textOf(pageOf('control', facts('control', { history: [back, told], kin })))).toEqual(
      says(
        'UBND phường Thử Nghiệm (office)\nTrương Quỳnh Thẩm Định | UBND phường Thử Nghiệm (desk)',
        ': Thiếu chữ ký',
        'Sở Thử Nghiệm (office)',
        '| UBND phường Thử Nghiệm (leaders) | 09:00 11/11/2026',
        ': Sai cơ quan',
      ),
    )
  })

  it('has a row for a part that was called back, from that agency to whoever had sent it, and names no giver there', () => {
    const both = { at: '2026-11-11T09:00:00+07:00', reason: 'Chuyển nhầm', by: by(handler) }
    const ended = eventWith({
      ...both,
      dossier: 'phan',
      n: 2,
      act: 'transfer-called-back',
      holder: `${department}/office`,
    })
    const own = eventWith({ ...both, n: 4, act: 'call-back', holder: handler.unit, detail: { part: 'phan' } })
    const kin = [{ file: fileWith(), history: [ended] }]
    const text = textOf(pageOf('control', facts('control', { history: [own], kin })))
    expect(text).toEqual(
      says('Sở Thử Nghiệm (office) | UBND phường Thử Nghiệm (office)', 'Cơ quan chuyển đã thu hồi: Chuyển nhầm'),
    )
    expect(text).not.toContain('\n2 | ')
  })

  it('names nobody as the taker of what was called back, and has no row for a merger that moves only the other half', () => {
    const detail = { gives: handler.unit, takes: `${department}/office`, agency: department, part: 'phan' }
    const out = eventWith({ n: 3, act: 'transfer', by: by(handler), detail, holder: handler.unit })
    const there = { dossier: 'phan', holder: `${department}/office` }
    const stayed = eventWith({ ...there, n: 2, act: 're-home', was: { receivingUnit: 'H57.99/desk' } })
    const ended = eventWith({ ...there, n: 3, act: 'transfer-called-back', by: by(handler) })
    const kin = [{ file: fileWith(), history: [stayed, ended] }]
    const rows = handOverRows({ ...facts('control', { history: [out] }), kin })
    expect(rows.map(([, , takes]) => takes)).toEqual(['Sở Thử Nghiệm (office)', 'UBND phường Thử Nghiệm (desk)'])
    const moved = eventWith({ n: 4, act: 're-home', holder: receptionist.unit, was: { holder: 'H57.99/desk' } })
    expect(handOverRows(facts('control', { history: [moved] }))).toHaveLength(1)
  })

  it('tells a transfer by both sides: given when it left, taken when the other agency acknowledged', () => {
    const detail = { gives: handler.unit, takes: `${department}/office`, agency: department, part: 'phan' }
    const out = eventWith({
      n: 3,
      act: 'transfer',
      at: '2026-11-10T10:00:00+07:00',
      by: by(handler),
      detail,
      holder: handler.unit,
    })
    const taken = eventWith({ dossier: 'phan', n: 2, act: 'acknowledge', at: '2026-11-10T10:04:00+07:00' })
    const kin = [{ file: fileWith(), history: [taken] }]
    const text = textOf(pageOf('control', facts('control', { history: [out], kin })))
    expect(text).toEqual(says('Sở Thử Nghiệm (office) | 10:00 10/11/2026 | 10:04 10/11/2026'))
    // Acknowledged after it was handed back: it had been there from the moment it was given.
    const back = { dossier: 'phan', at: '2026-11-10T11:00:00+07:00' }
    const late = [
      eventWith({ ...back, n: 2, act: 'hand-back' }),
      eventWith({ ...back, n: 3, act: 'acknowledge', at: '2026-11-10T11:30:00+07:00' }),
    ]
    const told = { history: [out], kin: [{ file: fileWith(), history: late }] }
    expect(textOf(pageOf('control', facts('control', told)))).toEqual(
      says('Nguyễn Thị Tiếp Nhận | 10:00 10/11/2026 | 10:00 10/11/2026'),
    )
  })
})

describe('sheets of no single dossier', () => {
  it('the register has a row for each reception, with return and way back once it is returned', () => {
    const template = templateOn('register', '2026-11-30')
    if (!template) throw new Error('no register')
    const returned = {
      ...received,
      status: 'returned',
      delivery: 'given-at-counter',
      returnedAt: '2026-11-12T08:00:00+07:00',
      // Refunded a week later: that was not the return.
      updatedAt: '2026-11-19T08:00:00+07:00',
      sets: 2,
    } as const
    const rows = [returned, received].map((one) => ({ dossier: one, parties: { applicant } }))
    const [first, second] = registerRows({
      template,
      agency: ward,
      from: '2026-11-01',
      to: '2026-11-30',
      at: received.updatedAt,
      rows,
      units: directory,
    })
    expect(first).toEqual([
      '1',
      'H57.40-261110-0007',
      'Đăng ký khai sinh',
      '2',
      'Nguyễn Đỗ Quỳnh Ngữ',
      '12 đường Thử, phường Thử Nghiệm, thành phố Huế; 0905123456',
      'Ủy ban nhân dân phường Thử Nghiệm',
      '10/11/2026',
      '13/11/2026',
      '12/11/2026',
      'Đã trả tại quầy',
      '',
    ])
    expect(second?.[3]).toBe('1')
    expect(second?.slice(9)).toEqual(['', '', 'Được tiếp nhận'])
  })

  it('the posting sheet says what the law wants posted', () => {
    expect(textOf(posting({ procedure, units: directory, province: 'H57' }))).toEqual(
      says(
        '1.001193',
        'Đăng ký khai sinh',
        'Hộ tịch',
        'Ủy ban nhân dân xã, phường',
        'Trực tuyến: 1,5 ngày làm việc',
        'Trực tiếp: Giải quyết ngay',
        'Lệ phí | Trực tiếp | 8.000 đồng',
        'Lệ phí | Trực tuyến | Miễn phí',
        `1 | ${papers[0]?.name} | 1 | 0 | Có`,
        '2175/QĐ-UBND',
        'Giấy khai sinh',
        'chưa đủ 60 ngày',
      ),
    )
  })

  it('the process document names steps, units, times and records', () => {
    const steps = homePlan.steps.map(({ n, name, role, hours }) => ({
      n,
      name,
      role,
      hours,
      owner: { agency: 'receiving', room: n === 3 ? 'leaders' : 'desk' } as const,
      leaves: false,
    }))
    const workflow = {
      id: 'thu',
      version: 1,
      name: 'Quy trình thử',
      procedureCodes: [],
      steps,
      total: { amount: 3, unit: 'working_day' } as const,
      reckoned: 'hours' as const,
      validFrom: '2026-01-01',
      source: 'QĐ 1/QĐ-TEST',
    }
    expect(textOf(processDocument({ procedure, workflow, units: directory, province: 'H57' }))).toEqual(
      says(
        '2 | Thẩm định | Cơ quan tiếp nhận',
        '| 2 ngày làm việc |',
        '3 | Ký | Cơ quan tiếp nhận\nLãnh đạo | 0,5 ngày làm việc | Kết quả đã ký số',
        'QĐ 1/QĐ-TEST',
      ),
    )
  })
})
