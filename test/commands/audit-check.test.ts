import { describe, expect, it } from 'vitest'
import { checkAudit, type Witness } from '../../infra/commands/audit-check.ts'
import { type Chain, chainsOf } from '../../infra/commands/chains-of.ts'
import { eventItem, headItem, type Item } from '../../shared/aws/table/items.ts'
import { drawBill } from '../../shared/desk/audit/draw-bill.ts'
import { perform } from '../../shared/desk/dossiers/perform.ts'
import type { Dossier, DossierEvent } from '../../shared/dossier/dossier.ts'
import { tellBreak } from '../../shared/dossier/history/chain-breaks.ts'
import { digestOf } from '../../shared/dossier/history/history.ts'
import { workerDesk } from '../desk/worker-desk.ts'
import * as given from '../given.ts'

/** Three dossiers with four events each, billed after the third; what lies in the table, and what vouches for it. */
async function city() {
  const { desk, put, clock } = await workerDesk()
  const ids = ['hs-1', 'hs-2', 'hs-3']
  for (const id of ids)
    await put(
      { id, status: 'in-progress', step: 2, clock: 'running', holder: `${given.ward}/office` },
      { plan: given.homePlan },
    )
  const assign = async (id: string, version: number, at: string) => {
    clock.at = at
    const done = await perform(
      desk,
      given.handler,
      id,
      { act: 'assign', officer: given.handler.id },
      { version, key: `khoa-${version}` },
    )
    if (!done || 'objection' in done) throw new Error(JSON.stringify(done))
  }
  for (const id of ids) for (const version of [1, 2]) await assign(id, version, '2026-03-10T10:00:00+07:00')
  await drawBill(desk, '2026-03-11T00:45:00+07:00')
  for (const id of ids) await assign(id, 3, '2026-03-11T09:00:00+07:00')
  await drawBill(desk, '2026-03-12T00:45:00+07:00')
  const stored = new Map<string, { head: Dossier; events: DossierEvent[] }>()
  for (const [id, { dossier, events }] of desk.store.records) stored.set(id, { head: dossier, events: [...events] })
  const only = (id = 'hs-2') => {
    const found = stored.get(id)
    if (!found) throw new Error(`no ${id}`)
    return found
  }
  return { desk, stored, only }
}

type City = Awaited<ReturnType<typeof city>>

async function* itemsOf({ stored }: City, places: Map<DossierEvent, number> = new Map()): AsyncGenerator<Item> {
  for (const [, { head, events }] of [...stored].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const items = events.map((event) => {
      const item = eventItem(event)
      const place = places.get(event)
      return place === undefined ? item : { ...item, sk: `EVENT#${String(place).padStart(6, '0')}` }
    })
    yield* items.sort((a, b) => (String(a.sk) < String(b.sk) ? -1 : 1))
    if (head.version > 0) yield headItem(head)
  }
}

async function check(
  home: City,
  items: AsyncIterable<Item> = itemsOf(home),
  again?: (id: string) => Promise<Chain>,
  witnesses?: AsyncIterable<Witness>,
) {
  const says: string[] = []
  const counts = await checkAudit({
    bills: (async function* () {
      for (const [day, bill] of home.desk.bills.kept) yield { day, json: JSON.stringify(bill) }
    })(),
    publicKeyPem: await home.desk.signer.publicKeyPem(),
    chains: () => chainsOf(items),
    ...(again && { again }),
    ...(witnesses && { witnesses }),
    found: (one) => says.push(tellBreak(one)),
  })
  return { says, counts }
}

/** Whoever rewrites a history would make its digests fit again. */
function rechained(events: readonly DossierEvent[]): DossierEvent[] {
  let previous = ''
  return events.map(({ digest: _, wants, ...rest }, at) => {
    const event = { ...rest, n: at + 1, previous }
    previous = digestOf(event)
    return { ...event, digest: previous, ...(wants ? { wants } : {}) }
  })
}

describe('an untouched table', () => {
  it('is found whole', async () => {
    const { says, counts } = await check(await city())
    expect(says).toEqual([])
    expect(counts).toMatchObject({ dossiers: 3, events: 12, bills: 2, lines: 6, breaks: 0 })
  })
})

