import { describe, expect, it } from 'vitest'
import { evidencePlace } from '../../shared/desk/indices/keep-evidence.ts'
import { shippedSets } from '../../shared/reports/indices/index-sets.ts'
import { department, units, ward } from '../given.ts'
import { unzip } from '../reports/read-xlsx.ts'
import { house, staffClaims } from './given.ts'
import { addScan } from './stories.ts'

const otherWard = 'H57.41'
const thirdWard = 'H57.42'
const leaderOf = (agency: string) => staffClaims(`${agency}/leaders`, 'leader')
const february = { from: '2026-02-01', to: '2026-02-28' }
const query = '?from=2026-02-01&to=2026-02-28'
const path = { index: 'cai-cach-xa' }
const byHand = ['X1.1', 'X1.2']
const open = byHand.map((code) => `rating.rows.${code}`)

/** The entries at a moment, with two more wards beside the one there is. */
async function houseOfThree(at: string, ports?: House['ports']) {
  const home = await house(at, ports)
  const more = [otherWard, thirdWard].flatMap((id) =>
    units
      .filter(({ agency }) => agency === ward)
      .map((unit) => ({ ...unit, id: unit.id.replace(ward, id), agency: id })),
  )
  await home.ports.catalogue.putUnits([...units, ...more], [])
  return { ...home, ...doors(home) }
}

/** Three wards and the department that appraises them, under a set for wards, on a Tuesday in March. */
async function city(at = '2026-03-10T09:00:00+07:00') {
  const home = await houseOfThree(at)
  const set = shippedSets().find(({ id }) => id === path.index)
  if (!set?.rating) throw new Error('no set')
  const { forAppraiser: _, ...limits } = set.rating
  const own = { ...set, version: 2, validFrom: '2026-01-05', rating: { ...limits, appraiser: department } }
  expect(await home.ports.ratings.addSet(own)).toBe('added')
  return home
}

type House = Awaited<ReturnType<typeof house>>

let keys = 0
function doors({ knock, ports }: House) {
  const said = (body: object) => {
    keys += 1
    return { path, headers: { 'idempotency-key': `khoa-cham-diem-${keys}` }, body: { ...february, ...body } }
  }
  const act = (agency: string, body: object) => knock('actOnRating', leaderOf(agency), said(body))
  /** Enters what the set asks for by hand: five points, and so many of ten. */
  const enterAll = async (agency: string, count = 5) => {
    await addScan({ ports }, evidencePlace(agency, { ...path, ...february }), 1)
    const beside = { source: 'Báo cáo 3/BC', evidence: [1] }
    for (const [code, value] of [
      ['X1.1', { kind: 'points', points: 5 }],
      ['X1.2', { kind: 'share', count, of: 10 }],
    ] as const)
      expect((await knock('enterByHand', leaderOf(agency), said({ code, value, ...beside }))).status).toBe(201)
  }
  const drawUp = async (agency: string, count?: number) => {
    await enterAll(agency, count)
    return act(agency, { act: 'draw-up', version: 0 })
  }
  const appraise = (agency: string, points: object[] = []) =>
    act(department, { act: 'appraise', agency, points, version: 1 })
  return { act, enterAll, drawUp, appraise }
}

const pastAppeal = '2026-03-20T09:00:00+07:00'

