import { agencyOf } from '../agencies/unit.ts'
import { nextOf } from '../catalogue/workflow.ts'
import type { ActOf } from './acts.ts'
import { advance, type Circumstances, type Outcome } from './circumstances.ts'
import { classOf } from './clock.ts'
import { reckoned } from './clocks.ts'
import type { Dossier, Plan, PlannedStep } from './dossier.ts'
import { isObjection, type Objection, object } from './objections.ts'

/** The usual next step, or the chosen one of those the plan offers; `no-such-way` when it offers no such. */
export function nextStep(dossier: Dossier, plan: Plan | undefined, to?: number): PlannedStep | Objection {
  const ways = waysOn(dossier.step, plan)
  if (to !== undefined && !ways.includes(to)) return object('no-such-way')
  return plan?.steps.find((step) => step.n === (to ?? ways[0])) ?? object('no-next-step')
}

/** Numbers of the steps a step leads to. */
export function waysOn(n: number | undefined, plan: Plan | undefined): readonly number[] {
  const now = plan?.steps.find((step) => step.n === n)
  return now && plan ? nextOf(now, plan.steps) : []
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
  const step = nextStep(dossier, plan, act.to)
  if (isObjection(step)) return step
  if (dossier.lastStep !== undefined && step.n > dossier.lastStep) return object('no-next-step')
  if (awaitsDecision(dossier, plan)) return object('decision-missing')
  if (step.agency !== agencyOf(dossier.holder)) return object('leaves-agency')
  const next = advance(dossier, c.at, {
    status: 'in-progress',
    step: step.n,
    holder: step.room,
    officer: undefined,
    stageFrom: c.at,
  })
  const note = act.note === undefined ? {} : { note: act.note }
  return {
    changes: [
      {
        next: reckoned(next, c.file, c, ['step']),
        event: { act: 'pass-on', ...note, detail: handover(dossier, step) },
      },
    ],
  }
}

/** Phê duyệt: the leader signs; the result exists and the legal clock ends. */
export function approve(act: ActOf<'approve'>, c: Circumstances): Outcome | Objection {
  const { dossier, plan, scans } = c.file
  const deciding = decidingStep(plan)
  const left = usualWay(dossier.step, plan).filter((step) => step.n <= (deciding?.n ?? 0))
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

/** The step at which the result is signed: the one that says so, or the last of the whole plan that is not a counter's. */
export function decidingStep(plan: Plan | undefined): PlannedStep | undefined {
  return plan?.steps.find((step) => step.decides) ?? plan?.steps.findLast((step) => !step.room.endsWith('/desk'))
}

/** The steps still to come when every usual way is taken. */
export function usualWay(from: number | undefined, plan: Plan | undefined): readonly PlannedStep[] {
  const way: PlannedStep[] = []
  for (let [n] = waysOn(from, plan); n !== undefined && n > (way.at(-1)?.n ?? 0); [n] = waysOn(n, plan)) {
    const step = plan?.steps.find((one) => one.n === n)
    if (step) way.push(step)
  }
  return way
}

/** Stands at the deciding step and nothing has been decided: it goes nowhere from here without a result. */
export function awaitsDecision(dossier: Dossier, plan: Plan | undefined): boolean {
  return dossier.result === undefined && dossier.step !== undefined && dossier.step === decidingStep(plan)?.n
}

/** Who gives, who takes: what the control sheet prints. */
export function handover(dossier: Dossier, step: PlannedStep) {
  return { gives: dossier.holder, takes: step.room, fromStep: dossier.step, toStep: step.n, stepName: step.name }
}
