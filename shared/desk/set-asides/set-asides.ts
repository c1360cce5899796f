import type { Instant } from '../../calendar/day.ts'
import type { Want } from '../../dossier/dossier.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import { log } from '../../log.ts'
import { type AsideQueue, asideQueues, isListed } from '../../messages/aside.ts'
import type { Doorbells } from '../../messages/doorbells.ts'
import type { Message } from '../../messages/messages.ts'
import { readOldMessage } from '../../messages/read-old.ts'
import type { AsidePlace, SetAside } from '../../ports.ts'
import type { Desk } from '../desk.ts'
import { toldPlace } from '../front-ends/tell-subscriber.ts'

export type AsideNeeds = Pick<Desk, 'marks' | 'doorbells' | 'dossiers' | 'syncLedger' | 'now'> & {
  subscriptions: Pick<Desk['subscriptions'], 'one'>
}

/** A set-aside message with what it means, for whoever has to decide what becomes of it. */
export interface ExplainedAside {
  row: SetAside
  about: Message | undefined
  /** The dossier's code, where it is about one that has a code. */
  code?: string
  /** Vietnamese: what it was to do, and whether sending it again makes sense. */
  explains: readonly string[]
  mayRedrive: boolean
}

export function listAsides(desk: Pick<Desk, 'marks'>, queue: AsideQueue, limit: number, after?: string) {
  return desk.marks.setAsides(queue, limit, after)
}

/** Rows to a page and pages to a queue when they are counted: what lies deeper is told as more. */
const counted = { rows: 100, pages: 20 }

/** How many lie in each queue and since when, the newest two thousand looked at; those already sent again are not waiting. */
export function countAsides(desk: Pick<Desk, 'marks'>) {
  return Promise.all(asideQueues.map(async (queue) => ({ queue, ...(await waitingIn(desk, queue)) })))
}

async function waitingIn({ marks }: Pick<Desk, 'marks'>, queue: AsideQueue) {
  let waiting = 0
  let oldest: SetAside | undefined
  let after: string | undefined
  for (let n = 0; n < counted.pages; n += 1) {
    const { rows, next } = await marks.setAsides(queue, counted.rows, after)
    const left = rows.filter((row) => row.redriven === undefined)
    waiting += left.length
    oldest = left.at(-1) ?? oldest
    after = next
    if (next === undefined) break
  }
  return { waiting, isMore: after !== undefined, ...(oldest && { oldestAt: oldest.at }) }
}

export async function explainAside(
  desk: AsideNeeds,
  queue: AsideQueue,
  place: AsidePlace,
): Promise<ExplainedAside | undefined> {
  const row = await desk.marks.setAsideAt(queue, place)
  if (!row) return undefined
  const about = aboutOf(queue, row)
  const known = await knownOf(desk, queue, about)
  const mayRedrive = about !== undefined
  return {
    row,
    about,
    ...(known?.code !== undefined && { code: known.code }),
    explains: [...meaningOf(queue, about), ...(known?.says ?? []), ...againOf(queue, row, mayRedrive)],
    mayRedrive,
  }
}

/**
 * Gửi lại. Rings again what the message meant, as often as wanted and however old it is: the worker reads the history from
 * its own place, an order keeps its number and a notice its day, so that a second time changes nothing. Throws Outage.
 */
export async function redriveAside(
  desk: AsideNeeds,
  queue: AsideQueue,
  place: AsidePlace,
  by: string,
): Promise<SetAside | Objection | undefined> {
  const row = await desk.marks.setAsideAt(queue, place)
  if (!row) return undefined
  const want = wantOf(queue)
  const about = aboutOf(queue, row)
  if (!want || !about) return object('not-redrivable')
  const at = desk.now()
  // The first ring may have been a moment ago, and the queue would drop this one for it.
  await ringAgain(desk.doorbells.again(`again:${at}`), want, about, at)
  // Written after the ring: a crash in between leaves it waiting, and it is rung once more.
  const redriven = (await desk.marks.noteRedriven(queue, place, { at, by })) ?? { at, by, times: 1 }
  log({ job: 'set-asides', queue, requestId: row.id, person: by, outcome: 'redriven', count: redriven.times })
  return { ...row, redriven }
}

