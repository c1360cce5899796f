import { counted, shared } from './counted-columns.ts'
import { reportOf } from './figures-report.ts'
import type { OfferedProcedure } from './sources.ts'

type All = readonly OfferedProcedure[]
/** A procedure of several levels is counted once. */
const offered = (all: All) => all.filter(({ isFirst, procedure }) => isFirst && procedure.state === 'published')
const online = (all: All) => offered(all).filter(({ procedure }) => procedure.channels.includes('online'))
const byPost = (all: All) => offered(all).filter(({ procedure }) => procedure.byPost).length
const full = (all: All) => online(all).filter(({ procedure }) => procedure.online === 'full').length
const partial = (all: All) => online(all).filter(({ procedure }) => procedure.online === 'partial').length

/** Cung cấp dịch vụ công trực tuyến: of each department's procedures, the share that can be asked for online, and by public post. */
export const onlineProvision = reportOf<'procedures'>({
  id: 'online-provision',
  version: 2,
  title: 'Tỷ lệ cung cấp dịch vụ công trực tuyến và qua bưu chính công ích theo cơ quan',
  source: 'Danh mục thủ tục của hệ thống; bảng theo sở, ngành như tỉnh công bố tháng 9/2022',
  reads: 'procedures',
  by: ['agency', 'level', 'field'],
  columns: [
    counted('procedures', 'Thủ tục đang công khai', (all) => offered(all).length),
    counted('online', 'Nộp được trực tuyến', (all) => online(all).length),
    counted('full', 'Trong đó toàn trình', full),
    counted('partial', 'Trong đó một phần', partial),
    counted('unlabelled', 'Trong đó chưa ghi mức', (all) => online(all).length - full(all) - partial(all)),
    shared(
      'provided-percent',
      'Tỷ lệ cung cấp (%)',
      (all) => online(all).length,
      (all) => offered(all).length,
    ),
    counted('by-post', 'Qua bưu chính công ích', byPost),
    shared('by-post-percent', 'Tỷ lệ qua bưu chính (%)', byPost, (all) => offered(all).length),
  ],
  notes: [
    'Danh mục của ngày cuối kỳ. Thủ tục do xã, phường nơi tiếp nhận giải quyết đứng ở một dòng riêng.',
    'Mẫu số là thủ tục đang công khai; năm 2022 tỉnh lấy mẫu số là TTHC một cửa, không cộng TTHC liên thông.',
  ],
  identities: [['online', 'full', 'partial', 'unlabelled']],
  monthly: 'field',
})
