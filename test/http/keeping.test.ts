import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { workflows } from '../../shared/catalogue/shipped-workflows.ts'
import { workImport } from '../../shared/desk/keeping/work-import.ts'
import { accountableAgency } from '../../shared/dossier/accountable.ts'
import { department, tuesday, units, ward } from '../given.ts'
import { atDesk, birth, citizenClaims, house, type Knock, reception, staffClaims, wish } from './given.ts'

const admin = staffClaims(`${ward}/desk`, 'admin')
const code = birth.code
const path = { code }
let keys = 0

async function home(at?: string) {
  const all = await house(at)
  const act = (body: object, more: Knock = {}) => {
    keys += 1
    return all.knock('actOnProcedure', admin, {
      path,
      body,
      headers: { 'idempotency-key': `viec-danh-muc-${keys}` },
      ...more,
    })
  }
  const open = () => all.knock('openAtDesk', reception, { body: atDesk })
  return { ...all, act, open }
}

describe('the life of a procedure', () => {
  it('is edited into a draft, published from a day, and dossiers stay with their version', async () => {
    const { act, open, ports } = await home()
    const opened = await open()
    const edited = await act({
      act: 'edit',
      version: 1,
      change: { limits: [{ channel: 'any', unit: 'working_day', amount: 2.5 }] },
    })
    expect([edited.status, Object(edited.json.line)]).toMatchObject([
      200,
      { version: 2, state: 'draft', imported: false },
    ])
    expect((await ports.catalogue.procedureOn(code, '2026-03-10'))?.version).toBe(1)
    const published = await act({
      act: 'publish',
      version: 2,
      validFrom: '2026-03-20',
      decision: '9/QĐ-UBND',
      decidedOn: '2026-03-09',
    })
    expect(published.json).toMatchObject({
      line: { version: 2, state: 'published', validFrom: '2026-03-20', act: 'publish' },
      warnings: [],
    })
    expect((await ports.catalogue.procedureOn(code, '2026-03-19'))?.version).toBe(1)
    expect((await ports.catalogue.procedureOn(code, '2026-03-20'))?.limits).toEqual({
      any: { unit: 'working_day', amount: 2.5 },
    })
    expect(Object(opened.json.dossier).procedure).toMatchObject({ version: 1 })
  })

  it('is suspended and resumed; nothing is opened meanwhile', async () => {
    const { act, open, knock } = await home()
    expect((await act({ act: 'suspend', version: 1, reason: 'Chờ hướng dẫn' })).status).toBe(200)
    expect((await open()).json.code).toBe('procedure-closed')
    expect((await knock('readProcedure', undefined, { path })).status).toBe(404)
    expect((await act({ act: 'suspend', version: 1, reason: 'Chờ hướng dẫn' })).json.code).toBe('version-not-so')
    expect((await act({ act: 'resume', version: 1, reason: 'Đã có hướng dẫn' })).status).toBe(200)
    expect((await open()).status).toBe(201)
  })

  it('ends on its last day by decision, and never before yesterday', async () => {
    const { act, ports } = await home()
    const end = { act: 'abolish', version: 1, reason: 'Thay bằng thủ tục khác', decision: '7/QĐ-UBND' }
    expect((await act({ ...end, lastDay: '2026-03-01' })).json.code).toBe('version-not-so')
    expect((await act({ ...end, lastDay: '2026-03-31' })).json).toMatchObject({
      line: { state: 'abolished', validTo: '2026-03-31' },
    })
    expect((await ports.catalogue.procedureOn(code, '2026-03-31'))?.version).toBe(1)
    expect(await ports.catalogue.procedureOn(code, '2026-04-01')).toBeUndefined()
  })

  it('is not published while something is missing, and every fault is told at once', async () => {
    const { act } = await home()
    await act({ act: 'edit', version: 1, change: { papers: [], limits: [], decision: '1' } })
    const undated = await act({ act: 'publish', version: 2, validFrom: '2026-03-12' })
    expect(undated.json.faults?.at(-1)).toMatchObject({
      where: 'body.decidedOn',
      detail: expect.stringMatching(/1\.1, 1\.2/),
    })
    const refused = await act({ act: 'publish', version: 2, validFrom: '2026-03-12', decidedOn: '2026-03-30' })
    expect([refused.status, refused.json.code]).toEqual([422, 'publication-refused'])
    expect(refused.json.faults?.map(({ where }) => where)).toEqual([
      'procedure.limits.direct',
      'procedure.limits.online',
      'procedure.limits.postal',
      'procedure.papers',
      'body.decidedOn',
      'body.validFrom',
    ])
  })

  it('is not published over its workflow: what takes longer than the new limit, or has none, is told', async () => {
    const { act } = await home()
    const limits = [{ channel: 'any', unit: 'hour', amount: 1 }]
    const publish = { act: 'publish', validFrom: '2026-03-20', decision: '9/QĐ-UBND', decidedOn: '2026-03-09' }
    await act({ act: 'edit', version: 1, change: { limits } })
    const long = await act({ ...publish, version: 2 })
    expect([long.status, long.json.code, long.json.faults]).toEqual([
      422,
      'publication-refused',
      [
        {
          code: 'publication-refused',
          where: 'procedure.workflow',
          detail: expect.stringMatching(/^Quy trình mất .* quá thời hạn của thủ tục 1\.001193/),
        },
      ],
    ])
    await act({ act: 'edit', version: 1, change: { workflow: 'khong-co' } })
    const without = await act({ ...publish, version: 3 })
    expect(without.json.faults).toMatchObject([
      { where: 'procedure.workflow', detail: expect.stringContaining('khong-co') },
    ])
  })

  it('is not published against itself: papers of one id, a promise longer than the law, a day that is taken', async () => {
    const { act, ports } = await home()
    const publish = { act: 'publish', validFrom: '2026-03-20', decision: '9/QĐ-UBND', decidedOn: '2026-03-09' }
    const day = (amount: number, channel = 'any') => ({ channel, unit: 'working_day', amount })
    const said = async (body: object) => {
      const { status, json } = await act(body)
      return status === 200 ? 200 : json.faults?.map(({ where, code, detail }) => `${where} ${code}: ${detail}`)
    }
    const paper = { id: 'a', name: 'Tờ khai', originals: 1, copies: 0, required: true, electronicForm: false }
    const one = { id: 'th1', name: 'Một', papers: ['a', 'a'] }
    const twice = {
      limits: [day(0), day(5)],
      papers: [paper, { ...paper, name: 'Khác' }],
      cases: [one, { id: 'th1', name: 'Hai' }],
    }
    expect(await said({ act: 'edit', version: 1, change: twice })).toEqual([
      'body.change.limits.1.channel repeated: Đã nêu ở trên.',
      'body.change.papers.1.id repeated: Đã nêu ở trên.',
      'body.change.cases.0.papers.1 repeated: Đã nêu ở trên.',
      'body.change.cases.1.id repeated: Đã nêu ở trên.',
    ])
    await act({ act: 'edit', version: 1, change: { limits: [day(5)], committed: [day(50), day(5, 'online')] } })
    expect(await said({ ...publish, version: 2 })).toEqual(
      ['direct', 'postal'].map(
        (channel) =>
          `procedure.committed.${channel} publication-refused: cam kết 50 ngày làm việc dài hơn quy định 5 ngày làm việc`,
      ),
    )
    const known = await ports.catalogue.procedure(code, 1)
    if (!known) throw new Error('no version 1')
    await ports.catalogue.putProcedure({
      ...known,
      version: 3,
      state: 'draft',
      papers: [paper, { ...paper, name: 'Khác' }],
    })
    expect(await said({ ...publish, version: 3 })).toEqual([
      'procedure.papers.a publication-refused: trùng mã với giấy tờ khác: Khác',
    ])
    // As it was kept before: what is out is read as it is.
    await act({ act: 'edit', version: 1, change: { name: 'Tên khác' } })
    expect(await said({ ...publish, version: 4 })).toBe(200)
    await act({ act: 'edit', version: 4, change: { name: 'Tên khác nữa' } })
    expect(await said({ ...publish, version: 5 })).toEqual([
      expect.stringMatching(/^body\.validFrom publication-refused: Phiên bản 4 đã công khai, có hiệu lực cùng ngày 20/),
    ])
    expect(await said({ act: 'suspend', version: 4, reason: 'Ghi nhầm' })).toBe(200)
    expect(await said({ ...publish, version: 5 })).toBe(200)
  })

  it('is warned when decided too near its first day, or posted too late after', async () => {
    const { act } = await home()
    await act({ act: 'edit', version: 1, change: { name: 'Tên khác' } })
    const { json } = await act({ act: 'publish', version: 2, validFrom: '2026-03-11', decidedOn: '2026-02-26' })
    expect(json.warnings).toEqual([expect.stringMatching(/8 ngày làm việc, nhiều nhất 5 \(chỉ số 1\.2\)/)])
    await act({ act: 'edit', version: 2, change: { name: 'Tên khác nữa' } })
    const near = await act({ act: 'publish', version: 3, validFrom: '2026-03-12', decidedOn: '2026-03-09' })
    expect(near.json.warnings).toEqual([expect.stringMatching(/3 ngày làm việc, phải ít nhất 5 \(chỉ số 1\.1\)/)])
  })

  it('is moved once by one request, and says so when the same key says something else', async () => {
    const { knock, ports } = await home()
    const said = {
      path,
      body: { act: 'suspend', version: 1, reason: 'Một' },
      headers: { 'idempotency-key': 'viec-lap-lai' },
    }
    const first = await knock('actOnProcedure', admin, said)
    expect((await knock('actOnProcedure', admin, said)).json).toEqual(first.json)
    expect((await ports.catalogue.register(code)).revision).toBe(2)
    const other = await knock('actOnProcedure', admin, { ...said, body: { ...said.body, reason: 'Hai' } })
    expect([other.status, other.json.code]).toEqual([409, 'key-reused'])
  })

  it('is read version by version; what is not there is 404', async () => {
    const { knock } = await home()
    expect((await knock('readVersions', admin, { path })).json).toMatchObject({
      code,
      revision: 1,
      versions: [{ version: 1 }],
    })
    const read = await knock('readVersion', admin, { path: { code, version: '1' } })
    expect(read.json).toMatchObject({
      line: { version: 1 },
      procedure: { name: birth.name, papers: [{ id: 'giay-1' }] },
    })
    expect((await knock('readVersion', admin, { path: { code, version: '9' } })).status).toBe(404)
    expect((await knock('readVersions', admin, { path: { code: '9.999999' } })).status).toBe(404)
  })
})

