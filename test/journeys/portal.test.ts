import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { until } from '../../infra/tour/api.ts'
import { paperFile } from '../../infra/tour/paper-files.ts'
import { scopeName } from '../../shared/access/machine.ts'
import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'
import { type Client, createClient } from '../../shared/http/client/client.ts'
import { isProblem, type ProblemError, problemIn } from '../../shared/http/client/problem-error.ts'
import { areScansChecked, sendBytes, UploadRefused, uploadMyScan } from '../../shared/http/client/upload-scan.ts'

/** A portal with nothing but the document and its client; every live answer is held against that very document. */
interface Operation {
  operationId: string
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}
interface Contract {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

let system: Everything
let contract: Contract
let client: Client
let office: Client
let citizenToken = ''
const seen = new Map<string, Set<number>>()
const astray: string[] = []
const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''

beforeAll(async () => {
  system = await startPrivate()
  const text = await (await fetch(`${system.places.api}/openapi.json`)).text()
  contract = JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'))
  const citizen = { id: 'cd-anh-thi', issuer: 'citizen' } as const
  citizenToken = await tokenOf(citizen)
  client = await speakAs(citizen)
  const officer = hueOfficers.find(({ unit, roles }) => unit === `${home}/desk` && roles.includes('reception'))
  office = await speakAs({ id: officer?.id ?? '', issuer: 'staff' })
}, 120_000)

afterAll(() => system?.stop())

interface Account {
  id: string
  issuer: 'citizen' | 'staff'
}

async function tokenOf(account: Account): Promise<string> {
  const issuer = account.issuer === 'citizen' ? system.places.citizenIssuer : system.places.staffIssuer
  const asked = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: account.id }),
  }
  return (await (await fetch(`${issuer}/_local/token`, asked)).json()).access_token
}

async function speakAs(account: Account): Promise<Client> {
  const token = await tokenOf(account)
  return createClient({ baseUrl: system.places.api, token: () => token, fetch: held, attempts: 1 })
}

/** `fetch`, with every answer held against the document. */
const held: typeof fetch = async (url, init) => {
  const answer = await fetch(url, init)
  const operation = operationOf(init?.method ?? 'GET', new URL(String(url)).pathname)
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  const schema = operation.responses[answer.status]?.content?.[type]?.schema
  if (!schema) astray.push(`${operation.operationId}: ${answer.status} ${type} is not in the document`)
  else if (type.endsWith('json')) {
    const read = z.fromJSONSchema({ ...schema, $defs: contract.components.schemas } as z.core.JSONSchema.JSONSchema)
    const { error } = read.safeParse(await answer.clone().json())
    if (error) astray.push(`${operation.operationId}: ${answer.status} ${z.prettifyError(error)}`)
  }
  const statuses = seen.get(operation.operationId) ?? new Set()
  seen.set(operation.operationId, statuses.add(answer.status))
  return answer
}

function operationOf(method: string, pathname: string): Operation {
  for (const [path, verbs] of Object.entries(contract.paths)) {
    const operation = verbs[method.toLowerCase()]
    if (operation && new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname)) return operation
  }
  throw new Error(`${method} ${pathname} is not in the document`)
}

async function problemOf(asked: Promise<unknown>): Promise<ProblemError['problem']> {
  const error = await asked.then(
    () => undefined,
    (thrown: ProblemError) => thrown,
  )
  if (!error) throw new Error('it was not refused')
  return error.problem
}

const atDesk = { procedure: '2.000748', returnBy: 'counter' } as const
const wish = { ...atDesk, receivingUnit: home }

