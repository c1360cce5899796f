import type { Scope } from '../access/machine.ts'
import type { Role } from '../agencies/unit.ts'
import type { Deprecation } from './deprecation.ts'

/** `partner`: no token; what is said is signed, and believed only then. */
export type Issuer = 'citizen' | 'staff' | 'machine' | 'partner' | 'none'
export type Entry = 'intake' | 'processing' | 'lookup' | 'catalogue' | 'reports' | 'operations' | 'printing' | 'keeping' | 'organisation' | 'satisfaction' | 'paying' | 'indices'

/** One way in. CDK, the router, authorisation and the OpenAPI document all read this table; schemas and answers are keyed by `id`. */
export interface Route {
  id: string
  method: 'GET' | 'POST'
  path: string
  /** Whose tokens open the door. */
  issuer: Issuer
  /** The function that serves it. */
  serves: Entry
  /** Officers' roles that may knock; absent for everybody else. Which act and which dossier is asked further in. */
  roles?: readonly Role[]
  /** What a machine's token must say; on every door of machines and on no other. */
  scope?: Scope
  /** Shut for whoever bears an officer's session: only applicants answer here. */
  noStaff?: true
  /** Says of everything that is wrong the same: there is no such thing. */
  isMute?: true
  /** Is to go: answers, the document and the client say so. For at least twelve months, and with a `successor` of this table. */
  deprecated?: Deprecation
  /** Vietnamese, one line: the documentation's heading. */
  summary: string
}

const staff = ['reception', 'handler', 'unit-head', 'leader', 'clerk', 'cashier', 'return-desk', 'supervisor'] as const
const heads = ['unit-head', 'leader', 'supervisor', 'admin'] as const
const hands = ['reception', 'handler', 'unit-head', 'leader', 'clerk', 'cashier', 'return-desk'] as const