describe('cases of a procedure', () => {
  const cases = [
    { id: 'th1', name: 'Không phải xác minh', limits: { any: { amount: 0, unit: 'immediate' as const } } },
    {
      id: 'th2',
      name: 'Phải xác minh',
      limits: { any: { amount: 5, unit: 'working_day' as const } },
      committed: { any: { amount: 2.5, unit: 'working_day' as const } },
      papers: [],
    },
  ]
  it('are named when a dossier is opened; papers, limit and the legal limit are pinned with it', async () => {
    const { knock, ports } = await home()
    await ports.catalogue.putProcedure({ ...birth, limits: {}, cases })
    const unsaid = await knock('openAtDesk', reception, { body: atDesk })
    expect([unsaid.status, unsaid.json.code]).toEqual([422, 'case-missing'])
    const wrong = await knock('openAtDesk', reception, { body: { ...atDesk, case: 'th9' } })
    expect([wrong.status, wrong.json.code]).toEqual([422, 'unknown-case'])
    const { json } = await knock('openAtDesk', reception, { body: { ...atDesk, case: 'th2' } })
    const id: string = Object(json.dossier).id
    expect(json.dossier).toMatchObject({ case: 'th2' })
    const accepted = await knock('act', reception, { path: { id }, body: { act: 'accept', version: 1 } })
    expect(accepted.status).toBe(200)
    expect((await ports.dossiers.load(id))?.plan).toMatchObject({
      case: 'th2',
      limit: { amount: 2.5, unit: 'working_day' },
      legalLimit: { amount: 5, unit: 'working_day' },
      requiredPapers: [],
      fees: birth.fees,
    })
  })
  it('may be left unsaid where the limit is the same for all', async () => {
    const { knock, ports } = await home()
    await ports.catalogue.putProcedure({ ...birth, cases: cases.map(({ id, name }) => ({ id, name })) })
    expect((await knock('openAtDesk', reception, { body: atDesk })).status).toBe(201)
  })
})

