import type { Instant } from '../calendar/day.ts'
import type { Dossier } from './dossier.ts'
import type { Lying } from './handling-agency.ts'
import type { TakenPlace, Tried } from './tries.ts'

/** A dossier that a code names, and how it stands where the index tells. */
export interface FoundUnderCode {
  id: string
  shown?: PublicDossier
}

/** Tra cứu: what anybody may see who has the code and its secret, and the tries that failed. */
export interface LookUps {
  /** One question, whatever stands under a code. */
  underCode(code: string): Promise<FoundUnderCode | undefined>
  /** How it stands; it may take another question, which nobody is to hear of who has not proved to hold the secret. */
  shown(found: FoundUnderCode): Promise<PublicDossier | undefined>
  /** How many wrong tries from an address count at this moment, up to one more than the limit; one just made may be missing. */
  triesFrom(address: string, at: Instant): Promise<number>
  /** The places at a code that wrong tries took, as they stand now: none is missing, some may be out of date. */
  placesAt(code: string): Promise<readonly TakenPlace[]>
  /** Counts a wrong try in one write, at its code and at its address; `overtaken` when another took the place. */
  count(tried: Tried, place: number): Promise<'counted' | 'overtaken'>
}

/** Of the holder only the agency is sure to be told. */
export type PublicDossier = Lying &
  Pick<
    Dossier,
    'id' | 'procedureName' | 'status' | 'clock' | 'delivery' | 'submittedAt' | 'acceptedAt' | 'dueAt' | 'finishedAt'
  > &
  Partial<Pick<Dossier, 'competentAgency'>>
