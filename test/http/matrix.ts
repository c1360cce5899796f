import type { Scope } from '../../shared/access/machine.ts'
import type { Role } from '../../shared/agencies/unit.ts'
import type { RouteId } from '../../shared/http/routes.ts'
import { ward } from '../given.ts'

/**
 * The matrix of the house, written by hand after the law's division of work (who receives, who handles, who signs, who gives
 * back, who only watches); it is never read from the tables it tests.
 */
export const everyRole: readonly Role[] = [
  'reception',
  'handler',
  'unit-head',
  'leader',
  'clerk',
  'cashier',
  'return-desk',
  'supervisor',
  'admin',
]
export const working: readonly Role[] = everyRole.slice(0, 7)
export const watching: readonly Role[] = everyRole.slice(0, 8)

/** Doors of officers: who may knock, and whether a dossier lies behind. */
export const doors: { id: RouteId; roles: readonly Role[]; dossier: boolean }[] = [
  { id: 'whoAmI', roles: everyRole, dossier: false },
  { id: 'openAtDesk', roles: ['reception'], dossier: false },
  { id: 'listWork', roles: working, dossier: false },
  { id: 'listOpinions', roles: working, dossier: false },
  { id: 'reserveScan', roles: working, dossier: true },
  { id: 'confirmScan', roles: working, dossier: true },
  { id: 'act', roles: working, dossier: true },
  { id: 'findByCode', roles: watching, dossier: true },
  { id: 'readDossier', roles: watching, dossier: true },
  { id: 'downloadScan', roles: watching, dossier: true },
  { id: 'explainDossier', roles: watching, dossier: true },
  { id: 'readSync', roles: watching, dossier: true },
  { id: 'listNotices', roles: watching, dossier: true },
  { id: 'listAllWebhooks', roles: ['admin'], dossier: false },
  { id: 'endWebhookOf', roles: ['admin'], dossier: false },
  { id: 'beginPaymentAtDesk', roles: ['reception', 'cashier', 'return-desk'], dossier: true },
  { id: 'listUnsent', roles: ['admin', 'supervisor'], dossier: false },
  { id: 'listDifferences', roles: ['admin', 'supervisor'], dossier: false },
  { id: 'downloadDifferences', roles: ['admin', 'supervisor'], dossier: false },
  { id: 'readsOfDossier', roles: ['supervisor'], dossier: true },
  { id: 'listStandIns', roles: working, dossier: false },
  { id: 'letStandIn', roles: ['unit-head', 'leader'], dossier: false },
  { id: 'endStandIn', roles: ['unit-head', 'leader'], dossier: false },
  { id: 'listNumberPatterns', roles: ['admin', 'supervisor'], dossier: false },
  { id: 'putNumberPattern', roles: ['admin'], dossier: false },
  { id: 'listSheets', roles: watching, dossier: true },
  { id: 'downloadSheet', roles: watching, dossier: true },
  { id: 'printSheet', roles: working, dossier: true },
  { id: 'reprintSheet', roles: working, dossier: true },
  { id: 'askArchive', roles: ['unit-head', 'leader'], dossier: true },
  { id: 'readArchive', roles: ['unit-head', 'leader'], dossier: true },
  { id: 'downloadArchive', roles: ['unit-head', 'leader'], dossier: true },
  { id: 'printRegister', roles: watching, dossier: false },
  { id: 'listPayments', roles: watching, dossier: true },
  { id: 'orderMoneyBack', roles: ['leader', 'cashier'], dossier: true },
  ...(
    ['announceImport', 'startImport', 'listImports', 'readImport', 'readQuarantine', 'downloadImportReport'] as const
  ).map((id) => ({ id, roles: ['admin'] as const, dossier: false })),
  ...(['listDrafts', 'readVersions', 'readVersion', 'actOnProcedure'] as const).map((id) => ({
    id,
    roles: ['admin'] as const,
    dossier: false,
  })),
  { id: 'listReconciliations', roles: ['cashier', 'supervisor', 'admin'], dossier: false },
  { id: 'readReconciliation', roles: ['cashier', 'supervisor', 'admin'], dossier: false },
  { id: 'downloadReconciliation', roles: ['supervisor', 'admin'], dossier: false },
  { id: 'giveMoneyBackByHand', roles: ['cashier', 'leader', 'admin'], dossier: false },
  { id: 'handInStatement', roles: ['admin'], dossier: false },
  { id: 'overdueDays', roles: everyRole, dossier: false },
  { id: 'overdueOfDay', roles: everyRole, dossier: false },
  { id: 'downloadOverdue', roles: everyRole, dossier: false },
  { id: 'searchDossiers', roles: watching, dossier: false },
  { id: 'listUnitVersions', roles: everyRole, dossier: false },
  { id: 'listOfficers', roles: ['unit-head', 'leader', 'supervisor', 'admin'], dossier: false },
  { id: 'listChanges', roles: ['supervisor', 'admin'], dossier: false },
  { id: 'announceChange', roles: ['admin'], dossier: false },
  { id: 'listWorkflows', roles: everyRole, dossier: false },
  { id: 'readWorkflow', roles: everyRole, dossier: false },
  { id: 'putWorkflow', roles: ['admin'], dossier: false },
  { id: 'checkWorkflow', roles: ['admin'], dossier: false },
]
const adminsDoors: readonly RouteId[] = ['countSetAsides', 'listSetAsides', 'readSetAside', 'redriveSetAside']
for (const id of adminsDoors) doors.push({ id, roles: ['admin'], dossier: false })
doors.push(
  { id: 'declareDays', roles: ['leader', 'admin'], dossier: false },
  { id: 'listCalendar', roles: everyRole, dossier: false },
  { id: 'listMoved', roles: everyRole, dossier: false },
)
const heads: readonly Role[] = ['unit-head', 'leader', 'supervisor']
doors.push(
  ...(['listFeedback', 'readFeedback', 'moveFeedback'] as const).map((id) => ({ id, roles: heads, dossier: false })),
  ...(['surveyResults', 'surveyDossiers'] as const).map((id) => ({
    id,
    roles: [...heads, 'admin'] as const,
    dossier: false,
  })),
)
for (const id of ['enterByHand', 'reserveEvidence', 'actOnRating'] as const)
  doors.push({ id, roles: ['unit-head', 'leader'], dossier: false })
