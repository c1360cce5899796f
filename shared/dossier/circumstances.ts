import type { Person } from '../access/person.ts'
import type { Directory } from '../agencies/directory.ts'
import type { UnitId } from '../agencies/unit.ts'
import type { Calendar } from '../calendar/calendar.ts'
import type { Instant } from '../calendar/day.ts'
import type { ClockPolicy } from '../calendar/due.ts'
import type { Dossier, DossierFile, EventDraft, Ledger, Plan } from './dossier.ts'

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
  /** For reception: the plan to pin, and the next serial of the receiving agency today. */
  plan?: Plan
  serial?: number
}

/** Kết quả quyết định. The next heads, each with one event, and the numbers taken; written together or not at all. */
export interface Outcome {
  changes: readonly ChangeDraft[]
  serials?: readonly { scope: string; value: number }[]
}

export interface ChangeDraft {
  next: Dossier
  event: EventDraft
  ledger?: Ledger
  plan?: Plan
  parties?: DossierFile['parties']
}

/** The head one version on, with what changed; a field set to `undefined` is dropped. */
export function advance(
  dossier: Dossier,
  at: Instant,
  change: { [K in keyof Dossier]?: Dossier[K] | undefined },
): Dossier {
  const next: Record<string, unknown> = { ...dossier, version: dossier.version + 1, updatedAt: at }
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) delete next[name]
    else next[name] = value
  }
  return next as unknown as Dossier
}
