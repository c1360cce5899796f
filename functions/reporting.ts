import { queueHandler } from '../shared/aws/lambda/queue.ts'
import { keepIssues } from '../shared/desk/reports/keep-issues.ts'
import { workReport } from '../shared/desk/reports/work-report.ts'
import { workLetter } from '../shared/desk/set-asides/set-aside.ts'
import { log } from '../shared/log.ts'
import { drawingDesk } from './wire-sheets.ts'

/** Lập báo cáo: files somebody asked for, and the issues of each month. */
export const handler = queueHandler(async (body, meta) => {
  const all = await drawingDesk()
  await workLetter(all, { ...meta, body }, ['report', 'issues'], async (message) => {
    if (message.kind === 'report') {
      const outcome = await workReport(all, message.id)
      log({ job: 'reporting', code: message.id, outcome })
      return outcome
    }
    const count = await keepIssues(all, message.agency, message.month)
    log({ job: 'reporting', code: message.agency, outcome: 'issues', count })
    return 'done'
  })
})
