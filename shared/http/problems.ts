import { type ObjectedFault, type Objection, type ObjectionCode, objections } from '../dossier/objections.ts'
import { usualPlaces } from '../dossier/usual-places.ts'
import type { Place } from '../place.ts'

/** What can be wrong with one part of a request. */
export const faultCodes = {
  required: 'Thiếu thông tin bắt buộc.',
  'unknown-field': 'Trường không có trong đặc tả.',
  repeated: 'Một tên, một giấy tờ hay một ngày được gửi nhiều lần.',
  'wrong-type': 'Sai kiểu: chữ, số, danh sách hay đối tượng.',
  'wrong-form': 'Đúng kiểu nhưng sai dạng; câu giải thích nêu dạng đúng.',
  'too-small': 'Ngắn hơn hoặc nhỏ hơn mức cho phép.',
  'too-big': 'Dài hơn hoặc lớn hơn mức cho phép.',
  'not-offered': 'Không phải một trong các giá trị được nhận.',
} as const satisfies Record<string, string>

export type FaultCode = keyof typeof faultCodes

/** One thing wrong with a request: where it stands, a code for machines, a sentence for people. */
export interface Fault {
  where: Place
  code: FaultCode | ObjectionCode
  detail: string
}

/** RFC 9457. `code` is stable; `detail` is Vietnamese. */
export interface Problem {
  type: string
  code: string
  status: number
  title: string
  detail: string
  faults?: readonly Fault[]
}

/** Every no that is not the rules' own (those stand in `objections`). */
export const refusals = {
  'bad-input': { status: 400, says: 'Yêu cầu có chỗ chưa đúng; xem từng lỗi trong danh sách.' },
  'not-json': { status: 400, says: 'Nội dung gửi lên không phải JSON hợp lệ (UTF-8, lồng nhau tối đa 20 cấp).' },
  'not-signed-in': { status: 401, says: 'Bạn chưa đăng nhập hoặc phiên đăng nhập không dùng được ở cổng này.' },
  'not-your-door': { status: 403, says: 'Vai trò của bạn không được dùng chức năng này.' },
  'not-your-agency': {
    status: 403,
    says: 'Vai trò của bạn được dùng chức năng này, nhưng không cho cơ quan đã nêu; hãy nêu cơ quan của mình.',
  },
  'machine-not-listed': {
    status: 403,
    says: 'Hệ thống gọi đến chưa được ghi vào danh sách hoặc đã quá ngày cho phép; hãy liên hệ cơ quan vận hành.',
  },
  'officers-do-not-answer': {
    status: 403,
    says: 'Cán bộ không trả lời khảo sát, không gửi phản ánh thay người dân; hãy thoát phiên đăng nhập của cán bộ.',
  },
  'not-found': { status: 404, says: 'Không tìm thấy, hoặc bạn không có quyền xem.' },
  'too-large': { status: 413, says: 'Nội dung gửi lên vượt quá 256 KB.' },
  'wrong-content-type': { status: 415, says: 'Nội dung gửi lên phải là application/json.' },
  'too-many-tries': { status: 429, says: 'Địa chỉ này đã tra cứu sai quá nhiều lần. Hãy thử lại sau một phút.' },
  defect: { status: 500, says: 'Hệ thống gặp lỗi. Yêu cầu có thể chưa được thực hiện.' },
  outage: { status: 503, says: 'Hệ thống đang bận hoặc gián đoạn. Hãy gửi lại sau ít phút.' },
} as const satisfies Record<string, { status: number; says: string }>

export type RefusalCode = keyof typeof refusals

/** An answer's own no, for the few that no rule of the dossier gives. */
export interface Refusal {
  refusal: RefusalCode
}

export function refuse(refusal: RefusalCode): Refusal {
  return { refusal }
}

export function isRefusal(thing: unknown): thing is Refusal {
  return typeof thing === 'object' && thing !== null && 'refusal' in thing
}

const titles: Readonly<Record<number, string>> = {
  400: 'Yêu cầu không hợp lệ',
  401: 'Chưa đăng nhập',
  403: 'Không được phép',
  404: 'Không tìm thấy',
  409: 'Xung đột với trạng thái hiện tại',
  413: 'Nội dung quá lớn',
  415: 'Sai kiểu nội dung',
  422: 'Không đúng quy tắc nghiệp vụ',
  429: 'Quá nhiều yêu cầu',
  500: 'Lỗi hệ thống',
  503: 'Tạm thời không phục vụ được',
}

export function problemOf(code: RefusalCode, faults?: readonly Fault[]): Problem {
  return problem(code, refusals[code], faults)
}

export function problemOfObjection({ objection, faults }: Objection): Problem {
  const row = objections[objection]
  const usual: Partial<Record<ObjectionCode, Place>> = usualPlaces
  const where = usual[objection]
  const inUsualPlace = where === undefined ? [] : [{ where, why: row.says }]
  const placed: readonly ObjectedFault[] = faults && faults.length > 0 ? faults : inUsualPlace
  const named = placed.map((one) => ({ where: one.where, code: one.objection ?? objection, detail: one.why }))
  return problem(objection, row, named)
}

/** Nobody mends more in one go, and an answer has to leave the house: a body may hold a hundred thousand faults. */
const mostFaults = 100

function problem(code: string, row: { status: number; says: string }, faults: readonly Fault[] = []): Problem {
  const more = faults.length > mostFaults ? ` Nêu ${mostFaults} lỗi đầu trong ${faults.length} lỗi.` : ''
  return {
    type: `urn:mot-cua:problem:${code}`,
    code,
    status: row.status,
    title: titles[row.status] ?? 'Lỗi',
    detail: `${row.says}${more}`,
    ...(faults.length > 0 ? { faults: faults.slice(0, mostFaults) } : {}),
  }
}