describe('a rating', () => {
  it('is drawn up by its agency out of what is counted and entered, and waits for the appraiser', async () => {
    const { drawUp, ports } = await city()
    const { status, json } = await drawUp(ward)
    expect([status, json.rating]).toMatchObject([
      200,
      { state: { code: 'drawn-up' }, version: 1, setVersion: 2, dueAt: '2026-04-07T09:00:00+07:00', late: [] },
    ])
    const rows: { code: string; self: number | null; byHand: boolean; evidence: number[] }[] = Object(json.rating).rows
    expect(rows.filter((row) => row.byHand)).toMatchObject([
      { code: 'X1.1', self: 5, evidence: [1] },
      { code: 'X1.2', self: 5, evidence: [1] },
    ])
    expect((await ports.ratings.rating(ward, { ...path, ...february }))?.rows[0]?.drawn.entry?.n).toBe(1)
  })

  it('answers an act that comes again as it did then, however far it has gone and however long ago that was', async () => {
    const home = await city()
    await home.enterAll(ward)
    const headers = { 'idempotency-key': 'khoa-cham-diem-lan-dau' }
    const body = { ...february, act: 'draw-up', version: 0 }
    const first = await home.knock('actOnRating', leaderOf(ward), { path, headers, body })
    expect((await home.appraise(ward)).json.rating).toMatchObject({ version: 2 })
    const month = await houseOfThree('2026-05-04T09:00:00+07:00', home.ports)
    expect((await month.act(department, { act: 'finish', agency: ward, points: [], version: 2 })).status).toBe(200)
    const again = await month.knock('actOnRating', leaderOf(ward), { path, headers, body })
    expect([again.status, again.json]).toEqual([200, first.json])
    const other = await month.knock('actOnRating', leaderOf(ward), {
      ...{ path, headers },
      body: { ...body, note: 'khác' },
    })
    expect([other.status, other.json.code]).toEqual([409, 'key-reused'])
    expect((await home.ports.ratings.rating(ward, { ...path, ...february }))?.version).toBe(3)
  })

  it('is not drawn up while something is to be entered, and names it', async () => {
    const { act } = await city()
    const { status, json } = await act(ward, { act: 'draw-up', version: 0 })
    expect([status, json.code, json.faults?.map(({ where }) => where)]).toEqual([422, 'rating-refused', open])
  })

  it('keeps what it was drawn up by, whatever is entered later', async () => {
    const { drawUp, knock } = await city()
    await drawUp(ward)
    const again = { code: 'X1.1', value: { kind: 'points', points: 8 }, source: 'Khác', evidence: [1], reason: 'Sửa' }
    await knock('enterByHand', leaderOf(ward), { path, body: { ...february, ...again } })
    const { json } = await knock('readRating', leaderOf(ward), { path, query })
    expect(Object(json.rows)[0]).toMatchObject({ code: 'X1.1', self: 5 })
  })

  it('that comes after its days is late, and says so', async () => {
    const { drawUp } = await city('2026-03-20T09:00:00+07:00')
    expect((await drawUp(ward)).json.rating).toMatchObject({
      late: [{ act: 'draw-up', dueAt: '2026-03-13T17:00:00+07:00', at: '2026-03-20T09:00:00+07:00' }],
    })
  })

  it('is late too when it comes again after its days', async () => {
    const home = await city()
    expect((await home.drawUp(ward)).json.rating).toMatchObject({ late: [] })
    const { act } = await houseOfThree('2026-03-20T09:00:00+07:00', home.ports)
    const { json } = await act(ward, { act: 'draw-up', version: 1 })
    expect(json.rating).toMatchObject({ late: [{ act: 'draw-up', at: '2026-03-20T09:00:00+07:00' }] })
  })

  it('is drawn up where there was nothing to count, and leaves that open', async () => {
    const { enterAll, act, knock } = await city()
    await enterAll(ward)
    const value = { kind: 'share', count: 0, of: 0 }
    const nothing = { code: 'X1.2', value, source: 'Báo cáo 4/BC', evidence: [1], reason: 'Không phát sinh' }
    const enter = (key: string, body: object) =>
      knock('enterByHand', leaderOf(ward), {
        path,
        headers: { 'idempotency-key': `khoa-khong-co-gi-${key}` },
        body: { ...february, ...body },
      })
    expect((await enter('1', nothing)).status).toBe(201)
    const wrong = await enter('2', { ...nothing, value: { ...value, count: 1 } })
    expect(wrong.json.faults?.map(({ where }) => where)).toEqual(['body.value.of'])
    const { json } = await act(ward, { act: 'draw-up', version: 0 })
    expect(Object(json.rating).rows[1]).toMatchObject({ code: 'X1.2', count: 0, of: 0, self: null })
  })

  it('is drawn up for whole months only', async () => {
    const { act } = await city()
    for (const part of [{ from: '2026-02-02' }, { to: '2026-02-27' }]) {
      const { json } = await act(ward, { act: 'draw-up', version: 0, ...part })
      expect(json.faults?.map(({ where }) => where)).toEqual(['body.from', ...open])
    }
  })

  it('of an agency that has ended is entered, drawn up, read and appealed by its heir’s leader, by nobody else', async () => {
    const home = await city()
    const ended = { kind: 'merger', from: [otherWard], to: thirdWard, id: 'qd-2', on: '2026-03-01' } as const
    const said = { decision: '12/QĐ-UBND', by: 'cb-admin', at: '2026-02-20T10:00:00+07:00', body: '' }
    await home.ports.catalogue.announce({ ...ended, ...said })
    const agency = otherWard
    await addScan(home, evidencePlace(agency, { ...path, ...february }), 1)
    const entry = { agency, source: 'Báo cáo 3/BC', evidence: [1] }
    const enter = (by: string, body: object, key: string) =>
      home.knock('enterByHand', leaderOf(by), {
        path,
        headers: { 'idempotency-key': `khoa-ke-thua-${key}` },
        body: { ...february, ...entry, ...body },
      })
    const points = { code: 'X1.1', value: { kind: 'points', points: 5 } }
    expect((await enter(ward, points, '0')).json.code).toBe('not-your-rating')
    expect((await enter(thirdWard, points, '1')).status).toBe(201)
    expect((await enter(thirdWard, { code: 'X1.2', value: { kind: 'share', count: 5, of: 10 } }, '2')).status).toBe(201)
    const file = { fileName: 'bao-cao.pdf', type: 'application/pdf', size: 10, sha256: 'b'.repeat(64) }
    const slot = { path, body: { ...february, agency, ...file } }
    expect((await home.knock('reserveEvidence', leaderOf(ward), slot)).json.code).toBe('not-your-rating')
    expect((await home.knock('reserveEvidence', leaderOf(thirdWard), slot)).status).toBe(201)
    const far = await home.act(ward, { act: 'draw-up', agency, version: 0 })
    expect(far.json.code).toBe('not-your-rating')
    const drawn = await home.act(thirdWard, { act: 'draw-up', agency, version: 0 })
    expect(drawn.json.rating).toMatchObject({ agency: { id: agency }, state: { code: 'drawn-up' } })
    const asked = { path, query: `${query}&agency=${agency}` }
    for (const door of ['readRating', 'readIndex', 'listHandEntries'] as const)
      expect((await home.knock(door, leaderOf(thirdWard), asked)).status).toBe(200)
    await home.appraise(agency, [{ code: 'X1.1', points: 3, why: 'Chậm' }])
    const appeals = [{ code: 'X1.1', wanted: 5, why: 'Ban hành ngày 05/01', evidence: [1] }]
    const appeal = { act: 'appeal', agency, appeals, version: 2 }
    expect((await home.act(ward, appeal)).json.code).toBe('not-your-rating')
    expect((await home.act(thirdWard, appeal)).json.rating).toMatchObject({ state: { code: 'appealed' } })
  })

  it('said again by who drew it up before a merger is the same one, and none of the heir', async () => {
    const home = await city()
    await addScan(home, evidencePlace(otherWard, { ...path, ...february }), 1)
    const entry = { code: 'X1.1', value: { kind: 'points', points: 5 }, source: 'Báo cáo 3/BC', evidence: [1] }
    const other = { ...entry, code: 'X1.2', value: { kind: 'share', count: 5, of: 10 } }
    const ask = async (claims: ReturnType<typeof leaderOf>, says: Pick<House, 'knock'>) => {
      const of = (key: string, body: object) => ({
        path,
        headers: { 'idempotency-key': key },
        body: { ...february, ...body },
      })
      return [
        await says.knock('enterByHand', claims, of('khoa-truoc-sap-nhap-1', entry)),
        await says.knock('enterByHand', claims, of('khoa-truoc-sap-nhap-3', other)),
        await says.knock('actOnRating', claims, of('khoa-truoc-sap-nhap-2', { act: 'draw-up', version: 0 })),
      ]
    }
    const first = await ask(leaderOf(otherWard), home)
    const done = first.map(({ status }) => status)
    expect(done.every((status) => status < 300)).toBe(true)
    const ended = { kind: 'merger', from: [otherWard], to: thirdWard, id: 'qd-2', on: '2026-03-12' } as const
    const said = { decision: '12/QĐ-UBND', by: 'cb-admin', at: '2026-03-10T10:00:00+07:00', body: '' }
    await home.ports.catalogue.announce({ ...ended, ...said })
    const later = await houseOfThree('2026-03-13T09:00:00+07:00', home.ports)
    const moved = { ...leaderOf(thirdWard), sub: leaderOf(otherWard).sub }
    expect((await ask(moved, later)).map(({ status }) => status)).toEqual(done)
    const period = { ...path, ...february }
    expect(await home.ports.ratings.entries(thirdWard, period)).toEqual([])
    expect(await home.ports.ratings.rating(thirdWard, period)).toBeUndefined()
  })

  it('is appraised by the appraiser alone, with a reason for other points and none for what is counted', async () => {
    const { drawUp, act, appraise } = await city()
    await drawUp(ward)
    const wrong = await appraise(ward, [
      { code: 'X1.1', points: 3 },
      { code: 'X1.2', points: 99, why: 'Nhầm' },
      { code: 'X2.1', points: 20, why: 'Tốt' },
      { code: 'X9', points: 1, why: 'Không có' },
    ])
    expect(wrong.json.faults?.map(({ where }) => where)).toEqual([
      'body.points.0.why',
      'body.points.1.points',
      'body.points.2.code',
      'body.points.3.code',
    ])
    const own = await act(ward, { act: 'appraise', agency: ward, points: [], version: 1 })
    expect([own.status, own.json.code]).toEqual([403, 'not-your-rating'])
    const { json } = await appraise(ward, [{ code: 'X1.1', points: 3, why: 'Kế hoạch ban hành chậm' }])
    expect(json.rating).toMatchObject({
      state: { code: 'appraised' },
      self: { score: 22 },
      appraised: { score: 20 },
      dueAt: '2026-03-17T09:00:00+07:00',
    })
    expect(Object(json.rating).rows[1]).toMatchObject({ self: 5, appraised: 5, final: null })
  })

  it('is appealed once within its days, and ended only with an answer to each appeal', async () => {
    const home = await city()
    await home.drawUp(ward)
    await home.appraise(ward, [{ code: 'X1.1', points: 3, why: 'Chậm' }])
    const early = await home.act(department, { act: 'finish', agency: ward, points: [], version: 2 })
    expect(early.json.code).toBe('appeal-still-open')
    const appeal = { code: 'X1.1', wanted: 5, why: 'Ban hành ngày 05/01', evidence: [1] }
    const bad = await home.act(ward, { act: 'appeal', appeals: [{ ...appeal, evidence: [9] }], version: 2 })
    expect(bad.json.faults?.map(({ where }) => where)).toEqual(['body.appeals.0.evidence'])
    const bare = await home.act(ward, { act: 'appeal', appeals: [{ ...appeal, evidence: [] }], version: 2 })
    expect(bare.json.faults).toMatchObject([{ where: 'body.appeals.0.evidence', detail: 'thiếu minh chứng' }])
    const { json } = await home.act(ward, { act: 'appeal', appeals: [appeal], version: 2 })
    expect(json.rating).toMatchObject({ state: { code: 'appealed' }, dueAt: '2026-03-24T09:00:00+07:00' })
    const silent = await home.act(department, { act: 'finish', agency: ward, points: [], version: 3 })
    expect(silent.json.faults).toMatchObject([{ where: 'rating.rows.X1.1', detail: 'kiến nghị chưa được trả lời' }])
    const points = [{ code: 'X1.1', points: 4, why: 'Chấp nhận một phần' }]
    const done = await home.act(department, { act: 'finish', agency: ward, points, version: 3 })
    expect(done.json.rating).toMatchObject({ state: { code: 'final' }, final: { score: 21 }, late: [] })
    expect(Object(done.json.rating).history.map(({ act }: { act: string }) => act)).toEqual([
      ...['draw-up', 'appraise', 'appeal', 'finish'],
    ])
    const more = await home.act(ward, { act: 'appeal', appeals: [appeal], version: 4 })
    expect(more.json.code).toBe('rating-not-so')
  })

  it('is not appealed after its days', async () => {
    const home = await city()
    await home.drawUp(ward)
    await home.appraise(ward)
    const { act } = await houseOfThree(pastAppeal, home.ports)
    const appeals = [{ code: 'X1.1', wanted: 8, why: 'Xin xem lại', evidence: [] }]
    expect((await act(ward, { act: 'appeal', appeals, version: 2 })).json.code).toBe('appeal-too-late')
    const { json } = await act(department, { act: 'finish', agency: ward, points: [], version: 2 })
    expect(json.rating).toMatchObject({ state: { code: 'final' }, final: { score: 22 } })
  })

  it('moves once for each version and key', async () => {
    const home = await city()
    await home.enterAll(ward)
    const said = { path, headers: { 'idempotency-key': 'khoa-cham-mot-lan' } }
    const body = { ...february, act: 'draw-up', version: 0 }
    const first = await home.knock('actOnRating', leaderOf(ward), { ...said, body })
    const again = await home.knock('actOnRating', leaderOf(ward), { ...said, body })
    expect(again.text).toBe(first.text)
    const impatient = { path, headers: { 'idempotency-key': 'khoa-cham-nam-lan' } }
    const other = { ...february, act: 'appraise', agency: ward, points: [], version: 1 }
    const clicks = [1, 2, 3, 4, 5].map(() =>
      home.knock('actOnRating', leaderOf(department), { ...impatient, body: other }),
    )
    const answers = await Promise.all(clicks)
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect((await home.ports.ratings.rating(ward, { ...path, ...february }))?.version).toBe(2)
    expect((await home.act(ward, { act: 'draw-up', version: 0 })).json.code).toBe('moved-meanwhile')
  })
})

