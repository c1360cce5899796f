import type { ObjectionCode } from '../dossier/objections.ts'
import type { RouteId } from './routes.ts'

type Codes = readonly ObjectionCode[]

const repeatable: Codes = ['key-reused', 'too-busy']
const moving: Codes = [...repeatable, 'moved-meanwhile', 'version-ahead']
/** Asked before every act, whatever it is. */
const beforeAnyAct: Codes = [
  ...moving,
  'not-your-act',
  'not-your-unit',
  'not-now',
  'errand-open',
  'part-is-out',
  'clock-paused',
]

const opening: Codes = [
  ...repeatable,
  'procedure-closed',
  'channel-not-offered',
  'not-competent',
  'agency-closed',
  'case-missing',
  'unknown-case',
  'no-postal-address',
]
const attaching: Codes = ['not-your-act', 'not-your-unit', 'not-now']
const ownersActs: Codes = [
  ...beforeAnyAct,
  'decided-already',
  'components-not-ready',
  'procedure-moved',
  'papers-under-way',
  'reported-already',
]
const officersActs: Codes = [
  ...ownersActs,
  'not-your-desk',
  'not-at-this-step',
  'no-next-step',
  'no-such-way',
  'no-step-before',
  'stays-in-agency',
  'leaves-agency',
  'decision-missing',
  'steps-remain',
  'result-not-ready',
  'reason-missing',
  'number-taken',
  'number-of-register',
  'supplement-used-up',
  'supplement-still-open',
  'procedure-closed',
  'agency-closed',
  'no-postal-address',
  'unknown-officer',
  'unknown-unit',
  'unknown-paper',
  'assigned-already',
  'not-assigned',
  'not-a-part',
  'no-open-question',
  'no-errand',
  'letter-too-large',
  'unknown-pause-reason',
  'extension-used-up',
  'due-passed',
  'money-open',
  'nothing-owed',
  'cod-out',
  'nothing-paid',
  'wrong-amount',
  'unknown-exemption',
  'day-out-of-range',
  'reference-missing',
  'payment-known',
  'fee-unpaid',
  'power-of-attorney-missing',
  'no-papers-under-way',
  'papers-elsewhere',
  'correction-open',
  'nothing-changed',
]
const surveying: Codes = ['survey-not-open', 'survey-closed']
const answeringSurvey: Codes = [...surveying, 'survey-answered', 'reason-missing']
const movingFeedback: Codes = [
  'moved-meanwhile',
  'version-ahead',
  'not-your-act',
  'feedback-not-so',
  'feedback-unread',
  'reason-missing',
]
const beginningPayment: Codes = ['nothing-owed', 'cod-out', 'too-busy', 'payment-refused', 'not-now', 'moved-meanwhile']

/** Which rules may say no at a door; a door that is not named is opened by no rule of a dossier, or by none that can say no. */
const rows = {
  openOnline: opening,
  openAtDesk: opening,
  reserveMyScan: [...attaching, 'too-many-scans', 'unknown-paper'],
  reserveScan: [...attaching, 'too-many-scans', 'unknown-paper'],
  confirmMyScan: [...attaching, 'upload-missing'],
  confirmScan: [...attaching, 'upload-missing'],
  downloadMyScan: ['result-not-ready'],
  downloadScan: ['result-not-ready'],
  actOnMine: ownersActs,
  act: officersActs,
  listWork: ['not-your-desk'],
  downloadArchive: ['file-not-ready'],
  downloadMyArchive: ['file-not-ready'],
  downloadReportJob: ['file-not-ready'],
  downloadImportReport: ['file-not-ready'],
  letStandIn: ['key-reused', 'not-your-colleague', 'not-your-act', 'wrong-days'],
  endStandIn: ['not-your-act'],
  readFigures: ['period-too-long'],
  downloadFigures: ['period-too-long'],
  printRegister: ['period-too-long'],
  traceFigures: ['period-too-long'],
  downloadOverdue: ['period-too-long'],
  downloadReconciliation: ['period-too-long'],
  downloadDifferences: ['period-too-long'],
  downloadCorrections: ['period-too-long'],
  askReport: ['key-reused'],
  putIndexSet: ['set-moved', 'set-refused'],
  enterByHand: [...repeatable, 'not-your-rating', 'not-rated', 'entry-refused'],
  reserveEvidence: ['not-your-rating', 'not-rated', 'too-many-scans'],
  downloadEvidence: ['result-not-ready'],
  actOnRating: [
    ...moving,
    'not-your-rating',
    'not-your-act',
    'not-rated',
    'rating-not-so',
    'rating-refused',
    'appeal-too-late',
    'appeal-still-open',
  ],
  redriveSetAside: ['not-redrivable'],
  printSheet: ['no-such-sheet', 'not-your-unit'],
  reprintSheet: ['key-reused', 'not-your-unit'],
  declareDays: [...repeatable, 'day-out-of-range', 'not-your-scope', 'unknown-scope', 'only-the-nation'],
  announceImport: ['key-reused'],
  startImport: ['upload-missing'],
  actOnProcedure: [...repeatable, 'publication-refused', 'version-not-so'],
  announceChange: ['key-reused', 'change-refused'],
  putWorkflow: ['workflow-refused', 'workflow-moved'],
  startSurvey: surveying,
  readMySurvey: surveying,
  answerSurvey: answeringSurvey,
  answerMySurvey: answeringSurvey,
  tellFeedback: ['survey-not-open', 'feedback-used-up'],
  replyToFeedback: movingFeedback,
  moveFeedback: movingFeedback,
  beginPayment: beginningPayment,
  beginPaymentAtDesk: [...beginningPayment, 'not-your-unit'],
  beginPaymentForOwner: beginningPayment,
  orderMoneyBack: ['too-busy', 'not-your-unit', 'not-now', 'nothing-kept'],
  giveMoneyBackByHand: ['too-busy', 'not-your-act', 'not-your-unit', 'not-now', 'nothing-kept'],
  handInStatement: repeatable,
  putNumberPattern: repeatable,
  subscribeWebhook: ['key-reused', 'too-many-subscriptions'],
} as const satisfies Partial<Record<RouteId, Codes>>

const rulesOf: Partial<Record<RouteId, Codes>> = rows

/** Doors at which an officer may name another agency than their own, and be told that it is not theirs to ask about. */
export const namesAgency: ReadonlySet<RouteId> = new Set([
  'readFigures',
  'downloadFigures',
  'traceFigures',
  'listLate',
  'overdueOfDay',
  'downloadOverdue',
  'askReport',
  'listIssues',
  'readIssue',
  'downloadIssue',
  'readCorrections',
  'downloadCorrections',
  'readImpact',
  'downloadImpact',
  'printRegister',
  'readIndex',
  'downloadIndex',
  'listHandEntries',
  'listEvidence',
  'readRating',
  'downloadRatings',
  'listFeedback',
  'surveyResults',
  'surveyDossiers',
])

/** Các quy tắc có thể từ chối ở một cổng: what the document lists beside the refusals of the door itself. */
export function ruledBy(id: RouteId): Codes {
  return rulesOf[id] ?? []
}
