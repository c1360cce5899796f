import type { Day } from '../calendar/day.ts'
import type { LineFigures } from '../counters/figures.ts'
import { receivedOf, resolvedOf } from '../counters/figures.ts'
import { percentOf } from './figures-report.ts'

/** What an index is reckoned from, all of one agency and period. */
export interface IndexFacts {
  figures: LineFigures
  surveys: { answers: number; notSatisfied: number }
  feedback: { ended: number; inTime: number; rated: number; ratedSatisfied: number }
}

/** A share of things, and where each of them is found. */
export interface Measured {
  count: number
  of: number
}

/** Chỉ tiêu. What the system cannot know is `by-hand`: it has no score until somebody enters one, and is never filled in. */
export interface Indicator {
  code: string
  name: string
  max: number
  /** Per cent from which the whole is given. */
  threshold?: number
  how: 'by-hand' | ((facts: IndexFacts) => Measured)
  /** Report and column, or list, whose dossiers stand behind the figure. */
  traced?: string
  note?: string
}

export interface IndexGroup {
  name: string
  max: number
  indicators: readonly Indicator[]
}

/** Bộ chỉ số, one version. */
export interface IndexSet {
  id: string
  version: number
  validFrom: Day
  title: string
  source: string
  groups: readonly IndexGroup[]
}

export interface Scored {
  code: string
  name: string
  max: number
  isByHand: boolean
  measured?: Measured
  percent: number | null
  /** `null`: nothing was measured, or it is entered by hand and nobody has. */
  score: number | null
}

/** R × Pmax ÷ 100; with a threshold Pmax from it on, below it R × Pmax ÷ T. Hundredths. */
export function scoreOf(percent: number, { max, threshold = 100 }: Pick<Indicator, 'max' | 'threshold'>): number {
  return percent >= threshold ? max : Math.round((Math.max(0, percent) * max * 100) / threshold) / 100
}

export function scored(indicator: Indicator, facts: IndexFacts): Scored {
  const { code, name, max, how } = indicator
  if (how === 'by-hand') return { code, name, max, isByHand: true, percent: null, score: null }
  const measured = how(facts)
  const percent = percentOf(measured.count, measured.of)
  const score = percent === null ? null : scoreOf(percent, indicator)
  return { code, name, max, isByHand: false, measured, percent, score }
}

/** What was scored, out of what could be: the rest is neither zero nor guessed. */
export function summedUp(all: readonly Scored[]): { score: number; outOf: number; open: number } {
  const known = all.filter(({ score }) => score !== null)
  const sum = (values: readonly number[]) => Math.round(values.reduce((added, value) => added + value, 0) * 100) / 100
  return {
    score: sum(known.map(({ score }) => score ?? 0)),
    outOf: sum(known.map(({ max }) => max)),
    open: sum(all.filter(({ score }) => score === null).map(({ max }) => max)),
  }
}

const hand = (code: string, name: string, max: number): Indicator => ({ code, name, max, how: 'by-hand' })

const inTime = ({ figures: { flows, end } }: IndexFacts): Measured => ({
  count: flows.early + flows['on-time'] + end.open - end.late,
  of: resolvedOf({ flows }) + end.open,
})

/** Not overdue and nobody unsatisfied: each share of its own base, taken from a hundred. */
function contented({ figures, surveys }: IndexFacts): Measured {
  const resolved = resolvedOf(figures)
  if (resolved === 0) return { count: 0, of: 0 }
  const late = figures.flows.overdue / resolved
  const unhappy = surveys.answers === 0 ? 0 : surveys.notSatisfied / surveys.answers
  return { count: Math.max(0, Math.round((1 - late - unhappy) * 10_000)), of: 10_000 }
}

