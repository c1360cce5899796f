import { describe, expect, it } from 'vitest'
import { withoutMarks } from '../../shared/connectors/sms.ts'
import type { Dossier } from '../../shared/dossier/dossier.ts'
import { type NoticeKind, noticeKinds } from '../../shared/dossier/history/told-of.ts'
import type { Obligation } from '../../shared/dossier/money/money-book.ts'
import type { Notice } from '../../shared/notices/notice.ts'
import { templateOn } from '../../shared/notices/templates.ts'
import { writeNotice } from '../../shared/notices/write-notice.ts'
import * as given from '../given.ts'

const demand: Obligation = {
  ...{ n: 1, items: [{ kind: 'charge', name: 'Lệ phí', amountVnd: 155_500 }], payee: 'Kho bạc', totalVnd: 155_500 },
  ...{ holdsUp: false, state: 'requested', at: given.tuesday },
}
const event = { dossier: 'hs', n: 2, at: given.tuesday, act: 'pay' }

const office = { name: 'Ủy ban nhân dân phường Thuận Hóa', address: '1 đường Thử', phone: '02343000000' }
const lookUpAddress = 'https://mot-cua.hue.example/tra-cuu?ma={code}'

interface Case {
  row?: Partial<Obligation>
  detail?: object
  dossier?: object
  happened?: object
}

function written(kind: NoticeKind, channel: Notice['channel'], { row, detail, dossier, happened }: Case = {}) {
  const template = templateOn(kind, '2026-03-10')
  if (!template) throw new Error('no template')
  const notice = { dossier: 'hs', n: 2, channel, kind } as Notice
  const file = {
    dossier: given.dossier({ code: 'H57.40-260310-0001', ...dossier } as Partial<Dossier>),
    money: [{ ...demand, ...row }],
  }
  const about = { ...event, ...happened, detail: { obligation: 1, ...detail } } as never
  return writeNotice(notice, template, file, { event: about, to: 'x', lookUpAddress, office, surveySecret: 'S' })
}
const told = (kind: NoticeKind, channel: Notice['channel'], row: Partial<Obligation>, detail: object = {}) =>
  written(kind, channel, { row, detail }).text

