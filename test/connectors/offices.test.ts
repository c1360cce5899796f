import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createLetters } from '../../shared/connectors/letters.ts'
import { hmacHex } from '../../shared/connectors/seals.ts'
import { createTaxOffice, slipFields } from '../../shared/connectors/tax-office.ts'
import { obligationOf } from '../../shared/connectors/tax-office-codes.ts'
import type { Call, Told } from '../../shared/connectors/transport.ts'
import { Outage } from '../../shared/outage.ts'
import { quiet } from './quiet.ts'

const json = (body: unknown, status = 200): Told => ({ status, text: JSON.stringify(body) })
const slip = {
  number: 'PC-1',
  dossierCode: 'H57.40-260310-0001',
  sentOn: '2026-03-10',
  payer: { name: 'Trần Văn Thử' },
  parcel: { sheet: '12', number: '34', areaM2: 120.5, communeCode: '19804', purpose: 'ODT' },
  asks: ['income-tax', 'registration-charge'],
} as const

describe('the tax office', () => {
  const open = (...answers: Told[]) => {
    const asked: Call[] = []
    const office = createTaxOffice({
      ...quiet(),
      senderCode: 'H57.08',
      credentials: { read: async () => ({ secret: 'khoa' }), readAgain: async () => ({ secret: 'khoa-moi' }) },
      transport: async (call) => {
        asked.push(call)
        return answers.shift() ?? { status: 503, text: '' }
      },
    })
    return { office, asked }
  }
  const ThongBao = {
    SoPhieuChuyen: 'PC-1',
    SoThongBao: 'TB-9',
    NgayThongBao: '20260315',
    HanNop: '20260414',
    DSKhoanNop: [
      { MaKhoan: '1006', SoTien: '2000000', MaTieuMuc: '1006' },
      { MaKhoan: '9999', SoTien: 5000 },
    ],
  }

  it('gets a slip signed as a whole, without anything made up', async () => {
    const { office, asked } = open(json({ error_code: 0 }))
    expect(await office.send(slip)).toBe('taken')
    expect(slipFields(slip)).not.toHaveProperty('SoDinhDanh')
    expect(slipFields(slip)).toMatchObject({ DSKhoanDeNghi: ['1006', '2801'], NgayChuyen: '20260310', DienTich: 120.5 })
    expect(asked[0]?.headers['x-chu-ky']).toBe(hmacHex('sha256', 'khoa', String(asked[0]?.body)))
  })

  it('answers with a notice in whole đồng; items nobody listed are kept', async () => {
    expect(await open(json({ error_code: '0', ThongBao })).office.ask('PC-1')).toEqual({
      slip: 'PC-1',
      notice: 'TB-9',
      issuedOn: '2026-03-15',
      dueOn: '2026-04-14',
      items: [
        { kind: 'income-tax', code: '1006', amountVnd: 2_000_000, budgetCode: '1006' },
        { kind: 'unknown', code: '9999', amountVnd: 5_000, budgetCode: '' },
      ],
    })
    expect(obligationOf('constructor')).toBe('unknown')
  })

  it('has no notice yet, or says no, and neither is one', async () => {
    expect(await open(json({ error_code: '0' })).office.ask('PC-1')).toBeUndefined()
    expect(await open(json({ error_code: '4', ThongBao })).office.ask('PC-1')).toBeUndefined()
    expect(await open(json({ error_code: '4' })).office.send(slip)).toEqual({ refused: 'mã 4' })
  })

  it('is silent while it has trouble of its own: it refuses no slip, and no notice is gone for that', async () => {
    const trouble = json({ error_code: '99' })
    await expect(open(trouble).office.send(slip)).rejects.toThrow(Outage)
    await expect(open(trouble).office.ask('PC-1')).rejects.toThrow(Outage)
  })

  it('has said nothing of a notice by a code that nobody knows', async () => {
    await expect(open(json({ error_code: '12' })).office.ask('PC-1')).rejects.toThrow(Outage)
  })

  it('is spoken to under changed keys, and refuses nothing and has no notice while it would have neither', async () => {
    const no = json({ error_code: '97' })
    const changed = open(no, json({ error_code: '0' }), no, json({ error_code: '0', ThongBao }))
    expect(await changed.office.send(slip)).toBe('taken')
    expect(changed.asked[1]?.headers['x-chu-ky']).toBe(hmacHex('sha256', 'khoa-moi', String(changed.asked[1]?.body)))
    expect(await changed.office.ask('PC-1')).toMatchObject({ notice: 'TB-9' })
    await expect(open(no, no).office.send(slip)).rejects.toThrow(Outage)
    await expect(open(no, no).office.ask('PC-1')).rejects.toThrow(Outage)
  })

  it.each([
    ['a sum that is no whole đồng', { DSKhoanNop: [{ MaKhoan: '1006', SoTien: 0.5 }] }],
    ['a day that does not exist', { HanNop: '20260231' }],
    ['no item', { DSKhoanNop: [] }],
  ])('is not believed with %s', async (_, change) => {
    const bad = json({ error_code: '0', ThongBao: { ...ThongBao, ...change } })
    await expect(open(bad).office.ask('PC-1')).rejects.toThrow(Outage)
  })

  it('is not believed about another slip', async () => {
    const other = json({ error_code: '0', ThongBao: { ...ThongBao, SoPhieuChuyen: 'PC-2' } })
    await expect(open(other).office.ask('PC-1')).rejects.toThrow(Outage)
  })
})