describe('cases said over the API', () => {
  const said = [
    { id: 'th1', name: 'Không phải xác minh', limits: [{ channel: 'any', unit: 'immediate', amount: 0 }] },
    {
      id: 'th2',
      name: 'Phải xác minh',
      limits: [{ channel: 'any', unit: 'working_day', amount: 5 }],
      committed: [{ channel: 'any', unit: 'working_day', amount: 2.5 }],
      papers: ['giay-1'],
      requires: [],
    },
  ]
  const decided = { decision: '9/QĐ-UBND', decidedOn: '2026-03-02' }

  it('make a draft of two limits one that can be published, and dossiers are opened under either', async () => {
    const { act, knock } = await home()
    const edited = await act({ act: 'edit', version: 1, change: { limits: [], cases: said } })
    expect(edited.status).toBe(200)
    expect((await act({ act: 'publish', version: 2, ...decided })).json).toMatchObject({ line: { state: 'published' } })
    const shown = await knock('readProcedure', undefined, { path })
    expect(Object(shown.json).cases).toMatchObject([{ id: 'th1' }, { id: 'th2', papers: ['giay-1'], requires: [] }])
    const { json } = await knock('openAtDesk', reception, { body: { ...atDesk, case: 'th2' } })
    expect(json.dossier).toMatchObject({ case: 'th2', procedure: { version: 2 } })
  })

  it('are not published while two bear one name, or ask for a paper that is not there', async () => {
    const { act } = await home()
    const twins = [said[0], { ...said[1], name: said[0]?.name, papers: ['giay-9'] }]
    await act({ act: 'edit', version: 1, change: { cases: twins } })
    const refused = await act({ act: 'publish', version: 2, ...decided })
    expect(refused.json.faults?.map(({ where }) => where)).toEqual([
      'procedure.cases.1.name',
      'procedure.cases.1.papers',
    ])
  })

  it('bring guide clips, over https only, and how far it goes online: read by everybody once it is published', async () => {
    const { act, knock } = await home()
    const clip = { title: 'Hướng dẫn nộp hồ sơ khai sinh', url: 'https://clip.example/khai-sinh' }
    const plain = await act({ act: 'edit', version: 1, change: { clips: [{ ...clip, url: 'http://clip.example/x' }] } })
    expect(plain.status).toBe(400)
    await act({ act: 'edit', version: 1, change: { clips: [clip], online: 'full' } })
    expect((await knock('readProcedure', undefined, { path })).json).toMatchObject({ version: 1, clips: [] })
    await act({ act: 'publish', version: 2, ...decided })
    expect((await knock('readProcedure', undefined, { path })).json).toMatchObject({ clips: [clip], online: 'full' })
    const listed = await knock('findProcedures', undefined, { query: '?online=full' })
    expect(listed.json.rows).toMatchObject([{ code, version: 2, online: 'full' }])
  })

  it('bring their own reckoning and life cycle with the version', async () => {
    const { act, ports } = await home()
    const change = {
      policy: { afterSupplement: 'restart', dueAt: 'end-of-day', cutoff: '14:30' },
      pauseReasons: [{ code: 'measuring', name: 'Đo đạc', ground: 'Điều 1' }],
      supplementDays: 15,
    }
    expect((await act({ act: 'edit', version: 1, change })).status).toBe(200)
    expect(await ports.catalogue.procedure(code, 2)).toMatchObject(change)
    expect(await ports.catalogue.policy(code, 2)).toEqual(change.policy)
  })
})

