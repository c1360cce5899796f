import { expect, it } from 'vitest'
import { scan, ward } from '../given.ts'
import { citizenClaims, house, reception, staffClaims, wish } from './given.ts'
import { registered } from './stories.ts'

const leader = staffClaims(`${ward}/leaders`, 'leader')
const admin = staffClaims(`${ward}/office`, 'admin')
const march = 'from=2026-03-01&to=2026-03-31'
const told = ({ json }: { json: { code?: string; faults?: readonly { where: string; code: string }[] } }) =>
  json.faults?.map(({ where, code }) => `${where} ${code}`)

it('a column that is none is told with those there are, whichever door it is asked at', async () => {
  const { knock } = await house()
  const period = { from: '2026-03-01', to: '2026-03-31' }
  const read = await knock('traceFigures', leader, { path: { report: 'II.06a', column: 'khong' }, query: `?${march}` })
  const body = { kind: 'trace', report: 'II.06a', column: 'khong', ...period }
  const asked = await knock('askReport', leader, { body })
  expect([told(read), told(asked)]).toEqual([['path.column not-offered'], ['body.column not-offered']])
  for (const { json } of [read, asked]) expect(json.faults?.[0]?.detail).toMatch(/có: .*total/)
})

it('a case, a commune and a colleague that are none are no offer', async () => {
  const { knock } = await house()
  const path = { code: '1.001193' }
  const impact = await knock('readImpact', leader, { path, query: '?year=2026&case=khong-co' })
  expect(told(impact)).toEqual(['query.case not-offered'])
  const deliverTo = { name: 'Trần Văn Thử', phone: '0912345678', detail: 'Số 1', communeCode: '00000' }
  const opened = await knock('openOnline', citizenClaims, { body: { ...wish, returnBy: 'post', deliverTo } })
  expect(told(opened)).toEqual(['body.deliverTo.communeCode not-offered'])
  const work = (colleague: string) => knock('listWork', reception, { query: `?of=me&colleague=${colleague}` })
  expect(told(await work('ai-do'))).toEqual(['query.colleague not-offered'])
  const other = await work(`cb-${ward}-office-handler`)
  expect([other.status, other.json.code, told(other)]).toEqual([
    403,
    'not-standing-in',
    ['query.colleague not-standing-in'],
  ])
})

it('a file that is not ready is told by its own place, before there is a result too', async () => {
  const { knock, ports, id } = await registered()
  await ports.scans.reserve(id, { ...scan({ n: 3, quarantineKey: `${id}/3/x` }), state: 'slot' })
  const early = await knock('downloadScan', reception, { path: { id, n: '3' } })
  expect([early.json.code, told(early)]).toEqual(['components-not-ready', ['dossier.scans.3 components-not-ready']])
  const result = await knock('downloadScan', reception, { path: { id, n: 'result' } })
  expect([result.json.code, told(result)]).toEqual(['result-not-ready', ['dossier.result result-not-ready']])
})

it('a calendar is told for four hundred days, and says so where more are asked for', async () => {
  const { knock } = await house()
  const ask = (to: string) =>
    knock('readCalendar', undefined, { path: { id: ward }, query: `?from=2026-01-01&to=${to}` })
  expect(told(await ask('9999-12-31'))).toEqual(['query.to too-big'])
  expect(told(await ask('2027-02-05'))).toEqual(['query.to too-big'])
  expect(Object((await ask('2027-02-04')).json.days)).toHaveLength(400)
})

it('what holds already is not declared once more', async () => {
  const { knock } = await house()
  const days = [{ on: '2026-04-09', kind: 'off' }]
  const declare = (key: string, body: object) =>
    knock('declareDays', admin, { body: { scope: ward, source: '1/QĐ', ...body }, headers: { 'idempotency-key': key } })
  expect((await declare('khoa-lich-01', { days })).status).toBe(201)
  expect((await declare('khoa-lich-01', { days })).status).toBe(201)
  const again = await declare('khoa-lich-02', { days })
  expect([again.json.code, told(again)]).toEqual(['nothing-changed', ['body.days.0.on nothing-changed']])
  expect((await declare('khoa-lich-03', { days: [{ on: '2026-04-09', kind: 'work' }] })).status).toBe(201)
  expect(told(await declare('khoa-lich-04', { scope: 'VN', until: '2020-12-31' }))).toEqual([
    'body.until nothing-changed',
  ])
})
