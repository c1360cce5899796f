import type { Day } from '../../calendar/day.ts'
import type { Limit } from '../../calendar/limit.ts'
import {
  type Channel,
  caseOf,
  type FeeLine,
  feesFor,
  legalLimitFor,
  limitFor,
  type ProcedureVersion,
  requiredPapersFor,
} from '../../catalogue/procedure.ts'
import {
  type LineFigures,
  meanDaysOf,
  type PaperCount,
  papersBroughtOf,
  receivedOf,
  total,
} from '../../counters/figures.ts'

type CostId = 'hour-vnd' | 'paper-hours' | 'copy-vnd' | 'trip-hours' | 'trip-vnd' | 'trips-direct' | 'trips-same-day'

/** Đơn giá, định mức. What a unit of work is taken to cost, from a day on. */
export interface CostParameter {
  id: CostId
  name: string
  validFrom: Day
  value: number
  source: string
  isVerified: boolean
}

const ours = 'Mức giả định của hệ thống, chưa xác minh; thay bằng số khảo sát khi có'
const assumed = (id: CostId, name: string, value: number): CostParameter => ({
  id,
  name,
  validFrom: '2020-01-01',
  value,
  source: ours,
  isVerified: false,
})

export const costParameters: readonly CostParameter[] = [
  {
    id: 'hour-vnd',
    name: 'Một giờ làm việc của người dân (đồng)',
    validFrom: '2020-01-01',
    value: 54_000,
    source: 'Khoảng 114 triệu đồng GDP bình quân đầu người năm 2024, chia 12 tháng × 22 ngày × 8 giờ; chưa xác minh',
    isVerified: false,
  },
  assumed('paper-hours', 'Chuẩn bị một giấy tờ (giờ)', 1),
  assumed('copy-vnd', 'Một bản sao (đồng)', 1_000),
  assumed('trip-hours', 'Một lần đi và chờ tại Bộ phận Một cửa (giờ)', 1.5),
  assumed('trip-vnd', 'Tiền đi lại một lần (đồng)', 30_000),
  assumed('trips-direct', 'Số lần đi khi nộp trực tiếp: nộp và nhận kết quả', 2),
  assumed('trips-same-day', 'Số lần đi khi nộp trực tiếp và có kết quả ngay', 1),
]

/** Every parameter that holds on a day, the newest of each. */
export function parametersOn(day: Day, all: readonly CostParameter[] = costParameters): readonly CostParameter[] {
  const known = all.filter(({ validFrom }) => validFrom <= day)
  return [...new Map(known.map((one) => [one.id, one])).values()]
}

/** What one dossier asks of a citizen, by the text of the procedure. */
export interface AskedByLaw {
  channel: Channel
  papers: { required: number; originals: number; copies: number }
  /** Known for the counter only: how often somebody comes who filed online or by post no text says. */
  trips: number | null
  limit: Limit | undefined
  /** The shorter limit that was promised, where it is not the legal one. */
  committed: Limit | undefined
  /** `null`: an amount is not published, or several stand beside each other. */
  feeVnd: number | null
  hours: number | null
  vnd: number | null
}

/** Giấy tờ thực nộp at reception and with supplements, by the form they came in; `spared`: the procedure asks for them, and reception did without. */
export interface PapersMeasured {
  originals: number
  certified: number
  copies: number
  electronic: number
  /** On paper, in a form that nobody said. */
  unsaid: number
  spared: number
  /** Papers handed in for each dossier received, in hundredths; `null` without one. */
  perDossier: number | null
}

/** A paper in a year: how often it was handed in, how many copies (certified ones with them), how often reception did without. */
export type PaperMeasured = Pick<PaperCount, 'brought' | 'copies' | 'spared'>

/** What is counted; nothing of it is reckoned from the law. */
export interface AskedAsMeasured {
  received: Record<Channel, number>
  /** Handed in or collected at the counter; ways for a supplement are not known. */
  trips: { handedIn: number; collected: number }
  supplementsAsked: number
  payments: number
  paidVnd: number
  papers: PapersMeasured
  /** Mean until the result, of the working time that was counted; `null` without one. */
  workingDays: number | null
}

export interface Impact {
  byLaw: readonly AskedByLaw[]
  measured: AskedAsMeasured
  /**
   * Prepared for every dossier, copied for those handed in on paper. `null` where the papers are those of one case: how many dossiers a
   * case has is counted nowhere.
   */
  droppedPapers:
    | readonly {
        paper: string
        name: string
        dossiers: number
        onPaper: number
        hours: number
        vnd: number
        /** The same by what was handed in: prepared and copied as often as it was counted. */
        measured: PaperMeasured & { hours: number; vnd: number }
      }[]
    | null
  /** In the units of the limit itself. What a day of waiting is worth in đồng no source says. */
  shorterLimits: readonly { channel: Channel; unit: Limit['unit']; by: number; dossiers: number; saved: number }[]
}

