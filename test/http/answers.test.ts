import { describe, expect, it } from 'vitest'
import { openCursor, sealCursor } from '../../shared/http/cursors.ts'
import { receptionist, scan, tuesday, ward } from '../given.ts'
import { memoryDigests } from '../memory/outside.ts'
import { atDesk, birth, citizenClaims, house, reception, staffClaims, wish } from './given.ts'

const digest = 'a'.repeat(64)

/** A dossier at the counter with its paper clean, ready to be accepted. */
async function registered() {
  const home = await house()
  const { json } = await home.knock('openAtDesk', reception, { body: atDesk })
  const id: string = Object(json.dossier).id
  await home.ports.scans.reserve(id, scan({ state: 'slot', quarantineKey: `${id}/1/x` }))
  await home.ports.scans.settle(id, scan({ quarantineKey: `${id}/1/x` }), 'slot')
  return { ...home, id }
}

async function accepted() {
  const home = await registered()
  const answer = await home.knock('act', reception, { path: { id: home.id }, body: { act: 'accept', version: 1 } })
  return { ...home, answer, receipt: Object(answer.json.receipt) }
}

describe('opening online', () => {
  it('takes name and identity number from the token and the rest from the body', async () => {
    const { knock, ports } = await house()
    const { status, json } = await knock('openOnline', citizenClaims, {
      body: { ...wish, applicant: { phone: '0912345678' } },
    })
    expect(status).toBe(201)
    const dossier = Object(json.dossier)
    expect(dossier.status).toEqual({ code: 'draft', term: 'Hồ sơ nháp' })
    expect((await ports.dossiers.load(dossier.id))?.parties.applicant).toEqual({
      name: 'Trần Văn Thử',
      identityNumber: '046090000001',
      phone: '+84912345678',
    })
  })

  it('said twice with one key is one dossier', async () => {
    const { knock } = await house()
    const first = await knock('openOnline', citizenClaims, { body: wish })
    const second = await knock('openOnline', citizenClaims, { body: wish })
    expect(Object(second.json.dossier).id).toBe(Object(first.json.dossier).id)
    const other = await knock('openOnline', citizenClaims, { body: { ...wish, returnBy: 'online' } })
    expect([other.status, other.json.code]).toEqual([409, 'key-reused'])
  })
})

describe('opening at the counter', () => {
  it('receives at the officer’s own agency', async () => {
    const { knock } = await house()
    const { json } = await knock('openAtDesk', reception, { body: atDesk })
    expect(Object(json.dossier).receivingUnit.id).toBe(`${ward}/desk`)
  })
})

describe('a slot', () => {
  const file = { paper: 'giay-1', fileName: 'giấy.pdf', type: 'application/pdf', size: 10, sha256: digest }

  it('is given with the link and headers of one upload', async () => {
    const { knock } = await house()
    const { json } = await knock('openOnline', citizenClaims, { body: wish })
    const answer = await knock('reserveMyScan', citizenClaims, { path: { id: Object(json.dossier).id }, body: file })
    expect(answer.status).toBe(201)
    expect(Object(answer.json.upload)).toMatchObject({ method: 'PUT', headers: { 'content-type': 'application/pdf' } })
    expect(Object(answer.json.scan).state).toEqual({ code: 'slot', term: 'chưa tải lên' })
    expect(JSON.stringify(answer.json.scan)).not.toContain('quarantine')
  })

  it('is refused for more bytes than a file may have', async () => {
    const { knock } = await house()
    const body = { ...file, size: 20_971_521 }
    const { status, json } = await knock('reserveMyScan', citizenClaims, { path: { id: 'abcdefgh12345678' }, body })
    expect([status, json.faults?.[0]?.where]).toEqual([400, 'body.size'])
  })
})

