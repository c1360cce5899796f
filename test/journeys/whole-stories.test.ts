import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import type { Told, ToldSheet } from '../../infra/tour/narrator.ts'
import { tellWhole, type WholeStory } from '../../infra/tour/whole-stories.ts'
import { readPdf } from '../forms/read-pdf.ts'

/** Done when, told as an officer would: from start to end over HTTP, every sheet fetched and read. */
let system: Everything

beforeAll(async () => {
  system = await startPrivate(() => {}, { retrySeconds: 2 })
}, 120_000)

afterAll(() => system?.stop())

const ward = 'Ủy ban nhân dân phường Thuận Hoá'
const landOffice = 'Văn phòng Đăng ký đất đai thành phố Huế'
const department = 'Sở Nông nghiệp và Môi trường thành phố Huế'
const moment = /\d\d giờ \d\d phút, ngày \d\d tháng \d{1,2} năm \d{4}/

/** Every sheet a story calls for, in order, and the words that must stand on it. */
const sheetsOf: Record<WholeStory, readonly (readonly [ToldSheet['sheet'], readonly (string | RegExp)[]])[]> = {
  'khai-sinh': [
    [
      'supplement',
      [
        'Giấy chứng sinh',
        'Khoản 1 Điều 16 Luật Hộ tịch số 60/2014/QH13',
        'Giai đoạn: Tiếp nhận',
        '01 bản điện tử',
        moment,
      ],
    ],
    [
      'receipt',
      [
        'Nguyễn Thị Anh Thi',
        '046190004217',
        'Nguyễn Khắc Thuỵ Khuê',
        'Bản điện tử',
        '1 ngày làm việc',
        'Mã tra cứu',
        'Nhận trực tuyến',
        moment,
      ],
    ],
    [
      'control',
      [
        'Người nộp hồ sơ',
        'Chuyển bước: Đã ghi nội dung khai sinh vào sổ',
        'Phê duyệt kết quả',
        'Trả kết quả',
        'Hoàng Bích Đào',
      ],
    ],
    [
      'refusal',
      [
        'Lê Thị Bích Hà',
        'một người chỉ được đăng ký khai sinh một lần',
        'Căn cứ pháp lý: Khoản 1 Điều 13 và Điều 16 Luật Hộ tịch số 60/2014/QH13',
        'Số giấy tờ đã nộp: 1',
        moment,
      ],
    ],
    ['register', ['Thủ tục đăng ký khai sinh', 'Đã trả trực tuyến', ward]],
  ],
  'dat-dai': [
    [
      'receipt',
      ['Trần Văn Anh Quân', 'Bản sao chứng thực', '10 ngày làm việc', 'Nhận trực tiếp tại nơi nộp hồ sơ', moment],
    ],
    ['handover', [`Bên giao: ${ward}`, `Bên nhận: ${landOffice}`, 'Sơ đồ tài sản gắn liền với đất']],
    ['handover', [`Bên giao: ${landOffice}`, `Bên nhận: ${ward}`, 'chuyển thông tin sang thuế']],
    ['handover', ['Bên nhận: Thuế thành phố Huế']],
    [
      'fee',
      [
        'Lệ phí trước bạ nhà, đất (0,5%)',
        '45.000.000 đồng',
        '56.250.000 đồng',
        'Năm mươi sáu triệu hai trăm năm mươi nghìn đồng',
        'Chuyển khoản',
        'Kho bạc Nhà nước',
      ],
    ],
    ['handover', ['Bên giao: Thuế thành phố Huế', 'Đã hoàn thành nghĩa vụ tài chính']],
    ['handover', [`Bên nhận: ${landOffice}`]],
    ['handover', [/Kết quả giải quyết số \d+\/\d{4}\/KQ-H57\.24\.39/]],
    ['control', ['Nguyễn Ý Bình', 'Bùi Thiên Bửu', 'Trả kết quả liên thông', 'Trang 2/2']],
    ['register', ['Trần Thị Hoài Thương', landOffice]],
  ],
  'tai-cho': [
    ['receipt', ['Phạm Thị Quỳnh Ngữ', 'Tổ 12, khu vực 3', '2 ngày làm việc', 'Trang 1/1']],
    ['receipt', ['BẢN IN LẠI LẦN 1', 'ghi đúng địa chỉ theo căn cước', 'Tổ 21, khu vực 3']],
    ['fee', ['Phí cấp bản sao kết quả (01 bản)', '8.000 đồng', 'Tám nghìn đồng', 'Tiền mặt']],
    ['control', ['Phê duyệt kết quả', 'Đã kiểm tra tại chỗ']],
    [
      'stop',
      [
        'Người đề nghị dừng, rút hồ sơ: Phạm Thị Quỳnh Ngữ',
        'Giai đoạn khi dừng: Được tiếp nhận, bước 1',
        'Không phát sinh khoản phải nộp',
      ],
    ],
    ['control', ['Tiếp nhận']],
    ['register', ['Phạm Thị Quỳnh Ngữ', 'Đã trả tại quầy', 'Công dân yêu cầu rút hồ sơ']],
  ],
  'ba-co-quan': [
    ['receipt', ['Tách thửa hoặc hợp thửa đất', '12 ngày làm việc', '28 Kiệt 4 đường Thử Nghiệm']],
    ['handover', [`Bên nhận: ${landOffice}`]],
    [
      'supplement',
      [
        'có toạ độ đỉnh thửa',
        'Giai đoạn: Thẩm định, giải quyết',
        'Điều 220 Luật Đất đai số 31/2024/QH15',
        `Nơi hướng dẫn: ${landOffice}`,
        'Lê Tuấn Chương',
      ],
    ],
    [
      'apology',
      ['Thời hạn đã hẹn', 'Thời hạn hẹn lại', 'mưa lũ làm mất mốc giới', 'thành thật xin lỗi', 'Bùi Thiên Bửu', moment],
    ],
    ['handover', [`Bên giao: ${landOffice}`]],
    ['handover', [`Bên nhận: ${department}`]],
    ['handover', [`Bên giao: ${department}`, /Kết quả giải quyết số \d+\/\d{4}\/KQ-H57\.24/]],
    ['control', ['Bưu điện phát thành công', 'Bùi Kim Liên', landOffice]],
    ['register', ['Tách thửa hoặc hợp thửa đất', 'Đã phát']],
  ],
}

