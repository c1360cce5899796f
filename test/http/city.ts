import { expect } from 'vitest'
import type { Claims } from '../../shared/access/claims.ts'
import { workArchive } from '../../shared/desk/audit/work-archive.ts'
import { workSheets } from '../../shared/desk/sheets/work-sheets.ts'
import type { RouteId } from '../../shared/http/routes.ts'
import { units, ward } from '../given.ts'
import { atDesk, citizenClaims, type Knock, staffClaims, wish } from './given.ts'
import { accepted } from './stories.ts'

export const otherWard = 'H57.41'
export const stranger = { ...citizenClaims, sub: 'cd-2', identity_number: '046090000002', name: 'Lê Văn Khác' }
export const file = { fileName: 'a.pdf', type: 'application/pdf', size: 10, sha256: 'b'.repeat(64) }

/** Two wards, each with an accepted dossier of its own. */
export async function city() {
  const home = await accepted()
  const twins = units.map((unit) => ({
    ...unit,
    id: unit.id.replace(ward, otherWard),
    agency: unit.agency.replace(ward, otherWard),
  }))
  await home.ports.catalogue.putUnits([...units, ...twins], await home.ports.catalogue.officers())
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

export function saidAt(
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
  if (id === 'reuseMyPaper') return { path, body: { dossier: dossier.id, file: '1' } }
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

export const absent = { id: 'khong-co-ho-so-nay', code: 'H57.40-260310-9999' }
