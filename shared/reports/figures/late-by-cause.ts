import { type LateCause, lateCauses } from '../overdue/late-causes.ts'
import { addedUp } from './counted-columns.ts'
import { reportOf } from './figures-report.ts'
import type { LateFound } from './sources.ts'

const where = (is: (one: LateFound) => boolean) => (one: LateFound) => (is(one) ? 1 : 0)
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
    addedUp<'late'>(
      'late',
      'Quá hạn',
      where(() => true),
    ),
    addedUp<'late'>(
      'late-here',
      'Quá hạn theo hệ thống',
      where(({ isLateHere }) => isLateHere),
    ),
    addedUp<'late'>(
      'late-there',
      'Chỉ quá hạn trên Cổng',
      where(({ isLateHere }) => !isLateHere),
    ),
    ...causes.map((cause) =>
      addedUp<'late'>(
        cause,
        lateCauses[cause],
        where((one) => one.cause === cause),
      ),
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
