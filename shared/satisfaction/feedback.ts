import type { Actor } from '../access/person.ts'
import type { Role, UnitId } from '../agencies/unit.ts'
import { addWorkedMinutes, addWorkingDays, type Calendar, workedMinutesBetween } from '../calendar/calendar.ts'
import { type Day, dayOf, type Instant } from '../calendar/day.ts'
import { type Objection, object } from '../dossier/objections.ts'
import type { PlacedFault } from '../place.ts'
import { type CommentFlag, filterComment } from './comments.ts'

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
  /** What was left of the time to process it, in worked minutes, when its sender was asked; below nothing, what it had run over. */
  leftMinutes?: number
  /** Stages that ended after their due moment, with it. */
  late: readonly { state: FeedbackState; dueAt: Instant; endedAt: Instant }[]
  answer?: string
  /** The answer as everybody reads it, without what tells of a person. */
  publicAnswer?: string
  refusal?: string
  /** What the applicant thinks of the answer. */
  rated?: 'satisfied' | 'not-satisfied'
  history: readonly FeedbackDeed[]
}

/** One act; `was` has the fields that it changed as they were before, null where there was none. */
export interface FeedbackDeed {
  at: Instant
  by: Actor
  act: FeedbackAct | 'file'
  note?: string
  was?: Readonly<Record<string, unknown>>
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

function limitsOn(day: Day, all: readonly FeedbackLimits[] = feedbackLimits): FeedbackLimits | undefined {
  return all.findLast(({ validFrom }) => validFrom <= day)
}

/** The clock of a state, in working days of the agency. While the applicant is asked, nothing is owed by the agency. */
function dueOf(state: FeedbackState, from: Instant, calendar: Calendar): { dueAt?: Instant } {
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
  /** Of the dossier's own people: they do not stand in what everybody reads. */
  names?: readonly string[]
}

/** One step of a feedback. What was flagged is answered, and above all published, only after a person has read it. */
export function moved(feedback: Feedback, move: FeedbackMove, calendar: Calendar): Feedback | Objection {
  const step = feedbackSteps[move.act]
  if (!isTheirs(step.roles, move.roles) || !mayReadFirst(feedback, move)) return object('not-your-act')
  if (!step.from.includes(feedback.state)) return notNow(feedback, move)
  if (move.act === 'rate' && move.rated === undefined)
    return object('reason-missing', [{ where: 'body.rated', why: 'Đánh giá thì phải nêu rated.' }])
  // Once, as the door is public and the history is kept.
  if (move.act === 'rate' && feedback.rated !== undefined)
    return object('feedback-not-so', [{ where: 'feedback.rated', why: 'Câu trả lời đã được đánh giá.' }])
  const early = notYet(feedback, move)
  if (early) return object('feedback-not-so', [early])
  if (step.needs === 'note' && move.note === undefined)
    return object('reason-missing', [{ where: 'body.note', why: 'Việc này phải có lời.' }])
  const isUnread = feedback.flags.some((flag) => flag !== 'personal-data') && feedback.readBy === undefined
  if (isUnread && (move.act === 'answer' || move.act === 'publish' || move.act === 'refuse'))
    return object('feedback-unread')
  const next = {
    ...(step.to === undefined ? feedback : staged(feedback, step.to, move.at, calendar)),
    version: feedback.version + 1,
    ...(move.act === 'read-flagged' ? { readBy: move.by.id } : {}),
    ...(move.act === 'answer' && move.note !== undefined ? { answer: move.note } : {}),
    ...(move.act === 'publish' ? { publicAnswer: filterComment(feedback.answer ?? '', move.names).masked } : {}),
    ...(move.act === 'refuse' && move.note !== undefined ? { refusal: move.note } : {}),
    ...(move.act === 'rate' && move.rated !== undefined ? { rated: move.rated } : {}),
  }
  const said = { at: move.at, by: move.by, act: move.act, ...(move.note === undefined ? {} : { note: move.note }) }
  return { ...next, history: [...feedback.history, { ...said, was: changedFrom(feedback, next) }] }
}

function changedFrom(before: Feedback, next: Feedback): Record<string, unknown> {
  const [old, fresh] = [new Map(Object.entries(before)), new Map(Object.entries(next))]
  const names = [...new Set([...old.keys(), ...fresh.keys()])]
  const changed = names.filter((name) => name !== 'version' && old.get(name) !== fresh.get(name))
  return Object.fromEntries(changed.map((name) => [name, old.get(name) ?? null]))
}

/** The feedback as an act left it, however far it has gone since: what is said again is answered so. */
export function asAfter(feedback: Feedback, version: number): Feedback {
  const then: Record<string, unknown> = { ...feedback, version, history: feedback.history.slice(0, version) }
  for (const { was } of feedback.history.slice(version).toReversed()) {
    for (const [name, value] of Object.entries(was ?? {})) {
      if (value === null) delete then[name]
      else then[name] = value
    }
  }
  return then as unknown as Feedback
}

/** Where it stands, when this act has its time, and what whoever asks may do now. */
function notNow({ state }: Feedback, { act, roles }: FeedbackMove): Objection {
  const now = feedbackActs.filter(
    (one) => feedbackSteps[one].from.includes(state) && isTheirs(feedbackSteps[one].roles, roles),
  )
  const times = feedbackSteps[act].from.map((one) => `“${feedbackStates[one]}”`).join(', ')
  const may = now.length > 0 ? `bạn làm được: ${now.join(', ')}` : 'lúc này bạn không có việc nào ở đây'
  const why = `Đang ở “${feedbackStates[state]}”; ${act} chỉ làm khi: ${times}; ${may}.`
  return object('feedback-not-so', [{ where: 'feedback.state', why }])
}

function isTheirs(step: Step['roles'], roles: FeedbackMove['roles']): boolean {
  if (step === 'citizen' || roles === 'citizen') return step === roles
  return roles.some((role) => step.includes(role))
}

/** Who claims bribery is read by the agency's leader or the board, who see the words: the head of the room may be the one it is about. */
function mayReadFirst({ flags }: Feedback, { act, roles }: FeedbackMove): boolean {
  return act !== 'read-flagged' || !flags.includes('bribe-claim') || isTheirs(['leader', 'supervisor'], roles)
}

/** Its sender is asked once, and has their days: until then nobody goes on without them. */
function notYet({ state, dueAt, history }: Feedback, { act, at }: FeedbackMove): PlacedFault | undefined {
  if (act === 'ask-supplement' && history.some((one) => one.act === act))
    return { where: 'body.act', why: 'Đã yêu cầu bổ sung một lần; xử lý theo những gì đã có.' }
  if (act === 'take-on' && state === 'supplement-asked' && dueAt !== undefined && at < dueAt)
    return { where: 'feedback.state', why: `Người gửi còn đến ${dueAt} để bổ sung.` }
  return undefined
}

/** Đang chậm: while its sender is asked, the agency owes nothing. */
export function isOverdue({ state, dueAt }: Pick<Feedback, 'state' | 'dueAt'>, at: Instant): boolean {
  return state !== 'supplement-asked' && dueAt !== undefined && dueAt < at
}

function staged(feedback: Feedback, to: FeedbackState, at: Instant, calendar: Calendar): Feedback {
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
