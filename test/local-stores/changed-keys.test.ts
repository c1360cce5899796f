import { afterAll, beforeAll, expect, it } from 'vitest'
import { createClock } from '../../infra/local/clock.ts'
import type { LocalServer } from '../../infra/local/loopback.ts'
import { startMessages } from '../../infra/local/partners/messages.ts'
import { startOffices } from '../../infra/local/partners/offices.ts'
import { startPayments } from '../../infra/local/partners/payments.ts'
import { createChat } from '../../shared/connectors/chat.ts'
import { createPaymentPlatform } from '../../shared/connectors/payment-platform.ts'
import { createSms } from '../../shared/connectors/sms.ts'
import { createTaxOffice } from '../../shared/connectors/tax-office.ts'
import { Outage } from '../../shared/outage.ts'
import { paymentRequest } from '../connectors/payment-given.ts'
import { quiet } from '../connectors/quiet.ts'

/** A partner changes its keys in the middle of the work; ours follow some time later. */
const clock = createClock()
let [theirs, ours] = ['khoa-cu', 'khoa-cu']
const servers: LocalServer[] = []
const keep = { port: 0, file: undefined, secret: () => theirs, clock }

beforeAll(async () => {
  servers.push(
    await startMessages(keep),
    await startOffices(keep),
    await startPayments({ ...keep, partnerCode: 'H57' }),
  )
})
afterAll(async () => {
  for (const server of servers) await server.stop()
})

const keys = () => ({ secret: ours, key: 'k', accessToken: ours })
const held = keys()
const under = (n: number, path: string) => ({
  ...quiet({ url: `${servers[n]?.url}${path}`, nowMs: () => clock.now() }),
  credentials: { read: async () => held, readAgain: async () => keys(), areComplete: async () => true },
})
const at = `${new Date(clock.now() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`
const slip = {
  ...{ number: 'PC-1', dossierCode: 'H57.40-260310-0001', sentOn: '2026-03-10', payer: { name: 'Trần Văn Thử' } },
  parcel: { sheet: '12', number: '34', areaM2: 120, communeCode: '19804', purpose: 'ODT' },
  asks: ['income-tax'],
} as const
const message = {
  ...{ identity: 'hs:2:sms', to: '+84905000101', subject: 'Hồ sơ', text: 'Có kết quả' },
  template: { id: '7', fields: { code: 'H57.40-260310-0001' } },
}
const book = async (n: number) => (await fetch(`${servers[n]?.url}/_control/state`)).json()

it('waits with everything while the old keys are refused, and hands each over once when the new ones are there', async () => {
  const sms = createSms({ ...under(0, '/sms'), brand: 'MOTCUA' })
  const chat = createChat(under(0, '/chat'))
  const office = createTaxOffice({ ...under(1, '/tax'), senderCode: 'H57' })
  const platform = createPaymentPlatform({ ...under(2, '/platform'), partnerCode: 'H57' })
  const request = { ...paymentRequest, at }
  const all = [
    () => sms.send(message),
    () => chat.send({ ...message, identity: 'hs:2:chat' }),
    () => office.send(slip),
    () => office.ask('PC-1'),
    () => platform.begin(request),
    () => platform.ask(request),
  ]
  theirs = 'khoa-moi'
  for (const one of all) await expect(one()).rejects.toThrow(Outage)
  expect([(await book(0)).messages, (await book(1)).slips, (await book(2)).attempts]).toEqual([[], [], []])
  ours = 'khoa-moi'
  for (const one of all) await one()
  const [messages, offices, payments] = [await book(0), await book(1), await book(2)]
  expect([messages.messages.length, offices.slips.length, payments.attempts.length]).toEqual([2, 1, 1])
})
