import { corrections } from './corrections.ts'
import { reconciliationDoors } from './reconciliation.ts'
import { issueDoors } from './report-files.ts'

/** Issues of reports, what was corrected since, and reconciliations: one part of the bundle, loaded late. */
export const keptReports = { ...issueDoors, ...corrections, ...reconciliationDoors }
