import type * as z from 'zod'
import type { Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { tellRemaining } from '../../calendar/remaining.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { handlingAgency } from '../../dossier/handling-agency.ts'
import type { Errand } from '../../dossier/interlinked/errands.ts'
import type { Carriage } from '../../dossier/post/carriages.ts'
import { deliveryTerms, statusTerms } from '../../dossier/terms.ts'
import { nationalCodes } from '../../dossier/transitions.ts'
import type * as shown from '../schemas/shown.ts'
import { type Scene, showOfficer, showUnit } from './scene.ts'

export type DossierShown = z.input<ReturnType<typeof shown.dossier>>

/** The head as lists show it: masked, without digests; a citizen is not told which officer holds it. */
export function showDossier(dossier: Dossier, scene: Scene, reader: Person['kind']): DossierShown {
  const { status, delivery } = dossier
  const isInside = reader !== 'citizen'
  return {
    id: dossier.id,
    version: dossier.version,
    code: dossier.code,
    procedure: { code: dossier.procedure, version: dossier.procedureVersion, name: dossier.procedureName },
    case: dossier.case,
    channel: dossier.channel,
    status: {
      code: status,
      term: statusTerms[status],
      national: status === 'draft' ? undefined : nationalCodes[status],
    },
    clock: dossier.clock,
    money: dossier.money,
    delivery: { code: delivery, term: deliveryTerms[delivery] },
    receivingUnit: showUnit(scene, dossier.receivingUnit),
    competentAgency: showUnit(scene, dossier.competentAgency),
    holder: showUnit(scene, dossier.holder),
    officer: isInside && dossier.officer !== undefined ? showOfficer(scene, dossier.officer) : undefined,
    step: dossier.step,
    lastStep: dossier.lastStep,
    parent: isInside ? dossier.parent : undefined,
    child: isInside ? dossier.child : undefined,
    partAt: dossier.partAt === undefined ? undefined : showUnit(scene, handlingAgency(dossier, scene.directory)),
    transferAcknowledgedAt: dossier.transferAcknowledgedAt,
    supplementStage: dossier.supplementStage,
    supplementCount: dossier.supplementCount,
    supplementDueAt: dossier.supplementDueAt,
    supplementExpiredAt: dossier.supplementExpiredAt,
    extensionCount: dossier.extensionCount,
    errand: isInside && dossier.errand ? showErrand(dossier.errand) : undefined,
    carriage: dossier.carriage && showCarriage(dossier.carriage),
    papersAt: dossier.papersAt,
    pausedFor: dossier.pausedFor,
    corrects: dossier.corrects,
    correction: dossier.correction,
    returnBy: dossier.returnBy,
    applicant: dossier.applicantMasked,
    createdAt: dossier.createdAt,
    submittedAt: dossier.submittedAt,
    acceptedAt: dossier.acceptedAt,
    answerDueAt: dossier.answerDueAt,
    dueAt: dossier.clock === 'paused' ? undefined : dossier.dueAt,
    stepDueAt: isInside && dossier.clock !== 'paused' ? dossier.stepDueAt : undefined,
    provisional: dossier.provisional,
    remaining: remainingOf(dossier, scene),
    stepRemaining: isInside ? stepRemainingOf(dossier, scene) : undefined,
    finishedAt: dossier.finishedAt,
    class: dossier.class,
    result: dossier.result ? { ...dossier.result } : undefined,
    waybill: dossier.waybill,
    updatedAt: dossier.updatedAt,
  }
}

function showCarriage({ awaited: _, ...carriage }: Carriage) {
  return carriage
}

function showErrand({ partner, number, letter, state, since, ackDueAt, late }: Errand) {
  return { partner, number, letter: letter && { ...letter }, state, since, ackDueAt, late: late ?? false }
}

/** Thời gian còn lại: of the answer while it is awaited, of the whole while the clock runs. */
function remainingOf(dossier: Dossier, scene: Scene): string | undefined {
  if (dossier.status === 'registered' && dossier.answerDueAt !== undefined) {
    return tell(scene, dossier.receivingUnit, dossier.answerDueAt)
  }
  if (dossier.clock === 'paused') return 'tạm dừng tính thời hạn'
  if (dossier.clock !== 'running' || dossier.dueAt === undefined) return undefined
  return tell(scene, dossier.competentAgency, dossier.dueAt)
}

function stepRemainingOf(dossier: Dossier, scene: Scene): string | undefined {
  if (dossier.clock !== 'running' || dossier.stepDueAt === undefined) return undefined
  return tell(scene, dossier.holder, dossier.stepDueAt)
}

function tell(scene: Scene, unit: string, dueAt: string): string {
  return tellRemaining(scene.calendarOf(agencyOf(unit)), dueAt, scene.at)
}
