import { memoryAgencyNotices } from './agency-notices.ts'
import { memoryBills, memorySigner } from './bills.ts'
import { memoryCaseRegister } from './case-register.ts'
import { memoryCatalogue } from './catalogue.ts'
import { memoryCounters } from './counters.ts'
import { type DossierStore, emptyDossierStore, memoryDossiers, memoryOutbox, memoryScans } from './dossiers.ts'
import { memoryFileLinks } from './file-links.ts'
import { memoryImports } from './imports.ts'
import { memoryIssues } from './issues.ts'
import { memoryLetterAxis } from './letter-axis.ts'
import { memoryLookUps, memoryMachines, memoryMarks, memoryReports } from './marks.ts'
import { memoryMessenger, memoryNotices } from './notices.ts'
import { memoryObjects } from './objects.ts'
import { memoryDigests, memoryDoorbells, memoryMail, memoryPost } from './outside.ts'
import { memoryGateway, memoryReceipts } from './partners.ts'
import { memoryPayments } from './payments.ts'
import { memoryPrints } from './prints.ts'
import { memoryRatings } from './ratings.ts'
import { memoryReadLog } from './read-log.ts'
import { memorySearchWords } from './search-words.ts'
import { memorySubscriptions } from './subscriptions.ts'
import { memorySurveys } from './surveys.ts'
import { memorySyncLedger } from './sync-ledger.ts'
import { memoryTaxOffice } from './tax-office.ts'
import { memoryWebhooks } from './webhooks.ts'

/** Every port in memory, keeping the same promises as the ones on AWS. `store` lets invariants look behind. */
export function memoryPorts(store: DossierStore = emptyDossierStore()) {
  return {
    store,
    dossiers: memoryDossiers(store),
    scans: memoryScans(store),
    outbox: memoryOutbox(store),
    catalogue: memoryCatalogue(),
    imports: memoryImports(),
    machines: memoryMachines(),
    searchWords: memorySearchWords(),
    lookUps: memoryLookUps(store),
    marks: memoryMarks(),
    agencyNotices: memoryAgencyNotices(),
    counters: memoryCounters(),
    reports: memoryReports(),
    issues: memoryIssues(),
    objects: memoryObjects(),
    doorbells: memoryDoorbells(),
    mail: memoryMail(),
    post: memoryPost(),
    prints: memoryPrints(store),
    digests: memoryDigests(),
    bills: memoryBills(),
    readLog: memoryReadLog(),
    signer: memorySigner(),
    syncLedger: memorySyncLedger(store.marks),
    caseRegister: memoryCaseRegister(),
    fileLinks: memoryFileLinks(),
    surveys: memorySurveys(),
    ratings: memoryRatings(),
    payments: memoryPayments(),
    gateways: { platform: memoryGateway(), vnpay: memoryGateway() },
    receipts: memoryReceipts(),
    taxOffice: memoryTaxOffice(),
    letterAxis: memoryLetterAxis(),
    subscriptions: memorySubscriptions(),
    webhooks: memoryWebhooks(),
    notices: memoryNotices(),
    messengers: { sms: memoryMessenger(), chat: memoryMessenger() },
  }
}

export type MemoryPorts = ReturnType<typeof memoryPorts>
