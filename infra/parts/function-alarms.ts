import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { type AlarmBell, fiveMinutes } from './alarm-bell.ts'
import type { FunctionName } from './desk-functions.ts'
import type { DeskFunction } from './function.ts'
import type { DoorRoute } from './http-door.ts'

const whoSuffers = {
  intake: 'Citizens cannot submit, and counters cannot open dossiers.',
  processing: 'Officers cannot act on dossiers; due moments keep running.',
  lookup: 'Applicants cannot see where their dossier stands.',
  catalogue: 'Nobody can read which papers and fees a procedure asks for.',
  reports: 'Leaders cannot open the overdue lists.',
  operations: 'Dead letters cannot be looked at or sent again over the API; the command still can.',
  printing: 'Counters cannot print a control sheet or a reprint, and nobody can open a printed sheet.',
  keeping: 'Administrators cannot import, publish or suspend procedures; dossiers go on.',
  imports: 'An import stands still; what it had taken in stays.',
  'scan-verdict': 'Scans stay in quarantine, and their dossiers cannot be accepted.',
  outbox: 'Dossiers passed on are announced ten minutes late at best.',
  'outbox-sweep': 'What the stream lost is announced by nobody.',
  counting: 'Reports and the public page stand still at the last figures that were counted.',
  'counting-sweep': 'What the stream lost is in no figure until the next night.',
  transfers: 'The receiving agency is not told of dossiers that wait for it.',
  'postal-returns': 'A result stays at the counter; the applicant waits for a parcel never handed over.',
  'postal-tracking': 'Delivered parcels still count as on their way; undelivered ones are not called back.',
  sheets: 'Applicants leave without a receipt that they can check; officers print it by hand from the counter.',
  notices: 'Applicants are not told what happens to their dossiers, nor agencies what is overdue.',
  paying: 'Nobody can pay online; gateways repeat their calls for days.',
  payments: 'Payers have no electronic receipt, and refunds wait.',
  'payment-queries': 'Dossiers whose payment was never called in wait for money that was paid.',
  'overdue-report': 'There is no overdue list this morning.',
  'supplement-deadlines':
    'Requests for papers run out without any officer being told to end the dossier; nobody looks for lost parcels.',
  'calendar-recount': 'Due moments stay as they were before a storm closed the offices; nobody is told that they move.',
  'care-for-files': 'A damaged file is noticed only when somebody opens it; orphans keep lying there.',
  'audit-bill': 'What was done since the last bill could be rewritten unseen.',
  organisation: 'Nobody can put an officer to a desk, announce a merger or change a workflow.',
  'partner-answers':
    'Payers are not told what they owe for land, and nobody learns that a slip was never acknowledged.',
  portal: 'The national portal shows dossiers as they were, and calls them late.',
  'portal-watch': 'Nobody sees how far the national portal is behind, and nothing is compared with it.',
  webhooks: 'Front ends that asked to be told show dossiers as they were.',
  satisfaction: 'Applicants cannot answer a survey or send feedback, and no feedback is answered; dossiers go on.',
  indices: 'Heads cannot read the indices of their agency or enter by hand what is missing in them; dossiers go on.',
  search: 'Officers do not find new dossiers by the names of their people.',
  're-home': 'Dossiers of a unit that has ended lie on desks where nobody works any more.',
  reporting: 'Leaders wait for a report they asked for, and for the reports of the month.',
  archives: 'Whoever asked for an archive of a dossier waits for it.',
  'set-aside': 'Dead letters pile up and are lost after 14 days.',
} satisfies Record<FunctionName, string>

/** Their queues' own alarms tell of them. */
const behindQueues: readonly FunctionName[] = [
  'transfers',
  'postal-returns',
  'sheets',
  'notices',
  'search',
  'imports',
  'archives',
  'reporting',
  'portal',
  'payments',
  'webhooks',
]

/**
 * One alarm for each function whose failing nobody else would notice; one for all together, one for a full account, one for
 * the door itself. Noticed are those behind a queue, whose letters grow old or die, and those behind the door.
 */
export function watchFunctions(
  bell: AlarmBell,
  functions: Record<FunctionName, DeskFunction>,
  routes: readonly DoorRoute[],
  api: HttpApi,
) {
  const noticed = new Set<string>([...routes.map(({ serves }) => serves), ...behindQueues])
  const suffering: Record<string, string> = whoSuffers
  for (const [name, fn] of Object.entries(functions).filter(([one]) => !noticed.has(one))) {
    bell.ringsFor(`${name}-errors`, {
      heading: `Function ${name} fails`,
      whenItFails: suffering[name] ?? '',
      metric: fn.metricErrors({ period: fiveMinutes, statistic: 'Sum' }),
    })
  }
  bell.ringsFor('errors', {
    heading: 'Functions fail',
    whenItFails:
      'A function behind the door or a queue throws: somebody sees an error page, or a message is tried again.',
    metric: LambdaFunction.metricAllErrors({ period: fiveMinutes, statistic: 'Sum' }),
  })
  bell.ringsFor('throttles', {
    heading: 'Functions throttled',
    whenItFails: 'The account runs as many functions as it may: citizens and officers are turned away at random.',
    metric: LambdaFunction.metricAllThrottles({ period: fiveMinutes, statistic: 'Sum' }),
  })
  bell.ringsFor('server-errors', {
    heading: 'The API answers with errors',
    whenItFails: 'Citizens and officers see an error page instead of their dossier.',
    metric: api.metricServerError({ period: fiveMinutes, statistic: 'Sum' }),
    above: 5,
  })
}
