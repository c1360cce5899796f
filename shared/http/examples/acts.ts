import type { Asked } from '../schemas.ts'

type DeskAct = Asked<'act'>['body']
type CitizenAct = Asked<'actOnMine'>['body']
type OneOfEach<All extends { act: string }> = { readonly [Name in All['act']]: Extract<All, { act: Name }> }

const version = 3
const item = { kind: 'charge', name: 'Lệ phí', amountVnd: 15_000 } as const
const papers = [{ name: 'Giấy chứng sinh', count: 1 }]
const door = {
  name: 'Trần Văn Thử',
  phone: '0912345678',
  detail: 'Số 1 đường Thử Nghiệm',
  communeCode: '19789',
}

const submit = { act: 'submit', version: 1 } as const
const withdraw = { act: 'withdraw', version, reason: 'Nộp nhầm thủ tục' } as const
const orderCollection = { act: 'order-collection', version, from: door, papers } as const
const recallPapers = { act: 'recall-papers', version, reason: 'Gửi nhầm nơi nhận' } as const
const reportLost = { act: 'report-lost', version, reason: 'Bưu điện báo đã phát nhưng chưa nhận được' } as const
const reportPapersLost = { act: 'report-papers-lost', version, reason: 'Đã quá mười ngày chưa tới' } as const

/** Ví dụ of each act of a citizen. */
export const citizenActs: OneOfEach<CitizenAct> = {
  submit,
  supplement: { act: 'supplement', version, note: 'Đã gửi lại giấy chứng sinh bản rõ' },
  withdraw,
  'order-collection': orderCollection,
  'recall-papers': recallPapers,
  'report-lost': reportLost,
  'report-papers-lost': reportPapersLost,
}

/** Ví dụ of each act of an officer. */
export const deskActs: OneOfEach<DeskAct> = {
  submit,
  accept: { act: 'accept', version: 2, handedIn: [{ paper: 'giay-1', form: 'electronic', count: 1 }] },
  refuse: { act: 'refuse', version, reason: 'Không thuộc thẩm quyền của cơ quan' },
  'ask-supplement': {
    act: 'ask-supplement',
    version,
    reason: 'Giấy chứng sinh không đọc được',
    papers: ['Giấy chứng sinh bản rõ'],
  },
  supplement: { act: 'supplement', version, note: 'Người nộp đã bổ sung tại quầy' },
  assign: { act: 'assign', version, officer: 'cb-thu-ly-1' },
  reassign: { act: 'reassign', version, officer: 'cb-thu-ly-2', reason: 'Cán bộ nghỉ phép' },
  'pass-on': { act: 'pass-on', version, note: 'Đã thẩm định, trình ký' },
  'pass-back': { act: 'pass-back', version, reason: 'Dự thảo còn sai ngày sinh' },
  transfer: { act: 'transfer', version, note: 'Chuyển cơ quan giải quyết' },
  'reject-transfer': { act: 'reject-transfer', version, reason: 'Không thuộc thẩm quyền' },
  'hand-back': { act: 'hand-back', version, note: 'Đã giải quyết xong' },
  'ask-opinion': { act: 'ask-opinion', version, unit: 'H57.08', question: 'Thửa đất có tranh chấp không?', hours: 16 },
  'answer-opinion': { act: 'answer-opinion', version, consultation: 1, answer: 'Không có tranh chấp' },
  'send-out': {
    act: 'send-out',
    version,
    partner: 'tax-office',
    parcel: { sheet: '12', number: '34', areaM2: 120, communeCode: '19804', purpose: 'Đất ở' },
    asks: ['registration-charge'],
  },
  'send-letter': { act: 'send-letter', version, receiver: 'H57.24', subject: 'Xin ý kiến về hồ sơ', scans: [1] },
  'call-back': { act: 'call-back', version, reason: 'Chuyển nhầm cơ quan' },
  pause: { act: 'pause', version, pauseReason: 'measuring' },
  resume: { act: 'resume', version },
  extend: { act: 'extend', version, reason: 'Phải xác minh thêm', days: 2 },
  'request-obligation': { act: 'request-obligation', version, items: [item], payee: 'Kho bạc Nhà nước' },
  'charge-fee': { act: 'charge-fee', version, items: [item], payee: 'Kho bạc Nhà nước' },
  'exempt-fee': { act: 'exempt-fee', version, kind: 'exempt', ground: 'Giấy chứng nhận hộ nghèo', payVnd: 0 },
  pay: { act: 'pay', version, amountVnd: 15_000, method: 'cash' },
  'cancel-obligation': { act: 'cancel-obligation', version, reason: 'Thu nhầm mức' },
  refund: { act: 'refund', version, amountVnd: 15_000, reason: 'Người nộp rút hồ sơ' },
  approve: { act: 'approve', version, resultScan: 2 },
  return: {
    act: 'return',
    version,
    taker: { kind: 'representative', name: 'Phạm Thị Nhận', identityPaper: 'CCCD 046190000002', powerOfAttorney: true },
    signed: 'paper',
  },
  'order-shipment': { act: 'order-shipment', version },
  'recall-shipment': { act: 'recall-shipment', version, reason: 'Người nộp đến nhận tại quầy' },
  correct: { act: 'correct', version, reason: 'Sai tên trên kết quả' },
  amend: { act: 'amend', version, reason: 'Ghi nhầm nội dung', summary: 'Đăng ký khai sinh cho con thứ hai' },
  stop: { act: 'stop', version, reason: 'Đất đang có tranh chấp', ground: 'Điều 18 Nghị định 118/2025/NĐ-CP' },
  'order-collection': orderCollection,
  'send-papers': { act: 'send-papers', version, to: 'H57.08', by: 'hand', papers },
  'receive-papers': { act: 'receive-papers', version, papers },
  'recall-papers': recallPapers,
  'report-lost': reportLost,
  'report-papers-lost': reportPapersLost,
  'void-delivery': {
    act: 'void-delivery',
    version,
    reason: 'Bưu điện phát cho người trùng tên cùng phố',
    letter: '112/BĐ-KTNV',
  },
  withdraw,
}
