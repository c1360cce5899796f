import { describe, expect, it } from 'vitest'
import type { Claims } from '../../shared/access/claims.ts'
import { recountDueMoments } from '../../shared/desk/clocks/recount.ts'
import { department, ward } from '../given.ts'
import { house, staffClaims } from './given.ts'

const admin = staffClaims(`${ward}/office`, 'admin')
const leader = staffClaims(`${ward}/leaders`, 'leader')
const reception = staffClaims(`${ward}/desk`, 'reception')
const storm = {
  scope: 'H57',
  days: [{ on: '2026-03-11', kind: 'off', name: 'Nghỉ tránh bão' }],
  source: '12/CĐ-UBND',
}
type Home = Awaited<ReturnType<typeof house>>

const declare = (home: Home, who: Claims, body: object, key = 'lich-thu-0001') =>
  home.knock('declareDays', who, { body, headers: { 'idempotency-key': key } })

async function weekOf(home: Home, unit = ward) {
  const query = '?from=2026-03-10&to=2026-03-14'
  const { json } = await home.knock('readCalendar', undefined, { path: { id: unit }, query })
  const days: { on: string; isWorked: boolean; sessions: string[][] }[] = Object(json).days
  return days.map(({ on, isWorked }) => `${on.slice(8)} ${isWorked ? 'làm' : 'nghỉ'}`)
}

describe('declaring days', () => {
  it('changes the calendar that everybody reads, and keeps its source', async () => {
    const home = await house()
    expect(await weekOf(home)).toEqual(['10 làm', '11 làm', '12 làm', '13 làm', '14 nghỉ'])
    const { status, json } = await declare(home, admin, storm)
    expect(status).toBe(201)
    expect(json).toMatchObject({ n: 1, scope: 'H57', source: '12/CĐ-UBND', by: { id: admin.sub } })
    expect(await weekOf(home)).toEqual(['10 làm', '11 nghỉ', '12 làm', '13 làm', '14 nghỉ'])
    const query = '?from=2026-03-01&to=2026-03-31'
    const listed = await home.knock('listCalendar', reception, { query })
    expect(listed.json.rows).toEqual([
      { on: '2026-03-11', kind: 'off', scope: 'H57', name: 'Nghỉ tránh bão', source: '12/CĐ-UBND', declaration: 1 },
    ])
    expect(listed.json).toMatchObject({ publishedUntil: '2026-12-31', daysLeft: 296 })
  })

  it('said again under its key is the same; another wish under that key is refused', async () => {
    const home = await house()
    const first = await declare(home, admin, storm)
    const again = await declare(home, admin, storm)
    expect(again.json).toEqual(first.json)
    expect(await home.ports.catalogue.declarationsNow()).toHaveLength(1)
    expect((await declare(home, admin, { ...storm, scope: 'VN' })).json.code).toBe('key-reused')
  })

  it('is a leader’s for his own agency, and for nobody else’s', async () => {
    const home = await house()
    expect((await declare(home, leader, { ...storm, scope: ward })).status).toBe(201)
    for (const scope of ['VN', 'H57', department]) {
      const { status, json } = await declare(home, leader, { ...storm, scope }, `lich-thu-${scope}`)
      expect([status, json.code], scope).toEqual([403, 'not-your-scope'])
    }
    expect(await weekOf(home, department)).toContain('11 làm')
    expect(await weekOf(home, ward)).toContain('11 nghỉ')
  })

  it('takes a season of hours for an agency and the end of the nation’s calendar', async () => {
    const home = await house()
    const hours = { tue: [['07:30', '11:30']], wed: [['07:30', '11:30']] }
    const season = { from: '2026-03-01', until: '2026-03-31', hours }
    await declare(home, leader, { scope: ward, seasons: [season], source: '3/TB' })
    const { json } = await home.knock('readCalendar', undefined, {
      path: { id: ward },
      query: '?from=2026-03-11&to=2026-03-12',
    })
    expect(json.days).toMatchObject([
      { on: '2026-03-11', isWorked: true, sessions: [['07:30', '11:30']] },
      { on: '2026-03-12', isWorked: false, sessions: [] },
    ])
    const year = { scope: 'VN', until: '2027-12-31', source: 'TB 100/TB-BNV' }
    expect((await declare(home, admin, year, 'lich-thu-2027')).status).toBe(201)
    expect((await home.knock('listCalendar', admin)).json.publishedUntil).toBe('2027-12-31')
  })

  it.each([
    ['nothing', { scope: 'H57', source: 'x' }, 'bad-input'],
    ['a day twice', { ...storm, days: [...storm.days, { on: '2026-03-11', kind: 'work' }] }, 'bad-input'],
    ['no source', { scope: 'H57', days: storm.days }, 'bad-input'],
    ['a day that is none', { ...storm, days: [{ on: '2026-02-30', kind: 'off' }] }, 'bad-input'],
    [
      'hours that close before they open',
      { ...storm, seasons: [{ from: '2026-03-01', hours: { mon: [['17:00', '07:00']] } }] },
      'bad-input',
    ],
    ['a scope that is nowhere', { ...storm, scope: 'H99.1' }, 'unknown-scope'],
    ['an end for one province', { ...storm, until: '2027-12-31' }, 'only-the-nation'],
  ])('is refused with %s', async (_what, body, code) => {
    const home = await house()
    expect((await declare(home, admin, body)).json.code).toBe(code)
    expect(await home.ports.catalogue.declarationsNow()).toEqual([])
  })
})

