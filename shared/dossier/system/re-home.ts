import type { Directory } from '../../agencies/directory.ts'
import { agencyOf } from '../../agencies/unit.ts'
import type { ActOf } from '../acts.ts'
import { advance, type ChangeDraft, type Circumstances, type Outcome } from '../circumstances.ts'
import type { Dossier, DossierFile, Plan, PlannedStep } from '../dossier.ts'
import { questionsNow } from '../interlinked/consultations.ts'
import { notNow } from '../not-now.ts'
import type { Objection } from '../objections.ts'
import { isReturnedAnew } from '../post/delivery.ts'
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
    homes.agencies.length === dossier.agencies.length &&
    (dossier.consulted ?? []).every((agency) => directory.heirOf(agency, dossier.procedure) === agency)
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
  const { dossier } = c.file
  if (dossier.status === 'returned' && !isReturnedAnew(dossier))
    return notNow('status', 'Hồ sơ đã trả kết quả: đơn vị kế thừa giữ hồ sơ lưu, không còn gì để chuyển.')
  const away = [c.file, ...(c.kin ? [c.kin] : [])].filter((file) => isAway(file, c))
  if (!away.includes(c.file)) return notNow('holder', 'Hồ sơ đã ở đơn vị kế thừa: không còn gì để chuyển.')
  return { changes: away.map((file) => moved(file, act, c)) }
}

/** Itself, or a question of it that waits with a unit that has ended; or it names an agency that has its part no more. */
function isAway(file: DossierFile, c: Circumstances): boolean {
  const { dossier } = file
  const { directory, at } = c
  const { partAt = dossier.partAt } = partAtNow(dossier, c)
  if (dossier.partAt !== undefined && dossier.partAt !== partAt) return true
  return !isAtHome(dossier, directory) || questionsNow(file, dossier.agencies, directory, at) !== undefined
}

/** Of the whole, the agency that has its part now: by the part's own room and procedure. */
function partAtNow({ child }: Dossier, { file, kin, directory }: Circumstances): Pick<Dossier, 'partAt'> {
  const part = [file, kin].find((one) => one !== undefined && one.dossier.id === child)?.dossier
  return part ? { partAt: agencyOf(directory.heirRoomOf(part.holder, part.procedure)) } : {}
}

function moved(file: DossierFile, { change, decision }: ActOf<'re-home'>, c: Circumstances): ChangeDraft {
  const { dossier, ledger } = file
  const homes = homesNow(dossier, c.directory)
  const isElsewhere = homes.holder !== dossier.holder
  const named = ['receivingUnit', 'competentAgency', 'holder'] as const
  const moves = named.flatMap((name) =>
    homes[name] === dossier[name] ? [] : [{ what: name, from: dossier[name], to: homes[name] }],
  )
  const questions = questionsNow(file, homes.agencies, c.directory, c.at)
  const asked = questions ? { consulted: questions.consulted } : {}
  const place = partAtNow(dossier, c)
  // Whose work a member of a group is by now may be another heir than the one that has the group's.
  const agencies = new Set([...homes.agencies, ...(place.partAt === undefined ? [] : [place.partAt])])
  const next = advance(dossier, c.at, {
    ...homes,
    agencies: [...agencies],
    ...place,
    ...asked,
    ...(isElsewhere ? { officer: undefined } : {}),
  })
  const asking = (questions?.consultations ?? []).flatMap(({ n, unit, movedAt }) =>
    movedAt === c.at
      ? [{ what: 'opinion', n, from: file.consultations?.find((row) => row.n === n)?.unit, to: unit }]
      : [],
  )
  const fresh = freshHead({ ...file, dossier: next }, c)
  const line = { at: c.at, entry: 'recount', reason: `Chuyển đơn vị kế thừa: ${decision}` } as const
  const moments = fresh ? { moments: movedBetween(next, fresh) } : {}
  return {
    next: fresh ?? next,
    event: {
      act: 're-home',
      detail: { change, decision, moves: [...moves, ...asking], ...moments },
      wants: ['search'],
    },
    ...(questions ? { consultations: questions.consultations } : {}),
    ...(fresh && next.clock === 'running' ? { ledger: [...ledger, line] } : {}),
  }
}

/** Trả về bộ phận: the officer it was assigned to works elsewhere now; it lies in the room's pool again. */
export function release(act: ActOf<'release'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (dossier.officer !== act.officer) return notNow('officer', `Hồ sơ không do ${act.officer} xử lý.`)
  const { change, decision, officer } = act
  const event = { act: 'release', detail: { change, decision, officer } } as const
  return { changes: [{ next: advance(dossier, c.at, { officer: undefined }), event }] }
}
