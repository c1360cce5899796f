import { describe, expect, it } from 'vitest'
import { ward } from '../given.ts'
import { machineClaims, machineId, staffClaims } from './given.ts'
import { accepted } from './stories.ts'

const receives = machineClaims('webhooks.receive')
const body = { url: 'https://cong.thu.invalid/bao', kinds: ['accepted', 'ended'] }

async function listed() {
  const home = await accepted()
  await home.desk.machines.keep({ client: machineId, name: 'Cổng thử', agency: ward, expiresOn: '2026-12-31' })
  return home
}

describe('a front end that wants to be told', () => {
  it('gets a secret when it subscribes, finds its subscription without it, and ends it', async () => {
    const { knock } = await listed()
    const made = await knock('subscribeWebhook', receives, { body })
    expect([made.status, made.json]).toMatchObject([
      201,
      { webhook: body, secret: expect.stringMatching(/^[\w-]{43}$/) },
    ])
    expect((await knock('subscribeWebhook', receives, { body })).json).toEqual(made.json)
    const { id } = Object(made.json.webhook)
    const { json, text } = await knock('listWebhooks', receives)
    expect(json.rows).toMatchObject([{ id, url: body.url }])
    expect(text).not.toContain(made.json.secret)
    const ended = await knock('endWebhook', receives, { path: { webhook: id }, body: {} })
    expect([ended.status, ended.json]).toMatchObject([200, { webhook: { id, ended: { why: 'asked' } } }])
    expect((await knock('endWebhook', receives, { path: { webhook: 'khong-co' }, body: {} })).status).toBe(404)
  })

  it('is told which addresses are not called, and which kinds there are', async () => {
    const { knock } = await listed()
    const elsewhere = await knock('subscribeWebhook', receives, { body: { ...body, url: 'https://10.0.0.1/x' } })
    expect([elsewhere.status, elsewhere.json]).toMatchObject([
      400,
      { code: 'bad-input', faults: [{ where: 'body.url' }] },
    ])
    const wrong = await knock('subscribeWebhook', receives, { body: { url: 'khong', kinds: ['moi-thu'] } })
    expect(Object(wrong.json).faults.map(({ where }: { where: string }) => where)).toEqual(['body.url', 'body.kinds.0'])
  })

  it('is seen by administrators with the name of its machine', async () => {
    const { knock } = await listed()
    await knock('subscribeWebhook', receives, { body })
    const { json } = await knock('listAllWebhooks', staffClaims(`${ward}/desk`, 'admin'))
    expect(json.rows).toMatchObject([{ client: machineId, machine: 'Cổng thử', url: body.url }])
  })
})
