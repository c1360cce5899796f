import { type Limit, limitUnits, longestLimit, tellLimit } from '../calendar/limit.ts'
import { isNextToNothing } from '../near-zero.ts'
import type { FindingsBook, ImportFindingCode } from './import-findings.ts'
import type { Limits, ProcedureCase } from './offer.ts'
import type { Channel } from './procedure.ts'
import { casesOfOneName, casesOfRow } from './read-cases.ts'
import { readDescription, readWords, type WordsRead } from './read-words.ts'
import type { ChannelRow, ProcedureRow, PublishedTime } from './row.ts'

export interface LimitsRead {
  limits: Limits
  limitRaw: string
  /** What had to be supposed, or why nothing could be read. */
  assumed?: string
  cases?: readonly ProcedureCase[]
  /** Giờ chốt of what is done at once. */
  cutoff?: string
}

export type Reading =
  | { limit: Limit; assumed?: string; from?: 'words'; cutoff?: string }
  | { cases: readonly { name: string; limit: Limit }[]; cutoff?: string; assumed?: string }
  | { unreadable: string; code: ImportFindingCode }

export const channelNames = ['direct', 'online', 'postal'] as const satisfies readonly Channel[]

/** Time limits per channel and case. What cannot be read stays unread: nothing is guessed. */
export function readLimits(row: ProcedureRow, book: FindingsBook): LimitsRead {
  const limitRaw = row.time_limit?.raw ?? row.channels.find((channel) => channel.time_raw)?.time_raw ?? ''
  const byChannel = Map.groupBy(row.channels, (channel) => channel.method)
  const readings = channelNames.flatMap((channel): [Channel, Reading][] => {
    const reading = readOne(byChannel.get(channel) ?? [], row)
    return reading === undefined ? [] : [[channel, reading]]
  })
  const cutoff = readings.map(([, reading]) => ('cutoff' in reading ? reading.cutoff : undefined)).find(Boolean)
  return { ...settle(readings, row, book), limitRaw, ...(cutoff && { cutoff }) }
}

function settle(
  readings: readonly [Channel, Reading][],
  row: ProcedureRow,
  book: FindingsBook,
): Omit<LimitsRead, 'limitRaw' | 'cutoff'> {
  const said = [...new Set(readings.flatMap(([, reading]) => ('assumed' in reading ? (reading.assumed ?? []) : [])))]
  const assumed = said.length > 0 ? { assumed: said.join(' ') } : {}
  const own = readings.find(([, reading]) => 'cases' in reading)?.[1]
  const bad = readings.flatMap(([, reading]) => ('unreadable' in reading ? [reading] : []))
  if (own && 'cases' in own && readings.every(([, one]) => JSON.stringify(one) === JSON.stringify(own))) {
    book.add('limit-by-case', own.cases.map(({ name, limit }) => `${name}: ${tellLimit(limit)}`).join('; '))
    const cases = own.cases.map(({ name, limit }, n) => ({ id: `th${n + 1}`, name, limits: { any: limit } }))
    return { limits: {}, cases, ...assumed }
  }
  if (bad.length > 0 || own) return settleByCase(row, bad, book)
  const read = readings.flatMap(([channel, reading]) => ('limit' in reading ? [{ channel, ...reading }] : []))
  const [first] = read
  if (first === undefined) {
    book.add('limit-missing')
    return { limits: {}, assumed: 'Không công bố thời hạn giải quyết.' }
  }
  for (const why of said) book.add(read.some((one) => one.from) ? 'limit-free-text' : 'limit-assumed', why)
  if (read.every(({ limit }) => isSame(limit, first.limit))) return { limits: { any: first.limit }, ...assumed }
  book.add('limit-by-channel', read.map(({ channel, limit }) => `${channel}: ${tellLimit(limit)}`).join('; '))
  return { limits: Object.fromEntries(read.map(({ channel, limit }) => [channel, limit])), ...assumed }
}

/** Where the channels do not agree, cases that the row names may tell why. */
function settleByCase(row: ProcedureRow, bad: readonly Extract<Reading, { unreadable: string }>[], book: FindingsBook) {
  const cases = casesOfRow(row)
  if (cases !== undefined) {
    const told = cases.map(({ name, limits }) => `${name.slice(0, 80)}: ${limits?.any ? tellLimit(limits.any) : ''}`)
    book.add('limit-by-case', told.join('; '))
    return { limits: {}, cases }
  }
  for (const { code, unreadable } of bad) book.add(code, unreadable)
  for (const told of casesOfOneName(row)) book.add('limits-differ', told)
  if (bad.length === 0) book.add('limits-differ')
  return { limits: {}, assumed: [...new Set(bad.map(({ unreadable }) => unreadable))].join(' ') }
}

