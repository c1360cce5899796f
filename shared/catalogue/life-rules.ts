import type { Day } from '../calendar/day.ts'
import type { ProcedureVersion } from './procedure.ts'

/** Lý do tạm dừng tính thời hạn: time that the law does not count against the handling agency. */
export interface PauseReason {
  code: string
  name: string
  /** The legal ground or published text that excludes the time. */
  ground: string
  /** Whether it stands for waiting on another agency's opinion. */
  consultation?: true
}

/** Tham số vòng đời. What a procedure version may set for itself; the rest comes from the defaults of its day. */
export interface LifeRules {
  /** How often papers may be asked for at appraisal, and at reception. */
  supplementLimit: number
  receptionSupplementLimit: number
  /** Calendar days the applicant has to answer a request. */
  supplementDays: number
  /** How often the appointment may be moved with an apology. */
  extensionLimit: number
  /** Working days by which one apology may move it at most. */
  extensionDays: number
  /** Working days in which a wrong result is corrected. */
  correctionDays: number
  pauseReasons: readonly PauseReason[]
}

export interface DefaultRules extends LifeRules {
  validFrom: Day
  validTo?: Day
  source: string
}

const excluded = 'Thời gian không tính vào thời hạn giải quyết, theo nội dung thủ tục đã công bố (Cổng DVCQG, 2026)'

/** Assumed until a lawyer has checked them: each is a parameter of the procedure version. */
const defaultRules: readonly DefaultRules[] = [
  {
    validFrom: '2018-01-01',
    supplementLimit: 1,
    receptionSupplementLimit: 1,
    supplementDays: 30,
    extensionLimit: 1,
    extensionDays: 30,
    correctionDays: 3,
    source:
      'Bổ sung một lần: nội dung thủ tục trên Cổng DVCQG. Hẹn lại một lần: NĐ 61/2018 Đ.19, chưa xác minh. 30 ngày chờ bổ sung, mỗi lần hẹn lại thêm nhiều nhất 30 ngày làm việc, 3 ngày đính chính: giả định, chưa xác minh.',
    pauseReasons: [
      {
        code: 'tax-assessment',
        name: 'Chờ cơ quan thuế xác định nghĩa vụ tài chính',
        ground: excluded,
        consultation: true,
      },
      { code: 'land-price', name: 'Chờ xác định giá đất', ground: excluded, consultation: true },
      {
        code: 'deductions',
        name: 'Chờ xác định khoản được trừ vào nghĩa vụ tài chính',
        ground: excluded,
        consultation: true,
      },
      { code: 'measuring', name: 'Trích đo, đo đạc địa chính', ground: excluded },
      { code: 'violation', name: 'Xử lý vi phạm pháp luật có liên quan', ground: excluded },
      {
        code: 'expert-opinion',
        name: 'Trưng cầu giám định, lấy ý kiến chuyên gia',
        ground: excluded,
        consultation: true,
      },
      { code: 'public-posting', name: 'Niêm yết công khai', ground: excluded },
      { code: 'press-notice', name: 'Đăng tin trên phương tiện thông tin đại chúng', ground: excluded },
      { code: 'other-agency', name: 'Chờ ý kiến cơ quan phối hợp', ground: excluded, consultation: true },
      {
        code: 'paper-transport',
        name: 'Luân chuyển hồ sơ giấy khi tiếp nhận phi địa giới',
        ground: excluded,
      },
    ],
  },
]

/** The parameters in force for a procedure version on a day. Throws when no default is valid then. */
export function rulesOf(procedure: Partial<ProcedureVersion> | undefined, day: Day): LifeRules {
  const valid = defaultRules.filter((row) => row.validFrom <= day && (row.validTo === undefined || day <= row.validTo))
  const base = valid.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]
  if (!base) throw new Error(`no rules of the life cycle are valid on ${day}`)
  return {
    supplementLimit: procedure?.supplementLimit ?? base.supplementLimit,
    receptionSupplementLimit: procedure?.receptionSupplementLimit ?? base.receptionSupplementLimit,
    supplementDays: procedure?.supplementDays ?? base.supplementDays,
    extensionLimit: procedure?.extensionLimit ?? base.extensionLimit,
    extensionDays: procedure?.extensionDays ?? base.extensionDays,
    correctionDays: procedure?.correctionDays ?? base.correctionDays,
    pauseReasons: procedure?.pauseReasons ?? base.pauseReasons,
  }
}
