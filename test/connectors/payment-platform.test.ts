import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  createPaymentPlatform,
  initFields,
  readFeeQuestion,
  readPlatformCall,
} from '../../shared/connectors/payment-platform.ts'
import { sealOfFields } from '../../shared/connectors/payment-platform-codes.ts'
import type { Call, Told } from '../../shared/connectors/transport.ts'
import { judgePayment } from '../../shared/messages/payments.ts'
import { Outage } from '../../shared/outage.ts'
import { paymentRequest } from './payment-given.ts'
import { quiet } from './quiet.ts'

const secret = 'khoa-thu'
const nowMs = Date.parse('2026-03-10T10:05:00+07:00')
const order = 'LoaiBanTin MaLoi MaDoiTac MaThamChieu SoTien MaTienTe MaGiaoDich MaNganHang ThoiGianGD ThongTinGiaoDich'
const plain = {
  LoaiBanTin: 'CALLBACK',
  MaLoi: '00',
  MaDoiTac: 'H57',
  MaThamChieu: paymentRequest.reference,
  SoTien: '65000',
  MaTienTe: 'VND',
  MaGiaoDich: 'GD-9',
  MaNganHang: 'NCB',
  ThoiGianGD: '20260310100401',
  ThongTinGiaoDich: 'Phi ho so',
}

/** Written out once more, so that the hash is not proved by itself. */
function sealed(change: Partial<typeof plain> = {}, key = secret) {
  const fields = { ...plain, ...change }
  const joined = [...order.split(' ').map((name) => Reflect.get(fields, name)), key].join('|')
  return { ...fields, MaXacThuc: createHash('sha256').update(joined).digest('hex') }
}
const read = (fields: Record<string, string>, at = nowMs) => readPlatformCall(fields, 'H57', secret, at)
const expected = { reference: paymentRequest.reference, amountVnd: 65_000, state: 'requested' } as const

describe('the call of the platform', () => {
  it('is news when its hash is right, and settles what was asked for', () => {
    const told = read(sealed())
    expect(told).toEqual({
      news: {
        reference: paymentRequest.reference,
        outcome: 'paid',
        amountVnd: 65_000,
        code: '00',
        transaction: 'GD-9',
        bank: 'NCB',
        at: '2026-03-10T10:04:01+07:00',
      },
    })
    expect('news' in told && judgePayment(told.news, expected)).toBe('settles')
  })

  it.each(Object.keys(plain))('is forged when %s was changed after the hash', (name) => {
    const fields = sealed()
    const value = String(Reflect.get(fields, name))
    const changed = name === 'SoTien' ? '1' : `${value.slice(0, -1)}${value.endsWith('1') ? '2' : '1'}`
    expect(read({ ...fields, [name]: changed })).toHaveProperty('forged')
  })

  it.each([...Object.keys(plain), 'MaXacThuc'])('is forged without %s', (name) => {
    const { [name]: _, ...rest } = sealed() as Record<string, string>
    expect(read(rest)).toEqual({ forged: 'fields' })
  })

  it.each([
    ['another key', sealed({}, 'khac'), 'signature'],
    ['no key at all', sealed({}, ''), 'signature'],
    ['another partner', sealed({ MaDoiTac: 'H58' }), 'partner'],
    ['another currency', sealed({ MaTienTe: 'USD' }), 'currency'],
    ['a moment next year', sealed({ ThoiGianGD: '20270310100401' }), 'time'],
    ['a moment last year', sealed({ ThoiGianGD: '20250310100401' }), 'time'],
    ['no moment', sealed({ ThoiGianGD: 'hôm qua' }), 'time'],
    ['money without a number', sealed({ MaGiaoDich: '' }), 'number'],
    ['a payment of nothing', sealed({ SoTien: '0' }), 'amount'],
    ['a sum with dots', sealed({ SoTien: '65.000' }), 'fields'],
    ['a sum below nothing', sealed({ SoTien: '-1' }), 'fields'],
  ])('is refused with %s', (_, fields, forged) => {
    expect(read(fields)).toEqual({ forged })
  })

  it('is refused when fields were moved across a boundary: the hash would be the same', () => {
    const moved = { ...sealed({ MaNganHang: 'NCB', ThoiGianGD: '20260310100401' }) }
    const split = { ...moved, MaGiaoDich: 'GD-9|NCB', MaNganHang: '' }
    expect(read(split)).toEqual({ forged: 'separator' })
  })

  it('with a code nobody knows is kept and moves nothing', () => {
    const told = read(sealed({ MaLoi: '77' }))
    expect(told).toMatchObject({ news: { outcome: 'unknown', code: '77' } })
    expect('news' in told && judgePayment(told.news, expected)).toBe('still-open')
  })

  it('with another sum settles nothing, however well it is signed', () => {
    const told = read(sealed({ SoTien: '6500' }))
    expect('news' in told && judgePayment(told.news, expected)).toBe('amount-differs')
  })
})

const anew = 'khoa-moi'
function platformThat(...answers: Told[]) {
  const asked: Call[] = []
  const platform = createPaymentPlatform({
    ...quiet({ nowMs: () => nowMs }),
    partnerCode: 'H57',
    credentials: {
      read: async () => ({ secret }),
      readAgain: async () => ({ secret: anew }),
      areComplete: async () => true,
    },
    transport: async (call) => {
      asked.push(call)
      return answers.shift() ?? { status: 503, text: '' }
    },
  })
  return { platform, asked, said: () => JSON.parse(String(asked[0]?.body)) }
}
const json = (body: unknown): Told => ({ status: 200, text: JSON.stringify(body) })

