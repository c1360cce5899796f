import { nextOf } from '../../catalogue/workflow.ts'
import type { ActOf } from '../acts.ts'
import { advance, type Circumstances, type Outcome } from '../circumstances.ts'
import { reckoned } from '../clocks/clocks.ts'
import type { Dossier, Plan, PlannedStep } from '../dossier.ts'
import { decidingAmong, liesElsewhere } from '../members.ts'
import { isObjection, type Objection, object, objectAt } from '../objections.ts'

/** The usual next step, or the chosen one of those the plan offers; `no-such-way` when it offers no such. */
export function nextStep(dossier: Dossier, plan: Plan | undefined, to?: number): PlannedStep | Objection {
  const ways = waysOn(dossier.step, plan)
  if (to !== undefined && !ways.includes(to)) {
    const why = ways.length === 0 ? 'Không có bước tiếp theo.' : `Từ bước này đi được tới: ${ways.join(', ')}.`
    return object('no-such-way', [{ where: 'body.to', why }])
  }
  return plan?.steps.find((step) => step.n === (to ?? ways[0])) ?? object('no-next-step')
}

/** Numbers of the steps a step leads to. */
export function waysOn(n: number | undefined, plan: Plan | undefined): readonly number[] {
  const now = plan?.steps.find((step) => step.n === n)
  return now && plan ? nextOf(now, plan.steps) : []
}

/** Phân công: to an officer of the room that holds the dossier, while nobody has it. */
export function assign(act: ActOf<'assign'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (dossier.officer !== undefined && dossier.officer !== act.officer)
    return objectAt('assigned-already', 'dossier.officer', `Đang ở bàn của ${dossier.officer}.`)
  if (!mayHold(act.officer, c)) return unknownOfficer(c)
  const next = advance(dossier, c.at, { officer: act.officer })
  return { changes: [{ next, event: { act: 'assign', detail: { officer: act.officer } } }] }
}

/** Phân công lại, with the reason: from one officer of the room to another. */
export function reassign(act: ActOf<'reassign'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (dossier.officer === undefined) return object('not-assigned')
  if (dossier.officer === act.officer || !mayHold(act.officer, c)) return unknownOfficer(c)
  const next = advance(dossier, c.at, { officer: act.officer })
  const detail = { officer: act.officer, before: dossier.officer }
  return { changes: [{ next, event: { act: 'reassign', reason: act.reason, detail } }] }
}

/** Who may have it: the officers of the room that holds it, but for the one who has it. */
function unknownOfficer({ file: { dossier }, directory }: Circumstances): Objection {
  const others = directory.officersOf(dossier.holder).filter(({ id }) => id !== dossier.officer)
  const names = others.map(({ id }) => id).join(', ')
  return objectAt('unknown-officer', 'body.officer', `Có ở đơn vị đang giữ hồ sơ: ${names || 'không ai khác'}.`)
}

function mayHold(id: string, c: Circumstances): boolean {
  const officer = c.directory.officer(id)
  return officer !== undefined && officer.roles.length > 0 && officer.unit === c.file.dossier.holder
}

/** Chuyển bước inside the agency: one row of the control sheet. */
export function passOn(act: ActOf<'pass-on'>, c: Circumstances): Outcome | Objection {
  const { dossier, plan } = c.file
  const step = nextStep(dossier, plan, act.to)
  if (isObjection(step)) return step
  if (dossier.lastStep !== undefined && step.n > dossier.lastStep) return object('no-next-step')
  if (awaitsDecision(dossier, plan)) return undecided(dossier, plan)
  if (liesElsewhere(step, dossier)) return atStep('leaves-agency', step)
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

/** Chuyển lại bước trước inside the agency, with the reason; the step's own time begins again. */
export function passBack(act: ActOf<'pass-back'>, c: Circumstances): Outcome | Objection {
  const { dossier, plan } = c.file
  const now = dossier.step ?? 0
  const before = plan?.steps.findLast(
    ({ n }) => n < now && n >= (dossier.firstStep ?? 1) && waysOn(n, plan).includes(now),
  )
  if (!before || dossier.corrects !== undefined) return object('no-step-before')
  if (liesElsewhere(before, dossier)) return atStep('leaves-agency', before)
  const next = advance(dossier, c.at, { step: before.n, holder: before.room, officer: undefined, stageFrom: c.at })
  const event = { act: 'pass-back', reason: act.reason, detail: handover(dossier, before) } as const
  return { changes: [{ next: reckoned(next, c.file, c, ['step']), event }] }
}

/** The step at which the result is signed: the one that says so, or the last that is not a counter's. */
export function decidingStep(plan: Plan | undefined, procedure: string): PlannedStep | undefined {
  const steps = plan ? decidingAmong(plan, procedure) : []
  return steps.find((step) => step.decides) ?? steps.findLast((step) => !step.room.endsWith('/desk'))
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
  return (
    dossier.result === undefined &&
    dossier.step !== undefined &&
    dossier.step === decidingStep(plan, dossier.procedure)?.n
  )
}

/** What it waits for, and where it stands meanwhile. */
export function undecided(dossier: Dossier, plan: Plan | undefined): Objection {
  const name = plan?.steps.find(({ n }) => n === dossier.step)?.name ?? ''
  return objectAt('decision-missing', 'dossier.result', `Bước ${dossier.step} “${name}” là bước quyết định (approve).`)
}

/** A step that lies in another agency than the act needs. */
export function atStep(no: 'leaves-agency' | 'stays-in-agency' | 'steps-remain', step: PlannedStep): Objection {
  return objectAt(no, `dossier.steps.${step.n}`, `Bước ${step.n} “${step.name}” thuộc ${step.agency}.`)
}

/** Who gives, who takes: what the control sheet prints. */
export function handover(dossier: Dossier, step: PlannedStep) {
  return { gives: dossier.holder, takes: step.room, fromStep: dossier.step, toStep: step.n, stepName: step.name }
}
