import type { Limit } from '../calendar/due.ts'
import { readLimit } from './limits.ts'
import type { Channel, FeeLine, Paper, ProcedureVersion } from './procedure.ts'
import type { ProcedureRow } from './procedure-row.ts'

type ChannelRow = ProcedureRow['channels'][number]

export interface LimitsRead {
  limits: ProcedureVersion['limits']
  isKnown: boolean
  assumed?: string
  remarks: string[]
}

/** Limits by channel, one for `any` when all agree. Two limits for one channel are cases of their own and stay unread. */
export function readLimits(row: ProcedureRow): LimitsRead {
  const whole = readWhole(row)
  const remarks: string[] = []
  const byChannel = new Map<Channel, Limit>()
  for (const method of new Set(row.channels.map((channel) => channel.method))) {
    const told = row.channels
      .filter((channel) => channel.method === method)
      .map((channel) => readChannel(channel) ?? whole?.limit)
    const [first] = told
    if (first && told.every((limit) => isSame(limit, first))) byChannel.set(method, first)
    else if (told.some((limit) => limit)) remarks.push(`Cách nộp ${method} có nhiều thời hạn khác nhau: không lấy`)
  }
  const all = [...byChannel.values()]
  const [first] = all
  const wanted = new Set(row.channels.map((channel) => channel.method)).size
  if (!first) {
    if (whole && row.channels.length === 0)
      return { limits: { any: whole.limit }, isKnown: true, remarks, ...whole.assumed }
    return { limits: {}, isKnown: false, assumed: whyUnknown(row), remarks }
  }
  if (byChannel.size < wanted) remarks.push('Có cách nộp chưa công bố thời hạn đọc được')
  const limits =
    byChannel.size === wanted && all.every((limit) => isSame(limit, first))
      ? { any: first }
      : Object.fromEntries(byChannel)
  const usedWhole = whole && row.channels.some((channel) => !readChannel(channel))
  return { limits, isKnown: true, remarks, ...(usedWhole ? whole.assumed : {}) }
}

function readChannel({ time, time_raw, time_suspect }: ChannelRow): Limit | undefined {
  if (time_suspect) return undefined
  return time ? sound(time) : readLimit(time_raw)
}

function readWhole({ time_limit, by_hand }: ProcedureRow): { limit: Limit; assumed: { assumed?: string } } | undefined {
  const { parsed, raw } = time_limit
  const limit = parsed ? sound(parsed) : readLimit(raw)
  if (!limit) return undefined
  if (parsed?.from === 'processing_cases')
    return { limit, assumed: { assumed: `Cổng ghi "${raw}"; lấy theo trường hợp giải quyết` } }
  return { limit, assumed: by_hand === '' ? {} : { assumed: by_hand } }
}

/** Nothing takes no time at all: an amount of 0 is an empty box on the portal. */
function sound({ amount, unit }: Limit): Limit | undefined {
  return amount > 0 || unit === 'immediate' ? { amount, unit } : undefined
}

function isSame(one: Limit | undefined, other: Limit): boolean {
  return one?.amount === other.amount && one.unit === other.unit
}

function whyUnknown({ time_limit: { raw }, channels }: ProcedureRow): string {
  if (channels.some((channel) => channel.time_suspect)) return `"${raw}" là giờ trong ngày, không phải thời hạn`
  if (raw === '') return 'Chưa công bố thời hạn'
  if (/^\d+([.,]\d+)?$/.test(raw)) return `Thời hạn "${raw}" không có đơn vị`
  return `Không đọc được thời hạn "${raw.slice(0, 200)}"`
}

const conditional = /^(nếu|trường hợp|trong trường hợp|đối với|khi )|nếu có\b|\(nếu /i
const shown = /xuất trình|lưu ý|ghi chú/i

/** Thành phần hồ sơ. Rows without any original or copy are notes; papers of one case only are not required of all. */
export function readPapers(documents: ProcedureRow['documents']): {
  papers: Paper[]
  notes: string[]
  remarks: string[]
} {
  const papers: Paper[] = []
  const notes: string[] = []
  const remarks: string[] = []
  for (const row of documents) {
    const name = cleanName(row)
    const [originals, copies] = [row.originals ?? 0, row.copies ?? 0]
    if (name === '') continue
    if (originals === 0 && copies === 0) {
      notes.push(row.group === '' ? name : `${bare(row.group)} ${name}`)
      continue
    }
    if (row.qty_uncertain) remarks.push(`Số bản chưa chắc chắn: ${name.slice(0, 80)}`)
    const isForAll =
      !row.qty_uncertain && !conditional.test(name) && !conditional.test(bare(row.group)) && !shown.test(row.group)
    papers.push({
      id: `giay-${papers.length + 1}`,
      name,
      originals,
      copies,
      required: isForAll,
      ...(row.code === '' ? {} : { code: row.code }),
      electronicForm: row.electronic_form ?? false,
    })
  }
  if (papers.length > 0 && !papers.some((paper) => paper.required))
    remarks.push('Không giấy tờ nào bắt buộc cho mọi trường hợp')
  return { papers, notes, remarks }
}

const bare = (text: string) => text.replace(/^[\s\-–+*•.]+|^[a-zđ0-9]{1,2}[).]\s+/gi, '').trim()

/** Portal exports glue the form's file name to the paper's name. */
function cleanName({ name, form_glued_in_name: glued }: ProcedureRow['documents'][number]): string {
  const own = bare(name)
  return glued
    ? own.replace(/[\s;]*(mẫu|mau|[^.;:,()]{0,60}?)[^.;:,()]{0,60}\.(docx?|pdf|xlsx?)$/i, '').trim() || own
    : own
}

const kinds: readonly [RegExp, FeeLine['kind']][] = [
  [/lệ phí/i, 'charge'],
  [/giá/i, 'price'],
]
const isFree = /^[(\s]*(miễn|không( |$|\.)|chưa quy định)/i

/** Phí, lệ phí, giá. 0 with a note that does not say free is set locally: the amount is unknown, not nothing. */
export function readFees({ channels }: ProcedureRow): FeeLine[] {
  const byChannel = channels.map((channel) => ({ method: channel.method, lines: feesOf(channel, channels) }))
  const [first, ...others] = byChannel
  if (!first) return []
  const key = JSON.stringify(first.lines)
  if (others.every(({ lines }) => JSON.stringify(lines) === key))
    return first.lines.map((line) => ({ ...line, channel: 'any' }))
  return byChannel.flatMap(({ method, lines }) => lines.map((line) => ({ ...line, channel: method })))
}

function feesOf(channel: ChannelRow, all: readonly ChannelRow[]): Omit<FeeLine, 'channel'>[] {
  const shared = channel.same_as?.fees
  const fees = channel.fees ?? (shared === undefined ? undefined : all[shared]?.fees) ?? []
  return fees.map(({ amount, currency, kind, note }) => ({
    kind: kinds.find(([word]) => word.test(kind === '' ? note.slice(0, 60) : kind))?.[1] ?? 'fee',
    amountVnd:
      (currency ?? 'VND') !== 'VND' || amount == null || (amount === 0 && note !== '' && !isFree.test(note))
        ? null
        : amount,
    ...(note === '' ? {} : { note }),
  }))
}
