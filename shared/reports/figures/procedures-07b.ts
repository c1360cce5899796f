import { counted } from './counted-columns.ts'
import { reportOf } from './figures-report.ts'
import type { OfferedProcedure } from './sources.ts'

type All = readonly OfferedProcedure[]
const isOpen = ({ procedure: { state } }: OfferedProcedure) => state === 'published'
const goesOn = (one: OfferedProcedure) => isOpen(one) || one.procedure.state === 'suspended'
const known = (all: All) => all.filter(goesOn).length
const atDesk = (all: All) => all.filter(isOpen).length

/** Biểu 07b: the procedures of the locality by level, those run under one-stop, those with an internal process of their own. */
export const procedures07b = reportOf<'procedures'>({
  id: '07b',
  version: 2,
  title: 'Số lượng thủ tục hành chính, thực hiện một cửa và quy trình nội bộ theo cấp',
  form: 'Biểu số II.07b/VPCP/KSTT',
  source: 'Cấu trúc theo hệ thống đang dùng ở địa phương; chưa xác minh với văn bản hiện hành',
  reads: 'procedures',
  by: ['level', 'field'],
  columns: [
    counted('procedures', 'Tổng số TTHC', known),
    counted('one-stop', 'TTHC thực hiện một cửa', atDesk),
    counted(
      'interlinked',
      'Trong đó một cửa liên thông',
      (all) => all.filter((one) => isOpen(one) && one.isInterlinked).length,
    ),
    counted('suspended', 'TTHC tạm ngừng tiếp nhận', (all) => known(all) - atDesk(all)),
    counted(
      'processes',
      'Quy trình nội bộ đã ban hành',
      (all) => all.filter((one) => goesOn(one) && one.hasProcess).length,
    ),
    counted(
      'no-process',
      'Chưa có quy trình riêng',
      (all) => all.filter((one) => goesOn(one) && !one.hasProcess).length,
    ),
  ],
  notes: [
    'Danh mục của ngày cuối kỳ, không gồm bản nháp và thủ tục đã bãi bỏ; thủ tục thực hiện ở nhiều cấp đếm ở từng cấp.',
    'Một cửa liên thông: quy trình nội bộ của thủ tục có bước thuộc cơ quan khác.',
    'Thủ tục chưa có quy trình riêng chạy theo quy trình mặc định của hệ thống.',
  ],
  identities: [
    ['procedures', 'one-stop', 'suspended'],
    ['procedures', 'processes', 'no-process'],
  ],
  monthly: 'level',
})
