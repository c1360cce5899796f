import { holdsRole, type Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Desk } from '../../desk/desk.ts'
import {
  type Answered,
  answerSurvey,
  fileFeedback,
  openSurvey,
  ownDossier,
  provenDossier,
  replyToFeedback,
  type SurveyNeeds,
} from '../../desk/satisfaction/answer-survey.ts'
import { actOnFeedback, listFeedback, mayHear, readFeedback } from '../../desk/satisfaction/work-feedback.ts'
import { directory } from '../../desk/surroundings.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { isObjection, type Objection } from '../../dossier/objections.ts'
import type { Feedback } from '../../satisfaction/feedback.ts'
import type { Questionnaire } from '../../satisfaction/questionnaires.ts'
import { resultsOf } from '../../satisfaction/results.ts'
import type { SurveyWay } from '../../satisfaction/survey.ts'
import { turnPage } from '../cursors.ts'
import { type Refusal, refuse } from '../problems.ts'
import { showFollowed, showLine, showPublished, showWhole } from '../views/feedback.ts'
import { showOfficer, showUnit } from '../views/scene.ts'
import type { Answers } from './answer.ts'

export type SatisfactionDesk = SurveyNeeds & Pick<Desk, 'readLog'>
type Officer = Extract<Person, { kind: 'officer' }>

const usual = 20

/** Khảo sát, phản ánh, kiến nghị: of whoever holds the secret, of citizens, and of the heads who answer. */
export const satisfaction = {
  startSurvey: ({ body, sourceIp }, desk) =>
    ofHolder(desk, { ...body, sourceIp }, async (dossier) => shownSurvey(await openSurvey(desk, dossier, wayOf(body)))),
  answerSurvey: ({ body, sourceIp }, desk) =>
    ofHolder(desk, { ...body, sourceIp }, async (dossier) => {
      return shownAnswer(await answerSurvey(desk, dossier, body, { way: wayOf(body), sourceIp }))
    }),
  readMySurvey: async ({ person, path }, desk) => {
    const dossier = await ownDossier(desk, person, path.id)
    return dossier && shownSurvey(await openSurvey(desk, dossier, 'portal'))
  },
  answerMySurvey: async ({ person, path, body }, desk) => {
    const dossier = await ownDossier(desk, person, path.id)
    return dossier && shownAnswer(await answerSurvey(desk, dossier, body, { way: 'portal' }))
  },

  tellFeedback: ({ body, sourceIp }, desk) =>
    ofHolder(desk, { ...body, sourceIp }, async (dossier) => followed(await fileFeedback(desk, dossier, body))),
  followFeedback: ({ body, sourceIp }, desk) =>
    ofHolder(desk, { ...body, sourceIp }, async (dossier) => ({
      rows: (await desk.surveys.feedbackAbout(dossier.id)).map(showFollowed),
    })),
  replyToFeedback: ({ body, sourceIp }, desk) =>
    ofHolder(desk, { ...body, sourceIp }, async (dossier) => followed(await replyToFeedback(desk, dossier, body))),
  publishedFeedback: async ({ query }, desk) => {
    const { agency, limit = usual, after: sealed } = query
    const bond = { person: '', route: 'publishedFeedback', query: agency }
    const page = await turnPage(desk.digests, bond, sealed, (after) => desk.surveys.published(agency, limit, after))
    return 'faults' in page ? page : { rows: page.rows.map(showPublished), next: page.next }
  },

  listFeedback: async ({ person, query }, desk) => {
    const { limit = usual, after: sealed, state, late } = query
    const agency = query.agency ?? agencyOf(person.unit)
    if (!mayHear(person, agency)) return refuse('not-your-agency')
    const asked = { agency, state, late: late !== undefined }
    const bond = { person: `officer:${person.id}`, route: 'listFeedback', query: JSON.stringify(asked) }
    const page = await turnPage(desk.digests, bond, sealed, (after) => listFeedback(desk, asked, limit, after))
    if ('faults' in page) return page
    const scene = { directory: await directory(desk), at: desk.now() }
    return { rows: page.rows.map((row) => showLine(row, scene)), next: page.next }
  },
  readFeedback: async ({ person, path, requestId }, desk) =>
    whole(desk, person, await readFeedback(desk, person, path.feedback, { requestId })),
  moveFeedback: async ({ person, path, body }, desk) =>
    whole(desk, undefined, await actOnFeedback(desk, person, path.feedback, body)),

  surveyResults: async ({ person, query }, desk) => {
    const agency = query.agency ?? agencyOf(person.unit)
    if (!mayCount(person, agency)) return refuse('not-your-agency')
    const { from, to, by } = query
    const scene = { directory: await directory(desk) }
    const rows = resultsOf(await desk.surveys.tallies(agency, from, to), by).map((row) => ({
      ...row,
      agency: showUnit(scene, row.agency),
      desk: row.desk === undefined ? undefined : showUnit(scene, row.desk),
      officer: row.officer === undefined ? undefined : showOfficer(scene, row.officer),
    }))
    return { from, to, rows }
  },
  surveyDossiers: async ({ person, path, query }, desk) => {
    const agency = query.agency ?? agencyOf(person.unit)
    if (!mayCount(person, agency)) return refuse('not-your-agency')
    const { limit = usual, after: sealed } = query
    const { month } = path
    const bond = { person: `officer:${person.id}`, route: 'surveyDossiers', query: `${agency}#${month}` }
    const page = await turnPage(desk.digests, bond, sealed, (after) => desk.surveys.lines(agency, month, limit, after))
    return 'faults' in page ? page : { rows: [...page.rows], next: page.next }
  },
} satisfies Answers<'satisfaction', SatisfactionDesk>

