import type { Instant } from '../../calendar/day.ts'
import type { Dossier, DossierEvent } from '../dossier.ts'
import type { BillFault, BillStatement } from './bill.ts'
import { digestOf } from './history.ts'

/** What can be wrong with a history or with what vouches for it. */
export type BreakCode =
  | 'deleted'
  | 'inserted'
  | 'reordered'
  | 'truncated'
  | 'changed'
  | 'rewritten'
  | 'head-changed'
  | 'gone'
  | 'unbilled'
  | BillFault

/** Chỗ hỏng. A place in a history, or a bill, that is not as it was written. */
export interface Break {
  code: BreakCode
  dossier?: string
  /** Place in the history, from 1. */
  n?: number
  /** The bill that says otherwise, or that is itself at fault. */
  bill?: number
  day?: string
  says: string
}

/** What stands in a chain: its digest is that of all the rest of it. */
export interface Sealed extends Pick<DossierEvent, 'n' | 'at' | 'previous' | 'digest' | 'wants'> {
  /** Of a dossier's event. */
  to?: string
  holder?: string
}

/** An event with the place its key gives it; the key of one that was slipped in between may name none. */
export interface Placed {
  place: number
  event: Sealed
}

/** What the head says of the end of its chain; chains that are no dossier's (entries by hand, ratings) have number and digest alone. */
export type ChainHead = Pick<Dossier, 'version' | 'chain'> & Partial<Pick<Dossier, 'status' | 'holder' | 'updatedAt'>>

/** Every break of one history, by what it says itself and what the head says of it. */
export function breaksOf(dossier: string, head: ChainHead | undefined, rows: readonly Placed[]): Break[] {
  const found: Break[] = []
  const say = (code: BreakCode, n: number, says: string) => found.push({ code, dossier, n, says })
  let [previous, next, isKnown] = ['', 1, true]
  for (const { place, event } of rows) {
    for (let missing = next; missing < place; missing += 1) say('deleted', missing, `sự kiện ${missing} đã bị xóa`)
    if (place < next) say('inserted', place, `có thêm một sự kiện ở vị trí ${place}`)
    else if (event.n !== place) say('reordered', place, `vị trí ${place} chứa sự kiện ${event.n}: bị đổi chỗ`)
    else if (!isWhole(event)) say('changed', place, `nội dung sự kiện ${place} đã bị sửa`)
    else if (isKnown && place === next && event.previous !== previous)
      say('inserted', place, `sự kiện ${place} không nối với sự kiện ${place - 1}: bị chèn hoặc thay`)
    // After an exchanged event nobody knows what the next one should be chained to.
    isKnown = event.n === place
    previous = event.digest
    next = Math.max(next, place + 1)
  }
  return [...found, ...breaksAtEnd(dossier, head, rows.at(-1))]
}

function isWhole(event: Sealed): boolean {
  const { digest, wants: _, ...rest } = event
  return digestOf(rest) === digest
}

function breaksAtEnd(dossier: string, head: ChainHead | undefined, last: Placed | undefined): Break[] {
  const n = last?.place ?? 0
  const at = (code: BreakCode, place: number, says: string): Break[] => [{ code, dossier, n: place, says }]
  if (!head) return at('gone', n, 'đầu hồ sơ đã bị xóa, lịch sử vẫn còn')
  if (head.version > n)
    return at('truncated', n + 1, `lịch sử bị cắt từ sự kiện ${n + 1}: hồ sơ có ${head.version} sự kiện, còn ${n}`)
  if (head.version < n)
    return at('inserted', head.version + 1, `có thêm sự kiện sau sự kiện cuối cùng (${head.version}) của hồ sơ`)
  const event = last?.event
  if (!event || event.n !== n) return []
  const agrees =
    head.chain === event.digest &&
    (head.status === undefined || head.status === event.to) &&
    (head.holder === undefined || head.holder === event.holder) &&
    (head.updatedAt === undefined || head.updatedAt === event.at)
  return agrees ? [] : at('head-changed', n, `đầu hồ sơ không khớp với sự kiện cuối cùng (${n})`)
}

/** Stands in the place of a bill's number where a digest comes from a function's log. */
export const noBill = 0
const teller = (bill: number): string => (bill === noBill ? 'nhật ký chức năng' : `bảng kê số ${bill}`)

/** What a bill, or a log, remembers of a history. */
export interface Billed {
  bill: number
  n: number
  digest: string
}

/** Where a history is no longer the one that was billed: the first such place tells it. */
export function breakFromBills(dossier: string, rows: readonly Placed[], billed: readonly Billed[]): Break | undefined {
  const standing = new Map(rows.map(({ place, event }) => [place, event.digest]))
  const wrong = [...billed].sort((a, b) => a.n - b.n).find(({ n, digest }) => standing.get(n) !== digest)
  if (!wrong) return undefined
  const { bill, n } = wrong
  const last = rows.at(-1)?.place ?? 0
  if (last === 0)
    return { code: 'gone', dossier, n, bill, says: `${teller(bill)} ghi sự kiện ${n}, cả hồ sơ không còn` }
  if (last < n)
    return {
      code: 'truncated',
      dossier,
      n: last + 1,
      bill,
      says: `lịch sử bị cắt từ sự kiện ${last + 1}: ${teller(bill)} ghi đến sự kiện ${n}`,
    }
  if (!standing.has(n))
    return { code: 'deleted', dossier, n, bill, says: `sự kiện ${n} đã bị xóa, ${teller(bill)} có ghi` }
  return {
    code: 'rewritten',
    dossier,
    n,
    bill,
    says: `sự kiện ${n} không còn là sự kiện mà ${teller(bill)} đã ghi: lịch sử bị viết lại đến đây`,
  }
}

/** The first event that a bill should have and none has: `before` is the moment up to which bills are whole. */
export function unbilledOf(
  dossier: string,
  rows: readonly Placed[],
  billed: readonly Billed[],
  before: Instant,
): Break | undefined {
  const last = Math.max(0, ...billed.map(({ n }) => n))
  const late = rows.find(({ place, event }) => place > last && event.at < before)
  if (!late) return undefined
  const says = `sự kiện ${late.place} ghi lúc ${late.event.at} mà không bảng kê nào có: được thêm vào sau`
  return { code: 'unbilled', dossier, n: late.place, says }
}

const billTerms = {
  'bill-missing': 'bảng kê ngay trước nó không còn',
  'bill-forged': 'chữ ký không phải của khóa này',
  'bill-changed': 'các dòng không khớp với nội dung đã ký',
  'bill-unlinked': 'không nối với bảng kê trước',
} as const satisfies Record<BillFault, string>

export function breakOfBill(code: BillFault, { n, day }: Pick<BillStatement, 'n' | 'day'>): Break {
  return { code, bill: n, day, says: billTerms[code] }
}

/** One line for people: where, then what. */
export function tellBreak({ dossier, n, bill, day, says }: Break): string {
  if (dossier === undefined) return `Bảng kê số ${bill ?? '?'} ngày ${day ?? '?'}: ${says}.`
  const what = dossier.includes('#') ? 'Chuỗi chấm điểm' : 'Hồ sơ'
  return `${what} ${dossier}${n === undefined ? '' : `, vị trí ${n}`}: ${says}.`
}
