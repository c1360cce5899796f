import type * as z from 'zod'
import type { IndexRun } from '../../desk/indices/run-index.ts'
import type { HandEntry } from '../../reports/indices/hand-entries.ts'
import type { Scored } from '../../reports/indices/index-set.ts'
import { measures } from '../../reports/indices/measures.ts'
import type { indexShown } from '../schemas/indices.ts'
import { type Scene, showOfficer, showUnit, wholeCity } from './scene.ts'

type Named = Pick<Scene, 'directory'>

/** An index with what is behind each figure: the report's column, or who entered it on what evidence. */
export function showIndex(run: IndexRun, scene: Named): z.input<ReturnType<typeof indexShown>> {
  const { id, version, title, source } = run.set
  return {
    ...{ index: id, version, title, source },
    agency: run.agency === 'all' ? wholeCity : showUnit(scene, run.agency),
    ...run.period,
    ...(run.countedTo === undefined ? {} : { countedTo: run.countedTo }),
    ...run.sum,
    broken: [...run.broken],
    groups: run.groups.map(({ name, max, rows }) => ({
      name,
      max,
      criteria: rows.map(({ criterion: { from, note }, scored }) => ({
        code: scored.code,
        name: scored.name,
        max: scored.max,
        byHand: scored.isByHand,
        measure: measures[from]?.name,
        count: scored.measured?.count,
        of: scored.measured?.of,
        times: scored.times && { ...scored.times },
        percent: scored.percent,
        score: scored.score,
        traced: measures[from] && [...measures[from].traced],
        note,
        entered: entered(scored, scene),
      })),
    })),
  }
}

function entered({ entry }: Scored, scene: Named) {
  if (!entry) return undefined
  const { n, at, by, source, evidence } = entry
  return { n, at, by: showOfficer(scene, by.id), source, evidence: [...evidence] }
}

export function showEntry(entry: HandEntry, stands: boolean, scene: Named) {
  const { key: _, body: __, previous: ___, agency, by, evidence, ...told } = entry
  return {
    ...told,
    agency: showUnit(scene, agency),
    by: showOfficer(scene, by.id),
    evidence: [...evidence],
    stands,
  }
}
