import type { Level } from '../agencies/unit.ts'
import { calendarFor } from '../calendar/calendar.ts'
import type { Day } from '../calendar/day.ts'
import { publishedDays } from '../calendar/published.ts'
import { isNextToNothing, placesOfNumbers, placesOfTexts } from '../near-zero.ts'
import { type AgencyMatch, chooseAgency } from './agency-match.ts'
import {
  type FindingsBook,
  findingsBook,
  type ImportFinding,
  type ImportFindingCode,
  importFindings,
} from './import-findings.ts'
import type { ProcedureVersion } from './procedure.ts'
import { weighPublishedDays } from './publication.ts'
import { textsOf } from './read-content.ts'
import { readExemptions } from './read-exemptions.ts'
import { readChannels, readFees, tellFees } from './read-fees.ts'
import { type LimitsRead, readLimits } from './read-limits.ts'
import { readPapers } from './read-papers.ts'
import { readPauses } from './read-pauses.ts'
import { isRetired } from './retired-codes.ts'
import { type ProcedureRow, procedureRow } from './row.ts'
import { tellCodes, tellText, tellTotals } from './scan-texts.ts'
import { defaultWorkflowId } from './workflow.ts'

export type RefusalKind = Extract<
  ImportFindingCode,
  'unreadable' | 'bad-code' | 'internal' | 'no-agency' | 'agency-not-here'
>

export type RowRead =
  | { kind: 'ok'; procedure: ProcedureVersion; findings: ImportFinding[] }
  | { kind: 'refused'; code: string; why: RefusalKind; reason: string; findings: ImportFinding[] }

const codeShape = /^[1-9]\.\d{6}$/

/** Reads one published procedure: taken in cleaned, as a draft when it cannot be reckoned with, or refused by name. */
export function readProcedureRow(row: unknown, now: Day): RowRead {
  const book = findingsBook()
  tellText(row, book)
  const read = procedureRow().safeParse(row, {
    error: ({ input }) => (input === undefined ? 'còn thiếu' : 'không đúng kiểu'),
  })
  if (!read.success) {
    const [first] = read.error.issues
    const reason = [...(first?.path.length ? [first.path.join('.')] : []), first?.message ?? ''].join(' ')
    return refuse(book, codeOf(row), 'unreadable', unread(reason))
  }
  const raw = read.data
  const odd = whyUnkept(raw)
  if (odd !== undefined) return refuse(book, codeOf(row), 'unreadable', unread(odd))
  const code = raw.code.trim().slice(0, 8)
  if (!codeShape.test(code)) return refuse(book, raw.code, 'bad-code', `Mã thủ tục không hợp lệ: “${raw.code}”.`)
  if (code !== raw.code) book.add('code-cleaned', `Mã công bố “${raw.code}” được đọc là ${code}.`)
  if (isRetired(code)) book.add('retired-code', code)
  if (raw.type === 'STANDARD_INTERNAL') {
    return refuse(book, code, 'internal', 'Thủ tục nội bộ giữa các cơ quan nhà nước, không tiếp nhận ở một cửa.')
  }
  const match = matched(raw)
  if ('why' in match) return refuse(book, code, match.why, match.reason)
  return { kind: 'ok', procedure: compile(raw, code, match, now, book), findings: book.all() }
}

/** A line that is no row at all. */
export function refuseUnread(why: string): Extract<RowRead, { kind: 'refused' }> {
  return refuse(findingsBook(), codeOf(undefined), 'unreadable', unread(why))
}

const unread = (why: string): string => `Dòng không đọc được: ${why}`

