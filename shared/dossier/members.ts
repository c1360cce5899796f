import { agencyOf } from '../agencies/unit.ts'
import type { Dossier, Plan, PlannedStep } from './dossier.ts'

type Placed = Pick<Dossier, 'holder' | 'procedure'>

/** Whether a step is come to by a transfer: another agency's, or work of a member procedure that this dossier is not. */
export function liesElsewhere(step: PlannedStep, { holder, procedure }: Placed): boolean {
  return step.agency !== agencyOf(holder) || (step.member !== undefined && step.member.code !== procedure)
}

/** Steps among which the result is signed: the whole plan's; in a group each member has its own, and the group itself none. */
export function decidingAmong({ steps }: Plan, procedure: string): readonly PlannedStep[] {
  const isGroup = steps.some(({ member }) => member !== undefined)
  return isGroup ? steps.filter(({ member }) => member?.code === procedure) : steps
}
