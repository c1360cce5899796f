import type { UnitId } from '../agencies/unit.ts'
import type { Day } from '../calendar/day.ts'
import type { Brought } from '../dossier/papers/brought.ts'

/**
 * Hồ sơ của dân, phần liên thông, đính chính: a request is counted once, where it was received; the part another agency
 * works on and the correction of a result have places of their own.
 */
export type LineKind = 'whole' | 'part' | 'correction'

/** What is told apart inside an agency: kind, field (its code, or its name where it has none), procedure; whose part it is. */
export interface Line {
  kind: LineKind
  field: string
  procedure: string
  /** The agency that sent the part. */
  from?: UnitId
}

/** What happens on a day, and its mark in the table: two letters, never given to another. */
export const flows = {
  /** Nộp: handed in, not received yet. */
  filed: 'fi',
  'received-direct': 'rd',
  'received-online': 'ro',
  'received-postal': 'rp',
  /** Of the received: with at least one file of the papers in it. */
  digitised: 'dg',
  /** Đã giải quyết: with a result, or handed back by a part. */
  early: 'ea',
  'on-time': 'ot',
  overdue: 'ov',
  /** Of the three before: refused on the merits. */
  rejected: 'rj',
  /** Of the three before: by how often the applicant was asked to complete it, before reception or after; those of the often asked that were not overdue. */
  'asked-once': 'ao',
  'asked-often': 'am',
  'asked-often-in-time': 'ai',
  /** Of the overdue: handed in online. */
  'overdue-online': 'vo',
  /** Of the overdue and of what ended late: it fell late while another agency had a part of it, and that part was late by its own clock. */
  'late-elsewhere-ended': 've',
  /** Of the resolved, by the limit of the law, where a shorter one was promised too. */
  'early-by-law': 'le',
  'on-time-by-law': 'lo',
  /** Working minutes that the clocks of the resolved ran. */
  'worked-minutes': 'wm',
  /** Of the resolved: papers and result both in files. */
  'digitised-throughout': 'dt',
  /** Từ chối tiếp nhận, and withdrawn before reception: never received. */
  refused: 'rf',
  'given-up': 'gu',
  /** Ended after reception without a result; `ended-late` are those among them that had run out. */
  withdrawn: 'wd',
  stopped: 'sp',
  'ended-late': 'el',
  /** Brought to or from an agency by a decision on the organisation, while open. */
  'moved-in': 'mi',
  'moved-out': 'mo',
  'supplements-asked': 'sa',
  'obligations-asked': 'oa',
  extended: 'ex',
  corrected: 'co',
  /**
   * Giấy tờ thực nộp at reception and with each supplement after it, by the form they came in; on paper in a form nobody said; and
   * papers that the procedure asks for and reception did without.
   */
  'papers-original': 'bo',
  'papers-certified': 'bc',
  'papers-copy': 'by',
  'papers-electronic': 'be',
  'papers-unsaid': 'bn',
  'papers-spared': 'bs',
  'returned-counter': 'rc',
  'returned-online': 'rn',
  /** Of the returned online: handed in online too. */
  'online-throughout': 'oo',
  'returned-post': 'rs',
  /** Payments, those of them made online, and đồng by kind of money. */
  payments: 'pa',
  'payments-online': 'po',
  'paid-fee': 'pf',
  'paid-charge': 'pc',
  'paid-price': 'pp',
  refunded: 'rr',
  /** Nộp ngân sách nhà nước by a tax notice, at the agency whose dossier it is: no money of any agency, and none of the three before. */
  'payments-budget': 'pb',
  'paid-budget': 'pt',
  'refunded-budget': 'rt',
} as const

/** What stands at the end of a day; cells keep by how much it changed on that day. */
export const stocks = {
  /** Handed in and neither received nor refused. */
  pending: 'qp',
  /** Đang giải quyết: everything received and not ended, waiting or not. */
  open: 'qo',
  /** Of the open: past the due day. Counted from the day after it without any event; what waits since before is not. */
  late: 'ql',
  /** Of the late: handed in online. */
  'late-online': 'qn',
  /** Of the open: the clock stands for papers, for money, for another reason. */
  'waiting-supplement': 'qs',
  'waiting-money': 'qm',
  'waiting-other': 'qw',
  /** Of the late: the clock stands. */
  'late-waiting': 'qv',
  /** Of the late: it fell late while another agency had a part of it, which is there still or came back late by its own clock. */
  'late-elsewhere': 'qe',
  /** Of the open: a part of it lies with another agency. */
  away: 'qa',
} as const

export type Flow = keyof typeof flows
export type Stock = keyof typeof stocks
export type Measure = Flow | Stock

/** Where open work lies: the room, the officer who has it, and the day it is due. */
export interface Desk {
  /** Without one: `none`, or `waiting` while the clock stands. */
  due: Day | 'none' | 'waiting'
  /** Which clock: the answer that is owed to an application, or the whole. */
  clock: 'answer' | 'whole'
  kind: LineKind
  room: UnitId
  officer?: string
}

/** A step that somebody did, of a procedure's plan. */
export interface StepDone {
  procedure: string
  step: number
  room: UnitId
  officer?: string
}

export type StepMeasure = 'on-time' | 'overdue'

/**
 * Of one paper of a procedure version, in a year: how often it was handed in, how many copies (certified ones with them), and how
 * often reception did without. Each has a letter in the row of the year; none is given to another.
 */
export const paperMeasures = { brought: 'b', copies: 'k', spared: 'w' } as const
export type PaperMeasure = keyof typeof paperMeasures

/** Ô đếm. One addition to a cell. */
export type Entry = {
  agency: UnitId
  add: number
} /**
 * `elsewhere`: of a dossier whose line in the receiving register is another agency's; of a step, where no line or part of its dossier is.
 * `early`: of a request that is not received yet, or never is.
 */ & (
  | { book: 'lines'; line: Line; on: Day; measure: Measure; elsewhere?: true; early?: true }
  | { book: 'desks'; desk: Desk }
  | { book: 'steps'; done: StepDone; on: Day; measure: StepMeasure; elsewhere?: true }
  | { book: 'papers'; line: Line; on: Day; version: number; paper: string; measure: PaperMeasure }
)

/** How far a dossier's history is counted, and what of it stands in the cells, so that exactly that is taken out again. */
export interface Counted {
  through: number
  agency?: UnitId
  line?: Line
  stands?: Partial<Record<Stock, 1>>
  /** Received with at least one file of the papers. */
  digitised?: true
  /** What was handed in with its reception, as last counted, and where that stands. */
  brought?: { agency: UnitId; on: Day; rows: readonly Brought[] }
  /** The first day on which it counts as late. */
  lateOn?: Day
  /** When that day begins, or began, another agency has a part of it. */
  fellElsewhere?: true
  /** A part of it came back late by its own clock. */
  partLate?: true
  desk?: Desk
}
