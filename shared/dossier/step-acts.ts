import type { Role } from '../agencies/unit.ts'
import type { ActName } from './acts.ts'
import type { PlannedStep } from './dossier.ts'

const onward = ['assign', 'pass-on', 'transfer', 'hand-back'] as const satisfies readonly ActName[]
const work = [
  ...onward,
  'ask-supplement',
  'approve',
  'ask-opinion',
  'request-obligation',
  'pause',
] as const satisfies readonly ActName[]

/**
 * Việc được làm tại bước: what a step's role brings, where the workflow does not say otherwise. Acts that stand in no row are
 * never refused by a step: those of the counter and of jobs, and the ways out (resume, extend, pass back, stop ...), without
 * which a workflow could lock a dossier in.
 */
const byRole: Readonly<Record<Role, readonly ActName[]>> = {
  reception: work,
  handler: work,
  'unit-head': work,
  leader: work,
  clerk: onward,
  cashier: [...onward, 'request-obligation'],
  'return-desk': onward,
  supervisor: [],
  admin: [],
}

const stepActs: ReadonlySet<ActName> = new Set(Object.values(byRole).flat())

export function actsAt(step: Pick<PlannedStep, 'role' | 'acts'>): readonly ActName[] {
  return step.acts ?? byRole[step.role]
}

export function isAllowedAt(step: Pick<PlannedStep, 'role' | 'acts'> | undefined, act: ActName): boolean {
  return step === undefined || !stepActs.has(act) || actsAt(step).includes(act)
}

/** What a workflow may name as allowed at a step. */
export const actsOfSteps: readonly ActName[] = [...stepActs]