doors.push({ id: 'putIndexSet', roles: ['admin'], dossier: false })
const ratingDoors = ['listRatings', 'readRating', 'downloadRatings']
const indexDoors = [
  ...ratingDoors,
  'listIndices',
  'readIndex',
  'downloadIndex',
  'listHandEntries',
  'listEvidence',
  'downloadEvidence',
]
for (const id of ['league', 'readImpact', 'downloadImpact', ...indexDoors] as RouteId[])
  doors.push({ id, roles: ['unit-head', 'leader', 'supervisor', 'admin'], dossier: false })
doors.push(
  ...(
    [
      'askReport',
      'readReportJob',
      'downloadReportJob',
      'listIssues',
      'readIssue',
      'downloadIssue',
      'readCorrections',
      'downloadCorrections',
    ] as const
  ).map((id) => ({ id, roles: everyRole, dossier: false })),
  ...(['listLate', 'listFigures', 'readFigures', 'downloadFigures', 'traceFigures'] as const).map((id) => ({
    id,
    roles: everyRole,
    dossier: false,
  })),
)
export const ownersDoors: readonly RouteId[] = [
  'readMine',
  'explainMine',
  'reserveMyScan',
  'confirmMyScan',
  'reuseMyPaper',
  'downloadMyScan',
  'readsOfMine',
  'actOnMine',
  'listMySheets',
  'downloadMySheet',
  'beginPayment',
  'listMyPayments',
  'askMyArchive',
  'readMyArchive',
  'downloadMyArchive',
  'readMySurvey',
  'answerMySurvey',
]
export const citizensDoors: readonly RouteId[] = [
  'openOnline',
  'listMine',
  'listMyPapers',
  'readMyNoticeWishes',
  'putMyNoticeWishes',
  ...ownersDoors,
]

