import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareStack } from '../../infra/commands/killed-stack.ts'
import { type Places, signIn, until, type Voice } from '../../infra/tour/api.ts'
import { hueOfficers } from '../../shared/agencies/hue.ts'
import { sendBytes } from '../../shared/http/client/upload-scan.ts'

/** An import as an administrator does it: over HTTP, on a stack that is killed on the way. */
const stack = await prepareStack()
const sample = readFileSync(new URL('../../shared/catalogue/sample/procedures.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const rows = 400
const refused = 2

/** The sample under codes of its own, one name in decomposed letters, one line no JSON, one code twice. */
function file(): Uint8Array<ArrayBuffer> {
  const lines = Array.from({ length: rows - refused }, (_, n) => {
    const row: { name: string } = JSON.parse(sample[n % sample.length] ?? '{}')
    return JSON.stringify({
      ...row,
      name: n === 0 ? row.name.normalize('NFD') : row.name,
      code: `9.${String(n).padStart(6, '0')}`,
    })
  })
  return new Uint8Array(gzipSync([...lines, '{"code":', lines[0]].join('\n')))
}

const bytes = file()
const announced = {
  fileName: 'thu-tuc.jsonl.gz',
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
}

let admin: Voice
const officer = hueOfficers.find(({ roles }) => roles.includes('admin'))

async function begin(): Promise<Voice> {
  const { places }: { places: Places } = await stack.start()
  return signIn(places, { id: officer?.id ?? '', name: '', issuer: 'staff' })
}

beforeAll(async () => {
  admin = await begin()
}, 240_000)
afterAll(() => stack.stop(), 30_000)

async function uploaded(key: string): Promise<string> {
  const { run, upload } = await admin.announceImport({ body: announced }, { key })
  await sendBytes(upload, { fileName: announced.fileName, bytes })
  return run.id
}

const read = async (id: string) => (await admin.readImport({ path: { id } })).run
const done = (id: string) =>
  until(
    'nhập xong',
    async () => {
      const run = await read(id)
      return run.state === 'done' || run.state === 'failed' ? run : undefined
    },
    150,
  )

describe('an import over the API', () => {
  it('does not begin before its file is there', async () => {
    const { run } = await admin.announceImport({ body: announced }, { key: 'khoa-nhap-dau-tien' })
    await expect(admin.startImport({ path: { id: run.id } })).rejects.toMatchObject({
      problem: { code: 'upload-missing' },
    })
  })

  it('goes through quarantine to its end, though the machine is killed in the middle', async () => {
    const id = await uploaded('khoa-nhap-dau-tien')
    await admin.startImport({ path: { id } })
    const half = await until('giữa chừng', async () => {
      const run = await read(id)
      return run.rowsDone > 0 ? run : undefined
    })
    expect(half.rowsDone).toBeLessThan(rows)
    await stack.kill(true)
    admin = await begin()
    const standing = await read(id)
    expect(standing.rowsDone).toBeGreaterThanOrEqual(half.rowsDone)
    expect(standing.state).toBe('running')
    await admin.startImport({ path: { id } })
    const run = await done(id)
    expect([run.state, run.rowsDone, run.counts.refused]).toEqual(['done', rows, refused])
    const { total } = await admin.findProcedures({ query: { limit: 1 } })
    const published = await countRows(id, 'taken')
    expect(total).toBeGreaterThan(published)
  }, 300_000)

  it('changes nothing the second time', async () => {
    const before = await admin.readVersions({ path: { code: '9.000001' } })
    const id = await uploaded('khoa-nhap-lan-hai')
    await admin.startImport({ path: { id } })
    const run = await done(id)
    expect(run.counts).toMatchObject({ taken: 0, draft: 0, refused, unchanged: rows - refused })
    expect(await admin.readVersions({ path: { code: '9.000001' } })).toEqual(before)
  }, 300_000)

  it('shows each quarantined row raw beside cleaned, and the quality report as a workbook', async () => {
    const { rows: runs } = await admin.listImports()
    const id = runs.at(-1)?.id ?? ''
    const [first] = (await admin.readQuarantine({ path: { id } })).rows
    expect(JSON.stringify(first)).toContain('not-nfc')
    const refusals = (await admin.readQuarantine({ path: { id }, query: { sheet: 4, state: 'refused' } })).rows
    expect(refusals).toHaveLength(refused)
    const report = await fetch((await admin.downloadImportReport({ path: { id } })).url)
    expect([report.status, report.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ])
    expect(
      Buffer.from(await report.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })
})

async function countRows(id: string, state: 'taken'): Promise<number> {
  let count = 0
  for (let sheet = 1; ; sheet += 1) {
    const page = await admin.readQuarantine({ path: { id }, query: { sheet, state } })
    count += page.rows.length
    if (page.isLast) return count
  }
}
