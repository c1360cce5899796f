import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findMarks, marked, marksOf } from '../../infra/bench/marks.ts'
import { eventItem, headItem, partItems, scanKey } from '../../shared/aws/table/items.ts'
import { drawBill } from '../../shared/desk/audit/draw-bill.ts'
import { ringMark } from '../../shared/desk/ring-outbox.ts'
import { ward } from '../given.ts'
import { citizenClaims, house, reception, staffClaims, wish } from './given.ts'

const office = staffClaims(`${ward}/office`, 'handler')
const bytes = new TextEncoder().encode('%PDF-1.7 Đánh Dấu')
const file = {
  paper: 'giay-1',
  fileName: `${marked.fileName}`,
  type: 'application/pdf',
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
}

/** A marked person's dossiers, told through every door with right and wrong words; what was asked for is kept. */
async function stories() {
  const home = await house()
  const asked: string[] = []
  const knock: typeof home.knock = async (id, claims, said = {}) => {
    asked.push(`${id} ${JSON.stringify(said.path ?? {})} ${said.query ?? ''}`)
    return home.knock(id, claims, said)
  }
  const body = {
    procedure: '1.001193',
    channel: 'direct',
    returnBy: 'post',
    applicant: marked.party,
    summary: marked.summary,
    deliverTo: {
      name: marked.party.name,
      phone: marked.party.phone,
      detail: marked.party.address,
      communeCode: '19789',
    },
  }
  const opened = await knock('openAtDesk', reception, { body })
  const id = String(Object(opened.json.dossier).id)
  const path = { id, n: '1' }
  const slot = await knock('reserveScan', reception, { path, body: { ...file, role: 'component' } })
  expect(slot.status).toBe(201)
  const scan = await home.ports.scans.find(id, 1)
  if (!scan) throw new Error('no scan')
  home.ports.objects.upload(scan, bytes)
  await knock('confirmScan', reception, { path, body: {} })
  const cleanKey = `scans/${id}/1/0f0f`
  await home.ports.objects.keepClean(scan.quarantineKey, cleanKey, bytes, scan.type)
  await home.ports.scans.settle(id, { ...scan, state: 'clean', cleanKey }, 'uploaded')
  const accepted = await knock('act', reception, {
    path,
    body: { act: 'accept', version: 1 },
    headers: { 'idempotency-key': 'khoa-thu-0002' },
  })
  expect(accepted.status).toBe(200)
  const passed = await knock('act', reception, {
    path,
    body: { act: 'pass-on', version: 2, note: marked.note },
    headers: { 'idempotency-key': 'khoa-thu-0003' },
  })
  const code = String(Object(accepted.json.receipt).code)
  const answers = [
    await knock('listWork', reception),
    await knock('listWork', office),
    await knock('findByCode', reception, { query: `?code=${code}` }),
  ]
  await knock('readDossier', office, { path })
  await knock('downloadScan', office, { path })
  await knock('readsOfDossier', staffClaims(`${ward}/desk`, 'supervisor'), { path })
  const mine = { ...citizenClaims, identity_number: marked.party.identityNumber, name: marked.party.name }
  const online = await knock('openOnline', mine, {
    body: { ...wish, summary: marked.summary },
    headers: { 'idempotency-key': 'khoa-thu-0004' },
  })
  answers.push(await knock('listMine', mine))
  await knock('readMine', mine, { path })
  await knock('actOnMine', mine, { path, body: { act: 'withdraw', version: 99, reason: marked.note } })
  const own = { id: String(Object(online.json.dossier).id) }
  await knock('actOnMine', mine, {
    path: own,
    body: { act: 'submit', version: 1 },
    headers: { 'idempotency-key': 'khoa-thu-0005' },
  })
  await knock('lookUp', undefined, { body: { code, factor: 'ABCDEF' } })
  return { ...home, knock, asked, answers, passed, id, path, mine }
}

/** What people send where it does not belong: the log must not learn it. */
async function wrongWords({ knock, path, mine }: Awaited<ReturnType<typeof stories>>) {
  const name = marked.party.name
  await knock('openAtDesk', reception, { body: { applicant: { ...marked.party, phone: name }, [name]: name } })
  await knock('openAtDesk', reception, { raw: `{"applicant": "${name}` })
  await knock('openOnline', mine, { body: { ...wish, procedure: marked.party.identityNumber } })
  await knock('act', reception, { path, body: { act: marked.note, version: 1 } })
  await knock('lookUp', undefined, { body: { code: name, factor: marked.party.identityNumber } })
}

describe('personal data', () => {
  it('is found by this very search where it may stand', async () => {
    const { ports, id } = await stories()
    const file = await ports.dossiers.load(id)
    const found = findMarks(JSON.stringify(file))
    for (const mark of marksOf(marked.party)) expect(found).toContain(mark)
    expect(findMarks(encodeURIComponent(marked.party.name))).not.toEqual([])
    expect(findMarks('Nguyễn Văn Khác, 046090000001')).toEqual([])
  })

  it('stands in no log line, whatever was answered', async () => {
    const home = await stories()
    await wrongWords(home)
    const fails = () => Promise.reject(new Error(`no such ${marked.party.name}`, { cause: new Error(marked.note) }))
    home.desk.dossiers = { ...home.desk.dossiers, load: fails, whole: fails }
    expect((await home.knock('readDossier', office, { path: home.path })).status).toBe(500)
    expect(home.lines.length).toBeGreaterThan(20)
    expect(findMarks(JSON.stringify(home.lines))).toEqual([])
  })

  it('stands in no key: of items, indexes, objects', async () => {
    const { ports } = await stories()
    const items = [...ports.store.records.values()].flatMap(({ dossier, events, parties, ledger }) => [
      headItem(dossier),
      ...events.map(eventItem),
      ...events.slice(-1).flatMap((event) => partItems({ dossier, event, ledger, ...(parties && { parties }) })),
    ])
    const isKey = (name: string) => /^(pk|sk|[a-z](Pk|Sk))$/.test(name)
    const keys = items.flatMap((item) => Object.entries(item).filter(([name]) => isKey(name)))
    const scans = [...ports.store.scans].flatMap(([id, own]) =>
      [...own.values()].map((scan) => [scanKey(id, scan.n), scan.quarantineKey, scan.cleanKey]),
    )
    const objects = [...ports.objects.clean.keys()]
    expect([keys.length > 20, scans.length, objects.length > 0]).toEqual([true, 1, true])
    expect(findMarks(JSON.stringify([keys, scans, objects, [...ports.store.serials.keys()]]))).toEqual([])
  })

  it('stands in no list', async () => {
    const { answers } = await stories()
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(answers.map(({ text }) => text).join('\n')).toContain('Đặng T** Đ*** D**')
    expect(findMarks(answers.map(({ text }) => text).join('\n'))).toEqual([])
  })

  it('stands in no queue message, no address and no audit bill', async () => {
    const home = await stories()
    for (const mark of home.ports.store.marks.values()) await ringMark(home.desk, mark)
    await home.desk.doorbells.ring('transfers', home.id, 3)
    await drawBill(home.desk, '2026-03-11T00:45:00+07:00')
    expect(home.ports.bills.kept.size).toBe(1)
    const heard = [home.ports.doorbells.rung, home.asked, [...home.ports.bills.kept]]
    expect(findMarks(JSON.stringify(heard))).toEqual([])
  })

  it('stands in no row of the access log', async () => {
    const { ports, id } = await stories()
    const { rows } = await ports.readLog.of(id, 100)
    expect(rows.length).toBeGreaterThan(2)
    expect(findMarks(JSON.stringify(rows))).toEqual([])
  })
})
