import { httpHandler } from '../shared/aws/lambda.ts'
import { createMachines } from '../shared/aws/machines.ts'
import { createReports } from '../shared/aws/reports.ts'
import { reports } from '../shared/http/answers/reports.ts'
import { machineSchemas, staffSchemas } from '../shared/http/schemas/open-doors.ts'
import { serve } from '../shared/http/serve.ts'
import { lateObjects } from './wire-late.ts'
import { catalogueOn, once, settings, table, time } from './wiring.ts'

const desk = once(async () => {
  const all = table()
  const records = { reports: createReports(all), catalogue: catalogueOn(all), machines: createMachines(all) }
  return { ...time, ...records, objects: lateObjects() }
})

/** Báo cáo quá hạn, for officers and machines. */
export const handler = httpHandler(
  serve({
    serves: 'reports',
    answers: reports,
    schemas: { ...machineSchemas, ...staffSchemas },
    desk,
    issuers: { staff: settings.staffIssuer, machine: settings.staffIssuer },
  }),
)
