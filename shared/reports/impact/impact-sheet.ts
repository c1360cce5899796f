import type { Directory } from '../../agencies/directory.ts'
import { type Day, dayOf, formatDay, type Instant } from '../../calendar/day.ts'
import { type Limit, tellLimit } from '../../calendar/limit.ts'
import type { ProcedureVersion } from '../../catalogue/procedure.ts'
import { inDecimals } from '../../forms/decimals.ts'
import { type Block, composed, type Page } from '../../forms/page.ts'
import { channelTerms, deskLines, placeAndDay } from '../../forms/wording.ts'
import type { Table } from '../files/table.ts'
import type { CostParameter, Impact } from './impact.ts'

/** Bảng đánh giá tác động of one procedure, agency and year, with the rates it was reckoned by. */
export interface ImpactFacts {
  procedure: Pick<ProcedureVersion, 'code' | 'version' | 'name' | 'source'>
  /** An agency, or `all`. */
  agency: string
  year: number
  /** The last day that is counted: of a year that still runs today. */
  countedTo: Day
  impact: Impact
  parameters: readonly CostParameter[]
}

type Cell = string | number

/** What is not known says so: it is never filled in. */
const unknown = 'không có'
const notByCase = 'Không tính cho một trường hợp: số hồ sơ theo trường hợp không được đếm'
const known = (value: number | null): Cell => value ?? unknown
const limitOf = (limit: Limit | undefined): Cell => (limit === undefined ? unknown : tellLimit(limit))

interface Part {
  name: string
  title: string
  heads: readonly { head: string; width: number }[]
  rows: readonly (readonly Cell[])[]
}

/** By law and as measured stand on sheets of their own: they are never mixed. */
const partsOf = ({ impact, parameters }: ImpactFacts): readonly Part[] => [
  byLawPart(impact),
  measuredPart(impact),
  droppedPart(impact),
  broughtPart(impact),
  shorterPart(impact),
  ratesPart(parameters),
]

/** Heads in the order they are named, each with the width of its column. */
const headsOf = (widths: Readonly<Record<string, number>>): Part['heads'] =>
  Object.entries(widths).map(([head, width]) => ({ head, width }))

const byLawPart = ({ byLaw }: Impact): Part => ({
  name: 'Theo quy dinh',
  title: 'Một hồ sơ theo quy định',
  heads: headsOf({
    ...{ 'Cách nộp': 22, 'Giấy tờ bắt buộc': 12, 'Bản chính': 12, 'Bản sao': 12, 'Số lần đi': 12 },
    ...{ 'Thời hạn': 22, 'Cam kết': 22, 'Phí, lệ phí (đồng)': 16, 'Số giờ': 12, 'Chi phí (đồng)': 16 },
  }),
  rows: byLaw.map((one) => [
    channelTerms[one.channel],
    one.papers.required,
    one.papers.originals,
    one.papers.copies,
    known(one.trips),
    limitOf(one.limit),
    one.committed === undefined ? 'như quy định' : limitOf(one.committed),
    known(one.feeVnd),
    known(one.hours),
    known(one.vnd),
  ]),
})

const measuredPart = ({ measured }: Impact): Part => ({
  name: 'Do duoc',
  title: 'Số đếm được trong năm',
  heads: headsOf({ 'Chỉ tiêu': 50, 'Số lượng': 18 }),
  rows: [
    ['Tiếp nhận trực tiếp', measured.received.direct],
    ['Tiếp nhận trực tuyến', measured.received.online],
    ['Tiếp nhận qua bưu chính', measured.received.postal],
    ['Lượt nộp tại quầy', measured.trips.handedIn],
    ['Lượt nhận kết quả tại quầy', measured.trips.collected],
    ['Yêu cầu bổ sung', measured.supplementsAsked],
    ['Lượt nộp tiền', measured.payments],
    ['Đã nộp trừ đã hoàn (đồng)', measured.paidVnd],
    ['Giấy tờ thực nộp: bản chính', measured.papers.originals],
    ['Giấy tờ thực nộp: bản sao chứng thực', measured.papers.certified],
    ['Giấy tờ thực nộp: bản sao', measured.papers.copies],
    ['Giấy tờ thực nộp: bản điện tử', measured.papers.electronic],
    ['Giấy tờ thực nộp: bản giấy không ghi hình thức', measured.papers.unsaid],
    ['Giấy tờ không phải nộp', measured.papers.spared],
    ['Giấy tờ thực nộp, bình quân một hồ sơ tiếp nhận', known(measured.papers.perDossier)],
    ['Số ngày giải quyết thực tế', known(measured.workingDays)],
  ],
})

