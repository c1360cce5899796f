import { describe, expect, it } from 'vitest'
import { readJson } from '../../shared/read-json.ts'
import { ward } from '../given.ts'
import { atDesk, citizenClaims, house, reception, staffClaims, wish } from './given.ts'

describe('a request that does not parse', () => {
  it('is answered with every fault of every part at once, in Vietnamese', async () => {
    const { knock } = await house()
    const answer = await knock('openAtDesk', reception, {
      query: '?mau=1',
      headers: { 'idempotency-key': 'ngan' },
      body: {
        ...atDesk,
        channel: 'online',
        status: 'accepted',
        dueAt: '2026-03-10T09:00:00+07:00',
        applicant: { name: 'Tên\u202eđảo', identityNumber: '123', phone: 'abc' },
      },
    })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const faults = answer.json.faults ?? []
    expect(faults.map(({ where, code }) => `${where} ${code}`).sort()).toEqual(
      [
        'body.applicant.identityNumber wrong-form',
        'body.applicant.name wrong-form',
        'body.channel not-offered',
        'body.dueAt unknown-field',
        'body.status unknown-field',
        'header.idempotency-key wrong-form',
        'body.applicant.phone wrong-form',
        'query.mau unknown-field',
      ].sort(),
    )
    for (const { detail } of faults)
      expect(detail).not.toMatch(/invalid|expected|required|unrecognized|too (small|big)/i)
  })

  it('names what is missing, of what type it should be, and how long', async () => {
    const { knock } = await house()
    const { json } = await knock('openOnline', citizenClaims, {
      body: { procedure: 7, summary: 'x'.repeat(2001), returnBy: 'counter', deliverTo: [] },
    })
    expect(json.faults).toEqual([
      { where: 'body.procedure', code: 'wrong-type', detail: 'Phải là chữ.' },
      { where: 'body.summary', code: 'too-big', detail: 'Phải có nhiều nhất 2000 ký tự.' },
      { where: 'body.deliverTo', code: 'wrong-type', detail: 'Phải là đối tượng.' },
      { where: 'body.receivingUnit', code: 'required', detail: 'Thiếu thông tin bắt buộc.' },
    ])
  })

  it('takes no number that is next to nothing, since no store holds it, and says so beside what else is wrong', async () => {
    const { knock } = await house()
    const admin = staffClaims(`${ward}/office`, 'admin')
    const edit = (...amounts: number[]) => {
      const limits = amounts.map((amount, n) => ({ channel: ['any', 'direct'][n], unit: 'day', amount }))
      const body = { act: 'edit', version: 1, change: { limits } }
      return knock('actOnProcedure', admin, { path: { code: '1.001193' }, body })
    }
    const told = ({ status, json }: Awaited<ReturnType<typeof edit>>) => [
      status,
      json.faults?.map(({ where, code }) => `${where} ${code}`),
    ]
    expect(told(await edit(2.26e-300))).toEqual([400, ['body.change.limits.0.amount too-small']])
    expect(told(await edit(-1e-300, 5e-324))).toEqual([
      400,
      ['body.change.limits.0.amount too-small', 'body.change.limits.1.amount too-small'],
    ])
    expect((await edit(0, 0.5)).status).toBe(200)
  })

  it('names where a name was said twice, beside whatever else is wrong', async () => {
    const { knock } = await house()
    const raw = JSON.stringify({ ...atDesk, channel: 'online' }).replace('"phone":', '"phone":"1","phone":')
    const { json } = await knock('openAtDesk', reception, { raw })
    expect(json.faults?.map(({ where, code }) => `${where} ${code}`)).toEqual([
      'body.applicant.phone repeated',
      'body.channel not-offered',
    ])
  })

  it.each([
    ['"kind":"points","kind":"share","points":3', ['body.value.kind repeated', 'body.source required']],
    ['"kind":"points","points":"x","points":3000', ['body.value.points repeated', 'body.source required']],
  ])('does not guess which variant was meant within a value either: %s', async (value, faults) => {
    const { knock } = await house()
    const head = { ...reception, 'custom:roles': 'unit-head' }
    const raw = `{"code":"1.1","from":"2026-01-01","to":"2026-01-31","evidence":[1],"value":{${value}}}`
    const path = { index: '766' }
    const { status, json } = await knock('enterByHand', head, { path, raw })
    expect([status, json.faults?.map(({ where, code }) => `${where} ${code}`)]).toEqual([400, faults])
  })

  it.each([
    ['papers that are none', 'act', `{"act":"accept","version":1,"handedIn":[${Array(120_000).fill('0')}]}`],
    ['empty papers', 'act', `{"act":"accept","version":1,"handedIn":[${Array(80_000).fill('{}')}]}`],
    [
      'names nobody knows',
      'act',
      `{"act":"accept","version":1,${Array.from({ length: 20_000 }, (_, n) => `"k${n}":1`)}}`,
    ],
    [
      'names nobody knows, and as many said twice',
      'act',
      `{"act":"accept","version":1,${Array.from({ length: 6_000 }, (_, n) => `"k${n}":1,"t${n}":1,"t${n}":1`)}}`,
    ],
  ] as const)(
    'is answered soon and briefly when it has tens of thousands of faults: %s',
    async (_, id, raw) => {
      const { knock } = await house()
      const begun = performance.now()
      const { status, json, text } = await knock(id, reception, { path: { id: 'abcdefgh12345678' }, raw })
      expect([status, json.code, json.faults?.length]).toEqual([400, 'bad-input', 100])
      expect(json.detail).toMatch(/Nêu 100 lỗi đầu trong \d{5,6} lỗi\.$/)
      expect(text.length).toBeLessThan(20_000)
      expect(performance.now() - begun).toBeLessThan(15_000)
    },
    30_000,
  )

  it('is looked through once for what it names twice, however long it is', async () => {
    const { knock } = await house()
    const papers = [...Array.from({ length: 40_000 }, (_, n) => n.toString(36)), '0']
    const body = { act: 'ask-supplement', version: 1, reason: 'Thiếu', papers }
    const took = async () => {
      const begun = performance.now()
      const { json } = await knock('act', reception, { path: { id: 'abcdefgh12345678' }, body })
      expect(json.faults).toContainEqual({ where: 'body.papers.40000', code: 'repeated', detail: 'Đã nêu ở trên.' })
      return performance.now() - begun
    }
    // Each against each other took two and a half seconds.
    expect(Math.min(await took(), await took(), await took())).toBeLessThan(1_000)
  })

  it('is not guessed at where text has lost characters on its way', async () => {
    const { knock } = await house()
    for (const query of ['?q=%ED%A0%80', '?q=h%E1%BB', '?q=%EF%BF%BD']) {
      const { status, json } = await knock('findProcedures', undefined, { query })
      expect([query, status, json.faults?.map(({ where }) => where)]).toEqual([query, 400, ['query.q']])
    }
    expect((await knock('findProcedures', undefined, { query: '?q=h%E1%BB%99+t%E1%BB%8Bch' })).status).toBe(200)
  })

  it('never lets a body set what the rules own', async () => {
    const { knock } = await house()
    for (const field of [
      'status',
      'dueAt',
      'holder',
      'unit',
      'money',
      'code',
      'agencies',
      'owner',
      'channel',
      '__proto__',
    ]) {
      const raw = JSON.stringify(wish).replace('{', `{"${field}":"x",`)
      const { status, json } = await knock('openOnline', citizenClaims, { raw })
      expect([field, status, json.faults?.map(({ where }) => where)]).toEqual([field, 400, [`body.${field}`]])
    }
  })

  it('refuses acts that only jobs do, and officers’ acts from citizens', async () => {
    const { knock } = await house()
    const path = { id: 'abcdefgh12345678' }
    for (const act of ['acknowledge', 'shipment-taken', 'delivered', 'undelivered', 'constructor']) {
      const { status, json } = await knock('act', reception, { path, body: { act, version: 1 } })
      expect([act, status, json.faults?.[0]?.where]).toEqual([act, 400, 'body.act'])
    }
    for (const act of ['accept', 'approve', 'return']) {
      expect((await knock('actOnMine', citizenClaims, { path, body: { act, version: 1 } })).status).toBe(400)
    }
  })

  it('wants a key for what changes', async () => {
    const { knock } = await house()
    const { status, json } = await knock('openOnline', citizenClaims, {
      body: wish,
      headers: { 'idempotency-key': '' },
    })
    expect([status, json.faults?.[0]?.where]).toEqual([400, 'header.idempotency-key'])
  })

  it('keeps text in one form: NFC and trimmed', async () => {
    const { knock, ports } = await house()
    const applicant = { ...atDesk.applicant, name: '  Trần Văn Thử '.normalize('NFD') }
    const { status, json } = await knock('openAtDesk', reception, { body: { ...atDesk, applicant } })
    expect(status).toBe(201)
    const { id } = Object(json.dossier)
    expect((await ports.dossiers.load(id))?.parties.applicant.name).toBe('Trần Văn Thử')
  })

  it.each([
    ['NUL', 'a\u0000b'],
    ['half a character', 'a\ud800b'],
    ['turning text round', 'a\u202eb'],
  ])('refuses %s in text', async (_, summary) => {
    const { knock } = await house()
    const { json } = await knock('openOnline', citizenClaims, { body: { ...wish, summary } })
    expect(json.faults?.map(({ where }) => where)).toEqual(['body.summary'])
  })
})

