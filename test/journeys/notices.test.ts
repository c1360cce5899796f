import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { signIn, until } from '../../infra/tour/api.ts'
import { officerOf } from '../../infra/tour/moves.ts'
import { hueUnits } from '../../shared/agencies/hue.ts'
import { addDays, dayOf, instantOf } from '../../shared/calendar/day.ts'

let system: Everything
const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''
const phone = '+84905000405'

beforeAll(async () => {
  system = await startPrivate(() => {}, { retrySeconds: 2 })
}, 180_000)

afterAll(() => system?.stop())

/** The next time the clock of the stack shows this hour. */
function moveTo(time: string): void {
  const now = instantOf(new Date(system.clock.now()))
  const today = `${dayOf(now)}T${time}+07:00`
  system.clock.moveTo(new Date(today > now ? today : `${addDays(dayOf(now), 1)}T${time}+07:00`))
}

const counter = () => officerOf(system.places, `${home}/desk`, 'reception')
const noticesOf = async (id: string) => (await (await counter()).listNotices({ path: { id } })).notices
const whenAre = (id: string, ...states: string[]) =>
  until('tin báo', async () => {
    const found = (await noticesOf(id)).map(({ event, channel, state }) => `${event} ${channel} ${state}`)
    return states.every((state) => found.includes(state)) ? found : undefined
  })

async function messages(): Promise<{ channel: string; to: string; text: string }[]> {
  return (await (await fetch(`${system.places.messages}/_control/state`)).json()).messages
}

function payer() {
  const found = system.accounts.find(({ issuer }) => issuer === 'citizen')
  if (!found) throw new Error('the sample has no citizen')
  return found
}

describe('an applicant', () => {
  let id: string

  it('is asked by day for what is still owed a while after the counter asked, by SMS and by mail, without a name', async () => {
    moveTo('10:00:00')
    const citizen = await signIn(system.places, payer())
    await citizen.putMyNoticeWishes({ body: { channels: ['sms', 'mail'] } })
    const { name, identityNumber = '' } = payer()
    const desk = await counter()
    const { dossier } = await desk.openAtDesk({
      body: {
        procedure: '2.000748',
        channel: 'direct',
        returnBy: 'counter',
        applicant: { name, identityNumber, phone, email: 'nguoi.nop@thu.invalid' },
      },
    })
    id = dossier.id
    const items = [{ kind: 'fee' as const, name: 'Phí', amountVnd: 50_000 }]
    await desk.act({ path: { id }, body: { act: 'charge-fee', version: dossier.version, items, payee: 'Kho bạc' } })
    await whenAre(id, '2 sms waiting', '2 mail waiting')
    moveTo('10:20:00')
    await system.stack.fire('outbox-sweep')
    await whenAre(id, '2 sms sent', '2 mail delivered')

    const [sms] = (await messages()).filter(({ to }) => to === phone.replace('+84', '0'))
    expect(sms?.text).toContain('50.000')
    expect(sms?.text).not.toContain(name)
    expect(sms?.text).not.toContain(identityNumber)
  })

  it('is left in peace by night: an SMS waits for the morning’s sweep', async () => {
    moveTo('22:00:00')
    const desk = await counter()
    const { version } = (await desk.readDossier({ path: { id } })).dossier
    await desk.act({
      path: { id },
      body: { act: 'pay', version, amountVnd: 50_000, method: 'transfer', reference: 'FT-TIN-1' },
    })
    await whenAre(id, '3 sms waiting', '3 mail delivered')
    moveTo('07:05:00')
    await system.stack.fire('outbox-sweep')
    await whenAre(id, '3 sms sent')
    expect((await messages()).filter(({ to }) => to === phone.replace('+84', '0'))).toHaveLength(2)
  })

  it('chooses the chat app, and is told there', async () => {
    moveTo('10:00:00')
    const citizen = await signIn(system.places, payer())
    expect(await citizen.putMyNoticeWishes({ body: { channels: ['chat'] } })).toEqual({ channels: ['chat'] })
    const desk = await counter()
    const { version } = (await desk.readDossier({ path: { id } })).dossier
    await desk.act({ path: { id }, body: { act: 'refuse', version, reason: 'Không thuộc thẩm quyền' } })
    await whenAre(id, '4 chat sent')
    const last = (await messages()).at(-1)
    expect(last).toMatchObject({ channel: 'chat', to: phone.replace('+', '') })
    expect(last?.text).not.toContain('thẩm quyền')
  })

  it('whose mail comes back is told by SMS, and the counter sees that the address fails', async () => {
    moveTo('10:00:00')
    const email = 'khong.con@thu.invalid'
    const fate = JSON.stringify({ to: email, becomes: 'Permanent' })
    await fetch(`${system.places.mail}/_control/fate`, { method: 'POST', body: fate })
    await fetch(`${system.places.mail}/_control/fault`, { method: 'POST', body: '{"kind":"twice","on":"event"}' })
    const citizen = await signIn(system.places, payer())
    await citizen.putMyNoticeWishes({ body: { channels: ['mail'] } })
    const desk = await counter()
    const { name, identityNumber = '' } = payer()
    const applicant = { name, identityNumber, phone: '+84905000406', email }
    const { dossier } = await desk.openAtDesk({
      body: { procedure: '2.000748', channel: 'direct', returnBy: 'counter', applicant },
    })
    const { version } = dossier
    await desk.act({ path: { id: dossier.id }, body: { act: 'refuse', version, reason: 'Không thuộc thẩm quyền' } })
    await whenAre(dossier.id, '2 mail undelivered', '2 sms waiting')
    await system.stack.fire('outbox-sweep')
    await whenAre(dossier.id, '2 sms sent')
    expect((await (await counter()).listNotices({ path: { id: dossier.id } })).failingMail).toMatchObject({
      why: 'địa chỉ thư không nhận được',
    })
    expect((await messages()).filter(({ to }) => to === '0905000406')).toHaveLength(1)
  })
})
