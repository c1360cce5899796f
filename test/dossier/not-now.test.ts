import { describe, expect, it } from 'vitest'
import type { Person } from '../../shared/access/person.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import type { Dossier } from '../../shared/dossier/dossier.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import { routes } from '../../shared/http/routes.ts'
import * as given from '../given.ts'
import { isPlaced } from '../http/places.ts'

const post: Person = { kind: 'job', id: 'postal-returns' }
const transfers: Person = { kind: 'job', id: 'transfers' }
const night: Person = { kind: 'job', id: 'overdue-report' }
const accepted = { status: 'in-progress', clock: 'running', step: 2, holder: `${given.ward}/office` } as const
const asked = { status: 'supplement-requested', supplementCount: 1 } as const
const done = { status: 'processed', clock: 'stopped', code: 'H57-1' } as const
const result = { dossier: 'hs', scan: 1, number: '1' } as const
const errand = {
  n: 2,
  partner: 'tax-office',
  number: 'H57-1/T2',
  state: 'taken',
  since: given.tuesday,
  ackDueAt: given.tuesday,
} as const
const number = 'hs/G1'
const carriage = {
  kind: 'collect-dossier',
  number,
  by: 'post',
  state: 'arrived',
  since: given.tuesday,
  to: given.ward,
} as const
const reason = 'Vì thế'
const from = { name: 'Trần Văn Thử', phone: '+84905000001', detail: '1 đường Thử', communeCode: '19804' }
const parcel = { sheet: '12', number: '34', areaM2: 120, communeCode: '19804', purpose: 'Đất ở' }
const at = given.tuesday

