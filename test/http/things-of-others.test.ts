import { expect, it } from 'vitest'
import type { Claims } from '../../shared/access/claims.ts'
import type { RouteId } from '../../shared/http/routes.ts'
import { handler, receptionist, ward } from '../given.ts'
import { city, otherWard } from './city.ts'
import { type Knock, machineClaims, staffClaims } from './given.ts'
import { working } from './matrix.ts'

const head = staffClaims(`${ward}/leaders`, 'leader')
/** Everything an officer can be who watches over nothing. */
const elsewhere = staffClaims(`${otherWard}/leaders`, ...working)
const colleague = { ...staffClaims(`${ward}/leaders`, ...working), sub: 'cb-khac' }
const watcher = { ...staffClaims(`${otherWard}/office`, ...working, 'supervisor', 'admin'), sub: 'cb-xem-het' }
const webhooks = machineClaims('webhooks.receive')
const otherMachine = { ...webhooks, sub: 'may-2', client_id: 'may-2' }
const none = 'a'.repeat(26)

/** A ward with one of each thing that has a name of its own beside dossiers, and its name. */
async function things() {
  const home = await city()
  const { knock, ports, code } = home
  const secret: string = home.receipt.secret
  for (const client of ['may-1', 'may-2'])
    await home.desk.machines.keep({ client, name: 'Cổng thử', agency: ward, expiresOn: '2026-12-31' })
  const asked = await knock('askReport', head, { body: { kind: 'late', from: '2026-03-01', to: '2026-03-31' } })
  const hooked = await knock('subscribeWebhook', webhooks, {
    body: { url: 'https://cong.thu.invalid/bao', kinds: ['ended'] },
  })
  const days = { from: '2026-03-10', to: '2026-03-12', reason: 'Nghỉ phép' }
  const set = await knock('letStandIn', head, { body: { absent: handler.id, substitute: receptionist.id, ...days } })
  const told = await knock('tellFeedback', undefined, {
    body: { code, factor: secret, kind: 'proposal', text: 'Xin thêm ghế ngồi chờ' },
  })
  await ports.payments.noteRow('2026-03-09', {
    ...{ kind: 'stray', dossier: '', agency: ward, obligation: 0, method: 'online', amountVnd: 5_000, items: [] },
    ...{ at: '2026-03-09T09:00:00+07:00', reference: 'LAC-1' },
  })
  return {
    ...home,
    job: String(Object(asked.json.job).id),
    webhook: String(Object(hooked.json.webhook).id),
    standIn: String(Object(set.json.standIn).id),
    feedback: String(told.json.id),
    archive: home.archives.get(staffClaims(`${ward}/desk`, 'leader').sub) ?? '',
  }
}

type Things = Awaited<ReturnType<typeof things>>
type Named = 'job' | 'webhook' | 'standIn' | 'feedback' | 'archive'

/** Each door that takes such a name: who knocks whose it is not, and how. */
const doors: [RouteId, Claims, Named, (name: string, home: Things) => Knock][] = [
  ...[elsewhere, colleague, watcher].flatMap((who): (typeof doors)[number][] => [
    ['readReportJob', who, 'job', (job) => ({ path: { job } })],
    ['downloadReportJob', who, 'job', (job) => ({ path: { job } })],
    ['readArchive', who, 'archive', (archive, { id }) => ({ path: { id, archive } })],
    ['downloadArchive', who, 'archive', (archive, { id }) => ({ path: { id, archive } })],
  ]),
  // A name of one's own dossier does not carry the archive of another's.
  [
    'readArchive',
    staffClaims(`${otherWard}/desk`, 'leader'),
    'archive',
    (archive, { other }) => ({ path: { id: other.id, archive } }),
  ],
  ['endWebhook', otherMachine, 'webhook', (webhook) => ({ path: { webhook }, body: {} })],
  ['endStandIn', elsewhere, 'standIn', (id) => ({ path: { id }, body: {} })],
  ['endStandIn', watcher, 'standIn', (id) => ({ path: { id }, body: {} })],
  ['readFeedback', elsewhere, 'feedback', (feedback) => ({ path: { feedback } })],
  ['moveFeedback', elsewhere, 'feedback', (feedback) => ({ path: { feedback }, body: { act: 'take-on', version: 1 } })],
]

it.each(doors)('%s tells nobody else (%o) whether there is such a %s', async (id, who, named, said) => {
  const home = await things()
  const before = JSON.stringify([...home.ports.store.records])
  const absent = named === 'feedback' ? `${home.feedback.slice(0, -1)}${home.feedback.endsWith('0') ? 1 : 0}` : none
  const hidden = await home.knock(id, who, said(home[named], home))
  const unknown = await home.knock(id, who, said(absent, home))
  expect([hidden.status, hidden.text]).toEqual([404, unknown.text])
  expect(JSON.stringify([...home.ports.store.records])).toBe(before)
})

it('each of them is there for whose it is', async () => {
  const home = await things()
  const { id, job, webhook, standIn, feedback } = home
  const archive = home.archive
  const own = staffClaims(`${ward}/desk`, 'leader')
  const found = [
    await home.knock('readReportJob', head, { path: { job } }),
    await home.knock('readArchive', own, { path: { id, archive } }),
    await home.knock('readFeedback', head, { path: { feedback } }),
    await home.knock('endStandIn', head, { path: { id: standIn }, body: {} }),
    await home.knock('endWebhook', webhooks, { path: { webhook }, body: {} }),
  ]
  expect(found.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
})

it('giveMoneyBackByHand tells an accountant elsewhere nothing of money that came to another agency', async () => {
  const home = await things()
  const give = (who: Claims, reference: string) =>
    home.knock('giveMoneyBackByHand', who, { path: { day: '2026-03-09' }, body: { reference, transfer: 'UNC-1' } })
  const [hidden, unknown] = [await give(elsewhere, 'LAC-1'), await give(elsewhere, 'LAC-2')]
  expect([hidden.status, hidden.text]).toEqual([404, unknown.text])
  expect((await give(colleague, 'LAC-1')).status).toBe(200)
})

it('giveMoneyBackByHand holds one of two transfers that are told at once, and says so to the other', async () => {
  const home = await things()
  const give = (transfer: string) =>
    home.knock('giveMoneyBackByHand', colleague, {
      path: { day: '2026-03-09' },
      body: { reference: 'LAC-1', transfer },
    })
  const told = await Promise.all([give('UNC-1'), give('UNC-2')])
  expect(told.map(({ status, json }) => [status, json.code ?? json.transfer])).toEqual([
    [200, 'UNC-1'],
    [409, 'nothing-kept'],
  ])
  expect((await give('UNC-1')).text).toBe(told[0]?.text)
})