/** Đánh giá tác động of one version, with the dossiers of a year. */
export function impactOf(
  procedure: ProcedureVersion,
  lines: readonly LineFigures[],
  parameters: readonly CostParameter[],
  wish: { case?: string; shorterBy: number },
  papers: ReadonlyMap<string, PaperMeasured> = new Map(),
): Impact {
  const cost = (id: CostId) => parameters.find((one) => one.id === id)?.value ?? Number.NaN
  const own = lines.filter(({ line }) => line.kind === 'whole' && line.procedure === procedure.code)
  const figures = total({ kind: 'whole', field: '', procedure: procedure.code }, own)
  const { flows } = figures
  const received = {
    direct: flows['received-direct'],
    online: flows['received-online'],
    postal: flows['received-postal'],
  }
  const byLaw = procedure.channels.map((channel) => askedBy(procedure, channel, cost, wish.case))
  return {
    byLaw,
    measured: {
      received,
      trips: { handedIn: received.direct, collected: flows['returned-counter'] },
      supplementsAsked: flows['supplements-asked'],
      payments: flows.payments,
      paidVnd: flows['paid-fee'] + flows['paid-charge'] + flows['paid-price'] - flows.refunded,
      papers: papersOf(figures),
      workingDays: meanDaysOf(figures),
    },
    droppedPapers: isOfOneCase(procedure, wish.case)
      ? null
      : requiredPapersFor(procedure).map(({ id, name, copies }) => {
          const dossiers = receivedOf(figures)
          const onPaper = received.direct + received.postal
          const hours = cost('paper-hours')
          const spent = (times: number, copied: number) => ({
            hours: times * hours,
            vnd: Math.round(times * hours * cost('hour-vnd') + copied * cost('copy-vnd')),
          })
          const counted = papers.get(id) ?? { brought: 0, copies: 0, spared: 0 }
          const measured = { ...counted, ...spent(counted.brought, counted.copies) }
          return { paper: id, name, dossiers, onPaper, ...spent(dossiers, onPaper * copies), measured }
        }),
    shorterLimits: byLaw.flatMap(({ channel, limit, committed }) => {
      const present = committed ?? limit
      if (present === undefined || present.unit === 'immediate') return []
      const by = Math.min(wish.shorterBy, present.amount)
      return [{ channel, unit: present.unit, by, dossiers: received[channel], saved: by * received[channel] }]
    }),
  }
}

function papersOf(figures: LineFigures): PapersMeasured {
  const { flows } = figures
  const received = receivedOf(figures)
  return {
    originals: flows['papers-original'],
    certified: flows['papers-certified'],
    copies: flows['papers-copy'],
    electronic: flows['papers-electronic'],
    unsaid: flows['papers-unsaid'],
    spared: flows['papers-spared'],
    perDossier: received === 0 ? null : Math.round((100 * papersBroughtOf(figures)) / received) / 100,
  }
}

/**
 * What was counted of each paper of a version, whatever version its dossiers were opened under: numbers of papers are a version's own,
 * so that those of others are told by their names.
 */
export function papersByName(
  procedure: ProcedureVersion,
  versions: readonly ProcedureVersion[],
  counts: readonly PaperCount[],
): ReadonlyMap<string, PaperMeasured> {
  const own = counts.filter((count) => count.procedure === procedure.code)
  const nameOf = ({ version, paper }: PaperCount) =>
    versions.find((one) => one.version === version)?.papers.find(({ id }) => id === paper)?.name
  const byName = Map.groupBy(own, nameOf)
  return new Map(
    procedure.papers.map(({ id, name }) => {
      const sum = (of: keyof PaperMeasured) => (byName.get(name) ?? []).reduce((all, count) => all + count[of], 0)
      return [id, { brought: sum('brought'), copies: sum('copies'), spared: sum('spared') }]
    }),
  )
}

/** Of several: those of the others are counted under the same procedure. */
function isOfOneCase({ cases = [] }: ProcedureVersion, asked: string | undefined): boolean {
  return asked !== undefined && cases.length > 1
}

function askedBy(
  procedure: ProcedureVersion,
  channel: Channel,
  cost: (id: CostId) => number,
  asked: string | undefined,
): AskedByLaw {
  const required = requiredPapersFor(procedure, caseOf(procedure, asked)?.id)
  const sum = (of: 'originals' | 'copies') => required.reduce((added, paper) => added + paper[of], 0)
  const legal = legalLimitFor(procedure, channel, asked)
  const present = limitFor(procedure, channel, asked)
  const isSame = legal?.unit === present?.unit && legal?.amount === present?.amount
  const sameDay = present?.unit === 'immediate'
  const trips = channel === 'direct' ? cost(sameDay ? 'trips-same-day' : 'trips-direct') : null
  const hours = trips === null ? null : required.length * cost('paper-hours') + trips * cost('trip-hours')
  const feeVnd = oneSum(feesFor(procedure, channel, asked))
  const vnd =
    trips === null || hours === null || feeVnd === null
      ? null
      : Math.round(hours * cost('hour-vnd') + sum('copies') * cost('copy-vnd') + trips * cost('trip-vnd') + feeVnd)
  const papers = { required: required.length, originals: sum('originals'), copies: sum('copies') }
  return { channel, papers, trips, limit: legal, committed: isSame ? undefined : present, feeVnd, hours, vnd }
}

/** Lines of one kind beside each other are alternatives: which of them is paid the text alone does not say. Half a đồng is no sum. */
function oneSum(lines: readonly FeeLine[]): number | null {
  if (new Set(lines.map(({ kind }) => kind)).size < lines.length) return null
  return lines.reduce<number | null>(
    (sum, { amountVnd }) =>
      sum === null || amountVnd === null || !Number.isSafeInteger(amountVnd) ? null : sum + amountVnd,
    0,
  )
}
