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

  it('is told that calls are signed and bear no sign-in, and that nobody sends a fragment', async () => {
    const { knock } = await listed()
    const url = 'https://ai:mat-khau@cong.thu.invalid/bao#neo'
    const { status, json } = await knock('subscribeWebhook', receives, { body: { ...body, url } })
    expect([status, json.faults?.map(({ detail }) => detail)]).toEqual([
      400,
      [expect.stringMatching(/mật khẩu.*dấu #/)],
    ])
    const fragment = await knock('subscribeWebhook', receives, { body: { ...body, url: `${body.url}#` } })
    expect([fragment.status, fragment.json.faults]).toMatchObject([
      400,
      [{ where: 'body.url', code: 'wrong-form', detail: expect.stringMatching(/^Bỏ dấu #/) }],
    ])
  })

  it('is ended by an administrator, who is named to administrators alone, and told nothing more', async () => {
    const { knock, desk } = await listed()
    const admin = staffClaims(`${ward}/desk`, 'admin')
    const { id } = Object((await knock('subscribeWebhook', receives, { body })).json.webhook)
    const path = { client: machineId, webhook: id }
    const ended = await knock('endWebhookOf', admin, { path, body: {} })
    expect([ended.status, ended.json.webhook]).toMatchObject([200, { id, client: machineId, endedBy: admin.sub }])
    expect((await knock('endWebhookOf', admin, { path, body: {} })).json).toEqual(ended.json)
    expect((await knock('endWebhookOf', admin, { path: { ...path, client: 'khac' }, body: {} })).status).toBe(404)
    const own = await knock('listWebhooks', receives)
    expect(own.json.rows).toMatchObject([{ id, ended: { why: 'administrator' } }])
    expect(own.text).not.toContain(String(admin.sub))
    expect(await desk.subscriptions.open()).toEqual([])
    expect((await knock('listAllWebhooks', admin)).json.rows).toEqual([])
  })

  it('once ended stands on a list of its own, a page at a time', async () => {
    const { knock, desk } = await listed()
    const admin = staffClaims(`${ward}/desk`, 'admin')
    const at = '2026-03-10T08:00:00+07:00'
    for (const id of ['a', 'b', 'c'])
      await desk.subscriptions.keep({
        id,
        client: machineId,
        url: body.url,
        kinds: [],
        createdAt: at,
        ended: { at, why: 'gone' },
      })
    const first = await knock('listAllWebhooks', admin, { query: '?state=ended&limit=2' })
    const { next } = first.json
    const second = await knock('listAllWebhooks', admin, { query: `?state=ended&limit=2&after=${next}` })
    const ids = [first, second].map(({ json }) => Object(json).rows.map((row: { id: string }) => row.id))
    expect(ids).toEqual([['a', 'b'], ['c']])
    expect((await knock('listAllWebhooks', admin, { query: `?after=${next}` })).status).toBe(400)
  })

  it('is seen by administrators with the name of its machine', async () => {
    const { knock } = await listed()
    await knock('subscribeWebhook', receives, { body })
    const { json } = await knock('listAllWebhooks', staffClaims(`${ward}/desk`, 'admin'))
    expect(json.rows).toMatchObject([{ client: machineId, machine: 'Cổng thử', url: body.url }])
  })
})
