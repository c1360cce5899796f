import type { RouteId } from './routes.ts'

/** What a door's heading does not say, after who may call. Vietnamese, in sentences. */
export const operationTexts: { readonly [Id in RouteId]?: string } = {
  listUnits:
    '`id` là mã cơ quan dùng ở `receivingUnit`, `agency`. Với `level=commune`, `adminCode` là mã xã, phường 5 chữ số dùng ở `communeCode` cho địa chỉ trong tỉnh, thành phố này; địa chỉ nơi khác lấy mã ở danh mục đơn vị hành chính của Tổng cục Thống kê.',
  openOnline: 'Họ tên và số định danh lấy từ mã đăng nhập. Hồ sơ là bản nháp cho đến thao tác `submit`.',
  reserveMyScan:
    'Trả lời là địa chỉ để PUT đúng những byte đã khai, kèm nguyên `upload.headers`, một lần, trong 15 phút; sau đó gọi `confirmMyScan`. Khai lại đúng tệp ấy thì được trao lại chính chỗ ấy; đã xác nhận rồi thì được trả lời tệp như đang có, không có `upload`, trừ khi tệp không dùng được, tệp khác đã thay hoặc đã có yêu cầu bổ sung sau đó: bấy giờ là chỗ mới.',
  reserveScan: 'Khai lại đúng tệp ấy: như ở `reserveMyScan`.',
  reserveEvidence: 'Khai lại đúng tệp ấy thì được trao lại chính chỗ ấy, hoặc tệp như đang có nếu đã đến.',
  confirmMyScan:
    'Sau đó tệp được quét mã độc: đọc lại hồ sơ cho đến khi `state.code` không còn là `slot` hay `uploaded`. `clean`: dùng được; `infected`, `unreadable`, `encrypted`, `mismatched`, `empty`, `unscannable`: không dùng được, `reason` nói vì sao, hãy xin chỗ tải lên mới; `late`: đến sau khi hồ sơ đã nộp, không thuộc hồ sơ. Tệp đã khai mà không tải lên thôi được liệt kê khi liên kết hết hạn, hoặc khi tệp cùng tên hay cùng giấy tờ được khai lại.',
  listMyPapers:
    'Tệp thành phần đạt của các hồ sơ đã được tiếp nhận mà bạn là chủ, và kết quả đã trả cho bạn; không có tệp đã bị tệp khác thay, tệp của hồ sơ đã rút, kết quả đã đính chính hay quyết định từ chối. Hệ thống không biết giấy tờ còn hiệu lực hay không.',
  reuseMyPaper:
    'Khi hồ sơ là bản nháp hoặc đang được yêu cầu bổ sung. `dossier`, `file` lấy ở `listMyPapers`; `paper` là giấy tờ của thủ tục mà nó thay. Tệp đứng trong hồ sơ là `clean` ngay, không phải tải lên hay xác nhận; cán bộ thấy nó lấy từ hồ sơ nào và có thể yêu cầu bản khác. Gửi hồ sơ (`submit`, `supplement`) vẫn là việc riêng.',
  actOnMine:
    '`version` là phiên bản vừa đọc. Hồ sơ đã đổi thì đọc lại rồi làm lại; gửi lại cùng Idempotency-Key thì nhận lại câu trả lời đầu tiên. `submit` không bị từ chối vì thiếu giấy tờ: `warnings` (`paper-missing`) nêu từng giấy tờ phải có mà chưa tệp nào mang mã ở `paper`; cán bộ miễn giấy tờ Nhà nước đã có, hoặc yêu cầu bổ sung.',
  answerMySurvey:
    'Trả lời khi đã đăng nhập thay cho trả lời bằng mã trên giấy tiếp nhận, một lần; sau đó không đổi được.',
  answerSurvey:
    'Trả lời bằng mã trên giấy tiếp nhận nhường chỗ, một lần, cho trả lời khi đăng nhập hoặc bằng mã trong tin nhắn.',
  findProcedures: '`next` của trang trước đưa vào `after` để đọc tiếp.',
  beginPayment:
    'Đưa người nộp đến `attempt.payAt`; cổng báo kết quả cho hệ thống, và khoản nộp thành `paid` ở `listMyPayments`.',
  putMyNoticeWishes:
    'Gửi lại cùng Idempotency-Key thì nhận lại câu trả lời đầu tiên, và lựa chọn mới hơn vẫn giữ nguyên; `readMyNoticeWishes` cho biết lựa chọn đang có.',
  orderMoneyBack:
    'Gửi lại cùng Idempotency-Key thì được trả lời lần thanh toán như đang có, và cổng không được yêu cầu lần nữa, kể cả khi cổng đã từ chối; yêu cầu lại sau lời từ chối thì dùng khóa mới.',
  printSheet:
    'Không cần khóa: khi hồ sơ chưa có thao tác mới thì gửi lại là chính bản ấy, không ghi thêm lượt xem (lượt xem ghi khi tải xuống); sau thao tác mới thì phiếu kiểm soát (`control`) là bản mới của tình trạng lúc đó.',
  askArchive:
    'Không cần khóa: cùng người, cùng mục đích, trong ngày, khi hồ sơ chưa có thao tác mới thì xin lại là chính bản ấy; sau thao tác mới hoặc sang ngày khác là bản mới, vì bản cũ chỉ được giữ hai ngày.',
  askMyArchive:
    'Không cần khóa: trong ngày, khi hồ sơ chưa có thao tác mới thì xin lại là chính bản ấy; sau thao tác mới hoặc sang ngày khác là bản mới, vì bản cũ chỉ được giữ hai ngày.',
  putWorkflow:
    'Không cần khóa: cùng nội dung, cùng `version` gửi lại là chính phiên bản đã ban hành; `findings` là kết quả rà soát lúc trả lời, có thể khác lần đầu.',
  takePlatformCall:
    '`MaXacThuc` là SHA-256 (hệ 16) của các trường theo thứ tự đã thống nhất, nối bằng `|`, khóa chung đứng cuối. Trả lời `MaLoi` `00`: đã ghi nhận, gọi lại cũng vậy; `01`: không có mã tham chiếu; `04`: số tiền không khớp; `97`: sai mã xác thực.',
  askFeeOwed: 'Ký như khi báo kết quả. `SoTien` là tổng; `DSKhoanNop` chỉ có khi các dòng cộng đúng bằng tổng.',
  takeVnpayCall:
    'Các trường `vnp_...` ở phần truy vấn, ký bằng `vnp_SecureHash`; `vnp_ResponseCode` `00`: đã trả, `24`: người nộp bỏ. Trả lời `RspCode` `00`: đã ghi nhận; `02`: đã ghi nhận trước đó; `01`: không có mã tham chiếu; `04`: số tiền không khớp; `97`: sai chữ ký. Khác `00` và `02` thì gọi lại.',
  fetchToldFile:
    'Địa chỉ đầy đủ đã được báo cùng hồ sơ (`DuongDanTaiTepTin`, `DuongDanTepTinKetQua`), có hạn; mở ra thì được chuyển đến nơi tệp nằm. Liên kết sai, hết hạn, không phải của nơi gọi, hồ sơ đã rút, tệp chưa sạch hay đã có kết quả khác thay đều chỉ được trả lời là không tìm thấy.',
  announceImport:
    'Tệp UTF-8, có thể nén `.gz`, tải lên `upload.url` rồi gọi `startImport`. Mỗi giá trị JSON là một thủ tục, một danh sách, hoặc câu trả lời bọc quanh chúng; `.jsonl` thì mỗi dòng một giá trị, không quá 8 triệu ký tự. Mỗi thủ tục thuộc một trong bốn dạng, nhận ra theo tên trường: của hệ thống này (`ImportRow`, bắt buộc có `code`, `name`), chi tiết của Cổng Dịch vụ công quốc gia (có `executionMethods` hoặc `executionCases`), dòng danh sách của Cổng (`categories`, `departments`), dịch vụ LayThuTuc (`MATTHC`). Dòng không đọc được vào danh sách cách ly với lý do; các dòng khác vẫn nhập, mỗi thay đổi thành một phiên bản mới.',
}
