import { actorOf, holdsRole, type Person } from '../../access/person.ts'
import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import type { Parties } from '../../dossier/dossier.ts'
import { isObjection, type Objection, wrongVersion } from '../../dossier/objections.ts'
import type { Occasion } from '../../dossier/people/data-read.ts'
import { decideFeedback, type FeedbackMove } from '../../satisfaction/decide-feedback.ts'
import type { Feedback, FeedbackAct, FeedbackState } from '../../satisfaction/feedback.ts'
import { isOverdue } from '../../satisfaction/feedback-clocks.ts'
import { asAfter } from '../../satisfaction/feedback-history.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'
import { logRead } from '../dossiers/log-read.ts'
import { calendars } from '../surroundings.ts'

type Officer = Extract<Person, { kind: 'officer' }>
export type FeedbackNeeds = Pick<
  Desk,
  'dossiers' | 'surveys' | 'catalogue' | 'province' | 'readLog' | 'now' | 'pause' | 'chance'
>

/** Whether an officer may look into an agency's feedback: their own agency's, what it inherited, or all as a supervisor. */
export function mayHear(person: Officer, agency: UnitId): boolean {
  const own = [agencyOf(person.unit), ...(person.heritage ?? [])]
  return own.includes(agency) || holdsRole(person, ['supervisor'])
}

const agencyIn = (id: string): UnitId => id.slice(0, id.indexOf(':'))

/** One feedback, with what was said unmasked for heads and supervisors: that is logged as read. Throws Outage. */
export async function readFeedback(
  desk: FeedbackNeeds,
  person: Officer,
  id: string,
  occasion: Occasion,
): Promise<Feedback | undefined> {
  const agency = agencyIn(id)
  if (!mayHear(person, agency)) return undefined
  const feedback = await desk.surveys.feedback(agency, id)
  if (feedback) {
    const wanted = { ...occasion, purpose: occasion.purpose ?? ('complaint' as const) }
    await logRead(desk, person, { id: feedback.dossier }, { what: 'feedback' }, wanted)
  }
  return feedback
}

/** Newest first, of a state or only those whose stage is over time. */
export async function listFeedback(
  desk: FeedbackNeeds,
  asked: { agency: UnitId; state?: FeedbackState | undefined; late?: boolean | undefined },
  limit: number,
  after?: string,
) {
  const at = desk.now()
  const page = await desk.surveys.feedbackOf(asked.agency, limit, after)
  const rows = page.rows.filter(
    (one) => (asked.state === undefined || one.state === asked.state) && (!asked.late || isOverdue(one, at)),
  )
  return { ...page, rows }
}

export interface SaidOfFeedback {
  act: FeedbackAct
  version: number
  note?: string
}

/**
 * One act of an officer. Supervisors may read what was flagged, and nothing more, in another agency. Said again of the same
 * version by the same officer it is the same act. Throws Outage.
 */
export async function actOnFeedback(
  desk: FeedbackNeeds,
  person: Officer,
  id: string,
  said: SaidOfFeedback,
): Promise<Feedback | Objection | undefined> {
  const agency = agencyIn(id)
  if (!mayHear(person, agency)) return undefined
  const isHome = [agencyOf(person.unit), ...(person.heritage ?? [])].includes(agency)
  const roles = isHome ? person.roles : person.roles.filter((role) => role === 'supervisor')
  const { act, version, note } = said
  const move = { act, by: actorOf(person), roles, ...(note === undefined ? {} : { note }) }
  return retrying(desk, async () => {
    const feedback = await desk.surveys.feedback(agency, id)
    if (!feedback) return { answer: undefined }
    if (feedback.version === version) {
      const file = act === 'publish' ? await desk.dossiers.load(feedback.dossier) : undefined
      return moveFeedback(desk, feedback, { ...move, ...(file ? { names: namesIn(file.parties) } : {}) })
    }
    // Each version is one act: what the history tells of the next one says whether it was this.
    const made = feedback.history[version]
    const isSame = made?.act === act && made.note === note && made.by.id === move.by.id
    return { answer: isSame ? asAfter(feedback, version + 1) : wrongVersion(version, feedback.version) }
  })
}

/** Whose names stand in no text that everybody reads. */
export function namesIn({ applicant, owner, deliverTo }: Parties): readonly string[] {
  return [applicant.name, owner?.name, deliverTo?.name].filter((name) => name !== undefined)
}

/** Carries one step and writes it; `again` when another was quicker. Throws Outage. */
export async function moveFeedback(
  desk: Pick<Desk, 'surveys' | 'catalogue' | 'province' | 'now'>,
  feedback: Feedback,
  move: Omit<FeedbackMove, 'at'>,
): Promise<{ answer: Feedback | Objection } | 'again'> {
  const calendar = (await calendars(desk))(feedback.agency)
  const next = decideFeedback(feedback, { ...move, at: desk.now() }, calendar)
  if (isObjection(next)) return { answer: next }
  return (await desk.surveys.move(next)) === 'moved' ? { answer: next } : 'again'
}
