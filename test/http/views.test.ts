import { describe, expect, it } from 'vitest'
import { ownersEvent } from '../../shared/desk/audit/pack-for-reader.ts'
import type { DossierEvent } from '../../shared/dossier/dossier.ts'
import { showDossier } from '../../shared/http/views/dossier.ts'
import { showEvent, showHistory } from '../../shared/http/views/history.ts'
import { showToCitizen } from '../../shared/http/views/whole.ts'
import { calendar, department, directory, dossier, fileOf, tuesday, ward } from '../given.ts'

const scene = { directory, calendarOf: () => calendar, at: tuesday }

function event(of: string, n: number, at: string, change: Partial<DossierEvent>): DossierEvent {
  const by = { kind: 'officer', id: 'cb-1', unit: `${ward}/desk` } as const
  const digests = { key: 'k', body: 'b', previous: '', digest: 'd' }
  return {
    dossier: of,
    n,
    at,
    act: 'transfer',
    by,
    from: 'accepted',
    to: 'in-progress',
    holder: by.unit,
    ...digests,
    ...change,
  }
}

const read = {
  file: fileOf(),
  history: [
    event('hs', 1, '2026-03-10T08:00:00+07:00', { note: 'ghi chú nội bộ' }),
    event('hs', 2, '2026-03-12T08:00:00+07:00', { act: 'receive-back' }),
  ],
  kin: [
    {
      file: fileOf({ dossier: dossier({ id: 'phan', parent: 'hs' }) }),
      history: [
        event('phan', 1, '2026-03-10T08:00:00+07:00', { act: 'receive-transfer', from: 'none' }),
        event('phan', 2, '2026-03-11T08:00:00+07:00', {
          act: 'ask-supplement',
          by: { kind: 'officer', id: 'cb-2', unit: `${department}/office` },
          reason: 'thiếu giấy',
          detail: { papers: ['giay-1'] },
        }),
      ],
    },
  ],
}

describe('money that a postman has collected', () => {
  it('is shown as with the post until it is paid over, and not as owed', () => {
    const items = [{ kind: 'charge', name: 'Lệ phí', amountVnd: 65_000 }] as const
    const row = { n: 1, items, payee: 'Kho bạc', totalVnd: 65_000, holdsUp: false, at: tuesday } as const
    const shown = (delivery: 'in-post' | 'delivered', some: object) => {
      const head = dossier({ delivery, shipmentCount: 1, returnedAt: tuesday })
      const file = fileOf({ dossier: head, money: [{ ...row, codOrder: 'x', state: 'requested', ...some }] })
      const reader = { kind: 'citizen', id: 'cd', ownerRef: 'x' } as never
      return showToCitizen({ ...read, kin: [], file }, scene, {} as never, reader).money?.[0]?.collectedAt
    }
    expect([shown('in-post', {}), shown('delivered', {})]).toEqual([undefined, tuesday])
    expect([shown('delivered', { state: 'paid' }), shown('delivered', { codOrder: undefined })]).toEqual([
      undefined,
      undefined,
    ])
  })
})

