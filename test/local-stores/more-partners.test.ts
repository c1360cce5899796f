import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClock } from '../../infra/local/clock.ts'
import type { LocalServer } from '../../infra/local/loopback.ts'
import { startMessages } from '../../infra/local/partners/messages.ts'
import { startOffices } from '../../infra/local/partners/offices.ts'
import { startPayments } from '../../infra/local/partners/payments.ts'
import { startPortals } from '../../infra/local/partners/portals.ts'
import { registerAtMinistry } from '../../shared/connectors/case-register.ts'
import { createChat } from '../../shared/connectors/chat.ts'
import { createLetters } from '../../shared/connectors/letters.ts'
import { createMinistry } from '../../shared/connectors/ministry.ts'
import { ministryDossier, ministryProgress } from '../../shared/connectors/ministry-fields.ts'
import { createNationalPortal } from '../../shared/connectors/national-portal.ts'
import { dossierFields, progressFields } from '../../shared/connectors/national-portal-fields.ts'
import { createPaymentPlatform } from '../../shared/connectors/payment-platform.ts'
import { createReceipts } from '../../shared/connectors/receipts.ts'
import { createSms } from '../../shared/connectors/sms.ts'
import { createTaxOffice } from '../../shared/connectors/tax-office.ts'
import { createVnpay, payLink } from '../../shared/connectors/vnpay.ts'
import { createWebhooks } from '../../shared/connectors/webhooks.ts'
import { judgePayment } from '../../shared/messages/payments.ts'
import { Outage } from '../../shared/outage.ts'
import { paymentRequest } from '../connectors/payment-given.ts'
import { portalSource } from '../connectors/portal-given.ts'
import { quiet } from '../connectors/quiet.ts'

const folder = mkdtempSync(join(tmpdir(), 'more-partners-'))
const clock = createClock()
const secret = 'bi-mat-thu'
const keep = (name: string) => ({ port: 0, file: join(folder, `${name}.json`), secret: () => secret, clock })
const opened = {
  payments: () => startPayments({ ...keep('payments'), partnerCode: 'H57' }),
  messages: () => startMessages(keep('messages')),
  portals: () => startPortals(keep('portals')),
  offices: () => startOffices(keep('offices')),
}
type Name = keyof typeof opened
const servers = new Map<Name, LocalServer>()

