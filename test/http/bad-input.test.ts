import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Claims } from '../../shared/access/claims.ts'
import { exampleOf } from '../../shared/http/examples.ts'
import type { RouteId } from '../../shared/http/routes.ts'
import { department, units } from '../given.ts'
import {
  atDesk,
  birth,
  citizenClaims,
  house,
  type Knock,
  machineClaims,
  machineId,
  reception,
  staffClaims,
  wish,
} from './given.ts'

/** What is sent where, and the one answer it must get: status, code, and every fault at once. */
interface Case {
  says: string
  to: RouteId
  said: Knock
  status: number
  code: string
  faults?: readonly string[]
}

const online = (says: string, said: Knock, status: number, code: string, faults?: readonly string[]): Case => ({
  says,
  to: 'openOnline',
  said,
  status,
  code,
  ...(faults ? { faults } : {}),
})
const atCounter = (says: string, applicant: object, faults: readonly string[]): Case => ({
  says,
  to: 'openAtDesk',
  said: { body: { ...atDesk, applicant: { ...atDesk.applicant, ...applicant } } },
  status: 400,
  code: 'bad-input',
  faults,
})
const deliverTo = { name: 'Trần Văn Thử', phone: '0912345678', detail: '12 Lê Lợi', communeCode: '19753' }
const raw = JSON.stringify(wish)
const deep = `${'{"a":'.repeat(21)}1${'}'.repeat(21)}`

const law: Case[] = [
  online('an unknown procedure', { body: { ...wish, procedure: '9.999999' } }, 422, 'procedure-closed'),
  online('a version that was closed', { body: { ...wish, procedure: 'da-dong' } }, 422, 'procedure-closed'),
  online('a version that is not valid yet', { body: { ...wish, procedure: 'chua-mo' } }, 422, 'procedure-closed'),
  online('a version that is a draft', { body: { ...wish, procedure: 'du-thao' } }, 422, 'procedure-closed'),
  online('a channel that is not offered', { body: { ...wish, procedure: 'tai-quay' } }, 422, 'channel-not-offered'),
  online('an agency of another level', { body: { ...wish, receivingUnit: department } }, 422, 'not-competent'),
  online('an agency that is none', { body: { ...wish, receivingUnit: 'H57.99' } }, 422, 'not-competent'),
  online('no address for the post', { body: { ...wish, returnBy: 'post' } }, 422, 'no-postal-address'),
  online('a room in place of an agency', { body: { ...wish, receivingUnit: 'H57.40/desk' } }, 400, 'bad-input', [
    'body.receivingUnit wrong-form',
  ]),
]

const people: Case[] = [
  atCounter('eleven digits', { identityNumber: '04609000000' }, ['body.applicant.identityNumber wrong-form']),
  atCounter('a province there never was', { identityNumber: '003090000001' }, [
    'body.applicant.identityNumber wrong-form',
  ]),
  atCounter('a number as a number', { identityNumber: 46090000001 }, ['body.applicant.identityNumber wrong-type']),
  atCounter('a wrong check digit', { taxCode: '0100109107' }, ['body.applicant.taxCode wrong-form']),
  atCounter('a branch 000', { taxCode: '0314409058-000' }, ['body.applicant.taxCode wrong-form']),
  atCounter('a phone of no network', { phone: '0112345678' }, ['body.applicant.phone wrong-form']),
  atCounter('a sex there is no word for', { sex: 'M' }, ['body.applicant.sex not-offered']),
  atCounter('a day that is none', { birthDate: '1990-02-30' }, ['body.applicant.birthDate wrong-form']),
  atCounter('digits in a name', { name: 'Trần 1' }, ['body.applicant.name wrong-form']),
  atCounter('NUL in a name', { name: 'Trần\u0000Thử' }, ['body.applicant.name wrong-form']),
  atCounter('half a character in a name', { name: 'Trần\ud800' }, ['body.applicant.name wrong-form']),
  atCounter('a name written backwards', { name: 'Trần\u202eThử' }, ['body.applicant.name wrong-form']),
  atCounter(
    'everything at once',
    {
      identityNumber: '1',
      taxCode: '2',
      phone: '3',
      email: '4',
      birthDate: '5',
      sex: '6',
      name: '7',
      address: '',
      unit: '8',
    },
    [
      'body.applicant.address too-small',
      'body.applicant.birthDate wrong-form',
      'body.applicant.email wrong-form',
      'body.applicant.identityNumber wrong-form',
      'body.applicant.name wrong-form',
      'body.applicant.phone wrong-form',
      'body.applicant.sex not-offered',
      'body.applicant.taxCode wrong-form',
      'body.applicant.unit unknown-field',
    ],
  ),
  online(
    'the code of an abolished district',
    { body: { ...wish, returnBy: 'post', deliverTo: { ...deliverTo, communeCode: '474' } } },
    400,
    'bad-input',
    ['body.deliverTo.communeCode wrong-form'],
  ),
]

