import type { Place, PlacedFault } from '../place.ts'
import type { placeless, usualPlaces } from './usual-places.ts'

/** Lý do từ chối. Every way in which the rules say no; the HTTP status and the Vietnamese sentence stand in one table. */
export const objections = {
  'moved-meanwhile': { status: 409, says: 'Hồ sơ vừa được người khác xử lý. Hãy tải lại rồi thực hiện lại.' },
  'version-ahead': {
    status: 409,
    says: 'Chưa từng có phiên bản đã nêu: nó lớn hơn phiên bản hiện tại. Hãy đọc lại và nêu đúng số phiên bản đã đọc.',
  },
  'key-reused': {
    status: 409,
    says: 'Khóa chống trùng này đã dùng cho một yêu cầu có nội dung khác; việc khác cần khóa khác.',
  },
  'not-now': { status: 409, says: 'Không thực hiện được thao tác này ở trạng thái hiện tại của hồ sơ.' },
  'not-your-act': { status: 403, says: 'Vai trò của bạn không được thực hiện thao tác này.' },
  'not-your-unit': { status: 403, says: 'Hồ sơ đang do đơn vị khác giữ; đơn vị của bạn không được thao tác.' },
  'not-your-desk': { status: 403, says: 'Hồ sơ đã được phân công cho cán bộ khác.' },
  'not-standing-in': { status: 403, says: 'Bạn không đang làm thay cán bộ này.' },
  'taker-missing': {
    status: 422,
    says: 'Trả kết quả tại quầy phải ghi ai nhận, biết người đó bằng giấy tờ gì và ký nhận bằng gì.',
  },
  'components-not-ready': { status: 422, says: 'Thành phần hồ sơ chưa đủ hoặc chưa đạt.' },
  'supplement-used-up': { status: 422, says: 'Hồ sơ đã được yêu cầu bổ sung đủ số lần cho phép.' },
  'unknown-officer': { status: 422, says: 'Cán bộ được phân công không thuộc đơn vị đang giữ hồ sơ.' },
  'no-next-step': { status: 422, says: 'Đây là bước cuối của quy trình; không còn bước để chuyển.' },
  'leaves-agency': { status: 422, says: 'Bước tiếp theo thuộc cơ quan khác: hãy dùng thao tác chuyển liên thông.' },
  'stays-in-agency': { status: 422, says: 'Bước tiếp theo thuộc cùng cơ quan: hãy dùng thao tác chuyển bước.' },
  'letter-too-large': {
    status: 422,
    says: 'Các tệp của văn bản lớn quá một lần gửi qua trục; hãy chọn ít tệp hơn hoặc gửi nhiều văn bản.',
  },
  'money-book-full': {
    status: 422,
    says: 'Sổ thu của hồ sơ đã dài hết mức lưu; khoản mới ghi ở sổ của cơ quan, khoản đã nộp hoàn một lần cho hết.',
  },
  'opinions-full': {
    status: 422,
    says: 'Các lần lấy ý kiến của hồ sơ đã dài hết mức lưu; hãy hỏi ngắn hơn, chờ trả lời rồi hỏi tiếp, hoặc gửi văn bản qua trục.',
  },
  'errand-open': {
    status: 409,
    says: 'Đang chờ cơ quan ngoài hệ thống trả lời; thu hồi phiếu đã chuyển hoặc chờ kết quả.',
  },
  'no-errand': { status: 409, says: 'Hồ sơ không có việc nào đang gửi cơ quan ngoài hệ thống.' },
  'papers-under-way': { status: 409, says: 'Giấy tờ đang trên đường; chờ nơi nhận ký nhận.' },
  'no-papers-under-way': { status: 409, says: 'Không có túi giấy tờ nào đang trên đường.' },
  'papers-go-elsewhere': {
    status: 422,
    says: 'Giấy tờ chỉ gửi đến cơ quan khác của hồ sơ, hoặc gửi trả người nộp qua bưu chính.',
  },
  'papers-elsewhere': { status: 409, says: 'Giấy tờ không ở cơ quan của bạn, hoặc túi này gửi cho cơ quan khác.' },
  'reported-already': { status: 409, says: 'Bưu gửi này đã được báo mất; quầy đang hỏi bưu điện.' },
  'part-is-out': { status: 409, says: 'Hồ sơ đang được cơ quan phối hợp xử lý; chờ kết quả trả về.' },
  'not-at-this-step': { status: 422, says: 'Quy trình không cho thực hiện thao tác này ở bước hiện tại.' },
  'no-such-way': { status: 422, says: 'Quy trình không có đường đi từ bước hiện tại tới bước đã chọn.' },
  'not-a-part': { status: 422, says: 'Chỉ hồ sơ liên thông mới trả về cơ quan chuyển đến.' },
  'decision-missing': { status: 422, says: 'Bước này phải phê duyệt kết quả trước khi chuyển tiếp.' },
  'steps-remain': { status: 422, says: 'Hồ sơ chưa đi hết các bước trước khi phê duyệt.' },
  'result-not-ready': { status: 422, says: 'Tệp kết quả chưa có, chưa quét xong hoặc không đạt.' },
  'decided-already': { status: 409, says: 'Đã có kết quả giải quyết; không thể rút hồ sơ.' },
  'no-postal-address': { status: 422, says: 'Hồ sơ chưa có địa chỉ nhận kết quả qua bưu chính (deliverTo).' },
  'procedure-moved': {
    status: 422,
    says: 'Từ khi lập bản nháp, thủ tục đã có phiên bản mới hoặc không còn tiếp nhận: hãy lập hồ sơ mới.',
  },
  'procedure-closed': {
    status: 422,
    says: 'Thủ tục không có, chưa hoặc không còn được tiếp nhận theo cách này; hãy chọn trong danh mục đang công khai.',
  },
  'agency-closed': { status: 422, says: 'Cơ quan này đã kết thúc hoạt động; hãy nộp tại cơ quan kế thừa.' },
  'change-refused': { status: 422, says: 'Quyết định tổ chức này không thực hiện được.' },
  'workflow-refused': { status: 422, says: 'Quy trình có lỗi nên không ban hành được; xem từng lỗi.' },
  'workflow-moved': { status: 409, says: 'Quy trình vừa được người khác sửa. Hãy tải lại rồi sửa trên phiên bản mới.' },
  'not-competent': {
    status: 422,
    says: 'Cơ quan này không tiếp nhận thủ tục đã chọn; chi tiết thủ tục nêu cơ quan và cấp tiếp nhận.',
  },
  'channel-not-offered': { status: 422, says: 'Thủ tục không nhận hồ sơ qua kênh này.' },
  'publication-refused': { status: 422, says: 'Chưa công khai được phiên bản này.' },
  'version-not-so': { status: 409, says: 'Không làm được việc này với phiên bản ở trạng thái hiện tại.' },
  'case-missing': { status: 422, says: 'Thủ tục có nhiều trường hợp: hãy chọn trường hợp của hồ sơ.' },
  'unknown-case': { status: 422, says: 'Thủ tục không có trường hợp này.' },
  'too-many-scans': { status: 422, says: 'Hồ sơ đã đủ số tệp tối đa.' },
  'unknown-paper': {
    status: 422,
    says: 'Giấy tờ này không có trong thành phần hồ sơ của thủ tục; mã giấy tờ đúng nằm ở chi tiết thủ tục.',
  },
  'file-not-ready': {
    status: 409,
    says: 'Tệp chưa lập xong hoặc không lập được; trạng thái của lần yêu cầu nói rõ.',
  },
  'no-such-paper': {
    status: 404,
    says: 'Không có giấy tờ này để dùng lại: không phải của bạn, chưa nộp hoặc chưa trả, đã có bản khác thay, hoặc hồ sơ ấy đã rút.',
  },
  'upload-missing': {
    status: 422,
    says: 'Chưa thấy tệp đã tải lên đúng như đã khai báo: hãy PUT tệp rồi xác nhận lại, hoặc xin chỗ mới khi liên kết đã hết hạn.',
  },
  'not-redrivable': { status: 422, says: 'Tin này không gửi lại được từ đây; xem phần giải thích của nó.' },
  'clock-paused': { status: 409, says: 'Thời hạn đang tạm dừng; hãy tiếp tục xử lý trước khi thực hiện thao tác này.' },
  'unknown-pause-reason': { status: 422, says: 'Lý do tạm dừng này không có trong phiên bản thủ tục của hồ sơ.' },
  'supplement-still-open': { status: 422, says: 'Thời hạn bổ sung chưa hết.' },
  'extension-used-up': { status: 422, says: 'Hồ sơ đã được hẹn lại đủ số lần cho phép.' },
  'extension-too-long': { status: 422, says: 'Số ngày hẹn lại nhiều hơn thủ tục cho phép một lần.' },
  'due-passed': { status: 422, says: 'Đã quá ngày hẹn trả; văn bản xin lỗi và hẹn lại phải có trước thời điểm đó.' },
  'assigned-already': { status: 409, says: 'Hồ sơ đã có cán bộ xử lý: hãy dùng thao tác phân công lại.' },
  'not-assigned': { status: 422, says: 'Hồ sơ chưa có cán bộ xử lý: hãy dùng thao tác phân công.' },
  'no-step-before': { status: 422, says: 'Không có bước trước để chuyển lại.' },
  'unknown-unit': { status: 422, says: 'Không có đơn vị này, hoặc đó là đơn vị đang giữ hồ sơ.' },
  'no-open-question': { status: 422, says: 'Không có yêu cầu lấy ý kiến nào đang chờ trả lời với số này.' },
  'money-open': { status: 409, says: 'Hồ sơ đang có một khoản chờ nộp; hãy thu hoặc hủy khoản đó trước.' },
  'cod-out': {
    status: 409,
    says: 'Bưu tá đang thu hộ khoản này; chờ bưu điện nộp tiền về, hoặc thu hồi bưu gửi trước.',
  },
  'nothing-owed': { status: 409, says: 'Hồ sơ không có khoản nào đang chờ nộp.' },
  'obligation-unnamed': {
    status: 422,
    says: 'Hồ sơ có nhiều khoản đã nộp: hãy nêu số của khoản được hoàn (obligation).',
  },
  'refund-unnamed': {
    status: 422,
    says: 'Khoản tiền này được hoàn nhiều lần: hãy nêu số của lần hoàn (refund).',
  },
  'nothing-paid': { status: 422, says: 'Hồ sơ không có khoản đã nộp để hoàn.' },
  'wrong-amount': { status: 422, says: 'Số tiền không đúng với khoản của hồ sơ.' },
  'unknown-exemption': { status: 422, says: 'Thủ tục của hồ sơ không có đối tượng miễn, giảm này.' },
  'reference-missing': { status: 422, says: 'Nộp chuyển khoản hoặc trực tuyến phải có mã giao dịch.' },
  'payment-known': { status: 409, says: 'Mã giao dịch này đã được ghi nhận cho một khoản nộp.' },
  'payment-refused': {
    status: 422,
    says: 'Cổng thanh toán không nhận yêu cầu này; hãy chọn cổng khác hoặc nộp tại quầy.',
  },
  'nothing-kept': { status: 409, says: 'Không có khoản tiền nào đang chờ trả lại với mã giao dịch này.' },
  'fee-unpaid': { status: 422, says: 'Hồ sơ còn khoản phí, lệ phí chưa nộp; chưa trả kết quả.' },
  'reason-missing': { status: 422, says: 'Từ chối giải quyết phải nêu lý do.' },
  'number-taken': { status: 409, says: 'Số kết quả này đã được cơ quan dùng trong năm.' },
  'number-of-register': { status: 422, says: 'Số theo mẫu của sổ kết quả do hệ thống cấp; hãy để trống.' },
  'power-of-attorney-missing': { status: 422, says: 'Người nhận thay phải có giấy ủy quyền.' },
  'correction-open': { status: 409, says: 'Kết quả đang được đính chính.' },
  'nothing-changed': { status: 422, says: 'Không có thông tin nào thay đổi.' },
  'not-your-colleague': { status: 422, says: 'Hai cán bộ phải khác nhau, cùng cơ quan và đang có nhiệm vụ.' },
  'day-out-of-range': { status: 422, says: 'Có ngày đã qua, chưa đến hoặc quá xa so với việc này; xem từng chỗ.' },
  'wrong-days': {
    status: 422,
    says: 'Ngày kết thúc phải không trước ngày bắt đầu, chưa qua, và không trùng hay dài hơn mức cho phép.',
  },
  'no-such-sheet': { status: 422, says: 'Hồ sơ chưa có thao tác nào làm phát sinh biểu mẫu này.' },
  'period-too-long': {
    status: 422,
    says: 'Khoảng thời gian có quá nhiều hồ sơ để lập ngay; hãy chọn khoảng ngắn hơn, hoặc yêu cầu lập thành tệp.',
  },
  'not-your-scope': { status: 403, says: 'Bạn chỉ được công bố lịch làm việc của cơ quan mình phụ trách.' },
  'unknown-scope': { status: 422, says: 'Phạm vi công bố không phải cả nước, tỉnh này hay một cơ quan trong danh bạ.' },
  'only-the-nation': { status: 422, says: 'Ngày cuối của lịch nghỉ chỉ được công bố cho phạm vi cả nước.' },
  'survey-answered': { status: 409, says: 'Hồ sơ này đã có phiếu trả lời; mỗi hồ sơ chỉ trả lời một lần.' },
  'survey-not-open': { status: 422, says: 'Hồ sơ chưa giải quyết xong nên chưa có phiếu khảo sát.' },
  'survey-closed': { status: 422, says: 'Đã hết thời gian trả lời phiếu khảo sát của hồ sơ này.' },
  'feedback-not-so': { status: 409, says: 'Không làm được việc này ở trạng thái hiện tại của phản ánh, kiến nghị.' },
  'feedback-unread': {
    status: 409,
    says: 'Nội dung bị đánh dấu: phải có người đọc trước khi trả lời, từ chối hoặc công khai.',
  },
  'feedback-used-up': {
    status: 422,
    says: 'Hồ sơ đã có đủ số phản ánh, kiến nghị được gửi; hãy theo dõi và chờ trả lời những phản ánh đã gửi.',
  },
  'entry-refused': { status: 422, says: 'Chưa ghi được số liệu nhập tay này; xem từng lỗi.' },
  'not-rated': { status: 422, says: 'Bộ chỉ số này không áp dụng cho cơ quan hoặc cho kỳ đã chọn.' },
  'not-your-rating': {
    status: 403,
    says: 'Chỉ cơ quan được chấm tự chấm, kiến nghị; chỉ cơ quan thẩm định của bộ chỉ số thẩm định, kết luận.',
  },
  'rating-not-so': { status: 409, says: 'Không làm được việc này ở trạng thái hiện tại của phiếu chấm điểm.' },
  'rating-refused': { status: 422, says: 'Phiếu chấm điểm chưa đủ hoặc chưa đúng; xem từng lỗi.' },
  'appeal-too-late': { status: 422, says: 'Đã hết thời hạn kiến nghị về kết quả thẩm định.' },
  'appeal-still-open': { status: 409, says: 'Còn trong thời hạn kiến nghị; chưa kết luận được.' },
  'set-refused': { status: 422, says: 'Bộ chỉ số có lỗi nên không ban hành được; xem từng lỗi.' },
  'set-moved': { status: 409, says: 'Phiên bản này của bộ chỉ số đã có; hãy tải lại rồi lập phiên bản sau.' },
  'too-many-subscriptions': {
    status: 409,
    says: 'Hệ thống này đã có đủ số đăng ký gọi báo cho phép; hãy thôi một đăng ký cũ trước.',
  },
  'too-busy': { status: 503, says: 'Quầy đang quá tải; yêu cầu chưa được ghi nhận. Hãy gửi lại sau ít giây.' },
} as const satisfies Record<string, { status: number; says: string }>

