import { describe, expect, it } from 'vitest'
import type { Claims } from '../../shared/access/claims.ts'
import type { Scope } from '../../shared/access/machine.ts'
import type { Role } from '../../shared/agencies/unit.ts'
import { workArchive } from '../../shared/desk/audit/work-archive.ts'
import { workSheets } from '../../shared/desk/sheets/work-sheets.ts'
import { type RouteId, routes } from '../../shared/http/routes.ts'
import { units, ward } from '../given.ts'
import { atDesk, citizenClaims, type Knock, machineClaims, machineId, staffClaims, wish } from './given.ts'
import { accepted, noting, registered } from './stories.ts'

/**
 * The matrix of the house, written by hand after the law's division of work (who receives, who handles, who signs, who gives
 * back, who only watches); it is never read from the tables it tests.
 */
const everyRole: readonly Role[] = [
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
const working: readonly Role[] = everyRole.slice(0, 7)
const watching: readonly Role[] = everyRole.slice(0, 8)

/** Doors of officers: who may knock, and whether a dossier lies behind. */
const doors: { id: RouteId; roles: readonly Role[]; dossier: boolean }[] = [
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
const ownersDoors: readonly RouteId[] = [
  'readMine',
  'explainMine',
  'reserveMyScan',
  'confirmMyScan',
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
const citizensDoors: readonly RouteId[] = [
  'openOnline',
  'listMine',
  'readMyNoticeWishes',
  'putMyNoticeWishes',
  ...ownersDoors,
]

/** What is answered to who may, where it is no 200: nothing is owed here, and no subscription is there. */
const passings: Partial<Record<RouteId, number>> = { subscribeWebhook: 201, endWebhook: 404, beginPaymentForOwner: 409 }

/** Doors of machines, and the one scope that opens each. */
const machineDoors: { id: RouteId; scope: Scope; other: Scope }[] = [
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
const acts: { act: string; body: object; roles: readonly Role[]; citizen?: true }[] = [
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
const jobsActs = [
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

const otherWard = 'H57.41'
const stranger = { ...citizenClaims, sub: 'cd-2', identity_number: '046090000002', name: 'Lê Văn Khác' }
const file = { fileName: 'a.pdf', type: 'application/pdf', size: 10, sha256: 'b'.repeat(64) }

/** Two wards, each with an accepted dossier of its own. */
async function city() {
  const home = await accepted()
  const twins = units.map((unit) => ({
    ...unit,
    id: unit.id.replace(ward, otherWard),
    agency: unit.agency.replace(ward, otherWard),
  }))
  await home.ports.catalogue.putUnits([...units, ...twins], [])
  await workSheets(home.desk, { kind: 'doorbell', dossier: home.id, n: 2 })
  await home.knock('printSheet', staffClaims(`${ward}/desk`, 'reception'), saidAt('printSheet', home))
  const first = await home.ports.scans.find(home.id, 1)
  await home.ports.objects.keepClean('x', first?.cleanKey ?? '', new Uint8Array(1), 'application/pdf')
  const archives = new Map<unknown, string>()
  for (const role of ['unit-head', 'leader'] as const) {
    const claims = staffClaims(`${ward}/desk`, role)
    const asked = await home.knock('askArchive', claims, saidAt('askArchive', home))
    archives.set(claims.sub, String(Object(asked.json.archive).id))
  }
  const mine = await home.knock('askMyArchive', citizenClaims, saidAt('askMyArchive', home))
  archives.set(citizenClaims.sub, String(Object(mine.json.archive).id))
  for (const id of archives.values()) expect(await workArchive(home.desk, id)).toBe('ready')
  const opened = await home.knock('openAtDesk', staffClaims(`${otherWard}/desk`, 'reception'), { body: atDesk })
  return { ...home, archives, other: { id: String(Object(opened.json.dossier).id), code: `${otherWard}-260310-0001` } }
}

function saidAt(
  id: RouteId,
  dossier: { id: string; code: string; archives?: Map<unknown, string> },
  who?: Claims,
): Knock {
  const archive = dossier.archives?.get(who?.sub) ?? 'a'.repeat(26)
  const made = { job: 'a'.repeat(26), month: '2026-03', report: 'II.06a' }
  const path = { ...made, archive, id: dossier.id, n: '1', day: '2026-03-10', code: dossier.code, sheet: 'control-2' }
  if (id === 'downloadMySheet') return { path: { ...path, sheet: 'receipt-2' } }
  if (id === 'findByCode') return { query: `?code=${dossier.code}` }
  if (id === 'subscribeWebhook') return { body: { url: 'https://cong.thu.invalid/bao', kinds: ['ended'] } }
  if (id === 'endWebhook') return { path: { webhook: 'khong-co-dang-ky' }, body: {} }
  if (id === 'endWebhookOf') return { path: { client: 'cong-la', webhook: 'khong-co-dang-ky' }, body: {} }
  if (id === 'reserveScan') return { path, body: { ...file, role: 'component' } }
  if (id === 'printSheet') return { path, body: { sheet: 'control' } }
  if (id === 'askReport') return { body: { kind: 'late', from: '2026-03-01', to: '2026-03-31' } }
  if (id === 'askArchive') return { path, body: { purpose: 'complaint' } }
  if (id === 'beginPayment' || id === 'beginPaymentAtDesk' || id === 'beginPaymentForOwner')
    return { path, body: { gateway: 'platform' } }
  if (id === 'orderMoneyBack')
    return { path: { ...path, reference: `${dossier.id}T1T1` }, body: { transaction: 'GD1' } }
  if (id === 'reprintSheet') return { path, body: { reason: 'Thử' } }
  if (id === 'printRegister') return { query: '?from=2026-03-01&to=2026-03-31' }
  if (id === 'reserveMyScan') return { path, body: file }
  if (id === 'act') return { path, body: { act: 'pass-on', version: 2 } }
  if (id === 'actOnMine') return { path, body: { act: 'submit', version: 2 } }
  if (id === 'openAtDesk') return { body: atDesk }
  if (id === 'answerMySurvey')
    return { path, body: { questionnaire: 'three-level', answers: { overall: 'satisfied' } } }
  if (id === 'letStandIn') {
    const days = { from: '2026-03-10', to: '2026-03-12', reason: 'Nghỉ phép' }
    return { body: { absent: 'cb-1', substitute: 'cb-2', ...days } }
  }
  if (id === 'endStandIn') return { path: { id: 'khong-co-phan-cong' }, body: {} }
  if (id === 'putNumberPattern') {
    const pattern = '{agency}-{date:yyyyMMdd}-{seq:0000000}'
    return { body: { kind: 'dossier-code', validFrom: '2027-01-01', pattern, source: 'Kiểm thử' } }
  }
  return id === 'openOnline' ? { body: wish } : { path }
}

const absent = { id: 'khong-co-ho-so-nay', code: 'H57.40-260310-9999' }

it('the matrix names every door that asks for a token', () => {
  const named = [...doors, ...machineDoors].map(({ id }) => id)
  named.push(...citizensDoors)
  expect(named.sort()).toEqual(
    routes
      .filter(({ issuer }) => issuer !== 'none' && issuer !== 'partner')
      .map(({ id }) => id)
      .sort(),
  )
})

describe.each(everyRole)('%s', (role) => {
  it('passes the doors of the role and no other, in whatever unit and whatever dossier is named', async () => {
    const home = await city()
    for (const { id, roles, dossier } of doors) {
      for (const unit of [`${ward}/desk`, `${otherWard}/desk`]) {
        for (const named of [home, home.other, absent]) {
          const { status, json } = await home.knock(id, staffClaims(unit, role), saidAt(id, named))
          const isShut = status === 403 && json.code === 'not-your-door'
          expect([id, unit, isShut]).toEqual([id, unit, !roles.includes(role)])
          if (!dossier && roles.includes(role)) expect([id, status < 500]).toEqual([id, true])
        }
      }
    }
  })

  it('learns nothing of a dossier elsewhere, unless it watches over all', async () => {
    const home = await city()
    for (const { id, roles, dossier } of doors) {
      if (!dossier || !roles.includes(role)) continue
      const far = staffClaims(`${otherWard}/desk`, role)
      const own = await home.knock(
        id,
        staffClaims(`${ward}/desk`, role),
        saidAt(id, home, staffClaims(`${ward}/desk`, role)),
      )
      const hidden = await home.knock(id, far, saidAt(id, home))
      const unknown = await home.knock(id, far, saidAt(id, absent))
      expect([id, own.json.code === 'not-found']).toEqual([id, false])
      expect([id, unknown.status]).toEqual([id, 404])
      if (role === 'supervisor') expect([id, hidden.status]).toEqual([id, 200])
      else expect([id, hidden.status, hidden.text]).toEqual([id, 404, unknown.text])
    }
  })

  it('may do its acts and no others', async () => {
    for (const { act, body, roles } of acts) {
      const { knock, id } = await registered()
      const said = { path: { id }, body: { act, version: 1, ...body } }
      const { status, json } = await knock('act', staffClaims(`${ward}/desk`, role), said)
      const expected = !working.includes(role) ? 'not-your-door' : roles.includes(role) ? 'its own' : 'not-your-act'
      const found = status === 403 ? String(json.code) : 'its own'
      expect([act, found]).toEqual([act, expected])
    }
  })

  it('opens no door of citizens or machines', async () => {
    const home = await city()
    for (const id of [...citizensDoors, ...machineDoors.map((door) => door.id)]) {
      const { status } = await home.knock(id, staffClaims(`${ward}/desk`, role), saidAt(id, home))
      expect([id, status]).toEqual([id, 401])
    }
  })
})

describe('the supervising board', () => {
  const writing = routes.filter(({ issuer, method }) => issuer === 'staff' && method === 'POST')

  it('has three doors that take a body: a search, a report as a file, a flagged feedback read', () => {
    const open = writing.filter((row) => 'roles' in row && row.roles.some((role) => role === 'supervisor'))
    expect(open.map(({ id }) => id).sort()).toEqual(['askReport', 'moveFeedback', 'searchDossiers'])
  })

  it('changes no dossier through whatever door, in its own agency and in another', async () => {
    const home = await city()
    const before = JSON.stringify([...home.ports.store.records])
    for (const { id } of writing) {
      for (const unit of [`${ward}/desk`, `${otherWard}/desk`])
        for (const named of [home, home.other]) await home.knock(id, staffClaims(unit, 'supervisor'), saidAt(id, named))
    }
    expect(JSON.stringify([...home.ports.store.records])).toBe(before)
  })
})

describe('an officer of the agency', () => {
  it('acts on what lies in another room only as a head', async () => {
    for (const [role, code] of [
      ['handler', 'not-your-unit'],
      ['clerk', 'not-your-unit'],
      ['reception', 'not-your-unit'],
    ] as const) {
      const { knock, id } = await accepted()
      const said = { path: { id }, body: { act: 'pass-on', version: 2 } }
      const { status, json } = await knock('act', staffClaims(`${ward}/office`, role), said)
      expect([role, status, json.code]).toEqual([role, 403, code])
    }
    for (const role of ['unit-head', 'leader'] as const) {
      const { knock, id } = await accepted()
      const said = { path: { id }, body: { act: 'pass-on', version: 2 } }
      expect([role, (await knock('act', staffClaims(`${ward}/leaders`, role), said)).status]).toEqual([role, 200])
    }
  })

  it('sees in lists what lies in the own room only', async () => {
    const home = await city()
    for (const [unit, ids] of [
      [`${ward}/desk`, [home.id]],
      [`${ward}/office`, []],
      [`${otherWard}/desk`, [home.other.id]],
    ] as const) {
      const { json } = await home.knock('listWork', staffClaims(unit, 'reception'))
      expect(Object(json.rows).map((row: { id: string }) => row.id)).toEqual(ids)
    }
  })

  it('reads the own agency’s overdue report; only those who watch read another’s', async () => {
    const home = await city()
    for (const role of everyRole) {
      for (const id of ['overdueOfDay', 'downloadOverdue'] as const) {
        const { status } = await home.knock(id, staffClaims(`${ward}/desk`, role), {
          path: { day: '2026-03-10' },
          query: `?agency=${otherWard}`,
        })
        expect([role, id, status === 403]).toEqual([role, id, role !== 'supervisor' && role !== 'admin'])
      }
    }
  })
})

describe('a citizen', () => {
  it('has the own dossier, and cannot tell another’s from none', async () => {
    const home = await city()
    for (const id of ownersDoors) {
      const own = await home.knock(id, citizenClaims, saidAt(id, home, citizenClaims))
      const hidden = await home.knock(id, stranger, saidAt(id, home))
      const unknown = await home.knock(id, stranger, saidAt(id, absent))
      expect([id, own.json.code === 'not-found']).toEqual([id, false])
      expect([id, hidden.status, hidden.text]).toEqual([id, 404, unknown.text])
    }
    expect((await home.knock('listMine', stranger)).json.rows).toEqual([])
  })

  it('submits, supplements and withdraws; no other act has a door', async () => {
    const home = await registered()
    for (const { act, body, citizen } of acts) {
      const said = { path: { id: home.id }, body: { act, version: 99, ...body } }
      const { json } = await home.knock('actOnMine', citizenClaims, said)
      expect([act, json.code]).toEqual([act, citizen ? 'version-ahead' : 'bad-input'])
    }
  })

  it('opens no door of officers or machines', async () => {
    const home = await city()
    for (const { id } of [...doors, ...machineDoors]) {
      expect([id, (await home.knock(id, citizenClaims, saidAt(id, home))).status]).toEqual([id, 401])
    }
  })
})

describe('a machine', () => {
  const entry = { client: machineId, name: 'Cổng thử', agency: ward, expiresOn: '2026-12-31' }

  it('passes the doors of its scope and no other, whoever else may', async () => {
    const home = await city()
    await home.desk.machines.keep(entry)
    for (const { id, scope, other } of machineDoors) {
      const passed = passings[id] ?? 200
      expect([id, (await home.knock(id, machineClaims(scope), saidAt(id, home))).status]).toEqual([id, passed])
      for (const claims of [machineClaims(other), machineClaims()]) {
        const { status, json } = await home.knock(id, claims, saidAt(id, home))
        expect([id, status, json.code]).toEqual([id, 403, 'not-your-door'])
      }
    }
    for (const id of [...doors.map((door) => door.id), ...citizensDoors]) {
      const { status } = await home.knock(id, machineClaims('dossiers.follow', 'reports.read'), saidAt(id, home))
      expect([id, status]).toEqual([id, 401])
    }
  })

  it('has the dossiers and the report of its agency, and cannot tell another’s from none', async () => {
    const home = await city()
    const follows = machineClaims('dossiers.follow', 'reports.read')
    await home.desk.machines.keep({ ...entry, agency: otherWard })
    const hidden = await home.knock('followDossier', follows, saidAt('followDossier', home))
    const unknown = await home.knock('followDossier', follows, saidAt('followDossier', absent))
    expect([hidden.status, hidden.text]).toEqual([404, unknown.text])
    const row = { day: '2026-03-10', at: '2026-03-10T06:30:00+07:00', overdue: [], comingDue: [] }
    await home.ports.reports.keep({ ...row, agency: ward })
    await home.ports.reports.keep({ ...row, agency: otherWard })
    const { json } = await home.knock('overdueForMachine', follows, saidAt('overdueForMachine', home))
    expect(Object(json.reports).map((report: { agency: { id: string } }) => report.agency.id)).toEqual([otherWard])
  })

  it('moves nothing: no act is done in its name', async () => {
    const home = await city()
    await home.desk.machines.keep(entry)
    const before = JSON.stringify([...home.ports.store.records])
    for (const { id, scope } of machineDoors) await home.knock(id, machineClaims(scope), saidAt(id, home))
    expect(JSON.stringify([...home.ports.store.records])).toBe(before)
    const writing = routes.filter(({ issuer, method }) => issuer === 'machine' && method !== 'GET')
    expect(writing.map(({ id }) => id)).toEqual(['beginPaymentForOwner', 'subscribeWebhook', 'endWebhook'])
  })
})

describe('nobody', () => {
  it('does what only the system does', async () => {
    const { knock, id } = await registered()
    for (const act of jobsActs) {
      const { status, json } = await knock('act', staffClaims(`${ward}/desk`, ...everyRole), {
        path: { id },
        body: { act, version: 1 },
      })
      expect([act, status, json.faults?.[0]?.where]).toEqual([act, 400, 'body.act'])
    }
  })

  it('sets by a body what the rules own: 400, the field named, nothing moved', async () => {
    const owned = [
      'status',
      'dueAt',
      'unit',
      'holder',
      'money',
      'fee',
      'feePaid',
      'code',
      'agencies',
      'clock',
      'class',
      'at',
    ]
    const { knock, id, ports } = await registered()
    const reception = staffClaims(`${ward}/desk`, 'reception')
    const before = JSON.stringify(await ports.dossiers.load(id))
    const bodies: [RouteId, typeof reception, Knock][] = [
      ['openAtDesk', reception, { body: atDesk }],
      ['openOnline', citizenClaims, { body: wish }],
      ['reserveScan', reception, { path: { id }, body: { ...file, role: 'component' } }],
      ['reserveMyScan', citizenClaims, { path: { id }, body: file }],
      ['confirmScan', reception, { path: { id, n: '1' }, body: {} }],
      ['confirmMyScan', citizenClaims, { path: { id, n: '1' }, body: {} }],
      ['lookUp', citizenClaims, { body: { code: 'H57.40-260310-0001', factor: 'ABCDEF' } }],
      ...acts.map(({ act, body }): [RouteId, typeof reception, Knock] => [
        'act',
        reception,
        { path: { id }, body: { act, version: 1, ...body } },
      ]),
    ]
    for (const [route, claims, said] of bodies) {
      for (const field of owned) {
        if (Object.hasOwn(Object(said.body), field)) continue
        const answer = await knock(route, claims, { ...said, body: { ...Object(said.body), [field]: 'paid' } })
        expect([route, field, answer.status]).toEqual([route, field, 400])
        expect(answer.json.faults).toMatchObject([{ where: `body.${field}`, code: 'unknown-field' }])
      }
    }
    expect(JSON.stringify(await ports.dossiers.load(id))).toBe(before)
    expect(ports.store.records.size).toBe(1)
  })

  it('finds in the document, of each act, the roles that the rules let, and no other', async () => {
    const { knock } = await city()
    const { json } = await knock('contract', undefined)
    const { schemas } = Object(json.components)
    const told = (name: 'DeskAct' | 'CitizenAct') =>
      schemas[name].oneOf.map(({ description }: { description: string }) => {
        const [, act = '', roles = ''] =
          /^`([a-z-]+)`: .*?(?:Vai trò: ([a-z-]+(?:, [a-z-]+)*)|Người làm)/.exec(description) ?? []
        return [act, roles.split(', ').sort().join()]
      })
    const byOfficers = acts.map(({ act, roles }) => [act, [...roles].sort().join()])
    expect(told('DeskAct').sort()).toEqual(byOfficers.sort())
    const byCitizens = acts.filter(({ citizen }) => citizen).map(({ act }) => [act, ''])
    expect(told('CitizenAct').sort()).toEqual(byCitizens.sort())
  })

  it('learns from the work behind an answer whether a dossier is there: hidden and absent ask the same', async () => {
    const home = await city()
    const calls: string[] = []
    home.desk.dossiers = noting(calls, 'dossiers', home.desk.dossiers)
    const trace = async (id: RouteId, claims: typeof stranger, dossier: { id: string; code: string }) => {
      calls.length = 0
      await home.knock(id, claims, saidAt(id, dossier))
      return [...calls].sort()
    }
    const far = { ...stranger, ...staffClaims(`${otherWard}/desk`, 'handler') }
    for (const id of ownersDoors) {
      expect([id, await trace(id, stranger, home)]).toEqual([id, await trace(id, stranger, absent)])
    }
    for (const id of ['readDossier', 'downloadScan', 'act', 'reserveScan', 'confirmScan'] as const) {
      expect([id, await trace(id, far, home)]).toEqual([id, await trace(id, far, absent)])
    }
  })
})
