import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import type { AlarmBell } from './alarm-bell.ts'
import type { DeskFunction } from './function.ts'
import { NightlyRun } from './nightly-run.ts'
import type { PartnerKeys } from './partner-keys.ts'
import { watchPartner } from './partner-watch.ts'
import { openPaymentsTo } from './partners.ts'
import { WorkedQueue, type WorkedQueueProps } from './worked-queue.ts'

export interface PaymentPartnersProps {
  stage: Stage
  bell: AlarmBell
  partnerKeys: PartnerKeys
  functions: { paying: DeskFunction; payments: DeskFunction; 'payment-queries': DeskFunction }
  missed: IQueue
}

/** Who may speak to the gateways and the receipt office, the schedule that asks them, and the alarm when they are silent. */
export class PaymentPartners extends Construct {
  constructor(scope: Construct, id: string, { stage, bell, partnerKeys, functions, missed }: PaymentPartnersProps) {
    super(scope, id)
    const callers = [functions.paying, functions.payments, functions['payment-queries']]
    for (const fn of callers) {
      openPaymentsTo(fn, stage)
      partnerKeys.openToReading('payments', fn)
    }
    watchPartner('payments-silent', {
      bell,
      partner: 'payments',
      // They call no other partner: whichever circuit opens there is one of these.
      says: [],
      callers,
      heading: 'The payment partners are silent',
      whenItFails:
        'Nobody can pay online by that gateway, or receipts are not issued; what was paid is asked for later.',
    })
    new NightlyRun(this, 'payment-queries-run', {
      fn: functions['payment-queries'],
      when: 'rate(5 minutes)',
      missed,
      retries: 0,
      withinSeconds: 300,
    })
  }
}

/** What acts did with money: its book, its receipts, what has to go back. */
export function paymentsQueue(scope: Construct, worked: Pick<WorkedQueueProps, 'bell' | 'setAside' | 'worker'>) {
  return new WorkedQueue(scope, 'payments-queue', {
    ...worked,
    setting: 'PAYMENTS_QUEUE_URL',
    maxConcurrency: 2,
    // Four hours of a gateway's or the receipt office's silence.
    tries: 40,
    heading: 'Payments set aside',
    whenItFails: 'A payer has no electronic receipt, or waits for money that has to go back.',
  })
}
