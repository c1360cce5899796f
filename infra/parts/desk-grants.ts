import type { Construct } from 'constructs'
import type { RecordsStack } from '../records-stack.ts'
import type { Stage } from '../stages.ts'
import type { Functions } from './desk-functions.ts'
import type { DeskQueues } from './desk-queues.ts'
import { MailEvents } from './mail-events.ts'
import { openMailTo, openPartnersTo } from './partners.ts'

export interface DeskGrantsProps {
  stage: Stage
  records: RecordsStack
  functions: Functions
  queues: DeskQueues
}

/** Which function may read, write and send what: what is not said here or beside a part's own construct, none may. */
export function deskGrants(scope: Construct, props: DeskGrantsProps) {
  openTable(props)
  openFiles(props)
  openQueues(props)
  openMail(scope, props)
  openPartners(props)
}

function openTable({ records: { table, keyring }, functions }: DeskGrantsProps) {
  for (const fn of [functions.catalogue, functions.reports]) table.openToReading(fn)
  for (const name of writers) table.openToWriting(functions[name])
  table.openToWritingUnder(functions.lookup, writtenInTheOpen.lookup)
  table.openToWritingUnder(functions.satisfaction, writtenInTheOpen.satisfaction)
  for (const name of keyHolders) keyring.openToReading(functions[name])
}

/** Files and packed files: the catalogue's, scans, archives, sheets and reports, with the queues of those who make them. */
function openFiles({ stage, records: { scans, catalogue, bills }, functions, queues }: DeskGrantsProps) {
  for (const name of catalogueReaders) catalogue.openToReading(functions[name])
  for (const fn of [functions.intake, functions.processing, functions.indices]) {
    scans.openToUploading(fn)
    scans.openToReading(fn)
  }
  for (const fn of [functions.keeping, functions.imports]) catalogue.openToWriting(fn)
  for (const fn of [functions.keeping, functions.operations]) queues.imports.openToSending(fn)
  for (const fn of [functions.printing, functions.operations]) queues.archives.openToSending(fn)
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
}

/** What events ring for, and what workers and runs ring for besides. */
function openQueues({ functions, queues }: DeskGrantsProps) {
  for (const fn of [functions.outbox, functions['outbox-sweep'], functions.operations])
    for (const name of rungByEvents) queues[name].openToSending(fn)
  queues['postal-returns'].openToSending(functions['postal-tracking'])
  for (const fn of [functions['overdue-report'], functions['calendar-recount']]) queues.notices.openToSending(fn)
  queues.sheets.openToSending(functions.notices)
}

function openMail(scope: Construct, { stage, functions, queues }: DeskGrantsProps) {
  const { configurationSet } = new MailEvents(scope, 'mail-events', { stage, queue: queues.notices.queue })
  for (const fn of [functions.notices, functions.transfers]) openMailTo(fn, stage, configurationSet)
}

function openPartners({ stage, records: { scans, partnerKeys }, functions, queues }: DeskGrantsProps) {
  openPartnersTo(functions, stage, partnerKeys)
  for (const fn of [functions.portal, functions['portal-watch']]) queues.portal.openToSending(fn)
  for (const fn of [functions.portal, functions.transfers]) scans.openToReading(fn)
  scans.openToFetching(functions.transfers)
}

const rungByEvents = [
  'transfers',
  'postal-returns',
  'notices',
  'sheets',
  'search',
  'portal',
  'payments',
  'webhooks',
] as const

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