describe('accepting', () => {
  it('answers with the receipt: code, due moment, each file with size and digest, and the secret for look-up', async () => {
    const { answer, receipt } = await accepted()
    expect(answer.status).toBe(200)
    expect(receipt).toMatchObject({ code: `${ward}-260310-0001`, acceptedAt: tuesday, office: { id: ward } })
    expect(receipt.dueAt).toMatch(/^2026-03-1\d/)
    expect(receipt.components).toEqual([
      { n: 1, fileName: 'giay-chung-sinh.pdf', paper: 'giay-1', size: 1000, sha256: digest },
    ])
    expect(receipt.secret).toMatch(/^[2-9A-HJ-NP-Z]{6}$/)
  })

  it('names on the receipt what was received: no file that was replaced, or set aside as unfit', async () => {
    const { ports, knock, id } = await registered()
    const put = async (n: number, state: 'clean' | 'infected' | 'unreadable', paper?: string) => {
      const { paper: _, ...bare } = scan({ n, state, quarantineKey: `${id}/${n}/x`, fileName: `tep-${n}.pdf` })
      const file = paper === undefined ? bare : { ...bare, paper }
      await ports.scans.reserve(id, { ...file, state: 'slot' })
      await ports.scans.settle(id, file, 'slot')
    }
    await put(2, 'infected', 'giay-1')
    await put(3, 'clean', 'giay-1')
    await put(4, 'unreadable')
    await put(5, 'clean')
    const waived = [{ paper: '#4', reason: 'Không cần thiết' }]
    const answer = await knock('act', reception, { path: { id }, body: { act: 'accept', version: 1, waived } })
    const names = (receipt: unknown) => Object(receipt).components.map(({ n }: { n: number }) => n)
    expect(names(answer.json.receipt)).toEqual([3, 5])
    expect(names((await knock('readDossier', reception, { path: { id } })).json.receipt)).toEqual([3, 5])
  })

  it('lets anybody who holds the receipt look it up, without a name', async () => {
    const { knock, receipt } = await accepted()
    const body = { code: receipt.code.toLowerCase(), factor: receipt.secret.toLowerCase() }
    const { status, json, text } = await knock('lookUp', undefined, { body })
    expect([status, json.statusTerm]).toEqual([200, 'Được tiếp nhận'])
    expect(text).not.toMatch(/Trần|046090000001|V\*\*/)
    const wrong = await knock('lookUp', undefined, { body: { ...body, factor: 'ZZZZZZ' } })
    expect(wrong.status).toBe(404)
  })
})

describe('reading a dossier', () => {
  it('shows officers people, files, plan and history in Vietnamese', async () => {
    const { knock, id } = await accepted()
    const { status, json } = await knock('readDossier', reception, { path: { id } })
    expect(status).toBe(200)
    expect(Object(json.dossier)).toMatchObject({
      status: { national: 2, term: 'Được tiếp nhận' },
      applicant: 'Trần V** T**',
    })
    expect(Object(json.dossier).remaining).toMatch(/^còn 3 ngày/)
    expect(Object(json.parties).applicant.identityNumber).toBe('046090000001')
    expect(Object(json.history).map((row: { act: { term: string } }) => row.act.term)).toEqual([
      'Lập hồ sơ',
      'Tiếp nhận',
    ])
    expect(Object(json.steps)).toHaveLength(2)
  })

  it('shows the owner their own, and neither officers, nor notes, nor keys', async () => {
    const { knock, id } = await accepted()
    const { status, json, text } = await knock('readMine', citizenClaims, { path: { id } })
    expect(status).toBe(200)
    expect(Object(json.receipt).secret).toMatch(/^[2-9A-HJ-NP-Z]{6}$/)
    expect(text).not.toMatch(/Lê Thị Thử|cb-H57|quarantine|cleanKey|ownerRef|"digest"|khoa-thu/)
  })

  it('gives the secret of the receipt to no other agency', async () => {
    const { knock, id } = await accepted()
    const { json } = await knock('readDossier', staffClaims('H57.08/office', 'supervisor'), { path: { id } })
    expect(json.receipt).toBeDefined()
    expect(Object(json.receipt).secret).toBeUndefined()
  })

  it('keeps an officer’s draft of the result from the owner', async () => {
    const { knock, ports, id } = await accepted()
    const draft = scan({ n: 2, role: 'result', fileName: 'du-thao.pdf', state: 'slot', quarantineKey: `${id}/2/x` })
    await ports.scans.reserve(id, draft)
    await ports.scans.settle(id, { ...draft, state: 'clean' }, 'slot')
    expect((await knock('readMine', citizenClaims, { path: { id } })).text).not.toContain('du-thao')
    expect((await knock('downloadMyScan', citizenClaims, { path: { id, n: '2' } })).status).toBe(404)
    expect((await knock('downloadMyScan', citizenClaims, { path: { id, n: '1' } })).status).toBe(200)
    for (const n of ['result', 'result-1']) {
      const early = await knock('downloadMyScan', citizenClaims, { path: { id, n } })
      expect([early.json.code, early.json.faults?.[0]?.where]).toEqual(['result-not-ready', 'dossier.result'])
    }
  })
})