describe('numbered documents', () => {
  const content = Buffer.from('%PDF văn bản')
  const sha256 = createHash('sha256').update(content).digest('hex')
  const letter = {
    number: '12/UBND-VP',
    issuedOn: '2026-03-10',
    sender: 'H57.40',
    receiver: 'H57.08',
    subject: 'Về việc phối hợp giải quyết hồ sơ',
    dossierCode: 'H57.40-260310-0001',
    files: [{ name: 'cong-van.pdf', sha256, content }],
  }
  const open = (...answers: Told[]) => {
    const asked: Call[] = []
    const keys = { username: 'u', password: 'p' }
    const axis = createLetters({
      ...quiet(),
      credentials: { read: async () => keys, readAgain: async () => keys },
      transport: async (call) => {
        if (call.url.pathname === '/session') return json({ error_code: 0, session: 's' })
        asked.push(call)
        return answers.shift() ?? { status: 503, text: '' }
      },
    })
    return { axis, asked }
  }
  const Vb = (Id: number) => ({
    Id,
    SoKyHieu: '9/STNMT',
    NgayBanHanh: '2026-03-11',
    NoiGui: 'H57.08',
    NoiNhan: 'H57.40',
    TrichYeu: 'Trả lời',
    NgayDen: '20260311090000',
    TepTin: [{ Id: 'F1', TenTep: 'a.pdf', Sha256: sha256.toUpperCase() }],
  })

  it('are sent with number, day, sender and files', async () => {
    const { axis, asked } = open(json({ error_code: 0 }))
    expect(await axis.send(letter)).toBe('taken')
    expect(asked[0]?.timeoutMs).toBe(25_000)
    expect(JSON.parse(String(asked[0]?.body))).toMatchObject({
      SoKyHieu: '12/UBND-VP',
      TepTin: [{ Sha256: sha256, NoiDung: content.toString('base64') }],
    })
    expect(await open(json({ error_code: 2 })).axis.send(letter)).toEqual({ refused: 'mã 2' })
  })

  it('are sent again under a new session when the old one ended', async () => {
    expect(await open(json({}, 401), json({ error_code: 0 })).axis.send(letter)).toBe('taken')
  })

  it('are followed at the other end and recalled, until they were taken', async () => {
    const state = (TrangThai: string, LyDo: string | null = null) => open(json({ error_code: 0, TrangThai, LyDo })).axis
    expect(await state('1').stateOf(letter)).toBe('sent')
    expect(await state('3').stateOf(letter)).toBe('received')
    expect(await state('13').stateOf(letter)).toBe('recalled')
    expect(await state('7', 'Gửi nhầm').stateOf(letter)).toEqual({ refused: 'Gửi nhầm' })
    await expect(state('99').stateOf(letter)).rejects.toThrow(Outage)
    const { axis, asked } = open(json({ error_code: 0 }))
    expect(await axis.recall(letter)).toBe('recalled')
    expect(JSON.parse(String(asked[0]?.body))).toEqual({
      SoKyHieu: '12/UBND-VP',
      NgayBanHanh: '2026-03-10',
      NoiGui: 'H57.40',
    })
    expect(await open(json({ error_code: 5 })).axis.recall(letter)).toBe('too-late')
    await expect(open(json({ error_code: 99 })).axis.recall(letter)).rejects.toThrow(Outage)
    expect(await open(json({ error_code: 4 })).axis.recall(letter)).toBe('unknown')
  })

  it('are sent again when the axis has trouble of its own: that is no refusal', async () => {
    await expect(open(json({ error_code: '99' })).axis.send(letter)).rejects.toThrow(Outage)
  })

  it('arrive in order, past the last one seen', async () => {
    const found = await open(json({ error_code: 0, data: [Vb(3), Vb(2), Vb(1)] })).axis.arrivedAfter(1)
    expect(found.map(({ id }) => id)).toEqual([2, 3])
    expect(found[0]).toMatchObject({ number: '9/STNMT', arrivedAt: '2026-03-11T09:00:00+07:00', files: [{ sha256 }] })
  })

  it('arrive a page at a time, smaller when one answer has no room for it, and hold up nothing that is sent', async () => {
    const page = json({ error_code: 0, data: [Vb(2), Vb(3)] })
    const tooLong = { status: 200, text: '', isTooLong: true } as const
    const { axis, asked } = open(tooLong, tooLong, page, json({ error_code: 0 }))
    expect((await axis.arrivedAfter(1)).map(({ id }) => id)).toEqual([2, 3])
    const lists = asked.filter(({ url }) => url.pathname.endsWith('/vanban/den'))
    expect(lists.map(({ url }) => url.search)).toEqual([500, 250, 125].map((most) => `?lastId=1&soLuong=${most}`))
    expect(await axis.send(letter)).toBe('taken')
    const never = open(...Array.from({ length: 9 }, () => tooLong), json({ error_code: 0 }))
    await expect(never.axis.arrivedAfter(1)).rejects.toThrow(Outage)
    expect(await never.axis.send(letter)).toBe('taken')
  })

  it('of which one is longer than an answer may be, or broken, keep its number, and go on after it', async () => {
    const begins = `{"error_code":0,"data":[{"TepTin":[{"Id":"T7","NoiDung":"`
    const long = {
      status: 200,
      text: `${begins}x"}],"Id":7,"TrichYeu":"${'x'.repeat(5_000)}`,
      isTooLong: true,
    } as const
    const found = open(...Array.from({ length: 9 }, () => long), json({ error_code: 0, data: [Vb(8)] }))
    expect(await found.axis.arrivedAfter(1)).toEqual([{ id: 7, unread: 'quá dài hoặc hỏng' }])
    expect((await found.axis.arrivedAfter(7)).map(({ id }) => id)).toEqual([8])
    const broken = { status: 200, text: `{"error_code":0,"data":[{"Id":"7","TrichYeu":"a " b"}]}` }
    const odd = open(...Array.from({ length: 9 }, () => broken))
    expect(await odd.axis.arrivedAfter(1)).toEqual([{ id: 7, unread: 'quá dài hoặc hỏng' }])
  })

  it('whose number is not told before the answer breaks off, or is an old one, are not passed by', async () => {
    const texts = [
      '{"error_code":0,"data":[{"TrichYeu":"dài, \\"Id\\":7, ',
      '{"error_code":0,"data":[{"Id":1',
      '{"error_code":0,"data":[{"Id":1,"TrichYeu":"',
      '{"other":[{"Id":7}],"data":[{"TrichYeu":"x"},{"Id":8},',
      'Gateway',
    ]
    for (const text of texts) {
      const long = { status: 200, text, isTooLong: true } as const
      const { axis } = open(...Array.from({ length: 9 }, () => long))
      await expect(axis.arrivedAfter(1), text).rejects.toThrow(Outage)
    }
  })

  it('that fill a page out of order are no answer: one might be left out for good', async () => {
    const full = Array.from({ length: 500 }, (_, n) => Vb(n + 2))
    const found = await open(json({ error_code: 0, data: full })).axis.arrivedAfter(1)
    expect([found.length, found.at(-1)?.id]).toEqual([500, 501])
    const turned = json({ error_code: 0, data: full.toReversed() })
    await expect(open(turned).axis.arrivedAfter(1)).rejects.toThrow(Outage)
  })

  it('that are odd hold up nobody else’s: each keeps its number, with what is wrong with it', async () => {
    const odd = [
      { ...Vb(2), NgayDen: 'hôm qua' },
      { ...Vb(3), TepTin: Array.from({ length: 201 }, () => Vb(3).TepTin[0]) },
      { ...Vb(4), NoiNhan: 'x'.repeat(2001), TepTin: [{ Id: 'F1', TenTep: 'a.pdf', Sha256: 'khong' }] },
      { SoKyHieu: 'không có số' },
      'không phải văn bản',
      Vb(5),
    ]
    const found = await open(json({ error_code: 0, data: odd })).axis.arrivedAfter(1)
    expect(found.slice(0, 3)).toEqual([
      { id: 2, unread: 'NgayDen' },
      { id: 3, unread: 'TepTin' },
      { id: 4, unread: 'TepTin.0.Sha256' },
    ])
    expect(found.slice(3)).toMatchObject([{ id: 5, number: '9/STNMT' }])
  })

  it('are letters also without what nobody enters: files, a subject, a receiver', async () => {
    const bare = {
      ...Vb(2),
      NoiGui: 'H57.08 ',
      TepTin: null,
      TrichYeu: null,
      NoiNhan: 7,
      MaHoSo: ' H57.40-260310-0001 ',
    }
    const [found] = await open(json({ error_code: 0, data: [bare] })).axis.arrivedAfter(1)
    expect(found).toMatchObject({
      id: 2,
      sender: 'H57.08',
      subject: '',
      receiver: '',
      dossierCode: 'H57.40-260310-0001',
      files: [],
    })
  })

  it.each([[{ ma: 1 }], [null], [12], ['  ']])('are sent back, whatever stands for the reason: %j', async (LyDo) => {
    const told = json({ error_code: 0, TrangThai: 7, LyDo })
    expect(await open(told).axis.stateOf(letter)).toEqual({ refused: 'không nêu lý do' })
    expect(await open(json({ error_code: 0, TrangThai: 7 })).axis.stateOf(letter)).toEqual({
      refused: 'không nêu lý do',
    })
  })

  it('bring the very files they announced', async () => {
    const file = { id: 'F1', sha256 }
    expect(await open({ status: 200, text: '', bytes: content }).axis.fetch(file)).toEqual(content)
    const changed = { status: 200, text: '', bytes: Buffer.from('khác') }
    expect(await open(changed).axis.fetch(file)).toEqual({ missing: 'another' })
    expect(await open({ status: 404, text: '' }).axis.fetch(file)).toEqual({ missing: 'absent' })
    expect(await open({ status: 200, text: '', isTooLong: true }).axis.fetch(file)).toEqual({ missing: 'too-large' })
    await expect(open({ status: 204, text: '' }).axis.fetch(file)).rejects.toThrow(Outage)
  })
})
