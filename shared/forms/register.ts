import type { Directory } from '../agencies/directory.ts'
import { agencyOf, type UnitId } from '../agencies/unit.ts'
import { type Day, dayOf, formatDay, type Instant } from '../calendar/day.ts'
import type { Dossier, Parties } from '../dossier/dossier.ts'
import { ownerOf } from '../dossier/people/parties.ts'
import { deliveryTerms, statusTerms } from '../dossier/terms.ts'
import { composed, type Page } from './page.ts'
import { formLine, type Template } from './templates.ts'
import { deskLines, placeAndDay, unitName } from './wording.ts'

export interface RegisterFacts {
  template: Template
  agency: UnitId
  from: Day
  to: Day
  at: Instant
  rows: readonly { dossier: Dossier; parties: Parties }[]
  units: Directory
}

/** What a row says, each under its head; the sheet and the workbook print the same. */
export const registerColumns = [
  { head: 'STT', share: 4.5, width: 6, align: 'center' },
  { head: 'Mã hồ sơ', share: 11, width: 24 },
  { head: 'Tên thủ tục hành chính', share: 15, width: 50 },
  { head: 'Số lượng hồ sơ (bộ)', share: 6, width: 10, align: 'center' },
  { head: 'Tên cá nhân, tổ chức', share: 11, width: 28 },
  { head: 'Địa chỉ, số điện thoại', share: 13, width: 40 },
  { head: 'Cơ quan chủ trì giải quyết', share: 11, width: 34 },
  { head: 'Nhận hồ sơ', share: 8, width: 12, align: 'center' },
  { head: 'Hẹn trả', share: 8, width: 12, align: 'center' },
  { head: 'Trả kết quả', share: 8, width: 12, align: 'center' },
  { head: 'Phương thức trả, ký nhận', share: 9, width: 24 },
  { head: 'Ghi chú', share: 8, width: 24 },
] as const

/** Sổ theo dõi hồ sơ (mẫu 06, nay 07): a view over the dossiers of an agency and period, never typed. */
export function register(facts: RegisterFacts): Page {
  const { template, agency, from, to, at, units } = facts
  const form = formLine(template)
  return composed({
    template: { id: 'register', version: template.version },
    layout: 'landscape',
    ...(form === undefined ? {} : { form }),
    issuer: deskLines(units, agency, template.office).map((line) => line.toLocaleUpperCase('vi')),
    placeAndDay: placeAndDay(units, agency, dayOf(at)),
    title: template.title.toLocaleUpperCase('vi'),
    under: `Từ ngày ${formatDay(from)} đến ngày ${formatDay(to)}: ${facts.rows.length} hồ sơ`,
    blocks: [
      {
        kind: 'table',
        columns: registerColumns.map(({ head, share, ...rest }) => ({ head, share, ...rest })),
        rows: registerRows(facts),
      },
    ],
    at,
  })
}

export function registerRows({ rows, units }: RegisterFacts): readonly (readonly string[])[] {
  return rows.map(({ dossier, parties }, index) => {
    const owner = ownerOf(parties)
    const phone = owner.phone ?? parties.applicant.phone
    return [
      String(index + 1),
      dossier.code ?? '',
      dossier.procedureName,
      String(dossier.sets ?? 1),
      owner.name,
      [owner.address, phone?.replace(/^\+84/, '0')].filter(Boolean).join('; '),
      unitName(units, agencyOf(dossier.competentAgency)),
      dayIn(dossier.acceptedAt),
      dayIn(dossier.dueAt),
      dayIn(dossier.returnedAt),
      dossier.status === 'returned'
        ? [deliveryTerms[dossier.delivery], parties.takenBy?.name].filter(Boolean).join(': ')
        : '',
      dossier.status === 'returned' ? '' : statusTerms[dossier.status],
    ]
  })
}

const dayIn = (at: Instant | undefined) => (at === undefined ? '' : formatDay(dayOf(at)))
