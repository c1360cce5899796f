import type { Actor } from '../access/person.ts'
import type { Role, UnitId } from '../agencies/unit.ts'
import type { Instant } from '../calendar/day.ts'
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

/** Where an act may be done, by whom, and where it leads. */
export interface FeedbackStep {
  from: readonly FeedbackState[]
  to?: FeedbackState
  /** Officers' roles; `citizen` for whoever holds the dossier's secret. */
  roles: readonly Role[] | 'citizen'
  needs?: 'note'
}

const hands = ['unit-head', 'leader'] as const

export const feedbackSteps: Readonly<Record<FeedbackAct, FeedbackStep>> = {
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
