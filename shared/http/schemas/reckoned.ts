import { figuresSchemas, traceSchemas } from './figures.ts'
import { impactSchemas } from './impact.ts'
import { leagueSchemas } from './league.ts'
import { reconciliationSchemas } from './reconciliation.ts'
import { correctionSchemas, issueSchemas } from './report-files.ts'

/** Whatever is reckoned from what was counted: one part of the bundle, loaded late. */
export const reckonedSchemas = {
  ...figuresSchemas,
  ...traceSchemas,
  ...leagueSchemas,
  ...impactSchemas,
  ...reconciliationSchemas,
  ...issueSchemas,
  ...correctionSchemas,
}
