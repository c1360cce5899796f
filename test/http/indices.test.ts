import { describe, expect, it } from 'vitest'
import { dayOf } from '../../shared/calendar/day.ts'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import { evidencePlace } from '../../shared/desk/indices/keep-evidence.ts'
import { shippedSets } from '../../shared/reports/indices/index-sets.ts'
import { department, ward } from '../given.ts'
import { lateWard } from './figures-given.ts'
import { house, type Knock, staffClaims } from './given.ts'
import { addScan } from './stories.ts'

const leader = staffClaims(`${ward}/leaders`, 'leader')
const watcher = staffClaims(`${department}/desk`, 'supervisor')
const path = { index: '766' }
const february = { from: '2026-02-01', to: '2026-02-28' }
const query = '?from=2026-02-01&to=2026-02-28'
const share = { code: '1.1', value: { kind: 'share', count: 9, of: 10 }, source: 'Báo cáo 12/BC-UBND', evidence: [1] }

interface ShownCriterion {
  code: string
  score: number | null
  byHand: boolean
  entered?: { n: number; by: { id: string }; source: string; evidence: { n: number }[] }
}

/** The ward in March with a clean file of evidence for February, and ways to enter and to read. */
async function withEvidence() {
  const home = await house('2026-03-20T09:00:00+07:00')
  await addScan(home, evidencePlace(ward, { index: '766', ...february }), 1)
  let keys = 0
  const enter = (body: object, claims = leader, said: Knock = {}) => {
    keys += 1
    const headers = { 'idempotency-key': `khoa-nhap-tay-${keys}` }
    return home.knock('enterByHand', claims, { path, headers, body: { ...february, ...body }, ...said })
  }
  const criteria = async (claims = leader, more = '') => {
    const { json } = await home.knock('readIndex', claims, { path, query: `${query}${more}` })
    const groups: { criteria: ShownCriterion[] }[] = Object(json.groups)
    return { json, all: new Map(groups.flatMap((group) => group.criteria).map((one) => [one.code, one])) }
  }
  return { ...home, enter, criteria }
}

describe('the index of an agency', () => {
  it('is reckoned from its own figures, and leaves open what is entered by hand', async () => {
    const { knock, desk, id } = await lateWard()
    await countDossiers(desk, [id])
    const march = '?from=2026-03-01&to=2026-03-31'
    const { json } = await knock('readIndex', leader, { path, query: march })
    const groups: { criteria: ShownCriterion[] }[] = Object(json.groups)
    const found = groups.flatMap(({ criteria }) => criteria).filter(({ score }) => score !== null)
    expect(found).toMatchObject([
      { code: '1.4', score: 0 },
      { code: '2.1', score: 0 },
      { code: '3.1' },
      { code: '3.3' },
    ])
    expect([json.outOf, json.open, json.byHand]).toEqual([26, 74, 0])
    const far = await knock('readIndex', leader, { path, query: `${march}&agency=${department}` })
    expect(far.json.code).toBe('not-your-agency')
    expect((await knock('readIndex', watcher, { path, query: `${march}&agency=${ward}` })).status).toBe(200)
  })

  it('is there for all agencies together, for who watches over all, and a running period says to which day it is counted', async () => {
    const { knock, desk, id } = await lateWard()
    await countDossiers(desk, [id])
    const ofAll = '?from=2026-03-01&to=2026-03-31&agency=all'
    const { status, json } = await knock('readIndex', watcher, { path, query: ofAll })
    expect([status, json]).toMatchObject([200, { agency: { id: 'all', name: 'Mọi cơ quan' }, byHand: 0 }])
    const groups: { criteria: { code: string; count?: number; of?: number }[] }[] = Object(json.groups)
    const inTime = groups.flatMap(({ criteria }) => criteria).find(({ code }) => code === '2.1')
    expect(inTime).toMatchObject({ count: 0, of: 1 })
    expect(json.countedTo).toBe(dayOf(desk.now()))
    const before = await knock('readIndex', watcher, { path, query: `${query}&agency=all` })
    expect('countedTo' in before.json).toBe(false)
    expect((await knock('readIndex', leader, { path, query: ofAll })).json.code).toBe('not-your-agency')
    for (const format of ['json', 'xlsx', 'pdf'])
      expect((await knock('downloadIndex', watcher, { path, query: `${ofAll}&format=${format}` })).status).toBe(200)
    // A set for one kind of agency is none of all of them.
    const departments = await knock('readIndex', watcher, { path: { index: 'cai-cach-so' }, query: ofAll })
    expect(departments.status).toBe(404)
  })

  it('is not there for another kind of agency', async () => {
    const { knock } = await house()
    const { status } = await knock('readIndex', leader, { path: { index: 'cai-cach-so' }, query })
    expect(status).toBe(404)
  })

  it.each(['json', 'xlsx', 'pdf'])('is a %s file, too', async (format) => {
    const { enter, knock } = await withEvidence()
    await enter(share)
    const { status, json } = await knock('downloadIndex', leader, { path, query: `${query}&format=${format}` })
    expect([status, typeof json.url]).toEqual([200, 'string'])
    const far = await knock('downloadIndex', leader, { path, query: `${query}&agency=${department}` })
    expect(far.json.code).toBe('not-your-agency')
  })
})

