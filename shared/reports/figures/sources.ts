import type { Level, UnitId } from '../../agencies/unit.ts'
import type { Day } from '../../calendar/day.ts'
import type { ProcedureSummary } from '../../catalogue/summary.ts'
import { type DeskCount, type LineFigures, noFigures, type StepCount, total } from '../../counters/figures.ts'
import type { Grouping } from '../grouping.ts'
import type { LateCause } from '../overdue/late-causes.ts'

/** Thủ tục at one of its levels; a procedure of several levels is one thing at each. */
export interface OfferedProcedure {
  procedure: ProcedureSummary
  level: Level
  /** True for one of its levels only: counts it once. */
  isFirst: boolean
  /** Quy trình nội bộ of its own, not the assumed one. */
  hasProcess: boolean
  /** Liên thông: a step of that process is another agency's. */
  isInterlinked?: true
}

/** Open work of a desk, and how many working days are left to its due day; below zero past it. */
export interface DeskDue extends DeskCount {
  workingDays?: number
}

/** A dossier that was late in a period, by our figures or by what the national portal was told of it. */
export interface LateFound {
  dossier: string
  procedure: string
  /** Where it lay when it fell due; where it lay at the end, when the portal alone shows it late. */
  room: UnitId
  officer?: string
  step?: number
  cause: LateCause
  /** `false`: kept in time, and told to the portal too late. */
  isLateHere: boolean
  on: Day
}

/** What reports are made of: `shared/desk/figures/gather-figures.ts` reads it. */
export interface Things {
  lines: LineFigures
  steps: StepCount
  procedures: OfferedProcedure
  desks: DeskDue
  late: LateFound
}
export type Source = keyof Things

/** A thing, and the agency whose it is; a procedure of the communes is nobody's alone. */
export interface Placed<S extends Source> {
  agency: UnitId | ''
  thing: Things[S]
}

/** What a cell is reckoned from: lines are added up first, of everything else the things themselves are counted. */
export type Sums = { [S in Source]: S extends 'lines' ? LineFigures : readonly Things[S][] }

export const sumOf: { [S in Source]: (things: readonly Things[S][]) => Sums[S] } = {
  lines: (lines) => {
    const nobody = { kind: 'whole', field: '', procedure: '' } as const
    return lines.length === 0 ? noFigures(nobody) : total(nobody, lines)
  },
  steps: (things) => things,
  procedures: (things) => things,
  desks: (things) => things,
  late: (things) => things,
}

type KeyOf<S extends Source> = (thing: Things[S], agency: UnitId | '', levelOf: (agency: UnitId) => string) => string
const ofAgency = (_: unknown, agency: UnitId | ''): string => agency
const stepKey = (procedure: string, step: number | undefined): string =>
  `${procedure}#${String(step ?? 0).padStart(3, '0')}`

/** Under which row of a grouping a thing stands; a grouping that a source does not know is not in its list. */
export const keysOf: { [S in Source]: Partial<Record<Grouping, KeyOf<S>>> } = {
  lines: {
    field: ({ line }) => line.field,
    procedure: ({ line }) => line.procedure,
    agency: ofAgency,
    level: (_, agency, levelOf) => levelOf(agency),
    sender: ({ line }) => line.from ?? '',
  },
  steps: {
    officer: ({ officer }) => officer ?? '',
    room: ({ room }) => room,
    step: ({ procedure, step }) => stepKey(procedure, step),
    procedure: ({ procedure }) => procedure,
    agency: ofAgency,
  },
  procedures: {
    level: ({ level }) => level,
    agency: ofAgency,
    field: ({ procedure }) => procedure.fields[0]?.code ?? procedure.fields[0]?.name ?? '',
  },
  desks: {
    room: ({ room }) => room,
    officer: ({ officer }) => officer ?? '',
    due: ({ due }) => due,
    agency: ofAgency,
  },
  late: {
    room: ({ room }) => room,
    officer: ({ officer }) => officer ?? '',
    step: ({ procedure, step }) => stepKey(procedure, step),
    procedure: ({ procedure }) => procedure,
    agency: ofAgency,
  },
}
