import type { UnitId } from '../agencies/unit.ts'
import type { Day, Instant } from '../calendar/day.ts'
import type { Afterthought, Beside, BesideBook, Book, Happened, StandsOpen } from './beside.ts'
import type { Counted, Entry } from './cells.ts'
import type { DeskCount, LineFigures, PaperCount, Period, StepCount } from './figures.ts'

/** What was counted of one dossier, and how far its history was counted before. */
export interface CountedOf {
  dossier: string
  /** `through` of the place it was counted from; 0 when it never was. */
  from: number
  counted: Counted
}

/** Số liệu. Figures of every agency, counted from the histories; a question reads the same however many dossiers there are. */
export interface Counters {
  /** How far these dossiers are counted; one that never was is left away. */
  counted(dossiers: readonly string[]): Promise<ReadonlyMap<string, Counted>>
  /** Adds all entries, moves all marks and writes what stands beside, or nothing; `overtaken` when one of these dossiers was counted meanwhile. */
  count(entries: readonly Entry[], marks: readonly CountedOf[], beside?: Beside): Promise<'counted' | 'overtaken'>
  /** What was added to an agency's ended months from a moment on, in the order it was counted. */
  afterthoughts(agency: UnitId, since: Instant): Promise<readonly Afterthought[]>
  /** Dossiers that a book has of these days, in their order. */
  entered(agency: UnitId, book: BesideBook, from: Day, to: Day): AsyncIterable<{ dossier: string; on: Day }>
  /** What a book has of these days, in their order; reads no further than it is asked on. */
  happened(agency: UnitId, book: Book, from: Day, to: Day): AsyncIterable<Happened>
  /** What stands open at an agency, whoever has it in hand, in no order. */
  open(agency: UnitId): Promise<readonly StandsOpen[]>
  /** The lines of an agency alone: kind, field, procedure and, of parts, who sent them. Rows of its ended predecessors stay theirs. */
  lines(agency: UnitId, period: Period): Promise<readonly LineFigures[]>
  /** The same of several periods, in their order; rows that they share are read once. */
  linesEach(agency: UnitId, periods: readonly Period[]): Promise<readonly (readonly LineFigures[])[]>
  /** Papers that were handed in there in a year (`YYYY`) with citizens' requests, by procedure version and paper. */
  papers(agency: UnitId, year: string): Promise<readonly PaperCount[]>
  /** The first day of the month in which anything was counted there; `undefined` when nothing ever was. */
  firstDay(agency: UnitId): Promise<Day | undefined>
  /** Open work that lies with an agency now, by due day, room and officer, nearest due first; with `dueBefore` only what was due earlier. */
  desks(agency: UnitId, dueBefore?: Day): Promise<readonly DeskCount[]>
  /** Lets the rows go of desks that are empty and were due before a day; answers how many. */
  tidyDesks(agency: UnitId, dueBefore: Day): Promise<number>
  /** Steps done there, by month (`YYYY-MM`, both counted), room, officer, procedure and step. */
  steps(agency: UnitId, from: string, to: string): Promise<readonly StepCount[]>
}
