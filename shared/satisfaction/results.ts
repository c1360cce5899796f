import type { UnitId } from '../agencies/unit.ts'
import type { QuestionnaireId } from './questionnaires.ts'
import type { Survey } from './survey.ts'

/** Kết quả khảo sát of one desk and officer in one month: plain sums, so that any of them can be added up. */
export interface SurveyTally {
  agency: UnitId
  /** `2026-03`. */
  month: string
  desk: UnitId
  officer?: string
  questionnaire: QuestionnaireId
  version: number
  /** `n`, `verdict:satisfied`, `overall=5`, `reason:late`, `way:kiosk`: how often each was said. */
  counts: Readonly<Record<string, number>>
}

export type TallyKey = Omit<SurveyTally, 'counts'>

export function tallyKeyOf(survey: Survey): TallyKey {
  const { agency, desk, officer, questionnaire, version, at } = survey
  return { agency, month: at.slice(0, 7), desk, ...(officer === undefined ? {} : { officer }), questionnaire, version }
}

/** What one answer adds. */
export function addedBy(survey: Survey): readonly string[] {
  return [
    'n',
    `verdict:${survey.verdict}`,
    `way:${survey.way}`,
    ...Object.entries(survey.answers).map(([question, value]) => `${question}=${value}`),
    ...survey.reasons.map((reason) => `reason:${reason}`),
  ]
}

/** Fewer answers than this are marked; fewer than the second are told without a share. Versioned by hand, no source. */
export const smallBase = { marked: 30, withoutShare: 5 } as const

/** A share never stands without its base. */
export interface Share {
  of: number
  count: number
  /** Hundredths, rounded half up; absent where the base is too small to say anything. */
  percent?: number
  isSmall: boolean
}

export function shareOf(count: number, of: number): Share {
  const percent = of >= smallBase.withoutShare ? { percent: Math.floor((count * 10_000) / of + 0.5) / 100 } : {}
  return { of, count, ...percent, isSmall: of < smallBase.marked }
}

export interface SurveyResult {
  agency: UnitId
  desk?: UnitId
  officer?: string
  answerCount: number
  satisfied: Share
  notSatisfied: Share
  counts: Readonly<Record<string, number>>
}

export type ResultsBy = 'agency' | 'desk' | 'officer'

/** Adds tallies up per agency, desk or officer. Nobody is left out for having few answers: they are marked instead. */
export function resultsOf(tallies: readonly SurveyTally[], by: ResultsBy): readonly SurveyResult[] {
  const groups = Map.groupBy(tallies, ({ agency, desk, officer }) =>
    [agency, by === 'agency' ? '' : desk, by === 'officer' ? (officer ?? '') : ''].join('\n'),
  )
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const [first] = group
      if (!first) return []
      const counts: Record<string, number> = {}
      for (const tally of group)
        for (const [name, count] of Object.entries(tally.counts)) counts[name] = (counts[name] ?? 0) + count
      const answerCount = counts.n ?? 0
      return [
        {
          agency: first.agency,
          ...(by === 'agency' ? {} : { desk: first.desk }),
          ...(by === 'officer' && first.officer !== undefined ? { officer: first.officer } : {}),
          answerCount,
          satisfied: shareOf(counts['verdict:satisfied'] ?? 0, answerCount),
          notSatisfied: shareOf(counts['verdict:not-satisfied'] ?? 0, answerCount),
          counts,
        },
      ]
    })
}