export type ObjectionCode = keyof typeof objections

/** The people of the dossier have no address for the post; `amend` writes one in. */
export const noAddress: readonly PlacedFault[] = [
  { where: 'dossier.parties.deliverTo', why: 'Chưa có địa chỉ; thao tác amend ghi địa chỉ vào hồ sơ.' },
]

/** An act named a version that the thing does not stand at: an old one, or one that never was. */
export function wrongVersion(said: number, now: number): Objection {
  const why = now === 0 ? 'Chưa có phiên bản nào: nêu 0.' : `Đang ở phiên bản ${now}.`
  return object(said > now ? 'version-ahead' : 'moved-meanwhile', [{ where: 'body.version', why }])
}

export interface Objection {
  objection: ObjectionCode
  /** Named places, in Vietnamese: which paper and why, which step. */
  faults?: readonly ObjectedFault[]
}

/** Of several noes told at once, each fault has its own. */
export interface ObjectedFault extends PlacedFault {
  objection?: ObjectionCode
}

/** A no whose fault always stands at one place is that place's; of any other it is said where it stands. */
export function object(objection: keyof typeof usualPlaces | (typeof placeless)[number]): Objection
export function object(objection: ObjectionCode, faults: readonly ObjectedFault[]): Objection
export function object(objection: ObjectionCode, faults?: readonly ObjectedFault[]): Objection {
  return faults ? { objection, faults } : { objection }
}

/** A no at one place, and why there. */
export function objectAt(objection: ObjectionCode, where: Place, why: string): Objection {
  return object(objection, [{ where, why }])
}

export function isObjection(thing: unknown): thing is Objection {
  return typeof thing === 'object' && thing !== null && 'objection' in thing
}

/** A period with too many dossiers to be looked at while somebody waits, and the field by which it is made shorter. */
export function tooLong(where: Place): Objection {
  return objectAt('period-too-long', where, objections['period-too-long'].says)
}

/** Several noes as one: the first gives name and sentence, every fault keeps the no it is of. */
export function together(noes: readonly (Objection | undefined)[]): Objection | undefined {
  const said = noes.filter((no) => no !== undefined)
  const [first] = said
  if (!first || said.length === 1) return first
  const faults = said.flatMap(({ objection, faults = [] }) => faults.map((fault) => ({ ...fault, objection })))
  return object(first.objection, faults)
}
