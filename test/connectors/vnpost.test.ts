import { describe, expect, it } from 'vitest'
import type { Call, Told } from '../../shared/connectors/transport.ts'
import { createVnpost, orderFields } from '../../shared/connectors/vnpost.ts'
import { provinceOfCommune, shipmentStateOf } from '../../shared/connectors/vnpost-codes.ts'
import { Outage } from '../../shared/outage.ts'
import { quiet } from './quiet.ts'

const order = {
  orderNumber: 'H57.40-260310-0001',
  sender: {
    name: 'UBND phường Thử',
    phone: '02343000000',
    detail: '1 đường Thử',
    communeCode: '19804',
    email: 'phuong@thu.invalid',
  },
  receiver: { name: 'Trần Văn Thử', phone: '0900000001', detail: '2 đường Thử', communeCode: '00004' },
  kind: 'deliver-result',
  contents: 'Kết quả',
  codVnd: 0,
} as const
const row = {
  Id: 7,
  OrderNumber: order.orderNumber,
  ItemCode: 'RM1VN',
  StatusCode: '100',
  StatusMessage: 'Phát cho bà Trần Thị Thử',
  Time: '2026-03-11T10:00:00+07:00',
}
const json = (body: unknown, status = 200): Told => ({ status, text: JSON.stringify(body) })

/** The post, answering each call with the next of `answers`; tokens come by themselves, for the keys of this moment. */
function postThat(...answers: (() => Told | Promise<Told>)[]) {
  const asked: Call[] = []
  const clock = { ms: 0 }
  const keys = { taken: 's', held: 's' }
  let logins = 0
  const post = createVnpost({
    ...quiet({ nowMs: () => clock.ms }),
    customerCode: 'H57',
    credentials: {
      read: async () => ({ key: 'k', secret: 's' }),
      readAgain: async () => ({ key: 'k', secret: keys.held }),
    },
    transport: async (call) => {
      if (call.url.pathname === '/token') {
        if (new URLSearchParams(String(call.body)).get('client_secret') !== keys.taken) return json({}, 401)
        logins += 1
        return json({ access_token: `t${logins}`, expires_in: 3600 })
      }
      asked.push(call)
      return (answers.shift() ?? (() => json([])))()
    },
  })
  return { post, asked, clock, keys, logins: () => logins }
}

const tokenOf = (call: Call | undefined) => call?.headers.authorization

describe('ordering at VNPost', () => {
  it('sends its fields and takes the waybill of its answer', async () => {
    const { post, asked } = postThat(() => json({ Status: '100', Message: 'ok', ItemCode: 'RM1VN' }))
    expect(await post.order(order)).toEqual({ waybill: 'RM1VN' })
    expect(asked[0]?.url.pathname).toBe('/order/post')
    expect(JSON.parse(String(asked[0]?.body))).toEqual({
      CustomerCode: 'H57',
      OrderNumber: 'H57.40-260310-0001',
      CODAmount: 0,
      SenderName: 'UBND phường Thử',
      SenderTel: '02343000000',
      SenderAddress: '1 đường Thử',
      SenderEmail: 'phuong@thu.invalid',
      SenderDistrict: '',
      SenderProvince: '46',
      SenderDesc: 'Kết quả',
      Description: 'Kết quả',
      ReceiverName: 'Trần Văn Thử',
      ReceiverTel: '0900000001',
      ReceiverAddress: '2 đường Thử',
      ReceiverEmail: '',
      ReceiverDistrict: '',
      ReceiverProvince: '01',
      FlagConfig: 2,
    })
  })

  it('names the item number that was drawn, and takes it as the waybill where the answer names none', async () => {
    const drawn = { ...order, itemCode: 'RM123456785VN' }
    const silent = postThat(() => json({ Status: '100', Message: 'ok' }))
    expect(await silent.post.order(drawn)).toEqual({ waybill: 'RM123456785VN' })
    expect(JSON.parse(String(silent.asked[0]?.body))).toMatchObject({ ItemCode: 'RM123456785VN' })
    const other = postThat(() => json({ Status: '100', Message: 'ok', ItemCode: 'RM000000015VN' }))
    expect(await other.post.order(drawn)).toEqual({ waybill: 'RM000000015VN' })
  })

  it.each([[''], [null], [{ so: 1 }]])(
    'takes the number that was drawn where the answer has %j for one',
    async (ItemCode) => {
      const { post } = postThat(() => json({ Status: '100', Message: { vi: 'ok' }, ItemCode }))
      expect(await post.order({ ...order, itemCode: 'RM123456785VN' })).toEqual({ waybill: 'RM123456785VN' })
    },
  )

  it('tells a refusal from silence', async () => {
    const { post } = postThat(() => json({ Status: '103', Message: 'Thiếu trường' }))
    expect(await post.order(order)).toEqual({ refused: 'mã 103' })
  })

  it.each([
    ['5xx', () => json({}, 503)],
    ['4xx', () => json({}, 404)],
    ['no JSON', () => ({ status: 200, text: '<html>' })],
    ['another shape', () => json({ ok: true })],
    ['no waybill', () => json({ Status: 100 })],
    ['a broken line', () => Promise.reject(new TypeError('fetch failed'))],
  ])('takes %s for silence', async (_, answer) => {
    await expect(postThat(answer).post.order(order)).rejects.toThrow(Outage)
  })
})