describe('the file of a letter between agencies', () => {
  it('is shown and given to officers who see the dossier, and not to its owner', async () => {
    const { knock, ports, id } = await accepted()
    const file = { role: 'letter', letter: { arrival: 7, file: 1 }, fileName: 'van-ban-9-tep-1.pdf' } as const
    await ports.scans.reserve(id, scan({ ...file, n: 2, state: 'slot', quarantineKey: `${id}/2/x` }))
    await ports.scans.settle(id, scan({ ...file, n: 2, state: 'clean', cleanKey: `scans/${id}/2/y` }), 'slot')
    const office = staffClaims('H57.40/desk', 'handler')
    const { json } = await knock('readDossier', office, { path: { id } })
    expect(Object(json.scans)[1]).toMatchObject({ n: 2, ...file, state: { code: 'clean' } })
    expect((await knock('downloadScan', office, { path: { id, n: '2' } })).status).toBe(200)
    expect((await knock('readMine', citizenClaims, { path: { id } })).text).not.toContain('van-ban-9')
    expect((await knock('downloadMyScan', citizenClaims, { path: { id, n: '2' } })).status).toBe(404)
  })

  it('that is to go out is no citizen’s, and nobody’s before the dossier is being worked on', async () => {
    const { knock, id } = await accepted()
    const file = { fileName: 'a.pdf', type: 'application/pdf', size: 10, sha256: 'c'.repeat(64) }
    const asked = await knock('reserveScan', reception, { path: { id }, body: { ...file, role: 'letter' } })
    expect([asked.status, asked.json.code]).toEqual([409, 'not-now'])
    const mine = await knock('reserveMyScan', citizenClaims, { path: { id }, body: { ...file, role: 'letter' } })
    expect([mine.status, mine.json.faults?.map(({ where }) => where)]).toEqual([400, ['body.role']])
  })
})

describe('lists', () => {
  it('go on where a cursor says, for the person and question it was given to only', async () => {
    const { knock } = await house()
    for (const n of [1, 2, 3]) {
      await knock('openAtDesk', reception, { body: atDesk, headers: { 'idempotency-key': `khoa-thu-100${n}` } })
    }
    const first = await knock('listWork', reception, { query: '?limit=2' })
    expect(Object(first.json.rows)).toHaveLength(2)
    const after = `after=${first.json.next}`
    const second = await knock('listWork', reception, { query: `?limit=2&${after}` })
    expect(Object(second.json.rows)).toHaveLength(1)
    expect(second.json.next).toBeUndefined()
    for (const [claims, query] of [
      [staffClaims(`${ward}/desk`, 'clerk'), `?${after}`],
      [{ ...reception, 'custom:unit': 'H57.08/desk' }, `?${after}`],
      [reception, `?of=me&${after}`],
      [reception, `?${after.slice(0, -2)}`],
    ] as const) {
      const refused = await knock('listWork', claims, { query })
      expect([refused.status, refused.json.faults?.[0]?.where]).toEqual([400, 'query.after'])
    }
  })

  it('seal a cursor so that no place can be put into it', () => {
    const digests = memoryDigests()
    const bond = { person: 'officer:x', route: 'listWork', query: 'room' }
    const cursor = sealCursor(digests, bond, 'place')
    expect(openCursor(digests, bond, cursor)).toBe('place')
    const [, seal] = cursor.split('.')
    expect(openCursor(digests, bond, `${Buffer.from('other').toString('base64url')}.${seal}`)).toBeUndefined()
    expect(openCursor(digests, { ...bond, route: 'listMine' }, cursor)).toBeUndefined()
    expect(openCursor(digests, bond, `${cursor}.x`)).toBeUndefined()
  })

  it('refuse a limit that is no whole number from 1 to 100', async () => {
    const { knock } = await house()
    for (const limit of ['0', '101', '1e1', '-1', '', '٣']) {
      expect((await knock('listWork', reception, { query: `?limit=${encodeURIComponent(limit)}` })).status).toBe(400)
    }
  })
})

