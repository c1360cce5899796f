import { addDays, type Day, formatDay, lastInSight } from '../calendar/day.ts'
import type { ProcedureVersion } from './procedure.ts'
import type { Register } from './register.ts'

/** What an edit may change: it makes the next version, as a draft. */
export type ProcedureChange = Partial<
  Pick<
    ProcedureVersion,
    | 'name'
    | 'limits'
    | 'committed'
    | 'committedBy'
    | 'cases'
    | 'policy'
    | 'pauseReasons'
    | 'fees'
    | 'papers'
    | 'exemptions'
    | 'channels'
    | 'results'
    | 'online'
    | 'byPost'
    | 'onTheSpot'
    | 'nonTerritorial'
    | 'workflow'
    | 'clips'
    | 'forms'
    | 'conditions'
    | 'decision'
    | 'decidedOn'
    | 'effectiveOn'
    | 'supplementLimit'
    | 'receptionSupplementLimit'
    | 'supplementDays'
    | 'extensionLimit'
    | 'extensionDays'
    | 'correctionDays'
  >
>

/** Việc của người quản trị danh mục. Each names the version it means. */
export type ProcedureAct =
  | { act: 'publish'; version: number; validFrom?: Day; decision?: string; decidedOn?: Day }
  | { act: 'suspend'; version: number; reason: string }
  | { act: 'resume'; version: number; reason: string }
  | { act: 'abolish'; version: number; reason: string; decision: string; lastDay: Day }
  | { act: 'edit'; version: number; change: ProcedureChange }

type State = ProcedureVersion['state']

/** From which states each may be done. An abolished version stays so: what comes after it is a new one. */
const from: Readonly<Record<ProcedureAct['act'], readonly State[]>> = {
  publish: ['draft'],
  suspend: ['published'],
  resume: ['suspended'],
  abolish: ['published', 'suspended'],
  edit: ['draft', 'published', 'suspended', 'abolished'],
}

export type Decided = { next: ProcedureVersion; why?: string } | { refused: string }

/** The version after the act, or why not. Publishing has been weighed before. */
export function decideProcedure(
  act: ProcedureAct,
  procedure: ProcedureVersion,
  register: Register,
  today: Day,
): Decided {
  const { state } = procedure
  if (!from[act.act].includes(state))
    return { refused: `Phiên bản ${procedure.version} đang ở trạng thái ${stateTerms[state]}.` }
  switch (act.act) {
    case 'publish':
      return publish(act, procedure, register, today)
    case 'suspend':
      return { next: { ...procedure, state: 'suspended' }, why: act.reason }
    case 'resume':
      return { next: { ...procedure, state: 'published' }, why: act.reason }
    case 'abolish':
      return abolish(act, procedure, today)
    case 'edit':
      return { next: edited(act.change, procedure, register) }
  }
}

const stateTerms = {
  draft: 'bản nháp',
  published: 'đang công khai',
  suspended: 'tạm ngừng',
  abolished: 'bãi bỏ',
} as const satisfies Record<State, string>

/** The first day a publication would hold from: what is said, what the decision says, today at the earliest. */
export function validFromOf(act: { validFrom?: Day }, procedure: ProcedureVersion, today: Day): Day {
  const wanted = act.validFrom ?? procedure.effectiveOn ?? today
  return wanted < today ? today : wanted
}

function publish(
  act: Extract<ProcedureAct, { act: 'publish' }>,
  procedure: ProcedureVersion,
  { lines }: Register,
  today: Day,
): Decided {
  const validFrom = validFromOf(act, procedure, today)
  const latest = lastInSight(today)
  if (validFrom > latest) return { refused: `Ngày có hiệu lực muộn nhất là ${formatDay(latest)}.` }
  const later = lines.find(
    (line) => line.state !== 'draft' && line.version !== procedure.version && line.validFrom > validFrom,
  )
  if (later)
    return { refused: `Phiên bản ${later.version} có hiệu lực từ ${formatDay(later.validFrom)}, sau ngày này.` }
  const newer = lines.find((line) => line.state !== 'draft' && line.version > procedure.version)
  if (newer) return { refused: `Phiên bản ${newer.version} mới hơn đã được công khai.` }
  const { decidedOn = procedure.decidedOn, decision = procedure.decision } = act
  const next = { ...procedure, state: 'published' as const, validFrom, decision, postedOn: today }
  return { next: decidedOn === undefined ? next : { ...next, decidedOn } }
}

function abolish(act: Extract<ProcedureAct, { act: 'abolish' }>, procedure: ProcedureVersion, today: Day): Decided {
  const earliest = addDays(today, -1)
  const latest = lastInSight(today)
  if (act.lastDay < earliest) return { refused: `Ngày cuối tiếp nhận sớm nhất là ${formatDay(earliest)}.` }
  if (act.lastDay > latest) return { refused: `Ngày cuối tiếp nhận muộn nhất là ${formatDay(latest)}.` }
  if (procedure.state === 'suspended') {
    return { next: { ...procedure, state: 'abolished', validTo: earliest }, why: `${act.decision}: ${act.reason}` }
  }
  return { next: { ...procedure, state: 'abolished', validTo: act.lastDay }, why: `${act.decision}: ${act.reason}` }
}

function edited(change: ProcedureChange, procedure: ProcedureVersion, { lines }: Register): ProcedureVersion {
  const { validTo: _, abridged: __, ...base } = procedure
  return { ...base, ...change, version: Math.max(0, ...lines.map(({ version }) => version)) + 1, state: 'draft' }
}
