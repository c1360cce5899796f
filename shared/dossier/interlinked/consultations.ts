import type { Directory } from '../../agencies/directory.ts'
import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import { addWorkedMinutes, openingAfter } from '../../calendar/calendar.ts'
import type { Instant } from '../../calendar/day.ts'
import type { ActOf } from '../acts.ts'
import { advance, type ChangeDraft, type Circumstances, type Outcome } from '../circumstances.ts'
import type { Consultation, Dossier, DossierFile } from '../dossier.ts'
import { kinOf, paused, resumed } from '../kin.ts'
import { type Objection, object, objectAt } from '../objections.ts'
import { allowed } from '../steps/pauses.ts'
import { mostAnswerBytes, mostOpinionBytes } from './opinion-limits.ts'

/** A question that waits for an opinion: which one, of which dossier. */
export interface OpinionAsked {
  dossier: Dossier
  consultation: number
  unit: UnitId
  dueAt: Instant
}

/**
 * Lấy ý kiến another room or agency. The clock runs on, unless the procedure version excludes that agency's time: then
 * it stands still until the answer. Who is asked may see the dossier meanwhile. The texts stay out of the history.
 */
export function askOpinion(act: ActOf<'ask-opinion'>, c: Circumstances): Outcome | Objection {
  const { dossier, consultations = [] } = c.file
  const unit = c.directory.unit(act.unit)
  if (!unit || act.unit === dossier.holder) return object('unknown-unit')
  const reason = c.rules.pauseReasons.find((row) => row.code === act.pauseReason && row.consultation)
  if (act.pauseReason !== undefined && !reason) return object('unknown-pause-reason', allowed(c))
  if (reason && dossier.clock === 'paused') return object('clock-paused')
  // What is out at an office lets the clock go on when it comes back; for no other reason may it stand meanwhile.
  if (reason && dossier.errand) return object('errand-open')
  const agency = agencyOf(act.unit)
  const calendar = c.calendarOf(agency)
  const asked: Consultation = {
    n: consultations.length + 1,
    unit: act.unit,
    question: act.question,
    askedBy: c.person.id,
    askedAt: c.at,
    dueAt: addWorkedMinutes(calendar, openingAfter(calendar, c.at), Math.round(act.hours * 60)),
    ...(reason ? { pauseReason: reason.code } : {}),
  }
  const all = [...consultations, asked]
  if (bytesWhenAnswered(all) > mostOpinionBytes)
    return object('opinions-full', [{ where: 'body.question', why: full(consultations) }])
  const ground = reason ? { pauseReason: reason.code, ground: reason.ground } : {}
  const detail = { consultation: asked.n, unit: asked.unit, answerBy: asked.dueAt, ...ground }
  const isOwn = dossier.agencies.includes(agency)
  const event = { act: 'ask-opinion', detail, ...(isOwn ? {} : { wants: ['transfers'] as const }) } as const
  const consulted = { consulted: waitingFor(all, dossier.agencies) }
  if (!reason) return { changes: [{ next: advance(dossier, c.at, consulted), event, consultations: all }] }
  const changes = kinOf(c).map((file): ChangeDraft => {
    if (file !== c.file) return { ...paused(file, c, reason.code), event: { act: 'ask-opinion', detail } }
    return { ...paused(file, c, reason.code, consulted), event, consultations: all }
  })
  return { changes }
}

function notAsked({ unit }: Consultation, { directory }: Circumstances): Objection {
  return objectAt('not-your-unit', 'body.consultation', `Câu hỏi này gửi cho ${directory.unit(unit)?.name ?? unit}.`)
}

/** Bytes the list can grow to once every open question is answered: checked when asking, so that an answer never fails for want of room. */
function bytesWhenAnswered(rows: readonly Consultation[]): number {
  const waiting = rows.filter(isOpen).length
  return Buffer.byteLength(JSON.stringify(rows)) + waiting * mostAnswerBytes
}

function full(rows: readonly Consultation[]): string {
  const open = rows.filter(isOpen).length
  return `Hồ sơ đã có ${rows.length} lần lấy ý kiến, ${open} lần chưa trả lời; không còn chỗ cho câu hỏi này và các trả lời.`
}

