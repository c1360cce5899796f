import type { Person } from '../access/person.ts'
import type { Role } from '../agencies/unit.ts'
import type { ActName } from './acts.ts'
import type { Status } from './dossier.ts'

/** What an act does to the legal clock of the dossier it is done to. */
export type ClockEffect = 'none' | 'starts' | 'pauses' | 'resumes' | 'extends' | 'ends'

/** One row of the life cycle: who may do the act, from which states, and what it does to the clock. */
export interface Transition {
  from: readonly Status[]
  /** Final states in which it may still be done, and which it leaves as they are. */
  stays?: readonly Status[]
  /** Roles of officers; `citizen` is the owner, a job is named. */
  who: readonly (Role | 'citizen' | 'job')[]
  /**
   * Where the officer must belong: the room that holds the dossier, the agency that received it, one that receives, decides or has it or a
   * part of it now (`concerned`), any that has or had it (`involved`), or the unit that is asked for its opinion.
   */
  at: 'holder' | 'receiving' | 'concerned' | 'involved' | 'consulted' | 'anywhere'
  /** More than one where the state decides, such as a supplement asked at reception, when no clock runs yet. */
  clock: readonly ClockEffect[]
  /** Bare states it can lead to, checked by the tests; `same` leaves the state as it is. */
  to: readonly Status[] | 'same'
  /** What the act is not for, and what is done instead; told where the state forbids it. */
  instead?: string
}

const desk: readonly Role[] = ['reception']
const handling: readonly Role[] = ['reception', 'handler', 'unit-head', 'leader', 'clerk']
const deciding: readonly Role[] = ['reception', 'handler', 'unit-head', 'leader']
const heads: readonly Role[] = ['unit-head', 'leader']
const counters: readonly Role[] = ['cashier', 'reception']

const running: readonly Status[] = ['accepted', 'in-progress']
const undecided: readonly Status[] = ['accepted', 'in-progress', 'supplement-requested', 'obligation-requested']
const known: readonly Status[] = ['registered', ...undecided, 'processed']
const ended: readonly Status[] = ['refused', 'withdrawn', 'stopped', 'returned']

/** States in which somebody has something left to do. */
const open: readonly Status[] = [
  'registered',
  'accepted',
  'in-progress',
  'supplement-requested',
  'obligation-requested',
  'processed',
]

/** Money over, late or by another sum comes after the end too. */
const moneyBack = {
  from: [...known, ...ended],
  who: ['cashier', 'leader'],
  at: 'involved',
  clock: ['none'],
  to: 'same',
} as const satisfies Transition

/** What the counter does with the result; of one that was given to somebody else, and is issued anew, too. */
const parcel = {
  from: ['processed'],
  stays: ['returned'],
  who: ['return-desk', 'reception'],
  at: 'receiving',
  clock: ['none'],
  to: 'same',
} as const satisfies Transition

/** What the post tells of such a parcel. */
const postsWord = { ...parcel, who: ['job'], at: 'anywhere' } as const satisfies Transition

/** A word on papers under way, of whoever sent them or waits for them. */
const papersUnderWay = {
  from: open,
  stays: ended,
  who: ['citizen', ...handling, 'return-desk'],
  at: 'involved',
  clock: ['none'],
  to: 'same',
} as const satisfies Transition

