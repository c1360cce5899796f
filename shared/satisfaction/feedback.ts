import type { Actor } from '../access/person.ts'
import type { Role, UnitId } from '../agencies/unit.ts'
import { addWorkingDays, type Calendar } from '../calendar/calendar.ts'
import { type Day, dayOf, type Instant } from '../calendar/day.ts'
import { type Objection, object } from '../dossier/objections.ts'
import type { CommentFlag } from './comments.ts'

export const feedbackKinds = { complaint: 'Phản ánh', proposal: 'Kiến nghị' } as const
export type FeedbackKind = keyof typeof feedbackKinds

export const feedbackStates = {
  received: 'Đã tiếp nhận',
  'supplement-asked': 'Chờ bổ sung',
  processing: 'Đang xử lý',
  answered: 'Đã có trả lời, chờ công khai',
  published: 'Đã công khai trả lời',
  refused: 'Không tiếp nhận',
} as const
export type FeedbackState = keyof typeof feedbackStates

/** Phản ánh, kiến nghị về một hồ sơ. Never deleted; each stage has its own clock in working days. */
export interface Feedback {
  id: string
  version: number
  agency: UnitId
  dossier: string
  code: string
  procedure: string
  kind: FeedbackKind
  from: 'survey' | 'direct'
  at: Instant
  said: string
  masked: string
  flags: readonly CommentFlag[]
  /** Set when a person has read what was flagged. */
  readBy?: string
  state: FeedbackState
  stageFrom: Instant
  /** When the stage at hand must be over; absent once nothing is owed. */
  dueAt?: Instant
  /** Stages that ended after their due moment, with it. */
  late: readonly { state: FeedbackState; dueAt: Instant; endedAt: Instant }[]
  answer?: string
  refusal?: string
  /** What the applicant thinks of the answer. */
  rated?: 'satisfied' | 'not-satisfied'
  history: readonly { at: Instant; by: Actor; act: FeedbackAct | 'file'; note?: string }[]
}

export const feedbackActs = [
  'read-flagged',
  'take-on',
  'refuse',
  'ask-supplement',
  'supplement',
  'answer',
  'publish',
  'rate',
] as const
export type FeedbackAct = (typeof feedbackActs)[number]

/** Ngày làm việc of each stage (index 766, 5.2; third-party text, unverified). */
export interface FeedbackLimits {
  validFrom: Day
  refuse: number
  supplement: number
  process: number
  publish: number
  source: string
}

export const feedbackLimits: readonly FeedbackLimits[] = [
  {
    validFrom: '2018-01-01',
    refuse: 2,
    supplement: 5,
    process: 15,
    publish: 2,
    source: 'QĐ 766/QĐ-TTg, chỉ tiêu 5.2; chưa xác minh',
  },
]

interface Step {
  from: readonly FeedbackState[]
  to?: FeedbackState
  /** Officers' roles; `citizen` for whoever holds the dossier's secret. */
  roles: readonly Role[] | 'citizen'
  needs?: 'note'
}

const hands = ['unit-head', 'leader'] as const

export const feedbackSteps: Readonly<Record<FeedbackAct, Step>> = {
  'read-flagged': {
    from: ['received', 'supplement-asked', 'processing', 'answered'],
    roles: ['unit-head', 'leader', 'supervisor'],
  },
  'take-on': { from: ['received', 'supplement-asked'], to: 'processing', roles: hands },
  refuse: { from: ['received'], to: 'refused', roles: hands, needs: 'note' },
  'ask-supplement': { from: ['received', 'processing'], to: 'supplement-asked', roles: hands, needs: 'note' },
  supplement: { from: ['supplement-asked'], to: 'processing', roles: 'citizen', needs: 'note' },
  answer: { from: ['processing'], to: 'answered', roles: hands, needs: 'note' },
  publish: { from: ['answered'], to: 'published', roles: ['leader'] },
  rate: { from: ['answered', 'published'], roles: 'citizen' },
}

export function limitsOn(day: Day, all: readonly FeedbackLimits[] = feedbackLimits): FeedbackLimits | undefined {
  return all.findLast(({ validFrom }) => validFrom <= day)
}

