import type { Directory } from '../agencies/directory.ts'
import type { Level } from '../agencies/unit.ts'
import type { Day } from '../calendar/day.ts'
import type { ClockPolicy } from '../calendar/due.ts'
import { findCompetent } from './competence.ts'
import { readFees, readLimits, readPapers } from './import-parts.ts'
import type { ProcedureVersion } from './procedure.ts'
import { type ProcedureRow, procedureRow } from './procedure-row.ts'
import { type Workflow, workflowFor } from './workflow.ts'

export type RowRead =
  | { kind: 'ok'; procedure: ProcedureVersion; remarks: string[] }
  | { kind: 'refused'; code: string; reason: string }

/** Nothing in the catalogue says how a procedure's clock behaves: the common rule of the one-stop shop. */
const policy: ClockPolicy = { afterSupplement: 'add', dueAt: 'same-hour', cutoff: '15:00' }
/** `1.001193`, alone or before a province's suffix `.000.00.00.H57`. */
const codeShape = /^([1-9]\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.[GH]\d{2})?$/
const levels: Readonly<Record<string, Level>> = { province: 'province', commune: 'commune', ministry: 'central' }

/**
 * Reads one row of a catalogue file. Refused, with its reason: what is no procedure, and what no agency here decides.
 * A limit that was not published in a form that can be reckoned with leaves the procedure a draft: it is never guessed.
 */
export function readProcedureRow(
  row: unknown,
  directory: Directory,
  now: Day,
  workflows: readonly Workflow[] = [],
): RowRead {
  const parsed = procedureRow.safeParse(row)
  if (!parsed.success) return { kind: 'refused', code: codeIn(row), reason: tellFault(parsed.error.issues[0]) }
  const given = parsed.data
  const raw = given.code.trim()
  const code = codeShape.exec(raw)?.[1]
  if (code === undefined) return { kind: 'refused', code: raw, reason: 'Mã thủ tục sai dạng' }
  const competent = findCompetent(given, directory)
  if (competent.kind === 'none') return { kind: 'refused', code, reason: competent.reason }
  const limits = readLimits(given)
  const papers = readPapers(given.documents)
  const isCurrent = given.state !== 'NOT_IN_2026-07_CATALOGUE'
  const channels = [...new Set(given.channels.map((channel) => channel.method))]
  const isOpen = isCurrent && limits.isKnown && channels.length > 0
  const remarks = [
    ...(given.code === code ? [] : [`Mã "${given.code}" được ghi lại thành ${code}`]),
    ...(given.by_hand === '' ? [] : [`Nhập tay: ${given.by_hand}`]),
    ...(isCurrent ? [] : ['Không còn trong danh mục tháng 7/2026: để ở dạng dự thảo']),
    ...(channels.length > 0 ? [] : ['Chưa công bố cách nộp hồ sơ: để ở dạng dự thảo']),
    ...competent.remarks,
    ...limits.remarks,
    ...papers.remarks,
  ]
  const procedure: ProcedureVersion = {
    code,
    version: 1,
    name: given.name,
    fields: fieldsOf(given),
    levels: given.levels.flatMap((level) => levels[level] ?? []),
    limits: limits.limits,
    limitRaw: given.time_limit.raw,
    ...(limits.assumed === undefined ? {} : { limitAssumed: limits.assumed }),
    fees: readFees(given),
    papers: papers.papers,
    notes: papers.notes,
    channels,
    results: given.results.map((result) => result.name).filter((name) => name !== ''),
    competent: competent.rule,
    workflow: workflowFor(code, workflows),
    policy,
    validFrom: now,
    decision: given.decision_no,
    state: isOpen ? 'published' : 'draft',
    source: `Cổng Dịch vụ công quốc gia${given.source?.snapshot ? `, bản ${given.source.snapshot}` : ''}`,
    supplementLimit: 1,
  }
  return { kind: 'ok', procedure, remarks }
}

function fieldsOf({ fields, field_codes: codes }: ProcedureRow): ProcedureVersion['fields'] {
  return fields.map((name, n) => {
    const code = codes.length === fields.length ? codes[n] : undefined
    return code === undefined ? { name } : { code, name }
  })
}

function codeIn(row: unknown): string {
  return typeof row === 'object' && row !== null && 'code' in row ? String(row.code).trim() : 'không có mã'
}

function tellFault(issue: { path: PropertyKey[]; message: string } | undefined): string {
  return `Dòng không đọc được: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()
}