export const routes = [
  { id: 'contract', method: 'GET', path: '/openapi.json', issuer: 'none', serves: 'catalogue', summary: 'Đặc tả OpenAPI 3.1' },
  { id: 'docs', method: 'GET', path: '/docs', issuer: 'none', serves: 'catalogue', summary: 'Trang tài liệu' },
  { id: 'findProcedures', method: 'GET', path: '/v1/public/procedures', issuer: 'none', serves: 'catalogue', summary: 'Tìm thủ tục hành chính' },
  { id: 'procedureFacets', method: 'GET', path: '/v1/public/procedure-facets', issuer: 'none', serves: 'catalogue', summary: 'Số thủ tục theo lĩnh vực, cấp, cơ quan, cách nộp' },
  { id: 'readProcedure', method: 'GET', path: '/v1/public/procedures/{code}', issuer: 'none', serves: 'catalogue', summary: 'Chi tiết một thủ tục' },
  { id: 'listUnits', method: 'GET', path: '/v1/public/units', issuer: 'none', serves: 'catalogue', summary: 'Cơ quan tiếp nhận hồ sơ' },
  { id: 'readCalendar', method: 'GET', path: '/v1/public/units/{id}/calendar', issuer: 'none', serves: 'catalogue', summary: 'Lịch làm việc của một cơ quan' },
  { id: 'lookUp', method: 'POST', path: '/v1/public/lookups', issuer: 'none', serves: 'lookup', summary: 'Tra cứu hồ sơ bằng mã và thông tin đối chiếu' },

  { id: 'openOnline', method: 'POST', path: '/v1/citizen/dossiers', issuer: 'citizen', serves: 'intake', summary: 'Lập hồ sơ trực tuyến' },
  { id: 'listMine', method: 'GET', path: '/v1/citizen/dossiers', issuer: 'citizen', serves: 'intake', summary: 'Hồ sơ của tôi' },
  { id: 'readMine', method: 'GET', path: '/v1/citizen/dossiers/{id}', issuer: 'citizen', serves: 'intake', summary: 'Xem hồ sơ của tôi và quá trình xử lý' },
  { id: 'explainMine', method: 'GET', path: '/v1/citizen/dossiers/{id}/clocks', issuer: 'citizen', serves: 'intake', summary: 'Các đồng hồ của hồ sơ và cách tính từng hạn' },
  { id: 'reserveMyScan', method: 'POST', path: '/v1/citizen/dossiers/{id}/scans', issuer: 'citizen', serves: 'intake', summary: 'Xin chỗ tải lên một thành phần hồ sơ' },
  { id: 'confirmMyScan', method: 'POST', path: '/v1/citizen/dossiers/{id}/scans/{n}/confirm', issuer: 'citizen', serves: 'intake', summary: 'Xác nhận đã tải lên' },
  { id: 'downloadMyScan', method: 'GET', path: '/v1/citizen/dossiers/{id}/scans/{n}/download', issuer: 'citizen', serves: 'intake', summary: 'Liên kết tải xuống ngắn hạn' },
  { id: 'listMyPapers', method: 'GET', path: '/v1/citizen/papers', issuer: 'citizen', serves: 'intake', summary: 'Giấy tờ đã nộp và kết quả đã trả của tôi' },
  { id: 'reuseMyPaper', method: 'POST', path: '/v1/citizen/dossiers/{id}/reuses', issuer: 'citizen', serves: 'intake', summary: 'Dùng lại một giấy tờ đã có thay cho tải lên' },
  { id: 'readsOfMine', method: 'GET', path: '/v1/citizen/dossiers/{id}/reads', issuer: 'citizen', serves: 'intake', summary: 'Ai đã xem hồ sơ của tôi' },
  { id: 'readMyNoticeWishes', method: 'GET', path: '/v1/citizen/notice-wishes', issuer: 'citizen', serves: 'intake', summary: 'Tôi nhận tin báo qua kênh nào' },
  { id: 'putMyNoticeWishes', method: 'POST', path: '/v1/citizen/notice-wishes', issuer: 'citizen', serves: 'intake', summary: 'Chọn kênh nhận tin báo, hoặc không nhận' },
  { id: 'actOnMine', method: 'POST', path: '/v1/citizen/dossiers/{id}/acts', issuer: 'citizen', serves: 'intake', summary: 'Nộp, bổ sung hoặc rút hồ sơ' },

  { id: 'whoAmI', method: 'GET', path: '/v1/desk/me', issuer: 'staff', serves: 'processing', roles: [...staff, 'admin'], summary: 'Cán bộ đang đăng nhập' },
  { id: 'openAtDesk', method: 'POST', path: '/v1/desk/dossiers', issuer: 'staff', serves: 'intake', roles: ['reception'], summary: 'Lập hồ sơ tại quầy hoặc từ bưu chính' },
  { id: 'reserveScan', method: 'POST', path: '/v1/desk/dossiers/{id}/scans', issuer: 'staff', serves: 'intake', roles: hands, summary: 'Xin chỗ tải lên một thành phần, kết quả hoặc văn bản gửi đi' },
  { id: 'confirmScan', method: 'POST', path: '/v1/desk/dossiers/{id}/scans/{n}/confirm', issuer: 'staff', serves: 'intake', roles: hands, summary: 'Xác nhận đã tải lên' },
  { id: 'listWork', method: 'GET', path: '/v1/desk/work', issuer: 'staff', serves: 'processing', roles: hands, summary: 'Việc cần làm, gần hạn trước' },
  { id: 'listOpinions', method: 'GET', path: '/v1/desk/opinions', issuer: 'staff', serves: 'processing', roles: hands, summary: 'Ý kiến cơ quan được hỏi và chưa trả lời, gần hạn trước' },
  { id: 'findByCode', method: 'GET', path: '/v1/desk/dossiers', issuer: 'staff', serves: 'processing', roles: staff, summary: 'Tìm hồ sơ theo mã' },
  { id: 'searchDossiers', method: 'POST', path: '/v1/desk/searches', issuer: 'staff', serves: 'processing', roles: staff, summary: 'Tìm hồ sơ theo họ tên, số định danh, điện thoại hoặc mã' },
  { id: 'readDossier', method: 'GET', path: '/v1/desk/dossiers/{id}', issuer: 'staff', serves: 'processing', roles: staff, summary: 'Xem hồ sơ và quá trình xử lý' },
  { id: 'explainDossier', method: 'GET', path: '/v1/desk/dossiers/{id}/clocks', issuer: 'staff', serves: 'processing', roles: staff, summary: 'Các đồng hồ của hồ sơ và cách tính từng hạn' },
  { id: 'readSync', method: 'GET', path: '/v1/desk/dossiers/{id}/portal', issuer: 'staff', serves: 'processing', roles: staff, summary: 'Cổng DVCQG đang thấy gì của hồ sơ' },
  { id: 'listNotices', method: 'GET', path: '/v1/desk/dossiers/{id}/notices', issuer: 'staff', serves: 'processing', roles: staff, summary: 'Các tin đã báo cho người nộp và tin nào đã đi' },
  { id: 'downloadScan', method: 'GET', path: '/v1/desk/dossiers/{id}/scans/{n}/download', issuer: 'staff', serves: 'processing', roles: staff, summary: 'Liên kết tải xuống ngắn hạn' },
  { id: 'readsOfDossier', method: 'GET', path: '/v1/desk/dossiers/{id}/reads', issuer: 'staff', serves: 'processing', roles: ['supervisor'], summary: 'Nhật ký truy cập dữ liệu cá nhân của hồ sơ' },
  { id: 'act', method: 'POST', path: '/v1/desk/dossiers/{id}/acts', issuer: 'staff', serves: 'processing', roles: hands, summary: 'Thực hiện một thao tác trên hồ sơ' },

  { id: 'listStandIns', method: 'GET', path: '/v1/desk/stand-ins', issuer: 'staff', serves: 'processing', roles: hands, summary: 'Ai đang làm thay ai trong cơ quan' },
  { id: 'letStandIn', method: 'POST', path: '/v1/desk/stand-ins', issuer: 'staff', serves: 'processing', roles: ['unit-head', 'leader'], summary: 'Phân công làm thay một cán bộ vắng mặt' },
  { id: 'endStandIn', method: 'POST', path: '/v1/desk/stand-ins/{id}/end', issuer: 'staff', serves: 'processing', roles: ['unit-head', 'leader'], summary: 'Kết thúc việc làm thay' },
  { id: 'listNumberPatterns', method: 'GET', path: '/v1/desk/number-patterns', issuer: 'staff', serves: 'processing', roles: ['admin', 'supervisor'], summary: 'Mẫu mã hồ sơ, số kết quả và số biên lai theo thời gian hiệu lực' },
  { id: 'putNumberPattern', method: 'POST', path: '/v1/desk/number-patterns', issuer: 'staff', serves: 'processing', roles: ['admin'], summary: 'Đặt mẫu số có hiệu lực từ một ngày sắp tới' },

  { id: 'overdueDays', method: 'GET', path: '/v1/desk/reports/overdue', issuer: 'staff', serves: 'reports', roles: [...staff, 'admin'], summary: 'Các ngày có báo cáo quá hạn' },
  { id: 'overdueOfDay', method: 'GET', path: '/v1/desk/reports/overdue/{day}', issuer: 'staff', serves: 'reports', roles: [...staff, 'admin'], summary: 'Báo cáo quá hạn của một ngày' },
  { id: 'downloadOverdue', method: 'GET', path: '/v1/desk/reports/overdue/{day}/download', issuer: 'staff', serves: 'printing', roles: [...staff, 'admin'], summary: 'Tải báo cáo quá hạn (JSON, XLSX, PDF)' },

  { id: 'listLate', method: 'GET', path: '/v1/desk/late', issuer: 'staff', serves: 'reports', roles: [...staff, 'admin'], summary: 'Hồ sơ quá hạn lúc này: hồ sơ nào, ở bàn ai, vì sao' },
  { id: 'listFigures', method: 'GET', path: '/v1/desk/figures', issuer: 'staff', serves: 'reports', roles: [...staff, 'admin'], summary: 'Các báo cáo số liệu' },
  { id: 'readFigures', method: 'GET', path: '/v1/desk/figures/{report}', issuer: 'staff', serves: 'reports', roles: [...staff, 'admin'], summary: 'Báo cáo số liệu của một kỳ' },
  { id: 'downloadFigures', method: 'GET', path: '/v1/desk/figures/{report}/download', issuer: 'staff', serves: 'printing', roles: [...staff, 'admin'], summary: 'Tải báo cáo số liệu (JSON, XLSX, PDF)' },
  { id: 'traceFigures', method: 'GET', path: '/v1/desk/figures/{report}/columns/{column}/dossiers', issuer: 'staff', serves: 'reports', roles: [...staff, 'admin'], summary: 'Các hồ sơ đứng sau một cột số liệu' },

  { id: 'askReport', method: 'POST', path: '/v1/desk/report-jobs', issuer: 'staff', serves: 'printing', roles: [...staff, 'admin'], summary: 'Yêu cầu lập một báo cáo, danh sách dài thành tệp' },
  { id: 'readReportJob', method: 'GET', path: '/v1/desk/report-jobs/{job}', issuer: 'staff', serves: 'printing', roles: [...staff, 'admin'], summary: 'Báo cáo đã yêu cầu lập xong chưa' },
  { id: 'downloadReportJob', method: 'GET', path: '/v1/desk/report-jobs/{job}/download', issuer: 'staff', serves: 'printing', roles: [...staff, 'admin'], summary: 'Liên kết tải báo cáo đã lập ngắn hạn' },
  { id: 'listIssues', method: 'GET', path: '/v1/desk/report-issues/{month}', issuer: 'staff', serves: 'reports', roles: [...staff, 'admin'], summary: 'Các báo cáo tháng đã lập của một cơ quan' },
  { id: 'readIssue', method: 'GET', path: '/v1/desk/report-issues/{month}/{report}', issuer: 'staff', serves: 'reports', roles: [...staff, 'admin'], summary: 'Báo cáo tháng như đã lập' },
  { id: 'downloadIssue', method: 'GET', path: '/v1/desk/report-issues/{month}/{report}/download', issuer: 'staff', serves: 'printing', roles: [...staff, 'admin'], summary: 'Tải báo cáo tháng như đã lập (JSON, XLSX, PDF)' },
  { id: 'readCorrections', method: 'GET', path: '/v1/desk/report-issues/{month}/{report}/corrections', issuer: 'staff', serves: 'reports', roles: [...staff, 'admin'], summary: 'Chênh lệch của báo cáo tháng so với lúc lập, truy đến từng hồ sơ' },
  { id: 'downloadCorrections', method: 'GET', path: '/v1/desk/report-issues/{month}/{report}/corrections/download', issuer: 'staff', serves: 'printing', roles: [...staff, 'admin'], summary: 'Tải chênh lệch của báo cáo tháng (XLSX, PDF)' },
  { id: 'league', method: 'GET', path: '/v1/desk/league', issuer: 'staff', serves: 'reports', roles: ['unit-head', 'leader', 'supervisor', 'admin'], summary: 'Xếp hạng các cơ quan theo tỷ lệ quá hạn, và cơ quan tái diễn' },
  { id: 'listIndices', method: 'GET', path: '/v1/desk/indices', issuer: 'staff', serves: 'indices', roles: heads, summary: 'Các bộ chỉ số, mọi phiên bản' },
  { id: 'putIndexSet', method: 'POST', path: '/v1/desk/indices', issuer: 'staff', serves: 'indices', roles: ['admin'], summary: 'Ban hành bộ chỉ số hoặc phiên bản mới' },
  { id: 'readIndex', method: 'GET', path: '/v1/desk/indices/{index}', issuer: 'staff', serves: 'indices', roles: heads, summary: 'Chỉ số của một cơ quan trong một kỳ, nêu rõ phần nhập tay' },
  { id: 'downloadIndex', method: 'GET', path: '/v1/desk/indices/{index}/download', issuer: 'staff', serves: 'printing', roles: heads, summary: 'Tải chỉ số của một cơ quan (JSON, XLSX, PDF)' },
  { id: 'listHandEntries', method: 'GET', path: '/v1/desk/indices/{index}/entries', issuer: 'staff', serves: 'indices', roles: heads, summary: 'Số liệu nhập tay của một kỳ, kể cả các lần đã sửa' },
  { id: 'enterByHand', method: 'POST', path: '/v1/desk/indices/{index}/entries', issuer: 'staff', serves: 'indices', roles: ['unit-head', 'leader'], summary: 'Nhập tay một số liệu hệ thống không biết, kèm nguồn và minh chứng' },
  { id: 'reserveEvidence', method: 'POST', path: '/v1/desk/indices/{index}/evidence', issuer: 'staff', serves: 'indices', roles: ['unit-head', 'leader'], summary: 'Xin chỗ tải lên một tệp minh chứng' },
  { id: 'listEvidence', method: 'GET', path: '/v1/desk/indices/{index}/evidence', issuer: 'staff', serves: 'indices', roles: heads, summary: 'Các tệp minh chứng của một kỳ' },
  { id: 'downloadEvidence', method: 'GET', path: '/v1/desk/indices/{index}/evidence/{n}/download', issuer: 'staff', serves: 'indices', roles: heads, summary: 'Liên kết tải minh chứng ngắn hạn' },
  { id: 'listRatings', method: 'GET', path: '/v1/desk/indices/{index}/ratings', issuer: 'staff', serves: 'indices', roles: heads, summary: 'Xếp hạng các cơ quan theo một bộ chỉ số trong một kỳ' },
  { id: 'readRating', method: 'GET', path: '/v1/desk/indices/{index}/rating', issuer: 'staff', serves: 'indices', roles: heads, summary: 'Phiếu chấm điểm của một cơ quan: tự chấm, thẩm định, kiến nghị, kết quả' },
  { id: 'actOnRating', method: 'POST', path: '/v1/desk/indices/{index}/rating/acts', issuer: 'staff', serves: 'indices', roles: ['unit-head', 'leader'], summary: 'Tự chấm, thẩm định, kiến nghị hoặc kết luận' },
  { id: 'downloadRatings', method: 'GET', path: '/v1/desk/indices/{index}/ratings/download', issuer: 'staff', serves: 'printing', roles: heads, summary: 'Tải bảng xếp hạng hoặc phiếu chấm điểm (JSON, XLSX, PDF)' },
  { id: 'readImpact', method: 'GET', path: '/v1/desk/procedures/{code}/impact', issuer: 'staff', serves: 'reports', roles: ['unit-head', 'leader', 'supervisor', 'admin'], summary: 'Đánh giá tác động của một thủ tục: theo quy định, theo số đếm được, và phần giảm được' },
  { id: 'downloadImpact', method: 'GET', path: '/v1/desk/procedures/{code}/impact/download', issuer: 'staff', serves: 'printing', roles: ['unit-head', 'leader', 'supervisor', 'admin'], summary: 'Tải bảng đánh giá tác động của một thủ tục (JSON, XLSX, PDF)' },
  { id: 'publicOverdue', method: 'GET', path: '/v1/public/overdue', issuer: 'none', serves: 'reports', summary: 'Công khai tình hình giải quyết tháng gần nhất, xếp hạng và hồ sơ quá hạn của từng cơ quan' },

  { id: 'countSetAsides', method: 'GET', path: '/v1/desk/set-asides', issuer: 'staff', serves: 'operations', roles: ['admin'], summary: 'Tin bị gác lại, theo hàng đợi' },
  { id: 'listSetAsides', method: 'GET', path: '/v1/desk/set-asides/{queue}', issuer: 'staff', serves: 'operations', roles: ['admin'], summary: 'Tin bị gác lại của một hàng đợi' },
  { id: 'readSetAside', method: 'GET', path: '/v1/desk/set-asides/{queue}/{id}', issuer: 'staff', serves: 'operations', roles: ['admin'], summary: 'Xem một tin bị gác lại, kèm giải thích' },
  { id: 'redriveSetAside', method: 'POST', path: '/v1/desk/set-asides/{queue}/{id}/redrive', issuer: 'staff', serves: 'operations', roles: ['admin'], summary: 'Gửi lại một tin, bao nhiêu lần cũng được' },
  { id: 'listAllWebhooks', method: 'GET', path: '/v1/desk/webhooks', issuer: 'staff', serves: 'operations', roles: ['admin'], summary: 'Cổng nào được gọi báo, ở địa chỉ nào, về việc gì' },
  { id: 'endWebhookOf', method: 'POST', path: '/v1/desk/webhooks/{client}/{webhook}/end', issuer: 'staff', serves: 'operations', roles: ['admin'], summary: 'Dừng gọi báo cho một cổng' },
  { id: 'listUnsent', method: 'GET', path: '/v1/desk/portal/unsent', issuer: 'staff', serves: 'operations', roles: ['admin', 'supervisor'], summary: 'Hồ sơ chưa báo được lên Cổng DVCQG, chờ lâu nhất trước' },
  { id: 'listDifferences', method: 'GET', path: '/v1/desk/portal/differences/{day}', issuer: 'staff', serves: 'operations', roles: ['admin', 'supervisor'], summary: 'Chênh lệch với Cổng DVCQG của một ngày' },
  { id: 'downloadDifferences', method: 'GET', path: '/v1/desk/portal/differences/{day}/download', issuer: 'staff', serves: 'printing', roles: ['admin', 'supervisor'], summary: 'Tải danh sách chênh lệch (XLSX, PDF)' },
  { id: 'listSheets', method: 'GET', path: '/v1/desk/dossiers/{id}/sheets', issuer: 'staff', serves: 'printing', roles: staff, summary: 'Các biểu mẫu đã in của một hồ sơ' },
  { id: 'printSheet', method: 'POST', path: '/v1/desk/dossiers/{id}/sheets', issuer: 'staff', serves: 'printing', roles: hands, summary: 'In ngay một biểu mẫu' },
  { id: 'downloadSheet', method: 'GET', path: '/v1/desk/dossiers/{id}/sheets/{sheet}/download', issuer: 'staff', serves: 'printing', roles: staff, summary: 'Liên kết tải bản in ngắn hạn' },
  { id: 'reprintSheet', method: 'POST', path: '/v1/desk/dossiers/{id}/sheets/{sheet}/reprints', issuer: 'staff', serves: 'printing', roles: hands, summary: 'In lại, có dấu và lý do' },
  { id: 'printRegister', method: 'GET', path: '/v1/desk/register', issuer: 'staff', serves: 'printing', roles: staff, summary: 'Sổ theo dõi hồ sơ của cơ quan trong một khoảng ngày (PDF, XLSX)' },
  { id: 'listMySheets', method: 'GET', path: '/v1/citizen/dossiers/{id}/sheets', issuer: 'citizen', serves: 'printing', summary: 'Các giấy tờ đã in gửi cho tôi' },
  { id: 'downloadMySheet', method: 'GET', path: '/v1/citizen/dossiers/{id}/sheets/{sheet}/download', issuer: 'citizen', serves: 'printing', summary: 'Liên kết tải bản in ngắn hạn' },
  { id: 'askArchive', method: 'POST', path: '/v1/desk/dossiers/{id}/archives', issuer: 'staff', serves: 'printing', roles: ['unit-head', 'leader'], summary: 'Xin trích xuất hồ sơ: mọi tệp và bằng chứng trong một tệp zip' },
  { id: 'readArchive', method: 'GET', path: '/v1/desk/dossiers/{id}/archives/{archive}', issuer: 'staff', serves: 'printing', roles: ['unit-head', 'leader'], summary: 'Bản trích xuất đã xong chưa' },
  { id: 'downloadArchive', method: 'GET', path: '/v1/desk/dossiers/{id}/archives/{archive}/download', issuer: 'staff', serves: 'printing', roles: ['unit-head', 'leader'], summary: 'Liên kết tải bản trích xuất ngắn hạn' },
  { id: 'askMyArchive', method: 'POST', path: '/v1/citizen/dossiers/{id}/archives', issuer: 'citizen', serves: 'printing', summary: 'Xin trích xuất hồ sơ của tôi' },
  { id: 'readMyArchive', method: 'GET', path: '/v1/citizen/dossiers/{id}/archives/{archive}', issuer: 'citizen', serves: 'printing', summary: 'Bản trích xuất của tôi đã xong chưa' },
  { id: 'downloadMyArchive', method: 'GET', path: '/v1/citizen/dossiers/{id}/archives/{archive}/download', issuer: 'citizen', serves: 'printing', summary: 'Liên kết tải bản trích xuất ngắn hạn' },
  { id: 'postingSheet', method: 'GET', path: '/v1/public/procedures/{code}/posting-sheet', issuer: 'none', serves: 'printing', summary: 'Bản niêm yết của một thủ tục (PDF)' },
  { id: 'processDocument', method: 'GET', path: '/v1/public/procedures/{code}/process-document', issuer: 'none', serves: 'printing', summary: 'Tài liệu quy trình của một thủ tục (PDF)' },

  { id: 'declareDays', method: 'POST', path: '/v1/desk/calendar', issuer: 'staff', serves: 'operations', roles: ['admin', 'leader'], summary: 'Công bố ngày nghỉ, ngày làm bù, giờ làm việc' },
  { id: 'listCalendar', method: 'GET', path: '/v1/desk/calendar', issuer: 'staff', serves: 'operations', roles: [...staff, 'admin'], summary: 'Các ngày đã công bố, kèm căn cứ' },
  { id: 'listMoved', method: 'GET', path: '/v1/desk/calendar/{n}/moved', issuer: 'staff', serves: 'operations', roles: [...staff, 'admin'], summary: 'Hồ sơ có hạn thay đổi theo một lần công bố' },

  { id: 'announceImport', method: 'POST', path: '/v1/desk/catalogue/imports', issuer: 'staff', serves: 'keeping', roles: ['admin'], summary: 'Xin chỗ tải tệp danh mục' },
  { id: 'listImports', method: 'GET', path: '/v1/desk/catalogue/imports', issuer: 'staff', serves: 'keeping', roles: ['admin'], summary: 'Các đợt nhập danh mục' },
  { id: 'readImport', method: 'GET', path: '/v1/desk/catalogue/imports/{id}', issuer: 'staff', serves: 'keeping', roles: ['admin'], summary: 'Tình trạng và báo cáo chất lượng của một đợt nhập' },
  { id: 'startImport', method: 'POST', path: '/v1/desk/catalogue/imports/{id}/start', issuer: 'staff', serves: 'keeping', roles: ['admin'], summary: 'Bắt đầu nhập tệp đã tải lên' },
  { id: 'readQuarantine', method: 'GET', path: '/v1/desk/catalogue/imports/{id}/rows', issuer: 'staff', serves: 'keeping', roles: ['admin'], summary: 'Các dòng cách ly: dòng gốc và bản đã làm sạch' },
  { id: 'downloadImportReport', method: 'GET', path: '/v1/desk/catalogue/imports/{id}/report', issuer: 'staff', serves: 'keeping', roles: ['admin'], summary: 'Tải báo cáo chất lượng (XLSX)' },
  { id: 'listDrafts', method: 'GET', path: '/v1/desk/catalogue/drafts', issuer: 'staff', serves: 'keeping', roles: ['admin'], summary: 'Thủ tục còn là bản nháp' },
  { id: 'readVersions', method: 'GET', path: '/v1/desk/catalogue/procedures/{code}', issuer: 'staff', serves: 'keeping', roles: ['admin'], summary: 'Sổ phiên bản của một thủ tục' },
  { id: 'readVersion', method: 'GET', path: '/v1/desk/catalogue/procedures/{code}/versions/{version}', issuer: 'staff', serves: 'keeping', roles: ['admin'], summary: 'Một phiên bản của thủ tục' },
  { id: 'actOnProcedure', method: 'POST', path: '/v1/desk/catalogue/procedures/{code}/acts', issuer: 'staff', serves: 'keeping', roles: ['admin'], summary: 'Công khai, tạm ngừng, mở lại, bãi bỏ hoặc sửa' },

  { id: 'listUnitVersions', method: 'GET', path: '/v1/desk/units', issuer: 'staff', serves: 'organisation', roles: [...staff, 'admin'], summary: 'Cơ quan, phòng của một ngày, với trước và sau' },
  { id: 'listOfficers', method: 'GET', path: '/v1/desk/officers', issuer: 'staff', serves: 'organisation', roles: ['unit-head', 'leader', 'supervisor', 'admin'], summary: 'Cán bộ của một cơ quan' },
  { id: 'listChanges', method: 'GET', path: '/v1/desk/organisation/changes', issuer: 'staff', serves: 'organisation', roles: ['supervisor', 'admin'], summary: 'Quyết định tổ chức đã công bố' },
  { id: 'announceChange', method: 'POST', path: '/v1/desk/organisation/changes', issuer: 'staff', serves: 'organisation', roles: ['admin'], summary: 'Công bố quyết định: đơn vị, cán bộ, đổi tên, sáp nhập, chia tách, giải thể' },
  { id: 'listWorkflows', method: 'GET', path: '/v1/desk/workflows', issuer: 'staff', serves: 'organisation', roles: [...staff, 'admin'], summary: 'Quy trình nội bộ' },
  { id: 'readWorkflow', method: 'GET', path: '/v1/desk/workflows/{workflow}', issuer: 'staff', serves: 'organisation', roles: [...staff, 'admin'], summary: 'Một phiên bản quy trình và kết quả rà soát' },
  { id: 'putWorkflow', method: 'POST', path: '/v1/desk/workflows', issuer: 'staff', serves: 'organisation', roles: ['admin'], summary: 'Ban hành phiên bản quy trình mới' },
  { id: 'checkWorkflow', method: 'POST', path: '/v1/desk/workflows/check', issuer: 'staff', serves: 'organisation', roles: ['admin'], summary: 'Rà soát quy trình, không lưu' },

  { id: 'startSurvey', method: 'POST', path: '/v1/public/surveys', issuer: 'none', serves: 'satisfaction', noStaff: true, summary: 'Phiếu khảo sát của một hồ sơ, bằng mã hồ sơ và mã trên giấy tiếp nhận hoặc tin nhắn' },
  { id: 'answerSurvey', method: 'POST', path: '/v1/public/surveys/answers', issuer: 'none', serves: 'satisfaction', noStaff: true, summary: 'Trả lời phiếu khảo sát, mỗi hồ sơ một lần' },
  { id: 'readMySurvey', method: 'GET', path: '/v1/citizen/dossiers/{id}/survey', issuer: 'citizen', serves: 'satisfaction', summary: 'Phiếu khảo sát của hồ sơ của tôi' },
  { id: 'answerMySurvey', method: 'POST', path: '/v1/citizen/dossiers/{id}/survey', issuer: 'citizen', serves: 'satisfaction', summary: 'Trả lời phiếu khảo sát của hồ sơ của tôi' },
  { id: 'tellFeedback', method: 'POST', path: '/v1/public/feedback', issuer: 'none', serves: 'satisfaction', noStaff: true, summary: 'Gửi phản ánh, kiến nghị về một hồ sơ' },
  { id: 'followFeedback', method: 'POST', path: '/v1/public/feedback/lookups', issuer: 'none', serves: 'satisfaction', summary: 'Theo dõi các phản ánh, kiến nghị về một hồ sơ' },
  { id: 'replyToFeedback', method: 'POST', path: '/v1/public/feedback/replies', issuer: 'none', serves: 'satisfaction', noStaff: true, summary: 'Bổ sung, hoặc đánh giá việc trả lời' },
  { id: 'publishedFeedback', method: 'GET', path: '/v1/public/feedback', issuer: 'none', serves: 'satisfaction', summary: 'Phản ánh, kiến nghị đã có trả lời công khai của một cơ quan' },
  { id: 'listFeedback', method: 'GET', path: '/v1/desk/feedback', issuer: 'staff', serves: 'satisfaction', roles: ['unit-head', 'leader', 'supervisor'], summary: 'Phản ánh, kiến nghị gửi đến cơ quan' },
  { id: 'readFeedback', method: 'GET', path: '/v1/desk/feedback/{feedback}', issuer: 'staff', serves: 'satisfaction', roles: ['unit-head', 'leader', 'supervisor'], summary: 'Xem một phản ánh, kiến nghị' },
  { id: 'moveFeedback', method: 'POST', path: '/v1/desk/feedback/{feedback}/acts', issuer: 'staff', serves: 'satisfaction', roles: ['unit-head', 'leader', 'supervisor'], summary: 'Xử lý, trả lời, công khai một phản ánh, kiến nghị' },
  { id: 'surveyResults', method: 'GET', path: '/v1/desk/survey-results', issuer: 'staff', serves: 'satisfaction', roles: ['unit-head', 'leader', 'supervisor', 'admin'], summary: 'Kết quả khảo sát theo cơ quan, bộ phận, cán bộ' },
  { id: 'surveyDossiers', method: 'GET', path: '/v1/desk/survey-results/{month}/dossiers', issuer: 'staff', serves: 'satisfaction', roles: ['unit-head', 'leader', 'supervisor', 'admin'], summary: 'Các hồ sơ đứng sau kết quả khảo sát của một tháng' },

  { id: 'listReconciliations', method: 'GET', path: '/v1/desk/reconciliations', issuer: 'staff', serves: 'reports', roles: ['cashier', 'supervisor', 'admin'], summary: 'Các ngày đã đối soát thu phí' },
  { id: 'readReconciliation', method: 'GET', path: '/v1/desk/reconciliations/{day}', issuer: 'staff', serves: 'reports', roles: ['cashier', 'supervisor', 'admin'], summary: 'Khoản lệch của một ngày và việc cần làm' },
  { id: 'downloadReconciliation', method: 'GET', path: '/v1/desk/reconciliations/{day}/download', issuer: 'staff', serves: 'printing', roles: ['supervisor', 'admin'], summary: 'Tải danh sách lệch (JSON, XLSX, PDF)' },
  { id: 'handInStatement', method: 'POST', path: '/v1/desk/reconciliations/{day}/statements', issuer: 'staff', serves: 'paying', roles: ['admin'], summary: 'Nộp bảng kê của cổng hoặc kho bạc để đối chiếu' },
  { id: 'giveMoneyBackByHand', method: 'POST', path: '/v1/desk/reconciliations/{day}/backs', issuer: 'staff', serves: 'paying', roles: ['cashier', 'leader', 'admin'], summary: 'Ghi đã chuyển trả khoản tiền không thuộc lần thanh toán nào' },
  { id: 'beginPayment', method: 'POST', path: '/v1/citizen/dossiers/{id}/payments', issuer: 'citizen', serves: 'paying', summary: 'Thanh toán trực tuyến khoản hồ sơ đang phải nộp' },
  { id: 'listMyPayments', method: 'GET', path: '/v1/citizen/dossiers/{id}/payments', issuer: 'citizen', serves: 'paying', summary: 'Các lần thanh toán và biên lai của hồ sơ tôi' },
  { id: 'beginPaymentAtDesk', method: 'POST', path: '/v1/desk/dossiers/{id}/payments', issuer: 'staff', serves: 'paying', roles: ['reception', 'cashier', 'return-desk'], summary: 'Lập liên kết thanh toán trực tuyến thay người nộp' },
  { id: 'beginPaymentForOwner', method: 'POST', path: '/v1/machine/dossiers/{code}/payments', issuer: 'machine', serves: 'paying', scope: 'payments.begin', summary: 'Cổng lập liên kết thanh toán cho người nộp' },
  { id: 'listPayments', method: 'GET', path: '/v1/desk/dossiers/{id}/payments', issuer: 'staff', serves: 'paying', roles: staff, summary: 'Các lần thanh toán và biên lai của một hồ sơ' },
  { id: 'orderMoneyBack', method: 'POST', path: '/v1/desk/dossiers/{id}/payments/{reference}/refunds', issuer: 'staff', serves: 'paying', roles: ['cashier', 'leader'], summary: 'Trả lại khoản tiền thừa, muộn hoặc sai số' },
  { id: 'takePlatformCall', method: 'POST', path: '/v1/partner/payments/platform', issuer: 'partner', serves: 'paying', summary: 'Nền tảng thanh toán quốc gia báo kết quả' },
  { id: 'askFeeOwed', method: 'POST', path: '/v1/partner/payments/platform/fees', issuer: 'partner', serves: 'paying', summary: 'Cổng DVCQG hỏi khoản một hồ sơ đang phải nộp' },
  { id: 'fetchToldFile', method: 'GET', path: '/v1/partner/portal/files/{link}', issuer: 'partner', serves: 'processing', isMute: true, summary: 'Cổng DVCQG lấy một tệp theo liên kết đã được báo' },
  { id: 'takeVnpayCall', method: 'GET', path: '/v1/partner/payments/vnpay', issuer: 'partner', serves: 'paying', summary: 'Cổng thanh toán (dạng VNPay) báo kết quả' },

  { id: 'followDossier', method: 'GET', path: '/v1/machine/dossiers/{code}', issuer: 'machine', serves: 'lookup', scope: 'dossiers.follow', summary: 'Theo dõi một hồ sơ của cơ quan' },
  { id: 'subscribeWebhook', method: 'POST', path: '/v1/machine/webhooks', issuer: 'machine', serves: 'operations', scope: 'webhooks.receive', summary: 'Đăng ký được báo khi hồ sơ của cơ quan thay đổi' },
  { id: 'listWebhooks', method: 'GET', path: '/v1/machine/webhooks', issuer: 'machine', serves: 'operations', scope: 'webhooks.receive', summary: 'Các đăng ký gọi báo của mình' },
  { id: 'endWebhook', method: 'POST', path: '/v1/machine/webhooks/{webhook}/end', issuer: 'machine', serves: 'operations', scope: 'webhooks.receive', summary: 'Thôi được báo' },
  { id: 'overdueForMachine', method: 'GET', path: '/v1/machine/reports/overdue/{day}', issuer: 'machine', serves: 'reports', scope: 'reports.read', summary: 'Báo cáo quá hạn của cơ quan trong một ngày' },
] as const satisfies readonly Route[]

export type RouteId = (typeof routes)[number]['id']

/** Any row of the table, whatever it says. */
export type Row = Route & { id: RouteId }