describe('a notice in words', () => {
  it('of money invites to pay, unless a postman has been charged with it since', () => {
    expect(told('fee-asked', 'mail', {})).toContain('trực tuyến hoặc tại quầy')
    expect(told('fee-asked', 'sms', {})).toContain('Xem và nộp tại')
    for (const channel of ['mail', 'sms'] as const) {
      const text = told('fee-asked', channel, { codOrder: 'H57.40-260310-0001' })
      expect(text).toMatch(/155\.500 đồng.*bưu tá thu/isu)
      expect(text).not.toMatch(/trực tuyến|nộp tại/u)
    }
  })

  it('names at the chat app, which has the words, another template where the first one’s would be untrue', () => {
    const named = (kind: NoticeKind, of: Case) => written(kind, 'chat', of).template?.id
    expect(named('fee-asked', {})).not.toBe(named('fee-asked', { row: { codOrder: 'x' } }))
    expect(named('parcel-astray', {})).not.toBe(named('parcel-astray', { happened: { act: 'void-delivery' } }))
    const [away, back] = [{ to: 'applicant', reached: 'in-post' }, { reached: 'ordered' }]
    expect(named('papers-not-carried', { detail: away })).not.toBe(named('papers-not-carried', { detail: back }))
  })

  it('of a payment names our receipt, and never for what goes to the treasury', () => {
    expect(told('paid', 'mail', { state: 'paid' })).toContain('Biên lai điện tử nằm trong mục thanh toán')
    expect(told('paid', 'mail', { state: 'paid', notice: 'TB-1' })).toContain('Chứng từ do Kho bạc Nhà nước cấp')
    for (const channel of ['mail', 'sms'] as const)
      expect(told('paid', channel, { state: 'paid', notice: 'TB-1' })).not.toMatch(/biên lai/iu)
  })

  it('of a parcel says that it could not be delivered only where the post had carried it', () => {
    expect(told('parcel-back', 'sms', {}, { tracking: 12 })).toContain('không phát được')
    expect(told('parcel-back', 'sms', {}, { tracking: 0 })).not.toContain('không phát được')
    expect(told('parcel-back', 'mail', {}, { tracking: 0 })).toContain('đến quầy nơi nhận hồ sơ để nhận')
  })

  it('of a parcel that went to somebody else says so, and that the result is issued anew', () => {
    for (const channel of ['mail', 'sms'] as const) {
      const { subject, text } = written('parcel-astray', channel, { happened: { act: 'void-delivery' } })
      expect(text).toMatch(/phát nhầm.*cấp lại/su)
      expect(subject).toContain('phát nhầm')
      expect(told('parcel-astray', channel, {})).not.toContain('phát nhầm')
    }
  })

  it('of papers that are missing says by when, and of the clock only what is so', () => {
    const answerBy = '2026-04-09T17:00:00+07:00'
    for (const channel of ['mail', 'sms'] as const)
      expect(told('supplement-asked', channel, {}, { answerBy })).toContain('chậm nhất 17:00 09/04/2026')
    expect(told('supplement-asked', 'mail', {}, { answerBy })).toContain('tạm dừng đến khi nhận đủ')
    const early = told('supplement-asked', 'mail', {}, { answerBy, stage: 'reception' })
    expect(early).not.toContain('tạm dừng')
    expect(early).toContain('chỉ tính từ khi hồ sơ được tiếp nhận')
    expect(told('supplement-asked', 'sms', {})).toContain('chậm nhất theo ngày ghi trong phiếu yêu cầu')
  })

  it('of money says by when, where a day is set', () => {
    for (const channel of ['mail', 'sms'] as const) {
      expect(told('fee-asked', channel, { dueOn: '2026-04-09' })).toContain('155.500 đồng, hạn nộp 09/04/2026')
      expect(told('fee-asked', channel, {})).not.toContain('hạn nộp')
    }
  })

  it('of a result says where it is fetched and with what, only where it is', () => {
    expect(written('result-ready', 'mail', { dossier: { returnBy: 'counter' } }).text).toContain(
      'mang theo giấy tiếp nhận',
    )
    expect(written('result-ready', 'mail', { dossier: { returnBy: 'post' } }).text).not.toContain('quầy')
  })

  it('by mail names whom to ask, by SMS does not', () => {
    const mail = told('received', 'mail', {})
    expect(mail).toMatch(/^Kính gửi Ông\/Bà,\n\n/u)
    expect(mail).toContain('Ủy ban nhân dân phường Thuận Hóa, 1 đường Thử, điện thoại 02343000000')
    expect(told('received', 'sms', {})).not.toContain('Thuận Hóa')
  })

  it('of a dossier without a code leads to where its owner signs in, and to no empty look-up', () => {
    const dossier = { code: undefined, submittedAt: given.tuesday }
    for (const channel of ['mail', 'sms', 'chat'] as const) {
      const { text, template } = written('refused', channel, { dossier })
      for (const said of channel === 'chat' ? [template?.fields.link ?? ''] : [text]) {
        expect(said).toContain('https://mot-cua.hue.example')
        expect(said).not.toContain('tra-cuu')
      }
    }
    expect(written('refused', 'mail', { dossier }).text).toContain('Hồ sơ nộp ngày 10/03/2026 không được tiếp nhận')
  })
})