function ringAgain(doorbells: Doorbells, want: Rung, about: Message, at: Instant): Promise<void> {
  switch (about.kind) {
    case 'doorbell':
      return isOfHistory(want) ? doorbells.ring(want, about.dossier, about.n) : Promise.resolve()
    case 'tracking':
      return doorbells.ringTracking(about.row)
    case 'notice':
      return doorbells.ringNotice(about.agency, about.day)
    case 'import':
      return doorbells.ringImport(about.id)
    case 'archive':
      return doorbells.ringArchive(about.id, at)
    case 'report':
      return doorbells.ringReport(about.id, at)
    case 'issues':
      return doorbells.ringIssues(about.agency, about.month, at)
    case 'mail-outcome':
      return doorbells.ringMailOutcome(about)
    case 'digest':
      return doorbells.ringDigest(about)
    case 'moved':
      return doorbells.ringMoved(about.agency, about.declaration)
    case 'compare':
      return doorbells.ringCompare(about.dossier, about.day)
    case 'catalogue':
      return doorbells.ringCatalogue(about.of, about.day)
    case 'webhook': {
      const { kind: _, ...bell } = about
      return doorbells.ringWebhook(bell)
    }
  }
}

/**
 * What a message meant. A dossier alone is enough for a queue that reads its history; what names a front end, a job or a run must name
 * it still: without it nobody knows what to ring for.
 */
function aboutOf(queue: AsideQueue, { body }: SetAside): Message | undefined {
  const want = wantOf(queue)
  const about = want === undefined ? undefined : readOldMessage(body)
  return want !== undefined && about?.kind === 'doorbell' && !isOfHistory(want) ? undefined : about
}

/** The queues that can be rung again. */
type Rung = keyof typeof isListed

/** Whether the queue is rung for events of a dossier's history. */
function isOfHistory(want: Rung): want is Want {
  return want !== 'imports' && want !== 'archives' && want !== 'webhooks' && want !== 'reporting'
}

function wantOf(queue: AsideQueue): Rung | undefined {
  return Object.keys(isListed).find((want): want is Rung => want === queue)
}

interface Known {
  code?: string
  says: readonly string[]
}

function knownOf(desk: AsideNeeds, queue: AsideQueue, about: Message | undefined): Promise<Known> | undefined {
  if (about?.kind === 'webhook') return frontEndOf(desk, about)
  return about?.kind === 'doorbell' ? standOf(desk, about, placeOf(desk, wantOf(queue), about.dossier)) : undefined
}

/** Whether the worker has passed the event meanwhile, by another ring or an earlier sending. */
async function standOf(desk: AsideNeeds, bell: { dossier: string; n: number }, place: Promise<number>): Promise<Known> {
  const [file, cursor] = await Promise.all([desk.dossiers.load(bell.dossier), place])
  if (!file) return { says: ['Không có hồ sơ này: gửi lại cũng sẽ bị gác lại.'] }
  const { code } = file.dossier
  const says =
    cursor >= bell.n
      ? `Tiến trình đã đi qua sự kiện ${bell.n} (đang ở ${cursor}): việc này đã xong, gửi lại không đổi gì.`
      : `Tiến trình đang ở sự kiện ${cursor}, chưa tới ${bell.n}: việc này chưa làm.`
  return { ...(code !== undefined && { code }), says: [says] }
}

/** Which front end it is, for whoever has to ask its team, and what it has taken. */
async function frontEndOf(desk: AsideNeeds, bell: Extract<Message, { kind: 'webhook' }>): Promise<Known> {
  const told = desk.marks.value(toldPlace(bell)).then((value) => Number(value ?? 0))
  const [subscription, stand] = await Promise.all([
    desk.subscriptions.one(bell.client, bell.subscription),
    standOf(desk, bell, told),
  ])
  const at = subscription && new URL(subscription.url).host
  if (!subscription) return { ...stand, says: ['Không còn đăng ký này: gửi lại cũng không báo cho ai.'] }
  const whose = `Nơi nhận: ${subscription.client} tại ${at}, đăng ký ${subscription.id}.`
  const ended = subscription.ended && `Đăng ký đã kết thúc lúc ${subscription.ended.at}: gửi lại cũng không báo cho ai.`
  return { ...stand, says: [whose, ...(ended === undefined ? stand.says : [ended])] }
}

