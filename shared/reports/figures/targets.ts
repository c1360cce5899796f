import type { Day } from '../../calendar/day.ts'

export type TargetId = 'online-dossiers' | 'integrated-services'

/** Chỉ tiêu. What a province has set itself, from a day on. */
export interface Target {
  id: TargetId
  validFrom: Day
  percent: number
  source: string
}

export const targets: readonly Target[] = [
  {
    id: 'online-dossiers',
    validFrom: '2020-01-01',
    percent: 20,
    source: 'Nghị quyết 17/NQ-CP: hồ sơ trực tuyến từ 20 % trở lên',
  },
  {
    id: 'integrated-services',
    validFrom: '2020-01-01',
    percent: 30,
    source: 'Nghị quyết 17/NQ-CP: tích hợp 30 % dịch vụ công trực tuyến với Cổng Dịch vụ công quốc gia',
  },
]

export function targetOn(id: TargetId, day: Day, all: readonly Target[] = targets): Target | undefined {
  return all.findLast((target) => target.id === id && target.validFrom <= day)
}
