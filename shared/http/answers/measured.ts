import { impactAnswers } from './impact.ts'
import { leagueAnswers } from './league.ts'

/** How agencies stand beside each other, and what procedures cost those who carry them out: one part of the bundle, loaded late. */
export const measured = { ...leagueAnswers, ...impactAnswers }
