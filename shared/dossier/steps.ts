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
  if (!officer || officer.roles.length === 0 || officer.unit !== c.file.dossier.holder) return object('unknown-officer')
  const next = advance(c.file.dossier, c.at, { officer: act.officer })
  return { changes: [{ next, event: { act: 'assign', detail: { officer: act.officer } } }] }
}

/** Chuyển bước inside the agency: one row of the control sheet. */
export function passOn(act: ActOf<'pass-on'>, c: Circumstances): Outcome | Objection {
  const { dossier, plan } = c.file
  const step = nextStep(dossier, plan)
  if (!step || (dossier.lastStep !== undefined && step.n > dossier.lastStep)) return object('no-next-step')
  if (awaitsDecision(dossier, plan)) return object('decision-missing')
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
  const deciding = decidingStep(plan)
  const left = (plan?.steps ?? []).filter((step) => step.n > (dossier.step ?? 0) && step.n <= (deciding?.n ?? 0))
  if (left.length > 0) {
    return object(
      'steps-remain',
      left.map((step) => ({ where: `Bước ${step.n}`, why: step.name })),
    )
  }
  if (!deciding || dossier.step !== deciding.n || deciding.agency !== agencyOf(dossier.holder)) return object('not-now')
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

/** The step at which the result is signed: the last one of the whole plan that is not a counter's. */
export function decidingStep(plan: Plan | undefined): PlannedStep | undefined {
  return plan?.steps.findLast((step) => !step.room.endsWith('/desk'))
}

/** Stands at the deciding step and nothing has been decided: it goes nowhere from here without a result. */
export function awaitsDecision(dossier: Dossier, plan: Plan | undefined): boolean {
  return dossier.result === undefined && dossier.step !== undefined && dossier.step === decidingStep(plan)?.n
}

/** Who gives, who takes: what the control sheet prints. */
export function handover(dossier: Dossier, step: PlannedStep) {
  return { gives: dossier.holder, takes: step.room, fromStep: dossier.step, toStep: step.n, stepName: step.name }
}
