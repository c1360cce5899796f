import type { Feedback } from '../../shared/satisfaction/feedback.ts'
import { changesBy, type SurveyTally } from '../../shared/satisfaction/results.ts'
import type { Survey } from '../../shared/satisfaction/survey.ts'
import type { SurveyLine, Surveys } from '../../shared/satisfaction/surveys.ts'
import { copy, pageAfter } from './copy.ts'

export function memorySurveys(): Surveys {
  const answers = new Map<string, Survey>()
  const gaveWay = new Map<string, Survey>()
  const from = new Map<string, Set<string>>()
  const tallies = new Map<string, SurveyTally>()
  const filed = new Map<string, Feedback>()
  const shown = new Map<string, Feedback>()
  const keyOf = ({ agency, id }: Pick<Feedback, 'agency' | 'id'>) => `${agency}#${id}`
  const wordsOf = ({ dossier, id }: Feedback) => `${dossier}#${id.split(':').at(-1)}`
  const file = (feedback: Feedback) => {
    const isSame = (one: Feedback) => one.from === 'direct' && wordsOf(one) === wordsOf(feedback)
    if (filed.has(keyOf(feedback)) || (feedback.from === 'direct' && [...filed.values()].some(isSame))) return false
    filed.set(keyOf(feedback), copy(feedback))
    return true
  }
  const ofAgency = (all: Map<string, Feedback>, agency: string) =>
    [...all.values()].filter((feedback) => feedback.agency === agency)
  return {
    async answer(survey, feedback, instead) {
      const there = answers.get(survey.dossier)
      if (instead ? there?.at !== instead.at || there.way !== instead.way : there) return 'answered-already'
      answers.set(survey.dossier, copy(survey))
      if (instead) gaveWay.set(survey.dossier, copy(instead))
      for (const { key, by } of changesBy(survey, instead)) {
        const name = JSON.stringify(key)
        const counts = { ...tallies.get(name)?.counts }
        for (const [one, change] of Object.entries(by)) counts[one] = (counts[one] ?? 0) + change
        tallies.set(name, { ...key, counts })
      }
      if (feedback) file(feedback)
      return 'kept'
    },
    replaced: async (dossier) => copy(gaveWay.get(dossier)),
    async fromAddress(address, agency, day, of) {
      const name = `${agency}#${day}#${address}`
      const all = (from.get(name) ?? new Set()).add(of)
      from.set(name, all)
      return all.size
    },
    ofDossier: async (dossier) => copy(answers.get(dossier)),
    tallies: async (agency, from, to) =>
      [...tallies.values()]
        .filter((tally) => tally.agency === agency && from <= tally.month && tally.month <= to)
        .map(copy),
    async lines(agency, month, limit, after) {
      const own = [...answers.values()].filter((one) => one.agency === agency && one.at.startsWith(month))
      const lines = own.map(({ dossier, at, verdict }): SurveyLine => ({ dossier, at, verdict }))
      return pageAfter(lines, ({ dossier }) => dossier, limit, after)
    },
    feedbackAbout: async (dossier) =>
      copy([...filed.values()].filter((one) => one.dossier === dossier).sort((a, b) => (a.id < b.id ? -1 : 1))),
    file: async (feedback) => file(feedback),
    feedback: async (agency, id) => copy(filed.get(keyOf({ agency, id }))),
    feedbackOf: async (agency, limit, after) =>
      pageAfter(ofAgency(filed, agency), ({ id }) => id, limit, after, 'falling'),
    async move(next) {
      if (filed.get(keyOf(next))?.version !== next.version - 1) return 'overtaken'
      filed.set(keyOf(next), copy(next))
      if (next.state === 'published') shown.set(keyOf(next), copy(next))
      return 'moved'
    },
    published: async (agency, limit, after) =>
      pageAfter(ofAgency(shown, agency), ({ id }) => id, limit, after, 'falling'),
  }
}
