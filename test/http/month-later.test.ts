import { expect, it } from 'vitest'
import { type Instant, instantOf } from '../../shared/calendar/day.ts'
import type { Desk } from '../../shared/desk/desk.ts'
import { receiptSecret } from '../../shared/desk/dossiers/look-up.ts'
import { evidencePlace } from '../../shared/desk/indices/keep-evidence.ts'
import { shippedSets } from '../../shared/reports/indices/index-sets.ts'
import { department, handler, receptionist, ward } from '../given.ts'
import {
  atDesk,
  birth,
  citizenClaims,
  machineClaims,
  machineId,
  reception,
  staffClaims,
  wish,
  workflow,
} from './given.ts'
import { accepted, addScan } from './stories.ts'

type House = Awaited<ReturnType<typeof accepted>>
type Knocks = [Parameters<House['knock']>[0], Parameters<House['knock']>[1], Parameters<House['knock']>[2]]

const leader = staffClaims(`${ward}/desk`, 'leader')
const admin = staffClaims(`${ward}/desk`, 'admin')
const portal = machineClaims('webhooks.receive')
const file = { fileName: 'a.pdf', type: 'application/pdf', size: 10, sha256: 'a'.repeat(64) }
const february = { from: '2026-02-01', to: '2026-02-28' }
const [set] = shippedSets()

/** A clock that moves with every look at it: two answers are the same only if one of them was written down. */
function startAt(desk: Desk, from: Instant): void {
  let ms = Date.parse(from)
  desk.now = () => {
    ms += 1000
    return instantOf(new Date(ms))
  }
}

/** Says each, and says all of them again a month later: those that are answered otherwise then. */
async function differing({ knock, desk }: House, asks: readonly Knocks[]): Promise<string[]> {
  const told = async () => {
    const answers: string[] = []
    for (const [id, who, said] of asks) {
      const { status, text } = await knock(id, who, said)
      if (status >= 300) throw new Error(`${id}: ${status} ${text}`)
      answers.push(`${id} ${status} ${text}`)
    }
    return answers
  }
  startAt(desk, '2026-03-10T09:00:00+07:00')
  const first = await told()
  startAt(desk, '2026-04-12T09:00:00+07:00')
  const later = await told()
  return later.filter((answer, n) => answer !== first[n]).map((answer) => answer.replace(/ .*/s, ''))
}

