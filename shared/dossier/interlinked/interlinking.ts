import { createHash } from 'node:crypto'
import { agencyOf } from '../../agencies/unit.ts'
import type { ActOf } from '../acts.ts'
import { advance, type ChangeDraft, type Circumstances, type Outcome } from '../circumstances.ts'
import { classAtEnd, classOf } from '../clocks/clock.ts'
import { reckoned } from '../clocks/clocks.ts'
import type { Dossier, DossierFile, Plan, PlannedStep, Status } from '../dossier.ts'
import { liesElsewhere } from '../members.ts'
import { notNow } from '../not-now.ts'
import { isObjection, type Objection, object } from '../objections.ts'
import { measuredAtResult } from '../steps/closing.ts'
import { atStep, awaitsDecision, handover, nextStep, undecided, usualWay, waysOn } from '../steps/steps.ts'
import { closedQuestions } from './consultations.ts'
import { outcomeWith, withOutcome } from './member-results.ts'

/** Chuyển liên thông: opens a part at the next agency; both heads and both events are written at once. */
export function transfer(act: ActOf<'transfer'>, c: Circumstances): Outcome | Objection {
  const { dossier, plan, parties } = c.file
  if (dossier.parent)
    return notNow('parent', 'Đây là phần liên thông: trả về cơ quan chuyển đến (hand-back) thay cho chuyển tiếp.')
  const step = nextStep(dossier, plan, act.to)
  if (isObjection(step)) return step
  if (!plan) return object('no-next-step')
  if (!liesElsewhere(step, dossier)) return atStep('stays-in-agency', step)
  if (awaitsDecision(dossier, plan)) return undecided(dossier, plan)
  const steps = runOf(plan, step)
  const part = reckoned(partOf(dossier, c, steps, step), { plan, ledger: [] }, c)
  const note = act.note === undefined ? {} : { note: act.note }
  const member = step.member && { member: step.member.code }
  const detail = { ...handover(dossier, step), agency: step.agency, part: part.id, ...member, ...standsBetween(c.file) }
  const parent = advance(dossier, c.at, {
    status: 'in-progress',
    child: part.id,
    partAt: agencyOf(part.holder),
    officer: undefined,
    competentAgency: c.directory.heirOf(dossier.competentAgency, dossier.procedure),
    // The other agency's hours run on the part; this one's whole limit goes on here.
    stepDueAt: undefined,
    agencies: withAgency(dossier.agencies, step.agency),
  })
  return {
    changes: [
      // One mark for both halves.
      { next: parent, event: { act: 'transfer', ...note, detail, wants: ['transfers', 'sheets', 'search'] } },
      {
        next: part,
        ledger: [],
        plan,
        parties,
        event: { act: 'receive-transfer', ...note, detail: { ...detail, parent: dossier.id } },
      },
    ],
  }
}

/** Marks that the whole stands at a step which a part has done: sent on from there, the whole has done no step of its own. */
function standsBetween({ dossier, plan }: DossierFile): { between?: true } {
  const now = plan?.steps.find(({ n }) => n === dossier.step)
  return now && liesElsewhere(now, dossier) ? { between: true } : {}
}

/** Ends without a decision: nobody waits for the acknowledgement of such a dossier any more. */
const endedUndecided: ReadonlySet<Status> = new Set(['withdrawn', 'stopped'])

/** The receiving agency's queue has brought the notice: both histories say so, the whole's while it goes on or was decided. */
export function acknowledge(_act: ActOf<'acknowledge'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (!dossier.parent || !c.kin) return notNow('parent', 'Không phải phần liên thông: không có gì để xác nhận.')
  if (dossier.transferAcknowledgedAt) return notNow('transferAcknowledgedAt', 'Đã xác nhận nhận hồ sơ liên thông.')
  const changes = [c.file, ...(endedUndecided.has(c.kin.dossier.status) ? [] : [c.kin])].map(
    (file): ChangeDraft => ({
      next: advance(file.dossier, c.at, file === c.file ? { transferAcknowledgedAt: c.at } : {}),
      event: { act: 'acknowledge', detail: { agency: agencyOf(dossier.holder) } },
    }),
  )
  return { changes }
}