describe('a procedure that knows no boundaries', () => {
  const other = 'H57.41'
  async function city(nonTerritorial: boolean) {
    const all = await home()
    const twins = units.map((unit) => ({
      ...unit,
      id: unit.id.replace(ward, other),
      agency: unit.agency.replace(ward, other),
    }))
    await all.ports.catalogue.putUnits([...units, ...twins], [])
    const ways = workflows.find(({ id }) => id === 'mac-dinh')
    if (ways) await all.ports.catalogue.putWorkflow(ways)
    const change = { workflow: 'mac-dinh', papers: [{ ...birth.papers[0], required: false }] }
    await all.ports.catalogue.putProcedure(Object.assign({ ...birth, nonTerritorial }, change))
    const openFor = (competentAgency: string) =>
      all.knock('openAtDesk', reception, { body: { ...atDesk, competentAgency } })
    return { ...all, openFor }
  }

  it('is received at any counter for the commune that decides, and goes there by its steps', async () => {
    const { openFor, knock, ports } = await city(true)
    const opened = await openFor(other)
    const { id } = Object(opened.json.dossier)
    expect(opened.json.dossier).toMatchObject({ receivingUnit: { id: `${ward}/desk` }, competentAgency: { id: other } })
    const home = await city(true)
    const own = Object((await home.openFor(ward)).json.dossier)
    const marks = [await ports.dossiers.load(id), await home.ports.dossiers.load(own.id)].map((file) => file?.dossier)
    expect(marks.map((one) => one && [one.nonTerritorial, accountableAgency(one)])).toEqual([
      [true, other],
      [undefined, ward],
    ])
    const accepted = await knock('act', reception, { path: { id }, body: { act: 'accept', version: 1 } })
    expect(accepted.json.receipt).toMatchObject({ code: expect.stringMatching(`^${ward}-`) })
    const steps = (await ports.dossiers.load(id))?.plan?.steps.map(({ room }) => room)
    expect(steps).toEqual([`${ward}/desk`, `${other}/office`, `${other}/leaders`, `${ward}/desk`])
  })

  it('is the department’s that decides it, whose figures and numbers of receipts it takes, wherever it was received', async () => {
    const free = await city(true)
    const bound = await city(false)
    const marks = await Promise.all(
      [free, bound].map(async ({ knock, ports }) => {
        const known = await ports.catalogue.procedure(code, 1)
        if (!known) throw new Error('the procedure is gone')
        await ports.catalogue.putProcedure(
          Object.assign({ ...known }, { competent: { kind: 'agency', agency: department } }),
        )
        const { id } = Object((await knock('openAtDesk', reception, { body: atDesk })).json.dossier)
        const head = (await ports.dossiers.load(id))?.dossier
        return head && [head.competentAgency, head.nonTerritorial, accountableAgency(head)]
      }),
    )
    expect(marks).toEqual([
      [department, true, department],
      [department, undefined, ward],
    ])
  })

  it('is received for no agency that is no commune, and one with boundaries for no other commune', async () => {
    const free = await city(true)
    expect((await free.openFor(department)).json.code).toBe('not-competent')
    const bound = await city(false)
    expect((await bound.openFor(other)).json.code).toBe('not-competent')
    expect((await bound.openFor(ward)).status).toBe(201)
  })
})

