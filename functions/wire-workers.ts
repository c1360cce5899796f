import { openQueues } from '../shared/aws/clients.ts'
import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createDoorbells } from '../shared/aws/sending/doorbells.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { log } from '../shared/log.ts'
import { catalogueOn, digests, settings, table, time } from './wiring.ts'

/** What a queue's worker needs to move dossiers. */
export async function workerDesk() {
  const all = table()
  return {
    ...time,
    dossiers: createDossiers(all, log),
    marks: createMarks(all),
    catalogue: catalogueOn(all),
    digests: await digests(),
    province: settings.provinceCode,
  }
}

/** Each queue is asked for by its address only when it is rung. */
export function doorbells() {
  const urls = {
    transfers: () => settings.transfersQueueUrl,
    'postal-returns': () => settings.postalReturnsQueueUrl,
    notices: () => settings.noticesQueueUrl,
    search: () => settings.searchQueueUrl,
    imports: () => settings.importsQueueUrl,
    archives: () => settings.archivesQueueUrl,
    reporting: () => settings.reportingQueueUrl,
    sheets: () => settings.sheetsQueueUrl,
    portal: () => settings.portalQueueUrl,
    payments: () => settings.paymentsQueueUrl,
    webhooks: () => settings.webhooksQueueUrl,
  }
  return createDoorbells({ sqs: openQueues(), urlOf: (queue) => urls[queue]() })
}
