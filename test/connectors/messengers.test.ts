import { describe, expect, it } from 'vitest'
import { createChat } from '../../shared/connectors/chat.ts'
import { moneyInWords } from '../../shared/connectors/money-in-words.ts'
import { createReceipts, receiptFields } from '../../shared/connectors/receipts.ts'
import { createSms, withoutMarks } from '../../shared/connectors/sms.ts'
import type { Call, Told } from '../../shared/connectors/transport.ts'
import { Outage } from '../../shared/outage.ts'
import { quiet } from './quiet.ts'

const message = {
  identity: 'hs-1:due:sms',
  to: '+84905000101',
  subject: 'Hồ sơ',
  text: 'Hồ sơ của bạn đã có kết quả.',
  template: { id: '7', fields: { code: 'H57.40-260310-0001' } },
}
const json = (body: unknown, status = 200): Told => ({ status, text: JSON.stringify(body) })

/** A channel answering in turn, with keys that change when they are read again. */
function channel(...answers: Told[]) {
  const asked: Call[] = []
  const surroundings = {
    ...quiet(),
    transport: async (call: Call) => {
      asked.push(call)
      return answers.shift() ?? { status: 503, text: '' }
    },
  }
  return { surroundings, said: (n = 0) => JSON.parse(String(asked[n]?.body)), asked }
}

describe('an SMS', () => {
  const open = (...answers: Told[]) => {
    const all = channel(...answers)
    const keys = {
      read: async () => ({ key: 'k', secret: 'old' }),
      readAgain: async () => ({ key: 'k', secret: 'new' }),
    }
    return { ...all, sms: createSms({ ...all.surroundings, brand: 'MOTCUAHUE', credentials: keys }) }
  }

  it('goes without marks to a number as carriers write it, under its own identity', async () => {
    const { sms, said } = open(json({ CodeResult: '100' }))
    expect(await sms.send(message)).toBe('taken')
    expect(said()).toMatchObject({
      Phone: '0905000101',
      Content: 'Ho so cua ban da co ket qua.',
      RequestId: message.identity,
      Brandname: 'MOTCUAHUE',
    })
  })

  it('that the carrier has already is taken', async () => {
    expect(await open(json({ CodeResult: 124 })).sms.send(message)).toBe('taken')
  })

  it('is sent again when the carrier has trouble of its own: that is no refusal', async () => {
    await expect(open(json({ CodeResult: '99' })).sms.send(message)).rejects.toThrow(Outage)
  })

  it.each([
    [{ CodeResult: 100, SendStatus: 5, SendSuccess: 1, SendFailed: 0 }, 'delivered'],
    [{ CodeResult: 100, SendStatus: 3 }, 'pending'],
    [{ CodeResult: 104 }, 'pending'],
    [{ CodeResult: 100, SendStatus: 5, SendFailed: 1 }, { undelivered: 'máy nhận không nhận được' }],
    [{ CodeResult: 100, SendStatus: '4' }, { undelivered: 'mã 4' }],
  ])('is followed by its report: %j', async (told, is) => {
    const { sms, said } = open(json(told))
    expect(await sms.reportOf?.(message.identity)).toEqual(is)
    expect(said()).toMatchObject({ RefId: message.identity })
  })

  it('is asked after under rotated keys, and while both are refused the question was none', async () => {
    const { sms, said } = open(json({ CodeResult: '101' }), json({ CodeResult: '100', SendStatus: '5' }))
    expect(await sms.reportOf?.(message.identity)).toBe('delivered')
    expect([said(0).SecretKey, said(1).SecretKey]).toEqual(['old', 'new'])
    const refused = open(json({ CodeResult: '101' }), json({ CodeResult: '101' }))
    await expect(refused.sms.reportOf?.(message.identity)).rejects.toThrow(Outage)
  })

  it('is refused for good by every other code', async () => {
    expect(await open(json({ CodeResult: '103' })).sms.send(message)).toEqual({ refused: 'mã 103' })
  })

  it('goes under rotated keys, not a third time, and waits while both are refused: nothing is wrong with the message', async () => {
    const { sms, said, asked } = open(json({ CodeResult: '101' }), json({ CodeResult: '100' }))
    expect(await sms.send(message)).toBe('taken')
    expect([said(0).SecretKey, said(1).SecretKey]).toEqual(['old', 'new'])
    expect(asked).toHaveLength(2)
    const refused = open(json({ CodeResult: '101' }), json({ CodeResult: '101' }))
    await expect(refused.sms.send(message)).rejects.toThrow(Outage)
    expect(refused.asked).toHaveLength(2)
  })

  it('waits while the carrier is silent', async () => {
    await expect(open().sms.send(message)).rejects.toThrow(Outage)
  })

  it('loses no letter with its mark', () => {
    expect(withoutMarks('Đường Nguyễn Huệ, phường Phú Hội, quận Thuận Hóa')).toBe(
      'Duong Nguyen Hue, phuong Phu Hoi, quan Thuan Hoa',
    )
  })
})

