import type { ActName } from './acts.ts'
import type { ClockName } from './clocks/clocks.ts'
import type { DeliveryState, DossierEvent, MoneyState, Scan, Status } from './dossier.ts'

/** What people read, in Vietnamese. Every name the machine knows has its row: the compiler counts. */
export const statusTerms = {
  draft: 'Hồ sơ nháp',
  registered: 'Mới đăng ký',
  accepted: 'Được tiếp nhận',
  refused: 'Không được tiếp nhận',
  'in-progress': 'Đang xử lý',
  'supplement-requested': 'Yêu cầu bổ sung giấy tờ',
  'obligation-requested': 'Yêu cầu thực hiện nghĩa vụ tài chính',
  withdrawn: 'Công dân yêu cầu rút hồ sơ',
  stopped: 'Dừng xử lý',
  processed: 'Đã xử lý xong',
  returned: 'Đã trả kết quả',
} as const satisfies Record<Status, string>

export const actTerms = {
  open: 'Lập hồ sơ',
  'receive-transfer': 'Nhận hồ sơ liên thông',
  'receive-back': 'Nhận lại từ cơ quan phối hợp',
  'part-stopped': 'Dừng phần liên thông',
  submit: 'Nộp hồ sơ',
  accept: 'Tiếp nhận',
  refuse: 'Từ chối tiếp nhận',
  'ask-supplement': 'Yêu cầu bổ sung',
  supplement: 'Nộp bổ sung',
  assign: 'Phân công',
  'pass-on': 'Chuyển bước',
  transfer: 'Chuyển liên thông',
  acknowledge: 'Cơ quan nhận đã xác nhận',
  'hand-back': 'Trả kết quả liên thông',
  approve: 'Phê duyệt kết quả',
  return: 'Trả kết quả',
  'order-shipment': 'Gửi bưu chính',
  'shipment-taken': 'Bưu điện đã nhận đơn',
  'recall-shipment': 'Thu hồi bưu gửi',
  'recall-refused': 'Bưu điện không cho thu hồi',
  'shipment-lost': 'Bưu gửi thất lạc',
  delivered: 'Bưu điện phát thành công',
  undelivered: 'Bưu điện phát không thành công',
  'delivered-at-odds': 'Bưu điện báo đã phát một bưu gửi không còn chờ',
  'order-collection': 'Đặt bưu điện thu gom hồ sơ tại nhà',
  'send-papers': 'Gửi túi giấy tờ',
  'carriage-taken': 'Bưu điện nhận chuyến giấy tờ',
  'carriage-moved': 'Hành trình giấy tờ',
  'carriage-ended': 'Chuyến giấy tờ không thành',
  'recall-papers': 'Thu hồi chuyến giấy tờ',
  'papers-recall-refused': 'Bưu điện không cho thu hồi giấy tờ',
  'papers-at-odds': 'Bưu điện báo đã giao giấy tờ không còn chờ',
  'receive-papers': 'Nhận túi giấy tờ',
  'report-lost': 'Người nhận báo mất bưu gửi',
  'void-delivery': 'Hủy ghi nhận đã phát: bưu điện phát nhầm',
  'report-papers-lost': 'Báo mất giấy tờ đang chuyển',
  withdraw: 'Rút hồ sơ',
  're-home': 'Chuyển đơn vị kế thừa',
  release: 'Trả về bộ phận',
  'expire-supplement': 'Hết hạn bổ sung',
  reassign: 'Phân công lại',
  'pass-back': 'Chuyển lại bước trước',
  'reject-transfer': 'Từ chối nhận liên thông',
  'transfer-rejected': 'Cơ quan phối hợp không nhận',
  'transfer-called-back': 'Cơ quan chuyển đã thu hồi',
  'send-out': 'Chuyển cơ quan thuế xác định nghĩa vụ tài chính',
  'errand-taken': 'Nơi nhận ngoài hệ thống đã xác nhận',
  'errand-late': 'Nơi nhận ngoài hệ thống quá hạn xác nhận',
  'errand-refused': 'Nơi nhận ngoài hệ thống không nhận',
  'errand-free': 'Cơ quan thuế xác định không có khoản phải nộp',
  'errand-unreadable': 'Thông báo của cơ quan thuế có khoản không rõ',
  'errand-waits': 'Thông báo của cơ quan thuế chờ khoản đang thu',
  'letter-recall-refused': 'Không thu hồi được văn bản đã gửi',
  'errand-answered': 'Thông báo nộp tiền của cơ quan thuế',
  'late-answer': 'Cơ quan thuế trả lời phiếu đã thu hồi',
  'notice-changed': 'Cơ quan thuế thay hoặc hủy thông báo nộp tiền',
  'send-letter': 'Gửi văn bản qua trục liên thông',
  'letter-arrived': 'Văn bản đến qua trục liên thông',
  'call-back': 'Thu hồi phiếu, văn bản, hồ sơ liên thông đã gửi',
  'ask-opinion': 'Lấy ý kiến',
  'answer-opinion': 'Trả lời ý kiến',
  pause: 'Tạm dừng tính thời hạn',
  resume: 'Tiếp tục tính thời hạn',
  extend: 'Xin lỗi và hẹn lại ngày trả',
  'request-obligation': 'Yêu cầu thực hiện nghĩa vụ tài chính',
  'charge-fee': 'Yêu cầu nộp phí, lệ phí',
  'exempt-fee': 'Miễn, giảm phí, lệ phí',
  pay: 'Đã nộp tiền',
  'cancel-obligation': 'Hủy yêu cầu nộp tiền',
  refund: 'Hoàn phí, lệ phí',
  'order-money-back': 'Yêu cầu cổng thanh toán trả lại tiền',
  'give-money-back': 'Đã chuyển trả lại tiền',
  correct: 'Đính chính kết quả',
  'open-correction': 'Lập hồ sơ đính chính',
  corrected: 'Đã có kết quả đính chính',
  amend: 'Sửa thông tin hồ sơ',
  stop: 'Dừng giải quyết',
  'whole-stopped': 'Cơ quan phối hợp dừng giải quyết',
  'reckon-anew': 'Tính lại hạn theo lịch mới',
} as const satisfies Record<DossierEvent['act'] | ActName, string>

