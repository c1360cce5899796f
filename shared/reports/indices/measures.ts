import type { Line, LineKind } from '../../counters/cells.ts'
import { type LineFigures, receivedOf, resolvedOf, total } from '../../counters/figures.ts'

/** What an index is reckoned from, all of one agency and period. */
export interface IndexFacts {
  lines: readonly LineFigures[]
  /** On the last day: procedures of the agency, those of them that can be handed in online, and the codes of those that are online from end to end. */
  procedures: { all: number; online: number; throughout: readonly string[] }
  surveys: { answers: number; notSatisfied: number }
  /** Of the received: those the national portal has said it took. */
  knownAtPortal: number
  feedback: FeedbackFacts
}

/** Feedback filed in the period. */
export interface FeedbackFacts {
  filed: number
  /** Of the filed: phản ánh; the others are kiến nghị. */
  complaints: number
  /** With an answer that is published, or refused; those of them without a stage that ran over. */
  ended: number
  inTime: number
  /** Still open and past its moment. */
  overdue: number
  rated: number
  ratedSatisfied: number
  /** Dossiers that a complaint of the period is about and that were resolved in it, by how. */
  complained: { early: number; onTime: number; overdue: number }
}

/** A share of things. */
export interface Measured {
  count: number
  of: number
}

/** Số liệu hệ thống có: one share, and the reports' columns or the lists in which what stands behind it is found. */
export interface Measure {
  name: string
  of: (facts: IndexFacts) => Measured
  traced: readonly string[]
}

const nobody: Line = { kind: 'whole', field: '', procedure: '' }
const summed = ({ lines }: IndexFacts, kinds: readonly LineKind[] = ['whole']) =>
  total(
    nobody,
    lines.filter(({ line }) => kinds.includes(line.kind)),
  )

/** The same by the limit of the law. */
const pointsByLaw = ({ flows }: LineFigures): Measured => ({
  count: 2 * flows['early-by-law'] + flows['on-time-by-law'],
  of: 2 * resolvedOf({ flows }),
})

/** Two points for early, one for on time, none for overdue: of two for each. */
const pointsByTime = ({ flows }: LineFigures): Measured => ({
  count: 2 * flows.early + flows['on-time'],
  of: 2 * resolvedOf({ flows }),
})

/** Not overdue and nobody unsatisfied: each share of its own base, taken from a hundred. */
function contented(facts: IndexFacts): Measured {
  const figures = summed(facts)
  const resolved = resolvedOf(figures)
  if (resolved === 0) return { count: 0, of: 0 }
  const { surveys, feedback } = facts
  const { early, onTime, overdue } = feedback.complained
  // Whole numbers, and never rounded up: a threshold is held by what is left.
  const answers = Math.max(1, surveys.answers)
  const content = resolved - figures.flows.overdue - (early + onTime + overdue)
  const left = content * answers - surveys.notSatisfied * resolved
  return { count: Math.max(0, Math.floor((left * 10_000) / (resolved * answers))), of: 10_000 }
}

/** Only of procedures that are offered online from end to end: of the others nothing of the kind can be expected. */
function onlineThroughout({ lines, procedures }: IndexFacts): Measured {
  const eligible = new Set(procedures.throughout)
  const own = lines.filter(({ line }) => line.kind === 'whole' && eligible.has(line.procedure))
  const figures = total(nobody, own)
  return { count: figures.flows['online-throughout'], of: receivedOf(figures) }
}

/** Procedures in which a payment was made, and those of them with one made online. */
function paidProcedures({ lines }: IndexFacts): Measured {
  const named = (flow: 'payments' | 'payments-online') =>
    new Set(
      lines.filter(({ line, flows }) => line.kind === 'whole' && flows[flow] > 0).map(({ line }) => line.procedure),
    )
  return { count: named('payments-online').size, of: named('payments').size }
}

