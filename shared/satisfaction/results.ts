import type { UnitId } from '../agencies/unit.ts'
import type { QuestionnaireId } from './questionnaires.ts'
import { isConfirmed, type Survey } from './survey.ts'

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

function tallyKeyOf(survey: Survey): TallyKey {
  const { agency, desk, officer, questionnaire, version, at } = survey
  return { agency, month: at.slice(0, 7), desk, ...(officer === undefined ? {} : { officer }), questionnaire, version }
}

/** What one answer adds. */
export function addedBy(survey: Survey): readonly string[] {
  return [
    'n',
    `verdict:${survey.verdict}`,
    `way:${survey.way}`,
    ...(isConfirmed(survey) ? ['confirmed', `confirmed:${survey.verdict}`] : []),
    ...(survey.flags ?? []).map((flag) => `flag:${flag}`),
    ...((survey.flags ?? []).length > 0 ? ['flagged'] : []),
    ...Object.entries(survey.answers).map(([question, value]) => `${question}=${value}`),
    ...survey.reasons.map((reason) => `reason:${reason}`),
  ]
}

/** What the sums of a tally change by when an answer takes the place of another: the other's go out, and that it gave way is counted at its desk. */
export function changesBy(
  survey: Survey,
  instead: Survey | undefined,
): readonly { key: TallyKey; by: Readonly<Record<string, number>> }[] {
  const changes = new Map<string, { key: TallyKey; by: Record<string, number> }>()
  const add = (of: Survey, names: readonly string[], one: number) => {
    const key = tallyKeyOf(of)
    const known = changes.get(JSON.stringify(key)) ?? { key, by: {} }
    changes.set(JSON.stringify(key), known)
    for (const name of names) known.by[name] = (known.by[name] ?? 0) + one
  }
  add(survey, addedBy(survey), 1)
  if (instead) {
    add(instead, addedBy(instead), -1)
    add(instead, ['replaced', ...(instead.verdict === survey.verdict ? [] : ['contradicted'])], 1)
  }
  return [...changes.values()].map(({ key, by }) => ({
    key,
    by: Object.fromEntries(Object.entries(by).filter(([, change]) => change !== 0)),
  }))
}

/** Fewer answers than this are marked; fewer than the second are told without a share. Versioned by hand, no source. */
const smallBase = { marked: 30, withoutShare: 5 } as const

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
  /** The same without what came by a receipt's secret, at a kiosk or not. */
  confirmed: { answerCount: number; satisfied: Share; notSatisfied: Share }
  /** Answers by receipt that ask to be looked at; that gave way to a confirmed one; of these with another verdict. */
  audit: { flagged: number; replaced: number; contradicted: number }
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
      const of = (name: string): number => counts[name] ?? 0
      const answerCount = of('n')
      return [
        {
          agency: first.agency,
          ...(by === 'agency' ? {} : { desk: first.desk }),
          ...(by === 'officer' && first.officer !== undefined ? { officer: first.officer } : {}),
          answerCount,
          satisfied: shareOf(of('verdict:satisfied'), answerCount),
          notSatisfied: shareOf(of('verdict:not-satisfied'), answerCount),
          confirmed: {
            answerCount: of('confirmed'),
            satisfied: shareOf(of('confirmed:satisfied'), of('confirmed')),
            notSatisfied: shareOf(of('confirmed:not-satisfied'), of('confirmed')),
          },
          audit: { flagged: of('flagged'), replaced: of('replaced'), contradicted: of('contradicted') },
          counts,
        },
      ]
    })
}