describe('beginning a payment', () => {
  it('asks for whole đồng and sends the payer where the platform says', async () => {
    const { platform, said } = platformThat(json({ error_code: 0, UrlThanhToan: 'https://pay.example/x' }))
    expect(await platform.begin(paymentRequest)).toEqual({ payAt: 'https://pay.example/x' })
    expect(said()).toMatchObject({
      LoaiBanTin: 'INIT',
      PhienBan: '1.0.6',
      SoTien: '65000',
      ThoiGianGD: '20260310100000',
      MaXacThuc: expect.stringMatching(/^[0-9a-f]{64}$/),
      ThongTinBienLai: { MaHoSo: paymentRequest.dossierCode, HoTenNguoiNop: 'Trần Văn Thử' },
    })
  })

  it('makes up no identity number', () => {
    expect(initFields(paymentRequest, 'H57').ThongTinBienLai).not.toHaveProperty('SoCMNDNguoiNop')
    const known = { ...paymentRequest, payer: { name: 'Trần Văn Thử', identityNumber: '046090000001' } }
    expect(initFields(known, 'H57').ThongTinBienLai).toHaveProperty('SoCMNDNguoiNop', '046090000001')
  })

  it.each([
    ['200 with an error', { error_code: '5', UrlThanhToan: 'https://pay.example/x' }],
    ['no address', { error_code: '0' }],
    ['an address that is none', { error_code: '0', UrlThanhToan: 'javascript:alert(1)' }],
  ])('is refused on %s', async (_, answer) => {
    expect(await platformThat(json(answer)).platform.begin(paymentRequest)).toHaveProperty('refused')
  })

  it('is an outage when the platform is silent', async () => {
    await expect(platformThat().platform.begin(paymentRequest)).rejects.toThrow(Outage)
  })
})

describe('asking the platform', () => {
  it('hears of a payment whose call never came', async () => {
    const { platform, said } = platformThat(json({ error_code: '0', GiaoDich: sealed() }))
    expect(await platform.ask(paymentRequest)).toMatchObject({ news: { outcome: 'paid', transaction: 'GD-9' } })
    expect(said()).toMatchObject({ LoaiBanTin: 'QUERY', MaThamChieu: paymentRequest.reference })
  })

  it('believes neither a wrong hash nor an answer about another payment', async () => {
    const forged = json({ error_code: '0', GiaoDich: { ...sealed(), SoTien: '1' } })
    expect(await platformThat(forged).platform.ask(paymentRequest)).toEqual({ forged: 'signature' })
    const other = json({ error_code: '0', GiaoDich: sealed({ MaThamChieu: 'khac' }) })
    expect(await platformThat(other).platform.ask(paymentRequest)).toEqual({ forged: 'reference' })
  })

  it('says nothing of a payment while our keys are refused, and goes on under changed ones', async () => {
    const no = json({ error_code: '97' })
    await expect(platformThat(no, no).platform.ask(paymentRequest)).rejects.toThrow(Outage)
    await expect(platformThat(no, no).platform.begin(paymentRequest)).rejects.toThrow(Outage)
    const changed = platformThat(no, json({ error_code: '0', GiaoDich: sealed({}, anew) }))
    expect(await changed.platform.ask(paymentRequest)).toMatchObject({ news: { outcome: 'paid' } })
    const link = json({ error_code: '0', UrlThanhToan: 'https://pay.example/x' })
    expect(await platformThat(no, link).platform.begin(paymentRequest)).toEqual({ payAt: 'https://pay.example/x' })
  })

  it('waits while the platform knows nothing', async () => {
    expect(await platformThat(json({ error_code: '9' })).platform.ask(paymentRequest)).toMatchObject({
      news: { outcome: 'pending' },
    })
  })

  it('fetches the sheet of a receipt, and takes nothing else for one', async () => {
    const pdf = Buffer.from('%PDF-1.7 x')
    const { platform } = platformThat({ status: 200, text: '', bytes: pdf })
    expect(await platform.sheetOf(paymentRequest)).toEqual(pdf)
    expect(await platformThat({ status: 404, text: '' }).platform.sheetOf(paymentRequest)).toBeUndefined()
    const page = { status: 200, text: '<html>', bytes: Buffer.from('<html>') }
    await expect(platformThat(page).platform.sheetOf(paymentRequest)).rejects.toThrow(Outage)
  })
})

describe('the portal’s question for what a dossier owes', () => {
  const asked = { MaDoiTac: 'H57', MaHoSo: 'H57.40-260310-0001', ThoiGianGD: '20260310100000' }
  const at = Date.parse('2026-03-10T10:00:00+07:00')
  const sealedQuestion = (change: Partial<typeof asked> = {}, key = secret) => {
    const fields = { ...asked, ...change }
    return { ...fields, MaXacThuc: sealOfFields(fields, ['MaDoiTac', 'MaHoSo', 'ThoiGianGD'], key) }
  }

  it('names the dossier, for some minutes', () => {
    expect(readFeeQuestion(sealedQuestion(), 'H57', secret, at)).toEqual({ dossierCode: asked.MaHoSo })
    for (const now of [at + 16 * 60_000, at - 16 * 60_000])
      expect(readFeeQuestion(sealedQuestion(), 'H57', secret, now)).toEqual({ forged: 'time' })
  })

  it.each([
    ['signature', sealedQuestion({}, 'khac')],
    ['signature', { ...sealedQuestion(), MaHoSo: 'H57.40-260310-0002' }],
    ['partner', sealedQuestion({ MaDoiTac: 'H58' })],
    ['separator', sealedQuestion({ MaHoSo: 'a|b' })],
    ['fields', { MaHoSo: asked.MaHoSo }],
  ] as const)('is not answered when its %s is wrong', (forged, fields) => {
    expect(readFeeQuestion(fields, 'H57', secret, at)).toEqual({ forged })
  })
})