/** Everything the system knows that an index may ask for. A set of criteria names these; adding one is adding a row. */
export const measures: Readonly<Record<string, Measure>> = {
  'in-time': {
    name: 'Hồ sơ giải quyết trong hạn và không phải bổ sung quá một lần, hồ sơ rút, dừng, đang giải quyết trong hạn, trên tổng số',
    of: (facts) => {
      const { flows, end } = summed(facts)
      const inTime = flows.early + flows['on-time'] - flows['asked-often-in-time']
      const ended = flows.withdrawn + flows.stopped
      return {
        count: inTime + ended - flows['ended-late'] + end.open - end.late,
        of: resolvedOf({ flows }) + ended + end.open,
      }
    },
    traced: ['II.06a/overdue', 'II.06a/open-late', 'requests/asked-often'],
  },
  'resolved-in-time': {
    name: 'Hồ sơ giải quyết trước và đúng hạn, trên số đã giải quyết',
    of: (facts) => {
      const { flows } = summed(facts)
      return { count: flows.early + flows['on-time'], of: resolvedOf({ flows }) }
    },
    traced: ['II.06a/overdue'],
  },
  'time-of-whole': {
    name: 'Thời gian giải quyết của hồ sơ so với thời hạn theo quy định: sớm 2, đúng 1, muộn 0, trên điểm tối đa',
    of: (facts) => pointsByLaw(summed(facts)),
    traced: ['handling-time/early-by-law', 'handling-time/on-time-by-law', 'handling-time/with-result'],
  },
  'time-of-own-work': {
    name: 'Thời gian của cơ quan, kể cả phần liên thông: sớm 2, đúng 1, muộn 0, trên điểm tối đa',
    of: (facts) => pointsByTime(summed(facts, ['whole', 'part'])),
    traced: ['06/resolved'],
  },
  'no-contacts': {
    name: 'Hồ sơ đã giải quyết theo số lần phải bổ sung, kể cả trước khi tiếp nhận: không 2, một lần 1, nhiều hơn 0, trên điểm tối đa',
    of: (facts) => {
      const { flows } = summed(facts)
      const of = 2 * resolvedOf({ flows })
      return { count: of - flows['asked-once'] - 2 * flows['asked-often'], of }
    },
    traced: ['requests/asked', 'requests/asked-often'],
  },
  attitude: {
    name: 'Trước hạn và không có phản ánh 2, đúng hạn và không có 1, trên điểm tối đa',
    of: (facts) => {
      const { count, of } = pointsByTime(summed(facts))
      const { early, onTime } = facts.feedback.complained
      return { count: Math.max(0, count - 2 * early - onTime), of }
    },
    traced: ['II.06a/early', 'II.06a/on-time', 'II.06a/resolved', 'feedback'],
  },
  synchronised: {
    name: 'Hồ sơ Cổng quốc gia đã nhận, trên số tiếp nhận trong kỳ',
    of: (facts) => ({ count: facts.knownAtPortal, of: receivedOf(summed(facts)) }),
    traced: ['channels/received', 'portal-differences'],
  },
  'returned-online': {
    name: 'Hồ sơ trả kết quả điện tử, trên số tiếp nhận',
    of: (facts) => {
      const figures = summed(facts)
      return { count: figures.flows['returned-online'], of: receivedOf(figures) }
    },
    traced: ['channels/returned-online'],
  },
  'online-throughout': {
    name: 'Hồ sơ nộp trực tuyến và trả kết quả điện tử, trên số tiếp nhận của thủ tục toàn trình',
    of: onlineThroughout,
    traced: ['channels/online-throughout', 'channels/received', 'procedures'],
  },
  'received-online': {
    name: 'Hồ sơ nộp trực tuyến, trên số tiếp nhận',
    of: (facts) => {
      const figures = summed(facts)
      return { count: figures.flows['received-online'], of: receivedOf(figures) }
    },
    traced: ['channels/online'],
  },
  'online-procedures': {
    name: 'Thủ tục nộp được trực tuyến, trên số thủ tục của cơ quan (xã, phường: của cấp) vào ngày cuối kỳ',
    of: ({ procedures }) => ({ count: procedures.online, of: procedures.all }),
    traced: ['procedures'],
  },
  'nothing-late': {
    name: 'Hồ sơ quá hạn (đã giải quyết và đang giải quyết), trên tổng số',
    of: (facts) => {
      const { flows, end } = summed(facts)
      return { count: flows.overdue + end.late, of: resolvedOf({ flows }) + end.open }
    },
    traced: ['II.06a/overdue', 'II.06a/open-late'],
  },
  'nothing-late-online': {
    name: 'Hồ sơ trực tuyến quá hạn (đã giải quyết và đang giải quyết), trên tổng số hồ sơ',
    of: (facts) => {
      const { flows, end } = summed(facts)
      return { count: flows['overdue-online'] + end['late-online'], of: resolvedOf({ flows }) + end.open }
    },
    traced: ['channels/online-overdue', 'channels/online-late'],
  },
  'payments-online': {
    name: 'Lượt nộp trực tuyến, trên số lượt nộp',
    of: (facts) => {
      const { flows } = summed(facts)
      return { count: flows['payments-online'], of: flows.payments }
    },
    traced: ['fees/payments-online'],
  },
  'procedures-paid-online': {
    name: 'Thủ tục có lượt nộp trực tuyến, trên số thủ tục có lượt nộp trong kỳ',
    of: paidProcedures,
    traced: ['fees/payments-online'],
  },
  digitised: {
    name: 'Hồ sơ có thành phần số hóa, trên số tiếp nhận',
    of: (facts) => {
      const figures = summed(facts)
      return { count: figures.flows.digitised, of: receivedOf(figures) }
    },
    traced: ['channels/digitised'],
  },
  'digitised-throughout': {
    name: 'Hồ sơ số hóa cả thành phần và kết quả, trên số đã giải quyết',
    of: (facts) => {
      const figures = summed(facts)
      return { count: figures.flows['digitised-throughout'], of: resolvedOf(figures) }
    },
    traced: ['channels/digitised-throughout'],
  },
  'handling-time': {
    name: 'Thời gian giải quyết (phút làm việc, đã trừ thời gian chờ) của hồ sơ đã giải quyết, chia cho số hồ sơ ra thời gian trung bình',
    of: (facts) => {
      const figures = summed(facts)
      return { count: figures.flows['worked-minutes'], of: resolvedOf(figures) }
    },
    traced: ['handling-time/minutes'],
  },
  'feedback-classified': {
    name: 'Phản ánh (còn lại là kiến nghị), trên số gửi đến trong kỳ',
    of: ({ feedback }) => ({ count: feedback.complaints, of: feedback.filed }),
    traced: ['feedback'],
  },
  'feedback-in-time': {
    name: 'Phản ánh, kiến nghị kết thúc đúng hạn, trên số đã kết thúc và số quá hạn chưa kết thúc',
    of: ({ feedback }) => ({ count: feedback.inTime, of: feedback.ended + feedback.overdue }),
    traced: ['feedback'],
  },
  'feedback-handled': {
    name: 'Phản ánh, kiến nghị đã xử lý, trên số đã xử lý và số quá hạn chưa xử lý',
    of: ({ feedback }) => ({ count: feedback.ended, of: feedback.ended + feedback.overdue }),
    traced: ['feedback'],
  },
  'feedback-satisfied': {
    name: 'Hài lòng với việc xử lý phản ánh, kiến nghị, trên số được đánh giá',
    of: ({ feedback }) => ({ count: feedback.ratedSatisfied, of: feedback.rated }),
    traced: ['feedback'],
  },
  satisfied: {
    name: 'Phiếu không có ý kiến không hài lòng, trên số phiếu của các tháng có ngày trong kỳ',
    of: ({ surveys }) => ({ count: surveys.answers - surveys.notSatisfied, of: surveys.answers }),
    traced: ['survey-results'],
  },
  contented: {
    name: '100 % trừ tỷ lệ quá hạn, tỷ lệ phiếu không hài lòng và tỷ lệ hồ sơ có phản ánh',
    of: contented,
    traced: ['II.06a/overdue', 'II.06a/resolved', 'survey-results', 'feedback'],
  },
}
