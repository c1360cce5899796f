import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { scopeName } from '../../shared/access/machine.ts'
import { procedureRow } from '../../shared/catalogue/row.ts'
import { objections } from '../../shared/dossier/objections.ts'
import { toldCall } from '../../shared/http/called-back.ts'
import { problemIn } from '../../shared/http/client/problem-error.ts'
import { faultCodes, refusals } from '../../shared/http/problems.ts'
import { type Route, routes } from '../../shared/http/routes.ts'
import { ruledBy } from '../../shared/http/ruled-by.ts'
import { shapeOf } from '../../shared/http/schemas.ts'
import { house } from './given.ts'

interface Operation {
  operationId: string
  summary: string
  security: Record<string, unknown>[]
  responses: Record<string, { content: Record<string, unknown> }>
  description?: string
  parameters?: {
    name: string
    in: string
    required?: boolean
    description?: string
    schema?: { description?: string }
  }[]
  requestBody?: { required?: boolean; content?: Record<string, unknown> }
}
interface JsonShape {
  properties?: unknown
  additionalProperties?: unknown
}
interface Contract {
  openapi: string
  info: { description: string }
  paths: Record<string, Record<string, Operation>>
  webhooks: unknown
  components: { schemas: Record<string, JsonShape & { oneOf?: JsonShape[] }>; securitySchemes: Record<string, unknown> }
}

/** What a portal shows of a dossier. */
const told = [
  'Dossier',
  'DossierWhole',
  'LookedUp',
  'Scan',
  'Receipt',
  'PaymentAttempt',
  'Obligation',
  'HistoryRow',
].concat(['Clock', 'Procedure', 'Webhook', 'Archive', 'Problem'])

/** Fields that bear money, each with what it may be. */
function moneyIn(shape: unknown): [string, unknown][] {
  if (typeof shape !== 'object' || shape === null) return []
  const fields = Object.entries(Object(Reflect.get(shape, 'properties') ?? {}))
  const money = fields.filter(([name]) => name.endsWith('Vnd'))
  return [...money, ...Object.values(shape).flatMap(moneyIn)]
}

function undescribed(shape: unknown): string[] {
  if (Array.isArray(shape)) return shape.flatMap(undescribed)
  if (typeof shape !== 'object' || shape === null) return []
  const fields = Object.entries(Object(Reflect.get(shape, 'properties') ?? {}))
  const silent = fields.filter(([, field]) => Object(field).description === undefined).map(([name]) => name)
  return [...silent, ...Object.values(shape).flatMap(undescribed)]
}

/** Every object a part of the document describes, through references too. */
function objectsIn(document: Contract, part: unknown, seen = new Set<unknown>()): JsonShape[] {
  if (typeof part !== 'object' || part === null || seen.has(part)) return []
  seen.add(part)
  if (Array.isArray(part)) return part.flatMap((one) => objectsIn(document, one, seen))
  const name = /^#\/components\/schemas\/(\w+)$/.exec(String(Reflect.get(part, '$ref')))?.[1]
  const named = name === undefined ? [] : objectsIn(document, document.components.schemas[name], seen)
  const own = 'properties' in part && !('example' in part) ? [part as JsonShape] : []
  const inner = Object.entries(part).flatMap(([key, value]) =>
    key === 'example' ? [] : objectsIn(document, value, seen),
  )
  return [...own, ...named, ...inner]
}

const isNode = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function contract(): Promise<Contract> {
  const { knock } = await house()
  return JSON.parse((await knock('contract', undefined)).text)
}

function scopesOf({ scope }: Route): string[] {
  return scope ? [scopeName(scope)] : []
}