describe('a draft that lay for long', () => {
  async function drafted() {
    const all = await home()
    const opened = await all.knock('openOnline', citizenClaims, { body: wish })
    const id = String(Object(opened.json.dossier).id)
    const submit = () =>
      all.knock('actOnMine', citizenClaims, {
        path: { id },
        body: { act: 'submit', version: 1 },
        headers: { 'idempotency-key': 'khoa-nop-0001' },
      })
    return { ...all, submit }
  }
  const decided = { decision: '9/QĐ-UBND', decidedOn: '2026-03-02' }

  it('is submitted while its version still speaks', async () => {
    const { submit } = await drafted()
    expect((await submit()).status).toBe(200)
  })

  it.each([
    ['suspended', [{ act: 'suspend', version: 1, reason: 'Chờ hướng dẫn' }]],
    ['abolished', [{ act: 'abolish', version: 1, reason: 'Thay', decision: '7/QĐ', lastDay: '2026-03-09' }]],
    [
      'replaced',
      [
        { act: 'edit', version: 1, change: { name: 'Tên mới' } },
        { act: 'publish', version: 2, ...decided },
      ],
    ],
  ])('is made anew when its procedure was %s meanwhile', async (_, acts) => {
    const { act, submit } = await drafted()
    for (const one of acts) expect((await act(one)).status).toBe(200)
    const { status, json } = await submit()
    expect([status, json.code]).toEqual([422, 'procedure-moved'])
  })
})

