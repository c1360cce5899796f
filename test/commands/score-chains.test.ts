import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkAudit } from '../../infra/commands/audit-check.ts'
import { chainsOf } from '../../infra/commands/chains-of.ts'
import { createRatings } from '../../shared/aws/figures/ratings.ts'
import type { Item } from '../../shared/aws/table/items.ts'
import { readEach } from '../../shared/aws/table/table.ts'
import { drawBill } from '../../shared/desk/audit/draw-bill.ts'
import { tellBreak } from '../../shared/dossier/history/chain-breaks.ts'
import { digestOf } from '../../shared/dossier/history/history.ts'
import { chainedRating } from '../../shared/reports/indices/score-chains.ts'
import { ratedOnce, scoredByHand } from '../desk/indices/scored-given.ts'
import { workerDesk } from '../desk/worker-desk.ts'
import { startTable, type TableStore } from '../promises/stores.ts'

const byHand = 'BY-HAND#H57.40#766#2025-01-01#2025-12-31#1.1'
const rating = 'RATING#H57.40#766#2025-01-01#2025-12-31'

describe('what was entered by hand and rated, held against the bills', () => {
  let store: TableStore
  let items: Item[] = []
  let home: Awaited<ReturnType<typeof workerDesk>>
  beforeAll(async () => {
    store = await startTable()
    home = await workerDesk()
    const ratings = createRatings(store.table)
    const first = ratedOnce()
    const [entered, corrected] = scoredByHand()
    for (const one of [entered, corrected]) expect(await ratings.enter(one)).toBe('entered')
    expect(await ratings.keepRating(first)).toBe('kept')
    await drawBill({ ...home.desk, ratings }, '2026-03-11T00:45:00+07:00')
    const next = { ...first, version: 2, state: 'appraised' as const }
    expect(await ratings.keepRating(chainedRating(next, '2026-03-11T09:00:00+07:00', first))).toBe('kept')
    await drawBill({ ...home.desk, ratings }, '2026-03-12T00:45:00+07:00')
  }, 60_000)
  afterAll(() => store?.stop())
  beforeEach(async () => {
    items = []
    for (const pk of ['BY-HAND#H57.40#766', 'RATINGS#766#2025-01-01#2025-12-31'])
      for await (const item of readEach(store.table, {
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
      }))
        items.push(item)
  })

  async function check() {
    const says: string[] = []
    const counts = await checkAudit({
      bills: (async function* () {
        for (const [day, bill] of home.desk.bills.kept) yield { day, json: JSON.stringify(bill) }
      })(),
      publicKeyPem: await home.desk.signer.publicKeyPem(),
      chains: () =>
        chainsOf(
          (async function* () {
            yield* items
          })(),
        ),
      found: (one) => says.push(tellBreak(one)),
    })
    return { says, counts }
  }
  const at = (sk: string) => {
    const found = items.find((item) => item.sk === sk)
    if (!found) throw new Error(`no ${sk}: ${items.map((item) => item.sk).join()}`)
    return Object(found.d) as Record<string, unknown>
  }
  const without = (sk: string) => {
    items = items.filter((item) => item.sk !== sk)
  }
  const second = '2025-01-01#2025-12-31#1.1#0002'

  it('is whole when nobody touched it', async () => {
    const { says, counts } = await check()
    expect(says).toEqual([])
    expect(counts).toMatchObject({ dossiers: 0, scores: 2, events: 4, bills: 2, lines: 3 })
  })

  it('names an entry whose value was changed', async () => {
    at(second).value = { kind: 'share', count: 1, of: 2 }
    expect((await check()).says).toEqual([`Chuỗi chấm điểm ${byHand}, vị trí 2: nội dung sự kiện 2 đã bị sửa.`])
  })

  it('names an entry that was changed with its digest made to fit, by the bill', async () => {
    const { digest: _, ...rest } = at(second)
    const changed = { ...rest, value: { kind: 'share', count: 1, of: 2 } }
    Object.assign(at(second), changed, { digest: digestOf(changed) })
    expect((await check()).says).toEqual([
      `Chuỗi chấm điểm ${byHand}, vị trí 2: sự kiện 2 không còn là sự kiện mà bảng kê số 1 đã ghi: lịch sử bị viết lại đến đây.`,
    ])
  })

  it('names the last entry that was taken away, which nothing in the table remembers, and all of them', async () => {
    without(second)
    expect((await check()).says).toEqual([
      `Chuỗi chấm điểm ${byHand}, vị trí 2: lịch sử bị cắt từ sự kiện 2: bảng kê số 1 ghi đến sự kiện 2.`,
    ])
    without('2025-01-01#2025-12-31#1.1#0001')
    expect((await check()).says).toEqual([
      `Chuỗi chấm điểm ${byHand}, vị trí 2: bảng kê số 1 ghi sự kiện 2, cả hồ sơ không còn.`,
    ])
  })

  it('names a rating that is shown otherwise than it was kept', async () => {
    at('RATED#H57.40').state = 'final'
    expect((await check()).says).toEqual([
      `Chuỗi chấm điểm ${rating}, vị trí 2: đầu hồ sơ không khớp với sự kiện cuối cùng (2).`,
    ])
  })

  it('names a rating that was wound back with what is shown of it', async () => {
    Object.assign(at('RATED#H57.40'), at('VERSION#H57.40#0001'))
    without('VERSION#H57.40#0002')
    expect((await check()).says).toEqual([
      `Chuỗi chấm điểm ${rating}, vị trí 2: lịch sử bị cắt từ sự kiện 2: bảng kê số 2 ghi đến sự kiện 2.`,
    ])
  })

  it('names an entry that was put in under a past day, which no bill has', async () => {
    const [first] = scoredByHand()
    const { digest: _, ...rest } = { ...first, code: '1.2' }
    items.push({
      pk: 'BY-HAND#H57.40#766',
      sk: '2025-01-01#2025-12-31#1.2#0001',
      d: { ...rest, digest: digestOf(rest) },
    })
    expect((await check()).says.join()).toContain('mà không bảng kê nào có: được thêm vào sau')
  })
})