export const isSame = (a: Limit, b: Limit) => a.amount === b.amount && a.unit === b.unit

/** One channel may be published several times, once a case: they must agree. */
function readOne(rows: readonly ChannelRow[], row: ProcedureRow): Reading | undefined {
  const readings = rows.map((channel) => readChannel(channel, row))
  const odd = readings.find((reading) => !('limit' in reading))
  if (odd !== undefined) return odd
  const read = readings.filter((reading) => 'limit' in reading)
  const [first] = read
  if (first === undefined || read.every(({ limit }) => isSame(limit, first.limit))) return first
  const told = [...new Set(read.map(({ limit }) => tellLimit(limit)))].join('; ')
  return { code: 'limits-differ', unreadable: `Một cách nộp có nhiều thời hạn khác nhau tùy trường hợp: ${told}.` }
}

function readChannel(channel: ChannelRow, row: ProcedureRow): Reading {
  const raw = channel.time_raw ?? ''
  const described = descriptionOf(channel, row.channels)
  if (channel.time_suspect !== undefined || /^15 giờ$/iu.test(raw)) {
    const unreadable = `“${raw}” có lẽ là giờ chốt nhận hồ sơ trong ngày, không phải thời hạn.`
    return fromWords(readDescription(described), described) ?? { code: 'time-suspect', unreadable }
  }
  if (channel.time) return readTime(channel.time, raw)
  const spoken = fromWords(readWords(raw), raw)
  if (spoken) return spoken
  const byCases = readCases(row, raw)
  if ('limit' in byCases) return byCases
  return fromWords(readDescription(described), described) ?? byCases
}

/** A channel may say "as channel n" instead of repeating itself. */
function descriptionOf(channel: ChannelRow, all: readonly ChannelRow[]): string {
  return channel.description ?? all[channel.same_as?.description ?? -1]?.description ?? ''
}

function fromWords(words: WordsRead | undefined, text: string): Reading | undefined {
  if (words === undefined) return undefined
  const limits = 'limit' in words ? [words.limit] : words.cases.map(({ limit }) => limit)
  if (limits.some(({ amount }) => amount > longestLimit || isNextToNothing(amount))) return undefined
  const told = limits.map(tellLimit).join('; ')
  return { ...words, from: 'words', assumed: `Đọc từ lời văn “${text.slice(0, 160)}”: ${told}.` }
}

export function readTime(time: NonNullable<PublishedTime>, raw: string): Reading {
  const unit = limitUnits.find((known) => known === time.unit)
  if (unit === 'immediate') return { limit: { amount: 0, unit } }
  if (unit === undefined || !(time.amount > 0 && time.amount <= longestLimit)) {
    return { code: 'limit-unreadable', unreadable: `Thời hạn không đọc được: “${raw}”.` }
  }
  if (unit === 'hour' && time.amount >= 24 && !/làm việc/iu.test(raw)) {
    return { code: 'limit-unreadable', unreadable: `“${raw}”: không rõ là giờ làm việc hay giờ đồng hồ.` }
  }
  const limit = { amount: time.amount, unit }
  return time.from ? { limit, from: 'words', assumed: `Đọc từ lời văn “${raw}”: ${tellLimit(limit)}.` } : { limit }
}

/** A bare number or a mere text: what the cases say counts, when they agree with each other and with the number. */
function readCases(row: ProcedureRow, raw: string): Reading {
  const times = row.processing_cases.flatMap(({ time }) => (time ? [time] : []))
  const readings = times.map((time) => readTime(time, raw))
  const limits = readings.flatMap((reading) => ('limit' in reading ? [reading.limit] : []))
  const [first] = limits
  const about = raw === '' ? 'Không công bố thời hạn giải quyết' : `Thời hạn chỉ ghi “${raw.slice(0, 120)}”`
  if (first === undefined) {
    const code = raw === '' ? 'limit-missing' : 'limit-unreadable'
    return { code, unreadable: `${about}, không có đơn vị đọc được.` }
  }
  if (limits.length < readings.length || !limits.every((limit) => isSame(limit, first))) {
    return { code: 'limits-differ', unreadable: `${about}; các trường hợp có thời hạn khác nhau.` }
  }
  const number = /^\d+([.,]\d+)?$/.test(raw) ? Number(raw.replace(',', '.')) : undefined
  if (number !== undefined && number !== first.amount) {
    return {
      code: 'limit-unreadable',
      unreadable: `${about}, khác với thời hạn của trường hợp: ${tellLimit(first)}.`,
    }
  }
  return { limit: first, assumed: `${about}; lấy theo thời hạn của trường hợp: ${tellLimit(first)}.` }
}
