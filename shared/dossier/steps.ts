import { agencyOf } from '../agencies/unit.ts'
import type { ActOf } from './acts.ts'
import { advance, type Circumstances, type Outcome } from './circumstances.ts'
import { classOf, stepDue } from './clock.ts'
import type { Dossier, Plan, PlannedStep } from './dossier.ts'
import { type Objection, object } from './objections.ts'

export function nextStep(dossier: Dossier, plan: Plan | undefined): PlannedStep | undefined {
  if (dossier.step === undefined || !plan) return undefined
  const after = dossier.step + 1
  return plan.steps.find((step) => step.n === after)
}

/** Phân công: to an officer of the room that holds the dossier. */
export function assign(act: ActOf<'assign'>, c: Circumstances): Outcome | Objection {
  const officer = c.directory.officer(act.officer)
  if (!officer || officer.unit !== c.file.dossier.holder) return object('unknown-officer')
  const next = advance(c.file.dossier, c.at, { officer: act.officer })
  return { changes: [{ next, event: { act: 'assign', detail: { officer: act.officer } } }] }
}

/** Chuyển bước inside the agency: one row of the control sheet. */
export function passOn(act: ActOf<'pass-on'>, c: Circumstances): Outcome | Objection {
  const { dossier, plan } = c.file
  const step = nextStep(dossier, plan)
  if (!step || (dossier.lastStep !== undefined && step.n > dossier.lastStep)) return object('no-next-step')
  if (step.agency !== agencyOf(dossier.holder)) return object('leaves-agency')
  const next = advance(dossier, c.at, {
    status: 'in-progress',
    step: step.n,
    holder: step.room,
    officer: undefined,
    stepDueAt: stepDue(c, step),
  })
  const note = act.note === undefined ? {} : { note: act.note }
  return { changes: [{ next, event: { act: 'pass-on', ...note, detail: handover(dossier, step) } }] }
}

/** Phê duyệt: the leader signs; the result exists and the legal clock ends. */
export function approve(act: ActOf<'approve'>, c: Circumstances): Outcome | Objection {
  const { dossier, plan, scans } = c.file
  const left = stepsLeft(dossier, plan)
  const deciding = dossier.parent ? left : left.filter((step) => !step.room.endsWith('/desk'))
  if (deciding.length > 0) {
    return object(
      'steps-remain',
      deciding.map((step) => ({ where: `Bước ${step.n}`, why: step.name })),
    )
  }
  const result = scans.find((scan) => scan.n === act.resultScan && scan.role === 'result')
  if (result?.state !== 'clean') return object('result-not-ready')
  const next = advance(dossier, c.at, {
    status: 'processed',
    clock: 'stopped',
    officer: undefined,
    stepDueAt: undefined,
    finishedAt: c.at,
    class: classOf(dossier, c.at),
    result: { dossier: dossier.id, scan: result.n, number: act.resultNumber },
    ...(dossier.parent ? {} : { delivery: 'at-counter', holder: dossier.receivingUnit, step: plan?.steps.at(-1)?.n }),
  })
  return {
    changes: [
      {
        next,
        event: { act: 'approve', detail: { resultNumber: act.resultNumber, scan: result.n, sha256: result.sha256 } },
      },
    ],
  }
}

/** Steps of this dossier that come after the present one. */
export function stepsLeft(dossier: Dossier, plan: Plan | undefined): readonly PlannedStep[] {
  const now = dossier.step ?? 0
  const last = dossier.lastStep ?? Number.POSITIVE_INFINITY
  return (plan?.steps ?? []).filter((step) => step.n > now && step.n <= last)
}

/** Who gives, who takes: what the control sheet prints. */
export function handover(dossier: Dossier, step: PlannedStep) {
  return { gives: dossier.holder, takes: step.room, fromStep: dossier.step, toStep: step.n, stepName: step.name }
}