/** Từ chối nhận liên thông: the agency sends the part back undone; the sender goes on where it left off, and is told. */
export function rejectTransfer(act: ActOf<'reject-transfer'>, c: Circumstances): Outcome | Objection {
  const { dossier, plan } = c.file
  const parent = c.kin
  if (!dossier.parent || !parent) return object('not-a-part')
  if (dossier.result) return object('decided-already')
  const part = undone(c.file, c)
  const back = takenBack(parent, plan, c)
  const detail = { part: dossier.id, agency: agencyOf(dossier.holder), ...classIn(part.next) }
  return {
    changes: [
      { ...part, event: { act: 'reject-transfer', reason: act.reason, detail } },
      { next: back, event: { act: 'transfer-rejected', reason: act.reason, detail, wants: ['transfers'] } },
    ],
  }
}

/**
 * Thu hồi hồ sơ liên thông: until the other agency has taken the part in hand, its sender may have it back, and that agency is told.
 * From then on it is theirs to refuse.
 */
export function callBackPart(act: ActOf<'call-back'>, c: Circumstances): Outcome | Objection {
  const part = c.kin
  if (!part || c.file.dossier.child !== part.dossier.id) return object('no-errand')
  if (isInHand(part.dossier))
    return object('part-is-out', [
      {
        where: 'dossier.child',
        why: 'Cơ quan nhận đã bắt đầu xử lý; đề nghị cơ quan đó chuyển trả (reject-transfer).',
      },
    ])
  const detail = { part: part.dossier.id, agency: agencyOf(part.dossier.holder) }
  return {
    changes: [
      {
        next: takenBack(c.file, c.file.plan, c),
        event: { act: 'call-back', reason: act.reason, detail },
      },
      {
        ...undone(part, c),
        event: { act: 'transfer-called-back', reason: act.reason, detail, wants: ['transfers'] },
      },
    ],
  }
}

/** Somebody there has it, has handed it on, or waits with it for papers, money or an answer. */
function isInHand(part: Dossier): boolean {
  const { status, clock, officer, step, firstStep, stageFrom, createdAt, errand, consulted } = part
  if (status !== 'in-progress' || clock !== 'running' || part.result) return true
  if (officer !== undefined || errand !== undefined || (consulted?.length ?? 0) > 0) return true
  return step !== firstStep || stageFrom !== createdAt
}

/** The part's class by its own clock, written into the event: the agency that waited for a late part does not answer for that delay. */
const classIn = ({ class: own }: Dossier) => (own === undefined ? {} : { class: own })

/** A part that ends without having been worked on. */
function undone(file: DossierFile, c: Circumstances): Omit<ChangeDraft, 'event'> {
  const next = advance(file.dossier, c.at, {
    status: 'stopped',
    clock: 'stopped',
    officer: undefined,
    stepDueAt: undefined,
    consulted: undefined,
    finishedAt: c.at,
    class: classAtEnd(file.dossier, c.at, file.ledger),
  })
  return { next, ...closedQuestions(file, c.at) }
}

const nothingOut = { child: undefined, partAt: undefined }

/** The sender's half, which goes on at the step from which the part was sent. */
function takenBack({ dossier, ledger }: DossierFile, plan: Plan | undefined, c: Circumstances): Dossier {
  const again = advance(dossier, c.at, { ...nothingOut, officer: undefined, stageFrom: c.at })
  return reckoned(again, { ledger, ...(plan ? { plan } : {}) }, c, ['step'])
}

/** Trả kết quả liên thông: the part ends, the parent goes on where it left off, or is decided by the part's result. */
export function handBack(act: ActOf<'hand-back'>, c: Circumstances): Outcome | Objection {
  const { dossier, plan } = c.file
  const parent = c.kin
  if (!dossier.parent || !parent) return object('not-a-part')
  const onward = dossier.result ? undefined : insideOf(dossier, plan)
  if (onward) return atStep('steps-remain', onward)
  if (awaitsDecision(dossier, plan)) return undecided(dossier, plan)
  const ended = dossier.finishedAt ?? c.at
  const part = advance(dossier, c.at, {
    status: 'returned',
    clock: 'stopped',
    officer: undefined,
    stepDueAt: undefined,
    consulted: undefined,
    finishedAt: ended,
    class: dossier.class ?? classOf(dossier, ended),
  })
  const note = act.note === undefined ? {} : { note: act.note }
  const detail = {
    part: dossier.id,
    agency: agencyOf(dossier.holder),
    ...classIn(part),
    ...(dossier.result ? { result: dossier.result } : {}),
  }
  const back = resumeParent(parent, dossier, plan, c)
  return {
    changes: [
      { next: part, event: { act: 'hand-back', ...note, detail }, ...closedQuestions(c.file, c.at) },
      {
        next: back,
        event: { act: 'receive-back', ...note, detail, wants: ['transfers'] },
        ...(back.status === 'processed' ? closedQuestions(parent, c.at) : {}),
      },
    ],
  }
}