describe('the history of a liên thông', () => {
  it('tells both sides in one line of time, each with its agency', () => {
    const rows = showHistory(read, scene, 'officer')
    expect(rows.map(({ dossier: of, act, agency }) => `${of}: ${act.term} (${agency.name})`)).toEqual([
      'hs: Chuyển liên thông (UBND phường Thử Nghiệm)',
      'phan: Nhận hồ sơ liên thông (UBND phường Thử Nghiệm)',
      'phan: Yêu cầu bổ sung (Sở Thử Nghiệm)',
      'hs: Nhận lại từ cơ quan phối hợp (UBND phường Thử Nghiệm)',
    ])
  })

  it('keeps the order of each side where a clock was set back between two of its events', () => {
    const [first, second] = read.history
    if (!first || !second) throw new Error('no events')
    const back = [
      ...[first, second],
      { ...first, n: 3, at: '2026-03-09T08:00:00+07:00' },
      { ...first, n: 4, at: '2026-03-13T08:00:00+07:00' },
    ]
    const rows = showHistory({ ...read, history: back }, scene, 'officer')
    expect(rows.map(({ dossier: of, n }) => `${of} ${n}`)).toEqual(['hs 1', 'phan 1', 'phan 2', 'hs 2', 'hs 3', 'hs 4'])
  })

  it('keeps officers’ notes and names from the citizen, and tells the reason and the papers asked for', () => {
    const rows = showHistory(read, scene, 'citizen')
    expect(JSON.stringify(rows)).not.toMatch(/ghi chú nội bộ|cb-1|cb-2|"detail":\{/)
    expect(rows[2]).toMatchObject({ reason: 'thiếu giấy', papers: ['giay-1'], to: 'Đang xử lý' })
  })
})

describe('the words of an outside office', () => {
  it('are for officers: citizens and their archive are not shown what an older history says of them', () => {
    const change = { act: 'errand-refused', reason: 'Nơi nhận trả lại văn bản: ông Thử chưa nộp' } as const
    const one = event('hs', 1, '2026-03-10T08:00:00+07:00', change)
    expect(showEvent(one, scene, 'officer').reason).toContain('ông Thử')
    expect([showEvent(one, scene, 'citizen').reason, ownersEvent(one).reason]).toEqual([undefined, undefined])
  })
})

describe('the papers of an act', () => {
  const bag = { papers: [{ name: 'Bằng lái xe', count: 2 }] }

  it.each(['order-collection', 'send-papers', 'receive-papers'] as const)(
    'are told in words, to citizens, officers and in the archive: %s',
    (act) => {
      const one = event('hs', 1, '2026-03-10T08:00:00+07:00', { act, detail: bag })
      const told = [showEvent(one, scene, 'citizen'), showEvent(one, scene, 'officer'), ownersEvent(one)]
      expect(told.map(({ papers }) => papers)).toEqual([['Bằng lái xe (2)'], ['Bằng lái xe (2)'], ['Bằng lái xe (2)']])
    },
  )
})

describe('what the post tells', () => {
  it.each([
    ['carriage-moved', { state: 'collected' }, 'Bưu điện đã lấy giấy tờ'],
    ['carriage-moved', { state: 'arrived' }, 'Bưu điện đã giao giấy tờ'],
    ['carriage-ended', { recalled: true }, 'Đã thu hồi chuyến giấy tờ'],
    ['carriage-ended', {}, 'Chuyến giấy tờ không thành'],
    ['undelivered', { tracking: 0 }, 'Kết quả ở lại quầy, không gửi bưu chính'],
    ['undelivered', { tracking: 12 }, 'Bưu điện phát không thành công'],
  ] as const)('of papers and parcels stands in the words of what happened: %s %o', (act, detail, term) => {
    const one = event('hs', 1, '2026-03-10T08:00:00+07:00', { act, detail })
    expect(showEvent(one, scene, 'citizen').act).toEqual({ code: act, term })
  })
})

describe('a dossier shown', () => {
  it('bears the national code of its state; a draft bears none', () => {
    expect(showDossier(dossier({ status: 'processed' }), scene, 'officer').status.national).toBe(9)
    expect(showDossier(dossier({ status: 'draft' }), scene, 'officer').status.national).toBeUndefined()
  })

  it('tells working time left while the clock runs, and says when it stands still', () => {
    const running = dossier({ status: 'in-progress', clock: 'running', dueAt: '2026-03-12T09:00:00+07:00' })
    expect(showDossier(running, scene, 'officer').remaining).toBe('còn 2 ngày')
    const late = { ...running, dueAt: '2026-03-09T09:00:00+07:00' }
    expect(showDossier(late, scene, 'officer').remaining).toBe('quá 1 ngày')
    const paused = showDossier({ ...running, clock: 'paused' }, scene, 'officer')
    expect([paused.remaining, paused.dueAt]).toEqual(['tạm dừng tính thời hạn', undefined])
    expect(showDossier(dossier({ status: 'returned', clock: 'stopped' }), scene, 'officer').remaining).toBeUndefined()
  })

  it('never bears digests of its owner', () => {
    expect(JSON.stringify(showDossier(dossier(), scene, 'officer'))).not.toContain('ref-of')
  })
})
