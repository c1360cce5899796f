/**
 * Báo cáo chất lượng: everything an import may say about a row, under a stable code. `refuses` rows are not taken in,
 * `holds` keeps a row a draft, `tells` is told and taken.
 */
export const importFindings = {
  unreadable: { weight: 'refuses', says: 'Dòng không đọc được' },
  'bad-code': { weight: 'refuses', says: 'Mã thủ tục không hợp lệ' },
  internal: { weight: 'refuses', says: 'Thủ tục nội bộ, không tiếp nhận ở một cửa' },
  'no-agency': { weight: 'refuses', says: 'Không công bố cơ quan thực hiện' },
  'agency-not-here': { weight: 'refuses', says: 'Không cơ quan nào ở đây có thẩm quyền' },
  twice: { weight: 'refuses', says: 'Mã lặp lại trong tệp' },
  'limit-missing': { weight: 'holds', says: 'Không công bố thời hạn giải quyết' },
  'limit-unreadable': { weight: 'holds', says: 'Thời hạn ghi bằng lời, không đọc chắc được' },
  'time-suspect': { weight: 'holds', says: '“15 giờ” có lẽ là giờ chốt, không phải thời hạn' },
  'limits-differ': { weight: 'holds', says: 'Nhiều thời hạn khác nhau mà không rõ trường hợp nào' },
  'no-channels': { weight: 'holds', says: 'Không công bố cách nộp' },
  'no-papers': { weight: 'holds', says: 'Không công bố thành phần hồ sơ' },
  'not-in-catalogue': { weight: 'holds', says: 'Không còn trong danh mục tháng 7/2026' },
  'retired-code': { weight: 'holds', says: 'Mã đã bị thay, còn ở danh mục tháng 4/2025 mà không còn từ tháng 7/2026' },
  'dates-wrong': { weight: 'holds', says: 'Ngày quyết định, hiệu lực, công khai không thể đúng' },
  'list-row-only': { weight: 'holds', says: 'Chỉ có dòng danh mục, chưa có nội dung chi tiết' },
  'not-nfc': { weight: 'tells', says: 'Chữ tiếng Việt không ở dạng dựng sẵn (NFC)' },
  blanks: { weight: 'tells', says: 'Khoảng trắng thừa hoặc ký tự không nhìn thấy' },
  'code-cleaned': { weight: 'tells', says: 'Mã công bố có ký tự thừa' },
  'limit-free-text': { weight: 'tells', says: 'Thời hạn đọc từ lời văn' },
  'limit-assumed': { weight: 'tells', says: 'Thời hạn lấy theo trường hợp hoặc suy ra' },
  'limit-by-case': { weight: 'tells', says: 'Thời hạn theo trường hợp' },
  'limit-by-channel': { weight: 'tells', says: 'Thời hạn khác nhau theo cách nộp' },
  'total-mismatch': { weight: 'tells', says: 'Thời gian các phần cộng lại không bằng tổng' },
  'mixed-days': { weight: 'tells', says: 'Cộng ngày làm việc với ngày thường trong một tổng' },
  'notes-as-papers': { weight: 'tells', says: 'Dòng giấy tờ là ghi chú (0 bản chính, 0 bản sao)' },
  'qty-uncertain': { weight: 'tells', says: 'Số bản không chắc' },
  'form-glued': { weight: 'tells', says: 'Tên tệp mẫu dính vào tên giấy tờ' },
  'papers-incomplete': { weight: 'tells', says: 'Danh sách giấy tờ công bố không trọn' },
  'channel-unparsed': { weight: 'tells', says: 'Cách nộp chưa tách được phí, thời hạn' },
  'zero-with-note': { weight: 'tells', says: 'Phí 0 đồng kèm ghi chú: mức thu do địa phương quy định' },
  'fee-free-text': { weight: 'tells', says: 'Phí ghi bằng lời' },
  'result-code-odd': { weight: 'tells', says: 'Mã kết quả không theo mẫu' },
  'agency-code-old': { weight: 'tells', says: 'Mã cơ quan theo kiểu cũ hoặc lạ' },
  'agency-by-hand': { weight: 'tells', says: 'Cơ quan được đối chiếu bằng tay' },
  'other-province': { weight: 'tells', says: 'Do địa phương khác công bố' },
  'abolished-level': { weight: 'tells', says: 'Lời văn còn nhắc đơn vị hành chính cấp huyện' },
  'pause-reasons': { weight: 'tells', says: 'Có thời gian không tính vào thời hạn' },
  'decision-undated': {
    weight: 'tells',
    says: 'Công khai mà không ghi ngày quyết định: chưa tính được chỉ số 1.1, 1.2',
  },
  'published-late': { weight: 'tells', says: 'Công bố, công khai chậm so với quy định (chỉ số 1.1, 1.2)' },
  abridged: { weight: 'tells', says: 'Nội dung công bố đã rút gọn' },
} as const satisfies Record<string, { weight: 'refuses' | 'holds' | 'tells'; says: string }>

export type ImportFindingCode = keyof typeof importFindings

export interface ImportFinding {
  code: ImportFindingCode
  /** What exactly, quoting the row. */
  detail?: string
}

/** Collects findings of one row; the same one is told once. */
export function findingsBook() {
  const told = new Map<string, ImportFinding>()
  return {
    add(code: ImportFindingCode, detail?: string) {
      const short = detail?.slice(0, 300)
      told.set(`${code}|${short ?? ''}`, short === undefined ? { code } : { code, detail: short })
    },
    all: (): ImportFinding[] => [...told.values()],
    holds: () => [...told.values()].some(({ code }) => importFindings[code].weight === 'holds'),
  }
}

export type FindingsBook = ReturnType<typeof findingsBook>
