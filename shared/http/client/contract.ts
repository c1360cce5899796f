/** Một cửa, version 1 of the API. Made by `npm run client` from the OpenAPI document; not to be edited. */

/** Một thủ tục trong tệp nhập, dạng của hệ thống này; trường khác được bỏ qua */
export interface ImportRow {
  /** Mã. */
  code: string
  /** Tên, để hiện cho người. */
  name: string
  /** Kiểu nội dung (MIME). */
  type?: string | null
  promulgating_agency?: string | null
  /** Lĩnh vực. */
  fields?: string[] | null
  field_codes?: string[] | null
  /** Các cấp giải quyết. */
  levels?: string[] | null
  executing_agencies?: string[] | null
  authority_agencies?: string[] | null
  coordinating_agencies?: string[] | null
  agency_codes?: string[] | null
  subjects?: (string | { name: string })[] | null
  /** Yêu cầu, điều kiện. */
  conditions?: string | null
  receiving_address?: string | null
  time_limit?: { raw?: string | null; parsed?: { amount: number; unit: string; from?: string | null } | null } | null
  fee?: { raw?: string | null; status?: string | null } | null
  /** Các cách nộp được nhận. */
  channels?: { method: string; time_raw?: string | null; time?: { amount: number; unit: string; from?: string | null } | null; time_suspect?: unknown; unparsed?: unknown; fee_raw?: string | null; fees?: { amount?: number | null; currency?: string | null; kind?: string | null; note?: string | null }[] | null; description?: string | null; same_as?: Record<string, number> | null }[] | null
  processing_cases?: { case_code?: string | null; name?: string | null; time?: { amount: number; unit: string; from?: string | null } | null }[] | null
  documents?: { group?: string | null; name: string; originals?: number | null; copies?: number | null; code?: string | null; electronic_form?: boolean | null; required?: boolean | null; form?: string | null; forms?: (string | { name: string; url?: string | null })[] | null; form_glued_in_name?: unknown; qty_uncertain?: unknown }[] | null
  documents_incomplete?: boolean | null
  /** Các bước của quy trình. */
  steps?: { title?: string | null; text: string }[] | null
  /** Kết quả giải quyết. */
  results?: { name: string; code?: string | null }[] | null
  legal_basis?: { number?: string | null; title?: string | null }[] | null
  /** Đoạn hướng dẫn. */
  clips?: { title: string; url: string }[] | null
  online?: 'full' | 'partial' | null
  non_territorial?: boolean | null
  on_the_spot?: boolean | null
  decision_no?: string | null
  decided_on?: string | null
  effective_on?: string | null
  posted_on?: string | null
  /** Trạng thái. */
  state?: string | null
  detail_level?: string | null
  text_abridged?: boolean | null
  /** Nguồn của số liệu hoặc của quy định. */
  source?: { snapshot?: string | null } | null
}

export type CitizenAct =
  | { act: 'submit'; version: number }
  | { act: 'supplement'; version: number; note?: string }
  | { act: 'withdraw'; version: number; reason: string }
  | { act: 'order-collection'; version: number; from: { name: string; phone: string; detail: string; communeCode: string; communeName?: string }; papers: { name: string; count: number }[] }
  | { act: 'recall-papers'; version: number; reason: string }
  | { act: 'report-lost'; version: number; reason: string }
  | { act: 'report-papers-lost'; version: number; reason: string }

/** Từ nguyên vẹn, có dấu hay không dấu; tháng lập hồ sơ */
export interface PeopleAsked {
  /** Tên, để hiện cho người. */
  name?: string
  /** Số định danh cá nhân, 12 chữ số. */
  identityNumber?: string
  /** Số điện thoại Việt Nam; nhận 09… và +84…, trả về dạng +84…. */
  phone?: string
  /** Mã. */
  code?: string
  /** Tiếp nhận từ ngày này. */
  from?: string
  /** Tiếp nhận đến hết ngày này. */
  to?: string
  /** Vì sao tra cứu; được ghi vào nhật ký truy cập. */
  purpose?: 'handling' | 'counter' | 'supervision' | 'complaint'
}

export type DeskAct =
  | { act: 'submit'; version: number }
  | { act: 'accept'; version: number; waived?: { paper: string; reason: string }[]; handedIn?: { paper: string; form: 'original' | 'certified' | 'copy' | 'electronic'; count: number }[]; sets?: number }
  | { act: 'refuse'; version: number; reason: string; ground?: string }
  | { act: 'ask-supplement'; version: number; reason: string; papers: string[]; ground?: string }
  | { act: 'supplement'; version: number; note?: string; handedIn?: { paper: string; form: 'original' | 'certified' | 'copy' | 'electronic'; count: number }[] }
  | { act: 'assign'; version: number; officer: string }
  | { act: 'reassign'; version: number; officer: string; reason: string }
  | { act: 'pass-on'; version: number; to?: number; note?: string }
  | { act: 'pass-back'; version: number; reason: string }
  | { act: 'transfer'; version: number; to?: number; note?: string }
  | { act: 'reject-transfer'; version: number; reason: string }
  | { act: 'hand-back'; version: number; note?: string }
  | { act: 'ask-opinion'; version: number; unit: string; question: string; hours: number; pauseReason?: string }
  | { act: 'send-out'; version: number; partner: 'tax-office'; parcel: { sheet: string; number: string; areaM2: number; communeCode: string; purpose: string }; asks: ('land-use-fee' | 'land-rent' | 'income-tax' | 'registration-charge')[]; pauseReason?: string }
  | { act: 'send-letter'; version: number; receiver: string; subject: string; scans: number[]; parentScans?: number[]; pauseReason?: string }
  | { act: 'call-back'; version: number; reason: string }
  | { act: 'answer-opinion'; version: number; consultation: number; answer: string }
  | { act: 'pause'; version: number; pauseReason: string; note?: string; until?: string }
  | { act: 'resume'; version: number; note?: string }
  | { act: 'extend'; version: number; reason: string; days: number }
  | { act: 'stop'; version: number; reason: string; ground: string }
  | { act: 'request-obligation'; version: number; items: { kind: 'fee' | 'charge' | 'price'; name: string; amountVnd: number }[]; payee: string; dueOn?: string; note?: string }
  | { act: 'charge-fee'; version: number; items: { kind: 'fee' | 'charge' | 'price'; name: string; amountVnd: number }[]; payee: string; note?: string }
  | { act: 'exempt-fee'; version: number; kind: 'exempt' | 'reduced'; exemption?: string; ground: string; payVnd: number }
  | { act: 'pay'; version: number; amountVnd: number; method: 'cash' | 'transfer' | 'online'; reference?: string }
  | { act: 'cancel-obligation'; version: number; reason: string }
  | { act: 'refund'; version: number; amountVnd: number; reason: string; reference?: string; obligation?: number }
  | { act: 'approve'; version: number; resultScan: number; resultNumber?: string; outcome?: 'granted' | 'rejected'; reason?: string }
  | { act: 'return'; version: number; note?: string; by?: 'counter' | 'online'; taker?: { kind: 'owner' | 'representative'; name: string; identityPaper?: string; powerOfAttorney?: boolean }; signed?: 'paper' | 'electronic' }
  | { act: 'order-shipment'; version: number; cod?: boolean }
  | { act: 'recall-shipment'; version: number; reason: string }
  | { act: 'correct'; version: number; reason: string }
  | { act: 'amend'; version: number; reason: string; applicant?: { name: string; identityNumber: string; taxCode?: string; sex?: 'male' | 'female'; phone?: string; email?: string; address?: string; birthDate?: string }; owner?: { name: string; identityNumber: string; taxCode?: string; sex?: 'male' | 'female'; phone?: string; email?: string; address?: string; birthDate?: string }; summary?: string; deliverTo?: { name: string; phone: string; detail: string; communeCode: string; communeName?: string }; returnBy?: 'counter' | 'post' | 'online'; handedIn?: { paper: string; form: 'original' | 'certified' | 'copy' | 'electronic'; count: number }[]; sets?: number }
  | { act: 'order-collection'; version: number; from: { name: string; phone: string; detail: string; communeCode: string; communeName?: string }; papers: { name: string; count: number }[] }
  | { act: 'recall-papers'; version: number; reason: string }
  | { act: 'send-papers'; version: number; to: string | 'applicant'; by: 'post' | 'hand'; papers: { name: string; count: number }[]; note?: string }
  | { act: 'receive-papers'; version: number; papers: { name: string; count: number }[]; missing?: { name: string; count: number }[]; note?: string }
  | { act: 'report-lost'; version: number; reason: string }
  | { act: 'report-papers-lost'; version: number; reason: string }
  | { act: 'void-delivery'; version: number; reason: string; letter: string; deliverTo?: { name: string; phone: string; detail: string; communeCode: string; communeName?: string } }
  | { act: 'withdraw'; version: number; reason: string }

/** Công khai, tạm ngừng, mở lại, bãi bỏ, sửa thành phiên bản mới */
export type ProcedureAct =
  | { act: 'publish'; version: number; validFrom?: string; decision?: string; decidedOn?: string }
  | { act: 'suspend'; version: number; reason: string }
  | { act: 'resume'; version: number; reason: string }
  | { act: 'abolish'; version: number; reason: string; decision: string; lastDay: string }
  | { act: 'edit'; version: number; change: { name?: string; limits?: { channel: 'direct' | 'online' | 'postal' | 'any'; unit: 'working_day' | 'day' | 'hour' | 'month' | 'immediate'; amount: number }[]; committed?: { channel: 'direct' | 'online' | 'postal' | 'any'; unit: 'working_day' | 'day' | 'hour' | 'month' | 'immediate'; amount: number }[]; committedBy?: string; fees?: { kind: 'fee' | 'charge' | 'price'; amountVnd: number | null; channel: 'direct' | 'online' | 'postal' | 'any'; note?: string }[]; papers?: { id: string; name: string; originals: number; copies: number; required: boolean; code?: string; electronicForm: boolean }[]; cases?: { id: string; name: string; limits?: { channel: 'direct' | 'online' | 'postal' | 'any'; unit: 'working_day' | 'day' | 'hour' | 'month' | 'immediate'; amount: number }[]; committed?: { channel: 'direct' | 'online' | 'postal' | 'any'; unit: 'working_day' | 'day' | 'hour' | 'month' | 'immediate'; amount: number }[]; fees?: { kind: 'fee' | 'charge' | 'price'; amountVnd: number | null; channel: 'direct' | 'online' | 'postal' | 'any'; note?: string }[]; papers?: string[]; requires?: string[] }[]; policy?: { afterSupplement: 'add' | 'restart'; dueAt: 'same-hour' | 'end-of-day'; cutoff?: string }; pauseReasons?: { code: string; name: string; ground: string; consultation?: true }[]; exemptions?: { id: string; who: string; percent: number; ground: string; kinds?: ('fee' | 'charge' | 'price')[] }[]; channels?: ('direct' | 'online' | 'postal')[]; results?: string[]; online?: 'full' | 'partial'; byPost?: boolean; onTheSpot?: boolean; nonTerritorial?: boolean; workflow?: string; clips?: { title: string; url: string }[]; conditions?: string; decision?: string; decidedOn?: string; effectiveOn?: string; supplementLimit?: number; receptionSupplementLimit?: number; supplementDays?: number; extensionLimit?: number; extensionDays?: number; correctionDays?: number } }

/** Quyết định tổ chức cần công bố */
export type Announcement =
  | { on: string; decision: string; kind: 'unit'; unit: { id: string; name: string; level: 'province' | 'commune' | 'vertical' | 'central' | 'district'; parent?: string; adminCode?: string; email?: string; phone?: string; address?: string } }
  | { on: string; decision: string; kind: 'officer'; officer: { id: string; name: string; unit: string; roles: ('reception' | 'handler' | 'unit-head' | 'leader' | 'clerk' | 'cashier' | 'return-desk' | 'supervisor' | 'admin')[]; title?: string; email?: string } }
  | { on: string; decision: string; kind: 'rename'; unit: string; name: string }
  | { on: string; decision: string; kind: 'merger'; from: string[]; to: string }
  | { on: string; decision: string; kind: 'split'; from: string; to: string; parts: { to: string; procedures: string[] }[] }
  | { on: string; decision: string; kind: 'dissolution'; from: string; to: string }

/** Quy trình nội bộ; version là phiên bản đang sửa, 0 khi lập mới */
export interface Workflow {
  /** Số hiệu. */
  id: string
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version: number
  /** Tên, để hiện cho người. */
  name: string
  /** Mã các thủ tục. */
  procedureCodes: string[]
  /** Các bước của quy trình. */
  steps: { n: number; name: string; owner: { agency: 'receiving' | 'competent' | string; room: 'desk' | 'office' | 'leaders' }; role: 'reception' | 'handler' | 'unit-head' | 'leader' | 'clerk' | 'cashier' | 'return-desk' | 'supervisor' | 'admin'; hours: number; leaves: boolean; next?: number[]; acts?: ('assign' | 'pass-on' | 'transfer' | 'hand-back' | 'ask-supplement' | 'approve' | 'ask-opinion' | 'request-obligation' | 'pause')[]; decides?: boolean; member?: string }[]
  /** Tổng cộng. */
  total: { amount: number; unit: 'working_day' | 'day' | 'hour' | 'month' | 'immediate' }
  /** Số giờ của bước là giờ làm việc, hoặc phần trăm của thời hạn thủ tục. */
  reckoned: 'hours' | 'shares'
  /** Có hiệu lực từ ngày này. */
  validFrom: string
  /** Số quyết định. */
  decision?: string
  /** Nguồn của số liệu hoặc của quy định. */
  source: string
  /** Phần nào là giả định, khi nguồn không nói. */
  assumed?: string
  /** Đơn vị trong văn bản công bố là đơn vị nào ngày nay. */
  mapped?: { published: string; present: string; by: 'name' | 'hand' }[]
}

/** Một lần gọi báo */
export interface ToldCall {
  /** Vì sao được báo. `accepted`: Hồ sơ được tiếp nhận; `status-changed`: Trạng thái thay đổi; `due-moved`: Ngày hẹn trả thay đổi; `agency-changed`: Cơ quan đang giải quyết thay đổi: chuyển liên thông, trả về, thu hồi; `supplement-asked`: Yêu cầu bổ sung; `money-asked`: Chờ nghĩa vụ tài chính; `money-changed`: Tiền: được yêu cầu, đã nộp, hoàn (từng lần), miễn, giảm hoặc hủy; `parcel-moved`: Trả kết quả: gửi bưu điện, đang phát, thất lạc, về lại quầy, đã nhận; `result-ready`: Có kết quả; `ended`: Kết thúc: đã trả, từ chối, rút hoặc dừng. Lúc tiếp nhận hồ sơ có ngày hẹn nên cũng là `due-moved`. */
  kinds: ('accepted' | 'status-changed' | 'due-moved' | 'agency-changed' | 'supplement-asked' | 'money-asked' | 'money-changed' | 'parcel-moved' | 'result-ready' | 'ended')[]
  /** Việc thứ mấy trong quá trình xử lý; cùng một hồ sơ thì tăng dần */
  event: number
  /** Lúc nào, giờ Việt Nam. */
  at: string
  dossier: Followed
}

/** Trạng thái một hồ sơ của cơ quan; không có thông tin cá nhân */
export interface Followed {
  /** Mã. */
  code: string
  /** Tên thủ tục hành chính. */
  procedureName: string
  status: 'draft' | 'registered' | 'accepted' | 'refused' | 'in-progress' | 'supplement-requested' | 'obligation-requested' | 'withdrawn' | 'stopped' | 'processed' | 'returned'
  statusTerm: string
  /** Cơ quan đang giải quyết. */
  office: string
  /** Lúc người dân nộp. */
  submittedAt?: string
  /** Lúc tiếp nhận. */
  acceptedAt?: string
  /** Hạn trả kết quả theo giờ làm việc; đổi khi hồ sơ tạm dừng, chạy tiếp hoặc được hẹn lại. */
  dueAt?: string
  /** Lúc kết thúc. */
  finishedAt?: string
  /** Việc trả kết quả đang ở đâu. */
  delivery: 'none' | 'at-counter' | 'shipment-ordered' | 'in-post' | 'lost' | 'delivered' | 'back-at-counter' | 'given-at-counter' | 'given-online'
  deliveryTerm: string
  /** Mã trạng thái quốc gia 1-10 */
  national?: number
  money: 'none' | 'requested' | 'paid' | 'partly-refunded' | 'refunded' | 'cancelled' | 'exempted'
  /** Lúc thay đổi gần nhất. */
  updatedAt: string
}

/** RFC 9457 */
export interface Problem {
  /** urn:mot-cua:problem: và mã. */
  type: string
  /** Mã ổn định cho máy; sau này có thể thêm */
  code: string
  /** Mã HTTP. */
  status: number
  /** Loại lỗi, thành chữ. */
  title: string
  /** Câu tiếng Việt cho người */
  detail: string
  /** Từng chỗ sai. */
  faults?: { where: string; code: string; detail: string }[]
}

/** Lời từ chối của chính cổng API, trước khi yêu cầu đến hệ thống */
export interface DoorRefusal {
  message: string
}

export interface ProcedureSummary {
  /** Mã. */
  code: string
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version: number
  /** Tên, để hiện cho người. */
  name: string
  /** Lĩnh vực. */
  fields: { code?: string; name: string }[]
  /** Các cấp giải quyết. */
  levels: ('province' | 'commune' | 'vertical' | 'central' | 'district')[]
  /** Các cách nộp được nhận. */
  channels: ('direct' | 'online' | 'postal')[]
  /** Thời hạn theo quy định */
  limits: { channel: string; amount?: number; unit: string }[]
  /** Thời hạn cam kết, ngắn hơn: hẹn trả tính theo đây */
  committed?: { channel: string; amount?: number; unit: string }[]
  /** Trực tuyến toàn trình, một phần */
  online?: 'full' | 'partial'
  byPost?: boolean
  /** 04 tại chỗ */
  onTheSpot?: boolean
  /** Phi địa giới */
  nonTerritorial?: boolean
  /** Ai có thẩm quyền giải quyết. */
  competent: { kind: 'receiving-commune' | 'agency'; agency?: string }
}

