import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { edgeWord } from './edge-stack.ts'
import { AlarmBell } from './parts/alarm-bell.ts'
import { CalendarWatch } from './parts/calendar-watch.ts'
import { Counting } from './parts/counting.ts'
import { DailyBill } from './parts/daily-bill.ts'
import { type DeskCode, deskFunctions } from './parts/desk-functions.ts'
import { FileCare } from './parts/file-care.ts'
import { watchFunctions } from './parts/function-alarms.ts'
import { type DoorRoute, HttpDoor } from './parts/http-door.ts'
import { MailEvents } from './parts/mail-events.ts'
import { MessagePartners, noticesQueue } from './parts/message-partners.ts'
import { NightlyRun } from './parts/nightly-run.ts'
import { Outbox } from './parts/outbox.ts'
import { watchPartners } from './parts/partner-watches.ts'
import { openFileLinksTo, openMailTo, openPartnersTo } from './parts/partners.ts'
import { PaymentPartners, paymentsQueue } from './parts/payment-partners.ts'
import { openReporting } from './parts/reporting.ts'
import { VerdictRule } from './parts/verdict-rule.ts'
import { Webhooks, webhooksQueue } from './parts/webhooks.ts'
import { WorkedQueue } from './parts/worked-queue.ts'
import type { RecordsStack } from './records-stack.ts'
import type { Stage } from './stages.ts'

export interface DeskStackProps extends StackProps {
  stage: Stage
  records: RecordsStack
  /** Where the alarms stand. */
  watch: Stack
  routes: readonly DoorRoute[]
  code: DeskCode
}