/** How far the worker has come in a history; the portal's place is what it acknowledged. */
async function placeOf({ marks, syncLedger }: AsideNeeds, want: Rung | undefined, dossier: string): Promise<number> {
  if (want === undefined || !isOfHistory(want)) return 0
  if (want === 'portal') return (await syncLedger.line(dossier))?.acknowledged?.n ?? 0
  return marks.cursor(dossier, want)
}

const meanings = {
  transfers: 'Báo cho cơ quan nhận về một lần chuyển liên thông và ghi xác nhận.',
  'postal-returns': 'Đặt đơn bưu chính, hoặc ghi một dòng hành trình của bưu điện.',
  notices:
    'Báo tin cho người nộp, hoặc gửi cho một cơ quan thông báo hồ sơ quá hạn, hạn thay đổi, thư tổng hợp hồ sơ mới đến.',
  search: 'Ghi từ tìm kiếm của một hồ sơ; gửi lại thì ghi theo hồ sơ hiện nay.',
  archives: 'Trích xuất một hồ sơ mà có người đã xin; quá hai ngày thì không còn ai chờ, người đó xin lại được.',
  reporting:
    'Lập một báo cáo được yêu cầu, hoặc báo cáo tháng của một cơ quan; cái nào đã lập thì giữ nguyên, gửi lại chỉ lập cái còn thiếu.',
  imports: 'Nhập một tệp danh mục thủ tục; gửi lại thì làm tiếp từ chỗ dừng, dòng đã nhập không đổi.',
  payments:
    'Ghi sổ một khoản đã thu hoặc hoàn, phát hành biên lai điện tử, yêu cầu cổng hoàn tiền; mỗi việc chỉ làm một lần.',
  sheets: 'In biểu mẫu mà thao tác trên hồ sơ làm phát sinh; thao tác vẫn có hiệu lực.',
  portal: 'Báo Cổng DVCQG về hồ sơ, hoặc đối chiếu một hồ sơ với Cổng; gửi lại thì báo theo hồ sơ hiện nay.',
  webhooks: 'Báo cho một cổng đã đăng ký về một hồ sơ; gửi lại thì báo tiếp từ chỗ cổng đã nhận, theo đúng thứ tự.',
  verdicts: 'Kết luận kiểm tra mã độc của một tệp; tệp vẫn chờ kiểm tra. Người nộp có thể tải lại tệp vào chỗ mới.',
  runs: 'Một lần chạy theo lịch đã không thành. Chạy lại hàm đó bằng tay, bao nhiêu lần cũng được.',
  files: 'Một tệp đã lưu bị hỏng hoặc mất; làm theo mục "Stored files damaged" của sổ vận hành.',
  mails:
    'Một thư không biết đã đi hay chưa: người gửi dừng giữa chừng, và thư gửi lần nữa sẽ là thư thứ hai. Việc được báo vẫn nằm trong danh sách của nơi nhận; cần thì báo bằng cách khác.',
  mailboxes:
    'Hộp thư của một cơ quan hoặc cán bộ không nhận được thư: sửa địa chỉ thư trong danh bạ. Địa chỉ chưa sửa thì ba mươi ngày sau mới nêu lại; thư vẫn được gửi.',
} as const satisfies Record<AsideQueue, string>

function meaningOf(queue: AsideQueue, about: Message | undefined): readonly string[] {
  if (about || wantOf(queue) === undefined) return [meanings[queue]]
  return [meanings[queue], 'Tin không còn đọc được, kể cả theo dạng cũ.']
}

function againOf(queue: AsideQueue, { redriven }: SetAside, mayRedrive: boolean): readonly string[] {
  const before = redriven ? [`Đã gửi lại ${redriven.times} lần, gần nhất lúc ${redriven.at}.`] : []
  const now = mayRedrive
    ? 'Gửi lại được, bao nhiêu lần cũng chỉ có một tác dụng.'
    : `Không gửi lại được từ đây${wantOf(queue) ? '' : ' (không phải tin của hàng đợi)'}.`
  return [...before, now]
}
