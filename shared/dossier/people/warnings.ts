import type { Day } from '../../calendar/day.ts'
import type { Channel } from '../../catalogue/procedure.ts'
import type { Place } from '../../place.ts'
import type { Parties, Party, Plan, Scan } from '../dossier.ts'
import { isFormerCommune, namesAbolishedLevel } from './address.ts'
import { disagreements } from './identity-number.ts'
import { checkTaxCode, isBusinessCode } from './tax-code.ts'

/** Cảnh báo: something to look at twice that stops nothing. */
export interface Warning {
  where: Place
  code: WarningCode
}

export const warningTerms = {
  'birth-year-disagrees': 'Năm sinh khai không khớp với số định danh cá nhân.',
  'sex-disagrees': 'Giới tính khai không khớp với số định danh cá nhân.',
  'born-in-future': 'Theo ngày sinh khai hoặc số định danh cá nhân, người này chưa ra đời.',
  'tax-code-doubtful': 'Không kiểm tra được chữ số cuối của mã số thuế; hãy đối chiếu với giấy chứng nhận.',
  'abolished-level':
    'Địa chỉ còn ghi cấp huyện hoặc thị trấn, đã kết thúc ngày 30/6/2025; hãy ghi xã, phường hiện nay.',
  'representative-unproved':
    'Người nộp trực tuyến khai là đại diện theo pháp luật của doanh nghiệp và chưa được chứng minh; khi tiếp nhận hãy đối chiếu với đăng ký doanh nghiệp.',
  'commune-unnamed':
    'Địa chỉ ngoài thành phố phải kèm tên xã, phường, tỉnh (communeName): bưu tá đọc tên, không đọc mã.',
  'former-commune': 'Mã này thuộc xã, phường đã sáp nhập; hãy chọn xã, phường hiện nay.',
  'paper-missing': 'Giấy tờ phải có này chưa có tệp nào; còn thiếu khi tiếp nhận thì cán bộ yêu cầu bổ sung.',
} as const

export type WarningCode = keyof typeof warningTerms

/** Where the people stand: in what is being sent, or in the dossier. */
type Root = 'body' | 'dossier.parties'

/** What an officer or applicant should look at again in what was said; `communes` are the present codes of our province. */
export function warningsOf(
  parties: Parties & { channel: Channel },
  today: Day,
  communes: readonly string[],
  root: Root = 'body',
): readonly Warning[] {
  const { applicant, owner, deliverTo } = parties
  const place = `${root}.deliverTo` as const
  // Online an owner is said as a business, and only there.
  const owned =
    root === 'body' && parties.channel === 'online' ? ('body.business' as const) : (`${root}.owner` as const)
  return [
    ...ofParty(applicant, `${root}.applicant`, today),
    ...(owner ? ofParty(owner, owned, today) : []),
    ...(isUnproved(parties) ? [{ where: owned, code: 'representative-unproved' as const }] : []),
    ...(deliverTo ? ofAddress(deliverTo.detail, `${place}.detail`) : []),
    ...(deliverTo && isFormerCommune(deliverTo.communeCode, communes)
      ? [{ where: `${place}.communeCode` as const, code: 'former-commune' as const }]
      : []),
    ...(deliverTo && isUnnamed(deliverTo, communes)
      ? [{ where: `${place}.communeName` as const, code: 'commune-unnamed' as const }]
      : []),
  ]
}

/**
 * Thành phần hồ sơ còn thiếu: required papers for which nothing was handed in. Handing in is not refused for it: what the State has
 * already an officer waives at reception, which a citizen cannot know.
 */
export function missingPapers(
  required: Plan['requiredPapers'],
  handedIn: readonly Pick<Scan, 'paper'>[],
): readonly (Warning & { name: string })[] {
  const there = new Set(handedIn.map(({ paper }) => paper))
  return required
    .filter(({ id }) => !there.has(id))
    .map(({ id, name }) => ({ where: `dossier.requiredPapers.${id}`, code: 'paper-missing', name }))
}

/** The directory names the communes of our own province, and no others. */
function isUnnamed({ communeCode, communeName }: NonNullable<Parties['deliverTo']>, communes: readonly string[]) {
  const isOurs = communes.includes(communeCode) || isFormerCommune(communeCode, communes)
  return communeName === undefined && communes.length > 0 && !isOurs
}

const disagreementCodes = {
  'birth-year': 'birth-year-disagrees',
  sex: 'sex-disagrees',
  unborn: 'born-in-future',
} as const satisfies Record<string, WarningCode>

/** Online nobody has looked at the registration of a business that somebody says to represent. */
function isUnproved({ channel, applicant, owner }: Parties & { channel: Channel }): boolean {
  return channel === 'online' && isBusinessCode(owner?.taxCode) && owner?.identityNumber === applicant.identityNumber
}

function ofParty(
  party: Party,
  where: `${Root}.applicant` | `${Root}.owner` | 'body.business',
  today: Day,
): readonly Warning[] {
  const { identityNumber, taxCode, address } = party
  return [
    ...disagreements(identityNumber, party, today).map((what) => ({
      where: `${where}.identityNumber` as const,
      code: disagreementCodes[what],
    })),
    ...(taxCode !== undefined && checkTaxCode(taxCode) === 'doubtful'
      ? [{ where: `${where}.taxCode` as const, code: 'tax-code-doubtful' as const }]
      : []),
    ...(address === undefined ? [] : ofAddress(address, `${where}.address`)),
  ]
}

function ofAddress(address: string, where: Place): readonly Warning[] {
  return namesAbolishedLevel(address) ? [{ where, code: 'abolished-level' }] : []
}