const droppedPart = ({ droppedPapers }: Impact): Part => ({
  name: 'Bot giay to',
  title: 'Bớt một giấy tờ thì mỗi năm giảm được',
  heads: headsOf({
    'Giấy tờ': 60,
    'Hồ sơ trong năm': 16,
    'Trong đó nộp bản giấy': 16,
    'Số giờ': 14,
    'Chi phí (đồng)': 18,
  }),
  rows: droppedPapers?.map(({ name, dossiers, onPaper, hours, vnd }) => [name, dossiers, onPaper, hours, vnd]) ?? [
    [notByCase, unknown, unknown, unknown, unknown],
  ],
})

const broughtPart = ({ droppedPapers }: Impact): Part => ({
  name: 'Bot thuc nop',
  title: 'Bớt một giấy tờ thì mỗi năm giảm được, theo số thực nộp',
  heads: headsOf({
    ...{ 'Giấy tờ': 60, 'Lượt nộp': 14, 'Bản sao đã nộp': 16, 'Lượt không phải nộp': 18, 'Số giờ': 14 },
    ...{ 'Chi phí (đồng)': 18 },
  }),
  rows: droppedPapers?.map(({ name, measured: { brought, copies, spared, hours, vnd } }) => [
    ...[name, brought, copies, spared, hours, vnd],
  ]) ?? [[notByCase, unknown, unknown, unknown, unknown, unknown]],
})

const shorterPart = ({ shorterLimits }: Impact): Part => ({
  name: 'Rut ngan',
  title: 'Rút ngắn thời hạn thì mỗi năm giảm được',
  heads: headsOf({ 'Cách nộp': 22, 'Rút ngắn mỗi hồ sơ': 24, 'Hồ sơ trong năm': 16, 'Thời gian chờ giảm': 24 }),
  rows: shorterLimits.map(({ channel, unit, by, dossiers, saved }) => [
    channelTerms[channel],
    tellLimit({ amount: by, unit }),
    dossiers,
    tellLimit({ amount: saved, unit }),
  ]),
})

const ratesPart = (parameters: readonly CostParameter[]): Part => ({
  name: 'Don gia',
  title: 'Đơn giá, định mức đã dùng',
  heads: headsOf({ Tên: 60, 'Giá trị': 14, 'Từ ngày': 14, Nguồn: 70, 'Đã xác minh': 14 }),
  rows: parameters.map(({ name, value, validFrom, source, isVerified }) => [
    ...[name, value, validFrom, source],
    isVerified ? 'Có' : 'Chưa',
  ]),
})

const titleOf = ({ procedure, year, countedTo }: ImpactFacts): string => {
  const sofar = countedTo < `${year}-12-31` ? ` (năm chưa hết: số liệu đến hết ngày ${formatDay(countedTo)})` : ''
  return `Đánh giá tác động của thủ tục ${procedure.code} (phiên bản ${procedure.version}), năm ${year}${sofar}`
}

/** A sheet each: by law, as measured, what a dropped paper and a shorter limit save, the rates. */
export function impactTables(facts: ImpactFacts): readonly Table[] {
  return partsOf(facts).map(({ name, title, heads, rows }) => ({
    name,
    title: `${titleOf(facts)}: ${title}`,
    columns: heads,
    rows,
  }))
}

/** The same as a printed sheet. */
export function impactPage(facts: ImpactFacts, units: Directory, at: Instant): Page {
  const { procedure, agency } = facts
  const whose = agency === 'all' ? 'mọi cơ quan' : (units.unit(agency)?.name ?? agency)
  const blocks = partsOf(facts).flatMap(({ title, heads, rows }): Block[] => {
    const all = heads.reduce((sum, { width }) => sum + width, 0)
    const columns = heads.map(({ head, width }) => ({ head, share: (100 * width) / all }))
    const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? inDecimals(cell) : cell)))
    return [
      { kind: 'heading', text: title },
      { kind: 'table', columns, rows: texts },
    ]
  })
  return composed({
    template: { id: 'impact', version: 1 },
    layout: 'landscape',
    issuer: deskLines(units, agency, 'Bộ phận Một cửa'),
    placeAndDay: placeAndDay(units, agency, dayOf(at)),
    title: titleOf(facts).toLocaleUpperCase('vi'),
    under: `${procedure.name}; ${whose}`,
    blocks: [
      ...blocks,
      {
        kind: 'note',
        text: `Nguồn quy định: ${procedure.source}. Chỗ ghi “${unknown}” là không đếm được hoặc chưa công bố.`,
      },
    ],
    at,
  })
}
