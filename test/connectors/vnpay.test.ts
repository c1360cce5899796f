import { describe, expect, it } from 'vitest'
import { hmacHex } from '../../shared/connectors/seals.ts'
import { createVnpay, payLink, readIpn, vnpaySignature } from '../../shared/connectors/vnpay.ts'
import { vnpayOutcome } from '../../shared/connectors/vnpay-codes.ts'
import { ipnReplies } from '../../shared/messages/payment-replies.ts'
import { judgePayment } from '../../shared/messages/payments.ts'
import { Outage } from '../../shared/outage.ts'
import { paymentRequest } from './payment-given.ts'
import { quiet } from './quiet.ts'

/** A call as the gateway really sends it: test fixture of an MIT client library (lehuygiang28/vnpay), signed with this secret. */
const secret = 'test_secret'
const merchant = 'TEST_TMN_CODE'
const sample = {
  vnp_Amount: '1000000',
  vnp_BankCode: 'NCB',
  vnp_BankTranNo: 'VNP14422574',
  vnp_CardType: 'ATM',
  vnp_OrderInfo: 'Thanh toan don hang 2024-05-21T02:17:31.249Z',
  vnp_PayDate: '20240521091806',
  vnp_ResponseCode: '00',
  vnp_TmnCode: merchant,
  vnp_TransactionNo: '14422574',
  vnp_TransactionStatus: '00',
  vnp_TxnRef: '1716257871703',
  vnp_SecureHash:
    '649982421beb422556a1374713c74e58e716ecbd05007c0c0e1f7effdfaf361dbf146889ca446139afe11b9954c4d5c486e99e3b86fcfab6957f29eb0be72895',
}
const signed = (change: Record<string, string>) => {
  const fields: Record<string, string> = { ...sample, ...change }
  return { ...fields, vnp_SecureHash: vnpaySignature(fields, secret) }
}
const expected = { reference: sample.vnp_TxnRef, amountVnd: 10_000, state: 'requested' } as const

describe('the call of the gateway', () => {
  it('verifies as it really came, in whole đồng', () => {
    expect(readIpn(sample, merchant, secret)).toEqual({
      news: {
        reference: '1716257871703',
        outcome: 'paid',
        amountVnd: 10_000,
        code: '00/00',
        transaction: '14422574',
        bank: 'NCB',
        at: '2024-05-21T09:18:06+07:00',
      },
    })
  })

  it.each(Object.keys(sample).filter((name) => name !== 'vnp_SecureHash'))('is forged when %s was changed', (name) => {
    const changed = { ...sample, [name]: `${Reflect.get(sample, name)}0` }
    expect(readIpn(changed, merchant, secret)).toHaveProperty('forged')
  })

  it.each(Object.keys(sample))('is forged when %s is missing', (name) => {
    const { [name]: _, ...rest } = sample as Record<string, string>
    expect(readIpn(rest, merchant, secret)).toHaveProperty('forged')
  })

  it('is forged with a field more, under another secret, for another merchant', () => {
    expect(readIpn({ ...sample, vnp_More: '1' }, merchant, secret)).toEqual({ forged: 'signature' })
    expect(readIpn(sample, merchant, 'another')).toEqual({ forged: 'signature' })
    expect(readIpn(sample, 'KHAC', secret)).toEqual({ forged: 'merchant' })
  })

  it.each([
    ['a sum in no whole đồng', { vnp_Amount: '1000050' }, 'amount'],
    ['a payment of nothing', { vnp_Amount: '0' }, 'amount'],
    ['a sum that is no number', { vnp_Amount: '1e6' }, 'fields'],
    ['a sum below nothing', { vnp_Amount: '-100' }, 'fields'],
    ['another currency', { vnp_CurrCode: 'USD' }, 'fields'],
  ])('is refused with %s, even rightly signed', (_, change, forged) => {
    expect(readIpn(signed(change), merchant, secret)).toEqual({ forged })
  })

  it('reads past a name that is none of the gateway’s, which it does not sign', () => {
    expect(readIpn({ ...sample, utm_source: 'thu', Amount: '1' }, merchant, secret)).toEqual(
      readIpn(sample, merchant, secret),
    )
  })

  it('takes the signature in either case, and looks past the field that names its kind', () => {
    const upper = { ...sample, vnp_SecureHash: sample.vnp_SecureHash.toUpperCase(), vnp_SecureHashType: 'HMACSHA512' }
    expect(readIpn(upper, merchant, secret)).toHaveProperty('news')
  })
})

