import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkArchive } from '../../infra/commands/archive-check.ts'
import { drawBill } from '../../shared/desk/audit/draw-bill.ts'
import { packDossier } from '../../shared/desk/audit/pack-dossier.ts'
import { perform } from '../../shared/desk/dossiers/perform.ts'
import { findDossier } from '../../shared/desk/dossiers/read-dossier.ts'
import { type ZipEntry, zipOf } from '../../shared/reports/files/zip.ts'
import { workerDesk } from '../desk/worker-desk.ts'
import * as given from '../given.ts'

const folder = mkdtempSync(join(tmpdir(), 'archive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bytes = new TextEncoder().encode('%PDF-1.7 giấy chứng sinh')

/** A dossier with one file, two events before the bill and one after it. */
async function story() {
  const { desk, put, clock } = await workerDesk()
  const room = `${given.ward}/office`
  await put({ id: 'hs', status: 'in-progress', step: 2, clock: 'running', holder: room }, { plan: given.homePlan })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const scan = given.scan({ size: bytes.length, sha256, cleanKey: 'scans/hs/1/y' })
  await desk.scans.reserve('hs', scan)
  await desk.objects.keepClean('hs/1/x', 'scans/hs/1/y', bytes, 'application/pdf')
  const assign = (version: number, at: string) => {
    clock.at = at
    const act = { act: 'assign', officer: given.handler.id } as const
    return perform(desk, given.handler, 'hs', act, { version, key: `khoa-${version}` })
  }
  await assign(1, '2026-03-10T10:00:00+07:00')
  await drawBill(desk, '2026-03-11T00:45:00+07:00')
  await assign(2, '2026-03-11T10:00:00+07:00')
  const by = { kind: 'officer', id: given.handler.id } as const
  const at = '2026-03-11T10:00:00+07:00'
  const print = { dossier: 'hs', sheet: 'receipt', event: 1, revision: 0, template: 1, at, by } as const
  await desk.objects.putSheet('hs/receipt-1.pdf', bytes, 'application/pdf')
  await desk.prints.finish(await desk.prints.begin(print), { key: 'hs/receipt-1', sha256, pageDigest: 'p' })
  const read = await findDossier(desk, { kind: 'job', id: 'archive' }, 'hs')
  if (!read) throw new Error('no dossier')
  const entries: ZipEntry[] = []
  for await (const entry of packDossier(desk, read)) entries.push(entry)
  return { desk, entries, pem: await desk.signer.publicKeyPem() }
}

async function written(entries: readonly ZipEntry[]): Promise<string> {
  const parts: Uint8Array[] = []
  const each = (async function* () {
    yield* entries
  })()
  for await (const part of zipOf(each)) parts.push(part)
  const file = join(folder, `${Math.random()}.zip`)
  writeFileSync(file, Buffer.concat(parts))
  return file
}

async function check(file: string, pem: string) {
  const says: string[] = []
  const counts = await checkArchive(file, pem, (one) => says.push(one))
  return { says, counts }
}

/** The same archive with one file changed and its manifest made to fit again. */
function forged(entries: readonly ZipEntry[], name: string, change: (text: string) => string): ZipEntry[] {
  const next = entries.map((one) =>
    one.name === name ? { name, bytes: Buffer.from(change(Buffer.from(one.bytes).toString('utf8'))) } : one,
  )
  const changed = next.find((one) => one.name === name)
  return next.map((one) => {
    if (one.name !== 'manifest.json' || !changed) return one
    const manifest = JSON.parse(Buffer.from(one.bytes).toString('utf8'))
    const sha256 = createHash('sha256').update(changed.bytes).digest('hex')
    const files = manifest.files.map((row: { name: string }) =>
      row.name === name ? { name, size: changed.bytes.length, sha256 } : row,
    )
    return { name: one.name, bytes: Buffer.from(JSON.stringify({ ...manifest, files })) }
  })
}

describe('the archive of one dossier', () => {
  it('holds every part and file, and is found whole as far as a bill vouches for it', async () => {
    const { entries, pem } = await story()
    expect(entries.map(({ name }) => name)).toEqual([
      'DOC-TRUOC.txt',
      'audit-key.pem',
      'hs/head.json',
      'hs/parties.json',
      'hs/ledger.json',
      'hs/scans.json',
      'hs/plan.json',
      'hs/history.jsonl',
      'hs/proofs.json',
      'hs/files/0001.pdf',
      'hs/prints.json',
      'hs/sheets/receipt-1.pdf',
      'manifest.json',
    ])
    const { says, counts } = await check(await written(entries), pem)
    expect(says).toEqual([])
    expect(counts).toMatchObject({ files: 13, events: 3, proofs: 1 })
    expect([...counts.provedTo]).toEqual([['hs', 2]])
  })

  it('names a file whose bytes were changed, one taken out and one put in', async () => {
    const { entries, pem } = await story()
    const file = await written(entries)
    const content = readFileSync(file)
    content[content.indexOf('%PDF')] = 0x20
    writeFileSync(file, content)
    expect((await check(file, pem)).says).toEqual(['Tệp hs/files/0001.pdf: nội dung đã bị sửa.'])
    const without = entries.filter(({ name }) => name !== 'hs/files/0001.pdf')
    expect((await check(await written(without), pem)).says).toEqual([
      'Tệp hs/files/0001.pdf: có trong manifest, không có trong bản trích xuất.',
    ])
    const more = [...entries, { name: 'hs/files/0002.pdf', bytes }]
    expect((await check(await written(more), pem)).says).toEqual([
      'Tệp hs/files/0002.pdf: không có trong manifest, được thêm vào.',
    ])
  })

  it('names the event that was changed, though the manifest was made to fit', async () => {
    const { entries, pem } = await story()
    const changed = forged(entries, 'hs/history.jsonl', (text) => text.replace('10:00:00', '11:00:00'))
    expect((await check(await written(changed), pem)).says).toEqual([
      'Hồ sơ hs, vị trí 2: nội dung sự kiện 2 đã bị sửa.',
    ])
  })

  it('does not believe a proof of another key or another line', async () => {
    const { entries, pem } = await story()
    const other = await (await story()).desk.signer.publicKeyPem()
    expect((await check(await written(entries), other)).says).toEqual([
      'Hồ sơ hs: bằng chứng của bảng kê số 1 không đúng.',
    ])
    const changed = forged(entries, 'hs/proofs.json', (text) => text.replace('"count": 1', '"count": 2'))
    expect((await check(await written(changed), pem)).says).toEqual([
      'Hồ sơ hs: bằng chứng của bảng kê số 1 không đúng.',
    ])
  })

  it('is not made while one of its files is gone', async () => {
    const { desk } = await story()
    await desk.objects.removeClean('scans/hs/1/y')
    const read = await findDossier(desk, { kind: 'job', id: 'archive' }, 'hs')
    const packing = async () => {
      if (read) for await (const _ of packDossier(desk, read));
    }
    await expect(packing()).rejects.toThrow('file 1 of hs is gone')
  })
})