/** Thủ tục hành chính */
export interface Procedure {
  /** Mã trong Cơ sở dữ liệu quốc gia về thủ tục hành chính. */
  code: string
  /** Phiên bản của thủ tục; hồ sơ giữ phiên bản của lúc tiếp nhận. */
  version: number
  /** Tên, để hiện cho người. */
  name: string
  /** Lĩnh vực. */
  fields: { code?: string; name: string }[]
  /** Các cấp giải quyết. */
  levels: ('province' | 'commune' | 'vertical' | 'central' | 'district')[]
  /** Các cách nộp được nhận. */
  channels: ('direct' | 'online' | 'postal')[]
  /** Thời hạn theo quy định */
  limits: { channel: string; amount?: number; unit: string }[]
  /** Thời hạn cam kết, ngắn hơn: hẹn trả tính theo đây */
  committed?: { channel: string; amount?: number; unit: string }[]
  /** Trực tuyến toàn trình, một phần */
  online?: 'full' | 'partial'
  /** Nhận và trả qua bưu chính công ích. */
  byPost?: boolean
  /** 04 tại chỗ */
  onTheSpot?: boolean
  /** Phi địa giới */
  nonTerritorial?: boolean
  /** Ai có thẩm quyền giải quyết. */
  competent: { kind: 'receiving-commune' | 'agency'; agency?: string }
  /** Quyết định cam kết rút ngắn. */
  committedBy?: string
  /** Thời hạn, nguyên văn của nguồn. */
  limitRaw: string
  /** Thời hạn do hệ thống hiểu từ nguyên văn, chưa ai xác nhận. */
  limitAssumed?: string
  /** Các trường hợp của thủ tục, mỗi trường hợp có giấy tờ, phí và thời hạn riêng. */
  cases: { id: string; name: string; limits: { channel: string; amount?: number; unit: string }[]; committed: { channel: string; amount?: number; unit: string }[]; fees?: { kind: 'fee' | 'charge' | 'price'; amountVnd: number | null; channel: 'direct' | 'online' | 'postal' | 'any'; note?: string }[]; papers?: string[]; requires?: string[] }[]
  /** Phí, lệ phí. */
  fees: { kind: 'fee' | 'charge' | 'price'; amountVnd: number | null; channel: 'direct' | 'online' | 'postal' | 'any'; note?: string }[]
  /** Các đối tượng được miễn, giảm. */
  exemptions: { id: string; who: string; percent: number; ground: string; kinds?: string[] }[]
  /** Giấy tờ của hồ sơ. */
  papers: { id: string; name: string; originals: number; copies: number; required: boolean; code?: string; electronicForm: boolean }[]
  /** Ghi chú. */
  notes: string[]
  /** Kết quả giải quyết. */
  results: string[]
  /** Ai được nộp. */
  subjects: string[]
  /** Yêu cầu, điều kiện. */
  conditions?: string
  /** Trình tự thực hiện. */
  order: { title?: string; text: string }[]
  /** Mẫu đơn, tờ khai. */
  forms: { name: string; url?: string; paper?: string }[]
  /** Đoạn hướng dẫn. */
  clips: { title: string; url: string }[]
  /** Căn cứ pháp lý. */
  legalBases: { number?: string; title: string }[]
  /** Cơ quan phối hợp. */
  coordinating: string[]
  /** Nơi tiếp nhận. */
  receivingAddress?: string
  /** Quyết định công bố. */
  promulgatedBy?: string
  /** Được yêu cầu bổ sung nhiều nhất bao nhiêu lần. */
  supplementLimit: number
  /** Có hiệu lực từ ngày này. */
  validFrom: string
  /** Hết hiệu lực sau ngày này; không có là đang còn hiệu lực. */
  validTo?: string
  /** Số quyết định. */
  decision: string
  /** Ngày quyết định. */
  decidedOn?: string
  /** Ngày có hiệu lực. */
  effectiveOn?: string
  /** Ngày công khai. */
  postedOn?: string
  /** Nguồn của số liệu hoặc của quy định. */
  source: string
}

/** Lịch làm việc của một cơ quan, từng ngày */
export interface UnitCalendar {
  unit: Unit
  publishedUntil: string
  days: { on: string; isWorked: boolean; sessions: string[][]; name?: string; provisional: boolean }[]
}

/** Cơ quan hoặc bộ phận */
export interface Unit {
  /** Số hiệu. */
  id: string
  /** Tên, để hiện cho người. */
  name: string
}

/** Trạng thái, các mốc ngày và cơ quan; không có thông tin cá nhân */
export interface LookedUp {
  /** Mã. */
  code: string
  /** Tên thủ tục hành chính. */
  procedureName: string
  /** Trạng thái giải quyết. */
  status: 'draft' | 'registered' | 'accepted' | 'refused' | 'in-progress' | 'supplement-requested' | 'obligation-requested' | 'withdrawn' | 'stopped' | 'processed' | 'returned'
  /** Trạng thái, thành chữ để hiện cho người. */
  statusTerm: string
  /** Cơ quan đang giải quyết. */
  office: string
  /** Lúc người dân nộp. */
  submittedAt?: string
  /** Lúc tiếp nhận. */
  acceptedAt?: string
  /** Hạn trả kết quả theo giờ làm việc; đổi khi hồ sơ tạm dừng, chạy tiếp hoặc được hẹn lại. */
  dueAt?: string
  /** Lúc kết thúc. */
  finishedAt?: string
  /** Việc trả kết quả đang ở đâu. */
  delivery: 'none' | 'at-counter' | 'shipment-ordered' | 'in-post' | 'lost' | 'delivered' | 'back-at-counter' | 'given-at-counter' | 'given-online'
  /** Việc trả kết quả, thành chữ để hiện cho người. */
  deliveryTerm: string
}

export interface Opened {
  dossier: Dossier
  event: HistoryRow
  /** Những chỗ nên xem lại; hồ sơ vẫn được lập */
  warnings: { where: string; code: 'birth-year-disagrees' | 'sex-disagrees' | 'born-in-future' | 'tax-code-doubtful' | 'abolished-level' | 'representative-unproved' | 'commune-unnamed' | 'former-commune' | 'paper-missing'; detail: string }[]
}

/** Hồ sơ, thông tin cá nhân đã che */
export interface Dossier {
  /** Số hiệu, dùng trong địa chỉ của API. */
  id: string
  /** Gửi lại số này khi thực hiện thao tác */
  version: number
  /** Mã hồ sơ, có từ khi tiếp nhận */
  code?: string
  /** Thủ tục hành chính: mã, khi được hiện cả tên. */
  procedure: { code: string; version: number; name: string }
  /** Trường hợp của thủ tục. */
  case?: string
  /** Cách nộp: trực tiếp, trực tuyến, bưu chính. */
  channel: 'direct' | 'online' | 'postal'
  /** Trạng thái giải quyết. */
  status: { code: 'draft' | 'registered' | 'accepted' | 'refused' | 'in-progress' | 'supplement-requested' | 'obligation-requested' | 'withdrawn' | 'stopped' | 'processed' | 'returned'; term: string; national?: number }
  /** Đồng hồ thời hạn: `not-started` chưa chạy (chưa tiếp nhận), `running` đang chạy, `paused` đang tạm dừng (chờ bổ sung, chờ nộp tiền, lý do khác), `stopped` đã dừng hẳn. */
  clock: 'not-started' | 'running' | 'paused' | 'stopped'
  /** Khoản phải nộp: chưa có, đang chờ nộp, đã nộp, đã hoàn, đã hủy, được miễn. */
  money: 'none' | 'requested' | 'paid' | 'partly-refunded' | 'refunded' | 'cancelled' | 'exempted'
  /** Việc trả kết quả đang ở đâu. */
  delivery: { code: 'none' | 'at-counter' | 'shipment-ordered' | 'in-post' | 'lost' | 'delivered' | 'back-at-counter' | 'given-at-counter' | 'given-online'; term: string }
  receivingUnit: Unit
  competentAgency: Unit
  holder: Unit
  /** Mã cán bộ. */
  officer?: { id: string; name?: string }
  /** Bước đang đứng của quy trình; trước khi tiếp nhận chưa có bước. */
  step?: number
  /** Bước cuối của quy trình. */
  lastStep?: number
  /** Hồ sơ gốc, khi đây là phần liên thông */
  parent?: string
  /** Phần đang ở cơ quan phối hợp */
  child?: string
  partAt?: Unit
  /** Lúc cơ quan nhận chuyển xác nhận đã nhận. */
  transferAcknowledgedAt?: string
  /** Đang chờ bổ sung cho khâu nào: tiếp nhận hay thẩm định. */
  supplementStage?: 'reception' | 'appraisal'
  /** Đã yêu cầu bổ sung bao nhiêu lần. */
  supplementCount: number
  /** Hạn trả lời yêu cầu bổ sung */
  supplementDueAt?: string
  /** Đã hết hạn bổ sung, chờ cán bộ xác nhận */
  supplementExpiredAt?: string
  /** Đã xin lỗi và hẹn lại bao nhiêu lần. */
  extensionCount?: number
  /** Việc đang gửi cơ quan ngoài hệ thống; in-transit: chưa có xác nhận */
  errand?: { partner: 'tax-office' | 'letter-axis'; letter?: { number: string; issuedOn: string; sender: string; receiver: string }; number: string; state: 'in-transit' | 'taken'; since: string; ackDueAt: string; late: boolean }
  /** Chuyến giấy tờ đang trên đường */
  carriage?: { kind: 'collect-dossier' | 'carry-papers'; number: string; by: 'post' | 'hand'; state: 'ordered' | 'in-post' | 'collected' | 'arrived'; since: string; to: string; waybill?: string }
  /** Cơ quan đang giữ giấy tờ bản giấy; applicant: người nộp */
  papersAt?: string
  /** Mã lý do đang tạm dừng tính thời hạn */
  pausedFor?: string
  /** Hồ sơ có kết quả được đính chính */
  corrects?: string
  /** Hồ sơ đính chính mới nhất */
  correction?: string
  /** Cách nhận kết quả: tại quầy, bưu chính hoặc trực tuyến. */
  returnBy: 'counter' | 'post' | 'online'
  /** Họ tên đã che */
  applicant: string
  /** Lúc lập. */
  createdAt: string
  /** Lúc người dân nộp. */
  submittedAt?: string
  /** Lúc tiếp nhận. */
  acceptedAt?: string
  /** Hạn bổ sung hoặc trả lời của người dân. */
  answerDueAt?: string
  /** Hạn trả kết quả theo giờ làm việc; đổi khi hồ sơ tạm dừng, chạy tiếp hoặc được hẹn lại. */
  dueAt?: string
  /** Hạn của bước đang đứng. */
  stepDueAt?: string
  /** Tạm tính: lịch nghỉ của năm ấy chưa công bố hết. */
  provisional?: boolean
  /** Thời gian làm việc còn lại hoặc đã quá */
  remaining?: string
  /** Giờ làm việc còn lại của bước. */
  stepRemaining?: string
  /** Lúc kết thúc. */
  finishedAt?: string
  /** Trước hạn, đúng hạn hay quá hạn. */
  class?: 'early' | 'on-time' | 'overdue'
  /** Kết quả giải quyết. */
  result?: { dossier: string; scan: number; number: string; outcome?: 'rejected' | 'partly' }
  /** Số hiệu bưu gửi. */
  waybill?: string
  /** Lúc thay đổi gần nhất. */
  updatedAt: string
}

/** Một dòng của quá trình xử lý */
export interface HistoryRow {
  /** Hồ sơ. */
  dossier: string
  /** Số thứ tự. */
  n: number
  /** Lúc nào, giờ Việt Nam. */
  at: string
  agency: Unit
  /** Việc được làm. */
  act: { code: string; term: string }
  /** Ai làm, hoặc làm bằng cách nào. */
  by: { kind: 'citizen' | 'officer' | 'job'; term: string; id?: string; name?: string; unit?: Unit; standsFor?: { id: string; name?: string } }
  /** Trạng thái trước. */
  from?: string
  /** Trạng thái sau. */
  to: string
  /** Bước đang đứng của quy trình; trước khi tiếp nhận chưa có bước. */
  step?: number
  /** Ghi chú. */
  note?: string
  /** Lý do, người liên quan đọc được. */
  reason?: string
  /** Giấy tờ của hồ sơ. */
  papers?: string[]
  /** Hạn trả kết quả theo giờ làm việc; đổi khi hồ sơ tạm dừng, chạy tiếp hoặc được hẹn lại. */
  dueAt?: string
  /** Phần chi tiết: của lỗi và của cảnh báo thành câu tiếng Việt, của địa chỉ là số nhà, đường, thôn. */
  detail?: Record<string, unknown>
  /** Dấu vân tay của việc này, nối với việc trước: sửa một dòng thì mọi dòng sau không khớp. */
  digest?: string
}

/** Một trang; gửi lại next ở tham số after để xem tiếp */
export interface DossierPage {
  /** Các dòng của trang. */
  rows: Dossier[]
  /** Con trỏ của trang sau; không có là đã hết. */
  next?: string
}

/** Hồ sơ đầy đủ với quá trình xử lý của mọi cơ quan */
export interface DossierWhole {
  dossier: Dossier
  parties: Parties
  /** Cho cán bộ, đến khi tiếp nhận: những chỗ nên xem lại trước khi cấp mã */
  warnings?: { where: string; code: 'birth-year-disagrees' | 'sex-disagrees' | 'born-in-future' | 'tax-code-doubtful' | 'abolished-level' | 'representative-unproved' | 'commune-unnamed' | 'former-commune' | 'paper-missing'; detail: string }[]
  /** Các tệp. */
  scans: Scan[]
  /** Các bước của quy trình. */
  steps?: { n: number; name: string; role: 'reception' | 'handler' | 'unit-head' | 'leader' | 'clerk' | 'cashier' | 'return-desk' | 'supervisor' | 'admin'; hours: number; room: Unit; agency: Unit; next: number[]; acts: string[]; procedure?: { code: string; version: number; name: string } }[]
  /** Sổ thời gian: dừng, chạy lại */
  ledger?: Record<string, unknown>[]
  /** Các đồng hồ: trả lời, toàn bộ, cơ quan, bước, trả kết quả */
  clocks?: Clock[]
  /** Giấy tờ phải có của thủ tục (và của trường hợp đã chọn). */
  requiredPapers?: { id: string; name: string }[]
  /** Quá trình xử lý, mỗi việc một dòng. */
  history: HistoryRow[]
  /** Tệp của hồ sơ gốc; tải xuống dưới mã của hồ sơ gốc */
  parentScans?: Scan[]
  /** Phía bên kia của liên thông */
  kin?: Dossier[]
  /** Các khoản phải nộp. */
  money?: Obligation[]
  /** Các lần lấy ý kiến. */
  consultations?: Consultation[]
  receipt?: Receipt
  /** Kết quả từng thủ tục của nhóm; tải theo name */
  results?: { name: string; number: string; outcome?: 'rejected' }[]
}

/** Người nộp, chủ hồ sơ: thông tin cá nhân */
export interface Parties {
  /** Người nộp hồ sơ. */
  applicant: { name: string; identityNumber: string; taxCode?: string; sex?: 'male' | 'female'; phone?: string; email?: string; address?: string; birthDate?: string }
  /** Chủ hồ sơ, khi người nộp làm thay. */
  owner?: { name: string; identityNumber: string; taxCode?: string; sex?: 'male' | 'female'; phone?: string; email?: string; address?: string; birthDate?: string }
  /** Trích yếu, một câu. */
  summary?: string
  /** Nơi bưu điện trả kết quả. */
  deliverTo?: { name: string; phone: string; detail: string; communeCode: string; communeName?: string }
  /** Nơi bưu điện đến nhận hồ sơ. */
  collectFrom?: { name: string; phone: string; detail: string; communeCode: string; communeName?: string }
  /** Người nhận kết quả. */
  takenBy?: { kind: 'owner' | 'representative'; name: string; identityPaper?: string; powerOfAttorney?: boolean; at: string }
  /** Lý do nơi nhận ngoài hệ thống nêu khi trả lại phiếu hoặc văn bản; chỉ cán bộ thấy. */
  errandSaid?: { number: string; text: string }
}

/** Tệp thành phần hồ sơ hoặc kết quả */
export interface Scan {
  /** Số thứ tự. */
  n: number
  /** Mã giấy tờ trong thành phần hồ sơ của thủ tục. */
  paper?: string
  /** Vai trò. */
  role: 'component' | 'result' | 'letter'
  /** Tệp đến theo một văn bản qua trục. */
  letter?: { arrival: number; file: number }
  /** Tên tệp. */
  fileName: string
  /** Kiểu nội dung (MIME). */
  type: 'application/pdf' | 'image/jpeg' | 'image/png' | 'application/octet-stream'
  /** Độ lớn, byte. */
  size: number
  /** Dấu vân tay SHA-256 của nội dung, 64 chữ số thập lục phân. */
  sha256: string
  /** Tệp: chỗ trống, đã tải lên và chờ quét mã độc, sạch (mới dùng được), hoặc bị loại. */
  state: { code: 'slot' | 'uploaded' | 'clean' | 'infected' | 'unreadable' | 'encrypted' | 'mismatched' | 'empty' | 'unscannable' | 'late'; term: string }
  /** Lý do, người liên quan đọc được. */
  reason?: string
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Lúc quét xong mã độc. */
  verdictAt?: string
  /** Có khi tệp không được tải lên mà dùng lại giấy tờ đã có */
  reused?: { kind: { code: 'component' | 'result'; term: string }; evidence: number; code: string; file: string }
}

/** Một đồng hồ của hồ sơ */
export interface Clock {
  /** Hồ sơ này hoặc phần liên thông của nó */
  dossier: string
  /** Đồng hồ nào: câu trả lời cho dân, cả hồ sơ liên thông, phần của một cơ quan, một bước, việc trả kết quả. */
  clock: { code: 'answer' | 'whole' | 'part' | 'step' | 'return'; term: string }
  agency: Unit
  /** Trạng thái. */
  state: 'running' | 'paused' | 'ended'
  /** Chạy từ lúc này. */
  from: string
  /** Không có khi đang tạm dừng */
  dueAt?: string
  /** Còn hoặc quá, theo giờ làm việc; khớp với dueAt */
  remaining?: string
  /** Có ngày nằm ngoài lịch đã công bố */
  provisional: boolean
  /** Chờ trả kết quả không bao giờ làm hồ sơ quá hạn */
  countsAsOverdue: boolean
}

/** Một khoản phí, lệ phí hoặc nghĩa vụ tài chính của hồ sơ */
export interface Obligation {
  /** Số thứ tự. */
  n: number
  /** Từng khoản. */
  items: { kind: 'fee' | 'charge' | 'price'; name: string; amountVnd: number; budgetCode?: string }[]
  /** Bên thu tiền. */
  payee: string
  /** Số thông báo của cơ quan thuế: nộp vào ngân sách nhà nước, Kho bạc cấp chứng từ */
  notice?: string
  /** Có khoản khác mức công bố của thủ tục */
  deviates?: true
  /** Tổng số tiền, đồng Việt Nam. */
  totalVnd: number
  /** Hạn nộp, YYYY-MM-DD. */
  dueOn?: string
  /** Hồ sơ tạm dừng chờ khoản này */
  holdsUp: boolean
  /** Chờ nộp, đã nộp, đã hoàn, đã hủy, được miễn. */
  state: 'requested' | 'paid' | 'refunded' | 'cancelled' | 'exempted'
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Bưu gửi mà bưu tá thu hộ khoản này; khi đó chưa nộp cách khác được */
  codOrder?: string
  /** Bưu gửi đã phát, bưu tá đã thu khoản này; chờ bưu điện nộp về, người nộp không phải nộp nữa */
  collectedAt?: string
  /** Miễn, giảm. */
  exemption?: { kind: 'exempt' | 'reduced'; id?: string; unlisted?: true; ground: string; beforeVnd: number; at: string }
  /** Lần nộp. */
  payment?: { amountVnd: number; method: 'cash' | 'transfer' | 'online' | 'cod'; reference?: string; receiptNumber: string; at: string; paidAt?: string }
  /** @deprecated Lần hoàn cuối cùng; thay bằng refunds */
  refund?: { amountVnd: number; reason: string; reference?: string; at: string }
  /** Các lần hoàn, cộng lại không quá số đã nộp; khoản còn giữ một phần vẫn là paid */
  refunds?: { n: number; amountVnd: number; reason: string; reference?: string; at: string }[]
  /** Hủy khoản này. */
  cancelled?: { reason: string; at: string }
  /** Tiền nộp trực tuyến phải trả lại: có transfer là đã chuyển trả theo chứng từ này; không có là đã yêu cầu cổng trả */
  backs?: { attempt: string; transaction: string; day?: string; refund?: number; why: 'paid-twice' | 'paid-late' | 'amount-differs' | 'refund' | 'stray'; amountVnd: number; transfer?: string; at: string }[]
}