it('commands beside the acts of a dossier are answered a month later as they were', async () => {
  const home = await accepted()
  const { knock, ports, desk, id, code } = home
  await desk.machines.keep({ client: machineId, name: 'Cổng thử', agency: ward, expiresOn: '2026-12-31' })
  await addScan(home, evidencePlace(ward, { index: '766', ...february }), 1)
  const proof = { code, factor: receiptSecret(ports.digests, id) }
  const words = { ...proof, kind: 'complaint', text: 'Chậm' }
  const feedback = String((await knock('tellFeedback', undefined, { body: words })).json.id)
  const days = { from: '2026-03-10', to: '2026-03-20', reason: 'Nghỉ' }
  const place = { absent: handler.id, substitute: receptionist.id, ...days }
  const given = await knock('letStandIn', leader, { body: place, headers: { 'idempotency-key': 'khoa-thay-0' } })
  const hook = { url: 'https://cong.thu.invalid/bao', kinds: ['ended'] }
  const ended = await knock('subscribeWebhook', portal, { body: hook, headers: { 'idempotency-key': 'khoa-bao-0' } })
  await knock('printSheet', reception, { path: { id }, body: { sheet: 'receipt' } })
  const index = { index: '766' }
  const pattern = { pattern: '{agency}-{date:yyyyMMdd}-{seq:0000000}', source: 'TT' }
  const byHand = { code: '1.1', value: { kind: 'share', count: 9, of: 10 }, source: 'BC', evidence: [1] }
  const off = [{ on: '2026-03-30', kind: 'off', name: 'Bão' }]
  const renamed = { kind: 'rename', unit: department, name: 'Sở Khác', on: '2026-03-12', decision: '9/NQ' }
  const move = (body: object): Knocks => ['moveFeedback', leader, { path: { feedback }, body }]
  const asks: Knocks[] = [
    ['openAtDesk', reception, { body: atDesk }],
    ['openOnline', citizenClaims, { body: wish }],
    ['putMyNoticeWishes', citizenClaims, { body: { channels: ['sms'] } }],
    ['letStandIn', leader, { body: { ...place, from: '2026-03-21', to: '2026-03-25' } }],
    ['endStandIn', leader, { path: { id: Object(given.json.standIn).id }, body: {} }],
    ['putNumberPattern', admin, { body: { kind: 'dossier-code', validFrom: '2026-03-12', ...pattern } }],
    ['askReport', leader, { body: { kind: 'late', from: '2026-03-01', to: '2026-03-09', format: 'xlsx' } }],
    ['putIndexSet', admin, { body: { ...set, version: (set?.version ?? 0) + 1, validFrom: '2026-03-20' } }],
    ['enterByHand', leader, { path: index, body: { ...february, ...byHand } }],
    ['printSheet', reception, { path: { id }, body: { sheet: 'receipt' } }],
    ['reprintSheet', reception, { path: { id, sheet: 'receipt-2' }, body: { reason: 'Mất' } }],
    ['declareDays', leader, { body: { scope: ward, days: off, source: '1/CĐ' } }],
    ['announceImport', admin, { body: { fileName: 'a.jsonl', size: 10, sha256: 'a'.repeat(64) } }],
    ['actOnProcedure', admin, { path: { code: birth.code }, body: { act: 'suspend', version: 1, reason: 'Chờ' } }],
    ['putWorkflow', admin, { body: { ...workflow, validFrom: '2026-03-12' } }],
    ['announceChange', admin, { body: renamed }],
    ['tellFeedback', undefined, { body: words }],
    move({ act: 'ask-supplement', version: 1, note: 'Nêu rõ' }),
    ['replyToFeedback', undefined, { body: { ...proof, feedback, act: 'supplement', note: 'Thêm' } }],
    move({ act: 'answer', version: 3, note: 'Đã xin lỗi' }),
    ['replyToFeedback', undefined, { body: { ...proof, feedback, act: 'rate', rated: 'satisfied' } }],
    ['handInStatement', admin, { path: { day: '2026-03-09' }, body: { source: 'vnpay', rows: [] } }],
    ['subscribeWebhook', portal, { body: hook }],
    ['endWebhook', portal, { path: { webhook: Object(ended.json.webhook).id }, body: {} }],
  ]
  expect(await differing(home, asks)).toEqual([])
})

it('what is made for a while is made anew a month later: an archive, a link to pay, a place for a file that never came', async () => {
  const home = await accepted()
  const items = [{ kind: 'charge', name: 'Lệ phí', amountVnd: 15_000 }]
  const charge = { act: 'charge-fee', version: 2, items, payee: 'Quầy' }
  const cashier = staffClaims(`${ward}/desk`, 'cashier')
  const path = { id: home.id }
  expect((await home.knock('act', cashier, { path, body: charge })).status).toBe(200)
  const asks: Knocks[] = [
    ['askMyArchive', citizenClaims, { path }],
    ['beginPayment', citizenClaims, { path, body: { gateway: 'vnpay' } }],
    ['reserveEvidence', leader, { path: { index: '766' }, body: { ...february, ...file } }],
  ]
  expect(await differing(home, asks)).toEqual(['askMyArchive', 'beginPayment', 'reserveEvidence'])
})

it('an answer to a survey is known again a month later, and stands as it was given', async () => {
  const home = await accepted()
  const path = { id: home.id }
  const withdraw = { act: 'withdraw', version: 2, reason: 'Rút' }
  expect((await home.knock('actOnMine', citizenClaims, { path, body: withdraw })).status).toBe(200)
  const proof = { code: home.code, factor: receiptSecret(home.ports.digests, home.id) }
  const answers = { questionnaire: 'three-level', answers: { overall: 'satisfied', trips: '1' } }
  expect(await differing(home, [['answerSurvey', undefined, { body: { ...proof, ...answers } }]])).toEqual([])
})