/** What is answered to who may, where it is no 200: nothing is owed here, and no subscription is there. */
export const passings: Partial<Record<RouteId, number>> = {
  subscribeWebhook: 201,
  endWebhook: 404,
  beginPaymentForOwner: 409,
}

/** Doors of machines, and the one scope that opens each. */
export const machineDoors: { id: RouteId; scope: Scope; other: Scope }[] = [
  { id: 'followDossier', scope: 'dossiers.follow', other: 'reports.read' },
  { id: 'overdueForMachine', scope: 'reports.read', other: 'dossiers.follow' },
  { id: 'subscribeWebhook', scope: 'webhooks.receive', other: 'dossiers.follow' },
  { id: 'beginPaymentForOwner', scope: 'payments.begin', other: 'dossiers.follow' },
  { id: 'listWebhooks', scope: 'webhooks.receive', other: 'reports.read' },
  { id: 'endWebhook', scope: 'webhooks.receive', other: 'dossiers.follow' },
]

const feeItem = { kind: 'fee', name: 'Phí', amountVnd: 10_000 }

const papers = [{ name: 'Giấy chứng sinh', count: 1 }]
const carriers: readonly Role[] = ['reception', 'handler', 'unit-head', 'leader', 'clerk', 'return-desk']

/** Acts of officers, and who may do them where they are at home. */
export const acts: { act: string; body: object; roles: readonly Role[]; citizen?: true }[] = [
  { act: 'submit', body: {}, roles: ['reception'], citizen: true },
  { act: 'accept', body: {}, roles: ['reception'] },
  { act: 'refuse', body: { reason: 'Không thuộc thẩm quyền' }, roles: ['reception'] },
  { act: 'ask-supplement', body: { reason: 'Thiếu', papers: ['Giấy'] }, roles: ['reception', 'handler', 'unit-head'] },
  { act: 'supplement', body: { note: 'Đã bổ sung' }, roles: ['reception'], citizen: true },
  { act: 'assign', body: { officer: 'cb-1' }, roles: ['reception', 'handler', 'unit-head', 'leader'] },
  { act: 'pass-on', body: {}, roles: ['reception', 'handler', 'unit-head', 'leader', 'clerk'] },
  { act: 'transfer', body: {}, roles: ['reception', 'handler', 'unit-head', 'leader', 'clerk'] },
  { act: 'hand-back', body: {}, roles: ['reception', 'handler', 'unit-head', 'leader', 'clerk'] },
  { act: 'approve', body: { resultScan: 1, resultNumber: '1' }, roles: ['leader'] },
  { act: 'return', body: {}, roles: ['reception', 'return-desk'] },
  { act: 'order-shipment', body: {}, roles: ['reception', 'return-desk'] },
  {
    act: 'send-letter',
    body: { receiver: 'H57.24', subject: 'Trích yếu', scans: [1] },
    roles: ['reception', 'handler', 'unit-head', 'leader'],
  },
  {
    act: 'recall-papers',
    body: { reason: 'Gửi nhầm' },
    roles: ['reception', 'handler', 'unit-head', 'leader', 'clerk', 'return-desk'],
    citizen: true,
  },
  { act: 'recall-shipment', body: { reason: 'Gửi nhầm' }, roles: ['reception', 'return-desk'] },
  {
    act: 'order-collection',
    body: { from: { name: 'Lê Văn Khác', phone: '0905000001', detail: '1 đường Thử', communeCode: '19804' }, papers },
    roles: ['reception'],
    citizen: true,
  },
  { act: 'send-papers', body: { to: 'H57.08', by: 'hand', papers }, roles: carriers },
  { act: 'receive-papers', body: { papers }, roles: carriers },
  { act: 'report-lost', body: { reason: 'Chưa nhận được' }, roles: ['reception', 'return-desk'], citizen: true },
  { act: 'void-delivery', body: { reason: 'Phát nhầm người', letter: '112/BĐ' }, roles: ['unit-head', 'leader'] },
  {
    act: 'report-papers-lost',
    body: { reason: 'Mãi chưa tới' },
    roles: ['reception', 'handler', 'unit-head', 'leader', 'clerk', 'return-desk'],
    citizen: true,
  },
  { act: 'withdraw', body: { reason: 'Rút' }, roles: ['reception'], citizen: true },
  {
    act: 'reassign',
    body: { officer: 'cb-1', reason: 'Nghỉ' },
    roles: ['reception', 'handler', 'unit-head', 'leader'],
  },
  { act: 'pass-back', body: { reason: 'Sai' }, roles: ['reception', 'handler', 'unit-head', 'leader', 'clerk'] },
  { act: 'reject-transfer', body: { reason: 'Sai' }, roles: ['reception', 'handler', 'unit-head', 'leader'] },
  {
    act: 'ask-opinion',
    body: { unit: `${ward}/office`, question: 'Hỏi', hours: 8 },
    roles: ['reception', 'handler', 'unit-head', 'leader'],
  },
  {
    act: 'send-out',
    body: {
      partner: 'tax-office',
      parcel: { sheet: '12', number: '34', areaM2: 120, communeCode: '19804', purpose: 'Đất ở' },
      asks: ['registration-charge'],
    },
    roles: ['reception', 'handler', 'unit-head', 'leader'],
  },
  { act: 'call-back', body: { reason: 'Sai' }, roles: ['reception', 'handler', 'unit-head', 'leader'] },
  {
    act: 'answer-opinion',
    body: { consultation: 1, answer: 'Đáp' },
    roles: ['reception', 'handler', 'unit-head', 'leader'],
  },
  { act: 'pause', body: { pauseReason: 'measuring' }, roles: ['reception', 'handler', 'unit-head', 'leader'] },
  { act: 'resume', body: {}, roles: ['reception', 'handler', 'unit-head', 'leader'] },
  { act: 'extend', body: { reason: 'Chậm', days: 2 }, roles: ['leader'] },
  {
    act: 'request-obligation',
    body: { items: [feeItem], payee: 'Kho bạc' },
    roles: ['reception', 'handler', 'unit-head', 'leader', 'cashier'],
  },
  { act: 'charge-fee', body: { items: [feeItem], payee: 'Quầy' }, roles: ['reception', 'cashier'] },
  {
    act: 'exempt-fee',
    body: { kind: 'exempt', ground: 'Hộ nghèo', payVnd: 0 },
    roles: ['unit-head', 'leader', 'cashier'],
  },
  { act: 'pay', body: { amountVnd: 1, method: 'cash' }, roles: ['reception', 'cashier'] },
  { act: 'cancel-obligation', body: { reason: 'Sai' }, roles: ['unit-head', 'leader', 'cashier'] },
  { act: 'refund', body: { amountVnd: 1, reason: 'Rút' }, roles: ['leader', 'cashier'] },
  { act: 'correct', body: { reason: 'Sai tên' }, roles: ['unit-head', 'leader'] },
  { act: 'amend', body: { reason: 'Sai', summary: 'Mới' }, roles: ['reception', 'unit-head'] },
  { act: 'stop', body: { reason: 'Dừng', ground: 'Điều 1' }, roles: ['reception', 'handler', 'unit-head', 'leader'] },
]
/** What only the system itself does, or a door of its own, whoever asks. */
export const jobsActs = [
  'order-money-back',
  'give-money-back',
  're-home',
  'release',
  'reckon-anew',
  'acknowledge',
  'expire-supplement',
  'shipment-taken',
  'recall-refused',
  'papers-recall-refused',
  'papers-at-odds',
  'carriage-taken',
  'carriage-moved',
  'carriage-ended',
  'shipment-lost',
  'delivered',
  'undelivered',
  'delivered-at-odds',
  'errand-taken',
  'errand-late',
  'letter-arrived',
  'errand-refused',
  'errand-free',
  'errand-unreadable',
  'errand-waits',
  'letter-recall-refused',
  'errand-answered',
  'late-answer',
  'notice-changed',
  'open',
  'receive-transfer',
]
