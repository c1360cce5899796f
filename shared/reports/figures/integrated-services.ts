import { counted, shared } from './counted-columns.ts'
import { reportOf } from './figures-report.ts'
import type { OfferedProcedure } from './sources.ts'

type All = readonly OfferedProcedure[]
const services = (all: All) =>
  all.filter(
    ({ isFirst, procedure }) => isFirst && procedure.state === 'published' && procedure.channels.includes('online'),
  )
/** The portal's own record says how far it offers the service; where it says nothing, it does not. */
const integrated = (all: All) => services(all).filter(({ procedure }) => procedure.online !== undefined)

/** Tích hợp với Cổng Dịch vụ công quốc gia, against the target of 30 %. */
export const integratedServices = reportOf<'procedures'>({
  id: 'integrated-services',
  version: 1,
  title: 'Dịch vụ công trực tuyến đã tích hợp với Cổng Dịch vụ công quốc gia',
  source: 'Danh mục thủ tục của hệ thống, cột mức độ trực tuyến lấy từ bản ghi của Cổng Dịch vụ công quốc gia',
  reads: 'procedures',
  by: ['agency', 'level', 'field'],
  columns: [
    counted('services', 'Dịch vụ công trực tuyến', (all) => services(all).length),
    counted('integrated', 'Đã tích hợp với Cổng', (all) => integrated(all).length),
    counted('not-integrated', 'Chưa tích hợp', (all) => services(all).length - integrated(all).length),
    shared(
      'integrated-percent',
      'Tỷ lệ tích hợp (%)',
      (all) => integrated(all).length,
      (all) => services(all).length,
    ),
  ],
  notes: [
    'Đã tích hợp: bản ghi của Cổng ghi dịch vụ là toàn trình hoặc một phần. Bản ghi không ghi mức thì coi là chưa.',
  ],
  identities: [['services', 'integrated', 'not-integrated']],
  monthly: 'field',
})
