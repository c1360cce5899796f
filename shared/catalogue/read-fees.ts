import type { FindingsBook } from './import-findings.ts'
import type { Channel, FeeLine } from './procedure.ts'
import { type ChannelRow, type ProcedureRow, tidy } from './row.ts'

type FeeRow = NonNullable<ChannelRow['fees']>[number]

/** Money per channel; equal on every channel published is told once, as `any`. */
export function readFees(row: ProcedureRow, channels: readonly ChannelRow[] = row.channels): FeeLine[] {
  const perChannel = channelNames.flatMap((channel) => {
    const own = channels.filter(({ method }) => method === channel)
    return own.length === 0 ? [] : [{ channel, lines: distinct(own.flatMap((one) => feesOf(one, row.channels))) }]
  })
  const [first] = perChannel
  if (first === undefined) return []
  const isEverywhere = perChannel.every(({ lines }) => JSON.stringify(lines) === JSON.stringify(first.lines))
  if (isEverywhere) return first.lines.map((line) => ({ ...line, channel: 'any' }))
  return perChannel.flatMap(({ channel, lines }) => lines.map((line) => ({ ...line, channel })))
}

type Line = Omit<FeeLine, 'channel'>

function distinct(lines: readonly Line[]): Line[] {
  return [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()]
}

/** A channel may say "as channel n" instead of repeating its fees. */
function feesOf(channel: ChannelRow, all: readonly ChannelRow[]): Line[] {
  const twin = (part: string) => all[channel.same_as?.[part] ?? -1]
  const fees = channel.fees ?? twin('fees')?.fees ?? []
  const raw = channel.fee_raw ?? twin('fee_raw')?.fee_raw ?? twin('fees')?.fee_raw ?? ''
  if (fees.length === 0 && tidy(raw) !== '') return [{ kind: kindOf(raw), amountVnd: null, note: cut(tidy(raw)) }]
  const rawLines = raw.split('\n').filter((line) => line.trim() !== '')
  return fees.map((fee, n) => readFee(fee, rawLines.length === fees.length ? (rawLines[n] ?? raw) : raw))
}

function readFee(fee: FeeRow, raw: string): Line {
  const kind = kindOf(fee.kind ?? raw)
  const note = fee.note ? { note: cut(fee.note) } : {}
  const isForeign = fee.currency != null && fee.currency !== 'VND'
  if (isForeign)
    return { kind, amountVnd: null, note: cut(`${fee.amount ?? ''} ${fee.currency} ${fee.note ?? ''}`.trim()) }
  // Zero with a note: the amount is set locally, by resolution of the people's council.
  if (fee.amount == null || (fee.amount === 0 && fee.note)) return { kind, amountVnd: null, ...note }
  return { kind, amountVnd: fee.amount, ...note }
}

function kindOf(text: string): FeeLine['kind'] {
  const lower = text.normalize('NFC').toLowerCase().trimStart()
  if (/^lệ phí/u.test(lower)) return 'charge'
  return /^(mức giá|giá)/u.test(lower) ? 'price' : 'fee'
}

const cut = (text: string) => text.slice(0, 1_000)

const channelNames: readonly Channel[] = ['direct', 'online', 'postal']

/** What the money of a row leaves open. */
export function tellFees(row: ProcedureRow, book: FindingsBook): void {
  if (row.fee?.status === 'zero_with_note') book.add('zero-with-note', row.fee.raw ?? undefined)
  for (const { fees, fee_raw: raw, unparsed } of row.channels) {
    if (unparsed !== undefined) book.add('channel-unparsed', String(unparsed))
    if (fees?.some((fee) => fee.amount === 0 && fee.note)) book.add('zero-with-note', fees[0]?.note ?? undefined)
    if (raw && !fees?.length) book.add('fee-free-text', tidy(raw))
  }
}

/** The channels it may be handed in by. */
export function readChannels(row: ProcedureRow): Channel[] {
  return channelNames.filter((channel) => row.channels.some(({ method }) => method === channel))
}