describe('a body that is not plain JSON', () => {
  it.each([
    ['another content type', { raw: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'wrong-content-type'],
    ['broken JSON', { raw: '{"a":' }, 400, 'not-json'],
    ['invalid UTF-8', { raw: new Uint8Array([0x22, 0xff, 0x22]) }, 400, 'not-json'],
    ['what the door made of invalid UTF-8', { raw: '{"summary":"Qu\uFFFD"}' }, 400, 'not-json'],
    ['nesting beyond 20', { raw: '['.repeat(21) + ']'.repeat(21) }, 400, 'not-json'],
    ['more than 256 KB', { raw: `"${'x'.repeat(262_144)}"` }, 413, 'too-large'],
    ['a list', { raw: '[]' }, 400, 'bad-input'],
  ] as const)('is refused: %s', async (_, said, status, code) => {
    const { knock } = await house()
    const answer = await knock('openOnline', citizenClaims, said)
    expect([answer.status, answer.json.code]).toEqual([status, code])
  })

  it('is refused when a name stands twice, however it is spelled', async () => {
    const { knock } = await house()
    const raw = '{"act":"submit","version":1,"\\u0061ct":"withdraw"}'
    const { json } = await knock('actOnMine', citizenClaims, { path: { id: 'abcdefgh12345678' }, raw })
    expect(json.faults).toEqual([
      { where: 'body.act', code: 'repeated', detail: 'Được gửi lên nhiều lần; chỉ gửi một lần.' },
    ])
  })
})

describe('reading JSON', () => {
  it('allows 20 levels and equal names in different objects', () => {
    const deep = '['.repeat(20) + ']'.repeat(20)
    expect('value' in readJson(deep)).toBe(true)
    expect(readJson('{"a":{"b":1},"c":[{"b":2},{"b":3}],"d":"{\\"b\\":1,\\"b\\":2"}')).toHaveProperty('value')
  })

  it('finds a name said twice at any depth', () => {
    expect(readJson('{"a":[0,{"b":1 ,"b" :2}]}')).toEqual({ repeated: ['a.1.b'], last: { a: [0, { b: 2 }] } })
  })
})