/** What no table keeps, and nobody publishes. */
const isUnkept = (value: number): boolean => isNextToNothing(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER

/** Letters that a row may have; the longest one published has 93,000. */
const mostLetters = 250_000

function whyUnkept(raw: ProcedureRow): string | undefined {
  const [number] = placesOfNumbers(raw, isUnkept)
  if (number !== undefined) return `${number.slice(1)} lớn quá, hoặc khác 0 mà nhỏ hơn một phần triệu`
  const [text] = placesOfTexts(raw, isLost)
  if (text !== undefined) return `${text.slice(1)} có ký tự hỏng (byte không phải UTF-8, hoặc nửa ký tự)`
  return JSON.stringify(raw).length > mostLetters ? `dài quá ${mostLetters} ký tự` : undefined
}

/** Half a character, or what stands where bytes were none. */
const isLost = (text: string): boolean => !text.isWellFormed() || text.includes('\ufffd')

function matched(raw: ProcedureRow): AgencyMatch | { why: RefusalKind; reason: string } {
  const published = raw.executing_agencies.length > 0 ? raw.executing_agencies : raw.authority_agencies
  if (published.length === 0) return { why: 'no-agency', reason: 'Không công bố cơ quan thực hiện.' }
  const told = published.slice(0, 3).join('; ')
  const match = chooseAgency(published, raw.levels)
  const here = `Không cơ quan nào ở đây có thẩm quyền: ${told}.`
  if (match === undefined) return { why: 'agency-not-here', reason: here }
  const central = isCentral(raw.levels) && !isVertical(match)
  return central ? { why: 'agency-not-here', reason: `Thủ tục cấp Bộ, Trung ương: ${told}.` } : match
}

function compile(raw: ProcedureRow, code: string, match: AgencyMatch, now: Day, book: FindingsBook): ProcedureVersion {
  const { papers, notes, forms, cases: byPapers } = readPapers(raw.documents, book)
  const limited = readLimits(raw, book)
  const { limits, limitRaw, assumed, cutoff = '15:00' } = limited
  const cases = limited.cases ?? byPapers
  const channels = readChannels(raw)
  const fees = readFees(raw)
  const exemptions = readExemptions(fees)
  const pauseReasons = readPauses([
    ...raw.channels.map(({ time_raw: time, description }) => `${time ?? ''}\n${description ?? ''}`),
    ...raw.steps.map(({ text }) => text),
  ])
  tellRest(raw, match, limited, book)
  tellFees(raw, book)
  if (papers.length === 0) book.add('no-papers')
  if (channels.length === 0) book.add('no-channels')
  for (const { ground, name } of pauseReasons) book.add('pause-reasons', `${name}: ${ground}`)
  tellDays(raw, now, book)
  if (!raw.decided_on && !book.holds()) book.add('decision-undated', raw.decision_no ?? undefined)
  const snapshot = raw.source?.snapshot
  return {
    code,
    version: 1,
    name: raw.name,
    fields: fieldsOf(raw),
    levels: levelsOf(raw, match),
    limits,
    limitRaw,
    ...(assumed === undefined ? {} : { limitAssumed: assumed }),
    ...(cases && { cases }),
    fees,
    ...(exemptions.length > 0 && { exemptions }),
    papers,
    notes,
    channels,
    ...offerOf(raw, channels.includes('postal')),
    results: raw.results.map(({ name }) => name),
    competent: match.competent,
    workflow: defaultWorkflowId,
    policy: { afterSupplement: 'add', dueAt: 'same-hour', cutoff },
    ...(pauseReasons.length > 0 && { pauseReasons }),
    validFrom: now,
    decision: raw.decision_no ?? '',
    state: book.holds() ? 'draft' : 'published',
    source: `Cổng Dịch vụ công quốc gia${snapshot ? `, bản ${snapshot}` : ''}`,
    supplementLimit: 1,
    ...textsOf(raw, forms),
  }
}

function offerOf(raw: ProcedureRow, byPost: boolean) {
  return {
    ...(raw.online && { online: raw.online }),
    ...(byPost && { byPost }),
    ...(raw.non_territorial && { nonTerritorial: true }),
    ...(raw.on_the_spot && { onTheSpot: true }),
  }
}

function tellRest(raw: ProcedureRow, match: AgencyMatch, { limits, cases }: LimitsRead, book: FindingsBook): void {
  if (match.by === 'hand') book.add('agency-by-hand', `“${match.published}”`)
  if (raw.type === 'SPECIFIC' && raw.promulgating_agency && !/huế/iu.test(raw.promulgating_agency)) {
    book.add('other-province', raw.promulgating_agency)
  }
  if (raw.state === 'NOT_IN_2026-07_CATALOGUE') book.add('not-in-catalogue')
  if (raw.documents_incomplete) book.add('papers-incomplete')
  if (raw.text_abridged) book.add('abridged')
  const isListRow = raw.detail_level === 'catalogue_only'
  if (isListRow && Object.keys(limits).length === 0 && cases === undefined) book.add('list-row-only')
  tellTotals(raw, book)
  tellCodes(raw, book)
}

/** Held against the nation's days off: a province's own closures are no part of a published row. */
function tellDays(raw: ProcedureRow, now: Day, book: FindingsBook): void {
  const { decided_on: decidedOn, effective_on: effectiveOn, posted_on: postedOn } = raw
  if (!decidedOn) return
  const days = { decidedOn, ...(effectiveOn && { effectiveOn }), ...(postedOn && { postedOn }) }
  const by = raw.promulgating_agency ? { promulgatedBy: raw.promulgating_agency } : {}
  const weighed = weighPublishedDays({ ...days, ...by }, now, calendarFor(['VN'], publishedDays))
  for (const why of weighed.wrong) book.add('dates-wrong', why)
  for (const why of weighed.late) book.add('published-late', why)
}

/** Codes of fields are told apart from their names: they are paired only when as many. */
function fieldsOf({ fields, field_codes: codes }: ProcedureRow): ProcedureVersion['fields'] {
  return fields.map((name, n) => {
    const code = codes.length === fields.length ? codes[n] : undefined
    return code === undefined ? { name } : { code, name }
  })
}

const levelNames: Readonly<Record<string, Level>> = { province: 'province', commune: 'commune', ministry: 'central' }

const isVertical = ({ competent }: AgencyMatch) => competent.kind === 'agency' && !competent.agency.startsWith('H57')
const isCentral = (levels: readonly string[]) =>
  levels.length > 0 && levels.every((level) => level === 'ministry' || level === 'other')

/** Agencies of line ministries (thuế, công an, BHXH) are a level of their own; without levels, the agency tells. */
function levelsOf(raw: ProcedureRow, match: AgencyMatch): Level[] {
  if (isVertical(match)) return ['vertical']
  const published = raw.levels.flatMap((name) => levelNames[name] ?? [])
  if (published.length > 0) return [...new Set(published)]
  return [match.competent.kind === 'receiving-commune' ? 'commune' : 'province']
}

function refuse(
  book: FindingsBook,
  code: string,
  why: RefusalKind,
  reason: string,
): Extract<RowRead, { kind: 'refused' }> {
  book.add(why, reason)
  return { kind: 'refused', code: code.trim(), why, reason, findings: book.all() }
}

function codeOf(row: unknown): string {
  return typeof row === 'object' && row !== null && 'code' in row ? String(row.code) : '(không có mã)'
}

/** A finding as one line for people. */
export function tellFinding({ code, detail }: ImportFinding): string {
  return detail === undefined ? `${importFindings[code].says}.` : `${importFindings[code].says}: ${detail}`
}
