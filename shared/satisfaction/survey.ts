import { agencyOf, type UnitId } from '../agencies/unit.ts'
import { addDays, dayOf, type Instant } from '../calendar/day.ts'
import type { Dossier, Status } from '../dossier/dossier.ts'
import { type Objection, object } from '../dossier/objections.ts'
import type { Place } from '../place.ts'
import type { Question, Questionnaire, QuestionnaireId } from './questionnaires.ts'

/** Through what an answer came: the secret printed on the receipt, at a kiosk, the link of a message, or signed in. */
export const surveyWays = ['receipt', 'kiosk', 'message', 'portal'] as const
export type SurveyWay = (typeof surveyWays)[number]

/**
 * Đã xác nhận: by what only the applicant has, the link that went to their own phone or mail, or their own signing in. The receipt's secret is
 * known to whoever printed it: what comes by it is taken, told apart, and gives way to a confirmed answer.
 */
const confirmedWays: ReadonlySet<SurveyWay> = new Set(['message', 'portal'])
export const isConfirmed = ({ way }: Pick<Survey, 'way'>): boolean => confirmedWays.has(way)

/** Whether an answer that comes this way takes the place of the one that is there. */
export const takesPlaceOf = (way: SurveyWay, first: Pick<Survey, 'way'>): boolean =>
  isConfirmed({ way }) && !isConfirmed(first)

/** Dấu hiệu cần xem lại: a reason to look at an answer by receipt, and none to refuse it. */
const surveyFlags = ['printed-just-before', 'many-from-one-address'] as const
export type SurveyFlag = (typeof surveyFlags)[number]

/** Minutes after a print that bears the secret, and answers of one day and address at one agency, from which on it is flagged. Ours; no source. */
export const flagRule = { minutesAfterPrint: 30, fromOneAddress: 4 } as const

export interface SaidInSurvey {
  questionnaire: QuestionnaireId
  answers: Readonly<Record<string, string>>
  reasons: readonly string[]
  comment?: string
}

/** Phiếu trả lời. One for each dossier, for ever; whoever gave it stands nowhere in it. */
export interface Survey {
  dossier: string
  /** The agency that is competent, the desk that received it, and the officer who received it there. */
  agency: UnitId
  desk: UnitId
  officer?: string
  procedure: string
  questionnaire: QuestionnaireId
  version: number
  way: SurveyWay
  at: Instant
  answers: Readonly<Record<string, string>>
  reasons: readonly string[]
  verdict: Verdict
  /** The feedback its comment became. */
  feedback?: string
  flags?: readonly SurveyFlag[]
}

export type Verdict = 'satisfied' | 'neutral' | 'not-satisfied'

export interface SurveyFault {
  where: Place
  code: 'required' | 'unknown-field' | 'not-offered'
  detail: string
}

/** What the applicant has an ending to speak about; a draft or a dossier on somebody's desk is not answered for. */
const endings: ReadonlySet<Status> = new Set(['processed', 'returned', 'refused', 'withdrawn', 'stopped'])

/** Whether a dossier may be answered for now: after its end, and for as many days as the questionnaire says. */
export function maySurvey(
  dossier: Pick<Dossier, 'status' | 'finishedAt' | 'updatedAt' | 'parent'>,
  at: Instant,
  asked: Questionnaire,
): Objection | undefined {
  if (dossier.parent !== undefined || !endings.has(dossier.status)) return object('survey-not-open')
  const ended = dossier.finishedAt ?? dossier.updatedAt
  return dayOf(at) > addDays(dayOf(ended), asked.openDays) ? object('survey-closed') : undefined
}

/** Everything that is wrong with what was said, at once. Who is not satisfied says why. */
export function faultsIn(said: SaidInSurvey, asked: Questionnaire): readonly SurveyFault[] {
  const known = new Map(asked.questions.map((question) => [question.id, question]))
  const unknown = Object.keys(said.answers).filter((id) => !known.has(id))
  return [
    ...asked.questions.flatMap((question) => faultIn(question, said.answers[question.id])),
    ...unknown.map((id) => fault(`answers.${id}`, 'unknown-field', 'Phiếu không có câu hỏi này.')),
    ...said.reasons.flatMap((reason, n) =>
      asked.reasons.some(({ value }) => value === reason)
        ? []
        : [fault(`reasons.${n}`, 'not-offered', reasonsOf(asked))],
    ),
    ...(verdictOf(said.answers, asked) === 'not-satisfied' && said.reasons.length === 0
      ? [fault('reasons', 'required', 'Chưa hài lòng thì phải chọn ít nhất một lý do.')]
      : []),
    ...(said.reasons.includes('other') && said.comment === undefined
      ? [fault('comment', 'required', 'Lý do khác thì phải nêu rõ bằng lời.')]
      : []),
  ]
}

function reasonsOf({ reasons }: Questionnaire): string {
  return `Phiếu không có lý do này; chỉ nhận: ${reasons.map(({ value }) => value).join(', ')}.`
}

function faultIn({ id, options, required }: Question, value: string | undefined): readonly SurveyFault[] {
  if (value === undefined) return required ? [fault(`answers.${id}`, 'required', 'Câu hỏi này phải trả lời.')] : []
  if (options.some((option) => option.value === value)) return []
  const offered = options.map((option) => option.value).join(', ')
  return [fault(`answers.${id}`, 'not-offered', `Chỉ nhận một trong: ${offered}.`)]
}

function fault(where: string, code: SurveyFault['code'], detail: string): SurveyFault {
  return { where: `body.${where}`, code, detail }
}

/** What the overall question was answered with. */
export function verdictOf(answers: SaidInSurvey['answers'], asked: Questionnaire): Verdict {
  const overall = asked.questions.find(({ factor }) => factor === 'overall')
  return overall?.options.find(({ value }) => value === answers[overall.id])?.says ?? 'neutral'
}

export interface Surveyed {
  dossier: Pick<Dossier, 'id' | 'competentAgency' | 'receivingUnit' | 'procedure'>
  receivedBy?: string
  way: SurveyWay
  at: Instant
  flags?: readonly SurveyFlag[]
}

/** The answer as it is kept. Its comment goes its own way: it is not part of it. */
export function surveyOf(said: SaidInSurvey, asked: Questionnaire, of: Surveyed): Survey {
  const { dossier, receivedBy, way, at, flags = [] } = of
  const answered = Object.entries(said.answers).filter(([id]) => asked.questions.some((question) => question.id === id))
  return {
    dossier: dossier.id,
    agency: agencyOf(dossier.competentAgency),
    desk: dossier.receivingUnit,
    ...(receivedBy === undefined ? {} : { officer: receivedBy }),
    procedure: dossier.procedure,
    questionnaire: asked.id,
    version: asked.version,
    way,
    at,
    answers: Object.fromEntries(answered),
    reasons: [...new Set(said.reasons)],
    verdict: verdictOf(said.answers, asked),
    ...(flags.length === 0 ? {} : { flags }),
  }
}
