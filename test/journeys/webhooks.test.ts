import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { control, until, type Voice } from '../../infra/tour/api.ts'
import { actAs, officerOf } from '../../infra/tour/moves.ts'
import { scopeName } from '../../shared/access/machine.ts'
import { hueUnits } from '../../shared/agencies/hue.ts'
import { webhookSignature } from '../../shared/connectors/webhooks.ts'
import { type Client, createClient } from '../../shared/http/client/client.ts'

let system: Everything
let desk: Voice
let portal: Client
const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''

beforeAll(async () => {
  system = await startPrivate(() => {}, { retrySeconds: 2 })
  desk = await officerOf(system.places, `${home}/desk`, 'reception')
  const { clientId, clientSecret } = system.machine
  const words = ['--name', 'Cổng thử', '--agency', home, '--expires', '2099-12-31']
  execFileSync(process.execPath, ['infra/commands/machine.ts', 'add', clientId, ...words], {
    env: { ...process.env, MOT_CUA_DATA: system.dataDir },
  })
  const body = new URLSearchParams({ grant_type: 'client_credentials', scope: scopeName('webhooks.receive') })
  const headers = { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` }
  const signedIn = await (await fetch(`${system.places.staffIssuer}/token`, { method: 'POST', headers, body })).json()
  portal = createClient({ baseUrl: system.places.api, token: () => signedIn.access_token, attempts: 1 })
}, 480_000)

afterAll(() => system?.stop())

interface Taken {
  channel: string
  identity: string
  to: string
  text: string
}
const taken = async (path: string) => {
  const { messages } = await control<{ messages: Taken[] }>(system.places.messages, '/_control/state')
  return messages.filter(({ channel, to }) => channel === 'webhook' && to === path)
}

async function accepted(): Promise<string> {
  const { dossier } = await desk.openAtDesk({
    body: {
      procedure: '2.000748',
      channel: 'direct',
      returnBy: 'counter',
      applicant: { name: 'Phạm Văn Bách', identityNumber: '046088005512' },
    },
  })
  const { papers } = await desk.readProcedure({ path: { code: '2.000748' } })
  const waived = papers.filter(({ required }) => required).map(({ id }) => ({ paper: id, reason: 'Đã đối chiếu' }))
  await actAs(desk, 'desk', dossier.id, { act: 'accept', waived })
  return dossier.id
}

describe('a front end that subscribed', () => {
  it('is told in order and once, while it fails, is slow and loses its answers; another one never waits for it', async () => {
    const at = (path: string) => `${system.places.messages}${path}`
    const kinds = ['accepted', 'status-changed', 'ended'] as const
    for (const path of ['/hook/mot', '/hook/hai']) {
      const { secret } = await portal.subscribeWebhook({ body: { url: at(path), kinds: [...kinds] } })
      await control(system.places.messages, '/_control/hook', { path, secret })
    }
    for (const fault of ['fail', 'twice', 'delay'])
      await control(system.places.messages, '/_control/fault', { kind: fault, on: 'hook', delayMs: 700 })
    const id = await accepted()
    await actAs(desk, 'desk', id, { act: 'withdraw', reason: 'Nộp nhầm thủ tục' })
    for (const path of ['/hook/mot', '/hook/hai']) {
      const calls = await until(
        `gọi báo tới ${path}`,
        async () => {
          const found = await taken(path)
          return found.length >= 2 ? found : undefined
        },
        60,
      )
      const told = calls.map(({ text }) => JSON.parse(text))
      expect(told.map(({ dossier }) => dossier.status)).toEqual(['accepted', 'withdrawn'])
      expect(told[1].kinds).toEqual(['ended', 'status-changed'])
      expect(calls.map(({ text }) => text).join()).not.toMatch(/Phạm|046088|Nộp nhầm/)
    }
  }, 120_000)

  it('takes no call that another secret signed, nor an old one', async () => {
    const body = '{"kinds":["ended"]}'
    const call = async (secret: string, secondsAgo: number) => {
      const timestamp = String(Math.floor(system.clock.now() / 1000) - secondsAgo)
      const headers = {
        'webhook-id': 'bao_gia',
        'webhook-timestamp': timestamp,
        'webhook-signature': webhookSignature(secret, 'bao_gia', timestamp, body),
      }
      return (await fetch(`${system.places.messages}/hook/ba`, { method: 'POST', headers, body })).status
    }
    const { secret } = await portal.subscribeWebhook({
      body: { url: `${system.places.messages}/hook/ba`, kinds: ['ended'] },
    })
    await control(system.places.messages, '/_control/hook', { path: '/hook/ba', secret })
    expect([await call('khoa-gia', 0), await call(secret, 3600), await call(secret, 0)]).toEqual([401, 401, 204])
  })

  it('is told nothing after it has ended its subscription', async () => {
    const { rows } = await portal.listWebhooks()
    for (const { id } of rows) await portal.endWebhook({ path: { webhook: id }, body: {} })
    const before = (await taken('/hook/mot')).length
    await accepted()
    await system.stack.settle(60_000)
    expect((await taken('/hook/mot')).length).toBe(before)
  }, 90_000)
})