/** The longer secret went to the applicant alone. */
const wayOf = ({ factor, at }: { factor: string; at?: 'kiosk' | 'link' | undefined }): SurveyWay =>
  factor.length > 6 ? 'message' : at === 'kiosk' ? 'kiosk' : 'receipt'

/** Whatever is wrong with code or secret, the answer is the same, as with a look-up. */
async function ofHolder<T>(
  desk: SatisfactionDesk,
  proof: { code: string; factor: string; sourceIp: string },
  answer: (dossier: Dossier) => Promise<T>,
): Promise<T | Refusal | undefined> {
  const dossier = await provenDossier(desk, proof)
  if (dossier === 'too-many') return refuse('too-many-tries')
  return dossier === 'not-found' ? undefined : answer(dossier)
}

function shownSurvey({
  questionnaires,
  isAnswered,
}: {
  questionnaires: readonly Questionnaire[]
  isAnswered: boolean
}) {
  return {
    isAnswered,
    questionnaires: questionnaires.map(({ id, version, title, source, questions, reasons }) => ({
      id,
      version,
      title,
      source,
      questions: questions.map((question) => ({
        ...question,
        options: question.options.map(({ value, text }) => ({ value, text })),
      })),
      reasons: [...reasons],
    })),
  }
}

function shownAnswer(answered: Answered) {
  if (isObjection(answered) || 'faults' in answered) return answered
  const { questionnaire, version, way, at, feedback } = answered.survey
  return { questionnaire, version, way, at, feedback }
}

function followed(feedback: Feedback | Objection | undefined) {
  return feedback === undefined || isObjection(feedback) ? feedback : showFollowed(feedback)
}

/** Word for word for whoever reads it, which is logged; not for whoever acts on it, who is answered as of the act's own moment. */
async function whole(desk: SatisfactionDesk, person: Officer | undefined, feedback: Feedback | Objection | undefined) {
  if (feedback === undefined || isObjection(feedback)) return feedback
  const at = person ? desk.now() : (feedback.history.at(-1)?.at ?? desk.now())
  return showWhole(feedback, person, { directory: await directory(desk, dayOf(at)), at })
}

function mayCount(person: Officer, agency: string): boolean {
  return mayHear(person, agency) || holdsRole(person, ['admin'])
}
