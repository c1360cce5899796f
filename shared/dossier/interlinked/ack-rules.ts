import { agencyOf } from '../../agencies/unit.ts'
import { addWorkedMinutes, openingAfter } from '../../calendar/calendar.ts'
import { type Day, dayOf, type Instant } from '../../calendar/day.ts'
import type { Circumstances } from '../circumstances.ts'
import type { Errand } from './errands.ts'

/** How long a partner may take to acknowledge, in working hours; versioned, because it is agreed, not enacted. */
export interface AckRule {
  partner: Errand['partner']
  hours: number
  validFrom: Day
  validTo?: Day
  source: string
}

export const ackRules: readonly AckRule[] = [
  {
    partner: 'tax-office',
    hours: 8,
    validFrom: '2018-01-01',
    source: 'chưa kiểm chứng: quy chế phối hợp giữa văn phòng đăng ký đất đai và cơ quan thuế của từng nơi',
  },
  {
    partner: 'letter-axis',
    hours: 8,
    validFrom: '2018-01-01',
    source: 'chưa kiểm chứng: quy chế gửi, nhận văn bản điện tử của từng nơi',
  },
]

/** Until when a partner has to acknowledge what goes to it now; `undefined` where no rule is in force. */
export function ackDueOf(partner: Errand['partner'], c: Circumstances): Instant | undefined {
  const today = dayOf(c.at)
  const rule = ackRules.find(
    (row) => row.partner === partner && row.validFrom <= today && (row.validTo === undefined || today <= row.validTo),
  )
  const calendar = c.calendarOf(agencyOf(c.file.dossier.holder))
  return rule && addWorkedMinutes(calendar, openingAfter(calendar, c.at), rule.hours * 60)
}
