import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createIssues } from '../shared/aws/figures/issues.ts'
import { createReports } from '../shared/aws/figures/reports.ts'
import { scheduleHandler } from '../shared/aws/lambda/event-bridge.ts'
import { runOverdueReport } from '../shared/desk/reports/run-overdue-report.ts'
import { lazily } from '../shared/lazily.ts'
import { log } from '../shared/log.ts'
import { lateObjects } from './wire-late.ts'
import { doorbells } from './wire-workers.ts'
import { catalogueOn, settings, table } from './wiring.ts'

const desk = lazily(() => {
  const all = table()
  return {
    dossiers: createDossiers(all),
    reports: createReports(all),
    issues: createIssues(all),
    catalogue: catalogueOn(all),
    objects: lateObjects(),
    doorbells: doorbells(),
    province: settings.provinceCode,
  }
})

/** Báo cáo quá hạn. The moment is the planned one: a late or repeated run reports for its own morning. */
export const handler = scheduleHandler(async (at) => {
  const run = await runOverdueReport({ ...desk(), now: () => at })
  if (run === 'day-off') log({ job: 'overdue-report', outcome: run })
  else log({ job: 'overdue-report', outcome: 'reported', count: run.overdueCount + run.comingDueCount })
})
