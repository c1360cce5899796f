import type { Person } from '../access/person.ts'
import type { Role } from '../agencies/unit.ts'
import type { ActName } from './acts.ts'
import type { Status } from './dossier.ts'

/** What an act does to the legal clock. */
export type ClockEffect = 'none' | 'starts' | 'pauses' | 'resumes' | 'ends'

/** One row of the life cycle (domain §3.2): who may do the act, from which states, and what it does to the clock. */
export interface Transition {
  from: readonly Status[]
  /** Roles of officers; `citizen` is the owner, a job is named. */
  who: readonly (Role | 'citizen' | 'job')[]
  /** Whether the officer must belong to the room or agency that holds the dossier. */
  at: 'holder' | 'receiving' | 'anywhere'
  clock: ClockEffect
  /** Bare states it can lead to, checked by the tests. */
  to: readonly Status[]
}

const desk: readonly Role[] = ['reception']
const handling: readonly Role[] = ['reception', 'handler', 'unit-head', 'leader', 'clerk']

/** States in which somebody has something left to do. */
const open: readonly Status[] = [
  'registered',
  'accepted',
  'in-progress',
  'supplement-requested',
  'obligation-requested',
  'processed',
]

export const transitions = {
  submit: { from: ['draft'], who: ['citizen', ...desk], at: 'receiving', clock: 'none', to: ['registered'] },
  accept: { from: ['registered'], who: desk, at: 'receiving', clock: 'starts', to: ['accepted'] },
  refuse: {
    from: ['registered', 'supplement-requested'],
    who: desk,
    at: 'receiving',
    clock: 'none',
    to: ['refused'],
  },
  'ask-supplement': {
    from: ['registered', 'accepted', 'in-progress'],
    who: ['reception', 'handler', 'unit-head'],
    at: 'holder',
    clock: 'pauses',
    to: ['supplement-requested'],
  },
  supplement: {
    from: ['supplement-requested'],
    who: ['citizen', ...desk],
    at: 'receiving',
    clock: 'resumes',
    to: ['registered', 'in-progress'],
  },
  assign: {
    from: ['accepted', 'in-progress'],
    who: ['unit-head', 'leader', 'reception', 'handler'],
    at: 'holder',
    clock: 'none',
    to: ['accepted', 'in-progress'],
  },
  'pass-on': { from: ['accepted', 'in-progress'], who: handling, at: 'holder', clock: 'none', to: ['in-progress'] },
  transfer: { from: ['accepted', 'in-progress'], who: handling, at: 'holder', clock: 'none', to: ['in-progress'] },
  acknowledge: {
    from: ['in-progress', 'supplement-requested', 'processed'],
    who: ['job'],
    at: 'anywhere',
    clock: 'none',
    to: ['in-progress', 'supplement-requested', 'processed'],
  },
  'hand-back': { from: ['in-progress', 'processed'], who: handling, at: 'holder', clock: 'ends', to: ['returned'] },
  approve: { from: ['in-progress'], who: ['leader'], at: 'holder', clock: 'ends', to: ['processed'] },
  return: {
    from: ['processed'],
    who: ['return-desk', 'reception'],
    at: 'receiving',
    clock: 'none',
    to: ['returned'],
  },
  'order-shipment': {
    from: ['processed'],
    who: ['return-desk', 'reception'],
    at: 'receiving',
    clock: 'none',
    to: ['processed'],
  },
  'shipment-taken': { from: ['processed'], who: ['job'], at: 'anywhere', clock: 'none', to: ['processed'] },
  delivered: { from: ['processed'], who: ['job'], at: 'anywhere', clock: 'none', to: ['returned'] },
  undelivered: { from: ['processed'], who: ['job'], at: 'anywhere', clock: 'none', to: ['processed'] },
  withdraw: {
    from: ['draft', 'registered', 'accepted', 'in-progress', 'supplement-requested', 'obligation-requested'],
    who: ['citizen', ...desk],
    at: 'receiving',
    clock: 'ends',
    to: ['withdrawn'],
  },
  're-home': { from: open, who: ['job'], at: 'anywhere', clock: 'none', to: open },
  release: { from: open, who: ['job'], at: 'anywhere', clock: 'none', to: open },
} as const satisfies Record<ActName, Transition>

/** States that nothing leaves. */
export const finalStatuses: ReadonlySet<Status> = new Set(['refused', 'withdrawn', 'stopped', 'returned'])

/** National status codes (domain §3.1), one to one; a draft is not reported. */
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
