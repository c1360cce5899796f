import type { Actor } from '../access/person.ts'
import type { Role } from '../agencies/unit.ts'
import type { Calendar } from '../calendar/calendar.ts'
import type { Instant } from '../calendar/day.ts'
import { type Objection, object, objectAt } from '../dossier/objections.ts'
import { filterComment } from './comments.ts'
import {
  type Feedback,
  type FeedbackAct,
  type FeedbackStep,
  feedbackActs,
  feedbackStates,
  feedbackSteps,
} from './feedback.ts'
import { dueOf, inState } from './feedback-clocks.ts'
import { changedFrom } from './feedback-history.ts'

export type NewFeedback = Pick<
  Feedback,
  'id' | 'agency' | 'dossier' | 'code' | 'procedure' | 'kind' | 'from' | 'at' | 'said' | 'masked' | 'flags'
>

export function newFeedback(draft: NewFeedback, calendar: Calendar, by: Actor): Feedback {
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
export function decideFeedback(feedback: Feedback, move: FeedbackMove, calendar: Calendar): Feedback | Objection {
  for (const refusal of refusals) {
    const refused = refusal(feedback, move)
    if (refused) return refused
  }
  const { act, at, by, note } = move
  const { to } = feedbackSteps[act]
  const next = {
    ...(to === undefined ? feedback : inState(feedback, to, at, calendar)),
    version: feedback.version + 1,
    ...written[act]?.(feedback, move),
  }
  const deed = { at, by, act, ...(note === undefined ? {} : { note }), was: changedFrom(feedback, next) }
  return { ...next, history: [...feedback.history, deed] }
}

/** What an act writes beside state and history. */
const written: Partial<Record<FeedbackAct, (feedback: Feedback, move: FeedbackMove) => Partial<Feedback>>> = {
  'read-flagged': (_, { by }) => ({ readBy: by.id }),
  answer: (_, { note }) => (note === undefined ? {} : { answer: note }),
  publish: ({ answer = '' }, { names }) => ({ publicAnswer: filterComment(answer, names).masked }),
  refuse: (_, { note }) => (note === undefined ? {} : { refusal: note }),
  rate: (_, { rated }) => (rated === undefined ? {} : { rated }),
}

/** Why it may not be done, in the order in which it is said. */
const refusals: readonly ((feedback: Feedback, move: FeedbackMove) => Objection | undefined)[] = [
  (feedback, move) => {
    const isTheirAct = isTheirs(feedbackSteps[move.act].roles, move.roles) && mayReadFirst(feedback, move)
    return isTheirAct ? undefined : object('not-your-act')
  },
  (feedback, move) => (feedbackSteps[move.act].from.includes(feedback.state) ? undefined : notNow(feedback, move)),
  ratedWrongly,
  notYet,
  (_, { act, note }) =>
    feedbackSteps[act].needs === 'note' && note === undefined
      ? objectAt('reason-missing', 'body.note', 'Việc này phải có lời.')
      : undefined,
  ({ flags, readBy }, { act }) => {
    const isUnread = readBy === undefined && flags.some((flag) => flag !== 'personal-data')
    return isUnread && beforeReading.has(act) ? object('feedback-unread') : undefined
  },
]

/** What nobody does about flagged words that they have not read. */
const beforeReading: ReadonlySet<FeedbackAct> = new Set(['answer', 'publish', 'refuse'])

/** Rated once, as the door is public and the history is kept. */
function ratedWrongly(feedback: Feedback, { act, rated }: FeedbackMove): Objection | undefined {
  if (act !== 'rate') return undefined
  if (rated === undefined) return objectAt('reason-missing', 'body.rated', 'Đánh giá thì phải nêu rated.')
  if (feedback.rated === undefined) return undefined
  return objectAt('feedback-not-so', 'feedback.rated', 'Câu trả lời đã được đánh giá.')
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

function isTheirs(step: FeedbackStep['roles'], roles: FeedbackMove['roles']): boolean {
  if (step === 'citizen' || roles === 'citizen') return step === roles
  return roles.some((role) => step.includes(role))
}

/** Who claims bribery is read by the agency's leader or the board, who see the words: the head of the room may be the one it is about. */
function mayReadFirst({ flags }: Feedback, { act, roles }: FeedbackMove): boolean {
  return act !== 'read-flagged' || !flags.includes('bribe-claim') || isTheirs(['leader', 'supervisor'], roles)
}

/** Its sender is asked once, and has their days: until then nobody goes on without them. */
function notYet({ state, dueAt, history }: Feedback, { act, at }: FeedbackMove): Objection | undefined {
  if (act === 'ask-supplement' && history.some((one) => one.act === act))
    return objectAt('feedback-not-so', 'body.act', 'Đã yêu cầu bổ sung một lần; xử lý theo những gì đã có.')
  if (act === 'take-on' && state === 'supplement-asked' && dueAt !== undefined && at < dueAt)
    return objectAt('feedback-not-so', 'feedback.state', `Người gửi còn đến ${dueAt} để bổ sung.`)
  return undefined
}