describe('an import over the API', () => {
  const rows = readFileSync(new URL('../../shared/catalogue/sample/procedures.jsonl', import.meta.url))
    .toString()
    .split('\n')
  const bytes = Buffer.from([...rows.slice(0, 3), '{"code":"x"}'].join('\n'))
  const file = {
    fileName: 'danh-muc.jsonl',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }

  it('gives a slot, waits for the file, is carried by its worker and told row by row', async () => {
    const { knock, ports, desk } = await home()
    const announced = await knock('announceImport', admin, { body: file })
    expect(announced.status).toBe(201)
    const id: string = Object(announced.json.run).id
    const of = { path: { id } }
    expect((await knock('startImport', admin, of)).json.code).toBe('upload-missing')
    ports.imports.upload(id, bytes)
    expect((await knock('startImport', admin, of)).json.run).toMatchObject({ state: 'queued' })
    expect(ports.doorbells.rung).toMatchObject([{ queue: 'imports', message: { kind: 'import', id } }])
    expect((await knock('downloadImportReport', admin, of)).json.code).toBe('file-not-ready')
    expect((await knock('readQuarantine', admin, of)).json.code).toBe('file-not-ready')
    expect(await workImport({ ...desk, workflows }, id)).toBe('done')
    expect(await workImport({ ...desk, workflows }, id)).toBe('done')
    expect((await knock('readImport', admin, of)).json.run).toMatchObject({
      state: 'done',
      rowsDone: 4,
      counts: { taken: 3, refused: 1 },
    })
    const refused = await knock('readQuarantine', admin, { ...of, query: '?state=refused' })
    expect(refused.json).toMatchObject({
      isLast: true,
      rows: [{ line: 4, code: 'x', raw: { code: 'x' }, findings: [{ code: 'unreadable' }] }],
    })
    expect((await knock('downloadImportReport', admin, of)).json.url).toMatch(/report/)
    expect(
      Buffer.from(ports.imports.reports.get(id) ?? [])
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    expect((await knock('listImports', admin)).json).toMatchObject({ rows: [{ id }] })
    expect((await knock('startImport', admin, of)).json.run).toMatchObject({ state: 'done' })
  })

  it('is one run under one key, and refuses another file under it or one that is too big', async () => {
    const { knock } = await home()
    const first = await knock('announceImport', admin, { body: file })
    const again = await knock('announceImport', admin, { body: file })
    expect(Object(again.json.run).id).toBe(Object(first.json.run).id)
    expect((await knock('announceImport', admin, { body: { ...file, size: 1 } })).json.code).toBe('key-reused')
    const big = await knock('announceImport', admin, { body: { ...file, size: 60_000_000 } })
    expect([big.status, big.json.faults?.[0]?.where]).toEqual([400, 'body.size'])
    for (const id of ['readImport', 'startImport', 'readQuarantine', 'downloadImportReport'] as const) {
      expect((await knock(id, admin, { path: { id: 'khong-co-dot' } })).status).toBe(404)
    }
  })

  it('lists what it left as drafts', async () => {
    const { knock, ports } = await home(tuesday)
    await ports.catalogue.putProcedure({ ...birth, code: '1.000001', state: 'draft' })
    expect((await knock('listDrafts', admin)).json).toMatchObject({ rows: [{ code: '1.000001', state: 'draft' }] })
  })
})
