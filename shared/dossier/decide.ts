import type { Person } from '../access/person.ts'
import { agencyOf, type UnitId } from '../agencies/unit.ts'
import type { Act, ActName, ActOf } from './acts.ts'
import { amend, correct } from './answers/corrections.ts'
import { stop, withdraw } from './answers/endings.ts'
import { accept, refuse, submit } from './answers/reception.ts'
import { approve } from './answers/results.ts'
import { askSupplement, expireSupplement, supplement } from './answers/supplements.ts'
import type { Circumstances, Outcome } from './circumstances.ts'
import type { DossierFile } from './dossier.ts'
import { answerOpinion, askOpinion } from './interlinked/consultations.ts'
import {
  callBack,
  errandAnswered,
  errandFree,
  errandLate,
  errandRefused,
  errandTaken,
  errandUnreadable,
  errandWaits,
  letterRecallRefused,
  sendOut,
} from './interlinked/errands.ts'
import { acknowledge, handBack, rejectTransfer, transfer } from './interlinked/interlinking.ts'
import { lateAnswer, noticeChanged } from './interlinked/late-answers.ts'
import { letterArrived, sendLetter } from './interlinked/letters.ts'
import { cancelObligation, chargeFee, exemptFee, pay, requestObligation } from './money/money.ts'
import { giveMoneyBack, orderMoneyBack } from './money/money-back.ts'
import { refund } from './money/refund.ts'
import { errandOpen, notAtStep, notInState, notYourAct, partIsOut } from './not-now.ts'
import { type Objection, object, objectAt } from './objections.ts'
import {
  carriageEnded,
  carriageMoved,
  carriageTaken,
  orderCollection,
  papersRecallRefused,
  recallPapers,
  receivePapers,
  sendPapers,
} from './post/carriages.ts'
import {
  delivered,
  deliveredAtOdds,
  giveBack,
  orderShipment,
  recallRefused,
  recallShipment,
  shipmentLost,
  shipmentTaken,
  undelivered,
} from './post/delivery.ts'
import { isAllowedAt } from './step-acts.ts'
import { extend, pause, resume } from './steps/pauses.ts'
import { assign, passBack, passOn, reassign } from './steps/steps.ts'
import { papersAtOdds, reportLost, reportPapersLost, voidDelivery } from './system/lost-post.ts'
import { reHome, release } from './system/re-home.ts'
import { reckonAnew } from './system/recount.ts'
import { finalStatuses, hasRole, type Transition, transitions } from './transitions.ts'

type Deeds = { [Name in ActName]: (act: ActOf<Name>, c: Circumstances) => Outcome | Objection }

const deeds: Deeds = {
  submit,
  accept,
  refuse,
  'ask-supplement': askSupplement,
  supplement,
  'expire-supplement': expireSupplement,
  assign,
  reassign,
  'pass-on': passOn,
  'pass-back': passBack,
  transfer,
  acknowledge,
  'reject-transfer': rejectTransfer,
  'hand-back': handBack,
  'send-out': sendOut,
  'send-letter': sendLetter,
  'letter-arrived': letterArrived,
  'errand-taken': errandTaken,
  'errand-late': errandLate,
  'errand-refused': errandRefused,
  'errand-free': errandFree,
  'errand-unreadable': errandUnreadable,
  'errand-waits': errandWaits,
  'letter-recall-refused': letterRecallRefused,
  'errand-answered': errandAnswered,
  'late-answer': lateAnswer,
  'notice-changed': noticeChanged,
  'call-back': callBack,
  'ask-opinion': askOpinion,
  'answer-opinion': answerOpinion,
  pause,
  resume,
  extend,
  'request-obligation': requestObligation,
  'charge-fee': chargeFee,
  'exempt-fee': exemptFee,
  pay,
  'cancel-obligation': cancelObligation,
  refund,
  'order-money-back': orderMoneyBack,
  'give-money-back': giveMoneyBack,
  approve,
  return: giveBack,
  'order-shipment': orderShipment,
  'shipment-taken': shipmentTaken,
  'recall-shipment': recallShipment,
  'recall-refused': recallRefused,
  'shipment-lost': shipmentLost,
  delivered,
  undelivered,
  'delivered-at-odds': deliveredAtOdds,
  'order-collection': orderCollection,
  'send-papers': sendPapers,
  'carriage-taken': carriageTaken,
  'carriage-moved': carriageMoved,
  'carriage-ended': carriageEnded,
  'recall-papers': recallPapers,
  'papers-recall-refused': papersRecallRefused,
  'papers-at-odds': papersAtOdds,
  'receive-papers': receivePapers,
  'report-lost': reportLost,
  'void-delivery': voidDelivery,
  'report-papers-lost': reportPapersLost,
  correct,
  amend,
  stop,
  withdraw,
  're-home': reHome,
  release,
  'reckon-anew': reckonAnew,
}

/** Acts that must wait while a part lies with another agency. */
const waitsForPart: ReadonlySet<ActName> = new Set([
  'pass-on',
  'pass-back',
  'transfer',
  'approve',
  'assign',
  'reassign',
  'ask-supplement',
  'ask-opinion',
  'send-out',
  'send-letter',
  'pause',
  'resume',
  'extend',
  'request-obligation',
  'stop',
])

/** Acts that must wait while the clock stands still for a reason other than papers or money. */
const waitsForClock: ReadonlySet<ActName> = new Set([
  'pass-on',
  'pass-back',
  'transfer',
  'reject-transfer',
  'hand-back',
  'approve',
  'ask-supplement',
  'request-obligation',
  'send-out',
  'send-letter',
  'pause',
  'extend',
])

