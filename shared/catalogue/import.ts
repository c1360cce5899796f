import type { Level } from '../agencies/unit.ts'
import type { Day } from '../calendar/day.ts'
import { type AgencyMatch, chooseAgency } from './agency-match.ts'
import type { ProcedureVersion } from './procedure.ts'
import { readChannels, readFees } from './read-fees.ts'
import { readLimits } from './read-limits.ts'
import { readPapers } from './read-papers.ts'
import { type ProcedureRow, procedureRow } from './row.ts'
import { defaultWorkflowId } from './workflow.ts'

export type RefusalKind = 'unreadable' | 'bad-code' | 'internal' | 'no-agency' | 'agency-not-here'

export type RowRead =
  | { kind: 'ok'; procedure: ProcedureVersion; remarks: string[] }
  | { kind: 'refused'; code: string; why: RefusalKind; reason: string }

const codeShape = /^[1-9]\.\d{6}$/

/** Reads one published procedure: taken in cleaned, as a draft when it cannot be reckoned with, or refused by name. */
export function readProcedureRow(row: unknown, now: Day): RowRead {
  const read = procedureRow.safeParse(row)
  if (!read.success) {
    const [first] = read.error.issues
    const reason = `Dòng không đọc được: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`
    return refuse(codeOf(row), 'unreadable', reason.trim())
  }
  const raw = read.data
  const remarks: string[] = []
  const code = raw.code.trim().slice(0, 8)
  if (!codeShape.test(code)) return refuse(raw.code, 'bad-code', `Mã thủ tục không hợp lệ: “${raw.code}”.`)
  if (code !== raw.code) remarks.push(`Mã công bố “${raw.code}” được đọc là ${code}.`)
  if (raw.type === 'STANDARD_INTERNAL') {
    return refuse(code, 'internal', 'Thủ tục nội bộ giữa các cơ quan nhà nước, không tiếp nhận ở một cửa.')
  }
  const published = raw.executing_agencies.length > 0 ? raw.executing_agencies : raw.authority_agencies
  if (published.length === 0) return refuse(code, 'no-agency', 'Không công bố cơ quan thực hiện.')
  const told = published.slice(0, 3).join('; ')
  const match = chooseAgency(published, raw.levels)
  if (match === undefined) return refuse(code, 'agency-not-here', `Không cơ quan nào ở đây có thẩm quyền: ${told}.`)
  if (isCentral(raw.levels) && !isVertical(match)) {
    return refuse(code, 'agency-not-here', `Thủ tục cấp Bộ, Trung ương: ${told}.`)
  }
  return { kind: 'ok', procedure: compile(raw, code, match, now, remarks), remarks }
}

function compile(raw: ProcedureRow, code: string, match: AgencyMatch, now: Day, remarks: string[]): ProcedureVersion {
  const { papers, notes, remarks: aboutPapers } = readPapers(raw.documents)
  const { limits, limitRaw, assumed } = readLimits(raw)
  const channels = readChannels(raw)
  remarks.push(...aboutPapers)
  if (match.by === 'hand') remarks.push(`“${match.published}” được đối chiếu bằng tay.`)
  if (raw.type === 'SPECIFIC' && raw.promulgating_agency && !/huế/iu.test(raw.promulgating_agency)) {
    remarks.push(`Do ${raw.promulgating_agency} công bố.`)
  }
  if (raw.channels.some((channel) => channel.unparsed !== undefined)) {
    remarks.push('Có cách nộp chưa tách được phí, thời hạn.')
  }
  const isGone = raw.state === 'NOT_IN_2026-07_CATALOGUE'
  if (isGone) remarks.push('Không còn trong danh mục tháng 7/2026.')
  if (papers.length === 0) remarks.push('Không công bố thành phần hồ sơ.')
  const isComplete = Object.keys(limits).length > 0 && channels.length > 0 && papers.length > 0 && !isGone
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
    fees: readFees(raw),
    papers,
    notes,
    channels,
    results: raw.results.map(({ name }) => name),
    competent: match.competent,
    workflow: defaultWorkflowId,
    policy: { afterSupplement: 'add', dueAt: 'same-hour', cutoff: '15:00' },
    validFrom: now,
    decision: raw.decision_no ?? '',
    state: isComplete ? 'published' : 'draft',
    source: `Cổng Dịch vụ công quốc gia${snapshot ? `, bản ${snapshot}` : ''}`,
    supplementLimit: 1,
  }
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

function refuse(code: string, why: RefusalKind, reason: string): RowRead {
  return { kind: 'refused', code: code.trim(), why, reason }
}

function codeOf(row: unknown): string {
  return typeof row === 'object' && row !== null && 'code' in row ? String(row.code) : '(không có mã)'
}