describe('what a payment means', () => {
  const told = (change: Record<string, string>) => {
    const read = readIpn(signed(change), merchant, secret)
    if ('forged' in read) throw new Error(read.forged)
    return read.news
  }

  it.each([
    ['the sum that was asked for', {}, expected, 'settles'],
    ['the same payment again', {}, { ...expected, state: 'paid', transaction: '14422574' }, 'paid-before'],
    ['a second payment', {}, { ...expected, state: 'paid', transaction: '1' }, 'paid-twice'],
    ['a payment after the attempt was cancelled', {}, { ...expected, state: 'cancelled' }, 'paid-late'],
    ['another sum', { vnp_Amount: '100' }, expected, 'amount-differs'],
    ['a payment for another dossier', {}, { ...expected, reference: 'khac' }, 'unknown-payment'],
    ['a payment nobody asked for', {}, undefined, 'unknown-payment'],
    ['a payer who gave up', { vnp_ResponseCode: '24', vnp_TransactionStatus: '02' }, expected, 'fails'],
    [
      'a failure after it was paid',
      { vnp_ResponseCode: '24', vnp_TransactionStatus: '02' },
      { ...expected, state: 'paid', transaction: '1' },
      'still-open',
    ],
    ['a code nobody knows', { vnp_ResponseCode: '88' }, expected, 'still-open'],
    ['a payment under suspicion', { vnp_ResponseCode: '07', vnp_TransactionStatus: '07' }, expected, 'still-open'],
    ['the same after a refund', {}, { ...expected, state: 'refunded', transaction: '14422574' }, 'paid-before'],
  ] as const)('%s', (_, change, known, judgement) => {
    expect(judgePayment(told(change), known)).toBe(judgement)
    expect(ipnReplies[judgement].RspCode).toMatch(/^0[0124]$/)
  })

  it('is paid only when both codes say so', () => {
    expect(vnpayOutcome('00', '00')).toBe('paid')
    for (const [response, status] of [
      ['00', '02'],
      ['24', '00'],
      ['xx', '00'],
      ['00', 'xx'],
      ['00', '01'],
      ['constructor', '00'],
    ] as const)
      expect(vnpayOutcome(response, status)).not.toBe('paid')
  })
})

describe('the link to pay', () => {
  it('is signed, in hundredths, and ends after a quarter of an hour', () => {
    const link = new URL(payLink(paymentRequest, { merchant, payUrl: 'https://pay.example/vpcpay.html', secret }))
    const fields = Object.fromEntries(link.searchParams)
    expect(fields).toMatchObject({
      vnp_Amount: '6500000',
      vnp_TxnRef: paymentRequest.reference,
      vnp_CreateDate: '20260310100000',
      vnp_ExpireDate: '20260310101500',
      vnp_CurrCode: 'VND',
    })
    expect(fields.vnp_SecureHash).toBe(vnpaySignature(fields, secret))
    expect(link.search).not.toContain(encodeURIComponent(paymentRequest.payer.name))
  })
})

