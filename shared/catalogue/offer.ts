import type { Limit } from '../calendar/due.ts'
import type { Channel, FeeLine } from './procedure.ts'

/** Thời hạn theo cách nộp; `any` holds where a channel has none of its own. */
export type Limits = Partial<Record<Channel | 'any', Limit>>

/** Trường hợp thực hiện. What differs from the procedure itself stands here; what is absent is as there. */
export interface ProcedureCase {
  id: string
  name: string
  limits?: Limits
  committed?: Limits
  fees?: readonly FeeLine[]
  /** Ids of the papers this case asks for; every paper of the procedure where absent. */
  papers?: readonly string[]
  /** Of these, the ones that must be there; those the procedure requires where absent. */
  requires?: readonly string[]
}

/** Miễn, giảm phí, lệ phí: who, how much of it in hundredths, and by what ground. */
export interface Exemption {
  id: string
  who: string
  percent: number
  ground: string
  /** The kinds of money it takes away; all where absent. */
  kinds?: readonly FeeLine['kind'][]
}

/** How a procedure is offered, beyond its channels. */
export interface Offer {
  /** Thời hạn cam kết, shorter than the legal one: it is what dossiers are reckoned by. */
  committed?: Limits
  /** The rule or decision that brought the commitment. */
  committedBy?: string
  cases?: readonly ProcedureCase[]
  exemptions?: readonly Exemption[]
  /** Dịch vụ công trực tuyến toàn trình, một phần. */
  online?: 'full' | 'partial'
  /** Nhận hồ sơ, trả kết quả qua bưu chính công ích. */
  byPost?: boolean
  /** 04 tại chỗ: received, appraised, decided and returned at the centre. */
  onTheSpot?: boolean
  /** Phi địa giới hành chính. */
  nonTerritorial?: boolean
}