describe('an entry by hand', () => {
  it('counts in the index of its period and in no other, and says who entered it on what evidence', async () => {
    const { enter, criteria, knock } = await withEvidence()
    expect((await criteria()).all.get('1.1')).toMatchObject({ score: null, byHand: true })
    const { status, json } = await enter(share)
    expect([status, json]).toMatchObject([201, { entry: { n: 1, stands: true, evidence: [{ n: 1 }] } }])
    const after = await criteria()
    expect(after.all.get('1.1')).toMatchObject({
      score: 5.4,
      byHand: true,
      entered: { n: 1, by: { id: leader.sub }, source: 'Báo cáo 12/BC-UBND', evidence: [{ n: 1 }] },
    })
    expect(after.json).toMatchObject({ byHand: 5.4, broken: [] })
    const march = await knock('readIndex', leader, { path, query: '?from=2026-02-01&to=2026-03-01' })
    expect(march.json.byHand).toBe(0)
  })

  it('is replaced by the next one, with a reason, and stays in the history', async () => {
    const { enter, criteria, knock } = await withEvidence()
    await enter(share)
    const value = { kind: 'share', count: 5, of: 10 }
    expect((await enter({ ...share, value })).json.faults?.map(({ where }) => where)).toEqual(['body.reason'])
    expect((await enter({ ...share, value, reason: 'Đếm nhầm' })).status).toBe(201)
    expect((await criteria()).all.get('1.1')).toMatchObject({ score: 3, entered: { n: 2 } })
    const { json } = await knock('listHandEntries', leader, { path, query })
    expect(json.rows).toMatchObject([
      { n: 1, value: { count: 9 }, stands: false },
      { n: 2, value: { count: 5 }, stands: true, reason: 'Đếm nhầm' },
    ])
  })

  it('is taken back, and then the criterion is open again', async () => {
    const { enter, criteria } = await withEvidence()
    const none = { code: '1.1', value: { kind: 'none' }, source: 'Kiểm tra lại', evidence: [] }
    expect((await enter(none)).json.faults?.map(({ where }) => where)).toEqual(['body.value'])
    await enter(share)
    expect((await enter({ ...none, reason: 'Không xác định được' })).status).toBe(201)
    expect((await criteria()).all.get('1.1')).toMatchObject({ score: null })
  })

  it('is refused with every fault at once', async () => {
    const { enter } = await withEvidence()
    const wrong = { code: '1.1', to: '2026-03-31', value: { kind: 'points', points: 3 }, source: 'x', evidence: [7] }
    const { status, json } = await enter(wrong)
    expect([status, json.code]).toEqual([422, 'entry-refused'])
    expect(json.faults?.map(({ where }) => where)).toEqual(['body.to', 'body.value.kind', 'body.evidence'])
    const more = await enter({ ...share, value: { kind: 'share', count: 11, of: 10 }, evidence: [] })
    expect(more.json.faults?.map(({ where }) => where)).toEqual(['body.value.count', 'body.evidence'])
  })

  it('is refused for what the system counts itself', async () => {
    const { enter, criteria } = await withEvidence()
    const { json } = await enter({ ...share, code: '2.1' })
    expect(json.faults).toMatchObject([{ where: 'body.code', detail: 'tiêu chí này hệ thống tự tính' }])
    expect((await criteria()).all.get('2.1')).toMatchObject({ score: null, byHand: false })
  })

  it('is refused while its evidence has no verdict, or a bad one', async () => {
    const { enter, ports } = await withEvidence()
    const place = evidencePlace(ward, { index: '766', ...february })
    const scan = await ports.scans.find(place, 1)
    if (!scan) throw new Error('no scan')
    await ports.scans.settle(place, { ...scan, state: 'infected' }, 'clean')
    expect((await enter(share)).json.faults?.map(({ where }) => where)).toEqual(['body.evidence'])
  })

  it('said again under its key is one, and another under it is refused', async () => {
    const { knock } = await withEvidence()
    const headers = { 'idempotency-key': 'khoa-nhap-tay-lap' }
    const body = { ...february, ...share }
    const first = await knock('enterByHand', leader, { path, headers, body })
    const again = await knock('enterByHand', leader, { path, headers, body })
    expect(again.text).toBe(first.text)
    const other = await knock('enterByHand', leader, { path, headers, body: { ...body, source: 'Khác' } })
    expect(other.json.code).toBe('key-reused')
    const { json } = await knock('listHandEntries', leader, { path, query })
    expect(json.rows).toHaveLength(1)
  })

  it('is for the own agency: nobody enters, and few read, another’s', async () => {
    const { enter, knock, criteria } = await withEvidence()
    const far = staffClaims(`${department}/leaders`, 'leader')
    expect((await enter(share, far)).json.faults?.map(({ where }) => where)).toEqual(['body.evidence'])
    expect((await enter({ ...share, agency: ward }, far)).json.code).toBe('not-your-rating')
    expect((await criteria()).all.get('1.1')).toMatchObject({ score: null })
    await enter(share)
    const asked = { path, query: `${query}&agency=${ward}` }
    expect((await knock('listHandEntries', far, asked)).json.code).toBe('not-your-agency')
    expect((await knock('listHandEntries', watcher, asked)).json.rows).toHaveLength(1)
    expect((await enter(share, staffClaims(`${ward}/desk`, 'supervisor'))).json.code).toBe('not-your-door')
  })

  it('that somebody changed in the table is named', async () => {
    const { enter, criteria, ports } = await withEvidence()
    await enter(share)
    const { entries } = ports.ratings
    ports.ratings.entries = async (...asked) =>
      (await entries(...asked)).map((one) => ({ ...one, value: { kind: 'share', count: 10, of: 10 } }))
    expect((await criteria()).json.broken).toEqual([{ code: '1.1', n: 1 }])
  })
})

