import { describe, expect, it } from 'vitest'
import { disagreements } from '../../shared/dossier/people/identity-number.ts'
import type { RouteId } from '../../shared/http/routes.ts'
import { department, ward } from '../given.ts'
import { atDesk, house, reception, staffClaims, workflow } from './given.ts'
import { accepted, registered } from './stories.ts'

const admin = staffClaims(`${ward}/office`, 'admin')
const cashier = staffClaims(`${ward}/desk`, 'cashier')

describe('a day that cannot be', () => {
  it('is no last day to pay by', async () => {
    const { knock, id } = await accepted()
    const items = [{ kind: 'charge', name: 'Lệ phí', amountVnd: 15_000 }]
    const ask = (dueOn: string) =>
      knock('act', cashier, {
        path: { id },
        body: { act: 'request-obligation', version: 2, items, payee: 'Kho bạc', dueOn },
        headers: { 'idempotency-key': `khoa-${dueOn}` },
      })
    const { status, json } = await ask('2026-03-09')
    expect([status, json.code, json.faults?.map(({ where }) => where)]).toEqual([
      422,
      'day-out-of-range',
      ['body.dueOn'],
    ])
    expect((await ask('2026-03-10')).status).toBe(200)
  })

  it('is not declared: each one is named', async () => {
    const { knock } = await house()
    const days = ['2020-03-24', '2026-03-02', '9999-12-31'].map((on) => ({ on, kind: 'off', name: 'Bão' }))
    const declare = (said: typeof days) =>
      knock('declareDays', admin, { body: { scope: ward, days: said, source: '1/CĐ' } })
    const { status, json } = await declare(days)
    expect([status, json.code, json.faults?.map(({ where }) => where)]).toEqual([
      422,
      'day-out-of-range',
      ['body.days.0.on', 'body.days.2.on'],
    ])
    expect((await declare(days.slice(1, 2))).status).toBe(201)
  })

  it('begins no season of hours, and ends no calendar beyond what anybody knows', async () => {
    const { knock } = await house()
    let asked = 0
    const declare = async (body: object) => {
      const headers = { 'idempotency-key': `khoa-mua-0${++asked}` }
      const { status, json } = await knock('declareDays', admin, { body: { source: '1/QĐ', ...body }, headers })
      return [status, json.code, json.faults?.map(({ where }) => where)]
    }
    const hours = { mon: [['07:00', '11:00']] }
    const seasons = ['0100-01-01', '2026-04-01', '9999-01-01'].map((from) => ({ from, hours }))
    expect(await declare({ scope: ward, seasons })).toEqual([
      422,
      'day-out-of-range',
      ['body.seasons.0.from', 'body.seasons.2.from'],
    ])
    expect(await declare({ scope: 'VN', until: '9999-12-31' })).toEqual([422, 'day-out-of-range', ['body.until']])
    expect((await declare({ scope: 'VN', until: '2027-12-31' }))[0]).toBe(201)
  })

  it('has no statement yet', async () => {
    const { knock } = await house()
    const body = { source: 'vnpay', rows: [] }
    const hand = (day: string) => knock('handInStatement', admin, { path: { day }, body })
    expect((await hand('2027-01-01')).json.faults?.map(({ where }) => where)).toEqual(['path.day'])
    expect((await hand('2026-03-10')).status).toBe(200)
  })

  it('is no day of birth: it is warned of', () => {
    expect(disagreements('046090000001', { birthDate: '2030-01-01' }, '2026-03-10')).toEqual(['birth-year', 'unborn'])
  })
})

