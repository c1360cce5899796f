import type { Instant } from '../calendar/day.ts'
import type { DossierEvent } from '../dossier/dossier.ts'

/** Loại việc một cổng xin được báo: what a front end may ask to be told of. */
export const hookKinds = {
  accepted: 'Hồ sơ được tiếp nhận',
  'status-changed': 'Trạng thái thay đổi',
  'due-moved': 'Ngày hẹn trả thay đổi',
  'agency-changed': 'Cơ quan đang giải quyết thay đổi: chuyển liên thông, trả về, thu hồi',
  'supplement-asked': 'Yêu cầu bổ sung',
  'money-asked': 'Chờ nghĩa vụ tài chính',
  'money-changed': 'Tiền: được yêu cầu, đã nộp, hoàn (từng lần), miễn, giảm hoặc hủy',
  'parcel-moved': 'Trả kết quả: gửi bưu điện, đang phát, thất lạc, về lại quầy, đã nhận',
  'result-ready': 'Có kết quả',
  ended: 'Kết thúc: đã trả, từ chối, rút hoặc dừng',
} as const
export type HookKind = keyof typeof hookKinds

/** Đăng ký gọi báo: one address of one machine, and what it is told of. Its secret is derived and nowhere stored. */
export interface Subscription {
  id: string
  /** The machine whose sight it has, at every call anew. */
  client: string
  url: string
  kinds: readonly HookKind[]
  createdAt: Instant
  /** `by`: the administrator who ended it. */
  ended?: { at: Instant; why: SubscriptionEnd; by?: string }
}

/** Asked by the machine; the receiver answered 410; the installation no longer calls that address; an administrator ended it. */
export type SubscriptionEnd = 'asked' | 'gone' | 'forbidden-address' | 'administrator'

const endings: ReadonlySet<DossierEvent['to']> = new Set(['returned', 'refused', 'withdrawn', 'stopped'])

/** What moves money also where the head's one word on it stays: a reduction, a further part given back. */
const moneyMoves: ReadonlySet<DossierEvent['act']> = new Set(['exempt-fee', 'refund'])

const whether: Readonly<Record<HookKind, (event: Happened) => boolean>> = {
  accepted: ({ act }) => act === 'accept',
  'status-changed': ({ from, to }) => from !== to,
  'due-moved': ({ was }) => was !== undefined && 'dueAt' in was,
  'agency-changed': ({ was }) => was !== undefined && 'partAt' in was,
  'supplement-asked': ({ act }) => act === 'ask-supplement',
  'money-asked': ({ from, to }) => from !== to && to === 'obligation-requested',
  'money-changed': ({ act, was }) => moneyMoves.has(act) || (was !== undefined && 'money' in was),
  'parcel-moved': ({ was }) => was !== undefined && 'delivery' in was,
  'result-ready': ({ from, to }) => from !== to && to === 'processed',
  ended: ({ from, to }) => from !== to && endings.has(to),
}
type Happened = Pick<DossierEvent, 'act' | 'from' | 'to' | 'was'>

export const hookKindNames = Object.keys(hookKinds).filter((name): name is HookKind => Object.hasOwn(hookKinds, name))

/** What an event is to whoever asked to be told of these kinds. */
export function kindsOf(event: Happened, asked: readonly HookKind[]): readonly HookKind[] {
  return asked.filter((kind) => whether[kind](event))
}
