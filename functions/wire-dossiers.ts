import { rememberRules } from '../shared/aws/catalogue/remember-rules.ts'
import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createReadLog } from '../shared/aws/dossiers/read-log.ts'
import { createScans } from '../shared/aws/dossiers/scans.ts'
import { createSearchWords } from '../shared/aws/dossiers/search-words.ts'
import { createAgencyNotices } from '../shared/aws/sending/agency-notices.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { createNotices } from '../shared/aws/sending/notices.ts'
import { createSyncLedger } from '../shared/aws/sending/sync-ledger.ts'
import type { IntakeDesk } from '../shared/http/answers/intake.ts'
import type { ProcessingDesk } from '../shared/http/answers/processing.ts'
import { log } from '../shared/log.ts'
import { wholeCatalogueOn } from './wire-catalogue.ts'
import { lateScanLinks } from './wire-late-links.ts'
import { digests, once, settings, table, time } from './wiring.ts'

/** The parts with which a dossier is opened, read and moved. */
export const dossierDesk = once(async (): Promise<IntakeDesk & Omit<ProcessingDesk, 'fileLinks'>> => {
  const all = table()
  return {
    ...time,
    dossiers: createDossiers(all, log),
    scans: createScans(all),
    searchWords: createSearchWords(all),
    readLog: createReadLog(all),
    syncLedger: createSyncLedger(all),
    notices: createNotices(all),
    agencyNotices: createAgencyNotices(all),
    marks: createMarks(all),
    objects: lateScanLinks(),
    catalogue: rememberRules(wholeCatalogueOn(all)),
    digests: await digests(),
    limits: { scanMaxBytes: settings.scanMaxBytes, scanMaxCount: settings.scanMaxCount },
    province: settings.provinceCode,
  }
})