describe('procedures', () => {
  it('are found by words with or without marks, page by page', async () => {
    const { knock, ports } = await house()
    for (const n of [1, 2]) await ports.catalogue.putProcedure({ ...birth, code: `2.00000${n}`, name: `Đất đai ${n}` })
    await ports.catalogue.putProcedure({ ...birth, code: '3.000001', name: 'Đất đai cũ', state: 'abolished' })
    const first = await knock('findProcedures', undefined, { query: '?q=dat%20dai&limit=1' })
    expect([first.json.total, first.json.next]).toEqual([2, '2.000001'])
    const second = await knock('findProcedures', undefined, { query: '?q=%C4%91%E1%BA%A5t&limit=1&after=2.000001' })
    expect(Object(second.json.rows)[0].code).toBe('2.000002')
  })

  it('are read with papers, fees and limits; an abolished one is not there', async () => {
    const { knock } = await house()
    const { status, json } = await knock('readProcedure', undefined, { path: { code: '1.001193' } })
    expect([status, json.limitRaw, Object(json.papers)[0].name]).toEqual([200, '3 ngày làm việc', 'Giấy chứng sinh'])
    expect((await knock('readProcedure', undefined, { path: { code: '9.999999' } })).status).toBe(404)
  })

  it('tell money in whole đồng, and in words where an import of former days kept a fraction', async () => {
    const { knock, ports } = await house()
    const fee = { kind: 'fee', channel: 'any' } as const
    const fees = [
      { ...fee, amountVnd: 8_000 },
      { ...fee, amountVnd: 0.5 },
      { ...fee, amountVnd: 1_234.5, note: 'mỗi trang' },
    ]
    const cases = [{ id: 'th1', name: 'Một', fees }]
    await ports.catalogue.putProcedure({ ...birth, code: '2.000003', fees, cases })
    const { status, json } = await knock('readProcedure', undefined, { path: { code: '2.000003' } })
    const told = [
      { ...fee, amountVnd: 8_000 },
      { ...fee, amountVnd: null, note: '0,5 đồng' },
      { ...fee, amountVnd: null, note: '1.234,5 đồng; mỗi trang' },
    ]
    expect([status, json.fees, Object(json.cases)[0].fees]).toEqual([200, told, told])
    const one = { ...birth, code: '2.000004', fees: [{ ...fee, amountVnd: 0.5 }] }
    await ports.catalogue.putProcedure(one)
    const leader = staffClaims(`${ward}/leaders`, 'leader')
    const impact = await knock('readImpact', leader, { path: { code: one.code }, query: '?year=2026' })
    expect(impact.status).toBe(200)
  })
})