/** What an event tells, where its act alone says too little: how far papers are, and what never left. */
export function eventTerm({ act, detail }: Pick<DossierEvent, 'act' | 'detail'>): string {
  if (act === 'carriage-moved')
    return detail?.state === 'arrived' ? 'Bưu điện đã giao giấy tờ' : 'Bưu điện đã lấy giấy tờ'
  if (act === 'carriage-ended' && detail?.recalled === true) return 'Đã thu hồi chuyến giấy tờ'
  // No row of tracking tells of it: called back before it was collected, or refused.
  if (act === 'undelivered' && detail?.tracking === 0) return 'Kết quả ở lại quầy, không gửi bưu chính'
  return actTerms[act]
}

export const clockTerms = {
  answer: 'Trả lời hồ sơ đã nộp',
  whole: 'Toàn bộ hồ sơ',
  part: 'Phần của cơ quan phối hợp',
  step: 'Bước đang giải quyết',
  return: 'Trả kết quả',
} as const satisfies Record<ClockName, string>

export const deliveryTerms = {
  none: 'Chưa có kết quả',
  'at-counter': 'Chờ trả tại quầy',
  'shipment-ordered': 'Đã đặt bưu chính',
  'in-post': 'Đang chuyển phát',
  lost: 'Bưu gửi thất lạc',
  delivered: 'Đã phát',
  'back-at-counter': 'Bưu chính hoàn, chờ trả tại quầy',
  'given-at-counter': 'Đã trả tại quầy',
  'given-online': 'Đã trả trực tuyến',
} as const satisfies Record<DeliveryState, string>

/** Trạng thái thanh toán. */
export const moneyTerms = {
  none: 'Không có khoản phải nộp',
  requested: 'Chờ thanh toán',
  paid: 'Đã thanh toán',
  'partly-refunded': 'Đã hoàn một phần',
  refunded: 'Đã hoàn phí',
  cancelled: 'Đã hủy yêu cầu',
  exempted: 'Được miễn',
} as const satisfies Record<MoneyState, string>

export const scanTerms = {
  slot: 'chưa tải lên',
  uploaded: 'đang chờ kiểm tra',
  clean: 'đạt',
  infected: 'nhiễm mã độc',
  unreadable: 'không đọc được',
  encrypted: 'bị đặt mật khẩu',
  mismatched: 'nội dung không đúng loại tệp đã khai',
  empty: 'tệp rỗng',
  unscannable: 'không kiểm tra được mã độc',
  late: 'đến sau khi hồ sơ đã nộp',
} as const satisfies Record<Scan['state'], string>