/** The state, the act, who does it; where the state is otherwise, and a word of how. */
const rows: readonly (readonly [Partial<Dossier>, Act, Person, string, string])[] = [
  [{ ...done, delivery: 'in-post' }, { act: 'return' }, given.receptionist, 'delivery', 'Đang chuyển phát'],
  [{ ...done, delivery: 'in-post' }, { act: 'order-shipment' }, given.receptionist, 'delivery', 'Đang chuyển phát'],
  [{ ...done, delivery: 'at-counter' }, { act: 'recall-shipment', reason }, given.receptionist, 'delivery', 'Chờ trả'],
  [{ ...done, delivery: 'in-post' }, { act: 'shipment-taken', waybill: 'EH1VN' }, post, 'delivery', 'chưa nhận'],
  [{ ...done, delivery: 'at-counter' }, { act: 'delivered', at, trackingId: 1 }, post, 'delivery', 'thất lạc'],
  [
    { ...done, delivery: 'at-counter' },
    { act: 'undelivered', at, reason, trackingId: 1 },
    post,
    'delivery',
    'thất lạc',
  ],
  [{ ...done, delivery: 'at-counter' }, { act: 'recall-refused', reason }, post, 'delivery', 'trên đường'],
  [{ ...done, delivery: 'at-counter' }, { act: 'shipment-lost', since: at }, night, 'delivery', 'trên đường'],
  [
    { ...done, delivery: 'in-post' },
    { act: 'amend', reason, returnBy: 'post' },
    given.receptionist,
    'delivery',
    'cách nhận',
  ],
  [
    { ...accepted, parent: 'cha' },
    { act: 'amend', reason, returnBy: 'post' },
    given.receptionist,
    'parent',
    'hồ sơ gốc',
  ],
  [{ ...done, result, corrects: 'cu' }, { act: 'correct', reason }, given.chair, 'corrects', 'hồ sơ gốc'],
  [done, { act: 'correct', reason }, given.chair, 'result', 'chưa có kết quả'],
  [{ ...done, result, parent: 'cha' }, { act: 'correct', reason }, given.chair, 'parent', 'hồ sơ gốc'],
  [{ ...accepted, parent: 'cha' }, { act: 'withdraw', reason }, given.citizen, 'parent', 'hồ sơ gốc'],
  [{ ...accepted, corrects: 'cu' }, { act: 'withdraw', reason }, given.citizen, 'corrects', 'không rút'],
  [
    { ...asked, supplementStage: 'reception' },
    { act: 'stop', reason, ground: reason },
    given.receptionist,
    'supplementStage',
    'refuse',
  ],
  [
    { ...asked, supplementStage: 'appraisal' },
    { act: 'refuse', reason },
    given.receptionist,
    'supplementStage',
    'stop',
  ],
  [asked, { act: 'expire-supplement' }, night, 'supplementDueAt', 'Không có hạn'],
  [
    { ...asked, supplementDueAt: at, supplementExpiredAt: at },
    { act: 'expire-supplement' },
    night,
    'supplementExpiredAt',
    'Đã ghi',
  ],
  [{ ...asked, parent: 'cha' }, { act: 'supplement' }, given.citizen, 'parent', 'hồ sơ gốc'],
  [accepted, { act: 'resume' }, given.handler, 'clock', 'không tạm dừng'],
  [
    { ...accepted, holder: `${given.ward}/leaders`, step: 3 },
    { act: 'extend', reason, days: 2 },
    given.chair,
    'clock',
    'đang chạy',
  ],
  [
    { ...accepted, clock: 'paused' },
    { act: 'reckon-anew', declaration: 1, source: 'QĐ' },
    night,
    'dueAt',
    'không hạn nào',
  ],
  [accepted, { act: 're-home', change: '1', decision: 'QĐ' }, night, 'holder', 'kế thừa'],
  [
    { ...accepted, officer: 'cb-a' },
    { act: 'release', change: '1', decision: 'QĐ', officer: 'cb-b' },
    night,
    'officer',
    'cb-b',
  ],
  [{ ...accepted, parent: 'cha' }, { act: 'transfer' }, given.handler, 'parent', 'hand-back'],
  [accepted, { act: 'acknowledge' }, transfers, 'parent', 'Không phải'],
  [
    accepted,
    { act: 'send-out', partner: 'tax-office', parcel, asks: ['land-use-fee'] },
    given.handler,
    'code',
    'chưa có mã',
  ],
  [
    { ...accepted, errand },
    { act: 'errand-taken', number: errand.number },
    transfers,
    'errand',
    'Đang chờ: H57-1/T2, taken',
  ],
  [accepted, { act: 'errand-refused', number: 'T9', reason }, transfers, 'errand', 'T9'],
  [
    { ...accepted, errand, finishedAt: at },
    { act: 'errand-free', number: errand.number, reason },
    transfers,
    'errand',
    'kết thúc',
  ],
  [{ channel: 'direct' }, { act: 'order-collection', from, papers: [] }, given.citizen, 'channel', 'tại quầy'],
  [{ carriage }, { act: 'carriage-taken', number, waybill: 'E' }, post, 'carriage', 'hs/G1, arrived'],
  [{}, { act: 'carriage-ended', number, reason }, post, 'carriage', 'Không có chuyến'],
  [
    { ...accepted, parent: 'cha' },
    { act: 'charge-fee', items: [], payee: 'KB' },
    given.receptionist,
    'parent',
    'hồ sơ gốc',
  ],
]

describe('an act at the wrong moment', () => {
  for (const [change, act, person, place, says] of rows) {
    it(`names ${place}: ${act.act} while ${JSON.stringify(change)}`, () => {
      const story = given.storyOf(given.homePlan, { dossier: given.dossier(change), plan: given.homePlan })
      const answer = story.ask(act, person)
      if (!isObjection(answer)) throw new Error('the rules said yes')
      expect(answer.objection).toBe('not-now')
      const door = routes.find(({ id }) => id === 'act')
      expect(door && isPlaced(door, { where: `dossier.${place}`, code: 'not-now' })).toBe(true)
      expect(answer.faults).toEqual([{ where: `dossier.${place}`, why: expect.stringContaining(says) }])
    })
  }
})