describe('evidence', () => {
  const file = { fileName: 'bao-cao.pdf', type: 'application/pdf', size: 10, sha256: 'b'.repeat(64) }

  it('is uploaded to a slot of its own, announced again to the same one', async () => {
    const { knock } = await withEvidence()
    const first = await knock('reserveEvidence', leader, { path, body: { ...february, ...file } })
    const again = await knock('reserveEvidence', leader, { path, body: { ...february, ...file } })
    expect([first.status, Object(first.json.scan).n, Object(again.json.scan).n]).toEqual([201, 2, 2])
    const { json } = await knock('listEvidence', leader, { path, query })
    expect(json.rows).toMatchObject([{ n: 1 }, { n: 2, state: { code: 'slot' } }])
    const huge = await knock('reserveEvidence', leader, { path, body: { ...february, ...file, size: 30_000_000 } })
    expect(huge.json.faults?.map(({ where }) => where)).toEqual(['body.size'])
  })

  it('is given no slot that is about to be gone, and is listed whatever numbers are missing before it', async () => {
    const { knock, ports } = await withEvidence()
    const place = evidencePlace(ward, { index: '766', ...february })
    const clean = await ports.scans.find(place, 1)
    if (!clean) throw new Error('no evidence')
    const type = 'application/pdf'
    const old = { ...clean, ...file, type, n: 2, state: 'slot', at: '2026-03-13T09:05:00+07:00' } as const
    await ports.scans.reserve(place, old)
    await ports.scans.reserve(place, { ...clean, n: 60 })
    const again = await knock('reserveEvidence', leader, { path, body: { ...february, ...file } })
    expect(Object(again.json.scan).n).toBe(61)
    const { json } = await knock('listEvidence', leader, { path, query })
    expect(Object(json.rows).map(({ n }: { n: number }) => n)).toEqual([1, 2, 60, 61])
  })

  it('is read by its agency and by who watches, only when it is clean', async () => {
    const { knock, ports } = await withEvidence()
    const far = staffClaims(`${department}/leaders`, 'leader')
    const scan = await ports.scans.find(evidencePlace(ward, { index: '766', ...february }), 1)
    await ports.objects.keepClean('x', scan?.cleanKey ?? '', new Uint8Array(1), 'application/pdf')
    const asked = { path: { ...path, n: '1' }, query: `${query}&agency=${ward}` }
    expect((await knock('downloadEvidence', leader, asked)).status).toBe(200)
    expect((await knock('downloadEvidence', watcher, asked)).status).toBe(200)
    expect((await knock('downloadEvidence', far, asked)).status).toBe(404)
    expect((await knock('downloadEvidence', leader, { ...asked, path: { ...path, n: '2' } })).status).toBe(404)
  })
})

describe('a set of criteria', () => {
  const admin = staffClaims(`${ward}/desk`, 'admin')
  const [first] = shippedSets()
  const shipped = first?.version ?? 0
  const next = { ...first, version: shipped + 1, validFrom: '2026-04-01', title: 'Bộ chỉ số sửa đổi' }

  it('is put as the next version, and holds from its day on', async () => {
    const { knock } = await house('2026-03-20T09:00:00+07:00')
    expect((await knock('putIndexSet', admin, { body: next })).status).toBe(201)
    expect((await knock('putIndexSet', admin, { body: next })).status).toBe(201)
    const on = async (to: string) =>
      (await knock('readIndex', leader, { path, query: `?from=2026-01-01&to=${to}` })).json.version
    expect([await on('2026-03-31'), await on('2026-04-01')]).toEqual([shipped, shipped + 1])
    const other = await knock('putIndexSet', admin, { body: { ...next, title: 'Khác' } })
    expect(other.json.code).toBe('set-moved')
  })

  it('is refused with every fault named', async () => {
    const { knock } = await house('2026-03-20T09:00:00+07:00')
    const [group, ...groups] = first?.groups ?? []
    const wrong = { ...next, version: shipped + 3, validFrom: '2026-01-01', groups: [{ ...group, max: 19 }, ...groups] }
    const { status, json } = await knock('putIndexSet', admin, { body: wrong })
    expect([status, json.faults?.map(({ where }) => where)]).toEqual([
      422,
      ['body.version', 'body.validFrom', 'body.groups.0.max'],
    ])
  })
})
