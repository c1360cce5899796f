import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { signIn, until, type Voice } from '../../infra/tour/api.ts'
import { officerOf } from '../../infra/tour/moves.ts'
import { hueUnits } from '../../shared/agencies/hue.ts'
import { addDays } from '../../shared/calendar/day.ts'

let system: Everything
let counter: Voice
let citizen: Voice
const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''

beforeAll(async () => {
  system = await startPrivate(() => {}, { retrySeconds: 2 })
  counter = await officerOf(system.places, `${home}/desk`, 'reception')
  citizen = await signIn(system.places, payer())
}, 180_000)

afterAll(() => system?.stop())

function payer() {
  const found = system.accounts.find(({ issuer }) => issuer === 'citizen')
  if (!found) throw new Error('the sample has no citizen')
  return found
}

/** What the gateway's stand-in is told to do, or asked. */
async function gateway(deed: string, body: object) {
  const answer = await fetch(`${system.places.payments}/_control/${deed}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  return answer.json()
}

const call = (path: string, init?: RequestInit) => fetch(`${system.places.api}/v1/partner/payments/${path}`, init)
const platformCalls = async (fields: object) => {
  const headers = { 'content-type': 'application/json' }
  return (await call('platform', { method: 'POST', headers, body: JSON.stringify(fields) })).json()
}
const vnpayCalls = async (fields: Record<string, string>) => (await call(`vnpay?${new URLSearchParams(fields)}`)).json()

/** A citizen's dossier at the counter that owes 65,000 đồng. */
async function owing(): Promise<string> {
  const { name, identityNumber = '' } = payer()
  const opened = await counter.openAtDesk({
    body: {
      procedure: '2.000748',
      channel: 'direct',
      returnBy: 'counter',
      applicant: { name, identityNumber, phone: '0905000404' },
    },
  })
  const { id, version } = opened.dossier
  await counter.act({
    path: { id },
    body: {
      act: 'charge-fee',
      version,
      items: [
        { kind: 'fee', name: 'Phí thẩm định', amountVnd: 50_000 },
        { kind: 'charge', name: 'Lệ phí', amountVnd: 15_000 },
      ],
      payee: 'Kho bạc Nhà nước',
    },
  })
  return id
}

const begin = async (id: string, by: 'platform' | 'vnpay') =>
  (await citizen.beginPayment({ path: { id }, body: { gateway: by } })).attempt
const moneyOf = async (id: string) => (await counter.readDossier({ path: { id } })).dossier.money
const receiptOf = (id: string) =>
  until('biên lai điện tử', async () => {
    const { receipts } = await citizen.listMyPayments({ path: { id } })
    return receipts[0]?.electronic
  })

describe('an online payment', () => {
  it('by the national platform: link, forged call, call, the same call again, one electronic receipt', async () => {
    const id = await owing()
    const attempt = await begin(id, 'platform')
    expect((await begin(id, 'platform')).payAt).toBe(attempt.payAt)
    const told = await gateway('pay', { reference: attempt.reference })
    expect(await platformCalls({ ...told, SoTien: '1' })).toMatchObject({ MaLoi: '97' })
    expect(await moneyOf(id)).toBe('requested')
    expect(await platformCalls(told)).toMatchObject({ MaLoi: '00' })
    expect(await platformCalls(told)).toMatchObject({ MaLoi: '00', MoTaLoi: 'Đã ghi nhận trước đó' })
    expect(await moneyOf(id)).toBe('paid')
    expect(await receiptOf(id)).toMatchObject({ serial: 'AA-26E' })
    const { attempts } = await counter.listPayments({ path: { id } })
    expect(attempts).toMatchObject([{ state: 'paid', backs: [] }])
    // At night it waits for the morning.
    await until('tin báo đã nộp', async () => {
      const { notices } = await counter.listNotices({ path: { id } })
      const sms = notices.find(({ kind, channel }) => kind === 'paid' && channel === 'sms')
      return sms && (sms.state === 'sent' || sms.sendAt > sms.at) ? sms : undefined
    })
  })

  it("by VNPay's format while calls come at once, with another sum and a second time; what is over goes back", async () => {
    const id = await owing()
    const attempt = await begin(id, 'vnpay')
    expect((await fetch(attempt.payAt ?? '')).status).toBe(200)
    const wrong = await gateway('pay', { reference: attempt.reference, amountVnd: 5, transaction: '15000001' })
    expect(await vnpayCalls(wrong)).toMatchObject({ RspCode: '04' })
    const told = await gateway('pay', { reference: attempt.reference, transaction: '15000002' })
    const codes = await Promise.all([1, 2, 3].map(async () => (await vnpayCalls(told)).RspCode))
    expect(codes.filter((code) => code !== '00' && code !== '02')).toEqual([])
    const second = await gateway('pay', { reference: attempt.reference, transaction: '15000003' })
    expect(await vnpayCalls(second)).toMatchObject({ RspCode: '02' })
    const cashier = await officerOf(system.places, `${home}/desk`, 'cashier')
    await cashier.orderMoneyBack({ path: { id, reference: attempt.reference }, body: { transaction: '15000003' } })
    const backs = await until('tiền thừa được trả', async () => {
      const found = (await cashier.listPayments({ path: { id } })).attempts[0]?.backs
      return found?.find(({ transaction, state }) => transaction === '15000003' && state === 'given-back') && found
    })
    expect(backs.map(({ why }) => why).sort()).toEqual(['amount-differs', 'paid-twice'])
  })

  it('whose call never came is asked for by the schedule', async () => {
    const id = await owing()
    const attempt = await begin(id, 'platform')
    await gateway('pay', { reference: attempt.reference })
    system.clock.move(20 * 60_000)
    await system.stack.fire('payment-queries')
    expect(await until('hỏi cổng', async () => ((await moneyOf(id)) === 'paid' ? 'paid' : undefined))).toBe('paid')
    expect(await platformCalls(await gateway('pay', { reference: attempt.reference }))).toMatchObject({ MaLoi: '00' })
  })

  it('of each day is reconciled at night; what waits to go back stands on the list until it is back', async () => {
    const id = await owing()
    const attempt = await begin(id, 'platform')
    await platformCalls(await gateway('pay', { reference: attempt.reference, transaction: 'GD-MOT' }))
    await platformCalls(await gateway('pay', { reference: attempt.reference, transaction: 'GD-THUA' }))
    await receiptOf(id)
    system.clock.moveTo(new Date(`${addDays(attempt.at.slice(0, 10), 1)}T02:10:00+07:00`))
    await system.stack.fire('payment-queries')
    const admin = system.accounts.find(({ roles }) => roles?.includes('admin'))
    if (!admin) throw new Error('the sample has no administrator')
    const accountant = await signIn(system.places, admin)
    const day = attempt.at.slice(0, 10)
    const { sums } = await accountant.readReconciliation({ path: { day } })
    expect(sums?.paidVnd).toBeGreaterThanOrEqual(65_000)
    const [newest = ''] = (await accountant.listReconciliations({ query: {} })).days
    const { differences } = await accountant.readReconciliation({ path: { day: newest } })
    const own = differences.filter(({ reference }) => reference.startsWith(attempt.reference))
    expect(own.map(({ code }) => code)).toEqual(['refund-pending'])
    const { url } = await accountant.downloadReconciliation({ path: { day }, query: { format: 'xlsx' } })
    expect(
      Buffer.from(await (await fetch(url)).arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })
})