export const transitions = {
  submit: { from: ['draft'], who: ['citizen', ...desk], at: 'receiving', clock: ['none'], to: ['registered'] },
  accept: { from: ['registered'], who: desk, at: 'receiving', clock: ['starts'], to: ['accepted'] },
  refuse: {
    from: ['registered', 'supplement-requested'],
    who: desk,
    at: 'receiving',
    clock: ['ends'],
    to: ['refused'],
  },
  'ask-supplement': {
    from: ['registered', 'accepted', 'in-progress'],
    who: ['reception', 'handler', 'unit-head'],
    at: 'holder',
    clock: ['none', 'pauses'],
    to: ['supplement-requested'],
  },
  supplement: {
    from: ['supplement-requested'],
    who: ['citizen', ...desk],
    at: 'receiving',
    clock: ['none', 'resumes'],
    to: ['registered', 'in-progress'],
  },
  'expire-supplement': { from: ['supplement-requested'], who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  assign: { from: running, who: deciding, at: 'holder', clock: ['none'], to: 'same' },
  reassign: { from: undecided, who: deciding, at: 'holder', clock: ['none'], to: 'same' },
  'pass-on': { from: running, who: handling, at: 'holder', clock: ['none'], to: ['in-progress'] },
  'pass-back': { from: ['in-progress'], who: handling, at: 'holder', clock: ['none'], to: ['in-progress'] },
  transfer: { from: running, who: handling, at: 'holder', clock: ['none'], to: ['in-progress'] },
  acknowledge: {
    from: ['in-progress', 'supplement-requested', 'obligation-requested', 'processed', 'returned'],
    who: ['job'],
    at: 'anywhere',
    clock: ['none'],
    to: 'same',
  },
  'reject-transfer': { from: ['in-progress'], who: deciding, at: 'holder', clock: ['ends'], to: ['stopped'] },
  'hand-back': {
    from: ['in-progress', 'processed'],
    who: handling,
    at: 'holder',
    clock: ['none', 'ends'],
    to: ['returned'],
  },
  'send-out': { from: ['in-progress'], who: deciding, at: 'holder', clock: ['none', 'pauses'], to: 'same' },
  'send-letter': { from: ['in-progress'], who: deciding, at: 'holder', clock: ['none', 'pauses'], to: 'same' },
  'letter-arrived': { from: open, stays: ended, who: ['job'], at: 'anywhere', clock: ['none', 'resumes'], to: 'same' },
  'call-back': { from: ['in-progress'], who: deciding, at: 'holder', clock: ['none', 'resumes'], to: 'same' },
  'errand-taken': { from: ['in-progress'], who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'errand-late': { from: ['in-progress'], who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'errand-unreadable': { from: ['in-progress'], who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'errand-waits': { from: ['in-progress'], who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'letter-recall-refused': { from: open, stays: ended, who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'late-answer': { from: open, stays: ended, who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'notice-changed': { from: open, stays: ended, who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'errand-refused': { from: ['in-progress'], who: ['job'], at: 'anywhere', clock: ['none', 'resumes'], to: 'same' },
  'errand-free': { from: ['in-progress'], who: ['job'], at: 'anywhere', clock: ['none', 'resumes'], to: 'same' },
  'errand-answered': {
    from: ['in-progress'],
    who: ['job'],
    at: 'anywhere',
    clock: ['none', 'pauses'],
    to: ['obligation-requested'],
  },
  'ask-opinion': { from: running, who: deciding, at: 'holder', clock: ['none', 'pauses'], to: 'same' },
  'answer-opinion': { from: undecided, who: deciding, at: 'consulted', clock: ['none', 'resumes'], to: 'same' },
  pause: { from: ['in-progress'], who: deciding, at: 'holder', clock: ['pauses'], to: ['in-progress'] },
  resume: { from: ['in-progress'], who: deciding, at: 'holder', clock: ['resumes'], to: ['in-progress'] },
  extend: { from: running, who: ['leader'], at: 'holder', clock: ['extends'], to: 'same' },
  'request-obligation': {
    from: running,
    who: ['reception', 'handler', 'unit-head', 'leader', 'cashier'],
    at: 'holder',
    clock: ['pauses'],
    to: ['obligation-requested'],
  },
  'charge-fee': {
    from: ['registered', ...running, 'processed'],
    who: counters,
    at: 'receiving',
    clock: ['none'],
    to: 'same',
  },
  'exempt-fee': {
    from: known,
    who: ['unit-head', 'leader', 'cashier'],
    at: 'concerned',
    clock: ['none', 'resumes'],
    to: ['registered', 'accepted', 'in-progress', 'supplement-requested', 'obligation-requested', 'processed'],
  },
  pay: {
    from: known,
    // What a postman collected is known only after the result has arrived.
    stays: ['returned'],
    who: [...counters, 'job'],
    at: 'receiving',
    clock: ['none', 'resumes'],
    to: ['registered', 'accepted', 'in-progress', 'supplement-requested', 'processed'],
  },
  'cancel-obligation': {
    from: known,
    // What a postman should have collected, and did not.
    stays: ['returned'],
    who: ['unit-head', 'leader', 'cashier'],
    at: 'concerned',
    clock: ['none', 'resumes'],
    to: ['registered', 'accepted', 'in-progress', 'supplement-requested', 'processed'],
  },
  refund: {
    from: [...known, ...ended],
    who: ['cashier', 'leader', 'job'],
    at: 'receiving',
    clock: ['none'],
    to: 'same',
  },
  'order-money-back': moneyBack,
  'give-money-back': moneyBack,
  approve: { from: ['in-progress'], who: ['leader'], at: 'holder', clock: ['ends'], to: ['processed'] },
  return: { ...parcel, to: ['returned'] },
  'order-shipment': parcel,
  'recall-shipment': parcel,
  'shipment-lost': postsWord,
  'recall-refused': postsWord,
  'shipment-taken': postsWord,
  delivered: { ...postsWord, to: ['returned'] },
  undelivered: postsWord,
  'delivered-at-odds': { from: ['processed', 'returned'], who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'order-collection': {
    from: ['registered', 'supplement-requested'],
    who: ['citizen', ...desk],
    at: 'receiving',
    clock: ['none'],
    to: 'same',
  },
  'send-papers': {
    from: ['registered', ...undecided, 'processed'],
    // What has ended without a result still owes the citizen the papers.
    stays: ended,
    who: [...handling, 'return-desk'],
    at: 'involved',
    clock: ['none'],
    to: 'same',
  },
  'carriage-taken': { from: open, stays: ended, who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'carriage-moved': { from: open, stays: ended, who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'carriage-ended': { from: open, stays: ended, who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'recall-papers': papersUnderWay,
  'papers-recall-refused': { from: open, stays: ended, who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'papers-at-odds': { from: open, stays: ended, who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'receive-papers': {
    from: open,
    stays: ended,
    who: [...handling, 'return-desk'],
    at: 'involved',
    clock: ['none'],
    to: 'same',
  },
  'report-lost': {
    from: ['processed'],
    stays: ['returned'],
    who: ['citizen', ...desk, 'return-desk'],
    at: 'receiving',
    clock: ['none'],
    to: 'same',
    instead:
      'Báo mất này chỉ dành cho bưu gửi trả kết quả. Giấy tờ bưu điện thu gom hoặc đang chuyển: thu hồi (recall-papers) khi chưa lấy, báo mất (report-papers-lost) khi mãi không tới.',
  },
  'report-papers-lost': papersUnderWay,
  'void-delivery': { from: ['returned'], who: heads, at: 'receiving', clock: ['none'], to: 'same' },
  correct: { from: ['processed', 'returned'], who: heads, at: 'involved', clock: ['none'], to: 'same' },
  // What has ended: where papers, or a result that is issued anew, are to be sent.
  amend: { from: known, stays: ended, who: ['reception', 'unit-head'], at: 'receiving', clock: ['none'], to: 'same' },
  stop: { from: undecided, who: deciding, at: 'holder', clock: ['ends'], to: ['stopped'] },
  withdraw: {
    from: ['draft', 'registered', 'accepted', 'in-progress', 'supplement-requested', 'obligation-requested'],
    who: ['citizen', ...desk],
    at: 'receiving',
    clock: ['ends'],
    to: ['withdrawn'],
  },
  // A result that is to be given anew is somebody's work after the end too.
  're-home': { from: open, stays: ['returned'], who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  release: { from: open, who: ['job'], at: 'anywhere', clock: ['none'], to: 'same' },
  'reckon-anew': {
    from: ['registered', 'accepted', 'in-progress', 'supplement-requested'],
    who: ['job'],
    at: 'anywhere',
    clock: ['none'],
    to: 'same',
  },
} as const satisfies Record<ActName, Transition>

/** States that nothing leaves: what is still done there, such as a refund, changes no state. */
export const finalStatuses: ReadonlySet<Status> = new Set(['refused', 'withdrawn', 'stopped', 'returned'])

/** The national portal's status codes, 1 (mới đăng ký) to 10 (đã trả kết quả), one to one; a draft is not reported. */
export const nationalCodes = {
  registered: 1,
  accepted: 2,
  refused: 3,
  'in-progress': 4,
  'supplement-requested': 5,
  'obligation-requested': 6,
  withdrawn: 7,
  stopped: 8,
  processed: 9,
  returned: 10,
} as const satisfies Record<Exclude<Status, 'draft'>, number>

export function hasRole(person: Person, who: Transition['who']): boolean {
  if (person.kind === 'citizen') return who.includes('citizen')
  if (person.kind === 'job') return who.includes('job')
  return person.roles.some((role) => who.includes(role))
}