describe('the token of VNPost', () => {
  it('is kept until shortly before it ends', async () => {
    const { post, asked, clock, logins } = postThat()
    await post.track(0)
    await post.track(0)
    expect(logins()).toBe(1)
    clock.ms = 3_600_000 - 29_000
    await post.track(0)
    expect(asked.map(tokenOf)).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2'])
  })

  it('is renewed once when the post no longer takes it', async () => {
    const { post, asked } = postThat(
      () => json({}, 401),
      () => json([row]),
    )
    expect(await post.track(0)).toHaveLength(1)
    expect(asked.map(tokenOf)).toEqual(['Bearer t1', 'Bearer t2'])
    const refused = postThat(
      () => json({}, 401),
      () => json({}, 401),
    )
    await expect(refused.post.track(0)).rejects.toThrow(Outage)
  })
})

describe('rotated keys of VNPost', () => {
  it('are read again once when the post refuses the old ones', async () => {
    const { post, keys, logins } = postThat()
    keys.taken = 'new'
    keys.held = 'new'
    await post.track(0)
    expect(logins()).toBe(1)
  })

  it('that nobody takes are an outage, not a loop', async () => {
    const { post, keys } = postThat()
    keys.taken = 'new'
    await expect(post.track(0)).rejects.toThrow(Outage)
  })
})

describe('the kinds of parcel', () => {
  it.each([
    ['collect-dossier', 2],
    ['deliver-result', 2],
    ['carry-papers', 2],
  ] as const)('%s goes under flag %i, with its papers for the postman', (kind, flag) => {
    expect(orderFields({ ...order, kind, papers: ['Đơn', 'Bản vẽ'] }, 'H57')).toMatchObject({
      FlagConfig: flag,
      SenderDesc: 'Đơn; Bản vẽ',
      Description: 'Kết quả',
    })
  })
})

describe('recalling a parcel', () => {
  it.each([
    ['100', 'cancelled'],
    ['104', 'unknown'],
    ['105', 'too-late'],
  ])('reads the answer %s', async (Status, answer) => {
    const { post, asked } = postThat(() => json({ Status }))
    expect(await post.cancel(order.orderNumber, 'RM1VN')).toBe(answer)
    expect(JSON.parse(String(asked[0]?.body))).toEqual({
      CustomerCode: 'H57',
      OrderNumber: order.orderNumber,
      ItemCode: 'RM1VN',
    })
  })

  it('does not guess at an answer it does not know', async () => {
    await expect(postThat(() => json({ Status: '999' })).post.cancel('A', 'B')).rejects.toThrow(Outage)
  })
})

describe('money collected at the door', () => {
  const settled = {
    Id: '3',
    OrderNumber: order.orderNumber,
    ItemCode: 'RM1VN',
    CODAmount: '50000',
    Postage: 30000,
    StatementNo: 'DS-1',
    SettledTime: '12/03/2026 08:00:00',
  }

  it('is read in whole đồng, past the last row seen', async () => {
    const { post, asked } = postThat(() => json({ rows: [settled, { ...settled, Id: 2 }] }))
    expect(await post.settlements(2)).toEqual([
      {
        id: 3,
        orderNumber: order.orderNumber,
        waybill: 'RM1VN',
        collectedVnd: 50_000,
        postageVnd: 30_000,
        statement: 'DS-1',
        settledAt: '2026-03-12T08:00:00+07:00',
      },
    ])
    expect(asked[0]?.url.href).toMatch(/\/cod\/settlement\?lastId=2$/)
  })

  it.each(['12.5', '-1', '50.000', ''])('is never guessed when a sum is %j', async (CODAmount) => {
    const bad = () => json({ rows: [{ ...settled, CODAmount }] })
    expect(await postThat(bad).post.settlements(0)).toEqual([{ id: Number(settled.Id), digest: expect.any(String) }])
  })
})

