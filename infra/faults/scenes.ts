import * as carriages from './scenes-carriages.ts'
import * as figures from './scenes-figures.ts'
import * as files from './scenes-files.ts'
import * as hooks from './scenes-hooks.ts'
import * as letters from './scenes-letters.ts'
import * as money from './scenes-money.ts'
import * as offices from './scenes-offices.ts'
import * as portal from './scenes-portal.ts'
import * as post from './scenes-post.ts'
import * as runs from './scenes-runs.ts'
import { accepted, doorbell, ordered, type Scene, transferred } from './story.ts'
import type { WorkerName } from './woken.ts'

/**
 * Người làm: every worker with what it is tried on. One without its row does not compile; a doorbell's worker takes
 * `doorbell(...)` with a dossier that rings for it. Those that walk all desks come first, while few dossiers lie there.
 */
export const scenes = {
  'overdue-report': [runs.overdueMorning],
  'supplement-deadlines': [runs.supplementPast, post.neverHeardOf],
  'calendar-recount': [runs.dayDeclared],
  'audit-bill': [runs.billNight],
  'portal-watch': [portal.comparisonHour, portal.catalogueHour],
  'counting-sweep': [figures.countedLate],
  counting: [figures.counted],
  'partner-answers': [offices.noticeIssued, offices.letterAnswered],
  transfers: [
    doorbell('transfers', transferred),
    doorbell('transfers', offices.slipOut),
    doorbell('transfers', offices.letterOut),
    doorbell('transfers', offices.letterCalledBack),
    offices.letterEntered,
  ],
  portal: [
    doorbell('portal', accepted),
    portal.toldTooLate,
    portal.compared,
    portal.lostThere,
    portal.cataloguesCompared,
  ],
  webhooks: [hooks.toldOfReception],
  sheets: [doorbell('sheets', accepted)],
  search: [letters.entered],
  'postal-returns': [
    doorbell('postal-returns', ordered),
    doorbell('postal-returns', carriages.shipmentRecalled),
    doorbell('postal-returns', carriages.collectionOrdered),
    doorbell('postal-returns', carriages.papersSent),
    doorbell('postal-returns', carriages.papersRecalled),
    doorbell('postal-returns', carriages.papersRecalledUnsent),
    doorbell('postal-returns', carriages.papersRecalledLate),
    post.delivered,
    post.orderedFromRange,
    carriages.papersArrived,
  ],
  'postal-tracking': [post.polled],
  payments: [doorbell('payments', money.paid), money.givenBack],
  'payment-queries': [money.paidUnheard],
  notices: [
    doorbell('notices', accepted),
    letters.overdueNotice,
    letters.movedNotice,
    letters.arrivalWaits,
    money.mailCameBack,
  ],
  outbox: [letters.streamed],
  'outbox-sweep': [letters.swept],
  'set-aside': [letters.deadLetter],
  archives: [files.archiveAsked],
  reporting: [figures.reportAsked, figures.monthEnded],
  'scan-verdict': [files.verdict],
  imports: [files.importFile],
  'care-for-files': [files.missingFile],
  're-home': [runs.agencyClosed],
} as const satisfies Record<WorkerName, readonly Scene[]>

export const workers = Object.keys(scenes).filter((name): name is WorkerName => Object.hasOwn(scenes, name))