const texts: Case[] = [
  online('NUL in prose', { body: { ...wish, summary: 'a\u0000b' } }, 400, 'bad-input', ['body.summary wrong-form']),
  online('a lone surrogate, escaped', { raw: raw.replace('{', '{"summary":"\\ud83d",') }, 400, 'bad-input', [
    'body.summary wrong-form',
  ]),
  online('a low surrogate first', { body: { ...wish, summary: 'a\udc00\ud800' } }, 400, 'bad-input', [
    'body.summary wrong-form',
  ]),
  online('an isolate that turns text', { body: { ...wish, summary: 'a\u2067b' } }, 400, 'bad-input', [
    'body.summary wrong-form',
  ]),
  online('nothing but spaces', { body: { ...wish, summary: ' \n ' } }, 400, 'bad-input', ['body.summary too-small']),
  online('too much text', { body: { ...wish, summary: 'x'.repeat(2001) } }, 400, 'bad-input', ['body.summary too-big']),
]

const shapes: Case[] = [
  online('__proto__', { raw: raw.replace('{', '{"__proto__":{"status":"accepted"},') }, 400, 'bad-input', [
    'body.__proto__ unknown-field',
  ]),
  online('constructor and prototype', { raw: raw.replace('{', '{"constructor":{"prototype":{}},') }, 400, 'bad-input', [
    'body.constructor unknown-field',
  ]),
  online('__proto__ inside', { raw: raw.replace('{', '{"applicant":{"__proto__":{"a":1}},') }, 400, 'bad-input', [
    'body.applicant.__proto__ unknown-field',
  ]),
  online('a name said twice', { raw: raw.replace('{', '{"procedure":"x",') }, 400, 'bad-input', [
    'body.procedure repeated',
  ]),
  online(
    'a name said twice, spelled two ways',
    { raw: raw.replace('{', '{"\\u0070rocedure":"x",') },
    400,
    'bad-input',
    ['body.procedure repeated'],
  ),
  online('objects twenty-one deep', { raw: deep }, 400, 'not-json'),
  online('lists a hundred thousand deep', { raw: '['.repeat(100_000) }, 400, 'not-json'),
  online('a huge number where text belongs', { raw: raw.replace('{', '{"summary":1e999,') }, 400, 'bad-input', [
    'body.summary wrong-type',
  ]),
  online('a list', { raw: '[]' }, 400, 'bad-input', ['body wrong-type']),
  online('null', { raw: 'null' }, 400, 'bad-input', ['body wrong-type']),
  online('nothing', { raw: '' }, 400, 'bad-input', [
    'body.procedure required',
    'body.receivingUnit required',
    'body.returnBy required',
  ]),
  online('half of it', { raw: raw.slice(0, 20) }, 400, 'not-json'),
  online('two values', { raw: `${raw}${raw}` }, 400, 'not-json'),
  online('a comment', { raw: `/* */${raw}` }, 400, 'not-json'),
  online('a byte-order mark', { raw: `\ufeff${raw}` }, 400, 'not-json'),
  online('invalid UTF-8', { raw: new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]) }, 400, 'not-json'),
  online('UTF-16', { raw: new Uint8Array(Buffer.from(raw, 'utf16le')) }, 400, 'not-json'),
  online('a surrogate as bytes', { raw: new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]) }, 400, 'not-json'),
]

const envelope: Case[] = [
  online('262,145 bytes', { raw: `"${'x'.repeat(262_143)}"` }, 413, 'too-large'),
  online('a promise of a huge body', { raw, headers: { 'content-length': '9999999999' } }, 413, 'too-large'),
  ...['text/plain', 'application/xml', 'application/json; charset=utf-16', 'multipart/form-data', ''].map((type) =>
    online(`content type "${type}"`, { raw, headers: { 'content-type': type } }, 415, 'wrong-content-type'),
  ),
  online('no key', { raw, headers: { 'idempotency-key': '' } }, 400, 'bad-input', [
    'header.idempotency-key wrong-form',
  ]),
  online('a key of 129 signs', { raw, headers: { 'idempotency-key': 'k'.repeat(129) } }, 400, 'bad-input', [
    'header.idempotency-key wrong-form',
  ]),
  online('a key with a space', { raw, headers: { 'idempotency-key': 'khoa thu 01' } }, 400, 'bad-input', [
    'header.idempotency-key wrong-form',
  ]),
  online('a question nobody asks', { raw, query: '?status=accepted' }, 400, 'bad-input', [
    'query.status unknown-field',
  ]),
]

