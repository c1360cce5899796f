import { FilterPattern } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { type AlarmBell, fiveMinutes } from './alarm-bell.ts'
import type { FunctionName } from './desk-functions.ts'
import type { DeskFunction } from './function.ts'
import { NightlyRun } from './nightly-run.ts'
import { watchPartner } from './partner-watch.ts'
import { PortalWatch } from './portal-watch.ts'

export interface PartnerWatchesProps {
  bell: AlarmBell
  functions: Record<FunctionName, DeskFunction>
  missed: IQueue
}

/** An alarm for each partner that falls silent, and the clocks by which partners are asked. */
export function watchPartners(scope: Construct, { bell, functions, missed }: PartnerWatchesProps) {
  watchPartner('post-silent', {
    bell,
    partner: 'post',
    callers: [functions['postal-returns'], functions['postal-tracking']],
    heading: 'The post is silent',
    whenItFails: 'Results wait at the counter, and nobody sees where parcels are.',
  })
  watchPartner('portal-silent', {
    bell,
    partner: 'portal',
    // It calls nobody else: the circuit of the catalogues is the portal's too.
    says: [],
    callers: [functions.portal],
    heading: 'The national portal is silent',
    whenItFails: 'The national portal shows dossiers as they were; the delay is noted as not of the officers’ making.',
  })
  watchPartner('tax-office-silent', {
    bell,
    partner: 'tax-office',
    callers: [functions.transfers, functions['partner-answers']],
    heading: 'The tax office is silent',
    whenItFails: 'Land dossiers wait without anybody knowing what is owed; their due moments keep running.',
  })
  watchPartner('letters-silent', {
    bell,
    partner: 'letters',
    callers: [functions.transfers, functions['partner-answers']],
    heading: 'The axis of documents is silent',
    whenItFails: 'Papers for another level are not sent, and nobody sees what has arrived; due moments keep running.',
  })
  watchMail(bell, [functions.notices, functions.transfers])
  const short = bell.hears('waybills-short', {
    fn: functions['postal-tracking'],
    pattern: FilterPattern.stringValue('$.metric', '=', 'waybills-short'),
    metric: 'waybills-short',
    value: '$.value',
  })
  bell.ringsFor('waybills-low', {
    heading: 'Item numbers of the post run low',
    whenItFails: 'Soon the post numbers parcels itself: a receipt shows no item number until the post has answered.',
    metric: short.metric({ statistic: 'Maximum', period: fiveMinutes }),
    above: 0,
  })
  new NightlyRun(scope, 'postal-tracking-run', {
    fn: functions['postal-tracking'],
    when: 'rate(5 minutes)',
    missed,
    retries: 0,
    withinSeconds: 300,
  })
  new NightlyRun(scope, 'partner-answers-run', {
    fn: functions['partner-answers'],
    when: 'rate(10 minutes)',
    missed,
    retries: 0,
    withinSeconds: 600,
  })
  new PortalWatch(scope, 'portal-watch-run', { fn: functions['portal-watch'], missed, bell })
}

/** The mail has no circuit: a mail is handed over once, and what was not taken says so in its worker's log. */
function watchMail(bell: AlarmBell, callers: readonly DeskFunction[]) {
  const [heard] = callers.map((fn) =>
    bell.hears(`mail-silent-${fn.node.id}`, {
      fn,
      pattern: FilterPattern.allTerms('failed', '(the mail)'),
      metric: 'mail-silent',
    }),
  )
  if (heard)
    bell.ringsFor('mail-silent', {
      heading: 'The mail is silent',
      whenItFails: 'Applicants and agencies are told late by mail; SMS and chat go out, and work lists are right.',
      metric: heard.metric({ statistic: 'Sum', period: fiveMinutes }),
      above: 3,
    })
}