describe('a portal with the generated client', () => {
  it('files a dossier with two scans, follows it and withdraws it', async () => {
    const [found] = (await client.findProcedures({ query: { q: 'hộ tịch', limit: 5 } })).rows
    expect(found).toBeDefined()
    expect((await client.listUnits({ query: { level: 'commune' } })).rows.map(({ id }) => id)).toContain(home)
    const { papers } = await client.readProcedure({ path: { code: wish.procedure } })
    const { dossier } = await client.openOnline({ body: wish })
    const path = { id: dossier.id }
    const required = papers.filter((paper) => paper.required).map(({ id }) => ({ paper: id }))
    for (const [n, paper] of [...required, {}, {}].entries()) {
      const { type, bytes } = paperFile('giay.pdf', `giay ${n} ${dossier.id}`)
      const scan = await uploadMyScan(client, dossier.id, { fileName: `giay-${n}.pdf`, type, bytes, ...paper })
      expect(scan.state.code).toMatch(/uploaded|clean/)
    }
    const whole = await until('kiểm tra tệp', async () => {
      const now = await client.readMine({ path })
      return areScansChecked(now) ? now : undefined
    })
    expect(whole.scans.length).toBeGreaterThanOrEqual(2)
    expect((await client.downloadMyScan({ path: { ...path, n: '1' } })).url).toMatch(/^http/)
    const { version } = whole.dossier
    const sent = await client.actOnMine({ path, body: { act: 'submit', version } }, { key: 'nop-mot-lan' })
    expect(sent.dossier.status.code).toBe('registered')
    const again = await client.actOnMine({ path, body: { act: 'submit', version } }, { key: 'nop-mot-lan' })
    expect(again.dossier.version).toBe(sent.dossier.version)
    await until('việc của quầy', async () => {
      const { rows } = await office.listWork({ query: { limit: 100 } })
      return rows.some(({ id }) => id === dossier.id) ? true : undefined
    })
    const body = { act: 'withdraw', version: sent.dossier.version, reason: 'Nộp nhầm thủ tục' } as const
    expect((await client.actOnMine({ path, body })).dossier.status.code).toBe('withdrawn')
    expect((await client.listMine()).rows.map(({ id }) => id)).toContain(dossier.id)
    expect((await office.readDossier({ path })).history.at(-1)?.act.code).toBe('withdraw')
  }, 60_000)

  it('is told of every mistake so that it can be mended', async () => {
    const bad = { ...wish, procedure: '!', applicant: { phone: '12', email: 'x' } }
    const input = await problemOf(client.openOnline({ body: bad }))
    expect(input.code).toBe('bad-input')
    expect(input.faults?.map(({ where }) => where).sort()).toEqual([
      'body.applicant.email',
      'body.applicant.phone',
      'body.procedure',
    ])
    for (const { detail } of input.faults ?? []) expect(detail.length).toBeGreaterThan(10)
    expect((await problemOf(client.openOnline({ body: { ...wish, procedure: '9.999999' } }))).code).toMatch(/procedure/)
    await expect(client.openOnline({ body: wish }, { key: 'ngan' })).rejects.toThrow(TypeError)
    expect((await problemOf(client.readMine({ path: { id: 'khong-co-ho-so' } }))).code).toBe('not-found')
    expect((await problemOf(client.whoAmI())).code).toBe('not-signed-in')
    expect(
      (
        await problemOf(
          office.openAtDesk({ body: { ...atDesk, channel: 'direct', applicant: { name: '1', identityNumber: '1' } } }),
        )
      ).faults,
    ).toHaveLength(2)

    const { dossier } = await client.openOnline({ body: wish })
    const path = { id: dossier.id }
    const stale = { act: 'withdraw', version: dossier.version + 5, reason: 'thử' } as const
    expect((await problemOf(client.actOnMine({ path, body: stale }))).code).toBe('version-ahead')
    const key = 'mot-khoa-hai-viec'
    await client.openOnline({ body: wish }, { key })
    const other = await client.openOnline({ body: { ...wish, returnBy: 'online' } }, { key }).catch((error) => error)
    expect(isProblem(other, 'key-reused')).toBe(true)

    const { type, bytes } = paperFile('giay.pdf', 'that')
    const slot = await client.reserveMyScan({
      path,
      body: { fileName: 'giay.pdf', type, size: bytes.length + 1, sha256: '0'.repeat(64) },
    })
    expect((await problemOf(client.confirmMyScan({ path: { ...path, n: slot.scan.n } }))).code).toBe('upload-missing')
    expect(new UploadRefused('giay.pdf', 403, 'SignatureDoesNotMatch').message).toContain('giay.pdf')
  }, 60_000)

  it('is told how to mend what strangers do wrong most', async () => {
    const { dossier } = await client.openOnline({ body: wish })
    const path = { id: dossier.id }
    const raw = async (said: { body?: string; type?: string; token?: string; key?: boolean }, door = 'acts') => {
      const answer = await fetch(`${system.places.api}/v1/citizen/dossiers/${dossier.id}/${door}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${said.token ?? citizenToken}`,
          'content-type': said.type ?? 'application/json',
          ...(said.key !== false && { 'idempotency-key': crypto.randomUUID() }),
        },
        body: said.body ?? '{"act":"submit","version":1}',
      })
      return problemIn(answer)
    }
    const mended = async (said: Parameters<typeof raw>[0], words: RegExp) => {
      const { detail, faults = [] } = await raw(said)
      expect([detail, ...faults.map((fault) => fault.detail)].join(' ')).toMatch(words)
    }
    await mended({ key: false }, /Idempotency-Key: 8 đến 128 ký tự/)
    await mended({ type: 'text/plain' }, /application\/json/)
    await mended({ body: '{"act":"approve","version":1}' }, /một trong: submit, supplement, withdraw/)
    await mended({ body: '{}' }, /một trong: submit, supplement, withdraw/)
    await mended({ body: '{"act":"submit","version":"1"}' }, /Phải là số/)
    await mended({ body: '{"act":"submit","version":1,"status":"accepted"}' }, /không có trường này.*\/docs/)
    await mended({ body: '{"act":"submit","version":1,}' }, /không phải JSON hợp lệ/)
    await mended({ token: 'khong-phai-token' }, /hết hạn.*đăng nhập lại/)
    await mended({ body: '{"act":"supplement","version":1}' }, /đang ở trạng thái “Hồ sơ nháp”/)

    for (let n = 0; n < 2; n += 1) await client.openOnline({ body: wish })
    const { next = '' } = await client.listMine({ query: { limit: 1 } })
    const ofOther = await problemOf(client.readsOfMine({ path, query: { after: next } }))
    expect(ofOther.faults?.[0]?.detail).toMatch(/không thuộc danh sách này.*từ đầu/)

    const bytes = new TextEncoder().encode('mười byte.')
    const said = { fileName: 'giay.pdf', type: 'application/pdf', size: bytes.length } as const
    const slot = await client.reserveMyScan({ path, body: { ...said, sha256: '1'.repeat(64) } })
    if (!slot.upload) throw new Error('it has come already')
    await expect(sendBytes(slot.upload, { fileName: 'giay.pdf', bytes })).rejects.toThrow(/SHA-256 đã khai.*chỗ mới/)
  }, 60_000)

  it('answers officers, reports and the look-up as the document says', async () => {
    const day = '2026-01-05'
    await office.whoAmI()
    await office.overdueDays()
    await office.overdueOfDay({ path: { day } }).catch(() => {})
    await office.downloadOverdue({ path: { day } }).catch(() => {})
    await office.findByCode({ query: { code: 'KHONG-CO-MA' } }).catch(() => {})
    await client.lookUp({ body: { code: 'KHONG-CO-MA', factor: 'ABC234' } }).catch(() => {})
    const { dossier } = await office.openAtDesk({
      body: { ...atDesk, channel: 'direct', applicant: { name: 'Phạm Văn Bách', identityNumber: '046088005512' } },
    })
    const refused = await problemOf(
      office.act({ path: { id: dossier.id }, body: { act: 'accept', version: dossier.version } }),
    )
    expect(refused.code).toBe('components-not-ready')
    expect(await client.docs()).toContain('<html lang="vi">')
  })
})