async function world() {
  const home = await house()
  const put = (change: Partial<typeof birth>) => home.ports.catalogue.putProcedure({ ...birth, ...change })
  await put({ code: 'da-dong', validTo: '2026-03-09' })
  await put({ code: 'chua-mo', validFrom: '2026-03-11' })
  await put({ code: 'du-thao', state: 'draft' })
  await put({ code: 'tai-quay', channels: ['direct'] })
  await home.ports.catalogue.putUnits(units, [])
  return home
}

describe.each([
  ['law', law],
  ['people', people],
  ['texts', texts],
  ['shapes', shapes],
  ['envelope', envelope],
])('bad input: %s', (_, cases) => {
  it.each(cases)('$says is $status $code and leaves nothing behind', async ({ to, said, status, code, faults }) => {
    const { knock, ports } = await world()
    const answer = await knock(to, to === 'openOnline' ? citizenClaims : reception, said)
    expect([answer.status, answer.json.code]).toEqual([status, code])
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    if (faults) expect(answer.json.faults?.map((fault) => `${fault.where} ${fault.code}`).sort()).toEqual(faults)
    for (const fault of answer.json.faults ?? []) expect(fault.detail).not.toMatch(/expected|invalid|required/i)
    expect([ports.store.records.size, ports.store.scans.size, ports.store.serials.size]).toEqual([0, 0, 0])
  })
})

describe('a name of an index set', () => {
  it.each(['\u3164', '\u0301', '\u2800 \u200b'])('is none when it is %j', async (title) => {
    const { knock } = await world()
    const body = { ...Object(exampleOf('putIndexSet')?.body), title }
    const { status, json } = await knock('putIndexSet', staffClaims('H57.40/office', 'admin'), { body })
    expect([status, json.faults?.map(({ where }) => where)]).toEqual([400, ['body.title']])
  })
})

describe('a list in which one thing is named twice', () => {
  it.each<[RouteId, Claims, object, string]>([
    [
      'act',
      reception,
      { act: 'send-out', version: 1, partner: 'tax-office', asks: ['registration-charge', 'registration-charge'] },
      'body.asks.1',
    ],
    [
      'act',
      reception,
      { act: 'send-letter', version: 1, receiver: 'H57.24', subject: 'Hỏi', scans: [1, 2, 1] },
      'body.scans.2',
    ],
    [
      'subscribeWebhook',
      machineClaims('webhooks.receive'),
      { url: 'https://a.test/', kinds: ['ended', 'ended'] },
      'body.kinds.1',
    ],
    ['putMyNoticeWishes', citizenClaims, { channels: ['sms', 'mail', 'sms'] }, 'body.channels.2'],
    [
      'act',
      reception,
      { act: 'ask-supplement', version: 1, reason: 'Thiếu', papers: ['Tờ khai', 'Tờ khai'] },
      'body.papers.1',
    ],
  ])('%s names it', async (id, claims, body, where) => {
    const { knock, ports } = await world()
    await ports.machines.keep({ client: machineId, name: 'Cổng thử', agency: 'H57.40', expiresOn: '2026-12-31' })
    const { status, json } = await knock(id, claims, { path: { id: 'abcdefgh12345678' }, body })
    expect([status, json.code]).toEqual([400, 'bad-input'])
    expect(json.faults).toContainEqual({ where, code: 'repeated', detail: 'Đã nêu ở trên.' })
  })
})