describe('a decision for a day that nobody lives to see', () => {
  it('is refused while it can be: once kept it would stand in the way of the right one', async () => {
    const { knock } = await house()
    let asked = 0
    const say = async (id: RouteId, body: object) => {
      const headers = { 'idempotency-key': `khoa-xa-0${++asked}` }
      const { status, json } = await knock(id, admin, { path: { code: '1.001193' }, body, headers })
      return [status, json.faults?.map(({ where, detail }) => `${where}: ${detail}`)]
    }
    const latest = expect.stringContaining('muộn nhất là 10/03/2029.')
    const merger = { kind: 'merger', from: [ward], to: department, decision: '12/QĐ-UBND' }
    expect(await say('announceChange', { ...merger, on: '2206-06-01' })).toEqual([422, [latest]])
    const end = { act: 'abolish', version: 1, reason: 'Thay', decision: '7/QĐ' }
    expect(await say('actOnProcedure', { ...end, lastDay: '9999-12-31' })).toEqual([409, [latest]])
    await say('actOnProcedure', { act: 'edit', version: 1, change: { name: 'Tên mới' } })
    const publish = { act: 'publish', version: 2, decision: '8/QĐ', decidedOn: '2026-03-01' }
    expect(await say('actOnProcedure', { ...publish, validFrom: '2029-03-11' })).toEqual([409, [latest]])
    expect((await say('actOnProcedure', { ...publish, validFrom: '2029-03-10' }))[0]).toBe(200)
    const [, faults] = await say('putWorkflow', { ...workflow, procedureCodes: ['1.001193'], validFrom: '9999-12-31' })
    expect(faults).toContainEqual(latest)
    expect((await say('announceChange', { ...merger, on: '2026-06-01' }))[0]).toBe(201)
  })
})

describe('a working day', () => {
  it('has sessions in their order, of which none lies over another', async () => {
    const { knock } = await house()
    let asked = 0
    const declare = async (...mon: [string, string][]) => {
      const seasons = [{ from: '2026-04-01', until: '2026-04-30', hours: { mon } }]
      const body = { scope: ward, source: '1/QĐ', seasons }
      const headers = { 'idempotency-key': `khoa-buoi-0${++asked}` }
      const { status, json } = await knock('declareDays', admin, { body, headers })
      return [status, json.faults?.map(({ where }) => where)]
    }
    const refused = [400, ['body.seasons.0.hours.mon']]
    expect(await declare(['07:00', '12:00'], ['11:00', '17:00'])).toEqual(refused)
    expect(await declare(['07:00', '11:00'], ['07:00', '11:00'])).toEqual(refused)
    expect(await declare(['13:00', '17:00'], ['07:00', '11:00'])).toEqual(refused)
    expect(await declare(['07:00', '11:00'], ['11:00', '17:00'])).toEqual([201, undefined])
  })
})

describe('a bag of papers', () => {
  it('is not received with nothing in it and nothing missing', async () => {
    const { knock, id } = await registered()
    const body = { act: 'receive-papers', version: 1, papers: [] }
    const { status, json } = await knock('act', reception, { path: { id }, body })
    expect([status, json.faults?.map(({ where }) => where)]).toEqual([400, ['body.papers']])
  })
})

describe('a report of loss', () => {
  it('that comes before there is a result says what it is for, and what calls papers back', async () => {
    const { knock, id } = await registered()
    const body = { act: 'report-lost', version: 1, reason: 'Không thấy' }
    const { status, json } = await knock('act', reception, { path: { id }, body })
    expect([status, json.code]).toEqual([409, 'not-now'])
    expect(json.faults?.[0]?.detail).toContain('recall-papers')
    const recalled = await knock('act', reception, { path: { id }, body: { ...body, act: 'recall-papers' } })
    expect(recalled.json.code).toBe('no-papers-under-way')
    expect(json.faults?.[0]?.detail).toContain('report-papers-lost')
    const papers = await knock('act', reception, { path: { id }, body: { ...body, act: 'report-papers-lost' } })
    expect(papers.json.code).toBe('no-papers-under-way')
  })
})

describe('a commune code', () => {
  it('that no commune ever bore is refused', async () => {
    const { knock } = await house()
    const open = (communeCode: string) => {
      const deliverTo = { name: 'Trần Văn Thử', phone: '0912345678', detail: '2 đường Thử', communeCode }
      return knock('openAtDesk', reception, { body: { ...atDesk, returnBy: 'post', deliverTo } })
    }
    for (const code of ['00000', '00003', '33000', '99999']) {
      const { status, json } = await open(code)
      expect([code, status, json.faults?.map(({ where }) => where)]).toEqual([
        code,
        400,
        ['body.deliverTo.communeCode'],
      ])
    }
    expect((await open('19789')).status).toBe(201)
  })
})