describe('a paper that was handed in once', () => {
  it('goes into the next dossier without being sent, and the office sees where it came from', async () => {
    const open = async () => {
      const { dossier } = await client.openOnline({ body: wish })
      return { id: dossier.id }
    }
    const { papers } = await client.readProcedure({ path: { code: wish.procedure } })
    const required = papers.filter((paper) => paper.required).map(({ id }) => id)
    const first = await open()
    const { type, bytes } = paperFile('giay.pdf', `một lần ${first.id}`)
    for (const paper of required) await uploadMyScan(client, first.id, { fileName: `${paper}.pdf`, type, bytes, paper })
    await uploadMyScan(client, first.id, { fileName: 'giay-to-khac.pdf', type, bytes })
    const whole = await until('kiểm tra tệp', async () => {
      const now = await client.readMine({ path: first })
      return areScansChecked(now) ? now : undefined
    })
    expect((await client.listMyPapers({})).rows).toEqual([])
    const sent = await client.actOnMine({ path: first, body: { act: 'submit', version: whole.dossier.version } })
    const { dossier } = await office.act({ path: first, body: { act: 'accept', version: sent.dossier.version } })

    const { rows } = await client.listMyPapers({})
    expect(rows).toHaveLength(required.length + 1)
    const other = rows.find(({ fileName }) => fileName === 'giay-to-khac.pdf')
    if (!other) throw new Error('it is not listed')
    const second = await open()
    const body = { dossier: other.dossier, file: other.file }
    const { scan } = await client.reuseMyPaper({ path: second, body }, { key: 'dung-lai-mot-lan' })
    expect(await client.reuseMyPaper({ path: second, body }, { key: 'dung-lai-mot-lan' })).toEqual({ scan })
    const missing = await problemOf(client.reuseMyPaper({ path: second, body: { ...body, file: '99' } }))
    expect([missing.status, missing.code]).toEqual([404, 'no-such-paper'])
    await client.actOnMine({ path: second, body: { act: 'submit', version: 1 } })
    const seenThere = (await office.readDossier({ path: second })).scans
    expect(seenThere).toMatchObject([{ state: { code: 'clean' }, reused: { evidence: 2, code: dossier.code } }])
    const { url } = await office.downloadScan({ path: { ...second, n: String(scan.n) } })
    expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(new Uint8Array(bytes))
  }, 60_000)
})