describe('one stored event that was', () => {
  it('deleted is named', async () => {
    const home = await city()
    home.only().events.splice(1, 1)
    expect((await check(home)).says).toEqual(['Hồ sơ hs-2, vị trí 2: sự kiện 2 đã bị xóa.'])
  })

  it('changed in one field is named', async () => {
    const home = await city()
    const { events } = home.only()
    events.splice(1, 1, ...events.slice(1, 2).map((event) => ({ ...event, officer: 'ke-khac' })))
    expect((await check(home)).says).toEqual(['Hồ sơ hs-2, vị trí 2: nội dung sự kiện 2 đã bị sửa.'])
  })

  it('exchanged with another is named, both places', async () => {
    const home = await city()
    const [, second, third] = home.only().events
    const places = new Map([second, third].flatMap((event, at) => (event ? [[event, 3 - at] as const] : [])))
    expect((await check(home, itemsOf(home, places))).says).toEqual([
      'Hồ sơ hs-2, vị trí 2: vị trí 2 chứa sự kiện 3: bị đổi chỗ.',
      'Hồ sơ hs-2, vị trí 3: vị trí 3 chứa sự kiện 2: bị đổi chỗ.',
    ])
  })

  it('inserted after the last is named, however well it is chained', async () => {
    const home = await city()
    const { events } = home.only()
    const [last] = events.slice(-1)
    if (last) events.push(...rechained([...events, { ...last, act: 'approve' }]).slice(-1))
    expect((await check(home)).says[0]).toBe(
      'Hồ sơ hs-2, vị trí 5: có thêm sự kiện sau sự kiện cuối cùng (4) của hồ sơ.',
    )
  })

  it('inserted between two, beside the numbers, is named', async () => {
    const home = await city()
    const [first] = home.only().events
    async function* items() {
      for await (const item of itemsOf(home)) {
        if (first && item.pk === 'hs-2' && item.sk === 'EVENT#000002')
          yield { ...eventItem(first), sk: 'EVENT#000001a' }
        yield item
      }
    }
    expect((await check(home, items())).says[0]).toBe('Hồ sơ hs-2, vị trí 0: có thêm một sự kiện ở vị trí 0.')
  })

  it('cut from the end is named, the head left as it was', async () => {
    const home = await city()
    home.only().events.pop()
    expect((await check(home)).says).toEqual([
      'Hồ sơ hs-2, vị trí 4: lịch sử bị cắt từ sự kiện 4: hồ sơ có 4 sự kiện, còn 3.',
    ])
  })

  it('cut from the end with the head wound back is named by the bill', async () => {
    const home = await city()
    const { head, events } = home.only()
    events.pop()
    const [last] = events.slice(-1)
    if (last) Object.assign(head, { version: 3, chain: last.digest, updatedAt: last.at })
    expect((await check(home)).says).toEqual([
      'Hồ sơ hs-2, vị trí 4: lịch sử bị cắt từ sự kiện 4: bảng kê số 2 ghi đến sự kiện 4.',
    ])
  })

  it('changed with every digest after it made to fit again is named by the bill', async () => {
    const home = await city()
    const found = home.only()
    const changed = found.events.map((event) => (event.n === 2 ? { ...event, officer: 'ke-khac' } : event))
    found.events = rechained(changed)
    Object.assign(found.head, { chain: found.events.at(-1)?.digest })
    expect((await check(home)).says).toEqual([
      'Hồ sơ hs-2, vị trí 3: sự kiện 3 không còn là sự kiện mà bảng kê số 1 đã ghi: lịch sử bị viết lại đến đây.',
    ])
  })
})

describe('a head', () => {
  it('that says what its last event does not is named', async () => {
    const home = await city()
    Object.assign(home.only().head, { status: 'returned' })
    expect((await check(home)).says).toEqual(['Hồ sơ hs-2, vị trí 4: đầu hồ sơ không khớp với sự kiện cuối cùng (4).'])
  })

  it('that is gone, alone or with its whole history, is named', async () => {
    const home = await city()
    Object.assign(home.only().head, { version: 0 })
    home.stored.delete('hs-3')
    expect((await check(home)).says).toEqual([
      'Hồ sơ hs-2, vị trí 4: đầu hồ sơ đã bị xóa, lịch sử vẫn còn.',
      'Hồ sơ hs-3, vị trí 4: bảng kê số 2 ghi sự kiện 4, cả hồ sơ không còn.',
    ])
  })

  it('of a whole dossier that was dated back and put in later is named', async () => {
    const home = await city()
    const { head, events } = home.only()
    const forged = rechained(events.slice(0, 1).map((event) => ({ ...event, dossier: 'hs-9' })))
    const [only] = forged
    if (!only) throw new Error('nothing to forge from')
    const { officer: _, ...rest } = head
    home.stored.set('hs-9', {
      head: {
        ...rest,
        id: 'hs-9',
        version: 1,
        chain: only.digest,
        updatedAt: only.at,
        holder: only.holder,
        status: only.to,
      },
      events: forged,
    })
    expect((await check(home)).says).toEqual([
      `Hồ sơ hs-9, vị trí 1: sự kiện 1 ghi lúc ${only.at} mà không bảng kê nào có: được thêm vào sau.`,
    ])
  })
})

