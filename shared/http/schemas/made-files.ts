import { figuresFileSchemas } from './figures.ts'
import { impactFileSchemas } from './impact.ts'
import { indexFileSchemas } from './indices.ts'
import { overdueFileSchemas } from './open-doors.ts'
import { ratingFileSchemas } from './ratings.ts'
import { reconciliationFileSchemas } from './reconciliation.ts'
import { correctionFileSchemas, issueFileSchemas, reportJobSchemas } from './report-files.ts'

/** Files that are made when they are asked for: one part of the bundle, loaded late. */
export const madeFileSchemas = {
  ...overdueFileSchemas,
  ...reconciliationFileSchemas,
  ...figuresFileSchemas,
  ...indexFileSchemas,
  ...reportJobSchemas,
  ...correctionFileSchemas,
  ...issueFileSchemas,
  ...impactFileSchemas,
  ...ratingFileSchemas,
}
