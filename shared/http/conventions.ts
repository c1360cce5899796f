import { scopeName } from '../access/machine.ts'

/** What holds at every door. Vietnamese, Markdown; what stands in backquotes is code. */
export interface Convention {
  id: string
  name: string
  says: readonly string[]
}

/** Quy ước chung: told once, above the doors, on the page and in the document. */
export const conventions: readonly Convention[] = [
  {
    id: 'dang-nhap',
    name: 'Đăng nhập',
    says: [
      'Mã truy cập (access token, JWT) gửi ở tiêu đề `Authorization: Bearer …`. Công dân, người đại diện doanh nghiệp: OpenID Connect của nhà cung cấp định danh quốc gia, luồng authorization code với PKCE. Cán bộ: tài khoản của hệ thống, hai yếu tố. Nơi vận hành cho biết địa chỉ và client id.',
      `Hệ thống khác (máy): OAuth 2.0 client credentials, mã dùng được 60 phút, \`scope\` viết đủ như \`${scopeName('dossiers.follow')}\`, cách nhau bằng dấu cách; phạm vi cần có ghi ở từng chức năng. Nơi vận hành ghi hệ thống ấy vào danh sách cho một cơ quan và đến hết một ngày; ngoài danh sách hoặc quá ngày là \`machine-not-listed\`. Máy không thao tác trên hồ sơ thay ai.`,
      'Mỗi loại mã chỉ mở được cửa của loại người gọi đó: mã của công dân gửi đến cửa cán bộ là 401.',
    ],
  },
  {
    id: 'noi-dung-gui',
    name: 'Nội dung gửi',
    says: [
      'JSON (UTF-8), `Content-Type: application/json`, nhiều nhất 256 KB và 20 cấp lồng nhau. Trường không có trong đặc tả bị từ chối theo tên; trường không dùng thì bỏ hẳn, không gửi `null`. Chữ được đưa về dạng NFC và bỏ khoảng trắng ở hai đầu. Chỉ có GET và POST; đường dẫn không có gạch chéo ở cuối; một tham số truy vấn chỉ gửi một lần.',
    ],
  },
  {
    id: 'ngay-tien-so',
    name: 'Ngày, tiền, số',
    says: [
      'Thời điểm luôn có dạng `YYYY-MM-DDTHH:mm:ss+07:00`, ngày `YYYY-MM-DD`, tháng `YYYY-MM`. Tiền là số nguyên đồng (tên trường kết thúc bằng `Vnd`). Điện thoại được trả về dạng `+84…`. Số khác 0 mà nhỏ hơn một phần triệu bị từ chối.',
    ],
  },
  {
    id: 'gui-lai',
    name: 'Gửi lại và phiên bản',
    says: [
      'Mỗi việc làm thay đổi hồ sơ mang một `Idempotency-Key` do nơi gọi đặt: khi không nhận được trả lời hoặc nhận 503, gửi lại đúng nội dung với cùng khóa, một phút hay một tháng sau, việc chỉ được làm một lần. Lời từ chối không được nhớ: sửa rồi gửi lại cùng khóa cũng được.',
      'Thao tác nêu `version` đã đọc: phiên bản cũ là `moved-meanwhile` (đọc lại, quyết định lại, khóa mới), lớn hơn phiên bản hiện có là `version-ahead`.',
      'Tiêu đề `Retry-After` ở 429 và 503 là số giây nên chờ.',
    ],
  },
  {
    id: 'danh-sach',
    name: 'Danh sách dài, phân trang',
    says: [
      'Trang sau: gửi lại đúng câu hỏi với `after` là nguyên văn `next` của trang trước; không có `next` là đã hết, dù trang ngắn hơn `limit`. Con trỏ gắn với người đọc và câu hỏi: người khác hoặc câu hỏi khác dùng thì là 400 ở `query.after`. Không có số trang.',
    ],
  },
  {
    id: 'tai-tep',
    name: 'Tải tệp lên và xuống',
    says: [
      'Lên: xin chỗ (tên, loại, số byte, SHA-256), PUT đúng các byte ấy đến `upload.url` kèm nguyên `upload.headers` và không kèm `Authorization` (kèm thì 400 `InvalidArgument`: bỏ đi, gửi lại), rồi xác nhận. Liên kết dùng một lần, trong 15 phút. Kho tệp từ chối bằng XML: 400 `BadDigest` (byte gửi khác SHA-256 đã khai), 403 (liên kết hết hạn; hoặc độ dài, loại, tiêu đề khác lúc khai), 412 (đúng tệp ấy đã đến trước đó: xác nhận là xong). Sau `BadDigest` và 403 thì xin chỗ mới; khai lại đúng tệp ấy thì được trao lại chính chỗ ấy với liên kết mới, hoặc, khi tệp đã xác nhận, tệp như đang có và không có `upload`.',
      'Xuống: câu trả lời là một liên kết dùng được trong 5 phút, GET không kèm `Authorization`.',
    ],
  },
  {
    id: 'tu-choi',
    name: 'Lời từ chối',
    says: [
      'Theo RFC 9457 (`application/problem+json`): `code` cho máy, `detail` tiếng Việt cho người, mọi chỗ sai cùng lúc trong `faults`; bảng mã ở cuối trang. Hồ sơ không phải của mình và hồ sơ không có được trả lời 404 như nhau.',
      'Chính cổng API có thể từ chối trước khi yêu cầu đến hệ thống, chỉ với mã HTTP và `{"message": …}`: 401 (mã thiếu, hỏng, hết hạn hoặc của loại người gọi khác), 403 (thiếu phạm vi), 404 (không có địa chỉ hay phương thức này), 413, 429 (quá nhanh), 431 (tiêu đề quá 10 KB). Client có kiểu gọi chúng là `not-signed-in`, `http-403`, `http-404`, `http-413`, `too-many-tries`, `http-431`. Nơi có tường lửa đứng trước: gọi không qua địa chỉ công bố là 403 `forbidden`.',
    ],
  },
  {
    id: 'trinh-duyet',
    name: 'Gọi từ trình duyệt (CORS)',
    says: [
      'Nơi vận hành đặt những origin được gọi, cho API và cho kho tệp; origin khác không nhận được tiêu đề CORS nào. Phương thức GET, POST; tiêu đề gửi được: `authorization`, `content-type`, `idempotency-key`; đọc được: `location`, `retry-after`, `deprecation`, `sunset`. Không dùng cookie.',
    ],
  },
  {
    id: 'phien-ban-api',
    name: 'Phiên bản của API, thứ sắp bỏ',
    says: [
      'Phiên bản nằm trong đường dẫn (`/v1/`). Trong một phiên bản có thể thêm chức năng, trường không bắt buộc, trường của câu trả lời, giá trị trạng thái, mã lỗi: hãy bỏ qua trường lạ và xử lý mã lạ theo mã HTTP. Không bỏ, không đổi tên, không đổi nghĩa.',
      'Thứ sắp bỏ được đánh dấu `deprecated` kèm thứ thay thế và còn ít nhất mười hai tháng từ ngày đó; chức năng sắp bỏ trả lời kèm tiêu đề `Deprecation` và `Sunset` (RFC 9745, RFC 8594).',
    ],
  },
  {
    id: 'client-co-kieu',
    name: 'Client có kiểu (TypeScript)',
    says: [
      'Làm từ chính đặc tả này, cho trình duyệt và Node, không cần thư viện nào; mỗi chức năng là một hàm mang tên viết sau đường dẫn của nó, ví dụ `openOnline`. Client tự đặt khóa, tự gửi lại khi không có trả lời hoặc 503, và ném `ProblemError` với mọi chỗ sai, `Unanswered` khi không ai trả lời, `UploadRefused` khi kho tệp không nhận. Nơi vận hành giao thư mục của client.',
    ],
  },
]

/** The same as Markdown, for whoever reads the document alone. */
export function conventionsAsMarkdown(): string {
  return conventions.map(({ name, says }) => [`## ${name}`, ...says].join('\n\n')).join('\n\n')
}
