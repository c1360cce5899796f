import { describe, expect, it } from 'vitest'
import { dossierFields } from '../../shared/connectors/national-portal-fields.ts'
import { packDossier } from '../../shared/desk/audit/pack-dossier.ts'
import { readDossier } from '../../shared/desk/dossiers/read-dossier.ts'
import { directory } from '../forms/given.ts'
import { citizenClaims, reception, wish } from './given.ts'
import { accepted } from './stories.ts'

const stranger = { ...citizenClaims, sub: 'cd-2', identity_number: '046090000002', name: 'Lê Văn Khác' }

/** A citizen whose paper lies with a dossier that the ward has accepted, and who files another online. */
async function filing() {
  const home = await accepted()
  const kept = await home.ports.scans.find(home.id, 1)
  await home.ports.objects.keepClean('x', kept?.cleanKey ?? '', new Uint8Array([1, 2]), 'application/pdf')
  const opened = await home.knock('openOnline', citizenClaims, { body: wish })
  const path = { id: String(Object(opened.json.dossier).id) }
  const list = async (query = '', claims = citizenClaims) => home.knock('listMyPapers', claims, { query })
  const reuse = (body: object, key = 'khoa-dung-lai-1', claims = citizenClaims) =>
    home.knock('reuseMyPaper', claims, { path, body, headers: { 'idempotency-key': key } })
  const act = (said: object, claims = citizenClaims) =>
    home.knock(claims === citizenClaims ? 'actOnMine' : 'act', claims, { path, body: said })
  return { ...home, path, list, reuse, act, kept }
}

describe('papers on hand', () => {
  it('are shown to their owner with what they are and where they came from, and not where they lie', async () => {
    const { list, id, code } = await filing()
    const { status, json, text } = await list()
    expect([status, json.next]).toEqual([200, undefined])
    expect(json.rows).toEqual([
      {
        kind: { code: 'component', term: 'tái sử dụng từ thành phần hồ sơ đã nộp' },
        dossier: id,
        file: '1',
        code,
        procedure: { code: '1.001193', name: 'Đăng ký khai sinh' },
        paper: { id: 'giay-1', name: 'Giấy chứng sinh' },
        fileName: 'giay-chung-sinh.pdf',
        type: 'application/pdf',
        size: 1000,
        sha256: 'a'.repeat(64),
        at: expect.any(String),
      },
    ])
    expect(text).not.toMatch(/scans\/|quarantine/)
  })

  it('go on by a cursor that opens nothing for anybody else', async () => {
    const { list, ports, id } = await filing()
    const first = await ports.scans.find(id, 1)
    if (!first) throw new Error('no scan')
    const { paper: _, ...bare } = first
    await ports.scans.reserve(id, { ...bare, n: 2, fileName: 'don.pdf', quarantineKey: `${id}/2/x` })
    const page = await list('?limit=1')
    expect(page.json.rows).toMatchObject([{ file: '2' }])
    const after = `?limit=1&after=${String(page.json.next)}`
    expect((await list(after)).json).toMatchObject({ rows: [{ file: '1' }] })
    const other = await list(after, stranger)
    expect([other.status, other.json.faults?.[0]?.where]).toEqual([400, 'query.after'])
  })
})