/** Acts that must wait while a partner outside has something of the dossier. */
const waitsForErrand: ReadonlySet<ActName> = new Set([
  'pass-on',
  'pass-back',
  'transfer',
  'reject-transfer',
  'hand-back',
  'approve',
  'ask-supplement',
  'request-obligation',
  'pause',
  'resume',
])

/** Quyết định. The rules of the life cycle: pure, no clock, no input or output. */
export function decide(act: Act, c: Circumstances): Outcome | Objection {
  const forbidden = forbids(act, c)
  if (!forbidden) return deed(act.act)(act, c)
  const person = colleagueWhoMay(act, c)
  if (!person) return forbidden
  const outcome = deed(act.act)(act, { ...c, person })
  return 'objection' in outcome ? outcome : { ...outcome, person }
}

/** Làm thay: the officer in the place of the first absent colleague to whom the act is open. */
function colleagueWhoMay(act: Act, c: Circumstances): Person | undefined {
  const { person } = c
  if (person.kind !== 'officer') return undefined
  return (c.standsFor ?? [])
    .map(({ id, unit, roles }): Person => ({ ...person, unit, roles, standsFor: id }))
    .find((inPlace) => !forbids(act, { ...c, person: inPlace }))
}

/** The same questions before every act: role, state, unit, desk. */
function forbids(act: Act, c: Circumstances): Objection | undefined {
  const row: Transition = transitions[act.act]
  const { dossier } = c.file
  const { person } = c
  if (!hasRole(person, row.who)) return notYourAct(row)
  if (['withdraw', 'stop'].includes(act.act) && (dossier.status === 'processed' || dossier.status === 'returned')) {
    return object('decided-already')
  }
  if (!row.from.includes(dossier.status) && !row.stays?.includes(dossier.status)) {
    return notInState(dossier, row)
  }
  if (waitsForPart.has(act.act) && dossier.child) return partIsOut(act.act, c)
  if (waitsForErrand.has(act.act) && dossier.errand) return errandOpen(dossier.errand)
  if (waitsForClock.has(act.act) && dossier.clock === 'paused') return object('clock-paused')
  return person.kind === 'officer' ? belongs[row.at](act.act, c, person) : undefined
}

/** The step the dossier stands at; before reception there is none. */
function stepOf({ dossier, plan }: DossierFile) {
  return plan?.steps.find((step) => step.n === dossier.step)
}

type Officer = Extract<Person, { kind: 'officer' }>
type Belongs = (act: ActName, c: Circumstances, person: Officer) => Objection | undefined

/** By where the act is done: whether the officer belongs there. */
const belongs: Readonly<Record<Transition['at'], Belongs>> = {
  receiving: ofAgencyAt('receivingUnit'),
  holder: belongsWithHolder,
  concerned: (_, { file: { dossier } }, person) => {
    const { receivingUnit, competentAgency, holder, partAt = holder } = dossier
    const now = [receivingUnit, competentAgency, holder, partAt].map(agencyOf)
    return inheritedBy(person).some((agency) => now.includes(agency)) ? undefined : object('not-your-unit')
  },
  involved: (_, { file }, person) =>
    inheritedBy(person).some((agency) => file.dossier.agencies.includes(agency)) ? undefined : object('not-your-unit'),
  // Which question they answer, and whether it was theirs, is asked by the deed.
  consulted: () => undefined,
  // Acts of jobs: of officers, the holder's would do.
  anywhere: ofAgencyAt('holder'),
}

function ofAgencyAt(place: 'holder' | 'receivingUnit'): Belongs {
  return (_, c, person) => (isOfHome(place, c, person) ? undefined : elsewhere(place, c))
}

/** The room that has it, in whose place its head and the leader act too, in what is theirs as such; the step must allow the act, and the file lie on their own desk. */
function belongsWithHolder(act: ActName, c: Circumstances, person: Officer): Objection | undefined {
  const { dossier } = c.file
  const { who }: Transition = transitions[act]
  const isHead = (['unit-head', 'leader'] as const).some((head) => person.roles.includes(head) && who.includes(head))
  const isInRoom = isOfHome('holder', c, person) && (person.unit === dossier.holder || isHead)
  if (!isInRoom) return elsewhere('holder', c)
  const step = stepOf(c.file)
  if (!isAllowedAt(step, act)) return notAtStep(step)
  const isTaken = dossier.officer !== undefined && dossier.officer !== (person.standsFor ?? person.id)
  return isTaken && !isHead ? object('not-your-desk') : undefined
}

/** Of a finished dossier nobody writes the heir in: whoever has taken over acts in the place of who was involved, or received it. */
function isOfHome(place: 'holder' | 'receivingUnit', { file }: Circumstances, person: Officer): boolean {
  const homes = finalStatuses.has(file.dossier.status) ? inheritedBy(person) : [agencyOf(person.unit)]
  return homes.includes(agencyOf(file.dossier[place]))
}

function inheritedBy({ unit, heritage = [] }: Officer): readonly UnitId[] {
  return [agencyOf(unit), ...heritage]
}

function elsewhere(place: 'holder' | 'receivingUnit', { file, directory }: Circumstances): Objection {
  const home = file.dossier[place]
  const held = `Đơn vị thực hiện thao tác này: ${directory.unit(home)?.name ?? home}.`
  return objectAt('not-your-unit', `dossier.${place}`, held)
}

/** Every act has its deed, by the table's type; the cast is there because the compiler cannot tie a row's name to the act it takes. */
function deed(name: ActName): (act: Act, c: Circumstances) => Outcome | Objection {
  return deeds[name] as (act: Act, c: Circumstances) => Outcome | Objection
}