describe('the contract', () => {
  it('is OpenAPI 3.1 and has every route, with its door and its problems', async () => {
    const { openapi, paths, components } = await contract()
    expect(openapi).toBe('3.1.0')
    expect(Object.keys(components.securitySchemes)).toEqual(['citizen', 'staff', 'machine'])
    for (const row of routes) {
      const operation = paths[row.path]?.[row.method.toLowerCase()]
      expect(operation?.operationId).toBe(row.id)
      expect(operation?.security).toEqual(
        row.issuer === 'none' || row.issuer === 'partner' ? [] : [{ [row.issuer]: scopesOf(row) }],
      )
      expect(operation?.responses[String(shapeOf(row.id).status)]).toBeDefined()
      expect(operation?.responses['500']?.content).toHaveProperty('application/problem+json')
      expect(operation?.responses['401'] !== undefined).toBe(row.issuer !== 'none' && row.issuer !== 'partner')
      const mayBeForbidden =
        ['staff', 'machine'].includes(row.issuer) ||
        ruledBy(row.id).some((code) => objections[code].status === 403) ||
        ('noStaff' in row && row.noStaff)
      expect(operation?.responses['403'] !== undefined).toBe(mayBeForbidden)
    }
    const count = Object.values(paths).reduce((sum, verbs) => sum + Object.keys(verbs).length, 0)
    expect(count).toBe(routes.length)
  })

  it('names money in whole đồng everywhere', async () => {
    const told = moneyIn(await contract()).map(([name, shape]) => [name, JSON.stringify(shape)])
    expect(told.length).toBeGreaterThan(20)
    expect(told.filter(([, shape]) => /"number"/.test(shape ?? '') || !/"integer"/.test(shape ?? ''))).toEqual([])
  })

  it('asks for the key wherever a dossier is opened or moved, something entered by hand, a report ordered, or somebody set in another’s place', async () => {
    const { paths } = await contract()
    for (const row of routes) {
      const operation = paths[row.path]?.[row.method.toLowerCase()]
      const key = operation?.parameters?.find(({ name }) => name === 'Idempotency-Key')
      expect([row.id, key?.required ?? false]).toEqual([
        row.id,
        /^(open|act|enterByHand|letStandIn|reprint|declareDays|announce|subscribe|askReport|handIn|putNumberPattern|reuse|putMyNoticeWishes|orderMoneyBack)/.test(
          row.id,
        ),
      ])
    }
  })

  it('lists at each door the refusals it may meet there, and every rule’s refusal at some door', async () => {
    const { paths } = await contract()
    const lookUp = paths['/v1/public/lookups']?.post
    expect(Object.keys(lookUp?.responses ?? {})).not.toContain('409')
    expect(JSON.stringify(paths['/v1/desk/dossiers/{id}/acts']?.post)).not.toContain('rating-not-so')
    expect(JSON.stringify(paths['/v1/desk/indices/{index}/rating/acts']?.post)).toContain('rating-not-so')
    const met = new Set(routes.flatMap(({ id }) => ruledBy(id)))
    expect(Object.keys(objections).filter((code) => ![...met].some((one) => one === code))).toEqual([])
  })

  it('says what every field of every request means', async () => {
    const { paths, components } = await contract()
    const unsaid: string[] = []
    const walk = (node: unknown, path: readonly string[], seen: ReadonlySet<string>): void => {
      if (Array.isArray(node)) {
        for (const one of node) walk(one, path, seen)
        return
      }
      if (!isNode(node)) return
      const name = /^#\/components\/schemas\/(\w+)$/.exec(String(node.$ref))?.[1]
      if (name !== undefined && !seen.has(name)) walk(components.schemas[name], [name], new Set([...seen, name]))
      for (const [field, shape] of Object.entries(isNode(node.properties) ? node.properties : {})) {
        const own = isNode(shape) && ('description' in shape || 'const' in shape || '$ref' in shape)
        if (!own) unsaid.push([...path, field].join('.'))
        walk(shape, [...path, field], seen)
      }
      for (const part of ['items', 'oneOf', 'anyOf', 'allOf', 'additionalProperties']) walk(node[part], path, seen)
    }
    for (const operation of Object.values(paths).flatMap((verbs) => Object.values(verbs)))
      for (const body of Object.values(operation.requestBody?.content ?? {}))
        walk(isNode(body) ? body.schema : undefined, [operation.operationId], new Set())
    expect(unsaid).toEqual([])
  })

  it('says who may call, and what every parameter and every field of what portals show means', async () => {
    const { paths, components } = await contract()
    for (const operation of Object.values(paths).flatMap((verbs) => Object.values(verbs))) {
      expect([operation.operationId, operation.description]).toEqual([
        operation.operationId,
        expect.stringMatching(/\.$/),
      ])
      for (const { name, description, schema } of operation.parameters ?? [])
        expect([operation.operationId, name, description ?? schema?.description ?? '']).not.toContain('')
    }
    for (const name of told) expect([name, undescribed(components.schemas[name])]).toEqual([name, []])
  })

  it('lists every code a problem may bear, and a fault of what was sent, for machines to read', async () => {
    const { properties } = Object((await contract()).components.schemas.Problem)
    expect(properties.code.examples).toEqual(Object.keys({ ...refusals, ...objections }))
    expect(properties.faults.items.properties.code.examples).toEqual(Object.keys(faultCodes))
  })

  it('says of an id and of a code what bears it, and what a look-up’s factor is', async () => {
    const { paths } = await contract()
    const all = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.values(verbs).map((operation) => ({ ...operation, path })),
    )
    for (const { operationId, path, parameters = [] } of all) {
      for (const { name, description = '', schema } of parameters) {
        const says = `${operationId}: ${description || schema?.description}`
        if (name === 'code') expect(says).toContain(path.includes('/dossiers') ? 'Mã hồ sơ' : 'Mã thủ tục')
        if (name === 'id') expect([says, /hồ sơ/i.test(says)]).toEqual([says, path.includes('/dossiers/{id}')])
      }
    }
    expect(JSON.stringify(paths['/v1/citizen/dossiers/{id}/scans/{n}/download'])).toContain('`result-1`')
    expect(JSON.stringify(paths['/v1/public/lookups'])).toContain('`receipt.secret`')
    expect(JSON.stringify(paths['/v1/public/surveys'])).toMatch(/`receipt\.secret`.*12 ký tự/)
  })

  it.each([
    ['findProcedures', 'agency', /cơ quan này giải quyết.*bỏ trống: mọi cơ quan/],
    ['listCalendar', 'agency', /bỏ trống là cơ quan của người hỏi/],
    ['findProcedures', 'field', /mã, tên hoặc một phần/],
    ['listUnits', 'level', /^Cấp của cơ quan/],
    ['listWork', 'of', /chưa giao cho ai.*giao cho mình/],
    ['listMoved', 'n', /lần công bố/],
    ['surveyResults', 'by', /^Cộng theo/],
  ])('says at %s what its own %s is', async (id, name, says) => {
    const operations = Object.values((await contract()).paths).flatMap((verbs) => Object.values(verbs))
    const { parameters } = operations.find(({ operationId }) => operationId === id) ?? {}
    expect(parameters?.find((one) => one.name === name)?.description).toMatch(says)
  })

  it('asks for a body only where an empty one would be refused', async () => {
    const { paths } = await contract()
    expect(paths['/v1/machine/webhooks/{webhook}/end']?.post?.requestBody?.required).toBe(false)
    expect(paths['/v1/machine/webhooks']?.post?.requestBody?.required).toBe(true)
  })

  it('resolves every reference', async () => {
    const document = await contract()
    const text = JSON.stringify(document)
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(20)
    for (const name of names) expect(document.components.schemas).toHaveProperty(String(name))
  })

  it('takes no unknown field, and lets every answer have more of them later', async () => {
    const document = await contract()
    for (const [path, verbs] of Object.entries(document.paths)) {
      for (const operation of Object.values(verbs)) {
        const sent = objectsIn(document, operation.requestBody)
        const told = objectsIn(document, operation.responses)
        expect([path, sent.filter((shape) => shape.additionalProperties !== false)]).toEqual([path, []])
        expect([path, told.filter((shape) => shape.additionalProperties === false)]).toEqual([path, []])
      }
    }
    expect(objectsIn(document, document.webhooks).filter((shape) => shape.additionalProperties === false)).toEqual([])
    expect(JSON.stringify(document)).toContain('"additionalProperties":false')
  })

  it('shows whole requests and answers at every door, each as it is taken and given', async () => {
    const { paths } = await contract()
    const shownAt: string[] = []
    for (const row of routes) {
      const operation = paths[row.path]?.[row.method.toLowerCase()]
      const shape = shapeOf(row.id)
      const answer = Object(operation?.responses[String(shape.status)]?.content?.['application/json']).example
      const { example, examples } = Object(operation?.requestBody?.content?.['application/json'])
      const bodies = examples
        ? Object.values(examples).map((one) => Object(one).value)
        : example === undefined
          ? []
          : [example]
      if (answer === undefined) continue
      shownAt.push(row.id)
      expect([row.id, shape.answer.safeParse(answer).error]).toEqual([row.id, undefined])
      expect([row.id, bodies.length > 0]).toEqual([row.id, shape.body !== undefined])
      for (const body of bodies) expect([row.id, shape.body?.safeParse(body).error]).toEqual([row.id, undefined])
    }
    const elsewhere = ['contract', 'docs', 'fetchToldFile']
    expect(routes.map(({ id }) => id).filter((id) => !shownAt.includes(id) && !elsewhere.includes(id))).toEqual([])
  })

  it('shows a call that goes out as a front end is sent it', async () => {
    const { webhooks } = await contract()
    const { requestBody } = Object(Reflect.get(Object(webhooks), 'told')).post
    expect(toldCall().safeParse(requestBody.content['application/json'].example).error).toBeUndefined()
  })

  it('says what a file of procedures is made of, and takes a row so made', async () => {
    const { components, paths } = await contract()
    expect(JSON.stringify(paths['/v1/desk/catalogue/imports']?.post)).toContain('`ImportRow`')
    const fields = Object.keys(Object(components.schemas.ImportRow?.properties))
    const [line = ''] = readFileSync('shared/catalogue/sample/procedures.jsonl', 'utf8').split('\n')
    expect(fields).toEqual(expect.arrayContaining(['code', 'name', 'channels', 'documents', 'time_limit']))
    expect(procedureRow().safeParse(JSON.parse(line)).success).toBe(true)
  })
})