/** The clock of a state, in working days of the agency. While the applicant is asked, nothing is owed by the agency. */
function dueOf(state: FeedbackState, from: Instant, calendar: Calendar): { dueAt?: Instant } {
  const limits = limitsOn(dayOf(from))
  if (!limits) return {}
  const days = {
    received: limits.refuse,
    'supplement-asked': limits.supplement,
    processing: limits.process,
    answered: limits.publish,
  }
  const owed = Object.entries(days).find(([name]) => name === state)?.[1]
  return owed === undefined ? {} : { dueAt: addWorkingDays(calendar, from, owed) }
}

export type NewFeedback = Pick<
  Feedback,
  'id' | 'agency' | 'dossier' | 'code' | 'procedure' | 'kind' | 'from' | 'at' | 'said' | 'masked' | 'flags'
>

export function filed(draft: NewFeedback, calendar: Calendar, by: Actor): Feedback {
  return {
    ...draft,
    version: 1,
    state: 'received',
    stageFrom: draft.at,
    ...dueOf('received', draft.at, calendar),
    late: [],
    history: [{ at: draft.at, by, act: 'file' }],
  }
}

export interface FeedbackMove {
  act: FeedbackAct
  at: Instant
  by: Actor
  roles: readonly Role[] | 'citizen'
  note?: string
  rated?: 'satisfied' | 'not-satisfied'
}

/** One step of a feedback. What was flagged is answered, and above all published, only after a person has read it. */
export function moved(feedback: Feedback, move: FeedbackMove, calendar: Calendar): Feedback | Objection {
  const step = feedbackSteps[move.act]
  if (!isTheirs(step.roles, move.roles)) return object('not-your-act')
  if (!step.from.includes(feedback.state)) return notNow(feedback, move.roles)
  if (move.act === 'rate' && move.rated === undefined) return object('reason-missing')
  // Once, as the door is public and the history is kept.
  if (move.act === 'rate' && feedback.rated !== undefined)
    return object('feedback-not-so', [{ where: 'rated', why: 'Câu trả lời đã được đánh giá.' }])
  if (step.needs === 'note' && move.note === undefined) return object('reason-missing')
  const isUnread = feedback.flags.some((flag) => flag !== 'personal-data') && feedback.readBy === undefined
  if (isUnread && (move.act === 'answer' || move.act === 'publish' || move.act === 'refuse'))
    return object('feedback-unread')
  const next = step.to === undefined ? feedback : staged(feedback, step.to, move.at, calendar)
  return {
    ...next,
    version: feedback.version + 1,
    ...(move.act === 'read-flagged' ? { readBy: move.by.id } : {}),
    ...(move.act === 'answer' && move.note !== undefined ? { answer: move.note } : {}),
    ...(move.act === 'refuse' && move.note !== undefined ? { refusal: move.note } : {}),
    ...(move.act === 'rate' && move.rated !== undefined ? { rated: move.rated } : {}),
    history: [
      ...feedback.history,
      { at: move.at, by: move.by, act: move.act, ...(move.note === undefined ? {} : { note: move.note }) },
    ],
  }
}

/** Where it stands, and what whoever asks may do there. */
function notNow({ state }: Feedback, roles: FeedbackMove['roles']): Objection {
  const open = feedbackActs.filter(
    (act) => feedbackSteps[act].from.includes(state) && isTheirs(feedbackSteps[act].roles, roles),
  )
  const may = open.length > 0 ? `bạn làm được: ${open.join(', ')}` : 'bạn không còn việc nào ở đây'
  return object('feedback-not-so', [{ where: 'state', why: `Đang ở “${feedbackStates[state]}”; ${may}.` }])
}

function isTheirs(step: Step['roles'], roles: FeedbackMove['roles']): boolean {
  if (step === 'citizen' || roles === 'citizen') return step === roles
  return roles.some((role) => step.includes(role))
}

function staged(feedback: Feedback, to: FeedbackState, at: Instant, calendar: Calendar): Feedback {
  const { dueAt, ...rest } = feedback
  const isLate = dueAt !== undefined && at > dueAt && feedback.state !== 'supplement-asked'
  const late = isLate ? [...feedback.late, { state: feedback.state, dueAt, endedAt: at }] : feedback.late
  return { ...rest, state: to, stageFrom: at, ...dueOf(to, at, calendar), late }
}
