import type { ActName } from './acts.ts'
import type { ClockName } from './clocks.ts'
import type { DeliveryState, DossierEvent, Scan, Status } from './dossier.ts'

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
  delivered: 'Bưu điện phát thành công',
  undelivered: 'Bưu điện phát không thành công',
  withdraw: 'Rút hồ sơ',
  're-home': 'Chuyển đơn vị kế thừa',
  release: 'Trả về bộ phận',
} as const satisfies Record<DossierEvent['act'] | ActName, string>

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
  delivered: 'Đã phát',
  'back-at-counter': 'Bưu chính hoàn, chờ trả tại quầy',
  'given-at-counter': 'Đã trả tại quầy',
} as const satisfies Record<DeliveryState, string>

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
} as const satisfies Record<Scan['state'], string>