describe('asking the gateway', () => {
  const gateway = (text: string) =>
    createVnpay({
      ...quiet({ nowMs: () => Date.parse('2026-03-10T10:05:00+07:00') }),
      merchant,
      payUrl: 'https://pay.example/',
      credentials: {
        read: async () => ({ secret }),
        readAgain: async () => ({ secret }),
        areComplete: async () => true,
      },
      transport: async () => ({ status: 200, text }),
    })

  it('believes no unsigned answer', async () => {
    const text = JSON.stringify({ ...sample, vnp_TxnRef: paymentRequest.reference })
    expect(await gateway(text).ask(paymentRequest)).toEqual({ forged: 'signature' })
  })

  const answered = (told: Record<string, string>, command: string) => {
    const fields = { vnp_ResponseId: '1', vnp_Command: command, vnp_TxnRef: paymentRequest.reference, ...told }
    const names =
      'ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate TransactionNo TransactionType TransactionStatus OrderInfo'
    const signs = `${names}${command === 'querydr' ? ' PromotionCode PromotionAmount' : ''}`.split(' ')
    const line = signs.map((name) => (fields as Record<string, string>)[`vnp_${name}`] ?? '').join('|')
    return JSON.stringify({ ...fields, vnp_SecureHash: hmacHex('sha512', secret, line) })
  }
  const order = { ...paymentRequest, transaction: '14422574', paidVnd: 65_000, amountVnd: 65_000 }

  it.each([
    ['00', '06', 'given-back'],
    ['00', '00', 'given-back'],
    ['00', '05', 'under-way'],
    ['00', '', 'under-way'],
    ['00', '77', 'under-way'],
    ['00', '09', { refused: '09' }],
    ['94', '', 'under-way'],
    ['94', '06', 'under-way'],
    ['95', '', { refused: '95' }],
  ] as const)('takes an order answered with %s and %s for no more than it says', async (code, status, state) => {
    const text = answered({ vnp_ResponseCode: code, vnp_TransactionStatus: status }, 'refund')
    expect(await gateway(text).giveBack(order)).toEqual(state)
  })

  it('names an order by its money however often it is told, and a new one after a refusal by itself', async () => {
    const names: string[] = []
    const transport = async ({ body }: { body?: unknown }) => {
      names.push(JSON.parse(String(body)).vnp_RequestId)
      return { status: 200, text: answered({ vnp_ResponseCode: '94' }, 'refund') }
    }
    const one = createVnpay({
      ...quiet({ nowMs: () => Date.parse('2026-03-10T10:05:00+07:00') }),
      ...{ merchant, payUrl: 'https://pay.example/', transport },
      credentials: {
        read: async () => ({ secret }),
        readAgain: async () => ({ secret }),
        areComplete: async () => true,
      },
    })
    for (const which of [order, order, { ...order, orders: 2 }, { ...order, orders: 3 }]) await one.giveBack(which)
    expect(names[0]).toBe(names[1])
    expect(new Set(names).size).toBe(3)
    const part = { ...order, amountVnd: 20_000 }
    for (const which of [part, { ...part, refund: 2 }, { ...part, refund: 2, orders: 2 }]) await one.giveBack(which)
    expect(new Set(names).size).toBe(6)
  })

  it.each(['', '0', '00', '000000000000000', ' ', '\u0007', '1442\n', '14 42', '-1', 'x', '1'.repeat(16)])(
    'believes no payment with the number “%s”',
    async (vnp_TransactionNo) => {
      const told = { vnp_ResponseCode: '00', vnp_TransactionStatus: '00', vnp_Amount: '6500000', vnp_TransactionNo }
      const text = answered({ ...told, vnp_TmnCode: merchant }, 'querydr')
      expect(await gateway(text).ask(paymentRequest)).toEqual({ forged: expect.stringMatching(/number|fields/) })
    },
  )

  it('takes a signed word on another order for none on this one', async () => {
    const other = { vnp_ResponseCode: '00', vnp_TransactionStatus: '00', vnp_TxnRef: 'khac' }
    await expect(gateway(answered(other, 'refund')).giveBack(order)).rejects.toThrow(Outage)
  })

  it.each([
    ['02', 'failed'],
    ['01', 'pending'],
    ['77', 'unknown'],
  ])('reads how a payment stands from its status %s, not from the question’s own code', async (status, outcome) => {
    const told = { vnp_ResponseCode: '00', vnp_TransactionStatus: status, vnp_Amount: '6500000' }
    const text = answered({ ...told, vnp_TransactionNo: '14422574', vnp_TmnCode: merchant }, 'querydr')
    expect(await gateway(text).ask(paymentRequest)).toMatchObject({ news: { outcome } })
  })

  it.each(['02', '03'])(
    'takes a refund of type %s that failed for none of the payment',
    async (vnp_TransactionType) => {
      const told = { vnp_ResponseCode: '00', vnp_TransactionStatus: '02', vnp_Amount: '2000000', vnp_TransactionType }
      const text = answered({ ...told, vnp_TransactionNo: '14422574', vnp_TmnCode: merchant }, 'querydr')
      expect(await gateway(text).ask(paymentRequest)).toMatchObject({ news: { outcome: 'paid' } })
    },
  )

  it.each([
    ['its own sum', '2000000', [45_000], 'given-back'],
    ['the sum of another', '4500000', [45_000], 'under-way'],
    ['a sum that two have', '2000000', [20_000], 'under-way'],
    ['no sum', '', [45_000], 'under-way'],
  ] as const)('of several refunds of one payment believes an answer with %s', async (_, amount, besideVnd, state) => {
    const told = { vnp_ResponseCode: '00', vnp_TransactionType: '03', vnp_TransactionNo: '14422574' }
    const text = answered({ ...told, vnp_TransactionStatus: '06', vnp_Amount: amount }, 'querydr')
    expect(await gateway(text).howFarBack({ ...order, amountVnd: 20_000, refund: 2, besideVnd })).toEqual(state)
  })

  it('believes of an order that may never have been told only an answer with its sum', async () => {
    const told = { vnp_ResponseCode: '00', vnp_TransactionType: '03', vnp_TransactionNo: '14422574' }
    const text = answered({ ...told, vnp_TransactionStatus: '06', vnp_Amount: '2000000' }, 'querydr')
    const asked = [20_000, 15_000].map((amountVnd) => gateway(text).howFarBack({ ...order, amountVnd, bySum: true }))
    expect(await Promise.all(asked)).toEqual(['given-back', 'under-way'])
  })

  it('takes a gateway that could not say for a silent one', async () => {
    await expect(gateway(answered({ vnp_ResponseCode: '99' }, 'refund')).giveBack(order)).rejects.toThrow(Outage)
    await expect(
      gateway(answered({ vnp_ResponseCode: '00' }, 'x').replace('1', '2')).howFarBack(order),
    ).rejects.toThrow(Outage)
  })

  it.each([
    ['02', '14422574', '06', 'given-back'],
    ['02', '14422574', '05', 'under-way'],
    ['03', '14422574', '09', { refused: '09' }],
    ['01', '14422574', '00', 'under-way'],
    ['02', '999', '06', 'under-way'],
  ] as const)(
    'told of a transaction %s %s in state %s knows how far the refund is',
    async (type, number, status, state) => {
      const told = {
        vnp_ResponseCode: '00',
        vnp_TransactionType: type,
        vnp_TransactionNo: number,
        vnp_TransactionStatus: status,
      }
      expect(await gateway(answered(told, 'querydr')).howFarBack(order)).toEqual(state)
    },
  )

  it('reads its key again before an answer under another one counts as unsigned', async () => {
    const text = answered(
      { vnp_ResponseCode: '91', vnp_TmnCode: merchant, vnp_TxnRef: paymentRequest.reference },
      'querydr',
    )
    const rotated = (again: string) =>
      createVnpay({
        ...quiet(),
        ...{ merchant, payUrl: 'https://pay.example/', transport: async () => ({ status: 200, text }) },
        credentials: {
          read: async () => ({ secret: 'khoa-cu' }),
          readAgain: async () => ({ secret: again }),
          areComplete: async () => true,
        },
      })
    expect(await rotated(secret).ask(paymentRequest)).toMatchObject({ news: { outcome: 'pending' } })
    expect(await rotated('khoa-cu').ask(paymentRequest)).toEqual({ forged: 'signature' })
  })

  it('looks at a rotated key once before a call counts as forged', async () => {
    const rotated = createVnpay({
      ...quiet(),
      merchant,
      payUrl: 'https://pay.example/',
      credentials: {
        read: async () => ({ secret: 'old' }),
        readAgain: async () => ({ secret }),
        areComplete: async () => true,
      },
    })
    expect(await rotated.receive(sample)).toHaveProperty('news')
    expect(await rotated.receive({ ...sample, vnp_Amount: '1' })).toEqual({ forged: 'signature' })
  })
})
