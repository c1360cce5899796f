import type { Directory } from '../agencies/directory.ts'
import { agencyOf } from '../agencies/unit.ts'
import type { ActOf } from './acts.ts'
import { advance, type ChangeDraft, type Circumstances, type Outcome } from './circumstances.ts'
import type { Dossier, DossierFile, Plan, PlannedStep } from './dossier.ts'
import { type Objection, object } from './objections.ts'
import { freshHead, movedBetween } from './recount.ts'

/** The units a dossier names that may end while it is open. */
type Homes = Pick<Dossier, 'receivingUnit' | 'competentAgency' | 'holder' | 'agencies'>

/** Where a dossier belongs now; equal to where it is while all its units stand. */
export function homesNow(dossier: Dossier, directory: Directory): Homes {
  const { receivingUnit, competentAgency, holder, agencies, procedure } = dossier
  const heirs = agencies.map((agency) => directory.heirOf(agency, procedure))
  return {
    receivingUnit: directory.heirRoomOf(receivingUnit, procedure),
    competentAgency: directory.heirOf(competentAgency, procedure),
    holder: directory.heirRoomOf(holder, procedure),
    // Who had it keeps seeing it; who took over sees it too.
    agencies: [...new Set([...agencies, ...heirs])],
  }
}

export function isAtHome(dossier: Dossier, directory: Directory): boolean {
  const homes = homesNow(dossier, directory)
  return (
    homes.receivingUnit === dossier.receivingUnit &&
    homes.competentAgency === dossier.competentAgency &&
    homes.holder === dossier.holder &&
    homes.agencies.length === dossier.agencies.length
  )
}

/** The plan with the steps of agencies that have ended at those that took over. */
export function presentPlan(plan: Plan, procedure: string, directory: Directory): Plan {
  const workOf = ({ member }: PlannedStep) => member?.code ?? procedure
  if (plan.steps.every((step) => directory.heirOf(step.agency, workOf(step)) === step.agency)) return plan
  const steps = plan.steps.map((step) => {
    const room = directory.heirRoomOf(step.room, workOf(step))
    return { ...step, room, agency: agencyOf(room) }
  })
  return { ...plan, steps }
}

/**
 * Chuyển đơn vị kế thừa: the dossier, and its other half, go to whoever took over by the decision. Its clocks are the heir's
 * from then on: where the heir works other hours, what runs is reckoned anew, with a line in the ledger that names the decision.
 */
export function reHome(act: ActOf<'re-home'>, c: Circumstances): Outcome | Objection {
  if (isAtHome(c.file.dossier, c.directory)) return object('not-now')
  const halves = [c.file, ...(c.kin ? [c.kin] : [])]
  return {
    changes: halves.filter(({ dossier }) => !isAtHome(dossier, c.directory)).map((file) => moved(file, act, c)),
  }
}

function moved(file: DossierFile, { change, decision }: ActOf<'re-home'>, c: Circumstances): ChangeDraft {
  const { dossier, ledger } = file
  const homes = homesNow(dossier, c.directory)
  const isElsewhere = homes.holder !== dossier.holder
  const named = ['receivingUnit', 'competentAgency', 'holder'] as const
  const moves = named.flatMap((name) =>
    homes[name] === dossier[name] ? [] : [{ what: name, from: dossier[name], to: homes[name] }],
  )
  const next = advance(dossier, c.at, { ...homes, ...(isElsewhere ? { officer: undefined } : {}) })
  const fresh = freshHead({ ...file, dossier: next }, c)
  const line = { at: c.at, entry: 'recount', reason: `Chuyển đơn vị kế thừa: ${decision}` } as const
  const moments = fresh ? { moments: movedBetween(next, fresh) } : {}
  return {
    next: fresh ?? next,
    event: { act: 're-home', detail: { change, decision, moves, ...moments }, wants: ['search'] },
    ...(fresh && next.clock === 'running' ? { ledger: [...ledger, line] } : {}),
  }
}

/** Trả về bộ phận: the officer it was assigned to works elsewhere now; it lies in the room's pool again. */
export function release(act: ActOf<'release'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (dossier.officer !== act.officer) return object('not-now')
  const { change, decision, officer } = act
  const event = { act: 'release', detail: { change, decision, officer } } as const
  return { changes: [{ next: advance(dossier, c.at, { officer: undefined }), event }] }
}