function resumeParent(
  { dossier: parent, ledger }: DossierFile,
  part: Dossier,
  plan: Plan | undefined,
  c: Circumstances,
): Dossier {
  const done = lastOf(part, plan)
  const rest = usualWay(done, plan)
  const home = agencyOf(parent.receivingUnit)
  const together = part.result && outcomeWith(parent.membersOutcome, part.result)
  // As within one agency, nothing is left to be decided; of a group, when no member is left.
  if (part.result && rest.every((step) => step.member === undefined)) {
    return advance(parent, c.at, {
      status: 'processed',
      clock: 'stopped',
      ...nothingOut,
      step: rest.at(-1)?.n ?? done,
      holder: parent.receivingUnit,
      stepDueAt: undefined,
      consulted: undefined,
      delivery: 'at-counter',
      finishedAt: c.at,
      ...measuredAtResult({ dossier: parent, ledger, ...(plan ? { plan } : {}) }, c),
      result: withOutcome(part.result, together),
      membersOutcome: undefined,
    })
  }
  const back = { ...nothingOut, ...(together && { membersOutcome: together }) }
  const [next] = rest
  if (next && next.agency === home && next.member === undefined) {
    const again = advance(parent, c.at, { ...back, step: next.n, holder: next.room, stageFrom: c.at })
    return reckoned(again, { ledger, ...(plan ? { plan } : {}) }, c, ['step'])
  }
  return advance(parent, c.at, { ...back, step: done, stepDueAt: undefined })
}

/** Whether the part's own steps go on from where it stands. */
function insideOf(part: Dossier, plan: Plan | undefined): PlannedStep | undefined {
  const n = waysOn(part.step, plan).find((way) => way <= (part.lastStep ?? 0))
  return plan?.steps.find((step) => step.n === n)
}

/** The step from which the parent goes on: a decided part has done all of its own. */
function lastOf(part: Dossier, plan: Plan | undefined): number {
  return part.result && insideOf(part, plan) ? (part.lastStep ?? 0) : (part.step ?? 0)
}

/** Consecutive steps of one agency, and of one member of a group: what a part covers. */
function runOf(plan: Plan, first: PlannedStep): readonly PlannedStep[] {
  const rest = plan.steps.filter((step) => step.n >= first.n)
  const stop = rest.findIndex((step) => step.agency !== first.agency || step.member?.code !== first.member?.code)
  return stop === -1 ? rest : rest.slice(0, stop)
}

function partOf(parent: Dossier, c: Circumstances, steps: readonly PlannedStep[], first: PlannedStep): Dossier {
  return {
    id: partId(parent.id, parent.version + 1),
    version: 1,
    ...(parent.code === undefined ? {} : { code: parent.code }),
    procedure: first.member?.code ?? parent.procedure,
    procedureVersion: first.member?.version ?? parent.procedureVersion,
    procedureName: first.member?.name ?? parent.procedureName,
    channel: parent.channel,
    status: 'in-progress',
    clock: 'running',
    money: 'none',
    delivery: 'none',
    sync: 'none',
    receivingUnit: parent.receivingUnit,
    competentAgency: first.agency,
    holder: first.room,
    agencies: withAgency(parent.agencies, first.agency),
    step: first.n,
    firstStep: first.n,
    lastStep: steps.at(-1)?.n ?? first.n,
    parent: parent.id,
    supplementCount: 0,
    shipmentCount: 0,
    returnBy: parent.returnBy,
    createdAt: c.at,
    acceptedAt: c.at,
    stageFrom: c.at,
    ownerRef: parent.ownerRef,
    applicantMasked: parent.applicantMasked,
    chain: '',
    updatedAt: c.at,
  }
}

/** Opaque, and the same for a repeated transfer. */
export function partId(parent: string, n: number): string {
  return createHash('sha256').update(`${parent}#${n}`).digest('hex').slice(0, 26)
}

function withAgency(agencies: readonly string[], agency: string): readonly string[] {
  return agencies.includes(agency) ? agencies : [...agencies, agency]
}
