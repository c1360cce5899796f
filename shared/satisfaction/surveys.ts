import type { UnitId } from '../agencies/unit.ts'
import type { Day, Instant } from '../calendar/day.ts'
import type { Feedback } from './feedback.ts'
import type { SurveyTally } from './results.ts'
import type { Survey, Verdict } from './survey.ts'

/** A line in the month's list of an agency: the dossier behind a figure. */
export interface SurveyLine {
  dossier: string
  at: Instant
  verdict: Verdict
}

export interface FeedbackPage {
  rows: readonly Feedback[]
  next?: string
}

/** Phiếu khảo sát và phản ánh, kiến nghị. */
export interface Surveys {
  /**
   * The answer, its sums and the feedback it became, all or nothing; one for each dossier. `instead` is the unconfirmed one whose place
   * it takes: its sums go out, it is kept aside, and neither is written when it stands there no more. Throws Outage.
   */
  answer(survey: Survey, feedback?: Feedback, instead?: Survey): Promise<'kept' | 'answered-already'>
  /** The unconfirmed answer that gave way. */
  replaced(dossier: string): Promise<Survey | undefined>
  /** An answer by receipt (`of`: a keyed digest) from an address (another) at an agency on a day: how many that makes, each counted once. */
  fromAddress(address: string, agency: UnitId, day: Day, of: string): Promise<number>
  ofDossier(dossier: string): Promise<Survey | undefined>
  /** The sums of an agency from one month to another, both counted in. */
  tallies(agency: UnitId, from: string, to: string): Promise<readonly SurveyTally[]>
  /** The answers behind the sums of a month, in order of the dossiers' ids. */
  lines(
    agency: UnitId,
    month: string,
    limit: number,
    after?: string,
  ): Promise<{ rows: readonly SurveyLine[]; next?: string }>
  /** A feedback that came without a survey; `false` when it, or the same words about its dossier, was filed before. */
  file(feedback: Feedback): Promise<boolean>
  /** Every feedback about a dossier, oldest first. */
  feedbackAbout(dossier: string): Promise<readonly Feedback[]>
  feedback(agency: UnitId, id: string): Promise<Feedback | undefined>
  /** Newest first. */
  feedbackOf(agency: UnitId, limit: number, after?: string): Promise<FeedbackPage>
  /** Writes the next version; `overtaken` when another was quicker. */
  move(next: Feedback): Promise<'moved' | 'overtaken'>
  /** Those whose answer is published, newest first. */
  published(agency: UnitId, limit: number, after?: string): Promise<FeedbackPage>
}