describe('the documentation page', () => {
  it('names every route and speaks Vietnamese', async () => {
    const { knock } = await house()
    const { text, headers } = await knock('docs', undefined)
    expect(headers.get('content-type')).toContain('text/html')
    expect(text).toContain('<html lang="vi">')
    for (const row of routes) {
      expect(text).toContain(row.summary)
      expect(text).toContain(`<section id="${row.id}">`)
    }
  })

  it('lists every stable code of problems and faults', async () => {
    const { knock } = await house()
    const { text } = await knock('docs', undefined)
    const listed = text.slice(text.indexOf('<h2 id="ma-loi">'))
    for (const code of Object.keys({ ...refusals, ...objections, ...faultCodes })) {
      expect(listed).toMatch(new RegExp(`<code( id="loi-${code}")?>${code}</code>`))
    }
  })

  it('says who calls, in its list and at each door', async () => {
    const { knock } = await house()
    const { text } = await knock('docs', undefined)
    const called = {
      citizen: 'Công dân',
      staff: 'Cán bộ',
      machine: 'Hệ thống khác',
      partner: 'Đối tác',
      none: 'Công khai',
    }
    for (const { id, issuer } of routes) {
      expect(text).toMatch(
        new RegExp(`<a href="#${id}">[^<]*</a></td><td><code>[^<]*</code></td><td>${called[issuer]}<`),
      )
      expect(text).toMatch(new RegExp(`<section id="${id}"><h3>[^<]*<span class="door">${called[issuer]}<`))
    }
    expect(text).toMatch(/<section id="toldOfDossier"><h3>[^<]*<span class="door">Hệ thống này gọi đi</)
  })

  it('tells at a door the sentence of each rule, and once for all doors what nearly every one may answer', async () => {
    const { knock } = await house()
    const { text } = await knock('docs', undefined)
    const [, door = ''] = /<section id="actOnMine">(.*?)<\/section>/s.exec(text) ?? []
    expect(door).toContain(objections['moved-meanwhile'].says)
    for (const code of ['bad-input', 'outage'] as const) {
      expect(door).toContain(`<a href="#loi-${code}"><code>${code}</code></a>`)
      expect(text.split(refusals[code].says)).toHaveLength(2)
    }
  })

  it('tells what holds at every door, in the document too: signing in, dates and money, repeats, lists, files, what the door and the store say, browsers, what is to go', async () => {
    const { knock } = await house()
    const { info } = await contract()
    const { text } = await knock('docs', undefined)
    const told = text.split('<h2 id="quy-uoc">')[1]?.split('<h2')[0] ?? ''
    for (const word of ['client credentials', '+07:00', '256 KB', 'NFC', 'Idempotency-Key', 'version', 'next', 'after'])
      expect([word, told.includes(word), info.description.includes(word)]).toEqual([word, true, true])
    for (const word of ['BadDigest', '412', 'CORS', 'Deprecation', 'Sunset', 'Retry-After', 'mười hai tháng'])
      expect([word, told.includes(word), info.description.includes(word)]).toEqual([word, true, true])
    for (const status of [401, 403, 404, 413, 429, 431]) {
      const { code } = await problemIn(new Response('{"message":"No"}', { status }))
      expect([code, told.includes(`<code>${code}</code>`)]).toEqual([code, true])
    }
    for (const word of ['cors', 'BadDigest', 'phân trang', 'token', 'sunset', 'http-404']) {
      const { text: found } = await knock('docs', undefined, { query: `?q=${encodeURIComponent(word)}` })
      expect([word, found.includes('<section id="quy-uoc-')]).toEqual([word, true])
      expect(found).toMatch(/role="status">\d+ chức năng, [1-9]\d* quy ước, \d+ kiểu dữ liệu có /)
    }
  })

  it('says of every field that is sent or shown, however deep, what it is: its kind, its bounds, whether it may be null, and whether it is to go', async () => {
    const { knock } = await house()
    const { text } = await knock('docs', undefined)
    const { components } = await contract()
    const told = (id: string) => text.split(`<section id="${id}">`)[1]?.split('</section>')[0] ?? ''
    const rowOf = (id: string, name: string) =>
      /^.*?<\/tr>/s.exec(told(id).split(`<tr><td><code>${name}</code>`)[1] ?? '')?.[0].replaceAll(/<[^>]*>/g, ' ') ?? ''
    expect(rowOf('openOnline', 'deliverTo.phone')).toMatch(/^ +\* .*0-30 ký tự.*Số điện thoại/)
    expect(rowOf('openOnline', 'applicant.email')).toContain('Thư điện tử')
    expect(rowOf('kieu-CitizenAct', 'papers')).toMatch(/danh sách đối tượng \(1-100 mục\)/)
    expect(rowOf('kieu-CitizenAct', 'papers[].count')).toMatch(/số nguyên \(từ 1, đến 999\)/)
    expect(rowOf('kieu-Procedure', 'fees[].amountVnd')).toMatch(/^ +\* +số.* hoặc null/)
    expect(rowOf('subscribeWebhook', 'secret')).toContain('chữ')
    expect(rowOf('kieu-Obligation', 'refund')).toContain('Sắp bỏ.')
    const unsaid: string[] = []
    const walk = (id: string, shape: unknown, before: string): void => {
      if (!isNode(shape)) return
      for (const [name, field] of Object.entries(isNode(shape.properties) ? shape.properties : {})) {
        if (rowOf(id, `${before}${name}`) === '') unsaid.push(`${id}: ${before}${name}`)
        walk(id, field, `${before}${name}.`)
      }
      if (before !== '') walk(id, shape.items, before.replace(/\.$/, '[].'))
      for (const one of [shape.oneOf, shape.anyOf].flat()) walk(id, one, before)
    }
    for (const [name, shape] of Object.entries(components.schemas)) walk(`kieu-${name}`, shape, '')
    expect(unsaid).toEqual([])
  })

  it('finds an operation by a word, with marks or without, and an error by its code', async () => {
    const { knock } = await house()
    const found = async (q: string) => {
      const { text } = await knock('docs', undefined, { query: `?q=${encodeURIComponent(q)}` })
      return [...text.matchAll(/<section id="([\w-]+)">/g)].map(([, id]) => id)
    }
    expect(await found('communeName')).toEqual(expect.arrayContaining(['openOnline', 'kieu-CitizenAct']))
    expect(await found('thanh toan truc tuyen')).toContain('beginPayment')
    expect(await found('khảo sát')).toEqual(expect.arrayContaining(['startSurvey', 'answerMySurvey']))
    expect(await found('thanh toán')).not.toContain('openOnline')
    expect(await found('factor')).toEqual(expect.arrayContaining(['lookUp', 'answerSurvey']))
    expect(await found('sha256')).toContain('reserveMyScan')
    expect(await found('procedure-moved')).toEqual(expect.arrayContaining(['actOnMine', 'act']))
    expect(await found('xyzzy')).toEqual([])
    const ofCitizens = routes.filter(({ issuer }) => issuer === 'citizen').map(({ id }) => id)
    const forCitizens = await found('công dân')
    expect(forCitizens).toEqual(expect.arrayContaining(ofCitizens))
    expect(forCitizens.length).toBeLessThan(2 * ofCitizens.length)
    expect(await found('dân công')).toEqual(expect.arrayContaining(ofCitizens))
    const { text } = await knock('docs', undefined, { query: '?q=%3Cb%3E%22' })
    expect(text).not.toContain('<b>')
    expect(text).toContain('&#60;b&#62;')
  })

  it('finds an act by what it does, and leads to its door and to its fields', async () => {
    const { knock } = await house()
    const search = async (q: string) => {
      const { text } = await knock('docs', undefined, { query: `?q=${encodeURIComponent(q)}` })
      const acts = [...text.matchAll(/<a href="\/docs#(viec-[\w-]+)"><code>/g)].map(([, to]) => to)
      return { acts, doors: [...text.matchAll(/<section id="(\w+)">/g)].map(([, id]) => id) }
    }
    const { text: whole } = await knock('docs', undefined)
    const tax = await search('thuế')
    expect(tax.acts).toEqual(['viec-DeskAct-send-out', 'viec-DeskAct-request-obligation'])
    expect(tax.doors).toContain('act')
    expect(await search('rút hồ sơ')).toMatchObject({ acts: ['viec-CitizenAct-withdraw', 'viec-DeskAct-withdraw'] })
    for (const place of tax.acts) expect(whole.split(`<p id="${place}">`)).toHaveLength(2)
    expect(whole).not.toContain('<th scope="col">Ở chức năng</th>')
    expect((await search('procedure-moved')).acts).toEqual([])
  })

  it('leads from what is found to what is not on the page, and takes nothing, and signs alone, for no search', async () => {
    const { knock } = await house()
    const { text } = await knock('docs', undefined, { query: '?q=listLate' })
    expect(text).toContain('href="/docs#kieu-Late"')
    for (const [, to] of text.matchAll(/href="#([^"]+)"/g)) expect(text).toContain(` id="${to}"`)
    // A form that is sent empty says its field all the same.
    for (const q of ['!!!', '', '+']) {
      const { status, text: whole } = await knock('docs', undefined, { query: `?q=${q}` })
      expect([q, status]).toEqual([q, 200])
      expect(whole).not.toContain('role="status"')
    }
  })

  it('is read on a phone and by keyboard: it scrolls within itself, says where one is, and leads past the list', async () => {
    const { knock } = await house()
    const { text } = await knock('docs', undefined)
    expect(text).toContain('width=device-width,initial-scale=1')
    expect(text).toMatch(/<a class="skip" href="#noi-dung">/)
    expect(text).toMatch(/<main id="noi-dung">/)
    expect(text).toMatch(/:focus-visible/)
    expect(text).toMatch(/<label for="q">/)
    expect([...text.matchAll(/<table>/g)]).toHaveLength(
      [...text.matchAll(/<div class="wide" tabindex="0"><table>/g)].length,
    )
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids).toHaveLength(new Set(ids).size)
    for (const [, to] of text.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(to)
  })

  it('loads nothing from anywhere and runs no script', async () => {
    const { knock } = await house()
    const { text, headers } = await knock('docs', undefined)
    // What an example shows is text, escaped.
    const rest = text.replaceAll(/<pre[^>]*>[^<]*<\/pre>/g, '')
    expect(rest).not.toMatch(/https?:\/\/|src=|<script|<link|@import|url\(|javascript:| on\w+=/i)
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+';/)
  })
})
