import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'
import { build, type Plugin } from 'esbuild'
import { afterAll, describe, expect, it } from 'vitest'
import { mostKilobytes } from '../../infra/bench/bundles.ts'
import { projectFolder } from '../../infra/local/stores/child-process.ts'
import { askedBy } from '../../infra/parts/bundles.ts'
import { bundling, ownRows, undescribed, writtenContract } from '../../infra/parts/bundling.ts'
import { lateParts } from '../../infra/parts/late-parts.ts'
import { publishedDays } from '../../shared/calendar/published.ts'
import { openapi } from '../../shared/http/openapi.ts'
import { routes } from '../../shared/http/routes.ts'

const schema = `import * as z from 'zod'
  import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
  const schema = z.object({ day: z.iso.date(), rows: z.array(z.record(z.string(), z.json())), n: z.coerce.number() })
  export const parse = (value) => schema.safeParse(value)
  export const describe = () => z.toJSONSchema(schema)
  export const open = () => new DynamoDBClient({ region: 'x' }).config.endpointDiscoveryEnabled`

const folder = mkdtempSync(join(tmpdir(), 'bundling-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Both clients against one address; what they throw as our code sees it. */
const asking = `
  import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
  import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
  const Item = { pk: { S: 'a' } }
  export const ask = async (endpoint) => {
    const reached = { endpoint, region: 'x', maxAttempts: 2, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }
    const put = new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName: 't', Item } }] })
    const get = new GetObjectCommand({ Bucket: 'b', Key: 'k' })
    return Promise.all([
      new DynamoDBClient(reached).send(put).catch((error) => error),
      new S3Client({ ...reached, forcePathStyle: true }).send(get).catch((error) => error),
    ])
  }`

async function load(plugins = bundling.plugins) {
  const stdin = { contents: schema, resolveDir: projectFolder, loader: 'ts' } as const
  const outfile = join(folder, String(plugins.length), 'index.mjs')
  await build({ ...bundling, plugins, stdin, outfile })
  const code: {
    parse(value: unknown): { success: boolean; data?: unknown }
    describe(): unknown
    open(): unknown
  } = await import(pathToFileURL(outfile).href)
  return { ...code, bytes: statSync(outfile).size }
}

describe('a bundle', () => {
  it('parses as the libraries do, opens the table, and leaves out what tells a schema as JSON Schema', async () => {
    const [short, whole] = await Promise.all([load(), load(bundling.plugins.filter((one) => one !== undescribed))])
    const said = { day: '2026-11-26', rows: [{ a: [1] }], n: '3' }
    for (const { parse, open } of [short, whole]) {
      expect(parse(said)).toEqual({ success: true, data: { ...said, n: 3 } })
      expect(parse({ ...said, day: '2026-11-31' }).success).toBe(false)
      expect(open()).toBeUndefined()
    }
    expect(() => short.describe()).toThrow('does not describe')
    expect(whole.describe()).toMatchObject({ type: 'object', required: ['day', 'rows', 'n'] })
    expect(whole.bytes - short.bytes).toBeGreaterThan(10_000)
  })

  it('throws what a neighbour refuses with the name, the fault and the fields by which it is known', async () => {
    const stdin = { contents: asking, resolveDir: projectFolder, loader: 'ts' } as const
    const outfile = join(folder, 'asking', 'index.mjs')
    await build({ ...bundling, stdin, outfile })
    const plain = join(folder, 'plain', 'index.mjs')
    await build({ ...bundling, plugins: [], stdin, outfile: plain })
    expect(statSync(plain).size - statSync(outfile).size).toBeGreaterThan(88_000)
    const { ask }: { ask(endpoint: string): Promise<unknown[]> } = await import(pathToFileURL(outfile).href)
    const refusal = { ofTable: {}, status: 400 }
    let calls = 0
    const server = createServer((request, response) => {
      const isTable = request.method === 'POST'
      if (isTable) calls += 1
      response.writeHead(isTable ? refusal.status : 404, {
        'content-type': isTable ? 'application/x-amz-json-1.0' : 'application/xml',
      })
      const noKey = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>none</Message><Key>k</Key></Error>'
      request.resume().once('end', () => response.end(isTable ? JSON.stringify(refusal.ofTable) : noKey))
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const tell = async (status: number, type: string, more: object = {}) => {
      Object.assign(refusal, { status, ofTable: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, ...more } })
      calls = 0
      return ask(`http://127.0.0.1:${port}`)
    }
    try {
      const CancellationReasons = [{ Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' }]
      const [cancelled, absent] = await tell(400, 'TransactionCanceledException', { CancellationReasons })
      expect(cancelled).toBeInstanceOf(Error)
      expect(cancelled).toMatchObject({ name: 'TransactionCanceledException', $fault: 'client', CancellationReasons })
      expect(cancelled).toMatchObject({ $metadata: { httpStatusCode: 400 } })
      expect(calls).toBe(1)
      expect(absent).toMatchObject({ name: 'NoSuchKey', $fault: 'client', $metadata: { httpStatusCode: 404 } })
      const [throttled] = await tell(400, 'ThrottlingException', { message: 'slower' })
      expect(throttled).toMatchObject({ name: 'ThrottlingException', message: 'slower' })
      expect(calls).toBe(2)
      const [broken] = await tell(500, 'InternalServerError')
      expect(broken).toMatchObject({ name: 'InternalServerError', $fault: 'server' })
      expect(calls).toBe(2)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  it('loads of Node itself what a start needs, and the rest when it is called', async () => {
    const contents = `import { request } from 'node:http'
      import { createHash } from 'node:crypto'
      import { crc32 } from 'node:zlib'
      export const reach = request
      export const digest = (text) => createHash('sha256').update(text).digest('hex')
      export const check = (text) => crc32(text)`
    const outfile = join(folder, 'own', 'index.mjs')
    await build({ ...bundling, stdin: { contents, resolveDir: projectFolder, loader: 'ts' }, outfile })
    const script = `const { check, digest, reach } = await import(${JSON.stringify(pathToFileURL(outfile).href)})
      const loaded = (name) => process.moduleLoadList.includes('NativeModule ' + name)
      const before = [loaded('internal/deps/undici/undici'), loaded('zlib')]
      console.log(JSON.stringify([...before, check('mot-cua'), loaded('zlib'), digest('').slice(0, 8), typeof reach]))`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script])
    expect(JSON.parse(stdout)).toEqual([false, false, crc32('mot-cua'), true, 'e3b0c442', 'function'])
  })

  it('carries its own rows of the table of routes, and the tables of days as they are written', async () => {
    const contents = `export { routes } from './shared/http/routes.ts'
      export { publishedDays } from './shared/calendar/published.ts'`
    const outfile = join(folder, 'rows', 'index.mjs')
    const plugins = [...bundling.plugins, ownRows('lookup')]
    await build({ ...bundling, plugins, stdin: { contents, resolveDir: projectFolder, loader: 'ts' }, outfile })
    const own: { routes: unknown; publishedDays: unknown } = await import(pathToFileURL(outfile).href)
    const rows = routes.filter(({ serves }) => serves === 'lookup').map(({ summary: _, ...row }) => row)
    expect(own.routes).toEqual(rows)
    expect(own.publishedDays).toEqual(publishedDays)
    expect(statSync(outfile).size).toBeLessThan(9_000)
  })

  it('leaves out what a file holds besides the one thing that is asked of it', async () => {
    const contents = `export { catalogueKinds } from './shared/catalogue/portal-differences.ts'`
    const stdin = { contents, resolveDir: projectFolder, loader: 'ts' } as const
    const { metafile } = await build({ ...bundling, stdin, write: false, metafile: true })
    const held = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs))
    expect(held.filter((file) => file !== '<stdin>')).toEqual(['shared/catalogue/portal-differences.ts'])
  })

  it('keeps beside its entry what the entry uses, where the rest comes late', async () => {
    const contents = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
      export const open = () => new DynamoDBClient({})
      export const late = async () => new (await import('@aws-sdk/client-s3')).S3Client({})`
    const stdin = { contents, resolveDir: projectFolder, loader: 'ts' } as const
    const outdir = join(folder, 'split')
    const built = await build({ ...bundling, stdin, outdir, splitting: true, metafile: true, write: false })
    const { outputs } = built.metafile
    const early = Object.keys(outputs).filter((file) => outputs[file]?.entryPoint === '<stdin>')
    for (const file of early)
      for (const { path, kind } of outputs[file]?.imports ?? [])
        if (kind === 'import-statement' && path in outputs && !early.includes(path)) early.push(path)
    const held = early.flatMap((file) => Object.keys(outputs[file]?.inputs ?? {}))
    expect(held.filter((file) => /client-dynamodb/.test(file)).length).toBeGreaterThan(3)
    expect(held.filter((file) => /xml|client-s3|util-stream.checksum/i.test(file))).toEqual([])
  })
})

describe('a bundle of which a part comes late', () => {
  it('reads two files at its start, however many parts come late, and each of them when it is asked for', async () => {
    const contents = `import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
      import { publishedDays } from './shared/calendar/published.ts'
      const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
      export const handler = (endpoint) =>
        new DynamoDBClient({ endpoint, region: 'x', credentials }).send(new DescribeTableCommand({ TableName: 't' }))
      export const early = () => publishedDays.length
      export const days = async () => (await import('./shared/calendar/declarations.ts')).everyRow([]).length
      export const said = async () => typeof (await import('./shared/http/problems.ts')).problemOf
      export const sheet = async () => typeof (await import('write-excel-file/node')).default`
    const given: Plugin = {
      name: 'given',
      setup({ onLoad, onResolve }) {
        onResolve({ filter: /^given$/ }, ({ path }) => ({ path, namespace: 'given' }))
        onLoad({ filter: /.*/, namespace: 'given' }, () => ({ contents, resolveDir: projectFolder }))
      },
    }
    const outdir = join(folder, 'late')
    const { metafile } = await build({
      ...bundling,
      plugins: [given, lateParts('given'), ...bundling.plugins],
      entryPoints: { index: 'given' },
      outdir,
      splitting: true,
      metafile: true,
    })
    const importsOf = (file: string) =>
      metafile.outputs[file]?.imports.filter(({ path }) => path in metafile.outputs) ?? []
    const [index = ''] = Object.keys(metafile.outputs).filter((file) => file.endsWith('/index.mjs'))
    const atStart = importsOf(index).flatMap(({ path }) => [
      path,
      ...importsOf(path).flatMap((one) => (one.kind === 'import-statement' ? [one.path] : [])),
    ])
    expect(atStart).toHaveLength(1)
    const code: { handler(endpoint: string): Promise<unknown> } & Record<
      'days' | 'said' | 'sheet',
      () => Promise<unknown>
    > = await import(pathToFileURL(join(outdir, 'index.mjs')).href)
    expect([await code.days(), await code.said(), await code.sheet()]).toEqual([
      publishedDays.length,
      'function',
      'function',
    ])
    const server = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' })
      request.resume().once('end', () => response.end('{"Table":{"TableName":"t"}}'))
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    try {
      const { port } = server.address() as AddressInfo
      expect(await code.handler(`http://127.0.0.1:${port}`)).toMatchObject({ Table: { TableName: 't' } })
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})

// On which channels people are told is a table of its own: the words of notices are for who sends them.
const wordsOfNotices = ['shared/notices/templates.ts', 'shared/notices/plan-notices.ts']
/** Whoever hands out links needs nothing of what puts, lists and gathers files. */
const elsewhere = [...wordsOfNotices, 'shared/aws/buckets/objects.ts', 'shared/aws/buckets/put-in-parts.ts']
const fetchingFiles = 'node_modules/@aws-sdk/client-s3/'
const acting = ['shared/dossier/decide.ts', 'shared/desk/dossiers/perform.ts', 'shared/http/schemas/acts.ts']
const figures = ['figures', 'impact', 'league'].map((name) => `shared/http/schemas/${name}.ts`)
const reckoning = ['shared/reports/figures/figures-definitions.ts', 'shared/desk/figures/trace', ...figures]

describe('a function that is not asked for all it can', () => {
  it.each([
    ['processing', [...acting, fetchingFiles], elsewhere],
    ['intake', [...acting, 'shared/notices/telling', fetchingFiles], elsewhere],
    ['reports', [...reckoning, fetchingFiles], wordsOfNotices],
    ['scan-verdict', [fetchingFiles], wordsOfNotices],
  ] as const)('starts in %s without what carries acts, reckons or fetches files', async (name, late, never) => {
    const entry = `functions/${name}.ts`
    const door = routes.find(({ serves }) => serves === name)?.serves
    const { metafile } = await build({
      ...bundling,
      plugins: [lateParts(`./${entry}`), ...bundling.plugins, ...(door ? [ownRows(door)] : [])],
      entryPoints: [entry],
      outdir: folder,
      splitting: true,
      metafile: true,
      write: false,
    })
    const files = Object.values(metafile.outputs)
    const index = files.find(({ entryPoint }) => entryPoint === entry)
    const early = index?.imports.flatMap(({ path }) => Object.keys(metafile.outputs[path]?.inputs ?? {})) ?? []
    expect(early.length).toBeGreaterThan(100)
    const all = files.flatMap(({ inputs }) => Object.keys(inputs))
    // Each is there: what is spelt wrong, or has moved, would be looked for in vain.
    for (const part of late) {
      expect([part, all.some((file) => file.startsWith(part))]).toEqual([part, true])
      expect(early.filter((file) => file.startsWith(part))).toEqual([])
    }
    expect(never.filter((part) => !existsSync(join(projectFolder, part)))).toEqual([])
    expect(all.filter((file) => never.some((part) => file.startsWith(part)))).toEqual([])
    if (never === elsewhere) expect(all.filter((file) => /ListObjects|Multipart/.test(file))).toEqual([])
    const bytes = [...askedBy(metafile, [entry])].map((file) => metafile.outputs[file]?.bytes ?? 0)
    const kilobytes = bytes.reduce((sum, one) => sum + one, 0) / 1024
    expect(kilobytes).toBeLessThan(mostKilobytes)
  })
})

describe('the bundle that tells the OpenAPI document', () => {
  it('carries it as this source writes it, and neither what writes it nor the schemas of other doors', async () => {
    const contents = `export const ask = async () => (await import('./shared/http/openapi.ts')).openapi()`
    const outfile = join(folder, 'told', 'index.mjs')
    const plugins = [...bundling.plugins, ownRows('catalogue'), writtenContract(openapi())]
    const stdin = { contents, resolveDir: projectFolder, loader: 'ts' } as const
    const { metafile } = await build({ ...bundling, plugins, stdin, outfile, metafile: true })
    const { ask }: { ask(): Promise<unknown> } = await import(pathToFileURL(outfile).href)
    expect(await ask()).toEqual(JSON.parse(JSON.stringify(openapi())))
    expect(Object.keys(metafile.inputs).filter((file) => /zod|schemas|examples/.test(file))).toEqual([])
  })
})
