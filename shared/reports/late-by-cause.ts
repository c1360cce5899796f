import { counted } from './counted-columns.ts'
import { reportOf } from './figures-report.ts'
import { type LateCause, lateCauses } from './late-causes.ts'
import type { LateFound } from './sources.ts'

type All = readonly LateFound[]
const causes: readonly LateCause[] = ['citizen', 'money', 'other-agency', 'synchronisation', 'staff']

/** Quá hạn theo nguyên nhân: what was resolved late in a period or lay late at its end, on whose account. */
export const lateByCause = reportOf<'late'>({
  id: 'late-causes',
  version: 2,
  title: 'Hồ sơ quá hạn trong kỳ theo nguyên nhân',
  source: 'Lịch sử và sổ thời gian của từng hồ sơ; sổ đồng bộ với Cổng Dịch vụ công quốc gia',
  reads: 'late',
  by: ['room', 'officer', 'step', 'procedure', 'agency'],
  columns: [
    counted('late', 'Quá hạn', (all: All) => all.length),
    counted('late-here', 'Quá hạn theo hệ thống', (all: All) => all.filter(({ isLateHere }) => isLateHere).length),
    counted('late-there', 'Chỉ quá hạn trên Cổng', (all: All) => all.filter(({ isLateHere }) => !isLateHere).length),
    ...causes.map((cause) =>
      counted<'late'>(cause, lateCauses[cause], (all) => all.filter((one) => one.cause === cause).length),
    ),
  ],
  notes: [
    'Chờ người dân, chờ nghĩa vụ tài chính: so với ngày hẹn đầu, hồ sơ chậm phần lớn vì thời gian chờ đó (không tính vào hạn); phần quá hạn còn lại ở đơn vị đang giữ.',
    'Gồm hồ sơ giải quyết, dừng, rút quá hạn trong kỳ và hồ sơ đang giải quyết đã quá hạn vào cuối kỳ; tính ở nơi giữ hồ sơ lúc đến hạn.',
    'Chỉ quá hạn trên Cổng: giải quyết đúng hạn nhưng Cổng được báo sau hạn; nguyên nhân là đồng bộ.',
  ],
  identities: [
    ['late', 'late-here', 'late-there'],
    ['late', ...causes],
  ],
  monthly: 'room',
})
