import { comingDue } from './coming-due.ts'
import { lineReports } from './figures-definitions.ts'
import type { FiguresDefinition } from './figures-report.ts'
import { integratedServices } from './integrated-services.ts'
import { lateByCause } from './late-by-cause.ts'
import { onlineProvision } from './online-provision.ts'
import { procedures07b } from './procedures-07b.ts'
import { productivity } from './productivity.ts'
import { settlementReport } from './settlement-2022.ts'
import { type TargetId, targetOn } from './targets.ts'

/** Every report of figures: a file of its own and a line here. */
export const everyReport: readonly FiguresDefinition[] = [
  ...lineReports,
  procedures07b,
  onlineProvision,
  integratedServices,
  productivity,
  lateByCause,
  comingDue,
  settlementReport,
]

/** Which target a share is held against. */
const heldAgainst: Readonly<Record<string, TargetId>> = {
  'online-percent': 'online-dossiers',
  'integrated-percent': 'integrated-services',
}

/** A share that was aimed at, and what it came to. */
export type ReachedTarget = ReturnType<typeof targetsIn>[number]

/** The same in a line for people. */
export function targetLine({ head, percent, target, source, isMet }: ReachedTarget): string {
  const reached = percent === null ? 'không có mẫu số' : `${percent.toLocaleString('vi-VN')} %`
  return `${head}: ${reached}, chỉ tiêu ${target.toLocaleString('vi-VN')} %, ${reachedTerm(isMet)}. ${source}`
}

const reachedTerm = (isMet: boolean | null): string =>
  isMet === null ? 'chưa đánh giá được' : isMet ? 'đạt' : 'chưa đạt'

/** Each share of the total beside its target of the day. */
export function targetsIn(
  report: {
    definition: { columns: readonly { id: string; head: string }[] }
    total: { cells: readonly (number | null)[] }
  },
  day: string,
) {
  return report.definition.columns.flatMap(({ id, head }, at) => {
    const name = heldAgainst[id]
    const target = name && targetOn(name, day)
    const reached = report.total.cells[at] ?? null
    return target
      ? [
          {
            column: id,
            head,
            percent: reached,
            target: target.percent,
            source: target.source,
            // Nothing to count: neither met nor missed.
            isMet: reached === null ? null : reached >= target.percent,
          },
        ]
      : []
  })
}