describe('the list of what a declaration moved', () => {
  it('shows everything to whoever declared it, and to others what lies with their agency', async () => {
    const home = await house()
    await declare(home, admin, storm)
    const row = (agency: string, dossier: string) => ({
      declaration: 1,
      agency,
      dossier,
      code: `MA-${dossier}`,
      procedureName: 'Đăng ký khai sinh',
      room: `${agency}/office`,
      at: '2026-03-10T15:05:00+07:00',
      moments: [{ clock: 'whole' as const, before: '2026-03-13T09:00:00+07:00', after: '2026-03-16T09:00:00+07:00' }],
    })
    await home.ports.dossiers.commit({ changes: [], moved: [row(ward, 'mot'), row(department, 'hai')] })
    const seenBy = async (who: Claims) => {
      const { json } = await home.knock('listMoved', who, { path: { n: '1' } })
      return Object(json).rows.map(({ code }: { code: string }) => code)
    }
    expect(await seenBy(admin)).toEqual(['MA-hai', 'MA-mot'])
    expect(await seenBy(leader)).toEqual(['MA-mot'])
    expect((await home.knock('listMoved', admin, { path: { n: '2' } })).status).toBe(404)
  })

  it('says whether it is whole: before its run, in the midst of it, and afterwards, and whose it is', async () => {
    const home = await house()
    await declare(home, admin, storm)
    const told = async (who: Claims) => {
      const { json } = await home.knock('listMoved', who, { path: { n: '1' } })
      return [json.reckoned, json.says]
    }
    expect(await told(admin)).toEqual(['waiting', expect.stringMatching(/hỏi lại sau năm phút.*mọi cơ quan/)])
    await home.ports.marks.setValue('CALENDAR-RECOUNT', `0|1|room ${ward}/desk`)
    expect(await told(leader)).toEqual(['under-way', expect.stringMatching(/chưa đủ.*Chỉ gồm hồ sơ đang ở /)])
    const later = { ...home.desk, now: () => '2026-03-10T16:00:00+07:00' }
    expect((await recountDueMoments(later)).outcome).toBe('recounted')
    expect(await told(admin)).toEqual(['done', expect.stringMatching(/không hạn nào thay đổi/)])
  })
})

describe('the calendar of a unit', () => {
  it('is nobody’s secret, and of no unit that is not there', async () => {
    const home = await house()
    expect((await home.knock('readCalendar', undefined, { path: { id: 'H57.99' } })).status).toBe(404)
    const { json } = await home.knock('readCalendar', undefined, { path: { id: ward } })
    expect(Object(json).days).toHaveLength(61)
  })
})
