import type { Day } from '../calendar/day.ts'
import { reasonsOfDiscontent, sipasQuestions, threeLevelQuestions } from './questions.ts'

/** Yếu tố of SIPAS: what a question measures. `overall` is the answer that counts as satisfied or not. */
export type Factor = 'overall' | 'access' | 'procedure' | 'officer' | 'result' | 'feedback' | 'trips'

export interface Option {
  value: string
  text: string
  /** What the answer says of satisfaction; an option that only counts something (trips) says nothing. */
  says?: 'satisfied' | 'neutral' | 'not-satisfied'
}

export interface Question {
  id: string
  factor: Factor
  text: string
  required: boolean
  options: readonly Option[]
}

/** Phiếu khảo sát. A version speaks for the answers given between its days; an answer keeps the version it was given to. */
export interface Questionnaire {
  id: 'three-level' | 'sipas'
  version: number
  validFrom: Day
  validTo?: Day
  title: string
  source: string
  questions: readonly Question[]
  /** Offered where somebody is not satisfied: one at least must be named. */
  reasons: readonly { value: string; text: string }[]
  /** Calendar days after the end of a dossier in which it may be answered. */
  openDays: number
}

export type QuestionnaireId = Questionnaire['id']

export const questionnaires: readonly Questionnaire[] = [
  {
    id: 'three-level',
    version: 1,
    validFrom: '2018-06-21',
    title: 'Phiếu đánh giá mức độ hài lòng',
    source: 'Ba mức theo NĐ 61/2018/NĐ-CP; số ngày được trả lời là giả định, chưa xác minh',
    questions: threeLevelQuestions,
    reasons: reasonsOfDiscontent,
    openDays: 90,
  },
  {
    id: 'sipas',
    version: 1,
    validFrom: '2018-06-21',
    title: 'Phiếu khảo sát sự hài lòng theo năm yếu tố',
    source: 'Năm yếu tố SIPAS, năm mức; câu chữ là đề xuất, chưa xác minh với phiếu của Bộ Nội vụ',
    questions: sipasQuestions,
    reasons: reasonsOfDiscontent,
    openDays: 90,
  },
]

/** The version of a questionnaire that speaks on a day; the newest one where two do. */
export function questionnaireOn(
  id: QuestionnaireId,
  day: Day,
  all: readonly Questionnaire[] = questionnaires,
): Questionnaire | undefined {
  const speaking = all.filter(
    (one) => one.id === id && one.validFrom <= day && (one.validTo === undefined || day <= one.validTo),
  )
  return speaking.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]
}