/** Trả lời ý kiến, by the unit that was asked; a clock that stood still for it goes on. */
export function answerOpinion(act: ActOf<'answer-opinion'>, c: Circumstances): Outcome | Objection {
  const { dossier, consultations = [] } = c.file
  const asked = consultations.find((row) => row.n === act.consultation)
  if (!asked || asked.answeredAt !== undefined || asked.closedAt !== undefined) return object('no-open-question')
  if (!isAsked(asked, c)) return notAsked(asked, c)
  const answered: Consultation = { ...asked, answer: act.answer, answeredBy: c.person.id, answeredAt: c.at }
  const all = consultations.map((row) => (row === asked ? answered : row))
  const late = c.at > asked.dueAt ? { late: true } : {}
  const detail = { consultation: asked.n, unit: asked.unit, ...late }
  const event = { act: 'answer-opinion', detail } as const
  const consulted = { consulted: waitingFor(all, dossier.agencies) }
  const stillWaits = all.some((row) => isOpen(row) && stoppedFor(row, dossier))
  const goesOn = dossier.clock === 'paused' && stoppedFor(asked, dossier) && !stillWaits
  const isHeld = dossier.status === 'accepted' || dossier.status === 'in-progress'
  if (!goesOn || !isHeld) return { changes: [{ next: advance(dossier, c.at, consulted), event, consultations: all }] }
  const { status } = dossier
  const changes = kinOf(c).map(
    (file): ChangeDraft =>
      file === c.file
        ? { ...resumed(file, c, { ...consulted, status }), event, consultations: all }
        : { ...resumed(file, c, { status: file.dossier.status }), event },
  )
  return { changes }
}

/** What no longer needs an answer is closed with the decision or the end. */
export function closedQuestions(file: DossierFile, at: Instant): Pick<ChangeDraft, 'consultations'> {
  const { consultations } = file
  if (!consultations?.some(isOpen)) return {}
  return { consultations: consultations.map((row) => (isOpen(row) ? { ...row, closedAt: at } : row)) }
}

/** Open questions to a unit that has ended go to whoever has its work now, under the day they were due; none: nothing to do. */
export function questionsNow(
  { dossier, consultations }: DossierFile,
  homes: readonly UnitId[],
  directory: Directory,
  at: Instant,
): { consultations: readonly Consultation[]; consulted: readonly UnitId[] | undefined } | undefined {
  const { procedure } = dossier
  const all = consultations?.map((row) => {
    const own = agencyOf(row.unit)
    const unit = row.unit === own ? directory.heirOf(own, procedure) : directory.heirRoomOf(row.unit, procedure)
    return isOpen(row) && unit !== row.unit ? { ...row, unit, movedAt: at } : row
  })
  if (!all || all.every((row, index) => row === consultations?.[index])) return undefined
  return { consultations: all, consulted: waitingFor(all, homes) }
}

/** Whether the clock is paused for this question, and not for a later pause under the same reason. */
function stoppedFor({ pauseReason, askedAt }: Consultation, { pausedFor, pausedAt }: Dossier): boolean {
  return pauseReason !== undefined && pauseReason === pausedFor && (pausedAt ?? askedAt) === askedAt
}

function isOpen(row: Consultation): boolean {
  return row.answeredAt === undefined && row.closedAt === undefined
}

/** Agencies that owe an answer and could not see the dossier otherwise. */
function waitingFor(rows: readonly Consultation[], home: readonly string[]): readonly string[] | undefined {
  const agencies = [...new Set(rows.filter(isOpen).map((row) => agencyOf(row.unit)))].filter((id) => !home.includes(id))
  return agencies.length > 0 ? agencies : undefined
}

/** An officer of the room asked, a head of its agency, or anybody of an agency that was asked as a whole. */
function isAsked({ unit }: Consultation, { person }: Circumstances): boolean {
  if (person.kind !== 'officer' || agencyOf(person.unit) !== agencyOf(unit)) return false
  const isHead = person.roles.includes('unit-head') || person.roles.includes('leader')
  return unit === agencyOf(unit) || person.unit === unit || isHead
}
