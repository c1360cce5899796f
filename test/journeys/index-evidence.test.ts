import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { until } from '../../infra/tour/api.ts'
import { paperFile } from '../../infra/tour/paper-files.ts'
import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'

const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''
const leader = hueOfficers.find((row) => row.unit.startsWith(`${home}/`) && row.roles.includes('leader'))?.id
const period = { from: '2026-01-01', to: '2026-01-31' }
const query = `?from=${period.from}&to=${period.to}`
let system: Everything
let token = ''

beforeAll(async () => {
  system = await startPrivate(() => {}, { retrySeconds: 2 })
  const answer = await fetch(`${system.places.staffIssuer}/_local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: leader }),
  })
  token = (await answer.json()).access_token
}, 180_000)
afterAll(() => system?.stop())

async function ask(path: string, body?: unknown) {
  const answer = await fetch(`${system.places.api}/v1/desk/indices/766${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: Object(await answer.json()) }
}

it('a file of evidence passes the malware check like any paper, and then a value stands in the index and its files', async () => {
  const file = paperFile('bao-cao-cong-bo.pdf', 'Bao cao cong bo thu tuc')
  const { fileName, type, sha256, bytes } = file
  const reserved = await ask('/evidence', { ...period, fileName, type, sha256, size: bytes.length })
  expect([reserved.status, reserved.body.scan.n]).toEqual([201, 1])
  const { url, headers } = reserved.body.upload
  const put = await fetch(url, { method: 'PUT', headers, body: bytes })
  expect(put.status).toBe(200)
  await until('the verdict', async () => {
    const { body } = await ask(`/evidence${query}`)
    return body.rows[0]?.state.code === 'clean' ? body : undefined
  })
  const value = { kind: 'share', count: 9, of: 10 }
  const entered = await ask('/entries', { ...period, code: '1.1', value, source: 'Báo cáo 12/BC-UBND', evidence: [1] })
  expect([entered.status, entered.body]).toMatchObject([201, { entry: { n: 1, stands: true } }])
  const { body } = await ask(query)
  expect(body.groups[0].criteria[0]).toMatchObject({ code: '1.1', byHand: true, score: 5.4 })
  const link = await ask(`/evidence/1/download${query}`)
  expect(Buffer.from(await (await fetch(link.body.url)).arrayBuffer()).equals(bytes)).toBe(true)
  for (const [format, starts] of [
    ['pdf', '%PDF-'],
    ['xlsx', 'PK'],
    ['json', '{"set"'],
  ] as const) {
    const made = await ask(`/download${query}&format=${format}`)
    expect([format, made.status]).toEqual([format, 200])
    expect((await (await fetch(made.body.url)).text()).startsWith(starts)).toBe(true)
  }
}, 180_000)
