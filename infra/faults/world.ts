import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { SQSClient } from '@aws-sdk/client-sqs'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { createBills } from '../../shared/aws/buckets/bills.ts'
import { createLongTexts } from '../../shared/aws/buckets/long-texts.ts'
import { createObjects } from '../../shared/aws/buckets/objects.ts'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import { createImports } from '../../shared/aws/catalogue/imports.ts'
import { createMachines } from '../../shared/aws/catalogue/machines.ts'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createPrints } from '../../shared/aws/dossiers/prints.ts'
import { createScans } from '../../shared/aws/dossiers/scans.ts'
import { createSearchWords } from '../../shared/aws/dossiers/search-words.ts'
import { createCounters } from '../../shared/aws/figures/counters.ts'
import { createIssues } from '../../shared/aws/figures/issues.ts'
import { createReports } from '../../shared/aws/figures/reports.ts'
import { createDigests } from '../../shared/aws/keys/digests.ts'
import { createPayments } from '../../shared/aws/money/payments.ts'
import { createAgencyNotices } from '../../shared/aws/sending/agency-notices.ts'
import { createDoorbells } from '../../shared/aws/sending/doorbells.ts'
import { createMarks } from '../../shared/aws/sending/marks.ts'
import { createNotices } from '../../shared/aws/sending/notices.ts'
import { createOutbox } from '../../shared/aws/sending/outbox.ts'
import { createSubscriptions } from '../../shared/aws/sending/subscriptions.ts'
import { createSyncLedger } from '../../shared/aws/sending/sync-ledger.ts'
import { instantOf } from '../../shared/calendar/day.ts'
import { credentials, region } from '../local/account.ts'
import type { Clock } from '../local/clock.ts'
import { keepSecrets } from '../local/secrets.ts'
import type { Endpoints } from '../local/stack.ts'
import type { Model } from '../local/templates/model.ts'

export type World = ReturnType<typeof openWorld>

export interface WorldOptions {
  model: Model
  endpoints: Endpoints
  dataDir: string
  clock: Clock
  /** Told which queue something is put on. */
  rung: (queueUrl: string) => void
}

/** The ports on the embedded stores, for people at their desks: what they do is not what is tried here. */
export function openWorld({ model, endpoints, dataDir, clock, rung }: WorldOptions) {
  const told = (name: string): string => {
    const value = model.functions.map(({ environment }) => environment[name]).find((text) => text !== undefined)
    if (value === undefined) throw new Error(`no function is told ${name}`)
    return value
  }
  const secrets = keepSecrets(join(dataDir, 'secrets.json'))
  const client = { region, credentials }
  const dynamodb = new DynamoDBClient({ ...client, endpoint: endpoints.dynamodb })
  const s3 = new S3Client({
    ...client,
    endpoint: endpoints.s3,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const sqs = new SQSClient({ ...client, endpoint: endpoints.sqs, useQueueUrlAsEndpoint: false })
  const db = DynamoDBDocumentClient.from(dynamodb, { marshallOptions: { removeUndefinedValues: true } })
  const table = { db, name: told('TABLE_NAME') }
  const cleanBucket = told('CLEAN_BUCKET')
  const catalogueBucket = told('CATALOGUE_BUCKET')
  const quarantineBucket = told('QUARANTINE_BUCKET')
  return {
    table,
    dynamodb,
    sqs,
    s3,
    quarantineBucket,
    catalogueBucket,
    dossiers: createDossiers(table),
    scans: createScans(table),
    marks: createMarks(table),
    notices: createNotices(table),
    agencyNotices: createAgencyNotices(table),
    counters: createCounters(table),
    syncLedger: createSyncLedger(table),
    subscriptions: createSubscriptions(table),
    machines: createMachines(table),
    outbox: createOutbox(table),
    prints: createPrints(table),
    reports: createReports(table),
    issues: createIssues(table),
    searchWords: createSearchWords(table),
    catalogue: createCatalogue({ ...table, texts: createLongTexts({ s3, catalogueBucket }) }),
    imports: createImports({ ...table, s3, catalogueBucket }),
    objects: createObjects({ s3, quarantineBucket, cleanBucket }),
    bills: createBills({ s3, auditBucket: told('AUDIT_BUCKET') }),
    doorbells: createDoorbells({
      sqs,
      urlOf: (queue) => {
        const url = told(`${queue.replaceAll('-', '_').toUpperCase()}_QUEUE_URL`)
        rung(url)
        return url
      },
    }),
    digests: createDigests(secrets),
    payments: createPayments(table),
    paymentsSecret: secrets.paymentsSecret,
    postKeys: { key: secrets.vnpostKey, secret: secrets.vnpostSecret },
    now: () => instantOf(new Date(clock.now())),
    pause: async () => {},
    chance: () => 0.5,
    province: told('PROVINCE_CODE'),
    close() {
      dynamodb.destroy()
      s3.destroy()
      sqs.destroy()
    },
  }
}
