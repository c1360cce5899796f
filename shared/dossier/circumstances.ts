import type { Person } from '../access/person.ts'
import type { Directory } from '../agencies/directory.ts'
import type { Officer, UnitId } from '../agencies/unit.ts'
import type { Calendar } from '../calendar/calendar.ts'
import type { Instant } from '../calendar/day.ts'
import type { ClockPolicy } from '../calendar/due.ts'
import type { LifeRules } from '../catalogue/life-rules.ts'
import { type Changes, withChanges } from '../with-changes.ts'
import type { Consultation, Dossier, DossierFile, EventDraft, Ledger, Plan } from './dossier.ts'
import type { MoneyBook } from './money/money-book.ts'
import type { NumberPattern } from './numbering.ts'
import type { MovedRow } from './system/recount.ts'

/** All that an act is decided on, gathered beforehand: the rules read nothing else. */
export interface Circumstances {
  at: Instant
  person: Person
  file: DossierFile
  /** The parent of a part, or the part that is out. */
  kin?: DossierFile
  directory: Directory
  calendarOf: (agency: UnitId) => Calendar
  policy: ClockPolicy
  /** The dossier that this one corrects, or its newest correction. */
  linked?: DossierFile
  /** Parameters of the procedure version; the defaults where it says nothing. */
  rules: LifeRules
  /** For submission: whether the version a draft was made under still is the one that dossiers are opened under. */
  isOffered?: boolean
  /** For reception: the plan to pin. */
  plan?: Plan
  /** For an act that names papers: the ids of those its procedure version has. */
  papers?: readonly string[]
  /** The next number of a scope that the act asks for. */
  nextSerial: (scope: string) => number
  patterns: readonly NumberPattern[]
  /** The owner's keyed digest, for an act that names the people anew. */
  ownerRef?: string
  /** Colleagues for whom this officer stands in now. */
  standsFor?: readonly Officer[]
}

/** Kết quả quyết định. The next heads, each with one event, and the numbers taken; written together or not at all. */
export interface Outcome {
  changes: readonly ChangeDraft[]
  serials?: readonly { scope: string; value: number }[]
  /** Set when the act was done for a colleague: whom the history names. */
  person?: Person
  /** Rows for the list of what a declaration of days moved. */
  moved?: readonly MovedRow[]
}

export interface ChangeDraft {
  next: Dossier
  event: EventDraft
  ledger?: Ledger
  plan?: Plan
  parties?: DossierFile['parties']
  money?: MoneyBook
  consultations?: readonly Consultation[]
}

/** The head one version on, with what changed. */
export function advance(dossier: Dossier, at: Instant, changes: Changes<Dossier>): Dossier {
  return withChanges({ ...dossier, version: dossier.version + 1, updatedAt: at }, changes)
}
