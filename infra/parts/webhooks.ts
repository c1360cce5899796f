import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import type { AlarmBell } from './alarm-bell.ts'
import type { DeskFunction } from './function.ts'
import { watchPartner } from './partner-watch.ts'
import { WorkedQueue, type WorkedQueueProps } from './worked-queue.ts'

export interface WebhooksProps {
  stage: Stage
  bell: AlarmBell
  worker: DeskFunction
  /** Where machines say at which address they want to be told. */
  door: DeskFunction
}

/** Gọi báo: the hosts that front ends may have, and the alarm when one does not answer. */
export class Webhooks extends Construct {
  constructor(scope: Construct, id: string, { stage, bell, worker, door }: WebhooksProps) {
    super(scope, id)
    for (const fn of [worker, door]) fn.addEnvironment('WEBHOOK_HOSTS', stage.webhookHosts.join(','))
    watchPartner('webhooks-silent', {
      bell,
      partner: 'webhooks',
      // It calls nobody else: whichever circuit opens there is a front end's.
      says: [],
      callers: [worker],
      heading: 'A front end does not answer',
      whenItFails: 'People read old states on that front end; the look-up and the national portal are right.',
    })
  }
}

/** What front ends are told; each has groups of its own. */
export function webhooksQueue(scope: Construct, worked: Pick<WorkedQueueProps, 'bell' | 'setAside' | 'worker'>) {
  return new WorkedQueue(scope, 'webhooks-queue', {
    ...worked,
    setting: 'WEBHOOKS_QUEUE_URL',
    maxConcurrency: 4,
    // Four hours of a receiver's silence.
    tries: 27,
    heading: 'Webhooks set aside',
    whenItFails: 'A front end shows dossiers as they were, until it asks for them by itself.',
  })
}
