import { describe, expect, it } from 'vitest'
import type { Obligation } from '../../shared/dossier/money-book.ts'
import type { NoticeKind } from '../../shared/dossier/told-of.ts'
import type { Notice } from '../../shared/notices/notice.ts'
import { templateOn } from '../../shared/notices/templates.ts'
import { writeNotice } from '../../shared/notices/write-notice.ts'
import * as given from '../given.ts'

const demand: Obligation = {
  ...{ n: 1, items: [{ kind: 'charge', name: 'Lệ phí', amountVnd: 155_500 }], payee: 'Kho bạc', totalVnd: 155_500 },
  ...{ holdsUp: false, state: 'requested', at: given.tuesday },
}
const event = { dossier: 'hs', n: 2, at: given.tuesday, act: 'pay' }

function told(kind: NoticeKind, channel: Notice['channel'], row: Partial<Obligation>, detail: object = {}) {
  const template = templateOn(kind, '2026-03-10')
  if (!template) throw new Error('no template')
  const notice = { dossier: 'hs', n: 2, channel, kind } as Notice
  const file = { dossier: given.dossier({ code: 'H57.40-260310-0001' }), money: [{ ...demand, ...row }] }
  const happened = { ...event, detail: { obligation: 1, ...detail } } as never
  return writeNotice(notice, template, file, {
    ...{ event: happened, to: 'x', lookUpAddress: 'https://x/{code}', surveySecret: 'S' },
  }).text
}

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

  it('of a payment names our receipt, and never for what goes to the treasury', () => {
    expect(told('paid', 'mail', { state: 'paid' })).toContain('Biên lai điện tử nằm trong mục thanh toán')
    expect(told('paid', 'mail', { state: 'paid', notice: 'TB-1' })).toContain('Chứng từ do Kho bạc Nhà nước cấp')
    for (const channel of ['mail', 'sms'] as const)
      expect(told('paid', channel, { state: 'paid', notice: 'TB-1' })).not.toMatch(/biên lai/iu)
  })

  it('of a parcel says that it could not be delivered only where the post had carried it', () => {
    expect(told('parcel-back', 'sms', {}, { tracking: 12 })).toContain('không phát được')
    expect(told('parcel-back', 'sms', {}, { tracking: 0 })).not.toContain('không phát được')
    expect(told('parcel-back', 'mail', {}, { tracking: 0 })).toContain('có thể nhận tại đó')
  })
})
