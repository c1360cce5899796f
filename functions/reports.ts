import { createMachines } from '../shared/aws/catalogue/machines.ts'
import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createPrints } from '../shared/aws/dossiers/prints.ts'
import { createCounters } from '../shared/aws/figures/counters.ts'
import { createIssues } from '../shared/aws/figures/issues.ts'
import { createReports } from '../shared/aws/figures/reports.ts'
import { httpHandler } from '../shared/aws/lambda/http.ts'
import { createPayments } from '../shared/aws/money/payments.ts'
import { createSyncLedger } from '../shared/aws/sending/sync-ledger.ts'
import { reports } from '../shared/http/answers/reports.ts'
import { later } from '../shared/http/schemas/later.ts'
import { machineSchemas, staffSchemas } from '../shared/http/schemas/open-doors.ts'
import { serve } from '../shared/http/serve.ts'
import { lateObjects } from './wire-late.ts'
import { catalogueOn, once, settings, table, time } from './wiring.ts'

const desk = once(async () => {
  const all = table()
  const records = {
    reports: createReports(all),
    issues: createIssues(all),
    payments: createPayments(all),
    counters: createCounters(all),
    dossiers: createDossiers(all),
    prints: createPrints(all),
    syncLedger: createSyncLedger(all),
    catalogue: catalogueOn(all),
    machines: createMachines(all),
  }
  return { ...time, ...records, objects: lateObjects(), province: settings.provinceCode }
})

/** Báo cáo quá hạn and figures, for officers and machines. */
export const handler = httpHandler(
  serve({
    serves: 'reports',
    answers: reports,
    schemas: {
      ...machineSchemas,
      ...staffSchemas,
      ...later(
        [
          'listFigures',
          'readFigures',
          'traceFigures',
          'listLate',
          'publicOverdue',
          'league',
          'readImpact',
          'listReconciliations',
          'readReconciliation',
          'listIssues',
          'readIssue',
          'readCorrections',
        ],
        async () => (await import('../shared/http/schemas/reckoned.ts')).reckonedSchemas,
      ),
    },
    desk,
    issuers: { staff: settings.staffIssuer, machine: settings.staffIssuer },
  }),
)
