import type { DossierEvent, DossierFile } from '../dossier/dossier.ts'
import type { NoticeKind } from '../dossier/history/told-of.ts'
import { collectedAt, type Obligation } from '../dossier/money/money-book.ts'
import { isHopeful, type Notice, type NoticeState } from './notice.ts'

/** The dossier as it is when a notice could go; `row` is the demand for money that the event spoke of. */
interface Standing extends Pick<DossierFile, 'dossier'> {
  row: Obligation | undefined
}

/** Why it is news no more, or `undefined` while it is true. */
type Overtaken = (standing: Standing) => string | false | undefined

/** What has ended or has its result is told of that, and of nothing before it. */
const hasEnded: Overtaken = ({ dossier }) => dossier.finishedAt !== undefined && 'đã có kết quả hoặc đã kết thúc'

/** Tin hết đúng: for each kind of news, what makes it untrue. */
const byKind: Readonly<Record<NoticeKind, Overtaken>> = {
  received: hasEnded,
  'supplement-asked': ({ dossier }) => dossier.status !== 'supplement-requested' && 'không còn chờ bổ sung',
  'fee-asked': ({ row, dossier }) => {
    if (row && row.state !== 'requested') return 'không còn phải nộp'
    return row && collectedAt(row, dossier) !== undefined && 'bưu tá đã thu'
  },
  // Who was told to pay has to hear it, whatever is asked for afterwards.
  'fee-cancelled': () => false,
  paid: ({ row }) => row?.state === 'refunded' && 'tiền đã được hoàn',
  // Money that was given back stays given back.
  refunded: () => false,
  extended: hasEnded,
  'result-ready': ({ dossier }) => dossier.status !== 'processed' && 'không còn chờ nhận kết quả',
  'survey-offered': ({ dossier }) => dossier.status !== 'returned' && 'không còn là hồ sơ đã trả',
  refused: ({ dossier }) => dossier.status !== 'refused' && 'không còn bị từ chối',
  stopped: ({ dossier }) => dossier.status !== 'stopped' && 'không còn bị dừng',
  'parcel-back': ({ dossier }) => dossier.delivery !== 'back-at-counter' && 'kết quả không còn chờ ở quầy',
  'parcel-astray': ({ dossier }) => dossier.delivery !== 'lost' && 'bưu gửi không còn thất lạc',
  'papers-not-carried': ({ dossier: { endedCarriage: ended, finishedAt } }) => {
    if (ended === undefined || ended.missingFrom !== undefined) return 'giấy tờ đã tới nơi hoặc đang được chuyển lại'
    // What is no longer wanted need not be brought; what is sent home is the citizen's in any case.
    return finishedAt !== undefined && ended.to !== 'applicant' && 'đã có kết quả hoặc đã kết thúc'
  },
}

/** News of a state, and the newer news that says all it would. Each demand and each payment is news of its own. */
const saidBy: Readonly<Partial<Record<NoticeKind, readonly NoticeKind[]>>> = {
  received: ['extended'],
  'supplement-asked': ['supplement-asked'],
  extended: ['extended'],
  'result-ready': ['result-ready'],
  'parcel-back': ['parcel-back'],
  'parcel-astray': ['parcel-astray'],
  'papers-not-carried': ['papers-not-carried'],
}

type Beside = Pick<Notice, 'n' | 'kind' | 'channel'> & { state?: NoticeState | undefined }

/** Whether it has reached its reader, or may have. */
const mayBeRead = ({ state }: Beside) => state === 'unknown' || (state !== 'waiting' && isHopeful({ state }))

/**
 * Nobody is told that they need not pay what they were never asked for: it was cancelled while that still waited. Who was asked another
 * way is told that way, or on this one where that way has failed or is wished no more.
 */
function wasNeverAsked({ n, kind, channel }: Beside, beside: readonly Beside[]): boolean {
  if (kind !== 'fee-cancelled') return false
  const asked = beside.filter((one) => one.kind === 'fee-asked' && one.n < n)
  const last = Math.max(...asked.map((one) => one.n))
  const ways = new Set(asked.filter((one) => one.n === last && mayBeRead(one)).map((one) => one.channel))
  if (ways.size === 0 || ways.has(channel)) return ways.size === 0
  return beside.some((one) => one.n === n && ways.has(one.channel) && isHopeful(one))
}

/** Whether it takes the event to know which demand the news is about. */
export const isAboutMoney = (kind: NoticeKind): boolean => kind === 'fee-asked' || kind === 'paid'

/**
 * Tin đã bị vượt qua. Why a notice that has not gone yet is let go: what it says is true no more, or a newer one of the dossier
 * says it on the same channel. `undefined` while it is still news.
 */
export function overtakenBy(
  notice: Pick<Notice, 'n' | 'kind' | 'channel'>,
  { dossier, money }: Pick<DossierFile, 'dossier' | 'money'>,
  event: Pick<DossierEvent, 'detail'> | undefined,
  beside: readonly Beside[],
): string | undefined {
  const row = money?.find(({ n }) => n === event?.detail?.obligation)
  const why = byKind[notice.kind]({ dossier, row })
  if (why) return why
  if (wasNeverAsked(notice, beside)) return 'chưa báo khoản này cho người nộp'
  const { n, kind, channel } = notice
  const newer = beside.some(
    (other) => other.n > n && other.channel === channel && saidBy[kind]?.includes(other.kind) === true,
  )
  return newer ? 'đã có tin mới hơn' : undefined
}