/** What may be replaced any day: the door, the functions, the queues, the clock. */
export class DeskStack extends Stack {
  constructor(scope: Construct, id: string, props: DeskStackProps) {
    super(scope, id, props)
    const { stage, code } = props
    const { table, scans, catalogue, streamFailures, staff, keyring, partnerKeys, bills } = props.records
    const bell = new AlarmBell(this, 'bell', { stage, key: props.records.key, watch: props.watch })
    const { functions, setAside, missed } = deskFunctions(this, { stage, bell, code })

    const worked = { bell, setAside }
    const transfers = new WorkedQueue(this, 'transfers-queue', {
      ...worked,
      setting: 'TRANSFERS_QUEUE_URL',
      worker: functions.transfers,
      maxConcurrency: 10,
      // Four hours of a partner's silence; another dossier's waits for nobody.
      tries: 40,
      heading: 'Transfers set aside',
      whenItFails:
        'A dossier stands in the next agency without anybody there being told; its due moment keeps running.',
    })
    const postalReturns = new WorkedQueue(this, 'postal-returns-queue', {
      ...worked,
      setting: 'POSTAL_RETURNS_QUEUE_URL',
      worker: functions['postal-returns'],
      maxConcurrency: 2,
      // Four hours of the post's silence; the alarms of the queue and of the post ring long before.
      tries: 40,
      heading: 'Postal returns set aside',
      whenItFails: 'A result stays at the counter; the applicant waits for a parcel never handed over.',
    })
    const notices = noticesQueue(this, { ...worked, worker: functions.notices })

    const sheets = new WorkedQueue(this, 'sheets-queue', {
      ...worked,
      setting: 'SHEETS_QUEUE_URL',
      worker: functions.sheets,
      maxConcurrency: 5,
      heading: 'Sheets set aside',
      whenItFails: 'An applicant has no printed receipt, request or notice, although the act was done and counts.',
    })
    const payments = paymentsQueue(this, { ...worked, worker: functions.payments })
    const search = new WorkedQueue(this, 'search-queue', {
      ...worked,
      setting: 'SEARCH_QUEUE_URL',
      worker: functions.search,
      maxConcurrency: 4,
      heading: 'Search words set aside',
      whenItFails: 'A dossier is found by its code only, not by the names of its people.',
    })

    const portal = new WorkedQueue(this, 'portal-queue', {
      ...worked,
      setting: 'PORTAL_QUEUE_URL',
      worker: functions.portal,
      maxConcurrency: 4,
      // Four hours of the portal's silence; its own alarms ring long before.
      tries: 40,
      heading: 'Portal messages set aside',
      whenItFails: 'The national portal shows dossiers as they were: people handled in time are shown as late.',
    })

    const webhooks = webhooksQueue(this, { ...worked, worker: functions.webhooks })
    const imports = new WorkedQueue(this, 'imports-queue', {
      ...worked,
      setting: 'IMPORTS_QUEUE_URL',
      worker: functions.imports,
      maxConcurrency: 2,
      heading: 'Imports set aside',
      whenItFails: 'A file of procedures was not taken in; the catalogue stays as it is.',
    })

    const archives = new WorkedQueue(this, 'archives-queue', {
      ...worked,
      setting: 'ARCHIVES_QUEUE_URL',
      worker: functions.archives,
      maxConcurrency: 2,
      heading: 'Archives set aside',
      whenItFails: 'Whoever asked for an archive of a dossier waits for it; the dossier itself goes on.',
    })

    openReporting(this, { ...worked, functions, scans })

    for (const fn of [functions.catalogue, functions.reports]) table.openToReading(fn)
    for (const name of writers) table.openToWriting(functions[name])
    table.openToWritingUnder(functions.lookup, writtenInTheOpen.lookup)
    table.openToWritingUnder(functions.satisfaction, writtenInTheOpen.satisfaction)
    for (const name of keyHolders) keyring.openToReading(functions[name])
    for (const name of catalogueReaders) catalogue.openToReading(functions[name])
    for (const fn of [functions.intake, functions.processing, functions.indices]) {
      scans.openToUploading(fn)
      scans.openToReading(fn)
    }
    for (const fn of [functions.keeping, functions.imports]) catalogue.openToWriting(fn)
    for (const fn of [functions.keeping, functions.operations]) imports.openToSending(fn)
    for (const fn of [functions.printing, functions.operations]) archives.openToSending(fn)
    scans.openToPacking(functions.archives)
    scans.openArchivesToReading(functions.printing)
    bills.openToReading(functions.archives)
    bills.openToChecking(functions.archives)
    scans.openReportsToReading(functions.reports)
    for (const fn of [functions.sheets, functions.printing]) {
      scans.openSheetsToWriting(fn)
      fn.addEnvironment('LOOK_UP_ADDRESS', stage.lookUpAddress)
    }
    scans.openToJudging(functions['scan-verdict'])
    for (const fn of [functions['overdue-report'], functions['payment-queries']]) scans.openReportsToWriting(fn)
    for (const fn of [functions.outbox, functions['outbox-sweep'], functions.operations])
      for (const queue of [transfers, postalReturns, notices, sheets, search, portal, payments, webhooks])
        queue.openToSending(fn)
    postalReturns.openToSending(functions['postal-tracking'])
    for (const fn of [functions['overdue-report'], functions['calendar-recount']]) notices.openToSending(fn)
    sheets.openToSending(functions.notices)
    const { configurationSet } = new MailEvents(this, 'mail-events', { stage, queue: notices.queue })
    for (const fn of [functions.notices, functions.transfers]) openMailTo(fn, stage, configurationSet)
    openPartnersTo(functions, stage, partnerKeys)
    for (const fn of [functions.portal, functions['portal-watch']]) portal.openToSending(fn)
    for (const fn of [functions.portal, functions.transfers]) scans.openToReading(fn)
    scans.openToFetching(functions.transfers)

    new MessagePartners(this, 'message-partners', { stage, bell, partnerKeys, fn: functions.notices })
    new PaymentPartners(this, 'payment-partners', { stage, bell, partnerKeys, functions, missed: missed.runs })

    new Webhooks(this, 'webhooks-watch', { stage, bell, worker: functions.webhooks, door: functions.operations })
    watchPartners(this, { bell, functions, missed: missed.runs })

    if (stage.shield) {
      const word = edgeWord(this)
      for (const name of new Set(props.routes.map(({ serves }) => serves)))
        functions[name].addEnvironment('EDGE_WORD', word)
    }
    const { api } = new HttpDoor(this, 'door', { stage, staff, routes: props.routes, servants: functions })
    new VerdictRule(this, 'verdicts', {
      quarantine: scans.quarantine,
      fn: functions['scan-verdict'],
      missed: missed.verdicts,
    })
    new Outbox(this, 'outbox-door', {
      table,
      fn: functions.outbox,
      sweep: functions['outbox-sweep'],
      failures: streamFailures,
      missed: missed.runs,
      bell,
    })
    new Counting(this, 'counting-door', {
      table,
      fn: functions.counting,
      sweep: functions['counting-sweep'],
      failures: streamFailures,
      missed: missed.runs,
      bell,
    })
    new NightlyRun(this, 'overdue-report-run', {
      fn: functions['overdue-report'],
      when: 'cron(30 6 * * ? *)',
      missed: missed.runs,
      retries: 5,
      withinSeconds: 3600,
    })
    new NightlyRun(this, 're-home-run', {
      fn: functions['re-home'],
      when: 'rate(10 minutes)',
      missed: missed.runs,
      retries: 0,
      withinSeconds: 600,
    })
    new NightlyRun(this, 'supplement-deadlines-run', {
      fn: functions['supplement-deadlines'],
      when: 'cron(0 1 * * ? *)',
      missed: missed.runs,
      retries: 5,
      withinSeconds: 3600,
    })
    new CalendarWatch(this, 'calendar-watch', {
      fn: functions['calendar-recount'],
      missed: missed.runs,
      bell,
    })
    new FileCare(this, 'file-care', {
      fn: functions['care-for-files'],
      table,
      scans,
      missed: missed.runs,
      bell,
    })
    new DailyBill(this, 'daily-bill', { fn: functions['audit-bill'], table, bills, missed: missed.runs, bell })
    watchFunctions(bell, functions, props.routes, api)
    const name = stage.shield?.name ?? stage.domain?.name
    const address = name === undefined ? api.apiEndpoint : `https://${name}`
    openFileLinksTo(functions, stage, partnerKeys, address)
    new CfnOutput(this, 'ApiUrl', { value: address })
  }
}