describe('the ranking', () => {
  async function threeRated() {
    const home = await city()
    for (const [agency, count] of [
      [ward, 9],
      [otherWard, 9],
      [thirdWard, 5],
    ] as const) {
      await home.drawUp(agency, count)
      await home.appraise(agency)
    }
    const next = await houseOfThree(pastAppeal, home.ports)
    for (const agency of [ward, otherWard, thirdWard])
      await next.act(department, { act: 'finish', agency, points: [], version: 2 })
    return next
  }

  it('shares a rank between equals and leaves the next one out', async () => {
    const { knock } = await threeRated()
    const { json } = await knock('listRatings', leaderOf(thirdWard), { path, query })
    const rows: { agency: { id: string }; rank: number; final: number; self?: number }[] = Object(json.rows)
    expect(rows.map(({ agency, rank, final }) => [agency.id, rank, final])).toEqual([
      [ward, 1, 26],
      [otherWard, 1, 26],
      [thirdWard, 3, 22],
    ])
    expect(rows.map(({ self }) => self)).toEqual([undefined, undefined, 22])
  })

  it('shows agencies without a result, without a rank', async () => {
    const { knock, drawUp } = await city()
    await drawUp(ward)
    const { json } = await knock('listRatings', leaderOf(otherWard), { path, query })
    expect(json.rows).toMatchObject([
      { agency: { id: ward }, percent: null },
      { agency: { id: otherWard }, percent: null },
      { agency: { id: thirdWard } },
    ])
    expect(JSON.stringify(json)).not.toMatch(/"rank"|"self"|"state"/)
    const own = await knock('listRatings', leaderOf(ward), { path, query })
    expect(Object(own.json.rows)[0]).toMatchObject({ agency: { id: ward }, state: { code: 'drawn-up' } })
  })

  it('hands no state but a final one around in a file', async () => {
    const { knock, drawUp, ports } = await city()
    await drawUp(ward)
    for (const format of ['json', 'xlsx']) {
      const { json } = await knock('downloadRatings', leaderOf(otherWard), { path, query: `${query}&format=${format}` })
      const file = ports.objects.clean.get(String(json.url).replace('memory:', ''))
      const bytes = file?.bytes ?? new Uint8Array()
      const text = format === 'json' ? new TextDecoder().decode(bytes) : [...unzip(bytes).values()].join()
      expect(text).toContain(format === 'json' ? ward : 'Chưa có kết quả')
      expect(text).not.toMatch(/drawn-up|Đã tự chấm/)
    }
  })

  it('leaves out an agency that had ended before the period, and keeps one that ended in it', async () => {
    const { knock, ports } = await city()
    const said = { kind: 'merger', to: department, decision: '12/QĐ-UBND', by: 'cb-admin', body: '' } as const
    const at = '2026-01-20T10:00:00+07:00'
    await ports.catalogue.announce({ ...said, id: 'qd-3', from: [otherWard], on: '2026-02-01', at })
    await ports.catalogue.announce({ ...said, id: 'qd-4', from: [thirdWard], on: '2026-02-02', at })
    const { json } = await knock('listRatings', leaderOf(ward), { path, query })
    const rows: { agency: { id: string } }[] = Object(json.rows)
    expect(rows.map(({ agency }) => agency.id)).toEqual([ward, thirdWard])
  })

  it.each(['json', 'xlsx', 'pdf'])('is a %s file, as is each rating', async (format) => {
    const { knock } = await threeRated()
    const all = await knock('downloadRatings', leaderOf(ward), { path, query: `${query}&format=${format}` })
    const own = `${query}&format=${format}&agency=${ward}`
    const one = await knock('downloadRatings', leaderOf(ward), { path, query: own })
    const far = await knock('downloadRatings', leaderOf(otherWard), { path, query: own })
    expect([all.status, one.status, far.json.code]).toEqual([200, 200, 'not-your-agency'])
  })

  it('lets nobody read another agency’s rating, but for the appraiser and who watches', async () => {
    const { knock } = await threeRated()
    const asked = { path, query: `${query}&agency=${ward}` }
    expect((await knock('readRating', leaderOf(otherWard), asked)).json.code).toBe('not-your-agency')
    for (const claims of [leaderOf(department), staffClaims(`${otherWard}/desk`, 'supervisor')])
      expect((await knock('readRating', claims, asked)).status).toBe(200)
  })
})
