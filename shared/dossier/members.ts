import { agencyOf } from '../agencies/unit.ts'
import type { Dossier, Plan, PlannedStep } from './dossier.ts'

type Placed = Pick<Dossier, 'holder' | 'procedure'>

/** Whether a step is reached by a transfer only: it belongs to another agency, or to a member procedure of the group other than this dossier's own. */
export function liesElsewhere(step: PlannedStep, { holder, procedure }: Placed): boolean {
  return step.agency !== agencyOf(holder) || (step.member !== undefined && step.member.code !== procedure)
}

/** The steps among which the deciding one is sought: the whole plan's; in a group those of one member, for the group itself signs nothing. */
export function decidingAmong({ steps }: Plan, procedure: string): readonly PlannedStep[] {
  const isGroup = steps.some(({ member }) => member !== undefined)
  return isGroup ? steps.filter(({ member }) => member?.code === procedure) : steps
}