beforeAll(async () => {
  for (const name of ['payments', 'messages', 'portals', 'offices'] as const) servers.set(name, await opened[name]())
})
afterAll(async () => {
  for (const server of servers.values()) await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const urlOf = (name: Name) => servers.get(name)?.url ?? ''
const under = (name: Name, path = '') => ({ ...quiet({ url: urlOf(name) + path, nowMs: () => clock.now() }), ...both })
const both = {
  credentials: {
    read: async () => ({ secret, username: 'u', password: secret, key: 'k', accessToken: secret }),
    readAgain: async () => ({ secret, username: 'u', password: secret, key: 'k', accessToken: secret }),
    areComplete: async () => true,
  },
}
async function control(name: Name, deed: string, body: object) {
  const answer = await fetch(`${urlOf(name)}/_control/${deed}`, { method: 'POST', body: JSON.stringify(body) })
  return answer.json()
}
async function restart(name: Name) {
  await servers.get(name)?.stop()
  servers.set(name, await opened[name]())
}
const fault = (name: Name, kind: string, on: string) => control(name, 'fault', { kind, on })
const at = `${new Date(clock.now() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`
const request = { ...paymentRequest, at }
const expected = { reference: request.reference, amountVnd: 65_000, state: 'requested' } as const

describe('the payment platform', () => {
  const open = () => createPaymentPlatform({ ...under('payments', '/platform'), partnerCode: 'H57' })

  it('begins, is paid, calls, is asked, draws a receipt, and remembers all of it', async () => {
    expect(await open().begin(request)).toMatchObject({ payAt: expect.stringContaining('127.0.0.1') })
    expect(await open().ask(request)).toMatchObject({ news: { outcome: 'pending' } })
    expect(await open().sheetOf(request)).toBeUndefined()
    const call = await control('payments', 'pay', { reference: request.reference })
    const told = await open().receive(call)
    expect('news' in told && judgePayment(told.news, expected)).toBe('settles')
    expect(await open().receive({ ...call, SoTien: '1' })).toEqual({ forged: 'signature' })
    await restart('payments')
    expect(await open().ask(request)).toMatchObject({ news: { outcome: 'paid', amountVnd: 65_000 } })
    expect((await open().sheetOf(request))?.length).toBeGreaterThan(10)
  })

  it('begins once when the answer was lost, and says no with 200', async () => {
    const again = { ...request, reference: 'TT-2' }
    await fault('payments', 'twice', 'init')
    await expect(open().begin(again)).rejects.toThrow(Outage)
    expect(await open().begin(again)).toHaveProperty('payAt')
    await fault('payments', 'ok-with-error', 'init')
    expect(await open().begin({ ...request, reference: 'TT-3' })).toEqual({ refused: 'mã 99' })
    await fault('payments', 'fail', 'init')
    await expect(open().begin({ ...request, reference: 'TT-3' })).rejects.toThrow(Outage)
    const state = await (await fetch(`${urlOf('payments')}/_control/state`)).json()
    expect(state.attempts.map((one: { reference: string }) => one.reference)).toEqual([request.reference, 'TT-2'])
  })
})

it("the gateway in VNPay's format pays, calls and answers signed", async () => {
  const gateway = createVnpay({
    ...under('payments', '/vnpay'),
    merchant: 'H57',
    payUrl: `${urlOf('payments')}/vnpay/vpcpay.html`,
  })
  const own = { ...request, reference: 'VN-1' }
  expect(await gateway.ask(own)).toMatchObject({ news: { outcome: 'pending' } })
  const link = payLink(own, { merchant: 'H57', payUrl: `${urlOf('payments')}/vnpay/vpcpay.html`, secret })
  expect((await fetch(link)).status).toBe(200)
  expect((await fetch(`${link}0`)).status).toBe(400)
  const call = await control('payments', 'pay', { reference: 'VN-1', amountVnd: 5 })
  const told = await gateway.receive(call)
  expect('news' in told && judgePayment(told.news, { ...expected, reference: 'VN-1' })).toBe('amount-differs')
  expect(await gateway.ask(own)).toMatchObject({ news: { outcome: 'paid', amountVnd: 5 } })
})

it('the receipt office issues one receipt for a payment', async () => {
  const receipts = createReceipts(under('payments', '/receipts'))
  const draft = {
    identity: 'TT-1',
    form: '01BLP',
    serial: 'AA-26E',
    collector: { name: 'UBND phường Thử Nghiệm', taxCode: '0100109106' },
    payer: { name: 'Trần Văn Thử' },
    items: [{ name: 'Phí', amountVnd: 50_000 }],
    method: 'online',
    paidAt: at,
    dossierCode: request.dossierCode,
  } as const
  await fault('payments', 'twice', 'issue')
  await expect(receipts.issue(draft)).rejects.toThrow(Outage)
  const issued = await receipts.issue(draft)
  expect(issued).toMatchObject({ number: '1', serial: 'AA-26E' })
  expect(await receipts.issue(draft)).toEqual(issued)
})

it('carriers take a message once, and a front end believes only what is signed', async () => {
  const message = {
    identity: 'hs-1:due',
    to: '+84905000101',
    subject: '',
    text: 'Có kết quả',
    template: { id: '1', fields: {} },
  }
  const sms = createSms({ ...under('messages', '/sms'), brand: 'HUE' })
  await fault('messages', 'twice', 'sms')
  await expect(sms.send(message)).rejects.toThrow(Outage)
  expect(await sms.send(message)).toBe('taken')
  expect(await createChat(under('messages', '/chat')).send(message)).toEqual({ reference: `m-${message.identity}` })
  const { circuit, ...rest } = under('messages')
  const webhooks = createWebhooks({ ...rest, circuitOf: () => circuit })
  const call = { url: `${urlOf('messages')}/hook/cong`, secret, id: 'hs-1:7', body: '{}' }
  expect(await webhooks.send(call)).toBe('taken')
  await expect(webhooks.send({ ...call, secret: 'khac' })).rejects.toThrow(Outage)
  await restart('messages')
  const { messages } = await (await fetch(`${urlOf('messages')}/_control/state`)).json()
  expect(messages.map((one: { channel: string }) => one.channel)).toEqual(['sms', 'chat', 'webhook'])
  expect(await (await fetch(urlOf('messages'))).text()).toContain('Co ket qua')
})

describe('the national portal and a ministry', () => {
  const source = portalSource()
  const fields = dossierFields(source)
  if (!fields) throw new Error('nothing to tell')
  const open = () => createNationalPortal({ ...under('portals', '/portal'), unitCode: 'H57', destination: 'dvcqg' })

  it('keep one dossier however often it is told, and its progress once', async () => {
    await fault('portals', 'twice', 'call')
    await expect(open().syncDossier(fields, false)).rejects.toThrow(Outage)
    expect(await open().syncDossier(fields, false)).toBe('taken')
    expect(await open().lookUp(fields.MaHoSo)).toMatchObject({ status: 'processed' })
    const rows = progressFields(source)
    expect(await open().syncProgress(rows)).toEqual({ taken: 5 })
    expect(await open().syncProgress(rows)).toEqual({ taken: 5 })
    await restart('portals')
    const state = await (await fetch(`${urlOf('portals')}/_control/state`)).json()
    expect([state.dossiers.length, state.progress.length]).toEqual([1, 5])
    expect(await open().catalogue('agencies')).toMatchObject([{ MADONVI: 'H57' }])
    expect(await open().lookUp('khong-co')).toBeUndefined()
  })

  it('say no with 200, and nothing is taken for a yes', async () => {
    await fault('portals', 'ok-with-error', 'call')
    expect(await open().syncDossier(fields, true)).toEqual({ refused: 'mã 99' })
  })

  it('take files, a dossier under their own number, and its progress', async () => {
    const ministry = createMinistry(under('portals', '/ministry'))
    const number = String(await ministry.nextNumber('1.001193'))
    const file = { name: 'giấy.pdf', type: 'application/pdf', content: Buffer.from('%PDF') }
    const stored = await ministry.upload(file)
    if ('refused' in stored) throw new Error(stored.refused)
    expect(await ministry.upload(file)).toEqual(stored)
    const dossier = ministryDossier(source, number, [{ scan: 1, ...stored }])
    if (!dossier) throw new Error('nothing to tell')
    expect(await ministry.create(dossier)).toBe('taken')
    for (let told = 0; told < 2; told += 1)
      expect(await ministry.tellProgress(ministryProgress(source, number))).toBe('taken')
    expect(await ministry.tellStatus(number, 10)).toBe('taken')
    expect(await ministry.tellStatus('khac', 10)).toEqual({ refused: 'mã 404' })
    const state = await (await fetch(`${urlOf('portals')}/_control/state`)).json()
    expect(state.ministry).toMatchObject([{ number, fields: { TrangThai: 10, TepTin: [{ IdTepTin: stored.id }] } }])
    expect(state.ministry[0].progress).toHaveLength(5)
    await control('portals', 'forget', { code: source.file.dossier.code })
    const readClean = async () => Buffer.from('%PDF')
    const told = { ...source, number, after: 5, isKnown: true, contentOf: readClean }
    expect(await registerAtMinistry(ministry).tell(told)).toBe('taken')
    const anew = await (await fetch(`${urlOf('portals')}/_control/state`)).json()
    expect(anew.ministry).toMatchObject([{ number, fields: { TrangThai: 9 } }])
    expect(anew.ministry[0].progress).toHaveLength(5)
  })
})

describe('offices', () => {
  const slip = {
    number: 'PC-1',
    dossierCode: request.dossierCode,
    sentOn: '2026-03-10',
    payer: { name: 'Trần Văn Thử' },
    parcel: { sheet: '1', number: '2', areaM2: 100, communeCode: '19804', purpose: 'ODT' },
    asks: ['income-tax'],
  } as const

  it('take a slip once and answer with a notice when it is issued', async () => {
    const office = createTaxOffice({ ...under('offices', '/tax'), senderCode: 'H57.08' })
    for (let told = 0; told < 2; told += 1) expect(await office.send(slip)).toBe('taken')
    expect(await office.ask('PC-1')).toBeUndefined()
    await control('offices', 'issue-notice', { slip: 'PC-1', amountVnd: 2_000_000 })
    await restart('offices')
    expect(await office.ask('PC-1').catch(() => 'moved')).toBe('moved')
    const reopened = createTaxOffice({ ...under('offices', '/tax'), senderCode: 'H57.08' })
    expect(await reopened.ask('PC-1')).toMatchObject({ items: [{ kind: 'income-tax', amountVnd: 2_000_000 }] })
    expect(await reopened.ask('PC-2')).toBeUndefined()
  })

  it('exchange numbered documents with their files, told twice and out of order', async () => {
    const axis = createLetters(under('offices', '/letters'))
    const content = Buffer.from('%PDF')
    const letter = {
      number: '1/UBND',
      issuedOn: '2026-03-10',
      sender: 'H57.40',
      receiver: 'H57.08',
      subject: 'Phối hợp',
      files: [{ name: 'a.pdf', sha256: 'x', content }],
    }
    for (let told = 0; told < 2; told += 1) expect(await axis.send(letter)).toBe('taken')
    for (const TrichYeu of ['một', 'hai'])
      await control('offices', 'arrive', { NoiGui: 'H57.08', NoiNhan: 'H57.40', TrichYeu, content: TrichYeu })
    await fault('offices', 'reorder', 'arrived')
    const arrived = (await axis.arrivedAfter(0)).flatMap((letter) => ('unread' in letter ? [] : [letter]))
    expect(arrived.map(({ subject }) => subject)).toEqual(['một', 'hai'])
    const [first] = arrived[0]?.files ?? []
    const fetched = async (from = axis) => (first ? from.fetch(first) : undefined)
    expect(await fetched()).toEqual(Buffer.from('một'))
    await fault('offices', 'altered', 'file')
    expect(await fetched()).toEqual({ missing: 'another' })
    await fault('offices', 'fail', 'file')
    expect(await fetched()).toEqual(Buffer.from('một'))
    expect(await axis.fetch({ id: 'T99', sha256: '' })).toEqual({ missing: 'absent' })
    const small = createLetters({ ...under('offices', '/letters'), mostFileBytes: 45 })
    await control('offices', 'arrive', { NoiGui: 'H57.08', content: 'x'.repeat(46) })
    expect(await small.fetch({ id: 'T3', sha256: '' })).toEqual({ missing: 'too-large' })
    const { sent } = await (await fetch(`${urlOf('offices')}/_control/state`)).json()
    expect(sent).toHaveLength(1)
  })
})

describe('a partner without a file', () => {
  const bodyless = { port: 0, file: undefined, secret: () => secret }
  const stateOf = async ({ url }: LocalServer) => (await fetch(`${url}/_control/state`)).json()

  it('keeps its book as long as it stands, writes none, and begins with an empty one', async () => {
    const first = await startPortals(bodyless)
    const portal = createNationalPortal({
      ...quiet({ url: `${first.url}/portal`, nowMs: () => clock.now() }),
      ...both,
      unitCode: 'H57',
      destination: 'thu',
    })
    const fields = dossierFields(portalSource())
    if (!fields) throw new Error('nothing to tell')
    expect(await portal.syncDossier(fields, false)).toBe('taken')
    expect(await stateOf(first)).toMatchObject({ dossiers: [{ code: fields.MaHoSo }] })
    await first.stop()
    const second = await startPortals(bodyless)
    expect(await stateOf(second)).toMatchObject({ dossiers: [] })
    await second.stop()
  })
})