describe('a bill', () => {
  it('that is missing is named by the one after', async () => {
    const home = await city()
    home.desk.bills.kept.delete('2026-03-10')
    expect((await check(home)).says).toEqual(['Bảng kê số 2 ngày 2026-03-11: bảng kê ngay trước nó không còn.'])
  })

  it('that was forged vouches for nothing', async () => {
    const home = await city()
    const bill = home.desk.bills.kept.get('2026-03-10')
    if (bill) home.desk.bills.kept.set('2026-03-10', { ...bill, signature: 'AAAA' })
    expect((await check(home)).says).toContain('Bảng kê số 1 ngày 2026-03-10: chữ ký không phải của khóa này.')
  })

  it('with a line changed is named, and so is a file that is no bill', async () => {
    const home = await city()
    const bill = home.desk.bills.kept.get('2026-03-11')
    if (bill) home.desk.bills.kept.set('2026-03-11', { ...bill, lines: bill.lines.slice(1) })
    expect((await check(home)).says).toEqual(['Bảng kê số 2 ngày 2026-03-11: các dòng không khớp với nội dung đã ký.'])
  })

  it('taken from the end is missed when events go on', async () => {
    const home = await city()
    home.desk.bills.kept.delete('2026-03-11')
    home.stored.delete('hs-1')
    const { head, events } = home.only('hs-3')
    Object.assign(head, { updatedAt: '2026-03-14T09:00:00+07:00' })
    const aged = events.map((event) => (event.n === 4 ? { ...event, at: '2026-03-14T09:00:00+07:00' } : event))
    home.stored.set('hs-3', { head, events: aged })
    expect((await check(home)).says.at(-1)).toContain('sau nó không có bảng kê nào')
  })
})

describe('a table under writers', () => {
  it('is not accused: a history that seems cut is read again', async () => {
    const home = await city()
    const whole: Chain[] = []
    for await (const chain of chainsOf(itemsOf(home))) whole.push(chain)
    home.only().events.pop()
    const again = async (id: string) => {
      const chain = whole.find(({ dossier }) => dossier === id)
      if (!chain) throw new Error(`no ${id}`)
      return chain
    }
    expect((await check(home, itemsOf(home), again)).says).toEqual([])
  })
})

describe('between two bills', () => {
  /** A fifth event of each dossier, written after the newest bill and told to the log. */
  async function afternoon() {
    const home = await city()
    const told = [...home.stored].flatMap(([dossier, { events }]) =>
      events.map(({ n, digest }): Witness => ({ dossier, n, digest })),
    )
    const witnesses = async function* () {
      yield* told
    }
    return { home, witnesses }
  }
  /** Whoever writes to the table alone makes chain and head fit again; the day has no bill yet. */
  function rewritten(home: City) {
    const own = home.only()
    own.events = rechained(own.events.map((event, at) => (at === 3 ? { ...event, reason: 'khác' } : event)))
    own.head = { ...own.head, chain: own.events.at(-1)?.digest ?? '' }
    for (const [day] of [...home.desk.bills.kept].slice(1)) home.desk.bills.kept.delete(day)
  }
  it('a history rewritten whole is seen by nobody but the log', async () => {
    const { home, witnesses } = await afternoon()
    rewritten(home)
    expect((await check(home)).says).toEqual([])
    const { says, counts } = await check(home, itemsOf(home), undefined, witnesses())
    expect(says).toEqual([
      'Hồ sơ hs-2, vị trí 4: sự kiện 4 không còn là sự kiện mà nhật ký chức năng đã ghi: lịch sử bị viết lại đến đây.',
    ])
    expect(counts.witnesses).toBe(12)
  })
  it('the log vouches for what stands as it was written, and takes no bill’s place', async () => {
    const { home, witnesses } = await afternoon()
    expect((await check(home, itemsOf(home), undefined, witnesses())).says).toEqual([])
    home.desk.bills.kept.clear()
    expect((await check(home, itemsOf(home), undefined, witnesses())).says).toEqual([])
  })
})