describe('a paper used again', () => {
  it('goes in with the dossier: in the event, before the officer, on the receipt, to the portal and into the archive', async () => {
    const { list, reuse, act, path, knock, code, desk, ports } = await filing()
    const [row] = Object((await list()).json.rows)
    const answer = await reuse({ dossier: row.dossier, file: row.file, paper: 'giay-1' })
    expect([answer.status, Object(answer.json.scan).state.code]).toEqual([201, 'clean'])
    expect((await act({ act: 'submit', version: 1 })).status).toBe(200)
    const before = await knock('readDossier', reception, { path })
    expect(before.json.scans).toMatchObject([
      { n: 1, reused: { kind: { code: 'component' }, evidence: 2, code, file: '1' }, state: { code: 'clean' } },
    ])
    const proof = { n: 1, size: 1000, sha256: 'a'.repeat(64), state: 'clean' }
    const submitted = Object(before.json.history).find((one: { act: { code: string } }) => one.act.code === 'submit')
    const from = { kind: 'component', dossier: row.dossier, file: '1' }
    expect(submitted.detail.scans).toEqual([{ ...proof, reused: from }])
    const received = await act({ act: 'accept', version: 2 }, reception)
    expect(Object(received.json.receipt).components).toMatchObject([{ fileName: 'giay-chung-sinh.pdf', size: 1000 }])
    const { url } = (await knock('downloadScan', reception, { path: { ...path, n: '1' } })).json
    expect(url).toBe(`memory:scans/hs/1/y`)
    const read = await readDossier(desk, { kind: 'job', id: 'archive' }, path.id, { requestId: 'r' })
    if (!read) throw new Error('it is gone')
    const fields = dossierFields({ file: read.file, history: read.history, directory })
    expect(fields?.TaiLieuNop).toMatchObject([{ DuocSoHoa: '1', DuocTaiSuDung: '1', DuocLayTuKhoDMQG: '0' }])
    const names: string[] = []
    for await (const { name } of packDossier(desk, read)) names.push(name)
    expect(names).toContain(`${path.id}/files/0001.pdf`)
    const { rows } = await ports.readLog.of(path.id, 10)
    expect(rows.map(({ what, by }) => `${what} ${by.kind}`)).toContain('scan officer')
  })

  it('is under the authority of the dossier it stands in: its owner’s and its officers’, and nobody else’s', async () => {
    const { list, reuse, knock, path } = await filing()
    const [{ dossier, file }] = Object((await list()).json.rows)
    await reuse({ dossier, file })
    const at = { path: { ...path, n: '1' } }
    expect((await knock('downloadMyScan', citizenClaims, at)).status).toBe(200)
    expect((await knock('downloadMyScan', stranger, at)).status).toBe(404)
    // Of a draft online no officer knows.
    expect((await knock('downloadScan', reception, at)).status).toBe(404)
  })

  it('is one however often it is asked for, and answers what it answered at first', async () => {
    const { list, reuse, knock, path } = await filing()
    const [{ dossier, file }] = Object((await list()).json.rows)
    const first = await reuse({ dossier, file })
    const again = await reuse({ dossier, file })
    expect([again.status, again.text]).toEqual([201, first.text])
    const other = await reuse({ dossier, file, paper: 'giay-1' })
    expect([other.status, other.json.code]).toEqual([409, 'key-reused'])
    expect(Object((await knock('readMine', citizenClaims, { path })).json.scans)).toHaveLength(1)
  })

  it('says no with a code and where: the same for another’s as for none', async () => {
    const { reuse, id, ports, desk, path } = await filing()
    const kept = ports.store.records.get(id)
    if (!kept) throw new Error('no dossier')
    const none = await reuse({ dossier: 'abcdefgh12345678', file: '1' })
    expect([none.status, none.json.code, none.json.faults?.[0]?.where]).toEqual([404, 'no-such-paper', 'body.file'])
    const ownerRef = desk.digests.ofIdentity('046090000002')
    ports.store.records.set(id, { ...kept, dossier: { ...kept.dossier, ownerRef } })
    const hidden = await reuse({ dossier: id, file: '1' }, 'khoa-dung-lai-2')
    expect([hidden.status, hidden.text]).toEqual([404, none.text])
    const strangers = await reuse({ dossier: id, file: '1' }, 'khoa-dung-lai-3', stranger)
    expect([strangers.status, strangers.json.code]).toEqual([404, 'not-found'])
    const wrong = await reuse({ dossier: path.id, file: 'sheet-1' }, 'khoa-dung-lai-4')
    expect([wrong.status, wrong.json.faults?.[0]?.where]).toEqual([400, 'body.file'])
  })
})
