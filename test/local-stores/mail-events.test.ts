import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BusEvent } from '../../infra/local/bus.ts'
import { createClock } from '../../infra/local/clock.ts'
import { payloadOf } from '../../infra/local/input-transformer.ts'
import { startMail } from '../../infra/local/partners/mail.ts'
import { matchesPattern } from '../../infra/local/patterns.ts'
import { readModel } from '../../infra/local/templates/read-model.ts'
import { createMail } from '../../shared/aws/sending/mail.ts'
import { readMessage } from '../../shared/messages/read.ts'
import { synthesised } from '../infra/given.ts'
import { assemble } from '../local/templates.ts'

const folder = mkdtempSync(join(tmpdir(), 'mail-events-'))
const told: { set: string; event: BusEvent }[] = []
let server: Awaited<ReturnType<typeof startMail>>
let client: SESv2Client

/** The very rules that are deployed. */
const { mailEvents, rules } = (() => {
  const all = Object.entries(synthesised('dev').desk.toJSON().Resources as Parameters<typeof assemble>[0][string])
  const wanted = all.filter(
    ([, { Type, ...rest }]) =>
      Type.startsWith('AWS::SES') || Type === 'AWS::SQS::Queue' || JSON.stringify(rest).includes('"aws.ses"'),
  )
  return readModel(assemble({ desk: Object.fromEntries(wanted) }), { sqsEndpoint: 'http://127.0.0.1:1' })
})()

beforeAll(async () => {
  const tell = (set: string, event: BusEvent) => void told.push({ set, event })
  server = await startMail({ port: 0, file: join(folder, 'mail.jsonl'), clock: createClock(), tell })
  const credentials = { accessKeyId: 'tests', secretAccessKey: 'tests' }
  client = new SESv2Client({ endpoint: server.url, region: 'ap-southeast-1', credentials, maxAttempts: 1 })
})
afterAll(async () => {
  client.destroy()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const control = (path: string, body: object) =>
  fetch(`${server.url}/_control/${path}`, { method: 'POST', body: JSON.stringify(body) })

/** What comes to the queue of notices, of one mail. */
async function outcomesOf(to: string, notice: string | undefined = 'hs-2-mail') {
  told.length = 0
  await createMail({ from: 'mot-cua@thu.invalid', events: 'su-kien' }, client).send(to, 'Thử', 'Nội dung', notice)
  return told.flatMap(({ event }) =>
    rules
      .filter(({ pattern }) => matchesPattern(pattern, event))
      .flatMap(({ targets }) => targets.map((target) => readMessage(JSON.stringify(payloadOf(target, event))))),
  )
}

describe('what the mail service tells of a notice’s mail', () => {
  it('comes to the worker as the notice and its outcome, without address, subject or text', async () => {
    const said = { kind: 'mail-outcome', notice: ['hs-2-mail'] }
    expect(await outcomesOf('toi@thu.invalid')).toEqual([{ message: { ...said, outcome: 'Delivery' } }])
    expect(told).toMatchObject([{ set: 'su-kien' }])
    for (const becomes of ['Permanent', 'Transient']) {
      await control('fate', { to: 've@thu.invalid', becomes })
      const back = await outcomesOf('ve@thu.invalid')
      expect(back).toEqual([{ message: { ...said, outcome: 'Bounce', bounce: becomes } }])
      expect(JSON.stringify(back)).not.toMatch(/thu\.invalid|Thử|Nội dung/)
    }
    await control('fate', { to: 'phien@thu.invalid', becomes: 'Complaint' })
    expect((await outcomesOf('phien@thu.invalid')).map((one) => 'message' in one && one.message)).toMatchObject([
      { outcome: 'Delivery' },
      { outcome: 'Complaint' },
    ])
  })

  it('may come twice, or not at all; of other mails nothing is told', async () => {
    await control('fault', { kind: 'twice', on: 'event' })
    expect(await outcomesOf('hai@thu.invalid')).toHaveLength(2)
    await control('fate', { to: 'im@thu.invalid', becomes: 'silence' })
    expect(await outcomesOf('im@thu.invalid')).toEqual([])
    await createMail({ from: 'mot-cua@thu.invalid', events: 'su-kien' }, client).send('co@thu.invalid', 'Thử', 'Thử')
    expect(told).toEqual([])
  })

  it('is asked for of all that may become of it', () => {
    expect(mailEvents.flatMap(({ events }) => events)).toEqual(['delivery', 'bounce', 'complaint', 'reject'])
  })
})
