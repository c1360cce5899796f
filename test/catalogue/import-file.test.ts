import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWorkflows, checkFile, importFile } from '../../infra/commands/import-file.ts'
import { loadSampleInto } from '../../infra/local/load-sample.ts'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import { sampleWorkflows } from '../../shared/catalogue/sample.ts'
import type { Catalogue } from '../../shared/ports.ts'
import { memoryPorts } from '../memory/ports.ts'
import { startTable, type TableStore } from '../promises/stores.ts'

const sample = new URL('../../shared/catalogue/sample/procedures.jsonl', import.meta.url)
const rows = readFileSync(sample, 'utf8').trim().split('\n')
const [first = '', second = ''] = rows
const { code }: { code: string } = JSON.parse(first)
const renamed = JSON.stringify({ ...JSON.parse(first), name: 'Tên mới của thủ tục' })
const folder = mkdtempSync(join(tmpdir(), 'nhap-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A world into which files are imported; a catalogue that counts what is written to it tells the rest. */
function world(catalogue: Catalogue = memoryPorts().catalogue) {
  const written: string[] = []
  const counted: Catalogue = {
    ...catalogue,
    async writeVersion(procedure, line, seen) {
      const answer = await catalogue.writeVersion(procedure, line, seen)
      if (answer === 'written') written.push(`${procedure.code} v${procedure.version}`)
      return answer
    },
  }
  const ports = { ...memoryPorts(), catalogue: counted }
  const desk = { ...ports, now: () => '2026-07-18T09:00:00+07:00', province: 'H57', workflows: sampleWorkflows() }
  return { desk, written, catalogue: counted }
}

let made = 0
function fileOf(content: string | Uint8Array): string {
  made += 1
  const file = join(folder, `tep-${made}`)
  writeFileSync(file, content)
  return file
}

type World = ReturnType<typeof world>

async function take({ desk }: Pick<World, 'desk'>, ...lines: readonly string[]) {
  const { run, ended } = await importFile(desk, fileOf(lines.join('\n')))
  expect(ended).toBe('done')
  return run
}

describe('an import', () => {
  it('of the rows a first start loaded changes nothing', async () => {
    const home = world()
    await loadSampleInto(home.catalogue)
    home.written.length = 0
    expect((await take(home, ...rows)).counts).toEqual({ taken: 0, draft: 0, refused: 0, unchanged: rows.length })
    expect(home.written).toEqual([])
  })

  it('done twice writes once', async () => {
    const home = world()
    expect((await take(home, ...rows)).became).toEqual({ new: rows.length })
    expect(home.written).toHaveLength(rows.length)
    expect((await take(home, ...rows)).became).toEqual({ unchanged: rows.length })
    expect(home.written).toHaveLength(rows.length)
  })

  it('of changed content makes the next version and leaves the one dossiers run under', async () => {
    const { desk, catalogue } = world()
    await take({ desk }, first)
    const before = await catalogue.procedure(code)
    expect((await take({ desk }, renamed)).became).toEqual({ changed: 1 })
    expect(await catalogue.procedure(code, 1)).toEqual(before)
    expect(await catalogue.procedure(code)).toMatchObject({ version: 2, name: 'Tên mới của thủ tục' })
    expect((await take({ desk }, first)).became).toEqual({ changed: 1 })
    expect(await catalogue.procedure(code)).toMatchObject({ version: 3, name: before?.name })
  })

  it('makes an abridged version whole in its place, and takes no step back to the abridged one', async () => {
    const { desk, catalogue } = world()
    const { text_abridged: _, ...row } = JSON.parse(first)
    const whole = JSON.stringify({ ...row, steps: [{ title: 'Bước 1', text: 'Nộp hồ sơ' }] })
    await take({ desk }, first)
    expect((await take({ desk }, whole)).became).toEqual({ completed: 1 })
    expect(await catalogue.procedure(code)).toMatchObject({
      version: 1,
      order: [{ title: 'Bước 1', text: 'Nộp hồ sơ' }],
    })
    expect((await catalogue.procedure(code))?.abridged).toBeUndefined()
    expect((await take({ desk }, first)).became).toEqual({ unchanged: 1 })
    expect((await take({ desk }, whole)).became).toEqual({ unchanged: 1 })
  })

  it('keeps a published version when a row can only be a draft, and brings back nothing that was suspended', async () => {
    const { desk, catalogue } = world()
    await take({ desk }, first)
    const bare = JSON.stringify({ ...JSON.parse(first), documents: [] })
    expect((await take({ desk }, bare)).became).toEqual({ kept: 1 })
    expect(await catalogue.procedure(code)).toMatchObject({ version: 1, state: 'published' })
    const held = await catalogue.procedure(code)
    if (held) await catalogue.putProcedure({ ...held, state: 'suspended' })
    expect((await take({ desk }, renamed)).counts).toMatchObject({ draft: 1 })
    expect(await catalogue.procedureOn(code, '2026-07-18')).toBeUndefined()
  })

  it('tells a code that comes twice, a line that is no JSON and a bad code, and takes the rest', async () => {
    const { desk, catalogue } = world()
    const run = await take(
      { desk },
      first,
      '{"code":',
      first,
      JSON.stringify({ ...JSON.parse(second), code: 'x' }),
      second,
    )
    expect(run.counts).toEqual({ taken: 2, draft: 0, refused: 3, unchanged: 0 })
    expect(run.findings).toMatchObject({ twice: 1, unreadable: 1, 'bad-code': 1 })
    const sheet = await desk.imports.sheet(run.id, 0)
    expect(sheet?.map(({ line, state }) => `${line} ${state}`)).toEqual([
      '1 taken',
      '2 refused',
      '3 refused',
      '4 refused',
      '5 taken',
    ])
    expect(sheet?.[0]).toMatchObject({ raw: JSON.parse(first), cleaned: { code, version: 1 } })
    expect(sheet?.[1]).toMatchObject({ raw: '{"code":', code: '(không có mã)' })
    expect(await catalogue.procedure(JSON.parse(second).code)).toBeDefined()
  })

  it('reads gzip, a byte order mark, a list on several lines and an answer of the portal around one', async () => {
    const list = JSON.stringify([JSON.parse(first), JSON.parse(second)], undefined, 1)
    const shapes = [gzipSync(rows.slice(0, 2).join('\n')), `\uFEFF${first}\n${second}`, list, gzipSync(list)]
    for (const content of shapes) {
      const { desk } = world()
      expect((await importFile(desk, fileOf(content))).run.counts).toMatchObject({ taken: 2, refused: 0 })
    }
  })

  it('says of a broken archive and of a text that they are no file of procedures, and writes nothing', async () => {
    const home = world()
    const broken = gzipSync(rows.join('\n')).subarray(0, 60_000)
    for (const content of [broken, 'chào\nbạn']) {
      const { run, ended } = await importFile(home.desk, fileOf(content))
      expect([ended, run.state, run.failure]).toEqual(['failed', 'failed', expect.stringMatching(/^Tệp/)])
    }
  })

  it('that was broken off goes on where it stood, and ends as if it had not been', async () => {
    const home = world()
    const file = fileOf(rows.join('\n'))
    let sheets = 0
    const breaking = {
      ...home.desk,
      imports: {
        ...home.desk.imports,
        async keepSheet(...said: Parameters<typeof home.desk.imports.keepSheet>) {
          sheets += 1
          if (sheets === 4) throw new Error('killed')
          await home.desk.imports.keepSheet(...said)
        },
      },
    }
    await expect(importFile(breaking, file)).rejects.toThrow('killed')
    const { run } = await importFile(home.desk, file)
    expect(run.rowsDone).toBe(rows.length)
    expect(run.counts).toEqual({ taken: rows.length - 100, draft: 0, refused: 0, unchanged: 100 })
    expect(new Set(home.written).size).toBe(rows.length)
    expect(home.written).toHaveLength(rows.length)
  })

  it('two at once never give one number twice', async () => {
    const { catalogue, written, desk } = world()
    const other = { ...memoryPorts(), catalogue, now: desk.now, province: 'H57', workflows: sampleWorkflows() }
    const changed = rows.map((row) => JSON.stringify({ ...JSON.parse(row), conditions: 'Khác' }))
    await Promise.all([
      importFile(desk, fileOf(rows.join('\n'))),
      importFile(other, fileOf(changed.toReversed().join('\n'))),
    ])
    expect(new Set(written).size).toBe(written.length)
  })

  it('only checked writes nothing and finds the same', async () => {
    const { desk, written } = world()
    const told: number[] = []
    const run = await checkFile(desk, fileOf(rows.join('\n')), (settled) => told.push(settled.length))
    expect(run.counts.taken).toBe(rows.length)
    expect(told).toEqual([100, 100, 100, rows.length - 300])
    expect(written).toEqual([])
  })
})

describe('workflows of an import', () => {
  it('are added where a catalogue has not got them', async () => {
    const { catalogue } = memoryPorts()
    expect(await addWorkflows(catalogue, sampleWorkflows())).toBe(sampleWorkflows().length)
    expect(await addWorkflows(catalogue, sampleWorkflows())).toBe(0)
  })
})

describe('an import on the table', () => {
  let store: TableStore | undefined
  beforeAll(async () => {
    store = await startTable()
  })
  afterAll(() => store?.stop())

  it('by two at once gives each version once, and the second time writes nothing', async () => {
    if (!store) throw new Error('nothing has started')
    const home = world(createCatalogue(store.table))
    const other = { ...home.desk, imports: memoryPorts().imports }
    const some = rows.slice(0, 60)
    const changed = some.map((row) => JSON.stringify({ ...JSON.parse(row), conditions: 'Khác' }))
    await Promise.all([
      importFile(home.desk, fileOf(some.join('\n'))),
      importFile(other, fileOf(changed.toReversed().join('\n'))),
    ])
    expect(new Set(home.written).size).toBe(home.written.length)
    for (const { version, lines } of await Promise.all(
      some.map(async (row) => {
        const { lines } = await home.catalogue.register(JSON.parse(row).code)
        return { version: lines.at(-1)?.version, lines }
      }),
    )) {
      expect(lines.map((line) => line.version)).toEqual(Array.from({ length: version ?? 0 }, (_, n) => n + 1))
    }
  })
})

describe('npm run import', () => {
  const run = (file: string, data: string) => {
    const env = { ...process.env, MOT_CUA_DATA: data }
    const { status, stderr } = spawnSync(process.execPath, ['infra/commands/import.ts', file, '--check'], {
      env,
      timeout: 60_000,
    })
    return { status, said: String(stderr).trim() }
  }

  it('says in one sentence what is wrong with a file without a procedure, or with the folder it writes to', () => {
    expect(run(fileOf(' \n'), folder)).toEqual({
      status: 1,
      said: expect.stringMatching(/^Không nhập được: Tệp không có thủ tục nào.*$/),
    })
    expect(run(fileOf(first), '/proc/mot-cua/data')).toEqual({
      status: 1,
      said: expect.stringMatching(/^Không nhập được: không ghi được vào thư mục dữ liệu \/proc\/mot-cua\/data .*$/),
    })
  }, 120_000)
})