describe('a draft whose procedure moves on before it is handed in', () => {
  const cases: [string, Partial<typeof birth>][] = [
    ['closes', { validTo: '2026-03-09' }],
    ['is suspended', { state: 'suspended' }],
    ['has a new version', { version: 2 }],
    ['is received online no more', { version: 2, channels: ['direct'] }],
  ]
  it.each(cases)('%s: it stays a draft, and can be withdrawn', async (_, change) => {
    const { knock, ports } = await world()
    const opened = await knock('openOnline', citizenClaims, { body: wish })
    const id = String(Object(opened.json.dossier).id)
    await ports.catalogue.putProcedure({ ...birth, ...change })
    const before = JSON.stringify([...ports.store.records])
    const act = (body: object, key: string) =>
      knock('actOnMine', citizenClaims, { path: { id }, body, headers: { 'idempotency-key': key } })
    const { status, json } = await act({ act: 'submit', version: 1 }, 'khoa-nop-01')
    expect([status, json.code]).toEqual([422, 'procedure-moved'])
    expect(json.faults).toMatchObject([{ where: 'dossier.procedure', detail: expect.stringMatching(/lập hồ sơ mới/) }])
    expect(JSON.stringify([...ports.store.records])).toBe(before)
    const again = await knock('openOnline', citizenClaims, {
      body: wish,
      headers: { 'idempotency-key': 'khoa-moi-01' },
    })
    expect(again.status === 201).toBe(change.version === 2 && change.channels === undefined)
    expect((await act({ act: 'withdraw', version: 1, reason: 'Lập lại' }, 'khoa-rut-01')).status).toBe(200)
  })
})

describe('input that looks odd and is right', () => {
  it('is kept in one form: NFC text, +84 phone, plain tax code', async () => {
    const { knock, ports } = await world()
    const applicant = {
      name: 'Trần Thị Thử'.normalize('NFD'),
      identityNumber: '046190000001',
      phone: '091 234.56-78',
      taxCode: '0314409058 002',
      sex: 'female',
      birthDate: '1990-05-01',
    }
    const { status, json } = await knock('openAtDesk', reception, { body: { ...atDesk, applicant } })
    expect([status, json.warnings]).toEqual([201, []])
    expect((await ports.dossiers.load(Object(json.dossier).id))?.parties.applicant).toEqual({
      ...applicant,
      name: 'Trần Thị Thử'.normalize('NFC'),
      phone: '+84912345678',
      taxCode: '0314409058-002',
    })
  })

  it('warns without stopping, and says the same when repeated', async () => {
    const { knock, ports } = await world()
    const applicant = {
      ...atDesk.applicant,
      birthDate: '1991-01-01',
      sex: 'female',
      address: 'Thôn 1, xã Lộc Trì, huyện Phú Lộc',
    }
    const first = await knock('openAtDesk', reception, { body: { ...atDesk, applicant } })
    expect(first.status).toBe(201)
    expect(
      Object(first.json.warnings).map((row: { where: string; code: string }) => `${row.where} ${row.code}`),
    ).toEqual([
      'body.applicant.identityNumber birth-year-disagrees',
      'body.applicant.identityNumber sex-disagrees',
      'body.applicant.address abolished-level',
    ])
    const second = await knock('openAtDesk', reception, { body: { ...atDesk, applicant } })
    expect(second.text).toBe(first.text)
    expect(ports.store.records.size).toBe(1)
  })

  it('names the byte order mark that a body begins with', async () => {
    const { knock } = await world()
    const { json } = await knock('openOnline', citizenClaims, { raw: `\ufeff${raw}` })
    expect(json.faults).toEqual([{ where: 'body', code: 'wrong-form', detail: expect.stringContaining('BOM, U+FEFF') }])
  })

  it('says of a body that is zipped what it is', async () => {
    const { knock } = await world()
    const headers = { 'content-encoding': 'gzip' }
    const { status, json } = await knock('openOnline', citizenClaims, { raw: new Uint8Array(gzipSync(raw)), headers })
    expect([status, json.code, json.faults?.[0]?.detail]).toEqual([400, 'not-json', expect.stringContaining('gzip')])
  })

  it('keeps the name of a token as text that a table holds and a page shows', async () => {
    const { knock, ports } = await world()
    const name = `${'Trần Thị'.normalize('NFD')}\u202e Thử\u0000 \ud83d`
    const { status, json } = await knock('openOnline', { ...citizenClaims, name }, { body: wish })
    expect(status).toBe(201)
    const file = await ports.dossiers.load(Object(json.dossier).id)
    expect(file?.parties.applicant.name).toBe('Trần Thị Thử \ufffd')
    const nameless = await knock('openOnline', { ...citizenClaims, name: '\u202e \u0000' }, { body: wish })
    expect(nameless.json.code).toBe('not-signed-in')
  })

  it('takes a charset, an emoji, a foreign name, and numbers of people born abroad', async () => {
    const { knock } = await world()
    const applicant = { ...atDesk.applicant, name: "Anne-Marie O'Neill", identityNumber: '100090000001' }
    const { status } = await knock('openAtDesk', reception, {
      body: { ...atDesk, applicant, summary: 'Xin cấp gấp 🙏\nCảm ơn' },
      headers: { 'content-type': 'application/json; charset=UTF-8' },
    })
    expect(status).toBe(201)
  })
})