export const index766: IndexSet = {
  id: '766',
  version: 1,
  validFrom: '2022-06-23',
  title: 'Bộ chỉ số chỉ đạo, điều hành và đánh giá chất lượng phục vụ',
  source: 'QĐ 766/QĐ-TTg năm 2022; điểm thành phần và công thức theo bản chép của bên thứ ba, chưa xác minh',
  groups: [
    {
      name: 'Công khai, minh bạch',
      max: 18,
      indicators: [
        hand('1.1', 'Thủ tục công bố đúng hạn', 6),
        hand('1.2', 'Thủ tục cập nhật, công khai đúng hạn', 4),
        hand('1.3', 'Nội dung thủ tục đầy đủ', 2),
        hand('1.4', 'Hồ sơ đồng bộ lên Cổng quốc gia', 6),
      ],
    },
    {
      name: 'Tiến độ, kết quả giải quyết',
      max: 20,
      indicators: [
        { code: '2.1', name: 'Hồ sơ giải quyết trước và đúng hạn', max: 20, how: inTime, traced: 'II.06a/overdue' },
      ],
    },
    {
      name: 'Dịch vụ công trực tuyến',
      max: 12,
      indicators: [
        {
          code: '3.2',
          name: 'Hồ sơ trực tuyến trả kết quả điện tử',
          max: 12,
          how: ({ figures }) => ({ count: figures.flows['returned-online'], of: receivedOf(figures) }),
          traced: 'II.06a/online',
          note: 'Chưa trừ thủ tục không đủ điều kiện và chưa nhân tỷ lệ đồng bộ.',
        },
      ],
    },
    {
      name: 'Thanh toán trực tuyến',
      max: 10,
      indicators: [
        hand('3.5a', 'Thủ tục có phí đã tích hợp thanh toán', 2),
        hand('3.5b', 'Thủ tục có phí phát sinh thanh toán trực tuyến', 2),
        {
          code: '3.6',
          name: 'Lượt nộp trực tuyến',
          max: 6,
          how: ({ figures: { flows } }) => ({ count: flows['payments-online'], of: flows.payments }),
          traced: 'fees/payments-online',
        },
      ],
    },
    {
      name: 'Số hóa hồ sơ',
      max: 22,
      indicators: [
        hand('4.1', 'Kết quả điện tử đã cấp', 6),
        {
          code: '4.2',
          name: 'Hồ sơ có thành phần số hóa',
          max: 4,
          threshold: 80,
          how: ({ figures }) => ({ count: figures.flows.digitised, of: receivedOf(figures) }),
          traced: 'channels/digitised',
          note: 'Chỉ đếm thành phần; kết quả số hóa chưa đếm.',
        },
        hand('4.c', 'Chứng thực bản sao điện tử', 2),
        hand('4.3', 'Khai thác lại dữ liệu số hóa', 2),
        hand('4.4', 'Đồng bộ kho dữ liệu điện tử cá nhân', 4),
        hand('4.5a', 'Thủ tục dùng cơ sở dữ liệu dân cư', 2),
        hand('4.5b', 'Hồ sơ dùng cơ sở dữ liệu dân cư', 2),
      ],
    },
    {
      name: 'Mức độ hài lòng',
      max: 18,
      indicators: [
        {
          code: '5.2',
          name: 'Phản ánh, kiến nghị xử lý đúng hạn',
          max: 6,
          how: ({ feedback }) => ({ count: feedback.inTime, of: feedback.ended }),
          traced: 'feedback',
        },
        {
          code: '5.3',
          name: 'Hài lòng về xử lý phản ánh, kiến nghị',
          max: 6,
          how: ({ feedback }) => ({ count: feedback.ratedSatisfied, of: feedback.rated }),
          traced: 'feedback',
        },
        {
          code: '5.4',
          name: 'Hài lòng trong tiếp nhận, giải quyết',
          max: 6,
          threshold: 90,
          how: contented,
          traced: 'survey-results',
        },
      ],
    },
  ],
}

export const indexSets: readonly IndexSet[] = [index766]