describe('tracking at VNPost', () => {
  it('reads rows, alone or wrapped, in rising order and past the last one seen', async () => {
    const rows = [{ ...row, Id: '9' }, { ...row, Id: 8 }, row]
    for (const answer of [rows, { rows }]) {
      const { post, asked } = postThat(() => json(answer))
      expect((await post.track(7)).map((told) => told.id)).toEqual([8, 9])
      expect(asked[0]?.url.search).toBe('?lastId=7')
    }
  })

  it('maps a code it knows and says so of one it does not', async () => {
    const { post } = postThat(() => json([row, { ...row, Id: 8, StatusCode: 'constructor', ItemCode: null }]))
    expect(await post.track(0)).toEqual([
      {
        id: 7,
        orderNumber: order.orderNumber,
        waybill: 'RM1VN',
        code: '100',
        at: '2026-03-11T10:00:00+07:00',
        state: 'delivered',
      },
      {
        id: 8,
        orderNumber: order.orderNumber,
        waybill: '',
        code: 'constructor',
        at: '2026-03-11T10:00:00+07:00',
        state: 'unknown',
      },
    ])
  })

  it('reads an item number that is told as a number', async () => {
    expect(await postThat(() => json([{ ...row, ItemCode: 123 }])).post.track(0)).toMatchObject([{ waybill: '123' }])
  })

  it.each([
    ['2026-03-11T03:00:00Z', '2026-03-11T10:00:00+07:00'],
    ['2026-03-11 10:00:00', '2026-03-11T10:00:00+07:00'],
    ['11/03/2026 10:00:00', '2026-03-11T10:00:00+07:00'],
  ])('reads the time %s', async (told, at) => {
    const { post } = postThat(() => json([{ ...row, Time: told }]))
    expect(await post.track(0)).toMatchObject([{ at }])
  })

  it('tells a row that makes no sense by its number, or by a digest where it has none, and those beside it', async () => {
    const bad = { ...row, Id: 9, Time: 'hôm qua' }
    const nameless = { ...row, Id: 'x' }
    const rows = await postThat(() => json([row, bad, nameless])).post.track(0)
    const digest = expect.stringMatching(/^[0-9a-f]{32}$/)
    expect(rows).toEqual([{ digest }, expect.objectContaining({ id: row.Id, code: '100' }), { id: 9, digest }])
    expect(JSON.stringify(rows)).not.toContain('Thử')
    expect(await postThat(() => json([nameless])).post.track(0)).toEqual([rows[0]])
  })

  it('reads on behind money that makes no sense, which somebody looks at', async () => {
    const money = { Id: 3, OrderNumber: 'A', ItemCode: 'RM1VN', CODAmount: 5, StatementNo: 1, SettledTime: row.Time }
    const rows = [{ ...money, Id: 2, CODAmount: 'năm nghìn' }, money, { ...money, Id: 4, SettledTime: '' }]
    const read = await postThat(() => json({ rows })).post.settlements(1)
    expect(read).toMatchObject([{ id: 2 }, { id: 3, collectedVnd: 5, statement: '1' }, { id: 4 }])
    expect(read.map((one) => 'digest' in one)).toEqual([true, false, true])
  })
})

describe('the tables of VNPost', () => {
  it('take the post’s own number of a province where the contract names one', () => {
    expect(provinceOfCommune('19804', { '46': '53' })).toBe('53')
    expect(provinceOfCommune('19804', { '48': '55' })).toBe('46')
  })

  it('know each state and nothing else', () => {
    expect(['20', '60', '70', '80', '90', '91', '100', '110', '170', ''].map(shipmentStateOf)).toEqual([
      'registered',
      'cancelled',
      'collected',
      'in-transit',
      'delivering',
      'undelivered',
      'delivered',
      'returning',
      'sent-back',
      'unknown',
    ])
  })

  it('tell the province of a commune', () => {
    expect(['00004', '19753', '19804', '20182', '20194', '32248', ''].map((code) => provinceOfCommune(code))).toEqual([
      '01',
      '46',
      '46',
      '46',
      '48',
      '96',
      '',
    ])
  })
})