/** Một yêu cầu lấy ý kiến và trả lời */
export interface Consultation {
  /** Số thứ tự. */
  n: number
  unit: Unit
  question: string
  askedBy: { id: string; name?: string }
  /** Lúc yêu cầu. */
  askedAt: string
  /** Hạn trả kết quả theo giờ làm việc; đổi khi hồ sơ tạm dừng, chạy tiếp hoặc được hẹn lại. */
  dueAt: string
  pauseReason?: string
  answer?: string
  answeredBy?: { id: string; name?: string }
  answeredAt?: string
  closedAt?: string
}

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả */
export interface Receipt {
  /** Mã hồ sơ. */
  code: string
  /** Mã tra cứu in trên giấy tiếp nhận */
  secret?: string
  /** Lúc tiếp nhận. */
  acceptedAt: string
  /** Hạn trả kết quả theo giờ làm việc; đổi khi hồ sơ tạm dừng, chạy tiếp hoặc được hẹn lại. */
  dueAt?: string
  /** Tạm tính: lịch nghỉ của năm ấy chưa công bố hết. */
  provisional?: boolean
  office: Unit
  /** Cách nhận kết quả: tại quầy, bưu chính hoặc trực tuyến. */
  returnBy: 'counter' | 'post' | 'online'
  /** Các tệp đã nhận, theo dấu vân tay. */
  components: { n: number; fileName: string; paper?: string; size: number; sha256: string }[]
}

/** Một đồng hồ với cách tính */
export interface ExplainedClock {
  /** Hồ sơ này hoặc phần liên thông của nó */
  dossier: string
  clock: { code: 'answer' | 'whole' | 'part' | 'step' | 'return'; term: string }
  agency: Unit
  /** Trạng thái. */
  state: 'running' | 'paused' | 'ended'
  /** Từ ngày này. */
  from: string
  /** Không có khi đang tạm dừng */
  dueAt?: string
  /** Còn hoặc quá, theo giờ làm việc; khớp với dueAt */
  remaining?: string
  /** Có ngày nằm ngoài lịch đã công bố */
  provisional: boolean
  /** Chờ trả kết quả không bao giờ làm hồ sơ quá hạn */
  countsAsOverdue: boolean
  /** Dòng đưa vào `npm run -s due` sẽ cho đúng answer */
  question: Record<string, unknown>
  answer: { id: string; dueAt: string | null; class: 'early' | 'on-time' | 'overdue' | 'open'; workingHoursLeft: number | null; provisional: boolean; why: string[] }
}

/** Chỗ tải lên: PUT đúng tệp đã khai với đúng các tiêu đề này, một lần */
export interface ScanSlot {
  scan: Scan
  /** Nơi PUT tệp; không có khi chính tệp này đã tải lên: không phải gửi lại */
  upload?: { method: 'PUT'; url: string; headers: Record<string, string>; expiresAt: string }
}

export interface ScanAnswer {
  scan: Scan
}

/** Liên kết tải xuống ngắn hạn */
export interface Link {
  /** Địa chỉ đầy đủ; liên kết tải lên, tải xuống chỉ dùng được trong ít phút. */
  url: string
  /** Hết dùng được vào lúc này. */
  expiresAt: string
}

/** Hồ sơ mới nhất trước; trang có thể trống mà vẫn còn next */
export interface PaperPage {
  /** Các dòng của trang. */
  rows: PaperOnHand[]
  /** Con trỏ của trang sau; không có là đã hết. */
  next?: string
}

/** Giấy tờ đã nộp hoặc kết quả đã trả của chính mình */
export interface PaperOnHand {
  /** Loại. */
  kind: { code: 'component' | 'result'; term: string }
  /** Gửi lại cùng `file` để dùng lại giấy tờ này */
  dossier: string
  /** Tên tệp ở hồ sơ đó, như ở `downloadMyScan` */
  file: string
  /** Mã hồ sơ */
  code: string
  /** Thủ tục hành chính: mã, khi được hiện cả tên. */
  procedure: { code: string; name: string }
  /** Mã giấy tờ trong thành phần hồ sơ của thủ tục. */
  paper?: { id: string; name?: string }
  /** Số của kết quả */
  number?: string
  /** Tên tệp. */
  fileName: string
  /** Kiểu nội dung (MIME). */
  type: 'application/pdf' | 'image/jpeg' | 'image/png' | 'application/octet-stream'
  /** Độ lớn, byte. */
  size: number
  /** Dấu vân tay SHA-256 của nội dung, 64 chữ số thập lục phân. */
  sha256: string
  /** Lúc nộp; của kết quả là lúc trả */
  at: string
}

/** Một trang nhật ký, mới nhất trước */
export interface DataReadPage {
  /** Các dòng của trang. */
  rows: DataRead[]
  /** Con trỏ của trang sau; không có là đã hết. */
  next?: string
}

/** Một lượt xem dữ liệu cá nhân của hồ sơ */
export interface DataRead {
  /** Lúc nào, giờ Việt Nam. */
  at: string
  reader: { kind: 'citizen' | 'officer' | 'machine' | 'job'; term: string; agency?: Unit; officer?: { id: string; name?: string } }
  what: { code: 'whole' | 'scan' | 'result' | 'papers' | 'sheet' | 'print' | 'register' | 'search' | 'feedback' | 'archive'; term: string }
  /** Tệp. */
  scan?: number
  class: { code: 'none' | 'basic' | 'sensitive'; term: string }
  purpose: { code: 'handling' | 'counter' | 'supervision' | 'complaint' | 'owner' | 'synchronisation'; term: string }
  requestId?: string
}

export interface Done {
  dossier: Dossier
  event: HistoryRow
  /** Cho người nộp, ở submit và khi bổ sung trước tiếp nhận: giấy tờ phải có còn thiếu tệp */
  warnings?: { where: string; code: 'birth-year-disagrees' | 'sex-disagrees' | 'born-in-future' | 'tax-code-doubtful' | 'abolished-level' | 'representative-unproved' | 'commune-unnamed' | 'former-commune' | 'paper-missing'; detail: string }[]
  receipt?: Receipt
}

/** Ý kiến được hỏi và chưa trả lời; câu hỏi nằm trong hồ sơ */
export interface OpinionPage {
  /** Các dòng của trang. */
  rows: { dossier: Dossier; consultation: number; unit: Unit; dueAt: string; remaining: string }[]
  /** Con trỏ của trang sau; không có là đã hết. */
  next?: string
}

/** Cổng DVCQG đã được báo gì, đã xác nhận gì về một hồ sơ */
export interface SyncLine {
  /** Hồ sơ. */
  dossier: string
  /** Mã. */
  code?: string
  owed?: { event: number; at: string }
  /** Sự kiện chưa báo lâu nhất, từ lúc nào */
  unsentSince?: string
  sent?: { event: number; status: 'draft' | 'registered' | 'accepted' | 'refused' | 'in-progress' | 'supplement-requested' | 'obligation-requested' | 'withdrawn' | 'stopped' | 'processed' | 'returned'; at: string }
  acknowledged?: { event: number; status: 'draft' | 'registered' | 'accepted' | 'refused' | 'in-progress' | 'supplement-requested' | 'obligation-requested' | 'withdrawn' | 'stopped' | 'processed' | 'returned'; at: string }
  refused?: { event: number; code: string; at: string; times: number }
  /** Số: của văn bản, phiếu, kết quả hoặc thửa đất. */
  number?: string
  answer?: { dueAt: string; keptAt: string; toldAt: string; late: 'no' | 'people' | 'synchronisation' }
  whole?: { dueAt: string; keptAt: string; toldAt: string; late: 'no' | 'people' | 'synchronisation' }
}

/** Một tin đã báo hoặc sẽ báo cho người nộp; không ghi nơi nhận */
export interface Notice {
  /** Sự kiện mà tin nói tới */
  event: number
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Cách nộp: trực tiếp, trực tuyến, bưu chính. */
  channel: 'sms' | 'chat' | 'mail'
  /** Loại. */
  kind: 'received' | 'supplement-asked' | 'fee-asked' | 'fee-cancelled' | 'paid' | 'refunded' | 'extended' | 'result-ready' | 'survey-offered' | 'refused' | 'stopped' | 'parcel-back' | 'parcel-astray' | 'papers-not-carried'
  template: number
  /** sent: nhà mạng đã nhận; delivered, undelivered: theo báo cáo phát tin; complained: đã tới và bị báo là thư rác; unknown: không biết thư đã đi hay chưa; given-up: quá muộn để báo; overtaken: không còn đúng khi có thể gửi */
  state: 'waiting' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'complained' | 'refused' | 'unknown' | 'given-up' | 'overtaken'
  /** Không gửi trước lúc này */
  sendAt: string
  settledAt?: string
  /** Lý do nhà mạng không nhận, hoặc vì sao không còn gửi */
  why?: string
  tries: number
}

/** Một tin báo cho cơ quan, đi cùng các tin khác trong thư tổng hợp */
export interface AgencyNotice {
  /** Sự kiện mà tin nói tới */
  event: number
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Cơ quan được báo */
  agency: string
  /** waiting: chờ thư tổng hợp; sent: đã đi; unknown: không biết thư đã đi hay chưa; overtaken: không còn đúng khi thư đi; no-address: cơ quan không có hộp thư */
  state: 'waiting' | 'sent' | 'unknown' | 'overtaken' | 'no-address'
  /** Giờ của thư tổng hợp */
  sendAt: string
  settledAt?: string
}

/** Phân công làm thay, từ ngày đến ngày */
export interface StandIn {
  /** Số hiệu. */
  id: string
  absent: { id: string; name?: string }
  substitute: { id: string; name?: string }
  /** Từ ngày này. */
  from: string
  /** Đến hết ngày này. */
  to: string
  /** Lý do, người liên quan đọc được. */
  reason: string
  setBy: { id: string; name?: string }
  setAt: string
  endedBy?: { id: string; name?: string }
  /** Lúc xong. */
  endedAt?: string
}

/** Mẫu số: {agency}, {year}, {date:yyMMdd}, {date:yyyyMMdd}, {seq:0000} */
export interface NumberPattern {
  /** Loại. */
  kind: 'dossier-code' | 'result' | 'payment-receipt' | 'letter' | 'waybill'
  /** Có hiệu lực từ ngày này. */
  validFrom: string
  /** Hết hiệu lực sau ngày này; không có là đang còn hiệu lực. */
  validTo?: string
  pattern: string
  /** Nguồn của số liệu hoặc của quy định. */
  source: string
  /** Ai làm, hoặc làm bằng cách nào. */
  by?: string
  /** Lúc nào, giờ Việt Nam. */
  at?: string
  builtIn: boolean
  /** Các mẫu đã đặt trước cho cùng loại và cùng ngày bắt đầu, cũ nhất trước; mẫu này thay chúng */
  earlier?: { kind: 'dossier-code' | 'result' | 'payment-receipt' | 'letter' | 'waybill'; validFrom: string; validTo?: string; pattern: string; source: string; by: string; at: string }[]
}

/** Báo cáo quá hạn và sắp đến hạn của một cơ quan trong một ngày */
export interface OverdueReport {
  /** Ngày, YYYY-MM-DD. */
  day: string
  agency: Unit
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Quá hạn. */
  overdue: { dossier: string; code: string; procedure: string; procedureName: string; room: Unit; officer?: { id: string; name?: string }; step?: number; dueAt: string; remaining: string; clock: 'whole' | 'step' | 'answer'; part?: true }[]
  /** Sắp đến hạn. */
  comingDue: { dossier: string; code: string; procedure: string; procedureName: string; room: Unit; officer?: { id: string; name?: string }; step?: number; dueAt: string; remaining: string; clock: 'whole' | 'step' | 'answer'; part?: true }[]
}

/** Hồ sơ quá hạn lúc này: hồ sơ nào, ở bàn ai, vì sao */
export interface Late {
  agency: Unit
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Tất cả hồ sơ đang quá hạn */
  count: number
  /** Tất cả nằm ở bàn nào, nhiều nhất trước */
  desks: { room: Unit; officer?: { id: string; name?: string }; count: number }[]
  /** Nguyên nhân của các dòng trong trang này */
  byCause: { cause: 'citizen' | 'money' | 'other-agency' | 'synchronisation' | 'staff'; term: string; count: number }[]
  /** Còn hồ sơ sau trang này; lâu nhất đứng trước */
  next?: string
  /** Các dòng của trang. */
  rows: { dossier: string; code: string; procedure: string; procedureName: string; room: Unit; officer?: { id: string; name?: string }; step?: number; dueAt: string; remaining: string; clock: 'whole' | 'step' | 'answer'; cause: 'citizen' | 'money' | 'other-agency' | 'synchronisation' | 'staff'; why: string; minutes: Record<string, number> }[]
  /** Xong đúng hạn nhưng Cổng DVCQG hiện là trễ vì chưa được báo: chậm do đồng bộ */
  atPortal: { count: number; isMore: boolean; rows: { dossier: string; code: string; procedureName: string; dueAt: string; keptAt: string; unsentSince: string }[] }
}

/** Bảng số liệu của một kỳ, có cả dòng bằng không; kỳ chưa hết thì đếm đến hôm nay và notes nói rõ */
export interface Figures {
  report: string
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version: number
  /** Tên gọi. */
  title: string
  form?: string
  /** Nguồn của số liệu hoặc của quy định. */
  source: string
  /** Cơ quan: mã, khi được hiện cả tên. */
  agency: string
  /** Từ ngày này. */
  from: string
  /** Đến hết ngày này. */
  to: string
  /** Ai làm, hoặc làm bằng cách nào. */
  by: 'field' | 'procedure' | 'agency' | 'level' | 'sender' | 'room' | 'officer' | 'step' | 'due'
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Các cột. */
  columns: { id: string; head: string; traceable: boolean }[]
  /** Các dòng của trang. */
  rows: { key: string; label: string; cells: (number | null)[] }[]
  /** Tổng cộng. */
  total: { key: string; label: string; cells: (number | null)[] }
  manifest: { rowCount: number; sha256: string; faults: string[] }
  targets: { column: string; head: string; percent: number | null; target: number; source: string; isMet: boolean | null }[]
  /** Ghi chú. */
  notes: string[]
}

/** Một báo cáo được yêu cầu và tình trạng của nó */
export interface ReportJob {
  /** Số hiệu. */
  id: string
  /** Loại. */
  kind: 'figures' | 'register' | 'late' | 'late-now' | 'trace'
  report?: string
  /** Cơ quan: mã, khi được hiện cả tên. */
  agency: string
  /** Từ ngày này. */
  from: string
  /** Đến hết ngày này. */
  to: string
  /** Dạng tệp. */
  format: 'json' | 'xlsx' | 'pdf'
  /** Trạng thái. */
  state: { code: 'queued' | 'ready' | 'failed'; term: string }
  /** Lúc yêu cầu. */
  askedAt: string
  /** Lúc xong. */
  endedAt?: string
  /** Số dòng của tệp. */
  rowCount?: number
  /** SHA-256 của các dòng; số liệu như nhau thì bằng nhau */
  rowsSha256?: string
  /** Byte */
  size?: number
  /** SHA-256 của tệp */
  sha256?: string
  failure?: { code: 'too-big' | 'no-such-report' | 'set-aside'; term: string }
}

/** Báo cáo tháng như đã lập, như hiện nay, và vì sao khác */
export interface Corrections {
  report: string
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version: number
  /** Tên gọi. */
  title: string
  /** Cơ quan: mã, khi được hiện cả tên. */
  agency: string
  /** Tháng, YYYY-MM. */
  month: string
  madeAt: string
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Sai khi mẫu báo cáo đã đổi phiên bản, hoặc phải xem nhiều hồ sơ hơn một yêu cầu cho phép */
  comparable: boolean
  /** Sai: chỉ nêu chênh lệch, không nêu do đâu (danh mục, nguyên nhân quá hạn) */
  traced: boolean
  /** Các cột. */
  columns: { id: string; head: string }[]
  /** Chỉ những dòng có chênh lệch */
  rows: { key: string; label: string; before: (number | null)[]; now: (number | null)[]; delta: (number | null)[] }[]
  /** Tổng cộng. */
  total?: { key: string; label: string; before: (number | null)[]; now: (number | null)[]; delta: (number | null)[] }
  /** Ai làm, hoặc làm bằng cách nào. */
  by: { dossier?: string; code?: string; event?: number; mendedBy?: string; at: string; key: string; delta: (number | null)[] }[]
  /** Chênh lệch không truy được */
  unexplained: string[]
}

/** Xếp hạng các cơ quan theo tỷ lệ quá hạn thuộc trách nhiệm, và cơ quan tái diễn; tháng chưa hết thì đếm đến hôm nay */
export interface League {
  /** Tháng, YYYY-MM. */
  month: string
  /** Căn cứ xếp hạng, nói bằng lời */
  basis: string
  /** Hồ sơ của dân ở mọi cơ quan, mỗi hồ sơ đếm một lần */
  requests?: { received: number; resolved: number; overdue: number; openLate: number }
  agencies: { agency: Unit; resolved: number; overdue: number; openLate: number; overduePercent: number | null; elsewhere: { overdue: number; openLate: number }; parts: { resolved: number; overdue: number; openLate: number }; latePercent: number | null; rank?: number }[]
  rule: { abovePercent: number; times: number; leastDossiers: number }
  repeated: { agency: Unit; periods: { period: string; resolved: number; overdue: number; openLate: number; overduePercent: number | null; elsewhere: { overdue: number; openLate: number }; parts: { resolved: number; overdue: number; openLate: number }; latePercent: number | null; rank?: number }[] }[]
}

/** Bộ chỉ số: cây tiêu chí có phiên bản */
export interface IndexSet {
  /** Số hiệu. */
  id: string
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version: number
  /** Có hiệu lực từ ngày này. */
  validFrom: string
  /** Hết hiệu lực sau ngày này; không có là đang còn hiệu lực. */
  validTo?: string
  /** Tên gọi. */
  title: string
  /** Nguồn của số liệu hoặc của quy định. */
  source: string
  /** Các cấp giải quyết. */
  levels?: ('province' | 'commune' | 'vertical' | 'central' | 'district')[]
  groups: { name: string; max: number; criteria: { code: string; name: string; max: number; from: string; formula: { kind: 'ratio'; threshold?: number; times?: string } | { kind: 'steps'; rows: { points: number; when: { measure?: string; atLeast?: number; atMost?: number }[] }[] } | { kind: 'mean' } | { kind: 'points' }; note?: string }[] }[]
  grades?: { atLeast: number; name: string }[]
  rating?: { appraiser: string; forAppraiser?: string; selfDays: number; appraiseDays: number; appealDays: number; finishDays: number }
}

