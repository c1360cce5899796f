import { agencyOf, type UnitId } from '../agencies/unit.ts'
import type { Dossier, DossierEvent } from '../dossier/dossier.ts'

/** Tin cho cơ quan: what an act tells an agency; every other act passes by. */
export interface AgencyNews {
  to: (dossier: Dossier, event: DossierEvent) => UnitId
  subject: string
  says: string
  /** Absent: always. */
  isWanted?: (event: DossierEvent) => boolean
  /** Says that work has come, which lies in the list of work as well, or answers what the agency itself asked for: it goes with its next digest, unless it is urgent. */
  mayWait?: true
  /** Whether it is news no more when the digest goes, by how the dossier is then. */
  isOver?: (dossier: Dossier, agency: UnitId) => boolean
}

/** A place as the event names it; the citizen's door has no mailbox of an agency, then the counter that received is told. */
function toCounter({ receivingUnit }: Dossier, place: unknown): UnitId {
  return agencyOf(typeof place !== 'string' || place === 'applicant' ? receivingUnit : place)
}

const table = {
  'receive-transfer': {
    to: (part) => agencyOf(part.competentAgency),
    subject: 'Hồ sơ liên thông mới',
    says: 'Cơ quan vừa nhận một hồ sơ liên thông trong danh sách việc cần làm.',
    mayWait: true,
    isOver: ({ finishedAt, holder }, agency) => finishedAt !== undefined || agencyOf(holder) !== agency,
  },
  'receive-back': {
    to: (parent) => agencyOf(parent.receivingUnit),
    subject: 'Cơ quan phối hợp đã trả hồ sơ liên thông',
    says: 'Cơ quan phối hợp đã xử lý xong; hồ sơ đã trở về cơ quan.',
    mayWait: true,
    isOver: ({ status, child, finishedAt }) =>
      status === 'returned' || child !== undefined || (finishedAt !== undefined && status !== 'processed'),
  },
  'transfer-rejected': {
    to: (parent) => agencyOf(parent.holder),
    subject: 'Cơ quan phối hợp không nhận hồ sơ liên thông',
    says: 'Cơ quan phối hợp đã chuyển trả hồ sơ chưa xử lý, kèm lý do; hồ sơ trở về cơ quan đã chuyển.',
  },
  'transfer-called-back': {
    to: (part) => agencyOf(part.holder),
    subject: 'Hồ sơ liên thông đã được thu hồi',
    says: 'Cơ quan chuyển đã thu hồi hồ sơ, kèm lý do; hồ sơ không còn trong danh sách việc cần làm.',
  },
  'whole-stopped': {
    to: (parent) => agencyOf(parent.receivingUnit),
    subject: 'Hồ sơ đã dừng giải quyết',
    says: 'Cơ quan phối hợp đã dừng giải quyết hồ sơ, có nêu căn cứ; hãy thông báo cho người nộp.',
  },
  'ask-opinion': {
    to: (dossier, event) => agencyOf(String(event.detail?.unit ?? dossier.holder)),
    subject: 'Yêu cầu lấy ý kiến',
    says: 'Cơ quan được hỏi ý kiến về một hồ sơ; tìm hồ sơ theo mã để xem và trả lời.',
  },
  'errand-late': {
    to: (dossier) => agencyOf(dossier.holder),
    subject: 'Nơi nhận ngoài hệ thống chưa xác nhận',
    says: 'Đã quá hạn xác nhận mà nơi nhận chưa xác nhận phiếu hoặc văn bản; hãy liên hệ, hoặc thu hồi.',
  },
  'errand-refused': {
    to: (dossier) => agencyOf(dossier.holder),
    subject: 'Nơi nhận ngoài hệ thống không nhận',
    says: 'Nơi nhận ngoài hệ thống trả lại phiếu hoặc văn bản, lý do ghi trong hồ sơ; hồ sơ tiếp tục tại cơ quan.',
  },
  'errand-free': {
    to: (dossier) => agencyOf(dossier.holder),
    subject: 'Cơ quan thuế xác định không có khoản phải nộp',
    says: 'Cơ quan thuế đã trả lời phiếu chuyển: không có khoản phải nộp; hồ sơ tiếp tục tại cơ quan.',
  },
  'late-answer': {
    to: (dossier) => agencyOf(dossier.holder),
    subject: 'Cơ quan thuế trả lời phiếu đã thu hồi',
    says: 'Cơ quan thuế vẫn ra thông báo cho phiếu mà cơ quan đã thu hồi; thông báo ghi trong quá trình xử lý, không đòi tiền và không dừng hồ sơ. Hãy liên hệ cơ quan thuế nếu thông báo cần hủy.',
    isWanted: ({ detail }) => detail?.notice !== undefined,
  },
  'notice-changed': {
    to: (dossier) => agencyOf(dossier.holder),
    subject: 'Cơ quan thuế thay hoặc hủy thông báo nộp tiền',
    says: 'Thông báo nộp tiền ở cơ quan thuế đã khác trước (ghi trong quá trình xử lý): thay bằng thông báo khác, không còn thông báo nào, hoặc có lại sau khi không còn. Khoản đã ghi cho người nộp chưa đổi; hãy đối chiếu với cơ quan thuế: nếu chưa nộp và không còn đúng thì hủy khoản đó và chuyển phiếu mới; nếu đã nộp thì hỏi cơ quan thuế cách bù trừ hoặc hoàn.',
  },
  'errand-unreadable': {
    to: (dossier) => agencyOf(dossier.holder),
    subject: 'Thông báo của cơ quan thuế có khoản không rõ',
    says: 'Hệ thống không nhập được thông báo vì có khoản không rõ tên; hãy xem thông báo ở cơ quan thuế và yêu cầu nộp bằng tay.',
  },
  'errand-waits': {
    to: (dossier) => agencyOf(dossier.holder),
    subject: 'Thông báo của cơ quan thuế chờ khoản đang thu',
    says: 'Cơ quan thuế đã ra thông báo nộp tiền, nhưng hồ sơ còn một khoản chờ nộp; hãy thu, miễn hoặc hủy khoản đó, thông báo sẽ được nhập ngay sau đó.',
  },
  'letter-recall-refused': {
    to: (dossier) => agencyOf(dossier.holder),
    subject: 'Không thu hồi được văn bản đã gửi',
    says: 'Nơi nhận đã nhận văn bản trước khi cơ quan thu hồi; hãy gửi văn bản đính chính hoặc liên hệ nơi nhận.',
  },
  'shipment-lost': {
    to: (dossier) => agencyOf(dossier.receivingUnit),
    subject: 'Bưu gửi có thể đã thất lạc',
    says: 'Bưu điện không báo gì về bưu gửi quá thời hạn của hợp đồng; hãy hỏi bưu điện và liên hệ người nhận.',
  },
  undelivered: {
    to: (dossier) => agencyOf(dossier.receivingUnit),
    subject: 'Bưu điện chuyển hoàn kết quả',
    says: 'Kết quả đã về lại quầy; hãy liên hệ người nhận để trả tại quầy hoặc gửi lại.',
  },
  'delivered-at-odds': {
    to: (dossier) => agencyOf(dossier.receivingUnit),
    subject: 'Bưu điện báo đã phát bưu gửi không còn chờ',
    says: 'Bưu gửi này đã thu hồi, chuyển hoàn hoặc gửi lại, nay bưu điện báo đã phát; hãy kiểm tra kết quả còn ở quầy không và yêu cầu bưu điện gửi bằng chứng phát, trước khi trả hoặc gửi tiếp.',
  },
  'letter-arrived': {
    to: (dossier) => agencyOf(dossier.holder),
    subject: 'Văn bản đến cho hồ sơ',
    says: 'Trục liên thông vừa chuyển đến một văn bản của hồ sơ; số, ngày và nơi gửi ghi trong quá trình xử lý.',
  },
  'report-lost': {
    to: (dossier) => agencyOf(dossier.receivingUnit),
    subject: 'Người nhận báo chưa nhận được bưu gửi',
    says: 'Người nhận báo mất bưu gửi; hãy yêu cầu bưu điện trả lời kèm bằng chứng phát, và liên hệ người nhận.',
  },
  'carriage-moved': {
    to: (dossier, { detail }) => toCounter(dossier, detail?.to),
    subject: 'Giấy tờ đã tới quầy',
    says: 'Bưu điện đã giao giấy tờ của hồ sơ; hãy kiểm đếm theo danh mục và ký nhận.',
    isWanted: ({ detail }) => detail?.state === 'arrived',
  },
  'carriage-ended': {
    to: (dossier, { detail }) => toCounter(dossier, detail?.from),
    subject: 'Chuyến giấy tờ không thành',
    says: 'Bưu điện không chuyển được giấy tờ, lý do ghi trong quá trình xử lý; hãy gửi lại hoặc liên hệ người nộp.',
    isWanted: ({ detail }) => detail?.recalled !== true,
  },
  'papers-at-odds': {
    to: (dossier, { detail }) => toCounter(dossier, detail?.to === 'applicant' ? detail.from : detail?.to),
    subject: 'Bưu điện báo đã giao giấy tờ không còn chờ',
    says: 'Chuyến giấy tờ này đã thu hồi hoặc coi như không thành, nay bưu điện báo đã giao; hãy kiểm tra giấy tờ đã tới nơi chưa và ký nhận, hoặc yêu cầu bưu điện gửi bằng chứng phát.',
  },
  'recall-refused': {
    to: (dossier) => agencyOf(dossier.receivingUnit),
    subject: 'Bưu điện không cho thu hồi bưu gửi',
    says: 'Bưu gửi kết quả mà cơ quan xin thu hồi vẫn được phát đến người nhận; lý do ghi trong quá trình xử lý. Nếu không nên phát, hãy liên hệ bưu điện và người nhận.',
    mayWait: true,
    isOver: ({ delivery }) => delivery !== 'shipment-ordered' && delivery !== 'in-post',
  },
  'papers-recall-refused': {
    to: (dossier, { detail }) => toCounter(dossier, detail?.from),
    subject: 'Bưu điện không cho thu hồi giấy tờ',
    says: 'Giấy tờ mà nơi gửi xin thu hồi vẫn được chuyển đến nơi nhận; lý do ghi trong quá trình xử lý. Nếu không nên chuyển, hãy liên hệ bưu điện và nơi nhận.',
    mayWait: true,
    isOver: ({ carriage }) => carriage === undefined || carriage.state === 'arrived',
  },
  'report-papers-lost': {
    to: (dossier, { detail }) => toCounter(dossier, detail?.from),
    subject: 'Giấy tờ đang chuyển bị báo mất',
    says: 'Người chờ giấy tờ báo mãi chưa nhận được; hãy yêu cầu bưu điện tìm, trả lời bằng văn bản, và liên hệ người nộp.',
  },
  'receive-papers': {
    to: (dossier, { detail }) => toCounter(dossier, detail?.from),
    subject: 'Túi giấy tờ thiếu so với danh mục',
    says: 'Nơi nhận đã ký nhận túi giấy tờ và ghi thiếu giấy tờ; danh mục thiếu nằm trong quá trình xử lý.',
    isWanted: ({ detail }) => detail?.missing !== undefined,
  },
  'part-stopped': {
    to: (part) => agencyOf(part.competentAgency),
    subject: 'Hồ sơ liên thông đã dừng',
    says: 'Người nộp đã rút hồ sơ; phần liên thông của cơ quan dừng xử lý.',
  },
} satisfies Partial<Record<DossierEvent['act'], AgencyNews>>

export type AgencyNewsAct = keyof typeof table
/** By the act of the event. */
export const agencyNews: Readonly<Record<AgencyNewsAct, AgencyNews>> = table

export function isAgencyNews(act: DossierEvent['act']): act is AgencyNewsAct {
  return Object.hasOwn(agencyNews, act)
}
