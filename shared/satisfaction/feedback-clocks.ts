import { addWorkedMinutes, addWorkingDays, type Calendar, workedMinutesBetween } from '../calendar/calendar.ts'
import { type Day, dayOf, type Instant } from '../calendar/day.ts'
import type { Feedback, FeedbackState } from './feedback.ts'

/** Ngày làm việc (index 766, 5.2; third-party text, unverified): to refuse and to ask for more from when it came in; to process and to publish from when the stage began. */
export interface FeedbackLimits {
  validFrom: Day
  refuse: number
  supplement: number
  /** What its sender has for the supplement; after them the agency goes on with what there is. A proposal. */
  reply: number
  process: number
  publish: number
  source: string
}

const feedbackLimits: readonly FeedbackLimits[] = [
  {
    validFrom: '2018-01-01',
    refuse: 2,
    supplement: 5,
    reply: 5,
    process: 15,
    publish: 2,
    source: 'QĐ 766/QĐ-TTg, chỉ tiêu 5.2; chưa xác minh',
  },
]

function limitsOn(day: Day, all: readonly FeedbackLimits[] = feedbackLimits): FeedbackLimits | undefined {
  return all.findLast(({ validFrom }) => validFrom <= day)
}

/** The clock of a state, in working days of the agency. While the applicant is asked, nothing is owed by the agency. */
export function dueOf(state: FeedbackState, from: Instant, calendar: Calendar): { dueAt?: Instant } {
  const limits = limitsOn(dayOf(from))
  if (!limits) return {}
  const days = {
    received: limits.refuse,
    'supplement-asked': limits.reply,
    processing: limits.process,
    answered: limits.publish,
  }
  const owed = Object.entries(days).find(([name]) => name === state)?.[1]
  return owed === undefined ? {} : { dueAt: addWorkingDays(calendar, from, owed) }
}

/** Đang chậm: while its sender is asked, the agency owes nothing. */
export function isOverdue({ state, dueAt }: Pick<Feedback, 'state' | 'dueAt'>, at: Instant): boolean {
  return state !== 'supplement-asked' && dueAt !== undefined && dueAt < at
}

/** In the next state, whose clock begins; what ran over in the one before is kept. */
export function inState(feedback: Feedback, to: FeedbackState, at: Instant, calendar: Calendar): Feedback {
  const { dueAt: _, leftMinutes, ...rest } = feedback
  const late = [...feedback.late, ...lateBy(feedback, to, at, calendar)]
  const next = { ...rest, state: to, stageFrom: at, late }
  if (to === 'supplement-asked') return { ...next, ...dueOf(to, at, calendar), ...leftOf(feedback, at, calendar) }
  if (to !== 'processing' || leftMinutes === undefined) return { ...next, ...dueOf(to, at, calendar) }
  return { ...next, dueAt: addWorkedMinutes(calendar, at, Math.max(0, leftMinutes)) }
}

/** What is asked late ran past the days for asking; processing itself goes on afterwards. */
function lateBy(
  { state, dueAt, at: came }: Feedback,
  to: FeedbackState,
  at: Instant,
  calendar: Calendar,
): Feedback['late'] {
  if (state === 'supplement-asked') return []
  const days = limitsOn(dayOf(came))?.supplement
  const owed = to !== 'supplement-asked' ? dueAt : days === undefined ? undefined : addWorkingDays(calendar, came, days)
  return owed !== undefined && at > owed ? [{ state, dueAt: owed, endedAt: at }] : []
}

function leftOf({ state, dueAt }: Feedback, at: Instant, calendar: Calendar): { leftMinutes?: number } {
  if (state !== 'processing' || dueAt === undefined) return {}
  return { leftMinutes: workedMinutesBetween(calendar, at, dueAt) }
}