describe('overdue reports', () => {
  const row = {
    dossier: 'hs-1',
    code: 'H57.40-260309-0001',
    procedure: '1.001193',
    procedureName: 'Đăng ký khai sinh',
    room: `${ward}/desk`,
    officer: receptionist.id,
    dueAt: tuesday,
    remaining: 'quá 1 ngày',
    clock: 'whole',
  } as const

  async function reported() {
    const home = await house()
    for (const agency of [ward, 'H57.08']) {
      await home.ports.reports.keep({ day: '2026-03-10', agency, at: tuesday, overdue: [row], comingDue: [] })
      await home.ports.objects.putReport(`overdue/2026-03-10/${agency}.xlsx`, new Uint8Array([1]), 'x')
    }
    return home
  }
  const path = { day: '2026-03-10' }

  it('show an officer their own agency’s, a supervisor every agency’s', async () => {
    const { knock } = await reported()
    const own = await knock('overdueOfDay', reception, { path })
    expect(Object(own.json.reports).map((report: { agency: { id: string } }) => report.agency.id)).toEqual([ward])
    expect(Object(own.json.reports)[0].overdue[0]).toMatchObject({
      remaining: 'quá 1 ngày',
      officer: { name: 'Lê Thị Thử' },
    })
    const all = await knock('overdueOfDay', staffClaims('H57.08/office', 'supervisor'), { path })
    expect(Object(all.json.reports)).toHaveLength(2)
    expect((await knock('overdueDays', reception)).json).toEqual({ days: ['2026-03-10'] })
  })

  it('are read a page of rows at a time, each row once and an empty list too', async () => {
    const { knock, ports } = await reported()
    const rows = [1, 2, 3].map((n) => ({ ...row, dossier: `d-${n}`, code: `H57.40-260310-000${n}` }))
    await ports.reports.keep({ day: path.day, agency: ward, at: tuesday, overdue: rows, comingDue: rows.slice(0, 1) })
    await ports.reports.keep({ day: path.day, agency: 'H57.09', at: tuesday, overdue: [], comingDue: [] })
    for (const limit of [1, 2, 3, 4, 5, 6, 7]) {
      const seen: string[] = []
      let after: unknown
      let more = true
      for (let round = 0; more && round < 20; round += 1) {
        const query = `?limit=${limit}${after === undefined ? '' : `&after=${after}`}`
        const { json } = await knock('overdueOfDay', staffClaims('H57.08/office', 'supervisor'), { path, query })
        const reports: { agency: { id: string }; overdue: unknown[]; comingDue: unknown[] }[] = Object(json.reports)
        const own = ({ overdue, comingDue }: (typeof reports)[number]) => overdue.length + comingDue.length
        expect(reports.reduce((sum, report) => sum + Math.max(1, own(report)), 0)).toBeLessThanOrEqual(limit)
        for (const report of reports) seen.push(...Array(Math.max(1, own(report))).fill(report.agency.id))
        after = json.next
        more = after !== undefined
      }
      expect(seen).toEqual(['H57.08', 'H57.09', ward, ward, ward, ward])
    }
    const last = await knock('overdueOfDay', reception, { path, query: '?limit=4' })
    expect(last.json.next).toBeUndefined()
  })

  it('are downloaded by the same rule', async () => {
    const { knock } = await reported()
    expect((await knock('downloadOverdue', reception, { path, query: '?format=xlsx' })).status).toBe(200)
    expect((await knock('downloadOverdue', reception, { path, query: '?format=json' })).status).toBe(404)
    expect((await knock('downloadOverdue', reception, { path, query: '?format=xlsx&agency=H57.08' })).status).toBe(403)
    const admin = staffClaims('H57.40/office', 'admin')
    expect((await knock('downloadOverdue', admin, { path, query: '?format=xlsx&agency=H57.08' })).status).toBe(200)
  })

  it('are printed from what was kept, of an agency or of all, with what they are', async () => {
    const { knock, ports } = await reported()
    const admin = staffClaims('H57.40/office', 'admin')
    for (const [claims, agency] of [
      [reception, ''],
      [admin, '&agency=all'],
    ] as const) {
      const { status, json } = await knock('downloadOverdue', claims, { path, query: `?format=pdf${agency}` })
      expect([agency, status]).toEqual([agency, 200])
      const { bytes } = ports.objects.clean.get(String(json.url).replace('memory:', '')) ?? {}
      const text = new TextDecoder().decode(bytes)
      for (const said of ['BÁO CÁO HỒ SƠ QUÁ HẠN', 'Mã hồ sơ', 'Số dòng | ', 'SHA-256 của các dòng | '])
        expect(text).toContain(said)
    }
    const none = await knock('downloadOverdue', reception, { path: { day: '2020-01-06' }, query: '?format=pdf' })
    expect(none.status).toBe(404)
  })

  it('refuse a day that does not exist and a path in place of an agency', async () => {
    const { knock } = await reported()
    expect((await knock('overdueOfDay', reception, { path: { day: '2026-02-30' } })).status).toBe(400)
    expect((await knock('downloadOverdue', reception, { path, query: '?agency=../H57.40' })).status).toBe(400)
  })
})

describe('who am I', () => {
  it('tells an officer their room, agency and colleagues', async () => {
    const { knock } = await house()
    const { json } = await knock('whoAmI', reception)
    expect(json).toMatchObject({ unit: { id: `${ward}/desk` }, agency: { name: 'UBND phường Thử Nghiệm' } })
    expect(json.colleagues).toEqual([{ id: receptionist.id, name: 'Lê Thị Thử', roles: ['reception', 'return-desk'] }])
  })
})
