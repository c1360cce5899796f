import type { Limit } from '../calendar/limit.ts'
import type { ProcedureCase } from './offer.ts'
import type { Paper } from './procedure.ts'
import { readFees } from './read-fees.ts'
import { isSame, readTime } from './read-limits.ts'
import type { ChannelRow, ProcedureRow } from './row.ts'

/** Trường hợp thực hiện that differ in their limit and can be told apart by name; `undefined` when there are none. */
export function casesOfRow(row: ProcedureRow): ProcedureCase[] | undefined {
  return namedCases(row) ?? casesOfChannels(row)
}

function namedCases({ processing_cases: published }: ProcedureRow): ProcedureCase[] | undefined {
  const read = published.flatMap(({ case_code: code, name, time }) => {
    const reading = time ? readTime(time, '') : undefined
    return name && reading && 'limit' in reading ? [{ code, name, limit: reading.limit }] : []
  })
  if (read.length < 2 || read.length < published.length || !areToldApart(read)) return undefined
  return read.map(({ code, name, limit }, n) => ({
    id: read.findIndex((one) => one.code === code) === n && code ? code : `th${n + 1}`,
    name,
    limits: { any: limit },
  }))
}

/** Cases that were published under one name with different limits: told with their codes, for somebody to name them apart. */
export function casesOfOneName({ processing_cases: published }: ProcedureRow): string[] {
  const named = Map.groupBy(published, ({ name }) => name ?? '')
  return [...named].flatMap(([name, rows]) => {
    const told = rows.map(
      ({ case_code: code, time }) => `${code ?? '(không mã)'}: ${time?.amount ?? '?'} ${time?.unit ?? ''}`,
    )
    const limits = new Set(rows.map(({ time }) => `${time?.amount} ${time?.unit}`))
    return limits.size > 1 ? [`Cùng tên “${name.slice(0, 100)}”: ${told.join('; ')}.`] : []
  })
}

const areToldApart = (cases: readonly { name: string; limit: Limit }[]) =>
  new Set(cases.map(({ name }) => name)).size === cases.length &&
  cases.some(({ limit }) => cases[0] !== undefined && !isSame(limit, cases[0].limit))

/** A description that says whom it is for; one that tells a phase of the handling is no case. */
const namesCase = /trường hợp|đối với/iu
const namesPhase = /^[-+*\s\d.)]{0,4}thời (?:hạn|gian) (?:tổ chức|cơ quan|cơ sở|cấp|thẩm định|kiểm tra)/iu

/** Where and how papers are handed in; it says nothing of whom the limit is for. */
const tellsHowOnly = /^[-+*\s\d.)]{0,4}(?:nộp|gửi) /iu
const allOthers = 'Các trường hợp còn lại'

/** Every channel published once a case, in the same order: the description names the case, all but that of the usual one. */
function casesOfChannels(row: ProcedureRow): ProcedureCase[] | undefined {
  const columns = [...Map.groupBy(row.channels, ({ method }) => method).values()]
  const count = columns[0]?.length ?? 0
  if (count < 2 || columns.some((column) => column.length !== count)) return undefined
  const cases = Array.from({ length: count }, (_, n) =>
    caseAt(
      row,
      columns.flatMap((column) => column[n] ?? []),
      n,
    ),
  )
  const whole = cases.flatMap((one) => one ?? [])
  if (whole.length < count || !areToldApart(whole)) return undefined
  if (whole.every(({ name }) => name === allOthers)) return undefined
  const differ = new Set(whole.map(({ fees }) => JSON.stringify(fees))).size > 1
  return whole.map(({ id, name, limit, fees }) => ({ id, name, limits: { any: limit }, ...(differ && { fees }) }))
}

function caseAt(row: ProcedureRow, channels: readonly ChannelRow[], n: number) {
  const limits = channels.map((channel) => (channel.time ? readTime(channel.time, channel.time_raw ?? '') : undefined))
  const [first] = limits
  if (!first || !('limit' in first)) return undefined
  if (!limits.every((one) => one && 'limit' in one && isSame(one.limit, first.limit))) return undefined
  const described = channels.map(
    ({ description, same_as: twin }) => description ?? row.channels[twin?.description ?? -1]?.description,
  )
  const name = nameIn(described.find((text) => text) ?? '')
  return name === '' || namesPhase.test(name)
    ? undefined
    : { id: `th${n + 1}`, name, limit: first.limit, fees: readFees(row, channels) }
}

/** The line that says whom it is for; what says only where to hand it in stands for all others. */
function nameIn(text: string): string {
  const lines = text.split('\n')
  const named = lines.find((line) => namesCase.test(line) && !tellsHowOnly.test(line))
  if (named !== undefined) return named.replace(/^[-+*\s]+/u, '').slice(0, 300)
  return lines.every((line) => tellsHowOnly.test(line)) ? allOthers : ''
}

const caseGroup =
  /^[-+*\s\d.)a-zđ]{0,6}(?:đối với )?(?:trường hợp|đối với|hồ sơ (?:đề nghị )?(?:cấp|gia hạn|điều chỉnh)|về cấp|về gia hạn)/iu

/** Cases with papers of their own: every paper stands in a group that names a case. */
export function casesOfPapers(papers: readonly (Paper & { group: string })[]): ProcedureCase[] | undefined {
  const groups = [...new Set(papers.map(({ group }) => group))]
  if (groups.length < 2 || groups.length > 20 || !groups.every((group) => caseGroup.test(group))) return undefined
  return groups.map((group, n) => ({
    id: `hs${n + 1}`,
    name: group.replace(/[:;,\s]+$/u, '').slice(0, 300),
    papers: papers.filter((paper) => paper.group === group).map(({ id }) => id),
  }))
}