describe('a machine with client credentials', () => {
  const path = { code: 'H57.34-260105-0001' }

  async function asMachine(scope: string): Promise<Client> {
    const { clientId, clientSecret } = system.machine
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
    const body = new URLSearchParams({ grant_type: 'client_credentials', scope })
    const asked = { method: 'POST', headers: { authorization: `Basic ${basic}` }, body }
    const { access_token } = await (await fetch(`${system.places.staffIssuer}/token`, asked)).json()
    return createClient({ baseUrl: system.places.api, token: () => access_token, fetch: held, attempts: 1 })
  }

  it('is let in once it is listed, through the doors of its scopes, until its last day', async () => {
    const machine = await asMachine(scopeName('dossiers.follow'))
    expect((await problemOf(machine.followDossier({ path }))).code).toBe('machine-not-listed')
    list('2099-12-31')
    expect((await problemOf(machine.followDossier({ path }))).code).toBe('not-found')
    expect((await problemOf(machine.overdueForMachine({ path: { day: '2026-01-05' } }))).status).toBe(403)
    expect((await problemOf(machine.whoAmI())).status).toBe(401)
    const reader = await asMachine(scopeName('reports.read'))
    expect((await reader.overdueForMachine({ path: { day: '2026-01-05' } })).reports).toEqual([])
    const opened = await office.openAtDesk({
      body: { ...atDesk, channel: 'direct', applicant: { name: 'Phạm Văn Bách', identityNumber: '046088005512' } },
    })
    const { papers } = await client.readProcedure({ path: { code: atDesk.procedure } })
    const waived = papers.filter(({ required }) => required).map(({ id }) => ({ paper: id, reason: 'Đã đối chiếu' }))
    const { dossier } = await office.act({
      path: { id: opened.dossier.id },
      body: { act: 'accept', version: opened.dossier.version, waived },
    })
    const found = await machine.followDossier({ path: { code: dossier.code ?? '' } })
    expect(found).toMatchObject({ status: 'accepted', national: dossier.status.national, dueAt: dossier.dueAt })
    list('2020-01-01')
    expect((await problemOf(machine.followDossier({ path }))).code).toBe('machine-not-listed')
  }, 60_000)

  function list(expires: string): void {
    const words = ['--name', 'Cổng thử', '--agency', home, '--expires', expires]
    const command = ['infra/commands/machine.ts', 'add', system.machine.clientId, ...words]
    execFileSync(process.execPath, command, { env: { ...process.env, MOT_CUA_DATA: system.dataDir } })
  }
})

describe('the live answers', () => {
  it('all stood in the document, with the shape it gives', () => {
    expect(astray).toEqual([])
    expect(seen.size).toBeGreaterThan(18)
    const statuses = new Set([...seen.values()].flatMap((one) => [...one]))
    for (const status of [200, 201, 400, 401, 404, 409, 422]) expect(statuses).toContain(status)
  })
})
