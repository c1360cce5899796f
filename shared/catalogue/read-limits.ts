import { type Limit, limitUnits, tellLimit } from '../calendar/limit.ts'
import type { Channel } from './procedure.ts'
import type { ChannelRow, ProcedureRow, PublishedTime } from './row.ts'

export interface LimitsRead {
  limits: Partial<Record<Channel | 'any', Limit>>
  limitRaw: string
  /** What had to be supposed, or why nothing could be read. */
  assumed?: string
}

type Reading = { limit: Limit; assumed?: string } | { unreadable: string }

/** Time limits per channel. What cannot be read stays unread: nothing is guessed. */
export function readLimits(row: ProcedureRow): LimitsRead {
  const limitRaw = row.time_limit?.raw ?? row.channels.find((channel) => channel.time_raw)?.time_raw ?? ''
  const byChannel = Map.groupBy(row.channels, (channel) => channel.method)
  const limits: LimitsRead['limits'] = {}
  const said = new Set<string>()
  const unreadable = new Set<string>()

  for (const channel of channelNames) {
    const reading = readOne(byChannel.get(channel) ?? [], row)
    if (reading === undefined) continue
    if ('unreadable' in reading) unreadable.add(reading.unreadable)
    else {
      limits[channel] = reading.limit
      if (reading.assumed !== undefined) said.add(reading.assumed)
    }
  }
  if (unreadable.size > 0) return { limits: {}, limitRaw, assumed: [...unreadable].join(' ') }
  const read = Object.values(limits)
  const [first] = read
  if (first === undefined) return { limits: {}, limitRaw, assumed: 'Không công bố thời hạn giải quyết.' }
  const assumed = said.size > 0 ? { assumed: [...said].join(' ') } : {}
  return read.every((limit) => isSame(limit, first))
    ? { limits: { any: first }, limitRaw, ...assumed }
    : { limits, limitRaw, ...assumed }
}

export const channelNames = ['direct', 'online', 'postal'] as const satisfies readonly Channel[]

const isSame = (a: Limit, b: Limit) => a.amount === b.amount && a.unit === b.unit

/** One channel may be published several times, once a case: they must agree. */
function readOne(rows: readonly ChannelRow[], row: ProcedureRow): Reading | undefined {
  const readings = rows.map((channel) => readChannel(channel, row))
  const bad = readings.find((reading) => 'unreadable' in reading)
  if (bad !== undefined) return bad
  const read = readings.filter((reading) => 'limit' in reading)
  const [first] = read
  if (first === undefined || read.every(({ limit }) => isSame(limit, first.limit))) return first
  const told = [...new Set(read.map(({ limit }) => tellLimit(limit)))].join('; ')
  return { unreadable: `Một cách nộp có nhiều thời hạn khác nhau tùy trường hợp: ${told}.` }
}

function readChannel(channel: ChannelRow, row: ProcedureRow): Reading {
  const raw = channel.time_raw ?? ''
  if (channel.time_suspect !== undefined || /^15 giờ$/iu.test(raw)) {
    return { unreadable: `“${raw}” có lẽ là giờ chốt nhận hồ sơ trong ngày, không phải thời hạn.` }
  }
  if (channel.time) return readTime(channel.time, raw)
  return readCases(row, raw)
}

function readTime(time: NonNullable<PublishedTime>, raw: string): Reading {
  const unit = limitUnits.find((known) => known === time.unit)
  if (unit === 'immediate') return { limit: { amount: 0, unit } }
  if (unit === undefined || !(time.amount > 0)) return { unreadable: `Thời hạn không đọc được: “${raw}”.` }
  if (unit === 'hour' && time.amount >= 24 && !/làm việc/iu.test(raw)) {
    return { unreadable: `“${raw}”: không rõ là giờ làm việc hay giờ đồng hồ.` }
  }
  const limit = { amount: time.amount, unit }
  return time.from ? { limit, assumed: `Đọc từ lời văn “${raw}”: ${tellLimit(limit)}.` } : { limit }
}

/** A bare number or a mere text: what the cases say counts, when they agree with each other and with the number. */
function readCases(row: ProcedureRow, raw: string): Reading {
  const times = row.processing_cases.flatMap(({ time }) => (time ? [time] : []))
  const readings = times.map((time) => readTime(time, raw))
  const limits = readings.flatMap((reading) => ('limit' in reading ? [reading.limit] : []))
  const [first] = limits
  const about = raw === '' ? 'Không công bố thời hạn giải quyết' : `Thời hạn chỉ ghi “${raw.slice(0, 120)}”`
  if (first === undefined) return { unreadable: `${about}, không có đơn vị đọc được.` }
  if (limits.length < readings.length || !limits.every((limit) => isSame(limit, first))) {
    return { unreadable: `${about}; các trường hợp có thời hạn khác nhau.` }
  }
  const number = /^\d+([.,]\d+)?$/.test(raw) ? Number(raw.replace(',', '.')) : undefined
  if (number !== undefined && number !== first.amount) {
    return { unreadable: `${about}, khác với thời hạn của trường hợp: ${tellLimit(first)}.` }
  }
  return { limit: first, assumed: `${about}; lấy theo thời hạn của trường hợp: ${tellLimit(first)}.` }
}
