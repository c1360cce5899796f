import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { credentials, region } from '../../infra/local/account.ts'
import { openBus } from '../../infra/local/bus.ts'
import { createClock } from '../../infra/local/clock.ts'
import { FolderTaken, holdFolder } from '../../infra/local/data-lock.ts'
import type { LocalServer } from '../../infra/local/loopback.ts'
import { startMail } from '../../infra/local/partners/mail.ts'
import { createScanner, judge, scanBeside } from '../../infra/local/partners/malware.ts'
import { startVnpost } from '../../infra/local/partners/vnpost.ts'
import { keepSecrets, serveSecrets } from '../../infra/local/secrets.ts'

const folder = mkdtempSync(join(tmpdir(), 'partners-'))
const clock = createClock()
const secrets = keepSecrets(join(folder, 'secrets.json'))
const openPost = () =>
  startVnpost({
    port: 0,
    file: join(folder, 'post.json'),
    keys: () => ({ key: secrets.vnpostKey, secret: secrets.vnpostSecret }),
    clock,
  })
let post: LocalServer
let token = ''

beforeAll(async () => {
  post = await openPost()
})
beforeEach(async () => {
  await send('/_control/clear', {})
  token = (await send('/oauth/token', { key: secrets.vnpostKey, secret: secrets.vnpostSecret })).body.access_token ?? ''
})
afterAll(async () => {
  await post.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Said {
  Status?: string
  Message?: string
  ItemCode?: string
  access_token?: string
}

async function send(path: string, body: object): Promise<{ status: number; body: Said }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const answer = await fetch(post.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, body: await answer.json() }
}

async function track(lastId: number): Promise<{ Id: number; OrderNumber: string; StatusCode: string }[]> {
  const answer = await fetch(`${post.url}/tracking?lastId=${lastId}`, { headers: { authorization: `Bearer ${token}` } })
  return answer.json()
}

const parcel = (OrderNumber: string) => ({
  CustomerCode: 'HCC-HUE',
  OrderNumber,
  CODAmount: 0,
  SenderProvince: '46',
  SenderAddress: '1 Lê Lợi',
  SenderName: 'Trung tâm Phục vụ hành chính công',
  SenderTel: '0234000000',
  ReceiverName: 'Nguyễn Thị Anh Thi',
  ReceiverAddress: '2 Hùng Vương',
  ReceiverTel: '0905000101',
  ReceiverProvince: '46',
  FlagConfig: 2,
})

describe('the post', () => {
  it('takes an order once, however often it is sent, and tells each station by a growing id', async () => {
    const first = await send('/order/post', parcel('A-1'))
    expect(first.body).toMatchObject({ Status: '100', ItemCode: expect.stringMatching(/^RM\d{9}VN$/) })
    expect((await send('/order/post', parcel('A-1'))).body).toEqual(first.body)
    await send('/_control/advance', { OrderNumber: 'A-1', to: 'collected' })
    await send('/_control/advance', { OrderNumber: 'A-1', to: 'delivered' })
    const rows = await track(0)
    expect(rows.map((row) => row.StatusCode)).toEqual(['20', '70', '100'])
    expect(await track(rows[1]?.Id ?? 0)).toEqual(rows.slice(2))
  })

  it('tells what it is told to: rows of any code and time, money for anybody’s order as often as it is said, or none', async () => {
    const paidOver = async (lastId: number) => {
      const headers = { authorization: `Bearer ${token}` }
      const answer = await fetch(`${post.url}/cod/settlement?lastId=${lastId}`, { headers })
      return (await answer.json()).rows as { Id: number; OrderNumber: string; CODAmount: number }[]
    }
    const before = (await track(0)).at(-1)?.Id ?? 0
    for (const number of ['C-1', 'C-2', 'C-3']) await send('/order/post', { ...parcel(number), CODAmount: 65_000 })
    await send('/_control/settle', { OrderNumber: 'C-1', CODAmount: 1 })
    await send('/_control/withhold', { OrderNumber: 'C-2' })
    for (const number of ['C-1', 'C-2', 'C-3'])
      await send('/_control/advance', { OrderNumber: number, to: 'delivered' })
    for (let twice = 0; twice < 2; twice += 1)
      await send('/_control/settle', { OrderNumber: 'nobody’s', CODAmount: 7, StatementNo: 'DS-X' })
    const rows = await paidOver(before)
    expect(rows.map((row) => [row.OrderNumber, row.CODAmount])).toEqual([
      ['C-1', 1],
      ['C-3', 65_000],
      ['nobody’s', 7],
      ['nobody’s', 7],
    ])
    expect(new Set(rows.map(({ Id }) => Id)).size).toBe(rows.length)
    await send('/_control/tell', { OrderNumber: 'C-1', StatusCode: '4711', Time: '2027-01-01T00:00:00+07:00' })
    expect((await track(rows.at(-1)?.Id ?? 0))[0]).toMatchObject({ OrderNumber: 'C-1', StatusCode: '4711' })
    expect((await send('/_control/settle', { OrderNumber: 'C-1' })).status).toBe(400)
  })

  it('keeps its book over a restart', async () => {
    const before = await track(0)
    await post.stop()
    post = await openPost()
    expect(await track(0)).toEqual(before)
  })

  it('refuses a stranger, and an order that lacks a receiver', async () => {
    expect((await send('/oauth/token', { key: 'x', secret: 'y' })).status).toBe(401)
    const { ReceiverName: _left, ...rest } = parcel('A-2')
    expect((await send('/order/post', rest)).body.Status).toBe('103')
  })

  it('fails, is late, or says no with a friendly 200, when told to', async () => {
    await send('/_control/fault', { kind: 'fail', on: 'order' })
    expect((await send('/order/post', parcel('A-3'))).status).toBe(503)
    await send('/_control/fault', { kind: 'ok-with-error', on: 'order' })
    expect(await send('/order/post', parcel('A-3'))).toMatchObject({ status: 200, body: { Status: '999' } })
    await send('/_control/fault', { kind: 'delay', delayMs: 120 })
    const asked = Date.now()
    expect((await send('/order/post', parcel('A-3'))).body.Status).toBe('100')
    expect(Date.now() - asked).toBeGreaterThanOrEqual(115)
  })

  it('loses its answer after the work is done, and the same order is asked again', async () => {
    await send('/_control/fault', { kind: 'twice', on: 'order' })
    await expect(send('/order/post', parcel('A-4'))).rejects.toThrow()
    expect((await send('/order/post', parcel('A-4'))).body.Status).toBe('100')
    expect((await track(0)).filter((row) => row.OrderNumber === 'A-4')).toHaveLength(1)
  })

  it('tells rows twice, or the newest first', async () => {
    const rows = await track(0)
    await send('/_control/fault', { kind: 'twice', on: 'tracking' })
    expect(await track(0)).toEqual(rows.flatMap((row) => [row, row]))
    await send('/_control/fault', { kind: 'reorder' })
    expect(await track(0)).toEqual(rows.toReversed())
  })

  it('cancels until the parcel is collected, and not after', async () => {
    await send('/order/post', parcel('A-5'))
    expect((await send('/order/cancel', { OrderNumber: 'A-5' })).body.Status).toBe('100')
    expect((await send('/order/cancel', { OrderNumber: 'A-1' })).body.Status).toBe('105')
  })
})

describe('those around', () => {
  it('the mail stand-in takes what SES takes, and keeps it', async () => {
    const file = join(folder, 'mail.jsonl')
    const mail = await startMail({ port: 0, file, clock })
    const client = new SESv2Client({ endpoint: mail.url, region, credentials })
    const Content = { Simple: { Subject: { Data: 'Hồ sơ quá hạn' }, Body: { Text: { Data: 'Có 2 hồ sơ' } } } }
    await client.send(new SendEmailCommand({ FromEmailAddress: 'a@x', Destination: { ToAddresses: ['b@x'] }, Content }))
    await mail.stop()
    client.destroy()
    const again = await startMail({ port: 0, file, clock })
    const kept = await (await fetch(`${again.url}/_control/messages`)).json()
    await again.stop()
    expect(kept).toMatchObject([{ to: ['b@x'], subject: 'Hồ sơ quá hạn', text: 'Có 2 hồ sơ' }])
  })

  it('the vault gives the same keys at every start', async () => {
    const vault = await serveSecrets({ port: 0, file: join(folder, 'secrets.json') })
    const client = new SecretsManagerClient({ endpoint: vault.url, region, credentials })
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: 'mot-cua' }))
    client.destroy()
    await vault.stop()
    expect(JSON.parse(SecretString)).toEqual(secrets)
  })

  it('the scanner knows EICAR, also stored in an archive, and does not guess about what is encrypted', () => {
    const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
    expect(judge(Buffer.from(`PK\u0003\u0004 a.com ${eicar}`)).status).toBe('THREATS_FOUND')
    expect(judge(Buffer.from('%PDF-1.7 trailer << /Encrypt 5 0 R >>')).status).toBe('UNSUPPORTED')
    expect(judge(Buffer.from('%PDF-1.7')).status).toBe('NO_THREATS_FOUND')
  })

  it('the scanner sees what a killed runner left over, and its verdict reaches the rules', async () => {
    const bus = openBus({ clock })
    const detail = { bucket: { name: 'quarantine' }, object: { key: 'k', etag: 'e' } }
    bus.publish({ source: 'aws.s3', 'detail-type': 'Object Created', detail })
    const scan = createScanner({ bus, isScanned: () => true, fetchObject: async () => Buffer.from('%PDF-1.7') })
    const seen: string[] = []
    scanBeside(bus, scan).subscribe((event) => void seen.push(event.source))
    await expect.poll(() => seen).toEqual(['aws.s3', 'aws.guardduty'])
    bus.close()
  })

  it('a data folder is held by one system at a time', () => {
    const release = holdFolder(join(folder, 'data'))
    expect(() => holdFolder(join(folder, 'data'))).toThrow(FolderTaken)
    release()
    holdFolder(join(folder, 'data'))()
  })
})
