import type { Day } from '../../calendar/day.ts'
import type { Limit } from '../../calendar/due.ts'

/** How soon a result that is ready is to be handed out, by the way it goes. Nobody is overdue by it: it is watched, not counted. */
export interface ReturnLimits {
  validFrom: Day
  counter: Limit
  post: Limit
  source: string
}

/** No central text was found that fixes them: parameters of the house until one is, newest last. */
const versions: readonly ReturnLimits[] = [
  {
    validFrom: '2018-06-21',
    counter: { amount: 8, unit: 'hour' },
    post: { amount: 3, unit: 'working_day' },
    source: 'tham số nội bộ, chưa có căn cứ: trong ngày làm việc tại quầy; ba ngày làm việc qua bưu chính',
  },
]

export function returnLimitsOn(day: Day): ReturnLimits | undefined {
  return versions.findLast(({ validFrom }) => validFrom <= day)
}
