import type { Construct } from 'constructs'
import type { FunctionName, Functions } from './desk-functions.ts'
import { noticesQueue } from './message-partners.ts'
import { paymentsQueue } from './payment-partners.ts'
import { webhooksQueue } from './webhooks.ts'
import { WorkedQueue, type WorkedQueueProps } from './worked-queue.ts'

type Terms = Omit<WorkedQueueProps, 'bell' | 'setAside' | 'worker'>

/** The queues that stand for themselves, by their worker; those of money, notices, front ends and reports stand with their subjects. */
const terms = {
  transfers: {
    setting: 'TRANSFERS_QUEUE_URL',
    maxConcurrency: 10,
    // Four hours of a partner's silence; another dossier's waits for nobody.
    tries: 40,
    heading: 'Transfers set aside',
    whenItFails: 'A dossier stands in the next agency without anybody there being told; its due moment keeps running.',
  },
  'postal-returns': {
    setting: 'POSTAL_RETURNS_QUEUE_URL',
    maxConcurrency: 2,
    // Four hours of the post's silence; the alarms of the queue and of the post ring long before.
    tries: 40,
    heading: 'Postal returns set aside',
    whenItFails: 'A result stays at the counter; the applicant waits for a parcel never handed over.',
  },
  sheets: {
    setting: 'SHEETS_QUEUE_URL',
    maxConcurrency: 5,
    heading: 'Sheets set aside',
    whenItFails: 'An applicant has no printed receipt, request or notice, although the act was done and counts.',
  },
  search: {
    setting: 'SEARCH_QUEUE_URL',
    maxConcurrency: 4,
    heading: 'Search words set aside',
    whenItFails: 'A dossier is found by its code only, not by the names of its people.',
  },
  portal: {
    setting: 'PORTAL_QUEUE_URL',
    maxConcurrency: 4,
    // Four hours of the portal's silence; its own alarms ring long before.
    tries: 40,
    heading: 'Portal messages set aside',
    whenItFails: 'The national portal shows dossiers as they were: people handled in time are shown as late.',
  },
  imports: {
    setting: 'IMPORTS_QUEUE_URL',
    maxConcurrency: 2,
    heading: 'Imports set aside',
    whenItFails: 'A file of procedures was not taken in; the catalogue stays as it is.',
  },
  archives: {
    setting: 'ARCHIVES_QUEUE_URL',
    maxConcurrency: 2,
    heading: 'Archives set aside',
    whenItFails: 'Whoever asked for an archive of a dossier waits for it; the dossier itself goes on.',
  },
} satisfies Partial<Record<FunctionName, Terms>>

export interface DeskQueuesProps extends Pick<WorkedQueueProps, 'bell' | 'setAside'> {
  functions: Functions
}

/** Every queue with its worker, but that of reports. */
export function deskQueues(scope: Construct, { functions, ...worked }: DeskQueuesProps) {
  const queueOf = (name: keyof typeof terms) =>
    new WorkedQueue(scope, `${name}-queue`, { ...worked, ...terms[name], worker: functions[name] })
  return {
    transfers: queueOf('transfers'),
    'postal-returns': queueOf('postal-returns'),
    notices: noticesQueue(scope, { ...worked, worker: functions.notices }),
    sheets: queueOf('sheets'),
    payments: paymentsQueue(scope, { ...worked, worker: functions.payments }),
    search: queueOf('search'),
    portal: queueOf('portal'),
    webhooks: webhooksQueue(scope, { ...worked, worker: functions.webhooks }),
    imports: queueOf('imports'),
    archives: queueOf('archives'),
  }
}

export type DeskQueues = ReturnType<typeof deskQueues>
