import { createHash } from 'node:crypto'
import type { Actor, Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { dayOf, earlier, type Instant } from '../../calendar/day.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import { subscriberOf } from '../../dossier/tries.ts'
import { filterComment } from '../../satisfaction/comments.ts'
import { newFeedback } from '../../satisfaction/decide-feedback.ts'
import { type Feedback, type FeedbackKind, feedbackSteps } from '../../satisfaction/feedback.ts'
import { asAfter } from '../../satisfaction/feedback-history.ts'
import { type Questionnaire, type QuestionnaireId, questionnaireOn } from '../../satisfaction/questionnaires.ts'
import {
  faultsIn,
  flagRule,
  maySurvey,
  type SaidInSurvey,
  type Survey,
  type SurveyFault,
  type SurveyFlag,
  type SurveyWay,
  surveyOf,
  takesPlaceOf,
  type Verdict,
} from '../../satisfaction/survey.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'
import { longSecret, type Proof, type Proving, prove, receiptSecret, surveySecret } from '../dossiers/look-up.ts'
import { ownerRefOf } from '../dossiers/owner-ref.ts'
import { calendars } from '../surroundings.ts'
import { moveFeedback, namesIn } from './work-feedback.ts'

export type SurveyNeeds = Proving &
  Pick<Desk, 'dossiers' | 'surveys' | 'prints' | 'catalogue' | 'province' | 'pause' | 'chance'>
type No = 'not-found' | 'too-many'

/** Answers given without signing in name nobody, not even by a keyed digest. */
const applicant: Actor = { kind: 'citizen', id: 'applicant' }

/** What the holder of a receipt or of a message's link is shown. */
export async function provenDossier(desk: SurveyNeeds, proof: Proof): Promise<Dossier | No> {
  const isLong = proof.factor.length === longSecret
  const proved = await prove(desk, proof, isLong ? surveySecret : receiptSecret)
  if (typeof proved === 'string') return proved
  return (await desk.dossiers.load(proved.dossier.id))?.dossier ?? 'not-found'
}

/** Which questionnaires may be answered for a dossier now, and whether one was that an answer of this way would not replace. Throws Outage. */
export async function openSurvey(
  desk: SurveyNeeds,
  dossier: Dossier,
  way: SurveyWay,
): Promise<{ questionnaires: readonly Questionnaire[]; isAnswered: boolean }> {
  const at = desk.now()
  const ids: readonly QuestionnaireId[] = ['three-level', 'sipas']
  const speaking = ids.flatMap((id) => questionnaireOn(id, dayOf(at)) ?? [])
  const open = speaking.filter((questionnaire) => maySurvey(dossier, at, questionnaire) === undefined)
  const first = await desk.surveys.ofDossier(dossier.id)
  return { questionnaires: open, isAnswered: first !== undefined && !takesPlaceOf(way, first) }
}

export type Answered = { survey: Survey; feedback?: Feedback } | { faults: readonly SurveyFault[] } | Objection

/** Where an answer comes from: known of those by receipt, whose secret others know too. */
export interface AnsweredBy {
  way: SurveyWay
  sourceIp?: string
}

/**
 * Trả lời phiếu khảo sát: one answer for each dossier; one by the applicant's own link or signing in takes the place of one by receipt. A comment is never lost: masked and flagged, it becomes a feedback
 * with a clock of its own. The same answer said again is the same answer. Throws Outage.
 */
export async function answerSurvey(
  desk: SurveyNeeds,
  dossier: Dossier,
  said: SaidInSurvey,
  { way, sourceIp }: AnsweredBy,
): Promise<Answered> {
  const first = await desk.surveys.ofDossier(dossier.id)
  const instead = first && takesPlaceOf(way, first) ? first : undefined
  if (first && !instead) return saidBefore(desk, dossier, said, first)
  const at = desk.now()
  const questionnaire = questionnaireOn(said.questionnaire, dayOf(at))
  const no = questionnaire ? maySurvey(dossier, at, questionnaire) : object('survey-not-open')
  if (!questionnaire || no) return no ?? object('survey-not-open')
  const faults = faultsIn(said, questionnaire)
  if (faults.length > 0) return { faults }
  const flags = way === 'receipt' && sourceIp !== undefined ? await flagsOf(desk, dossier, sourceIp, at) : []
  const receivedBy = (await desk.dossiers.history(dossier.id)).find(({ act }) => act === 'accept')?.by
  const bare = surveyOf(said, questionnaire, {
    dossier,
    ...(receivedBy?.kind === 'officer' ? { receivedBy: receivedBy.id } : {}),
    ...{ way, at, flags },
  })
  const feedback =
    said.comment === undefined
      ? undefined
      : await draft(desk, dossier, { kind: kindOf(bare.verdict), text: said.comment }, 'survey', at)
  const survey = feedback ? { ...bare, feedback: feedback.id } : bare
  if ((await desk.surveys.answer(survey, feedback, instead)) === 'kept')
    return feedback ? { survey, feedback } : { survey }
  const there = await desk.surveys.ofDossier(dossier.id)
  return there ? saidBefore(desk, dossier, said, there) : object('survey-answered')
}

/**
 * An answer by receipt from whoever may have printed it: soon after a print on which the secret stands, or one of many from an address on
 * a day. Of the address a keyed digest is counted for two days, and nothing of it stands with the answer.
 */
async function flagsOf(desk: SurveyNeeds, dossier: Dossier, sourceIp: string, at: Instant): Promise<SurveyFlag[]> {
  const address = desk.digests.ofLookupFactor(`survey-address ${dayOf(at)}`, subscriberOf(sourceIp))
  const [prints, many] = await Promise.all([
    desk.prints.ofDossier(dossier.id),
    desk.surveys.fromAddress(
      address,
      agencyOf(dossier.competentAgency),
      dayOf(at),
      desk.digests.ofLookupFactor(address, dossier.id),
    ),
  ])
  const since = earlier(at, flagRule.minutesAfterPrint * 60)
  const isFresh = prints.some(
    ({ sheet, at: printedAt }) => sheet === 'receipt' && printedAt >= since && printedAt <= at,
  )
  return [
    ...(isFresh ? (['printed-just-before'] as const) : []),
    ...(many >= flagRule.fromOneAddress ? (['many-from-one-address'] as const) : []),
  ]
}

/** Who was not satisfied complains; the words of everybody else are taken as what they propose. */
const kindOf = (verdict: Verdict): FeedbackKind => (verdict === 'not-satisfied' ? 'complaint' : 'proposal')

/** The answer that is there, if it was this one, whatever is open now; an objection if it was another. */
function saidBefore(desk: SurveyNeeds, dossier: Dossier, said: SaidInSurvey, first: Survey): Answered {
  const kind = kindOf(first.verdict)
  const mark = said.comment === undefined ? undefined : markOf(desk, dossier, { kind, text: said.comment })
  const tell = ({ questionnaire, answers, reasons }: SaidInSurvey | Survey, comment: string | undefined) =>
    JSON.stringify([questionnaire, Object.entries(answers).sort(), [...new Set(reasons)].sort(), comment])
  const isSame = tell(said, mark) === tell(first, first.feedback?.split(':').at(-1))
  return isSame ? { survey: first } : object('survey-answered')
}

/** Citizens who are signed in answer for a dossier of their own; `undefined` when it is not theirs. */
export async function ownDossier(
  desk: Pick<Desk, 'dossiers' | 'digests'>,
  person: Person,
  id: string,
): Promise<Dossier | undefined> {
  const file = await desk.dossiers.load(id)
  const isOwn = file?.dossier.parent === undefined && file?.dossier.ownerRef === ownerRefOf(desk, person)
  return isOwn ? file?.dossier : undefined
}

/** So many feedbacks a dossier may have: the next words belong to one that is there. */
const mostAbout = 5

/** Gửi phản ánh, kiến nghị about a dossier, whatever its state. The same words again are the same feedback. Throws Outage. */
export async function fileFeedback(
  desk: SurveyNeeds,
  dossier: Dossier,
  said: { kind: FeedbackKind; text: string },
): Promise<Feedback | Objection> {
  if (dossier.code === undefined) return object('survey-not-open')
  const isSame = (one: Feedback) => one.said === said.text && one.kind === said.kind
  const before = await desk.surveys.feedbackAbout(dossier.id)
  const known = before.find(isSame)
  if (known) return asAfter(known, 1)
  if (before.length >= mostAbout) return object('feedback-used-up')
  const feedback = await draft(desk, dossier, said, 'direct', desk.now())
  if (await desk.surveys.file(feedback)) return feedback
  const quicker = (await desk.surveys.feedbackAbout(dossier.id)).find(isSame)
  return quicker ? asAfter(quicker, 1) : feedback
}

/** By which the words of one dossier are known again, and which tells nothing of them. */
function markOf(desk: SurveyNeeds, { id }: Dossier, said: { kind: FeedbackKind; text: string }): string {
  const keyed = desk.digests.ofLookupFactor(id, `${said.kind}\n${said.text}`)
  return createHash('sha256').update(keyed).digest('hex').slice(0, 8)
}

async function draft(
  desk: SurveyNeeds,
  dossier: Dossier,
  said: { kind: FeedbackKind; text: string },
  from: Feedback['from'],
  at: Instant,
): Promise<Feedback> {
  const file = await desk.dossiers.load(dossier.id)
  const agency = dossier.competentAgency
  const moment = at.slice(0, 19).replaceAll(/\D/g, '')
  const calendar = (await calendars(desk))(agency)
  return newFeedback(
    {
      id: `${agency}:${moment}:${markOf(desk, dossier, said)}`,
      agency,
      dossier: dossier.id,
      code: dossier.code ?? '',
      procedure: dossier.procedure,
      kind: said.kind,
      from,
      at,
      ...filterComment(said.text, file ? namesIn(file.parties) : []),
    },
    calendar,
    applicant,
  )
}

/** Bổ sung, đánh giá by the applicant, who holds the dossier's secret. The same reply again is the same reply. Throws Outage. */
export async function replyToFeedback(
  desk: SurveyNeeds,
  dossier: Dossier,
  said: { feedback: string; act: 'supplement' | 'rate'; note?: string; rated?: 'satisfied' | 'not-satisfied' },
): Promise<Feedback | Objection | undefined> {
  const { act, rated } = said
  const note = said.note === undefined ? undefined : filterComment(said.note).masked
  return retrying(desk, async () => {
    const feedback = (await desk.surveys.feedbackAbout(dossier.id)).find(({ id }) => id === said.feedback)
    if (!feedback) return { answer: undefined }
    const place = feedback.history.findLastIndex((one) => one.act === act)
    const last = feedback.history[place]
    const isRated = act === 'rate' && feedback.rated !== undefined
    const isOpen = feedbackSteps[act].from.includes(feedback.state) && !isRated
    // A reply bears no version: once it can no longer be made, the last one of its kind says whether it was this.
    if (!isOpen && last && last.note === note && (act !== 'rate' || feedback.rated === rated))
      return { answer: asAfter(feedback, place + 1) }
    return moveFeedback(desk, feedback, {
      ...{ act, by: applicant, roles: 'citizen' },
      ...(note === undefined ? {} : { note }),
      ...(rated === undefined ? {} : { rated }),
    })
  })
}