/** Chỉ số của một cơ quan; điều hệ thống không biết thì nhập tay hoặc để trống, không tự điền; kỳ chưa hết thì đếm đến hôm nay */
export interface IndexOfAgency {
  index: string
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version: number
  /** Tên gọi. */
  title: string
  /** Nguồn của số liệu hoặc của quy định. */
  source: string
  agency: Unit
  /** Từ ngày này. */
  from: string
  /** Đến hết ngày này. */
  to: string
  /** Kỳ chưa hết: số liệu đến hết ngày này */
  countedTo?: string
  /** Điểm đạt được. */
  score: number
  /** Tổng điểm tối đa của các tiêu chí đã có điểm */
  outOf: number
  /** Điểm tối đa của các tiêu chí chưa có số liệu */
  open: number
  /** Phần điểm có được từ số liệu nhập tay */
  byHand: number
  /** Chỉ có khi không còn tiêu chí để trống */
  grade?: string
  /** Tiêu chí có lịch sử nhập tay đã bị sửa */
  broken: { code: string; n: number }[]
  groups: { name: string; max: number; criteria: { code: string; name: string; max: number; byHand: boolean; measure?: string; count?: number; of?: number; times?: { count: number; of: number }; percent: number | null; score: number | null; traced?: string[]; note?: string; entered?: { n: number; at: string; by: { id: string; name?: string }; source: string; evidence: { n: number; fileName: string; sha256: string }[] } }[] }[]
}

/** Một lần nhập tay; sửa là lần nhập sau, không xóa lần trước */
export interface HandEntry {
  index: string
  /** Mã. */
  code: string
  agency: Unit
  /** Từ ngày này. */
  from: string
  /** Đến hết ngày này. */
  to: string
  /** Số thứ tự. */
  n: number
  value: { kind: 'share'; count: number; of: number } | { kind: 'points'; points: number } | { kind: 'none' }
  /** Nguồn của số liệu hoặc của quy định. */
  source: string
  /** Minh chứng. */
  evidence: { n: number; fileName: string; sha256: string }[]
  /** Lý do, người liên quan đọc được. */
  reason?: string
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Ai làm, hoặc làm bằng cách nào. */
  by: { id: string; name?: string }
  /** Đang dùng trong chỉ số */
  stands: boolean
  digest: string
}

/** Chỗ tải lên một tệp minh chứng */
export interface EvidenceSlot {
  scan: Scan
  /** Nơi PUT tệp; không có khi chính tệp này đã tải lên: không phải gửi lại */
  upload?: { method: 'PUT'; url: string; headers: Record<string, string>; expiresAt: string }
}

/** Xếp hạng các cơ quan theo một bộ chỉ số; chưa có kết quả thì chưa có hạng */
export interface Ranking {
  index: string
  /** Từ ngày này. */
  from: string
  /** Đến hết ngày này. */
  to: string
  /** Các dòng của trang. */
  rows: { agency: Unit; state?: { code: 'drawn-up' | 'appraised' | 'appealed' | 'final'; term: string }; self?: number; appraised?: number; final?: number; outOf?: number; percent: number | null; grade?: string; rank?: number }[]
}

/** Phiếu chấm điểm: tự chấm, thẩm định, kết quả */
export interface Rating {
  index: string
  setVersion: number
  agency: Unit
  /** Từ ngày này. */
  from: string
  /** Đến hết ngày này. */
  to: string
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version: number
  /** Trạng thái. */
  state: { code: 'drawn-up' | 'appraised' | 'appealed' | 'final'; term: string }
  /** Hạn của bước tiếp theo, hoặc hạn kiến nghị */
  dueAt?: string
  self: { score: number; outOf: number; open: number; byHand: number; grade?: string }
  appraised?: { score: number; outOf: number; open: number; byHand: number; grade?: string }
  final?: { score: number; outOf: number; open: number; byHand: number; grade?: string }
  /** Các dòng của trang. */
  rows: { code: string; name: string; max: number; byHand: boolean; count?: number; of?: number; self: number | null; source?: string; evidence: number[]; appraised: number | null; appraisedWhy?: string; appeal?: { wanted: number; why: string; evidence: number[] }; final: number | null; finalWhy?: string }[]
  late: { act: 'draw-up' | 'appraise' | 'appeal' | 'finish'; dueAt: string; at: string }[]
  /** Quá trình xử lý, mỗi việc một dòng. */
  history: { act: 'draw-up' | 'appraise' | 'appeal' | 'finish'; at: string; by: { id: string; name?: string }; note?: string }[]
}

/** Chi phí của người dân theo quy định và theo số đếm được, và phần giảm được trong một năm */
export interface Impact {
  /** Thủ tục hành chính: mã, khi được hiện cả tên. */
  procedure: { code: string; version: number; name: string }
  /** Trường hợp của thủ tục. */
  case?: string
  /** Nguồn của số liệu hoặc của quy định. */
  source: string
  /** Cơ quan: mã, khi được hiện cả tên. */
  agency: string
  year: number
  /** Ngày cuối được đếm; năm chưa hết thì là hôm nay */
  countedTo: string
  byLaw: { channel: 'direct' | 'online' | 'postal'; papers: { required: number; originals: number; copies: number }; trips: number | null; limit?: { amount: number; unit: 'working_day' | 'day' | 'hour' | 'month' | 'immediate' }; committed?: { amount: number; unit: 'working_day' | 'day' | 'hour' | 'month' | 'immediate' }; feeVnd: number | null; hours: number | null; vnd: number | null }[]
  measured: { received: { direct: number; online: number; postal: number }; trips: { handedIn: number; collected: number }; supplementsAsked: number; payments: number; paidVnd: number; papers: { originals: number; certified: number; copies: number; electronic: number; unsaid: number; spared: number; perDossier: number | null }; workingDays: number | null }
  savings: { droppedPapers: { paper: string; name: string; dossiers: number; onPaper: number; hours: number; vnd: number; measured: { brought: number; copies: number; spared: number; hours: number; vnd: number } }[] | null; shorterLimits: { channel: 'direct' | 'online' | 'postal'; unit: 'working_day' | 'day' | 'hour' | 'month' | 'immediate'; by: number; dossiers: number; saved: number }[] }
  parameters: { id: string; name: string; validFrom: string; value: number; source: string; verified: boolean }[]
}

/** Tình hình giải quyết của tháng gần nhất và hồ sơ quá hạn của từng cơ quan; không có thông tin cá nhân */
export interface PublicOverdue {
  /** Ngày của danh sách mới nhất */
  day?: string
  /** Tổng cộng. */
  total: number
  /** Tháng gần nhất đã lập báo cáo */
  month?: string
  /** Căn cứ xếp hạng, nói bằng lời */
  basis: string
  agencies: { agency: Unit; overdue: number; longest?: string; codes: string[]; unanswered: number; waiting: number; held: { count: number; codes: string[] }; reported?: PublicStanding }[]
}

/** Theo các báo cáo đã lập của tháng (II.06a, liên thông); hạng có khi mọi cơ quan đã có báo cáo */
export interface PublicStanding {
  received: number
  /** Đã giải quyết, gồm cả rút và dừng */
  resolved: number
  /** Trong số đã giải quyết, quá hạn */
  overdue: number
  /** Đang giải quyết, đã quá hạn vào cuối kỳ */
  openLate: number
  /** Trên số đã giải quyết; null khi chưa giải quyết hồ sơ nào */
  overduePercent: number | null
  /** Trong số quá hạn, do phần liên thông ở cơ quan khác: không tính cho cơ quan này khi xếp hạng */
  elsewhere: { overdue: number; openLate: number }
  /** Phần liên thông cơ quan này giải quyết cho nơi khác, theo hạn riêng của phần */
  parts: { resolved: number; overdue: number; openLate: number }
  /** Quá hạn thuộc trách nhiệm, trên việc thuộc trách nhiệm (đã giải quyết và đang quá hạn, cả phần liên thông); xếp hạng theo tỷ lệ này */
  latePercent: number | null
  /** Bằng nhau thì cùng hạng; không có gì để xếp thì không có hạng */
  rank?: number
  early: number
  /** Trên số đã giải quyết, phần trăm */
  earlyPercent: number | null
  onTime: number
  /** Trên số đã giải quyết, phần trăm */
  onTimePercent: number | null
  /** Số lần xin lỗi, hẹn lại */
  extended?: number
}

/** Tin bị gác lại, kèm giải thích */
export interface SetAside {
  /** Số hiệu. */
  id: string
  queue: 'transfers' | 'postal-returns' | 'notices' | 'imports' | 'archives' | 'reporting' | 'sheets' | 'search' | 'portal' | 'payments' | 'webhooks' | 'verdicts' | 'runs' | 'files' | 'mails' | 'mailboxes'
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Lý do, người liên quan đọc được. */
  reason: string
  redriven?: { at: string; by: string; times: number }
  about?: { kind: 'doorbell' | 'tracking' | 'notice' | 'moved' | 'digest' | 'import' | 'archive' | 'report' | 'issues' | 'compare' | 'catalogue' | 'webhook' | 'mail-outcome'; dossier?: string; event?: number; code?: string; orderNumber?: string; shipmentState?: string; agency?: string; day?: string; client?: string; webhook?: string; notice?: string }
  explains: string[]
  mayRedrive: boolean
}

/** Chênh lệch giữa một danh mục của Cổng DVCQG và của hệ thống */
export interface CatalogueDifferences {
  /** agencies, fields, procedures, hoặc procedure:<mã> khi so từng thủ tục */
  of: string
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Số dòng Cổng trả lời */
  told: number
  /** Câu trả lời quá dài, không so được */
  unread?: 'too-long'
  /** Các dòng của trang. */
  rows: { kind: 'limit' | 'state' | 'name' | 'twice' | 'unreadable' | 'missing-there' | 'missing-here'; code: string; ours?: string; theirs?: string }[]
  /** Số chênh lệch không giữ lại vì quá nhiều */
  more?: number
}

/** Một bản in của hồ sơ */
export interface Print {
  /** Số hiệu. */
  id: string
  sheet: 'receipt' | 'supplement' | 'refusal' | 'apology' | 'apology-draft' | 'stop' | 'control' | 'handover' | 'fee'
  /** Tên mẫu theo văn bản có hiệu lực vào ngày in */
  title: string
  /** Số mẫu, nếu có phụ lục quy định */
  form?: string
  /** Số thứ tự thao tác làm phát sinh */
  event: number
  /** 0 là bản đầu; số lớn hơn là lần in lại */
  revision: number
  /** Số: của văn bản, phiếu, kết quả hoặc thửa đất. */
  number?: string
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Ai làm, hoặc làm bằng cách nào. */
  by?: { kind: string; id: string; name?: string }
  /** Lý do in lại */
  reason?: string
  /** Dự thảo xin lỗi in trước theo hạn cũ: hạn đã đổi, dùng bản mới */
  superseded?: boolean
  /** Dấu vân tay SHA-256 của nội dung, 64 chữ số thập lục phân. */
  sha256?: string
}

/** Một bản trích xuất hồ sơ và tình trạng của nó */
export interface Archive {
  /** Số hiệu. */
  id: string
  /** Trạng thái. */
  state: { code: 'queued' | 'ready' | 'failed'; term: string }
  /** Lúc yêu cầu. */
  askedAt: string
  /** Lúc xong. */
  endedAt?: string
  /** Byte */
  size?: number
  /** Dấu vân tay SHA-256 của nội dung, 64 chữ số thập lục phân. */
  sha256?: string
  /** Vì sao không trích xuất được; xin lại thì làm lại */
  failure?: { code: 'file-gone' | 'too-big' | 'set-aside'; term: string }
}

/** Một lần công bố về lịch làm việc */
export interface CalendarDeclaration {
  /** Số phiên bản của lịch */
  n: number
  scope: string
  days: { on: string; kind: 'off' | 'work'; name?: string }[]
  seasons: { from: string; until?: string; hours: Record<string, string[][]> }[]
  until?: string
  /** Nguồn của số liệu hoặc của quy định. */
  source: string
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Ai làm, hoặc làm bằng cách nào. */
  by: { id: string; name?: string }
}

/** Hồ sơ có hạn thay đổi theo một lần công bố lịch */
export interface MovedDossier {
  /** Hồ sơ. */
  dossier: string
  /** Mã. */
  code?: string
  /** Tên thủ tục hành chính. */
  procedureName: string
  agency: Unit
  room: Unit
  /** Mã cán bộ. */
  officer?: { id: string; name?: string }
  /** Lúc nào, giờ Việt Nam. */
  at: string
  moments: { clock: 'answer' | 'whole' | 'step' | 'supplement'; before?: string; after?: string }[]
}

/** Đợt nhập danh mục và báo cáo chất lượng của nó */
export interface ImportRun {
  /** Số hiệu. */
  id: string
  /** Tên tệp. */
  fileName: string
  /** Độ lớn, byte. */
  size: number
  /** Trạng thái. */
  state: 'awaiting-file' | 'queued' | 'running' | 'set-aside' | 'done' | 'failed'
  /** Lúc nào, giờ Việt Nam. */
  at: string
  startedAt?: string
  /** Lúc kết thúc. */
  finishedAt?: string
  failure?: string
  rowsDone: number
  counts: { taken: number; draft: number; refused: number; unchanged: number }
  became: Record<string, number>
  shapes: Record<string, number>
  findings: { code: 'unreadable' | 'bad-code' | 'internal' | 'no-agency' | 'agency-not-here' | 'twice' | 'limit-missing' | 'limit-unreadable' | 'time-suspect' | 'limits-differ' | 'no-channels' | 'no-papers' | 'not-in-catalogue' | 'retired-code' | 'dates-wrong' | 'list-row-only' | 'not-nfc' | 'blanks' | 'code-cleaned' | 'limit-free-text' | 'limit-assumed' | 'limit-by-case' | 'limit-by-channel' | 'total-mismatch' | 'mixed-days' | 'notes-as-papers' | 'qty-uncertain' | 'form-glued' | 'papers-incomplete' | 'channel-unparsed' | 'zero-with-note' | 'fee-free-text' | 'result-code-odd' | 'agency-code-old' | 'agency-by-hand' | 'other-province' | 'abolished-level' | 'pause-reasons' | 'decision-undated' | 'published-late' | 'abridged'; says: string; weight: string; rows: number }[]
}

/** Một dòng cách ly: dòng gốc, bản đã làm sạch và phát hiện */
export interface QuarantinedRow {
  line: number
  shape: string
  /** Mã. */
  code: string
  /** Trạng thái. */
  state: 'taken' | 'draft' | 'refused' | 'unchanged' | 'waiting'
  became?: string
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version?: number
  /** Lý do, người liên quan đọc được. */
  reason?: string
  findings: { code: 'unreadable' | 'bad-code' | 'internal' | 'no-agency' | 'agency-not-here' | 'twice' | 'limit-missing' | 'limit-unreadable' | 'time-suspect' | 'limits-differ' | 'no-channels' | 'no-papers' | 'not-in-catalogue' | 'retired-code' | 'dates-wrong' | 'list-row-only' | 'not-nfc' | 'blanks' | 'code-cleaned' | 'limit-free-text' | 'limit-assumed' | 'limit-by-case' | 'limit-by-channel' | 'total-mismatch' | 'mixed-days' | 'notes-as-papers' | 'qty-uncertain' | 'form-glued' | 'papers-incomplete' | 'channel-unparsed' | 'zero-with-note' | 'fee-free-text' | 'result-code-odd' | 'agency-code-old' | 'agency-by-hand' | 'other-province' | 'abolished-level' | 'pause-reasons' | 'decision-undated' | 'published-late' | 'abridged'; says: string; detail?: string }[]
  raw: ImportRow | Record<string, unknown> | unknown[] | string | number | boolean | null
  cleaned?: Procedure
}

export interface ProcedureVersionLine {
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version: number
  /** Trạng thái. */
  state: 'draft' | 'published' | 'suspended' | 'abolished'
  /** Có hiệu lực từ ngày này. */
  validFrom: string
  /** Hết hiệu lực sau ngày này; không có là đang còn hiệu lực. */
  validTo?: string
  /** Số quyết định. */
  decision: string
  imported: boolean
  /** Việc được làm. */
  act?: string
  /** Vì sao. */
  why?: string
  /** Ai làm, hoặc làm bằng cách nào. */
  by?: string
  /** Lúc nào, giờ Việt Nam. */
  at?: string
}

/** Cơ quan, phòng trong một ngày, với trước và sau nó */
export interface UnitVersion {
  /** Số hiệu. */
  id: string
  /** Tên, để hiện cho người. */
  name: string
  level: 'province' | 'commune' | 'vertical' | 'central' | 'district'
  /** Loại. */
  kind: 'agency' | 'room'
  /** Đơn vị cấp trên. */
  parent?: string
  /** Mã đơn vị hành chính. */
  adminCode?: string
  /** Có hiệu lực từ ngày này. */
  validFrom: string
  /** Hết hiệu lực sau ngày này; không có là đang còn hiệu lực. */
  validTo?: string
  predecessors: string[]
  successors: string[]
  heir?: Unit
}

/** Một quyết định tổ chức đã công bố */
export type OrganisationChange =
  | { id: string; on: string; decision: string; by: string; at: string; kind: 'unit'; unit: { id: string; name: string; level: 'province' | 'commune' | 'vertical' | 'central' | 'district'; parent?: string; adminCode?: string; email?: string; phone?: string; address?: string } }
  | { id: string; on: string; decision: string; by: string; at: string; kind: 'officer'; officer: { id: string; name: string; unit: string; roles: ('reception' | 'handler' | 'unit-head' | 'leader' | 'clerk' | 'cashier' | 'return-desk' | 'supervisor' | 'admin')[]; title?: string; email?: string } }
  | { id: string; on: string; decision: string; by: string; at: string; kind: 'rename'; unit: string; name: string }
  | { id: string; on: string; decision: string; by: string; at: string; kind: 'merger'; from: string[]; to: string }
  | { id: string; on: string; decision: string; by: string; at: string; kind: 'split'; from: string; to: string; parts: { to: string; procedures: string[] }[] }
  | { id: string; on: string; decision: string; by: string; at: string; kind: 'dissolution'; from: string; to: string }

/** Phiếu khảo sát, một phiên bản */
export interface Questionnaire {
  /** Số hiệu. */
  id: 'three-level' | 'sipas'
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version: number
  /** Tên gọi. */
  title: string
  /** Nguồn của số liệu hoặc của quy định. */
  source: string
  questions: { id: string; factor: string; text: string; required: boolean; options: { value: string; text: string }[] }[]
  /** Mã các lý do không hài lòng. */
  reasons: { value: string; text: string }[]
}

/** Đã nhận phiếu trả lời */
export interface SurveyAnswered {
  /** Bộ câu hỏi nào, phiên bản nào: như khi đã đọc. */
  questionnaire: 'three-level' | 'sipas'
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version: number
  way: 'receipt' | 'kiosk' | 'message' | 'portal'
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Số hiệu phản ánh mà lời góp ý đã trở thành */
  feedback?: string
}

