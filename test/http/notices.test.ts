import { describe, expect, it } from 'vitest'
import { settleMailOutcome } from '../../shared/desk/notices/settle-mail-outcome.ts'
import { tellApplicant } from '../../shared/desk/notices/tell-applicant.ts'
import { tuesday, ward } from '../given.ts'
import { atDesk, citizenClaims, house, staffClaims } from './given.ts'
import { accepted } from './stories.ts'

const reception = staffClaims(`${ward}/desk`, 'reception')
const email = 'nguoi.nop@thu.invalid'
const stranger = staffClaims('H57.99/desk', 'reception')

describe('notices over the API', () => {
  it('tell the officers of a dossier what went to its applicant, and not where to', async () => {
    const home = await accepted()
    const path = { id: home.id }
    await tellApplicant(home.desk, { kind: 'doorbell', dossier: home.id, n: 2 })
    const { json, text } = await home.knock('listNotices', reception, { path })
    expect(json.notices).toContainEqual({
      ...{ event: 2, at: tuesday, channel: 'sms', kind: 'received', template: 2 },
      ...{ state: 'sent', sendAt: tuesday, settledAt: tuesday, tries: 1 },
    })
    const joined = { n: 1, at: tuesday, act: 'receive-transfer', agency: ward } as const
    await home.ports.agencyNotices.join({ dossier: home.id, ...joined, state: 'waiting', sendAt: tuesday })
    expect((await home.knock('listNotices', reception, { path })).json.agencyNotices).toEqual([
      { event: 1, at: tuesday, agency: ward, state: 'waiting', sendAt: tuesday },
    ])
    const phone = (await home.ports.dossiers.load(home.id))?.parties.applicant.phone ?? 'none'
    expect(text).not.toContain(phone)
    expect((await home.knock('listNotices', stranger, { path })).status).toBe(404)
  })
})

describe('a mail address that fails', () => {
  it('is told to the officers of its dossier, by the reason, until another one stands there', async () => {
    const home = await house()
    const body = { ...atDesk, applicant: { ...atDesk.applicant, email } }
    const id: string = Object((await home.knock('openAtDesk', reception, { body })).json.dossier).id
    const path = { id }
    await home.knock('act', reception, { path, body: { act: 'refuse', version: 1, reason: 'Không thuộc thẩm quyền' } })
    await tellApplicant(home.desk, { kind: 'doorbell', dossier: id, n: 2 })
    const before = (await home.knock('listNotices', reception, { path })).json
    expect([before.failingMail, before.channels]).toEqual([undefined, ['mail', 'sms']])
    const told = { kind: 'mail-outcome', outcome: 'Bounce', bounce: 'Permanent' } as const
    await settleMailOutcome(home.desk, { ...told, notice: [`${id}-2-mail`] })
    const { json, text } = await home.knock('listNotices', reception, { path })
    expect(json.failingMail).toEqual({ since: tuesday, why: 'địa chỉ thư không nhận được' })
    expect(json.channels).toEqual(['sms'])
    expect(json.notices).toContainEqual(expect.objectContaining({ channel: 'mail', state: 'undelivered' }))
    expect(text).not.toContain('@')
  })
})

it('who left no address is shown to be reached on no channel', async () => {
  const home = await house()
  const { name, identityNumber } = atDesk.applicant
  const body = { ...atDesk, applicant: { name, identityNumber } }
  const id: string = Object((await home.knock('openAtDesk', reception, { body })).json.dossier).id
  const { json } = await home.knock('listNotices', reception, { path: { id } })
  expect(json).toMatchObject({ notices: [], channels: [] })
})

describe('the wishes of an owner', () => {
  it('are the city’s order until they are said, and hold for what happens then', async () => {
    const home = await accepted()
    expect((await home.knock('readMyNoticeWishes', citizenClaims)).json).toEqual({ channels: ['mail', 'sms'] })
    const body = { channels: ['chat'] }
    expect((await home.knock('putMyNoticeWishes', citizenClaims, { body })).json).toEqual({ channels: ['chat'] })
    await tellApplicant(home.desk, { kind: 'doorbell', dossier: home.id, n: 2 })
    expect((await home.ports.notices.of(home.id)).map(({ channel }) => channel)).toEqual(['chat'])
    const shown = await home.knock('listNotices', reception, { path: { id: home.id } })
    expect(shown.json.channels).toEqual(['chat'])
  })

  it('may be to be told nothing', async () => {
    const home = await accepted()
    await home.knock('putMyNoticeWishes', citizenClaims, { body: { channels: [] } })
    await tellApplicant(home.desk, { kind: 'doorbell', dossier: home.id, n: 2 })
    expect(await home.ports.notices.of(home.id)).toEqual([])
    expect((await home.knock('readMyNoticeWishes', citizenClaims)).json).toEqual({ channels: [] })
  })

  it('name channels there are', async () => {
    const home = await accepted()
    const answer = await home.knock('putMyNoticeWishes', citizenClaims, { body: { channels: ['fax'] } })
    expect(answer.status).toBe(400)
  })
})