describe('a message in the chat app', () => {
  const open = (...answers: Told[]) => {
    const all = channel(...answers)
    const token = { read: async () => ({ accessToken: 'a' }), readAgain: async () => ({ accessToken: 'b' }) }
    return { ...all, chat: createChat({ ...all.surroundings, credentials: token }) }
  }

  it('is a template with its fields, under its own identity', async () => {
    const { chat, said, asked } = open(json({ error: 0 }))
    expect(await chat.send(message)).toBe('taken')
    expect(said()).toEqual({
      phone: '84905000101',
      template_id: '7',
      template_data: { code: 'H57.40-260310-0001' },
      tracking_id: message.identity,
    })
    expect(asked[0]?.headers.access_token).toBe('a')
  })

  it('is asked after by the name the app gave it; what it does not know is no report', async () => {
    const { chat, asked } = open(
      json({ error: 0, data: { msg_id: 'm 1' } }),
      json({ error: 0, data: { status: 1 } }),
      json({ error: 0, data: { status: 0 } }),
      json({ error: -1 }),
    )
    expect(await chat.send(message)).toEqual({ reference: 'm 1' })
    const report = async (reference?: string) => chat.reportOf?.(message.identity, reference)
    expect([await report('m 1'), await report('m 1'), await report('m 1'), await report()]).toEqual([
      'delivered',
      'pending',
      'pending',
      'pending',
    ])
    expect(asked[1]?.url.search).toBe('?message_id=m%201')
  })

  it('is asked after under a renewed token, and while both are refused the question was none', async () => {
    const { chat, asked } = open(json({ error: -124 }), json({ error: 0, data: { status: 1 } }))
    expect(await chat.reportOf?.(message.identity, 'm-1')).toBe('delivered')
    expect(asked.map(({ headers }) => headers.access_token)).toEqual(['a', 'b'])
    const refused = open(json({ error: -124 }), json({ error: -124 }))
    await expect(refused.chat.reportOf?.(message.identity, 'm-1')).rejects.toThrow(Outage)
  })

  it.each([
    [{ error: 0, data: { msg_id: 17 } }, { reference: '17' }],
    [{ error: '0', data: 'ok' }, 'taken'],
    [{ error: 0, data: { msg_id: null } }, 'taken'],
  ])('that was taken is not sent again for the form of the answer: %j', async (told, is) => {
    const { chat, asked } = open(json(told))
    expect(await chat.send(message)).toEqual(is)
    expect(asked).toHaveLength(1)
  })

  it('renews a token that is refused', async () => {
    const { chat, asked } = open(json({ error: -124 }), json({ error: 0 }))
    expect(await chat.send(message)).toBe('taken')
    expect(asked[1]?.headers.access_token).toBe('b')
    await expect(open(json({ error: -124 }), json({ error: -124 })).chat.send(message)).rejects.toThrow(Outage)
  })

  it('is refused when the app says no, and without a template is not even sent', async () => {
    expect(await open(json({ error: -118 })).chat.send(message)).toEqual({ refused: 'mã -118' })
    const { template: _, ...bare } = message
    const { chat, asked } = open()
    expect(await chat.send(bare)).toHaveProperty('refused')
    expect(asked).toEqual([])
  })
})

const draft = {
  identity: 'TT-1',
  form: '01BLP0-001',
  serial: 'AA-26E',
  collector: { name: 'UBND phường Thử Nghiệm', taxCode: '0100109106' },
  payer: { name: 'Trần Văn Thử' },
  items: [
    { name: 'Lệ phí', amountVnd: 15_000 },
    { name: 'Phí thẩm định', amountVnd: 50_000 },
  ],
  method: 'online',
  paidAt: '2026-03-10T10:04:01+07:00',
  dossierCode: 'H57.40-260310-0001',
} as const

describe('an e-receipt', () => {
  const open = (...answers: Told[]) => {
    const all = channel(json({ error_code: '0', token: 't' }), ...answers)
    const keys = { username: 'u', password: 'p' }
    const credentials = { read: async () => keys, readAgain: async () => keys }
    return { ...all, receipts: createReceipts({ ...all.surroundings, credentials }) }
  }

  it('bears the sum of its items in figures and words, and nothing made up', () => {
    expect(receiptFields(draft)).toMatchObject({
      MaGiaoDich: 'TT-1',
      TongTien: 65_000,
      TongTienBangChu: 'Sáu mươi lăm nghìn đồng',
      HinhThucThanhToan: 'TTTT',
      NgayNop: '20260310100401',
    })
    expect(receiptFields(draft)).not.toHaveProperty('DiaChi')
  })

  it('comes with number, serial and look-up code', async () => {
    const { receipts } = open(json({ error_code: 0, SoBienLai: 12, MaTraCuu: 'X1', NgayPhatHanh: '20260310100500' }))
    expect(await receipts.issue(draft)).toEqual({
      number: '12',
      serial: 'AA-26E',
      lookUpCode: 'X1',
      issuedAt: '2026-03-10T10:05:00+07:00',
    })
  })

  it.each([
    ['an error', { error_code: '3' }],
    ['no number', { error_code: '0', MaTraCuu: 'X1' }],
  ])('is refused on 200 with %s', async (_, body) => {
    expect(await open(json(body)).receipts.issue(draft)).toHaveProperty('refused')
  })
})

describe('money in words', () => {
  it.each([
    [0, 'Không đồng'],
    [5, 'Năm đồng'],
    [15, 'Mười lăm đồng'],
    [21, 'Hai mươi mốt đồng'],
    [101, 'Một trăm linh một đồng'],
    [1_000, 'Một nghìn đồng'],
    [10_000, 'Mười nghìn đồng'],
    [65_000, 'Sáu mươi lăm nghìn đồng'],
    [1_005_000, 'Một triệu không trăm linh năm nghìn đồng'],
    [1_000_001, 'Một triệu không trăm linh một đồng'],
    [2_500_000_000, 'Hai tỷ năm trăm triệu đồng'],
    [12_000_000_000_000, 'Mười hai nghìn tỷ đồng'],
  ])('%i is %s', (amount, words) => {
    expect(moneyInWords(amount)).toBe(words)
  })

  it.each([-1, 0.5, Number.NaN, 1e15])('%d is no sum', (amount) => {
    expect(() => moneyInWords(amount)).toThrow(RangeError)
  })
})