describe('a notice of papers under way', () => {
  const supplementDueAt = '2026-04-09T17:00:00+07:00'
  const asked = { status: 'supplement-requested', supplementDueAt }
  const of = (detail: object, channel: Notice['channel'] = 'mail', dossier: object = asked) =>
    written('papers-not-carried', channel, { detail: { to: given.ward, ...detail }, dossier }).text

  it('that were not fetched says what to do, and by when where somebody waits for them', () => {
    const mail = of({ from: 'applicant', reached: 'in-post', tracking: 4 })
    expect(mail).toMatch(/đặt bưu điện đến lấy lại.*mang giấy tờ đến nơi nhận hồ sơ, chậm nhất 17:00 09\/04\/2026\./u)
    expect(of({ from: 'applicant', reached: 'ordered' }, 'sms')).toContain('mời nộp, chậm nhất 17:00 09/04/2026.')
    for (const channel of ['mail', 'sms'] as const) {
      const early = of({ from: 'applicant', reached: 'ordered' }, channel, { status: 'registered', supplementDueAt })
      expect(early).not.toContain('chậm nhất')
    }
    // Of histories that told neither where they went nor how far they came.
    expect(written('papers-not-carried', 'mail', { detail: { from: 'applicant' } }).text).toContain('đến lấy lại')
  })

  it('says where they are, and of what the post is silent about that nobody knows', () => {
    expect(of({ from: 'applicant', reached: 'collected', tracking: 4 })).toContain('chuyển hoàn cho Ông/Bà')
    expect(of({ from: 'applicant', reached: 'collected' })).toContain('tra soát với bưu điện')
    const home = { from: given.ward, to: 'applicant' }
    expect(of({ ...home, reached: 'collected', tracking: 4 })).toContain('ở lại cơ quan đã gửi')
    expect(of({ ...home, reached: 'ordered' })).toContain('ở lại cơ quan đã gửi')
    expect(of({ ...home, reached: 'in-post' })).toContain('lâu chưa có tin từ bưu điện')
  })
})

describe('every notice', () => {
  const longest = { code: 'H57.100-260310-10000' }
  const detail = { answerBy: '2026-04-09T17:00:00+07:00' }
  const happened = { dueAt: '2026-04-09T17:00:00+07:00' }
  const row = { totalVnd: 1_234_567_890, dueOn: '2026-04-09' }
  const waited = { status: 'supplement-requested', supplementDueAt: detail.answerBy }
  const papers = [
    { reached: 'ordered' },
    { reached: 'collected' },
    { reached: 'collected', tracking: 4 },
    { to: 'applicant', reached: 'in-post' },
    { to: 'applicant', reached: 'in-post', tracking: 4 },
  ]
  const cases = noticeKinds.flatMap((kind) =>
    [
      {},
      { row: { ...row, codOrder: 'x' } },
      { row: { ...row, notice: 'TB-1' } },
      { row, detail: { ...detail, tracking: 0 } },
      { row, detail: { ...detail, stage: 'reception' }, dossier: { code: undefined } },
      { row, detail, happened: { ...happened, act: 'void-delivery' } },
      ...papers.map((one) => ({ row, detail: { ...detail, ...one }, dossier: { ...longest, ...waited } })),
    ].map((own: Case) => ({ kind, of: { row, detail, happened, dossier: longest, ...own } })),
  )

  it('fits one SMS, without marks and in the letters that SMS has; the survey’s link takes two', () => {
    for (const { kind, of } of cases) {
      const text = withoutMarks(written(kind, 'sms', of).text)
      expect(text, text).toMatch(/^[\w .,:;?&=/#-]+$/)
      expect(text.length, text).toBeLessThanOrEqual(kind === 'survey-offered' ? 306 : 160)
    }
  })

  it('has every place filled in, one line for its subject, and a whole sentence at the end of each line', () => {
    for (const { kind, of } of cases) {
      const { subject, text } = written(kind, 'mail', of)
      expect(`${subject}\n${text}`).not.toMatch(/[{}]|undefined|\.\.| {2}/)
      expect(subject).not.toMatch(/\n/)
      expect(subject.length, subject).toBeLessThanOrEqual(90)
      const [, ...lines] = text.split('\n').filter((line) => line !== '')
      for (const line of lines) expect(line, text).toMatch(/\.$|https:\S+$|:$/)
    }
  })
})