/** Phản ánh, kiến nghị như người gửi được xem */
export interface FeedbackFollowed {
  /** Số hiệu. */
  id: string
  /** Loại. */
  kind: { code: 'complaint' | 'proposal'; term: string }
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Trạng thái. */
  state: { code: 'received' | 'supplement-asked' | 'processing' | 'answered' | 'published' | 'refused'; term: string }
  /** Hạn trả kết quả theo giờ làm việc; đổi khi hồ sơ tạm dừng, chạy tiếp hoặc được hẹn lại. */
  dueAt?: string
  answer?: string
  refusedBecause?: string
  /** Nội dung cơ quan đề nghị bổ sung */
  asked?: string
  rated?: 'satisfied' | 'not-satisfied'
}

/** Phản ánh, kiến nghị và trả lời đã công khai */
export interface FeedbackPublished {
  /** Số hiệu. */
  id: string
  /** Loại. */
  kind: { code: 'complaint' | 'proposal'; term: string }
  /** Thủ tục hành chính: mã, khi được hiện cả tên. */
  procedure: string
  /** Lúc nào, giờ Việt Nam. */
  at: string
  text: string
  answer: string
  lateStages: number
}

/** Phản ánh, kiến nghị trong danh sách */
export interface FeedbackLine {
  /** Số hiệu. */
  id: string
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version: number
  agency: Unit
  /** Hồ sơ. */
  dossier: string
  /** Mã. */
  code: string
  /** Thủ tục hành chính: mã, khi được hiện cả tên. */
  procedure: string
  /** Loại. */
  kind: { code: 'complaint' | 'proposal'; term: string }
  /** Từ ngày này. */
  from: 'survey' | 'direct'
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Trạng thái. */
  state: { code: 'received' | 'supplement-asked' | 'processing' | 'answered' | 'published' | 'refused'; term: string }
  /** Hạn trả kết quả theo giờ làm việc; đổi khi hồ sơ tạm dừng, chạy tiếp hoặc được hẹn lại. */
  dueAt?: string
  isOverdue: boolean
  lateStages: number
  flags: { code: 'personal-data' | 'abuse' | 'bribe-claim' | 'link'; term: string }[]
  /** Nội dung bị đánh dấu đã có người đọc */
  isRead: boolean
  /** Đã che thông tin cá nhân */
  text: string
}

/** Phản ánh, kiến nghị với quá trình xử lý */
export interface Feedback {
  /** Số hiệu. */
  id: string
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version: number
  agency: Unit
  /** Hồ sơ. */
  dossier: string
  /** Mã. */
  code: string
  /** Thủ tục hành chính: mã, khi được hiện cả tên. */
  procedure: string
  /** Loại. */
  kind: { code: 'complaint' | 'proposal'; term: string }
  /** Từ ngày này. */
  from: 'survey' | 'direct'
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Trạng thái. */
  state: { code: 'received' | 'supplement-asked' | 'processing' | 'answered' | 'published' | 'refused'; term: string }
  /** Hạn trả kết quả theo giờ làm việc; đổi khi hồ sơ tạm dừng, chạy tiếp hoặc được hẹn lại. */
  dueAt?: string
  isOverdue: boolean
  lateStages: number
  flags: { code: 'personal-data' | 'abuse' | 'bribe-claim' | 'link'; term: string }[]
  /** Nội dung bị đánh dấu đã có người đọc */
  isRead: boolean
  /** Đã che thông tin cá nhân */
  text: string
  /** Nguyên văn, chỉ lãnh đạo và Ban Giám sát được xem */
  said?: string
  answer?: string
  refusedBecause?: string
  rated?: 'satisfied' | 'not-satisfied'
  /** Quá trình xử lý, mỗi việc một dòng. */
  history: { at: string; by: string; act: string; note?: string }[]
}

export interface SurveyResult {
  agency: Unit
  desk?: Unit
  /** Mã cán bộ. */
  officer?: { id: string; name?: string }
  answerCount: number
  satisfied: Share
  notSatisfied: Share
  /** Chỉ tính trả lời qua đường dẫn gửi riêng cho người nộp hoặc khi họ đăng nhập */
  confirmed: { answerCount: number; satisfied: Share; notSatisfied: Share }
  /** Trả lời bằng mã trên giấy tiếp nhận: số cần xem lại, số đã được trả lời xác nhận thay thế, trong đó số trái ngược */
  audit: { flagged: number; replaced: number; contradicted: number }
  counts: Record<string, number>
}

/** Tỷ lệ luôn kèm mẫu số; mẫu số nhỏ bị đánh dấu, quá nhỏ thì không có tỷ lệ */
export interface Share {
  /** Số lượng. */
  count: number
  of: number
  /** Phần trăm. */
  percent?: number
  isSmall: boolean
}

/** Một khoản lệch và việc cần làm */
export interface MoneyDifference {
  /** Mã. */
  code: 'paid-there-unknown-here' | 'paid-here-not-there' | 'amount-differs' | 'twice-there' | 'stray-money' | 'settled-otherwise' | 'receipt-missing' | 'receipt-refused' | 'refund-pending' | 'refund-refused' | 'refund-by-hand' | 'not-in-treasury' | 'unknown-in-treasury' | 'cod-unsettled' | 'not-asked'
  says: string
  todo: string
  /** Cơ quan: mã, khi được hiện cả tên. */
  agency: string
  /** Hồ sơ. */
  dossier?: string
  /** Mã giao dịch. */
  reference: string
  /** Ngày của dòng sổ; khoản cũ chưa xong vẫn có trong danh sách mới nhất */
  day?: string
  oursVnd?: number
  theirsVnd?: number
}

/** Một lần thanh toán trực tuyến */
export interface PaymentAttempt {
  /** Mã giao dịch. */
  reference: string
  /** Cho khoản nào của hồ sơ. */
  obligation: number
  /** Cổng thanh toán. */
  gateway: 'platform' | 'vnpay'
  /** Số tiền, đồng Việt Nam, số nguyên. */
  amountVnd: number
  /** begun: chưa báo cổng; open: cổng đã cho nơi nộp, chưa biết kết cục (cả khi liên kết đã hết hạn hoặc khoản này đã nộp cách khác: có nộp được nữa hay không thì xem payAt); paid: đã nộp; failed: cổng báo không thành; refused: cổng không nhận; expired: hỏi cổng hai ngày không thấy tiền */
  state: 'begun' | 'open' | 'paid' | 'failed' | 'refused' | 'expired'
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Đưa trình duyệt của người nộp tới đây; chỉ có khi còn dùng được và khoản này còn phải nộp */
  payAt?: string
  /** Liên kết thanh toán dùng được đến lúc này. */
  linkUntil: string
  /** Mã giao dịch của cổng thanh toán. */
  transaction?: string
  /** Những lần trả lại tiền. */
  backs: MoneyBack[]
}

/** Khoản tiền phải trả lại và việc trả lại đến đâu */
export interface MoneyBack {
  /** Mã giao dịch của cổng */
  transaction: string
  /** Số tiền, đồng Việt Nam, số nguyên. */
  amountVnd: number
  /** Vì sao. */
  why: 'paid-twice' | 'paid-late' | 'amount-differs' | 'refund' | 'stray'
  /** Lần hoàn thứ mấy của khoản, từ lần thứ hai */
  refund?: number
  /** Trạng thái. */
  state: 'kept' | 'asked' | 'under-way' | 'given-back' | 'refused' | 'by-hand'
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Mã. */
  code?: string
  /** Cán bộ nào đã ra lệnh hoàn hoặc ghi số chứng từ, lúc nào; chỉ cán bộ thấy */
  said?: { by: string; at: string; state: 'asked' | 'given-back'; transfer?: string }[]
}

/** Một khoản đã nộp và biên lai của nó */
export interface MoneyReceipt {
  obligation: number
  /** Cách nộp tiền, hoặc phương thức HTTP. */
  method: 'cash' | 'transfer' | 'online' | 'cod'
  /** Số tiền, đồng Việt Nam, số nguyên. */
  amountVnd: number
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Số biên lai; khoản theo thông báo của cơ quan thuế: số thông báo. */
  receiptNumber: string
  /** Biên lai điện tử, khi đã phát hành */
  electronic?: { number: string; serial: string; lookUpCode: string; issuedAt: string }
  /** Nộp vào ngân sách nhà nước: Kho bạc cấp chứng từ */
  budget?: true
  /** Vì sao chưa phát hành được biên lai điện tử */
  refused?: string
}

/** Một lần hoàn và việc hoàn đến đâu */
export interface RefundShown {
  obligation: number
  /** Lần hoàn thứ mấy của khoản */
  n: number
  /** Số tiền, đồng Việt Nam, số nguyên. */
  amountVnd: number
  /** Số chứng từ chuyển trả, hoặc số lệnh hoàn của cơ quan thuế, Kho bạc */
  reference?: string
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** asked: đã ra lệnh; under-way: cổng đã nhận lệnh, chưa biết kết cục; given-back: đã trả; refused: cổng từ chối, ra lệnh lại hoặc chuyển khoản; by-hand: chờ kế toán chuyển khoản */
  outcome: 'asked' | 'under-way' | 'given-back' | 'refused' | 'by-hand'
  /** Lần thanh toán mà tiền đi ngược lại */
  attempt?: string
  /** Mã của cổng hoặc số chứng từ */
  code?: string
}

/** Một đăng ký gọi báo */
export interface Webhook {
  /** Số hiệu. */
  id: string
  /** Địa chỉ đầy đủ; liên kết tải lên, tải xuống chỉ dùng được trong ít phút. */
  url: string
  /** Các loại. */
  kinds: ('accepted' | 'status-changed' | 'due-moved' | 'agency-changed' | 'supplement-asked' | 'money-asked' | 'money-changed' | 'parcel-moved' | 'result-ready' | 'ended')[]
  /** Lúc lập. */
  createdAt: string
  /** gone: cổng trả lời 410; forbidden-address: địa chỉ không còn được phép gọi; administrator: quản trị dừng */
  ended?: { at: string; why: 'asked' | 'gone' | 'forbidden-address' | 'administrator' }
}

/** Báo cáo quá hạn của một cơ quan, không nêu tên cán bộ */
export interface OverdueReportForMachine {
  /** Ngày, YYYY-MM-DD. */
  day: string
  agency: Unit
  /** Lúc nào, giờ Việt Nam. */
  at: string
  /** Quá hạn. */
  overdue: { dossier: string; code: string; procedure: string; procedureName: string; room: Unit; step?: number; dueAt: string; remaining: string; clock: 'whole' | 'step' | 'answer'; part?: true }[]
  /** Sắp đến hạn. */
  comingDue: { dossier: string; code: string; procedure: string; procedureName: string; room: Unit; step?: number; dueAt: string; remaining: string; clock: 'whole' | 'step' | 'answer'; part?: true }[]
}

/** Quy trình nội bộ; version là phiên bản đang sửa, 0 khi lập mới */
export interface WorkflowShown {
  /** Số hiệu. */
  id: string
  /** Phiên bản; mỗi lần thay đổi tăng một. */
  version: number
  /** Tên, để hiện cho người. */
  name: string
  /** Mã các thủ tục. */
  procedureCodes: string[]
  /** Các bước của quy trình. */
  steps: { n: number; name: string; owner: { agency: 'receiving' | 'competent' | string; room: 'desk' | 'office' | 'leaders' }; role: 'reception' | 'handler' | 'unit-head' | 'leader' | 'clerk' | 'cashier' | 'return-desk' | 'supervisor' | 'admin'; hours: number; leaves: boolean; next?: number[]; acts?: ('assign' | 'pass-on' | 'transfer' | 'hand-back' | 'ask-supplement' | 'approve' | 'ask-opinion' | 'request-obligation' | 'pause')[]; decides?: boolean; member?: string }[]
  /** Tổng cộng. */
  total: { amount: number; unit: 'working_day' | 'day' | 'hour' | 'month' | 'immediate' }
  /** Số giờ của bước là giờ làm việc, hoặc phần trăm của thời hạn thủ tục. */
  reckoned: 'hours' | 'shares'
  /** Có hiệu lực từ ngày này. */
  validFrom: string
  /** Số quyết định. */
  decision?: string
  /** Nguồn của số liệu hoặc của quy định. */
  source: string
  /** Phần nào là giả định, khi nguồn không nói. */
  assumed?: string
  /** Đơn vị trong văn bản công bố là đơn vị nào ngày nay. */
  mapped?: { published: string; present: string; by: 'name' | 'hand' }[]
}

/** The codes of problems when this was made; later ones may come, and are then told by their status. */
export type ProblemCode =
  | 'bad-input'
  | 'not-json'
  | 'not-signed-in'
  | 'not-your-door'
  | 'not-your-agency'
  | 'machine-not-listed'
  | 'officers-do-not-answer'
  | 'not-found'
  | 'too-large'
  | 'wrong-content-type'
  | 'too-many-tries'
  | 'defect'
  | 'outage'
  | 'moved-meanwhile'
  | 'version-ahead'
  | 'key-reused'
  | 'not-now'
  | 'not-your-act'
  | 'not-your-unit'
  | 'not-your-desk'
  | 'not-standing-in'
  | 'taker-missing'
  | 'components-not-ready'
  | 'supplement-used-up'
  | 'unknown-officer'
  | 'no-next-step'
  | 'leaves-agency'
  | 'stays-in-agency'
  | 'letter-too-large'
  | 'money-book-full'
  | 'opinions-full'
  | 'errand-open'
  | 'no-errand'
  | 'papers-under-way'
  | 'no-papers-under-way'
  | 'papers-go-elsewhere'
  | 'papers-elsewhere'
  | 'reported-already'
  | 'part-is-out'
  | 'not-at-this-step'
  | 'no-such-way'
  | 'not-a-part'
  | 'decision-missing'
  | 'steps-remain'
  | 'result-not-ready'
  | 'decided-already'
  | 'no-postal-address'
  | 'procedure-moved'
  | 'procedure-closed'
  | 'agency-closed'
  | 'change-refused'
  | 'workflow-refused'
  | 'workflow-moved'
  | 'not-competent'
  | 'channel-not-offered'
  | 'publication-refused'
  | 'version-not-so'
  | 'case-missing'
  | 'unknown-case'
  | 'too-many-scans'
  | 'unknown-paper'
  | 'file-not-ready'
  | 'no-such-paper'
  | 'upload-missing'
  | 'not-redrivable'
  | 'clock-paused'
  | 'unknown-pause-reason'
  | 'supplement-still-open'
  | 'extension-used-up'
  | 'extension-too-long'
  | 'due-passed'
  | 'assigned-already'
  | 'not-assigned'
  | 'no-step-before'
  | 'unknown-unit'
  | 'no-open-question'
  | 'money-open'
  | 'cod-out'
  | 'nothing-owed'
  | 'obligation-unnamed'
  | 'refund-unnamed'
  | 'nothing-paid'
  | 'wrong-amount'
  | 'unknown-exemption'
  | 'reference-missing'
  | 'payment-known'
  | 'payment-refused'
  | 'nothing-kept'
  | 'fee-unpaid'
  | 'reason-missing'
  | 'number-taken'
  | 'number-of-register'
  | 'power-of-attorney-missing'
  | 'correction-open'
  | 'nothing-changed'
  | 'not-your-colleague'
  | 'day-out-of-range'
  | 'wrong-days'
  | 'no-such-sheet'
  | 'period-too-long'
  | 'not-your-scope'
  | 'unknown-scope'
  | 'only-the-nation'
  | 'survey-answered'
  | 'survey-not-open'
  | 'survey-closed'
  | 'feedback-not-so'
  | 'feedback-unread'
  | 'feedback-used-up'
  | 'entry-refused'
  | 'not-rated'
  | 'not-your-rating'
  | 'rating-not-so'
  | 'rating-refused'
  | 'appeal-too-late'
  | 'appeal-still-open'
  | 'set-refused'
  | 'set-moved'
  | 'too-many-subscriptions'
  | 'too-busy'

