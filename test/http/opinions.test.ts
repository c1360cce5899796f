import { describe, expect, it } from 'vitest'
import { mostOpinion } from '../../shared/dossier/interlinked/opinion-limits.ts'
import { department, ward } from '../given.ts'
import { reception, staffClaims } from './given.ts'
import { accepted } from './stories.ts'

const asked = staffClaims(`${department}/office`, 'handler')
const question = 'Thửa đất có vướng quy hoạch không?'

const keyed = (version: number) => ({ headers: { 'idempotency-key': `khoa-thu-${1000 + version}` } })

describe('what an agency is asked', () => {
  it('is listed to its officers until it is answered, nearest due first, and to nobody else', async () => {
    const home = await accepted()
    const ask = (version: number, unit: string, hours: number) =>
      home.knock('act', reception, {
        path: { id: home.id },
        ...keyed(version),
        body: { act: 'ask-opinion', version, unit, question, hours },
      })
    expect((await ask(2, department, 16)).status).toBe(200)
    expect((await ask(3, `${department}/office`, 8)).status).toBe(200)
    const { json } = await home.knock('listOpinions', asked)
    expect(json.rows).toMatchObject([
      { dossier: { id: home.id, code: home.code }, consultation: 2, unit: { id: `${department}/office` } },
      { consultation: 1, unit: { id: department }, remaining: 'còn 2 ngày' },
    ])
    // The list names no person and no question: both are read, and logged, in the dossier.
    expect(JSON.stringify(json)).not.toContain(question)
    expect((await home.knock('listOpinions', reception)).json.rows).toEqual([])
    expect((await home.knock('listOpinions', staffClaims(`${ward}/leaders`, 'leader'))).json.rows).toEqual([])

    const answer = { act: 'answer-opinion', version: 4, consultation: 2, answer: 'Không vướng.' }
    expect((await home.knock('act', asked, { path: { id: home.id }, ...keyed(4), body: answer })).status).toBe(200)
    expect((await home.knock('listOpinions', asked)).json.rows).toMatchObject([{ consultation: 1 }])
    const stop = { act: 'stop', version: 5, reason: 'Trùng hồ sơ', ground: 'Điều 1' }
    expect((await home.knock('act', reception, { path: { id: home.id }, ...keyed(5), body: stop })).status).toBe(200)
    expect((await home.knock('listOpinions', asked)).json.rows).toEqual([])
  })

  it('may be read by who is asked, who prints, packs and takes no payment of it', async () => {
    const home = await accepted()
    const body = { act: 'ask-opinion', version: 2, unit: department, question, hours: 8 }
    await home.knock('act', reception, { path: { id: home.id }, ...keyed(2), body })
    const head = staffClaims(`${department}/office`, 'handler', 'unit-head', 'cashier')
    const path = { id: home.id, archive: 'a'.repeat(26), sheet: 'control-2' }
    expect((await home.knock('readDossier', head, { path })).status).toBe(200)
    for (const [id, body] of [
      ['printSheet', { sheet: 'control' }],
      ['reprintSheet', { reason: 'Thử' }],
      ['askArchive', { purpose: 'complaint' }],
      ['beginPaymentAtDesk', { gateway: 'platform' }],
    ] as const) {
      const { status, json } = await home.knock(id, head, { path, body })
      expect([id, status, json.code]).toEqual([id, 403, 'not-your-unit'])
    }
  })

  it('is no longer than the room that is kept for it', async () => {
    const home = await accepted()
    const ask = (version: number, length: number) =>
      home.knock('act', reception, {
        path: { id: home.id },
        ...keyed(version),
        body: { act: 'ask-opinion', version, unit: department, question: 'a'.repeat(length), hours: 8 },
      })
    expect((await ask(2, mostOpinion)).status).toBe(200)
    expect((await ask(3, mostOpinion + 1)).status).toBe(400)
  })

  it('pages by a cursor that only its officer can use', async () => {
    const home = await accepted()
    for (const version of [2, 3]) {
      const body = { act: 'ask-opinion', version, unit: department, question, hours: version * 4 }
      await home.knock('act', reception, { path: { id: home.id }, ...keyed(version), body })
    }
    const { json } = await home.knock('listOpinions', asked, { query: '?limit=1' })
    const after = String(json.next)
    const rest = await home.knock('listOpinions', asked, { query: `?limit=1&after=${encodeURIComponent(after)}` })
    expect(rest.json).toMatchObject({ rows: [{ consultation: 2 }] })
    expect((await home.knock('listOpinions', reception, { query: `?after=${encodeURIComponent(after)}` })).status).toBe(
      400,
    )
  })
})