const plain = (text: string) => text.replace(/\s+/g, ' ')

/** What every sheet has, and what this one must say. */
function checkSheet({ sheet, print, bytes }: ToldSheet, words: readonly (string | RegExp)[], codes: readonly string[]) {
  expect(Buffer.from(bytes.subarray(0, 5)).toString(), sheet).toBe('%PDF-')
  const { pages } = readPdf(bytes)
  const text = plain(pages.join(' '))
  expect(text, sheet).toBe(text.normalize('NFC'))
  expect(text, sheet).not.toMatch(/\uFFFD|undefined|null|NaN|\[object/)
  expect(text, sheet).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  expect(text, sheet).toContain(`Trang ${pages.length}/${pages.length}`)
  if (print) {
    expect(text, sheet).toContain(print.title.toLocaleUpperCase('vi'))
    if (print.form !== undefined) expect(text, sheet).toContain(`Mẫu số ${print.form} (TT 03/2025/TT-VPCP)`)
  }
  if (sheet === 'receipt' || sheet === 'control')
    expect(
      codes.some((code) => text.includes(code)),
      sheet,
    ).toBe(true)
  for (const word of words) {
    if (typeof word === 'string') expect(text, sheet).toContain(word)
    else expect(text, sheet).toMatch(word)
  }
}

describe('a whole story, told over HTTP', () => {
  it.each(Object.keys(sheetsOf) as WholeStory[])(
    '%s runs from start to end, explains each due date and prints every sheet right',
    async (story) => {
      const lines: string[] = []
      const told: Told = await tellWhole(story, system.places, (line) => lines.push(line))
      expect(told.sheets.map(({ sheet }) => sheet)).toEqual(sheetsOf[story].map(([sheet]) => sheet))
      for (const [index, [, words]] of sheetsOf[story].entries()) {
        const sheet = told.sheets[index]
        if (sheet) checkSheet(sheet, words, Object.values(told.codes))
      }
      expect(lines.join('\n')).toMatch(/Hẹn trả kết quả: \d\d:\d\d \d\d\/\d\d\/\d{4}/)
    },
    120_000,
  )
})