/** What each operation takes and answers. */
export interface Operations {
  /** Đặc tả OpenAPI 3.1 */
  contract: { answer: Record<string, unknown> }
  /** Trang tài liệu */
  docs: { query?: { q?: string | undefined }; answer: string }
  /** Tìm thủ tục hành chính */
  findProcedures: { query?: { q?: string | undefined; field?: string | undefined; level?: 'province' | 'commune' | 'vertical' | 'central' | 'district' | undefined; channel?: 'direct' | 'online' | 'postal' | undefined; agency?: string | undefined; online?: 'full' | 'partial' | undefined; limit?: number | undefined; after?: string | undefined }; answer: { total: number; rows: ProcedureSummary[]; next?: string } }
  /** Số thủ tục theo lĩnh vực, cấp, cơ quan, cách nộp */
  procedureFacets: { query?: { q?: string | undefined; field?: string | undefined; level?: 'province' | 'commune' | 'vertical' | 'central' | 'district' | undefined; channel?: 'direct' | 'online' | 'postal' | undefined; agency?: string | undefined; online?: 'full' | 'partial' | undefined }; answer: { total: number; fields: { name: string; count: number }[]; levels: { level: 'province' | 'commune' | 'vertical' | 'central' | 'district'; count: number }[]; agencies: { agency: string; name: string; count: number }[]; channels: { channel: 'direct' | 'online' | 'postal'; count: number }[] } }
  /** Chi tiết một thủ tục */
  readProcedure: { path: { code: string }; answer: Procedure }
  /** Cơ quan tiếp nhận hồ sơ */
  listUnits: { query?: { level?: 'province' | 'commune' | 'vertical' | 'central' | 'district' | undefined }; answer: { rows: { id: string; name: string; level: 'province' | 'commune' | 'vertical' | 'central' | 'district'; adminCode?: string; address?: string; phone?: string; email?: string }[] } }
  /** Lịch làm việc của một cơ quan */
  readCalendar: { path: { id: string }; query?: { from?: string | undefined; to?: string | undefined }; answer: UnitCalendar }
  /** Tra cứu hồ sơ bằng mã và thông tin đối chiếu */
  lookUp: { body: { code: string; factor: string }; answer: LookedUp }
  /** Lập hồ sơ trực tuyến */
  openOnline: { body: { procedure: string; case?: string; competentAgency?: string; summary?: string; returnBy: 'counter' | 'post' | 'online'; deliverTo?: { name: string; phone: string; detail: string; communeCode: string; communeName?: string }; receivingUnit: string; applicant?: { phone?: string; email?: string; address?: string }; business?: { name: string; taxCode: string } }; answer: Opened }
  /** Hồ sơ của tôi */
  listMine: { query?: { limit?: number | undefined; after?: string | undefined }; answer: DossierPage }
  /** Xem hồ sơ của tôi và quá trình xử lý */
  readMine: { path: { id: string }; answer: DossierWhole }
  /** Các đồng hồ của hồ sơ và cách tính từng hạn */
  explainMine: { path: { id: string }; answer: { at: string; clocks: ExplainedClock[] } }
  /** Xin chỗ tải lên một thành phần hồ sơ */
  reserveMyScan: { path: { id: string }; body: { paper?: string; fileName: string; type: 'application/pdf' | 'image/jpeg' | 'image/png'; size: number; sha256: string }; answer: ScanSlot }
  /** Xác nhận đã tải lên */
  confirmMyScan: { path: { id: string; n: number }; answer: ScanAnswer }
  /** Liên kết tải xuống ngắn hạn */
  downloadMyScan: { path: { id: string; n: number | string }; answer: Link }
  /** Giấy tờ đã nộp và kết quả đã trả của tôi */
  listMyPapers: { query?: { limit?: number | undefined; after?: string | undefined }; answer: PaperPage }
  /** Dùng lại một giấy tờ đã có thay cho tải lên */
  reuseMyPaper: { path: { id: string }; body: { dossier: string; file: string; paper?: string }; answer: ScanAnswer }
  /** Ai đã xem hồ sơ của tôi */
  readsOfMine: { path: { id: string }; query?: { limit?: number | undefined; after?: string | undefined }; answer: DataReadPage }
  /** Tôi nhận tin báo qua kênh nào */
  readMyNoticeWishes: { answer: { channels: ('sms' | 'chat' | 'mail')[] } }
  /** Chọn kênh nhận tin báo, hoặc không nhận */
  putMyNoticeWishes: { body: { channels: ('sms' | 'chat' | 'mail')[] }; answer: { channels: ('sms' | 'chat' | 'mail')[] } }
  /** Nộp, bổ sung hoặc rút hồ sơ */
  actOnMine: { path: { id: string }; body: CitizenAct; answer: Done }
  /** Cán bộ đang đăng nhập */
  whoAmI: { answer: { id: string; name: string; unit: Unit; agency: Unit; roles: ('reception' | 'handler' | 'unit-head' | 'leader' | 'clerk' | 'cashier' | 'return-desk' | 'supervisor' | 'admin')[]; title?: string; colleagues: { id: string; name: string; roles: ('reception' | 'handler' | 'unit-head' | 'leader' | 'clerk' | 'cashier' | 'return-desk' | 'supervisor' | 'admin')[] }[] } }
  /** Lập hồ sơ tại quầy hoặc từ bưu chính */
  openAtDesk: { body: { procedure: string; case?: string; competentAgency?: string; summary?: string; returnBy: 'counter' | 'post' | 'online'; deliverTo?: { name: string; phone: string; detail: string; communeCode: string; communeName?: string }; channel: 'direct' | 'postal'; applicant: { name: string; identityNumber: string; taxCode?: string; sex?: 'male' | 'female'; phone?: string; email?: string; address?: string; birthDate?: string }; owner?: { name: string; identityNumber: string; taxCode?: string; sex?: 'male' | 'female'; phone?: string; email?: string; address?: string; birthDate?: string } }; answer: Opened }
  /** Tìm hồ sơ theo mã */
  findByCode: { query: { code: string }; answer: { dossier: Dossier } }
  /** Xin chỗ tải lên một thành phần, kết quả hoặc văn bản gửi đi */
  reserveScan: { path: { id: string }; body: { paper?: string; fileName: string; type: 'application/pdf' | 'image/jpeg' | 'image/png'; size: number; sha256: string; role: 'component' | 'result' | 'letter' }; answer: ScanSlot }
  /** Xác nhận đã tải lên */
  confirmScan: { path: { id: string; n: number }; answer: ScanAnswer }
  /** Việc cần làm, gần hạn trước */
  listWork: { query?: { of?: 'me' | 'room' | undefined; colleague?: string | undefined; limit?: number | undefined; after?: string | undefined }; answer: DossierPage }
  /** Ý kiến cơ quan được hỏi và chưa trả lời, gần hạn trước */
  listOpinions: { query?: { limit?: number | undefined; after?: string | undefined }; answer: OpinionPage }
  /** Tìm hồ sơ theo họ tên, số định danh, điện thoại hoặc mã */
  searchDossiers: { body: PeopleAsked; answer: { rows: Dossier[]; more: boolean } }
  /** Xem hồ sơ và quá trình xử lý */
  readDossier: { path: { id: string }; query?: { purpose?: 'handling' | 'counter' | 'supervision' | 'complaint' | undefined }; answer: DossierWhole }
  /** Các đồng hồ của hồ sơ và cách tính từng hạn */
  explainDossier: { path: { id: string }; answer: { at: string; clocks: ExplainedClock[] } }
  /** Cổng DVCQG đang thấy gì của hồ sơ */
  readSync: { path: { id: string }; answer: SyncLine }
  /** Các tin đã báo cho người nộp và tin nào đã đi */
  listNotices: { path: { id: string }; answer: { notices: Notice[]; agencyNotices: AgencyNotice[]; channels: ('sms' | 'chat' | 'mail')[]; failingMail?: { since: string; why: string } } }
  /** Liên kết tải xuống ngắn hạn */
  downloadScan: { path: { id: string; n: number | string }; query?: { purpose?: 'handling' | 'counter' | 'supervision' | 'complaint' | undefined }; answer: Link }
  /** Nhật ký truy cập dữ liệu cá nhân của hồ sơ */
  readsOfDossier: { path: { id: string }; query?: { limit?: number | undefined; after?: string | undefined }; answer: DataReadPage }
  /** Thực hiện một thao tác trên hồ sơ */
  act: { path: { id: string }; body: DeskAct; answer: Done }
  /** Ai đang làm thay ai trong cơ quan */
  listStandIns: { answer: { rows: StandIn[] } }
  /** Phân công làm thay một cán bộ vắng mặt */
  letStandIn: { body: { absent: string; substitute: string; from: string; to: string; reason: string }; answer: { standIn: StandIn } }
  /** Kết thúc việc làm thay */
  endStandIn: { path: { id: string }; body: Record<string, unknown>; answer: { standIn: StandIn } }
  /** Mẫu mã hồ sơ, số kết quả và số biên lai theo thời gian hiệu lực */
  listNumberPatterns: { answer: { rows: NumberPattern[] } }
  /** Đặt mẫu số có hiệu lực từ một ngày sắp tới */
  putNumberPattern: { body: { kind: 'dossier-code' | 'result' | 'payment-receipt' | 'letter' | 'waybill'; validFrom: string; validTo?: string; pattern: string; source: string }; answer: { rows: NumberPattern[] } }
  /** Các ngày có báo cáo quá hạn */
  overdueDays: { query?: { limit?: number | undefined }; answer: { days: string[] } }
  /** Báo cáo quá hạn của một ngày */
  overdueOfDay: { path: { day: string }; query?: { agency?: string | undefined; tree?: string | undefined; limit?: number | undefined; after?: string | undefined }; answer: { day: string; reports: OverdueReport[]; next?: string } }
  /** Tải báo cáo quá hạn (JSON, XLSX, PDF) */
  downloadOverdue: { path: { day: string }; query?: { agency?: string | undefined; format?: 'json' | 'xlsx' | 'pdf' | undefined }; answer: Link }
  /** Hồ sơ quá hạn lúc này: hồ sơ nào, ở bàn ai, vì sao */
  listLate: { query?: { agency?: string | undefined; limit?: number | undefined; after?: string | undefined }; answer: Late }
  /** Các báo cáo số liệu */
  listFigures: { answer: { reports: { id: string; version: number; title: string; form?: string; source: string; by: ('field' | 'procedure' | 'agency' | 'level' | 'sender' | 'room' | 'officer' | 'step' | 'due')[] }[] } }
  /** Báo cáo số liệu của một kỳ */
  readFigures: { path: { report: 'II.06a' | '06' | 'fees' | 'channels' | 'interlinked' | 'interlinked-sent' | 'late-elsewhere' | 'handling-time' | 'papers' | 'requests' | '07b' | 'online-provision' | 'integrated-services' | 'productivity' | 'late-causes' | 'coming-due' | 'settlement-2022' }; query: { from: string; to: string; agency?: string | undefined; by?: 'field' | 'procedure' | 'agency' | 'level' | 'sender' | 'room' | 'officer' | 'step' | 'due' | undefined }; answer: Figures }
  /** Tải báo cáo số liệu (JSON, XLSX, PDF) */
  downloadFigures: { path: { report: 'II.06a' | '06' | 'fees' | 'channels' | 'interlinked' | 'interlinked-sent' | 'late-elsewhere' | 'handling-time' | 'papers' | 'requests' | '07b' | 'online-provision' | 'integrated-services' | 'productivity' | 'late-causes' | 'coming-due' | 'settlement-2022' }; query: { from: string; to: string; agency?: string | undefined; by?: 'field' | 'procedure' | 'agency' | 'level' | 'sender' | 'room' | 'officer' | 'step' | 'due' | undefined; format?: 'json' | 'xlsx' | 'pdf' | undefined }; answer: Link }
  /** Các hồ sơ đứng sau một cột số liệu */
  traceFigures: { path: { report: 'II.06a' | '06' | 'fees' | 'channels' | 'interlinked' | 'interlinked-sent' | 'late-elsewhere' | 'handling-time' | 'papers' | 'requests' | '07b' | 'online-provision' | 'integrated-services' | 'productivity' | 'late-causes' | 'coming-due' | 'settlement-2022'; column: string }; query: { from: string; to: string; agency?: string | undefined; by?: 'field' | 'procedure' | 'agency' | 'level' | 'sender' | 'room' | 'officer' | 'step' | 'due' | undefined; row?: string | undefined; procedure?: string | undefined; field?: string | undefined; sender?: string | undefined; limit?: number | undefined; after?: string | undefined }; answer: { rows: { dossier: string; code?: string; procedure: string; procedureName: string; on: string; adds: number; status: string; class?: 'early' | 'on-time' | 'overdue' }[]; next?: string } }
  /** Yêu cầu lập một báo cáo, danh sách dài thành tệp */
  askReport: { body: { kind: 'figures'; report: 'II.06a' | '06' | 'fees' | 'channels' | 'interlinked' | 'interlinked-sent' | 'late-elsewhere' | 'handling-time' | 'papers' | 'requests' | '07b' | 'online-provision' | 'integrated-services' | 'productivity' | 'late-causes' | 'coming-due' | 'settlement-2022'; by?: 'field' | 'procedure' | 'agency' | 'level' | 'sender' | 'room' | 'officer' | 'step' | 'due'; from: string; to: string; agency?: string; format?: 'json' | 'xlsx' | 'pdf' } | { kind: 'register'; from: string; to: string; agency?: string; purpose?: 'handling' | 'counter' | 'supervision' | 'complaint'; format?: 'json' | 'xlsx' | 'pdf' } | { kind: 'late'; from: string; to: string; agency?: string; format?: 'json' | 'xlsx' | 'pdf' } | { kind: 'late-now'; agency?: string; format?: 'json' | 'xlsx' | 'pdf' } | { kind: 'trace'; report: 'II.06a' | '06' | 'fees' | 'channels' | 'interlinked' | 'interlinked-sent' | 'late-elsewhere' | 'handling-time' | 'papers' | 'requests' | '07b' | 'online-provision' | 'integrated-services' | 'productivity' | 'late-causes' | 'coming-due' | 'settlement-2022'; column: string; by?: 'field' | 'procedure' | 'agency' | 'level' | 'sender' | 'room' | 'officer' | 'step' | 'due'; row?: string; procedure?: string; field?: string; sender?: string; from: string; to: string; agency?: string; format?: 'json' | 'xlsx' | 'pdf' }; answer: { job: ReportJob } }
  /** Báo cáo đã yêu cầu lập xong chưa */
  readReportJob: { path: { job: string }; answer: { job: ReportJob } }
  /** Liên kết tải báo cáo đã lập ngắn hạn */
  downloadReportJob: { path: { job: string }; answer: Link }
  /** Các báo cáo tháng đã lập của một cơ quan */
  listIssues: { path: { month: string }; query?: { agency?: string | undefined }; answer: { agency: Unit; month: string; issues: { report: string; version: number; title: string; form?: string; madeAt: string; madeBy: string; rowCount: number; sha256: string; faults: string[] }[] } }
  /** Báo cáo tháng như đã lập */
  readIssue: { path: { month: string; report: 'II.06a' | '06' | 'fees' | 'channels' | 'interlinked' | 'interlinked-sent' | 'late-elsewhere' | 'handling-time' | 'papers' | 'requests' | '07b' | 'online-provision' | 'integrated-services' | 'productivity' | 'late-causes' }; query?: { agency?: string | undefined }; answer: Figures }
  /** Tải báo cáo tháng như đã lập (JSON, XLSX, PDF) */
  downloadIssue: { path: { month: string; report: 'II.06a' | '06' | 'fees' | 'channels' | 'interlinked' | 'interlinked-sent' | 'late-elsewhere' | 'handling-time' | 'papers' | 'requests' | '07b' | 'online-provision' | 'integrated-services' | 'productivity' | 'late-causes' }; query?: { agency?: string | undefined; format?: 'json' | 'xlsx' | 'pdf' | undefined }; answer: Link }
  /** Chênh lệch của báo cáo tháng so với lúc lập, truy đến từng hồ sơ */
  readCorrections: { path: { month: string; report: 'II.06a' | '06' | 'fees' | 'channels' | 'interlinked' | 'interlinked-sent' | 'late-elsewhere' | 'handling-time' | 'papers' | 'requests' | '07b' | 'online-provision' | 'integrated-services' | 'productivity' | 'late-causes' }; query?: { agency?: string | undefined }; answer: Corrections }
  /** Tải chênh lệch của báo cáo tháng (XLSX, PDF) */
  downloadCorrections: { path: { month: string; report: 'II.06a' | '06' | 'fees' | 'channels' | 'interlinked' | 'interlinked-sent' | 'late-elsewhere' | 'handling-time' | 'papers' | 'requests' | '07b' | 'online-provision' | 'integrated-services' | 'productivity' | 'late-causes' }; query?: { agency?: string | undefined; format?: 'xlsx' | 'pdf' | undefined }; answer: Link }
  /** Xếp hạng các cơ quan theo tỷ lệ quá hạn, và cơ quan tái diễn */
  league: { query: { month: string; months?: number | undefined }; answer: League }
  /** Các bộ chỉ số, mọi phiên bản */
  listIndices: { answer: { sets: IndexSet[] } }
  /** Ban hành bộ chỉ số hoặc phiên bản mới */
  putIndexSet: { body: { id: string; version: number; validFrom: string; validTo?: string; title: string; source: string; levels?: ('province' | 'commune' | 'vertical' | 'central' | 'district')[]; groups: { name: string; max: number; criteria: { code: string; name: string; max: number; from: string; formula: { kind: 'ratio'; threshold?: number; times?: string } | { kind: 'steps'; rows: { points: number; when: { measure?: string; atLeast?: number; atMost?: number }[] }[] } | { kind: 'mean' } | { kind: 'points' }; note?: string }[] }[]; grades?: { atLeast: number; name: string }[]; rating?: { appraiser: string; forAppraiser?: string; selfDays: number; appraiseDays: number; appealDays: number; finishDays: number } }; answer: { set: IndexSet } }
  /** Chỉ số của một cơ quan trong một kỳ, nêu rõ phần nhập tay */
  readIndex: { path: { index: string }; query: { from: string; to: string; agency?: string | undefined }; answer: IndexOfAgency }
  /** Tải chỉ số của một cơ quan (JSON, XLSX, PDF) */
  downloadIndex: { path: { index: string }; query: { from: string; to: string; agency?: string | undefined; format?: 'json' | 'xlsx' | 'pdf' | undefined }; answer: Link }
  /** Số liệu nhập tay của một kỳ, kể cả các lần đã sửa */
  listHandEntries: { path: { index: string }; query: { from: string; to: string; agency?: string | undefined }; answer: { rows: HandEntry[]; broken: { code: string; n: number }[] } }
  /** Nhập tay một số liệu hệ thống không biết, kèm nguồn và minh chứng */
  enterByHand: { path: { index: string }; body: { from: string; to: string; agency?: string; code: string; value: { kind: 'share'; count: number; of: number } | { kind: 'points'; points: number } | { kind: 'none' }; source: string; evidence: number[]; reason?: string }; answer: { entry: HandEntry } }
  /** Xin chỗ tải lên một tệp minh chứng */
  reserveEvidence: { path: { index: string }; body: { from: string; to: string; agency?: string; fileName: string; type: 'application/pdf' | 'image/jpeg' | 'image/png'; size: number; sha256: string }; answer: EvidenceSlot }
  /** Các tệp minh chứng của một kỳ */
  listEvidence: { path: { index: string }; query: { from: string; to: string; agency?: string | undefined }; answer: { rows: Scan[] } }
  /** Liên kết tải minh chứng ngắn hạn */
  downloadEvidence: { path: { index: string; n: number }; query: { from: string; to: string; agency?: string | undefined }; answer: Link }
  /** Xếp hạng các cơ quan theo một bộ chỉ số trong một kỳ */
  listRatings: { path: { index: string }; query: { from: string; to: string }; answer: Ranking }
  /** Phiếu chấm điểm của một cơ quan: tự chấm, thẩm định, kiến nghị, kết quả */
  readRating: { path: { index: string }; query: { from: string; to: string; agency?: string | undefined }; answer: Rating }
  /** Tự chấm, thẩm định, kiến nghị hoặc kết luận */
  actOnRating: { path: { index: string }; body: { act: 'draw-up'; agency?: string; from: string; to: string; version: number; note?: string } | { act: 'appraise'; agency: string; points?: { code: string; points: number; why?: string }[]; from: string; to: string; version: number; note?: string } | { act: 'appeal'; agency?: string; appeals: { code: string; wanted: number; why: string; evidence: number[] }[]; from: string; to: string; version: number; note?: string } | { act: 'finish'; agency: string; points?: { code: string; points: number; why?: string }[]; from: string; to: string; version: number; note?: string }; answer: { rating: Rating } }
  /** Tải bảng xếp hạng hoặc phiếu chấm điểm (JSON, XLSX, PDF) */
  downloadRatings: { path: { index: string }; query: { from: string; to: string; agency?: string | undefined; format?: 'json' | 'xlsx' | 'pdf' | undefined }; answer: Link }
  /** Đánh giá tác động của một thủ tục: theo quy định, theo số đếm được, và phần giảm được */
  readImpact: { path: { code: string }; query: { year: number; agency?: string | undefined; case?: string | undefined; shorterBy?: number | undefined }; answer: Impact }
  /** Tải bảng đánh giá tác động của một thủ tục (JSON, XLSX, PDF) */
  downloadImpact: { path: { code: string }; query: { year: number; agency?: string | undefined; case?: string | undefined; shorterBy?: number | undefined; format?: 'json' | 'xlsx' | 'pdf' | undefined }; answer: Link }
  /** Công khai tình hình giải quyết tháng gần nhất, xếp hạng và hồ sơ quá hạn của từng cơ quan */
  publicOverdue: { answer: PublicOverdue }
  /** Tin bị gác lại, theo hàng đợi */
  countSetAsides: { answer: { queues: { queue: 'transfers' | 'postal-returns' | 'notices' | 'imports' | 'archives' | 'reporting' | 'sheets' | 'search' | 'portal' | 'payments' | 'webhooks' | 'verdicts' | 'runs' | 'files' | 'mails' | 'mailboxes'; waiting: number; isMore: boolean; oldestAt?: string }[] } }
  /** Tin bị gác lại của một hàng đợi */
  listSetAsides: { path: { queue: 'transfers' | 'postal-returns' | 'notices' | 'imports' | 'archives' | 'reporting' | 'sheets' | 'search' | 'portal' | 'payments' | 'webhooks' | 'verdicts' | 'runs' | 'files' | 'mails' | 'mailboxes' }; query?: { limit?: number | undefined; after?: string | undefined }; answer: { rows: { id: string; queue: 'transfers' | 'postal-returns' | 'notices' | 'imports' | 'archives' | 'reporting' | 'sheets' | 'search' | 'portal' | 'payments' | 'webhooks' | 'verdicts' | 'runs' | 'files' | 'mails' | 'mailboxes'; at: string; reason: string; redriven?: { at: string; by: string; times: number } }[]; next?: string } }
  /** Xem một tin bị gác lại, kèm giải thích */
  readSetAside: { path: { queue: 'transfers' | 'postal-returns' | 'notices' | 'imports' | 'archives' | 'reporting' | 'sheets' | 'search' | 'portal' | 'payments' | 'webhooks' | 'verdicts' | 'runs' | 'files' | 'mails' | 'mailboxes'; id: string }; answer: SetAside }
  /** Gửi lại một tin, bao nhiêu lần cũng được */
  redriveSetAside: { path: { queue: 'transfers' | 'postal-returns' | 'notices' | 'imports' | 'archives' | 'reporting' | 'sheets' | 'search' | 'portal' | 'payments' | 'webhooks' | 'verdicts' | 'runs' | 'files' | 'mails' | 'mailboxes'; id: string }; answer: { id: string; queue: 'transfers' | 'postal-returns' | 'notices' | 'imports' | 'archives' | 'reporting' | 'sheets' | 'search' | 'portal' | 'payments' | 'webhooks' | 'verdicts' | 'runs' | 'files' | 'mails' | 'mailboxes'; at: string; reason: string; redriven?: { at: string; by: string; times: number } } }
  /** Cổng nào được gọi báo, ở địa chỉ nào, về việc gì */
  listAllWebhooks: { query?: { state?: 'open' | 'ended' | undefined; limit?: number | undefined; after?: string | undefined }; answer: { rows: { id: string; url: string; kinds: ('accepted' | 'status-changed' | 'due-moved' | 'agency-changed' | 'supplement-asked' | 'money-asked' | 'money-changed' | 'parcel-moved' | 'result-ready' | 'ended')[]; createdAt: string; ended?: { at: string; why: 'asked' | 'gone' | 'forbidden-address' | 'administrator' }; client: string; machine?: string; endedBy?: string }[]; next?: string } }
  /** Dừng gọi báo cho một cổng */
  endWebhookOf: { path: { client: string; webhook: string }; body: Record<string, unknown>; answer: { webhook: { id: string; url: string; kinds: ('accepted' | 'status-changed' | 'due-moved' | 'agency-changed' | 'supplement-asked' | 'money-asked' | 'money-changed' | 'parcel-moved' | 'result-ready' | 'ended')[]; createdAt: string; ended?: { at: string; why: 'asked' | 'gone' | 'forbidden-address' | 'administrator' }; client: string; machine?: string; endedBy?: string } } }
  /** Hồ sơ chưa báo được lên Cổng DVCQG, chờ lâu nhất trước */
  listUnsent: { query?: { limit?: number | undefined; after?: string | undefined }; answer: { rows: SyncLine[]; next?: string } }
  /** Chênh lệch với Cổng DVCQG của một ngày */
  listDifferences: { path: { day: string }; query?: { of?: 'dossiers' | 'catalogues' | undefined }; answer: { day: string; rows: { dossier: string; code: string; kind: 'missing-there' | 'behind-there' | 'ahead-there' | 'unknown-there'; ours: 'draft' | 'registered' | 'accepted' | 'refused' | 'in-progress' | 'supplement-requested' | 'obligation-requested' | 'withdrawn' | 'stopped' | 'processed' | 'returned'; theirs: string; unsentSince?: string; at: string; sentAgain: boolean }[]; catalogues?: CatalogueDifferences[] } }
  /** Tải danh sách chênh lệch (XLSX, PDF) */
  downloadDifferences: { path: { day: string }; query?: { format?: 'xlsx' | 'pdf' | undefined }; answer: Link }
  /** Các biểu mẫu đã in của một hồ sơ */
  listSheets: { path: { id: string }; answer: { rows: Print[] } }
  /** In ngay một biểu mẫu */
  printSheet: { path: { id: string }; body: { sheet: 'receipt' | 'supplement' | 'refusal' | 'apology' | 'apology-draft' | 'stop' | 'control' | 'handover' | 'fee'; purpose?: 'handling' | 'counter' | 'supervision' | 'complaint' }; answer: { print: Print } }
  /** Liên kết tải bản in ngắn hạn */
  downloadSheet: { path: { id: string; sheet: string }; query?: { purpose?: 'handling' | 'counter' | 'supervision' | 'complaint' | undefined }; answer: Link }
  /** In lại, có dấu và lý do */
  reprintSheet: { path: { id: string; sheet: string }; body: { reason: string; purpose?: 'handling' | 'counter' | 'supervision' | 'complaint' }; answer: { print: Print } }
  /** Sổ theo dõi hồ sơ của cơ quan trong một khoảng ngày (PDF, XLSX) */
  printRegister: { query: { from: string; to: string; agency?: string | undefined; format?: 'pdf' | 'xlsx' | undefined; purpose?: 'handling' | 'counter' | 'supervision' | 'complaint' | undefined }; answer: Link }
  /** Các giấy tờ đã in gửi cho tôi */
  listMySheets: { path: { id: string }; answer: { rows: Print[] } }
  /** Liên kết tải bản in ngắn hạn */
  downloadMySheet: { path: { id: string; sheet: string }; answer: Link }
  /** Xin trích xuất hồ sơ: mọi tệp và bằng chứng trong một tệp zip */
  askArchive: { path: { id: string }; body: { purpose: 'handling' | 'counter' | 'supervision' | 'complaint' }; answer: { archive: Archive } }
  /** Bản trích xuất đã xong chưa */
  readArchive: { path: { id: string; archive: string }; answer: { archive: Archive } }
  /** Liên kết tải bản trích xuất ngắn hạn */
  downloadArchive: { path: { id: string; archive: string }; answer: Link }
  /** Xin trích xuất hồ sơ của tôi */
  askMyArchive: { path: { id: string }; answer: { archive: Archive } }
  /** Bản trích xuất của tôi đã xong chưa */
  readMyArchive: { path: { id: string; archive: string }; answer: { archive: Archive } }
  /** Liên kết tải bản trích xuất ngắn hạn */
  downloadMyArchive: { path: { id: string; archive: string }; answer: Link }
  /** Bản niêm yết của một thủ tục (PDF) */
  postingSheet: { path: { code: string }; answer: Link }
  /** Tài liệu quy trình của một thủ tục (PDF) */
  processDocument: { path: { code: string }; answer: Link }
  /** Công bố ngày nghỉ, ngày làm bù, giờ làm việc */
  declareDays: { body: { scope: string; days?: { on: string; kind: 'off' | 'work'; name?: string }[]; seasons?: { from: string; until?: string; hours: { mon?: unknown[][]; tue?: unknown[][]; wed?: unknown[][]; thu?: unknown[][]; fri?: unknown[][]; sat?: unknown[][]; sun?: unknown[][] } }[]; until?: string; source: string }; answer: CalendarDeclaration }
  /** Các ngày đã công bố, kèm căn cứ */
  listCalendar: { query?: { from?: string | undefined; to?: string | undefined; agency?: string | undefined }; answer: { publishedUntil: string; daysLeft: number; rows: { on: string; kind: 'off' | 'work'; scope: string; name?: string; source: string; declaration?: number }[]; declarations: CalendarDeclaration[] } }
  /** Hồ sơ có hạn thay đổi theo một lần công bố */
  listMoved: { path: { n: number }; answer: { declaration: CalendarDeclaration; reckoned: 'waiting' | 'under-way' | 'done'; says: string; rows: MovedDossier[] } }
  /** Xin chỗ tải tệp danh mục */
  announceImport: { body: { fileName: string; size: number; sha256: string }; answer: { run: ImportRun; upload: { method: 'PUT'; url: string; headers: Record<string, string>; expiresAt: string } } }
  /** Các đợt nhập danh mục */
  listImports: { query?: { limit?: number | undefined; after?: string | undefined }; answer: { rows: ImportRun[]; next?: string } }
  /** Tình trạng và báo cáo chất lượng của một đợt nhập */
  readImport: { path: { id: string }; answer: { run: ImportRun } }
  /** Bắt đầu nhập tệp đã tải lên */
  startImport: { path: { id: string }; answer: { run: ImportRun } }
  /** Các dòng cách ly: dòng gốc và bản đã làm sạch */
  readQuarantine: { path: { id: string }; query?: { sheet?: number | undefined; state?: 'taken' | 'draft' | 'refused' | 'unchanged' | undefined }; answer: { rows: QuarantinedRow[]; isLast: boolean } }
  /** Tải báo cáo chất lượng (XLSX) */
  downloadImportReport: { path: { id: string }; answer: Link }
  /** Thủ tục còn là bản nháp */
  listDrafts: { query?: { limit?: number | undefined; after?: string | undefined }; answer: { rows: { code: string; version: number; name: string; fields: { code?: string; name: string }[]; levels: ('province' | 'commune' | 'vertical' | 'central' | 'district')[]; channels: ('direct' | 'online' | 'postal')[]; limits: { channel: string; amount?: number; unit: string }[]; committed?: { channel: string; amount?: number; unit: string }[]; online?: 'full' | 'partial'; byPost?: boolean; onTheSpot?: boolean; nonTerritorial?: boolean; competent: { kind: 'receiving-commune' | 'agency'; agency?: string }; state: 'draft' | 'published' | 'suspended' | 'abolished' }[]; next?: string } }
  /** Sổ phiên bản của một thủ tục */
  readVersions: { path: { code: string }; answer: { code: string; revision: number; versions: ProcedureVersionLine[] } }
  /** Một phiên bản của thủ tục */
  readVersion: { path: { code: string; version: number }; answer: { line: ProcedureVersionLine; procedure: Procedure } }
  /** Công khai, tạm ngừng, mở lại, bãi bỏ hoặc sửa */
  actOnProcedure: { path: { code: string }; body: ProcedureAct; answer: { line: ProcedureVersionLine; revision: number; warnings: string[] } }
  /** Cơ quan, phòng của một ngày, với trước và sau */
  listUnitVersions: { query?: { on?: string | undefined; agency?: string | undefined }; answer: { on: string; rows: UnitVersion[] } }
  /** Cán bộ của một cơ quan */
  listOfficers: { query: { on?: string | undefined; agency: string }; answer: { on: string; rows: { id: string; name: string; unit: Unit; roles: ('reception' | 'handler' | 'unit-head' | 'leader' | 'clerk' | 'cashier' | 'return-desk' | 'supervisor' | 'admin')[]; title?: string }[] } }
  /** Quyết định tổ chức đã công bố */
  listChanges: { answer: { rows: OrganisationChange[] } }
  /** Công bố quyết định: đơn vị, cán bộ, đổi tên, sáp nhập, chia tách, giải thể */
  announceChange: { body: Announcement; answer: { change: OrganisationChange } }
  /** Quy trình nội bộ */
  listWorkflows: { answer: { rows: { id: string; version: number; name: string; procedureCodes: string[]; validFrom: string; decision?: string; leaves?: boolean }[] } }
  /** Ban hành phiên bản quy trình mới */
  putWorkflow: { body: Workflow; answer: { workflow: WorkflowShown; findings: { code: 'no-steps' | 'numbering-gap' | 'dangling-next' | 'turns-back' | 'unreachable-step' | 'deciding-step-missing' | 'owner-missing' | 'over-legal-limit' | 'leaves-wrong' | 'unknown-procedure' | 'steps-do-not-add-up' | 'over-case-limit' | 'role-missing'; severity: 'refuse' | 'explain'; says: string }[] } }
  /** Một phiên bản quy trình và kết quả rà soát */
  readWorkflow: { path: { workflow: string }; query?: { version?: number | undefined }; answer: { workflow: WorkflowShown; findings: { code: 'no-steps' | 'numbering-gap' | 'dangling-next' | 'turns-back' | 'unreachable-step' | 'deciding-step-missing' | 'owner-missing' | 'over-legal-limit' | 'leaves-wrong' | 'unknown-procedure' | 'steps-do-not-add-up' | 'over-case-limit' | 'role-missing'; severity: 'refuse' | 'explain'; says: string }[] } }
  /** Rà soát quy trình, không lưu */
  checkWorkflow: { body: Workflow; answer: { findings: { code: 'no-steps' | 'numbering-gap' | 'dangling-next' | 'turns-back' | 'unreachable-step' | 'deciding-step-missing' | 'owner-missing' | 'over-legal-limit' | 'leaves-wrong' | 'unknown-procedure' | 'steps-do-not-add-up' | 'over-case-limit' | 'role-missing'; severity: 'refuse' | 'explain'; says: string }[] } }
  /** Phiếu khảo sát của một hồ sơ, bằng mã hồ sơ và mã trên giấy tiếp nhận hoặc tin nhắn */
  startSurvey: { body: { code: string; factor: string }; answer: { questionnaires: Questionnaire[]; isAnswered: boolean } }
  /** Trả lời phiếu khảo sát, mỗi hồ sơ một lần */
  answerSurvey: { body: { code: string; factor: string; questionnaire: 'three-level' | 'sipas'; answers: Record<string, string>; reasons?: string[]; comment?: string; at?: 'link' | 'kiosk' }; answer: SurveyAnswered }
  /** Phiếu khảo sát của hồ sơ của tôi */
  readMySurvey: { path: { id: string }; answer: { questionnaires: Questionnaire[]; isAnswered: boolean } }
  /** Trả lời phiếu khảo sát của hồ sơ của tôi */
  answerMySurvey: { path: { id: string }; body: { questionnaire: 'three-level' | 'sipas'; answers: Record<string, string>; reasons?: string[]; comment?: string }; answer: SurveyAnswered }
  /** Gửi phản ánh, kiến nghị về một hồ sơ */
  tellFeedback: { body: { code: string; factor: string; kind: 'complaint' | 'proposal'; text: string }; answer: FeedbackFollowed }
  /** Phản ánh, kiến nghị đã có trả lời công khai của một cơ quan */
  publishedFeedback: { query: { agency: string; limit?: number | undefined; after?: string | undefined }; answer: { rows: FeedbackPublished[]; next?: string } }
  /** Theo dõi các phản ánh, kiến nghị về một hồ sơ */
  followFeedback: { body: { code: string; factor: string }; answer: { rows: FeedbackFollowed[] } }
  /** Bổ sung, hoặc đánh giá việc trả lời */
  replyToFeedback: { body: { code: string; factor: string; feedback: string; act: 'supplement'; note: string } | { code: string; factor: string; feedback: string; act: 'rate'; rated: 'satisfied' | 'not-satisfied'; note?: string }; answer: FeedbackFollowed }
  /** Phản ánh, kiến nghị gửi đến cơ quan */
  listFeedback: { query?: { agency?: string | undefined; state?: 'received' | 'supplement-asked' | 'processing' | 'answered' | 'published' | 'refused' | undefined; late?: 'true' | undefined; limit?: number | undefined; after?: string | undefined }; answer: { rows: FeedbackLine[]; next?: string } }
  /** Xem một phản ánh, kiến nghị */
  readFeedback: { path: { feedback: string }; answer: Feedback }
  /** Xử lý, trả lời, công khai một phản ánh, kiến nghị */
  moveFeedback: { path: { feedback: string }; body: { act: 'refuse' | 'ask-supplement' | 'answer'; version: number; note: string } | { act: 'read-flagged' | 'take-on' | 'publish'; version: number; note?: string }; answer: Feedback }
  /** Kết quả khảo sát theo cơ quan, bộ phận, cán bộ */
  surveyResults: { query: { agency?: string | undefined; from: string; to: string; by?: 'agency' | 'desk' | 'officer' | undefined }; answer: { from: string; to: string; rows: SurveyResult[] } }
  /** Các hồ sơ đứng sau kết quả khảo sát của một tháng */
  surveyDossiers: { path: { month: string }; query?: { agency?: string | undefined; limit?: number | undefined; after?: string | undefined }; answer: { rows: { dossier: string; at: string; verdict: 'satisfied' | 'neutral' | 'not-satisfied' }[]; next?: string } }
  /** Các ngày đã đối soát thu phí */
  listReconciliations: { query?: { limit?: number | undefined }; answer: { days: string[] } }
  /** Khoản lệch của một ngày và việc cần làm */
  readReconciliation: { path: { day: string }; query?: { statement?: string | undefined }; answer: { day: string; at: string; sums?: { paidVnd: number; paidCount: number; refundedVnd: number; budgetVnd?: number; budgetRefundedVnd?: number }; statements: ('platform' | 'vnpay' | 'treasury')[]; differences: MoneyDifference[]; handedIn?: { name: string; source: 'platform' | 'vnpay' | 'treasury'; n: number; by: string; at: string; count: number; totalVnd: number }[]; rows?: { reference: string; amountVnd: number }[] } }
  /** Tải danh sách lệch (JSON, XLSX, PDF) */
  downloadReconciliation: { path: { day: string }; query?: { format?: 'json' | 'xlsx' | 'pdf' | undefined }; answer: Link }
  /** Nộp bảng kê của cổng hoặc kho bạc để đối chiếu */
  handInStatement: { path: { day: string }; body: { source: 'platform' | 'vnpay' | 'treasury'; rows: { reference: string; amountVnd: number }[] }; answer: { day: string; source: 'platform' | 'vnpay' | 'treasury'; rows: number; n: number; by: string; at: string } }
  /** Ghi đã chuyển trả khoản tiền không thuộc lần thanh toán nào */
  giveMoneyBackByHand: { path: { day: string }; body: { reference: string; transfer: string }; answer: { day: string; reference: string; amountVnd: number; by: string; at: string; transfer: string } }
  /** Thanh toán trực tuyến khoản hồ sơ đang phải nộp */
  beginPayment: { path: { id: string }; body: { gateway: 'platform' | 'vnpay' }; answer: { attempt: PaymentAttempt } }
  /** Các lần thanh toán và biên lai của hồ sơ tôi */
  listMyPayments: { path: { id: string }; answer: { attempts: PaymentAttempt[]; receipts: MoneyReceipt[]; refunds?: RefundShown[] } }
  /** Lập liên kết thanh toán trực tuyến thay người nộp */
  beginPaymentAtDesk: { path: { id: string }; body: { gateway: 'platform' | 'vnpay' }; answer: { attempt: PaymentAttempt } }
  /** Các lần thanh toán và biên lai của một hồ sơ */
  listPayments: { path: { id: string }; answer: { attempts: PaymentAttempt[]; receipts: MoneyReceipt[]; refunds?: RefundShown[] } }
  /** Cổng lập liên kết thanh toán cho người nộp */
  beginPaymentForOwner: { path: { code: string }; body: { gateway: 'platform' | 'vnpay' }; answer: { attempt: PaymentAttempt } }
  /** Trả lại khoản tiền thừa, muộn hoặc sai số */
  orderMoneyBack: { path: { id: string; reference: string }; body: { transaction: string; refund?: number; transfer?: string }; answer: { attempt: PaymentAttempt } }
  /** Nền tảng thanh toán quốc gia báo kết quả */
  takePlatformCall: { body: Record<string, string>; answer: { MaLoi: string; MoTaLoi: string } }
  /** Cổng DVCQG hỏi khoản một hồ sơ đang phải nộp */
  askFeeOwed: { body: Record<string, string>; answer: { error_code: number; error_message: string; SoTien?: string; DSKhoanNop?: { NoiDung: string; SoTien: string }[] } }
  /** Cổng DVCQG lấy một tệp theo liên kết đã được báo */
  fetchToldFile: { path: { link: string }; answer: unknown }
  /** Cổng thanh toán (dạng VNPay) báo kết quả */
  takeVnpayCall: { answer: { RspCode: string; Message: string } }
  /** Theo dõi một hồ sơ của cơ quan */
  followDossier: { path: { code: string }; answer: Followed }
  /** Đăng ký được báo khi hồ sơ của cơ quan thay đổi */
  subscribeWebhook: { body: { url: string; kinds: ('accepted' | 'status-changed' | 'due-moved' | 'agency-changed' | 'supplement-asked' | 'money-asked' | 'money-changed' | 'parcel-moved' | 'result-ready' | 'ended')[] }; answer: { webhook: Webhook; secret: string } }
  /** Các đăng ký gọi báo của mình */
  listWebhooks: { answer: { rows: Webhook[] } }
  /** Thôi được báo */
  endWebhook: { path: { webhook: string }; body: Record<string, unknown>; answer: { webhook: Webhook } }
  /** Báo cáo quá hạn của cơ quan trong một ngày */
  overdueForMachine: { path: { day: string }; query?: { limit?: number | undefined; after?: string | undefined }; answer: { day: string; reports: OverdueReportForMachine[]; next?: string } }
}

