import { formatDay } from '../../calendar/day.ts'
import type { Difference, DifferenceCode, Reconciliation } from '../../messages/reconciliation.ts'
import { type Table, tableOf } from '../files/table.ts'

/** What each difference means, and what to do about it. */
export const differenceTerms = {
  'paid-there-unknown-here': {
    says: 'Cổng đã thu, sổ chưa có',
    todo: 'Hỏi lại cổng; nếu đúng là tiền của hồ sơ thì ghi nhận bằng thông báo của cổng, nếu không thì hoàn.',
  },
  'paid-here-not-there': {
    says: 'Sổ đã thu, cổng không có',
    todo: 'Yêu cầu cổng xác nhận bằng văn bản trước khi trả kết quả.',
  },
  'amount-differs': {
    says: 'Số tiền hai bên khác nhau',
    todo: 'Đối chiếu chứng từ của cổng; hoàn hoặc thu phần chênh lệch.',
  },
  'twice-there': { says: 'Cổng thu hai lần', todo: 'Hoàn khoản thứ hai cho người nộp.' },
  'stray-money': {
    says: 'Tiền không thuộc hồ sơ nào',
    todo: 'Hỏi cổng hoặc bưu điện khoản này của ai, chuyển trả người nộp và ghi số chứng từ.',
  },
  'settled-otherwise': {
    says: 'Bưu điện nộp không khớp khoản phải thu của hồ sơ',
    todo: 'Nộp thiếu: đòi bưu điện nộp nốt, đủ thì hệ thống tự ghi đã nộp. Nộp thừa, nộp lần nữa, hoặc khoản đã thu cách khác: chuyển trả bưu điện, hay người nộp nếu họ đã trả hai lần, và ghi số chứng từ.',
  },
  'receipt-missing': {
    says: 'Chưa có biên lai điện tử',
    todo: 'Chờ cơ quan biên lai: hệ thống phát hành lại mỗi đêm; biên lai chỉ phát hành một lần.',
  },
  'receipt-refused': {
    says: 'Cơ quan biên lai từ chối',
    todo: 'Sửa ký hiệu hoặc mã số thuế; hệ thống phát hành lại mỗi đêm.',
  },
  'refund-pending': { says: 'Còn khoản chờ hoàn', todo: 'Ra lệnh hoàn, hoặc chờ cổng trả lời.' },
  'refund-refused': { says: 'Cổng từ chối hoàn', todo: 'Chuyển khoản trả người nộp và ghi số chứng từ.' },
  'refund-by-hand': { says: 'Phải hoàn bằng chuyển khoản', todo: 'Chuyển khoản trả người nộp và ghi số chứng từ.' },
  'not-in-treasury': {
    says: 'Kho bạc chưa ghi có',
    todo: 'Chờ bảng kê ngày sau; quá hai ngày thì tra soát ngân hàng.',
  },
  'unknown-in-treasury': { says: 'Kho bạc ghi có, sổ không có', todo: 'Tra soát người nộp; ghi nhận hoặc hoàn.' },
  'cod-unsettled': {
    says: 'Bưu điện đã phát, chưa nộp tiền thu hộ',
    todo: 'Đòi bưu điện nộp; nếu bưu tá không thu được thì thu lại hoặc hủy khoản này.',
  },
  'not-asked': { says: 'Cổng chưa trả lời', todo: 'Không phải làm gì: lần đối soát sau hỏi lại.' },
} as const satisfies Record<DifferenceCode, { says: string; todo: string }>

const money = (vnd: number | undefined) => (vnd === undefined ? '' : String(vnd))

/** Bảng lệch của một ngày, as columns and rows. */
export function reconciliationTables({ day, differences }: Reconciliation): readonly Table[] {
  const columns = [
    { head: 'STT', width: 6, cell: (_: Difference, index: number) => String(index + 1) },
    { head: 'Cơ quan', width: 14, cell: (row: Difference) => row.agency },
    { head: 'Mã hồ sơ', width: 24, cell: (row: Difference) => row.dossier ?? '' },
    { head: 'Số tham chiếu', width: 40, cell: (row: Difference) => row.reference },
    { head: 'Ngày sổ', width: 12, cell: (row: Difference) => (row.day === undefined ? '' : formatDay(row.day)) },
    { head: 'Loại lệch', width: 30, cell: (row: Difference) => differenceTerms[row.code].says },
    { head: 'Sổ (đồng)', width: 14, cell: (row: Difference) => money(row.oursVnd) },
    { head: 'Bên kia (đồng)', width: 14, cell: (row: Difference) => money(row.theirsVnd) },
    { head: 'Việc cần làm', width: 60, cell: (row: Difference) => differenceTerms[row.code].todo },
  ]
  return [tableOf('Lệch', `Đối soát thu phí, lệ phí ngày ${formatDay(day)}`, columns, differences)]
}

export function reconciliationKey(day: string, format: 'json' | 'xlsx'): string {
  return `reports/reconciliation/${day}.${format}`
}
