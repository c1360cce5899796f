import { directoryOf } from '../../shared/agencies/directory.ts'
import type { Level } from '../../shared/agencies/unit.ts'
import type { ProcedureSummary } from '../../shared/catalogue/summary.ts'
import { summaryOfWorkflow } from '../../shared/catalogue/workflow.ts'
import { offeredProcedures } from '../../shared/desk/figures/gather-figures.ts'
import { groupsOf } from '../../shared/desk/figures/run-figures.ts'
import { cellOf, type FiguresDefinition, figuresReport } from '../../shared/reports/figures/figures-report.ts'
import type { Grouping } from '../../shared/reports/grouping.ts'
import { oldWorkflows } from './old-rules.ts'

/** So many procedures of a sort; which procedures they are no source says. */
export interface Sort {
  level: Level
  count: number
  agency?: string
  interlinked?: true
  online?: 'full' | 'partial'
  byPost?: true
  fields?: number
}

interface Generated {
  procedure: ProcedureSummary
  workflow: string
}

function generated(sorts: readonly Sort[]): Generated[] {
  return sorts.flatMap(({ level, count, agency = level, interlinked, online, byPost, fields = 1 }, sort) =>
    Array.from({ length: count }, (_, n): Generated => {
      const code = `${sort + 1}.${String(n + 1).padStart(6, '0')}`
      return {
        workflow: interlinked ? 'lien-thong' : 'noi-bo',
        procedure: {
          ...{ code, name: `Thủ tục ${code} (sinh ra để phát lại)`, version: 1, state: 'published', limits: {} },
          fields: [{ name: `Lĩnh vực ${(n % fields) + 1}` }],
          levels: [level],
          competent: level === 'commune' ? { kind: 'receiving-commune' } : { kind: 'agency', agency },
          channels: online ? ['direct', 'online'] : ['direct'],
          validFrom: '2018-01-01',
          ...(online ? { online } : {}),
          ...(byPost ? { byPost } : {}),
        },
      }
    }),
  )
}

/** A report of the product over a catalogue of these sorts: what it says in a column, of a row or in total. */
export async function reportOver(
  definition: FiguresDefinition<'procedures'>,
  by: Grouping,
  sorts: readonly Sort[],
  on: string,
) {
  const all = generated(sorts)
  const workflows = oldWorkflows.map((workflow) => {
    const own = all.filter((one) => one.workflow === workflow.id)
    return summaryOfWorkflow({ ...workflow, procedureCodes: own.map(({ procedure }) => procedure.code) })
  })
  const catalogue = {
    procedures: async () => all.map(({ procedure }) => procedure),
    workflows: async () => workflows,
  }
  const units = directoryOf([], [])
  const period = { from: on, to: on }
  const placed = await offeredProcedures({ catalogue }, { ...period, agencies: [], isCity: true, units })
  const wish = { ...period, report: definition.id, agency: 'all', by } as const
  const report = figuresReport(definition, groupsOf(definition, wish, placed, new Map(), units))
  if (report.faults.length > 0) throw new Error(report.faults.join('; '))
  return {
    rowCount: report.rows.length,
    cell(column: string, key?: string): number {
      const row = key === undefined ? report.total : report.rows.find((one) => one.key === key)
      return row ? cellOf(report.definition, row, column) : 0
    },
  }
}