export const operations = {
  contract: { method: 'GET', path: '/openapi.json', door: 'none', key: false },
  docs: { method: 'GET', path: '/docs', door: 'none', key: false },
  findProcedures: { method: 'GET', path: '/v1/public/procedures', door: 'none', key: false },
  procedureFacets: { method: 'GET', path: '/v1/public/procedure-facets', door: 'none', key: false },
  readProcedure: { method: 'GET', path: '/v1/public/procedures/{code}', door: 'none', key: false },
  listUnits: { method: 'GET', path: '/v1/public/units', door: 'none', key: false },
  readCalendar: { method: 'GET', path: '/v1/public/units/{id}/calendar', door: 'none', key: false },
  lookUp: { method: 'POST', path: '/v1/public/lookups', door: 'none', key: false },
  openOnline: { method: 'POST', path: '/v1/citizen/dossiers', door: 'citizen', key: true },
  listMine: { method: 'GET', path: '/v1/citizen/dossiers', door: 'citizen', key: false },
  readMine: { method: 'GET', path: '/v1/citizen/dossiers/{id}', door: 'citizen', key: false },
  explainMine: { method: 'GET', path: '/v1/citizen/dossiers/{id}/clocks', door: 'citizen', key: false },
  reserveMyScan: { method: 'POST', path: '/v1/citizen/dossiers/{id}/scans', door: 'citizen', key: false },
  confirmMyScan: { method: 'POST', path: '/v1/citizen/dossiers/{id}/scans/{n}/confirm', door: 'citizen', key: false },
  downloadMyScan: { method: 'GET', path: '/v1/citizen/dossiers/{id}/scans/{n}/download', door: 'citizen', key: false },
  listMyPapers: { method: 'GET', path: '/v1/citizen/papers', door: 'citizen', key: false },
  reuseMyPaper: { method: 'POST', path: '/v1/citizen/dossiers/{id}/reuses', door: 'citizen', key: true },
  readsOfMine: { method: 'GET', path: '/v1/citizen/dossiers/{id}/reads', door: 'citizen', key: false },
  readMyNoticeWishes: { method: 'GET', path: '/v1/citizen/notice-wishes', door: 'citizen', key: false },
  putMyNoticeWishes: { method: 'POST', path: '/v1/citizen/notice-wishes', door: 'citizen', key: true },
  actOnMine: { method: 'POST', path: '/v1/citizen/dossiers/{id}/acts', door: 'citizen', key: true },
  whoAmI: { method: 'GET', path: '/v1/desk/me', door: 'staff', key: false },
  openAtDesk: { method: 'POST', path: '/v1/desk/dossiers', door: 'staff', key: true },
  findByCode: { method: 'GET', path: '/v1/desk/dossiers', door: 'staff', key: false },
  reserveScan: { method: 'POST', path: '/v1/desk/dossiers/{id}/scans', door: 'staff', key: false },
  confirmScan: { method: 'POST', path: '/v1/desk/dossiers/{id}/scans/{n}/confirm', door: 'staff', key: false },
  listWork: { method: 'GET', path: '/v1/desk/work', door: 'staff', key: false },
  listOpinions: { method: 'GET', path: '/v1/desk/opinions', door: 'staff', key: false },
  searchDossiers: { method: 'POST', path: '/v1/desk/searches', door: 'staff', key: false },
  readDossier: { method: 'GET', path: '/v1/desk/dossiers/{id}', door: 'staff', key: false },
  explainDossier: { method: 'GET', path: '/v1/desk/dossiers/{id}/clocks', door: 'staff', key: false },
  readSync: { method: 'GET', path: '/v1/desk/dossiers/{id}/portal', door: 'staff', key: false },
  listNotices: { method: 'GET', path: '/v1/desk/dossiers/{id}/notices', door: 'staff', key: false },
  downloadScan: { method: 'GET', path: '/v1/desk/dossiers/{id}/scans/{n}/download', door: 'staff', key: false },
  readsOfDossier: { method: 'GET', path: '/v1/desk/dossiers/{id}/reads', door: 'staff', key: false },
  act: { method: 'POST', path: '/v1/desk/dossiers/{id}/acts', door: 'staff', key: true },
  listStandIns: { method: 'GET', path: '/v1/desk/stand-ins', door: 'staff', key: false },
  letStandIn: { method: 'POST', path: '/v1/desk/stand-ins', door: 'staff', key: true },
  endStandIn: { method: 'POST', path: '/v1/desk/stand-ins/{id}/end', door: 'staff', key: false },
  listNumberPatterns: { method: 'GET', path: '/v1/desk/number-patterns', door: 'staff', key: false },
  putNumberPattern: { method: 'POST', path: '/v1/desk/number-patterns', door: 'staff', key: true },
  overdueDays: { method: 'GET', path: '/v1/desk/reports/overdue', door: 'staff', key: false },
  overdueOfDay: { method: 'GET', path: '/v1/desk/reports/overdue/{day}', door: 'staff', key: false },
  downloadOverdue: { method: 'GET', path: '/v1/desk/reports/overdue/{day}/download', door: 'staff', key: false },
  listLate: { method: 'GET', path: '/v1/desk/late', door: 'staff', key: false },
  listFigures: { method: 'GET', path: '/v1/desk/figures', door: 'staff', key: false },
  readFigures: { method: 'GET', path: '/v1/desk/figures/{report}', door: 'staff', key: false },
  downloadFigures: { method: 'GET', path: '/v1/desk/figures/{report}/download', door: 'staff', key: false },
  traceFigures: { method: 'GET', path: '/v1/desk/figures/{report}/columns/{column}/dossiers', door: 'staff', key: false },
  askReport: { method: 'POST', path: '/v1/desk/report-jobs', door: 'staff', key: true },
  readReportJob: { method: 'GET', path: '/v1/desk/report-jobs/{job}', door: 'staff', key: false },
  downloadReportJob: { method: 'GET', path: '/v1/desk/report-jobs/{job}/download', door: 'staff', key: false },
  listIssues: { method: 'GET', path: '/v1/desk/report-issues/{month}', door: 'staff', key: false },
  readIssue: { method: 'GET', path: '/v1/desk/report-issues/{month}/{report}', door: 'staff', key: false },
  downloadIssue: { method: 'GET', path: '/v1/desk/report-issues/{month}/{report}/download', door: 'staff', key: false },
  readCorrections: { method: 'GET', path: '/v1/desk/report-issues/{month}/{report}/corrections', door: 'staff', key: false },
  downloadCorrections: { method: 'GET', path: '/v1/desk/report-issues/{month}/{report}/corrections/download', door: 'staff', key: false },
  league: { method: 'GET', path: '/v1/desk/league', door: 'staff', key: false },
  listIndices: { method: 'GET', path: '/v1/desk/indices', door: 'staff', key: false },
  putIndexSet: { method: 'POST', path: '/v1/desk/indices', door: 'staff', key: false },
  readIndex: { method: 'GET', path: '/v1/desk/indices/{index}', door: 'staff', key: false },
  downloadIndex: { method: 'GET', path: '/v1/desk/indices/{index}/download', door: 'staff', key: false },
  listHandEntries: { method: 'GET', path: '/v1/desk/indices/{index}/entries', door: 'staff', key: false },
  enterByHand: { method: 'POST', path: '/v1/desk/indices/{index}/entries', door: 'staff', key: true },
  reserveEvidence: { method: 'POST', path: '/v1/desk/indices/{index}/evidence', door: 'staff', key: false },
  listEvidence: { method: 'GET', path: '/v1/desk/indices/{index}/evidence', door: 'staff', key: false },
  downloadEvidence: { method: 'GET', path: '/v1/desk/indices/{index}/evidence/{n}/download', door: 'staff', key: false },
  listRatings: { method: 'GET', path: '/v1/desk/indices/{index}/ratings', door: 'staff', key: false },
  readRating: { method: 'GET', path: '/v1/desk/indices/{index}/rating', door: 'staff', key: false },
  actOnRating: { method: 'POST', path: '/v1/desk/indices/{index}/rating/acts', door: 'staff', key: true },
  downloadRatings: { method: 'GET', path: '/v1/desk/indices/{index}/ratings/download', door: 'staff', key: false },
  readImpact: { method: 'GET', path: '/v1/desk/procedures/{code}/impact', door: 'staff', key: false },
  downloadImpact: { method: 'GET', path: '/v1/desk/procedures/{code}/impact/download', door: 'staff', key: false },
  publicOverdue: { method: 'GET', path: '/v1/public/overdue', door: 'none', key: false },
  countSetAsides: { method: 'GET', path: '/v1/desk/set-asides', door: 'staff', key: false },
  listSetAsides: { method: 'GET', path: '/v1/desk/set-asides/{queue}', door: 'staff', key: false },
  readSetAside: { method: 'GET', path: '/v1/desk/set-asides/{queue}/{id}', door: 'staff', key: false },
  redriveSetAside: { method: 'POST', path: '/v1/desk/set-asides/{queue}/{id}/redrive', door: 'staff', key: false },
  listAllWebhooks: { method: 'GET', path: '/v1/desk/webhooks', door: 'staff', key: false },
  endWebhookOf: { method: 'POST', path: '/v1/desk/webhooks/{client}/{webhook}/end', door: 'staff', key: false },
  listUnsent: { method: 'GET', path: '/v1/desk/portal/unsent', door: 'staff', key: false },
  listDifferences: { method: 'GET', path: '/v1/desk/portal/differences/{day}', door: 'staff', key: false },
  downloadDifferences: { method: 'GET', path: '/v1/desk/portal/differences/{day}/download', door: 'staff', key: false },
  listSheets: { method: 'GET', path: '/v1/desk/dossiers/{id}/sheets', door: 'staff', key: false },
  printSheet: { method: 'POST', path: '/v1/desk/dossiers/{id}/sheets', door: 'staff', key: false },
  downloadSheet: { method: 'GET', path: '/v1/desk/dossiers/{id}/sheets/{sheet}/download', door: 'staff', key: false },
  reprintSheet: { method: 'POST', path: '/v1/desk/dossiers/{id}/sheets/{sheet}/reprints', door: 'staff', key: true },
  printRegister: { method: 'GET', path: '/v1/desk/register', door: 'staff', key: false },
  listMySheets: { method: 'GET', path: '/v1/citizen/dossiers/{id}/sheets', door: 'citizen', key: false },
  downloadMySheet: { method: 'GET', path: '/v1/citizen/dossiers/{id}/sheets/{sheet}/download', door: 'citizen', key: false },
  askArchive: { method: 'POST', path: '/v1/desk/dossiers/{id}/archives', door: 'staff', key: false },
  readArchive: { method: 'GET', path: '/v1/desk/dossiers/{id}/archives/{archive}', door: 'staff', key: false },
  downloadArchive: { method: 'GET', path: '/v1/desk/dossiers/{id}/archives/{archive}/download', door: 'staff', key: false },
  askMyArchive: { method: 'POST', path: '/v1/citizen/dossiers/{id}/archives', door: 'citizen', key: false },
  readMyArchive: { method: 'GET', path: '/v1/citizen/dossiers/{id}/archives/{archive}', door: 'citizen', key: false },
  downloadMyArchive: { method: 'GET', path: '/v1/citizen/dossiers/{id}/archives/{archive}/download', door: 'citizen', key: false },
  postingSheet: { method: 'GET', path: '/v1/public/procedures/{code}/posting-sheet', door: 'none', key: false },
  processDocument: { method: 'GET', path: '/v1/public/procedures/{code}/process-document', door: 'none', key: false },
  declareDays: { method: 'POST', path: '/v1/desk/calendar', door: 'staff', key: true },
  listCalendar: { method: 'GET', path: '/v1/desk/calendar', door: 'staff', key: false },
  listMoved: { method: 'GET', path: '/v1/desk/calendar/{n}/moved', door: 'staff', key: false },
  announceImport: { method: 'POST', path: '/v1/desk/catalogue/imports', door: 'staff', key: true },
  listImports: { method: 'GET', path: '/v1/desk/catalogue/imports', door: 'staff', key: false },
  readImport: { method: 'GET', path: '/v1/desk/catalogue/imports/{id}', door: 'staff', key: false },
  startImport: { method: 'POST', path: '/v1/desk/catalogue/imports/{id}/start', door: 'staff', key: false },
  readQuarantine: { method: 'GET', path: '/v1/desk/catalogue/imports/{id}/rows', door: 'staff', key: false },
  downloadImportReport: { method: 'GET', path: '/v1/desk/catalogue/imports/{id}/report', door: 'staff', key: false },
  listDrafts: { method: 'GET', path: '/v1/desk/catalogue/drafts', door: 'staff', key: false },
  readVersions: { method: 'GET', path: '/v1/desk/catalogue/procedures/{code}', door: 'staff', key: false },
  readVersion: { method: 'GET', path: '/v1/desk/catalogue/procedures/{code}/versions/{version}', door: 'staff', key: false },
  actOnProcedure: { method: 'POST', path: '/v1/desk/catalogue/procedures/{code}/acts', door: 'staff', key: true },
  listUnitVersions: { method: 'GET', path: '/v1/desk/units', door: 'staff', key: false },
  listOfficers: { method: 'GET', path: '/v1/desk/officers', door: 'staff', key: false },
  listChanges: { method: 'GET', path: '/v1/desk/organisation/changes', door: 'staff', key: false },
  announceChange: { method: 'POST', path: '/v1/desk/organisation/changes', door: 'staff', key: true },
  listWorkflows: { method: 'GET', path: '/v1/desk/workflows', door: 'staff', key: false },
  putWorkflow: { method: 'POST', path: '/v1/desk/workflows', door: 'staff', key: false },
  readWorkflow: { method: 'GET', path: '/v1/desk/workflows/{workflow}', door: 'staff', key: false },
  checkWorkflow: { method: 'POST', path: '/v1/desk/workflows/check', door: 'staff', key: false },
  startSurvey: { method: 'POST', path: '/v1/public/surveys', door: 'none', key: false },
  answerSurvey: { method: 'POST', path: '/v1/public/surveys/answers', door: 'none', key: false },
  readMySurvey: { method: 'GET', path: '/v1/citizen/dossiers/{id}/survey', door: 'citizen', key: false },
  answerMySurvey: { method: 'POST', path: '/v1/citizen/dossiers/{id}/survey', door: 'citizen', key: false },
  tellFeedback: { method: 'POST', path: '/v1/public/feedback', door: 'none', key: false },
  publishedFeedback: { method: 'GET', path: '/v1/public/feedback', door: 'none', key: false },
  followFeedback: { method: 'POST', path: '/v1/public/feedback/lookups', door: 'none', key: false },
  replyToFeedback: { method: 'POST', path: '/v1/public/feedback/replies', door: 'none', key: false },
  listFeedback: { method: 'GET', path: '/v1/desk/feedback', door: 'staff', key: false },
  readFeedback: { method: 'GET', path: '/v1/desk/feedback/{feedback}', door: 'staff', key: false },
  moveFeedback: { method: 'POST', path: '/v1/desk/feedback/{feedback}/acts', door: 'staff', key: false },
  surveyResults: { method: 'GET', path: '/v1/desk/survey-results', door: 'staff', key: false },
  surveyDossiers: { method: 'GET', path: '/v1/desk/survey-results/{month}/dossiers', door: 'staff', key: false },
  listReconciliations: { method: 'GET', path: '/v1/desk/reconciliations', door: 'staff', key: false },
  readReconciliation: { method: 'GET', path: '/v1/desk/reconciliations/{day}', door: 'staff', key: false },
  downloadReconciliation: { method: 'GET', path: '/v1/desk/reconciliations/{day}/download', door: 'staff', key: false },
  handInStatement: { method: 'POST', path: '/v1/desk/reconciliations/{day}/statements', door: 'staff', key: true },
  giveMoneyBackByHand: { method: 'POST', path: '/v1/desk/reconciliations/{day}/backs', door: 'staff', key: false },
  beginPayment: { method: 'POST', path: '/v1/citizen/dossiers/{id}/payments', door: 'citizen', key: false },
  listMyPayments: { method: 'GET', path: '/v1/citizen/dossiers/{id}/payments', door: 'citizen', key: false },
  beginPaymentAtDesk: { method: 'POST', path: '/v1/desk/dossiers/{id}/payments', door: 'staff', key: false },
  listPayments: { method: 'GET', path: '/v1/desk/dossiers/{id}/payments', door: 'staff', key: false },
  beginPaymentForOwner: { method: 'POST', path: '/v1/machine/dossiers/{code}/payments', door: 'machine', key: false },
  orderMoneyBack: { method: 'POST', path: '/v1/desk/dossiers/{id}/payments/{reference}/refunds', door: 'staff', key: true },
  takePlatformCall: { method: 'POST', path: '/v1/partner/payments/platform', door: 'none', key: false },
  askFeeOwed: { method: 'POST', path: '/v1/partner/payments/platform/fees', door: 'none', key: false },
  fetchToldFile: { method: 'GET', path: '/v1/partner/portal/files/{link}', door: 'none', key: false },
  takeVnpayCall: { method: 'GET', path: '/v1/partner/payments/vnpay', door: 'none', key: false },
  followDossier: { method: 'GET', path: '/v1/machine/dossiers/{code}', door: 'machine', key: false },
  subscribeWebhook: { method: 'POST', path: '/v1/machine/webhooks', door: 'machine', key: true },
  listWebhooks: { method: 'GET', path: '/v1/machine/webhooks', door: 'machine', key: false },
  endWebhook: { method: 'POST', path: '/v1/machine/webhooks/{webhook}/end', door: 'machine', key: false },
  overdueForMachine: { method: 'GET', path: '/v1/machine/reports/overdue/{day}', door: 'machine', key: false },
} as const satisfies Record<keyof Operations, Operation>

export interface Operation {
  method: string
  path: string
  door: string
  key: boolean
}
