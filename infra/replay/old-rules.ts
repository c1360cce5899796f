import type { Level, UnitId } from '../../shared/agencies/unit.ts'
import type { ProcedureVersion } from '../../shared/catalogue/procedure.ts'
import type { Step, Workflow } from '../../shared/catalogue/workflow.ts'
import type { OldTree } from './old-tree.ts'

/** Limits in working days that the generated procedures share. */
export const limits = [1, 2, 3, 5, 7, 10, 15, 20] as const

const source = 'sinh ra để phát lại; NĐ 61/2018, TT 01/2018'

function step(n: number, agency: 'receiving' | 'competent', room: 'desk' | 'office' | 'leaders', hours: number): Step {
  const role = ({ desk: 'reception', office: 'handler', leaders: 'leader' } as const)[room]
  return {
    n,
    name: `Bước ${n}`,
    owner: { agency, room },
    role,
    hours,
    leaves: n > 1 && agency === 'competent' && n === 2,
  }
}

function workflow(id: string, name: string, owner: 'receiving' | 'competent'): Workflow {
  return {
    id,
    version: 1,
    name,
    procedureCodes: [],
    steps: [
      step(1, 'receiving', 'desk', 10),
      step(2, owner, 'office', 60),
      step(3, owner, 'leaders', 30),
      step(4, 'receiving', 'desk', 0),
    ],
    total: { amount: 1, unit: 'working_day' },
    reckoned: 'shares',
    validFrom: '2018-01-01',
    source,
  }
}

/** Inside one agency; from a commune to its district and back. */
export const oldWorkflows: readonly Workflow[] = [
  workflow('noi-bo', 'Trong một cơ quan', 'receiving'),
  workflow('lien-thong', 'Xã, phường đến cấp huyện', 'competent'),
]

/** For every agency that decides, a procedure a limit; and for each district one of each that communes receive. */
export function oldProcedures(tree: OldTree) {
  const own = (level: Level, agency: UnitId | undefined, days: number): ProcedureVersion =>
    procedure(`${level}-${agency ?? 'xa'}-${days}`, level, agency, days, 'noi-bo')
  const all = new Map<string, ProcedureVersion>()
  const keep = (version: ProcedureVersion) => void all.set(version.code, version)
  for (const days of limits) {
    keep(own('commune', undefined, days))
    for (const agency of tree.district) {
      keep(own('district', agency, days))
      keep(procedure(`lien-thong-${agency}-${days}`, 'district', agency, days, 'lien-thong'))
    }
    for (const agency of tree.province) keep(own('province', agency, days))
  }
  return all
}

/** Lĩnh vực of a generated code, which names level and limit. */
export function fieldCodeOf(code: string): string {
  const parts = code.split('-')
  return `LV-${parts[0] === 'lien' ? 'district' : parts[0]}-${parts.at(-1)}`
}

function procedure(
  code: string,
  level: Level,
  agency: UnitId | undefined,
  days: number,
  steps: string,
): ProcedureVersion {
  return {
    code,
    version: 1,
    name: `Thủ tục ${days} ngày làm việc (sinh ra để phát lại)`,
    fields: [{ code: fieldCodeOf(code), name: `Lĩnh vực ${days}` }],
    levels: [level],
    limits: { any: { amount: days, unit: 'working_day' } },
    limitRaw: `${days} ngày làm việc`,
    fees: [],
    papers: [{ id: 'to-khai', name: 'Tờ khai', originals: 1, copies: 0, required: true, electronicForm: false }],
    notes: [],
    channels: ['direct', 'online', 'postal'],
    results: ['Kết quả'],
    competent: agency === undefined ? { kind: 'receiving-commune' } : { kind: 'agency', agency },
    workflow: steps,
    policy: { afterSupplement: 'add', dueAt: 'same-hour', cutoff: '15:00' },
    validFrom: '2019-01-06',
    decision: 'phát lại',
    state: 'published',
    source,
    supplementLimit: 1,
  }
}