/** What the doors at which nobody is signed in write, by the beginning of its key: tries, and for surveys what is said there. */
const writtenInTheOpen = {
  lookup: ['TRIED'],
  satisfaction: ['TRIED', 'SURVEY', 'SURVEYS', 'SURVEY-TALLY', 'SURVEY-FROM', 'FEEDBACK', 'PUBLISHED', 'READS'],
} as const

const writers = [
  ...(['indices', 'intake', 'processing'] as const),
  'scan-verdict',
  'outbox',
  'outbox-sweep',
  'counting',
  'transfers',
  'postal-returns',
  'postal-tracking',
  'paying',
  'payments',
  'payment-queries',
  'notices',
  'sheets',
  'printing',
  'overdue-report',
  're-home',
  'supplement-deadlines',
  'calendar-recount',
  'search',
  'portal',
  'portal-watch',
  'webhooks',
  'partner-answers',
  'organisation',
  'set-aside',
  'operations',
  'keeping',
  'imports',
  'archives',
  'reporting',
] as const

const keyHolders = [
  'intake',
  'processing',
  'lookup',
  'transfers',
  'partner-answers',
  'postal-returns',
  'postal-tracking',
  'paying',
  'payments',
  'payment-queries',
  'operations',
  're-home',
  'supplement-deadlines',
  'sheets',
  'printing',
  'calendar-recount',
  'search',
  'satisfaction',
  'notices',
  'webhooks',
] as const
const catalogueReaders = [
  'intake',
  'processing',
  'catalogue',
  'sheets',
  'printing',
  'reporting',
  'organisation',
] as const
