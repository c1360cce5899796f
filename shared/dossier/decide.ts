import type { Person } from '../access/person.ts'
import { agencyOf } from '../agencies/unit.ts'
import type { Act, ActName, ActOf } from './acts.ts'
import {
  carriageEnded,
  carriageMoved,
  carriageTaken,
  orderCollection,
  papersRecallRefused,
  recallPapers,
  receivePapers,
  sendPapers,
} from './carriages.ts'
import type { Circumstances, Outcome } from './circumstances.ts'
import { answerOpinion, askOpinion } from './consultations.ts'
import { amend, correct } from './corrections.ts'
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
} from './delivery.ts'
import type { DossierFile } from './dossier.ts'
import { stop, withdraw } from './endings.ts'
import {
  callBack,
  errandAnswered,
  errandFree,
  errandLate,
  errandRefused,
  errandTaken,
  errandUnreadable,
  errandWaits,
  lateAnswer,
  letterRecallRefused,
  sendOut,
} from './errands.ts'
import { acknowledge, handBack, rejectTransfer, transfer } from './interlinking.ts'
import { letterArrived, sendLetter } from './letters.ts'
import { papersAtOdds, reportLost, reportPapersLost } from './lost-post.ts'
import { cancelObligation, chargeFee, exemptFee, pay, requestObligation } from './money.ts'
import { giveMoneyBack, orderMoneyBack } from './money-back.ts'
import { errandOpen, notAtStep, notInState, notYourAct, partIsOut } from './not-now.ts'
import { type Objection, object, objectAt } from './objections.ts'
import { extend, pause, resume } from './pauses.ts'
import { reHome, release } from './re-home.ts'
import { accept, refuse, submit } from './reception.ts'
import { reckonAnew } from './recount.ts'
import { refund } from './refund.ts'
import { approve } from './results.ts'
import { isAllowedAt } from './step-acts.ts'
import { assign, passBack, passOn, reassign } from './steps.ts'
import { askSupplement, expireSupplement, supplement } from './supplements.ts'
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
  return person.kind === 'officer' ? notYours(act.act, c, person) : undefined
}

/** The step the dossier stands at; before reception there is none. */
function stepOf({ dossier, plan }: DossierFile) {
  return plan?.steps.find((step) => step.n === dossier.step)
}

function notYours(
  act: ActName,
  { file, directory }: Circumstances,
  person: Extract<Person, { kind: 'officer' }>,
): Objection | undefined {
  const row: Transition = transitions[act]
  const { dossier } = file
  const own = agencyOf(person.unit)
  // Which question they answer, and whether it was theirs, is asked by the deed.
  if (row.at === 'consulted') return undefined
  // Of a finished dossier nobody writes the heir in: whoever has taken over acts in the place of who was involved, or received it.
  const heirs = [own, ...(person.heritage ?? [])]
  if (row.at === 'involved')
    return heirs.some((agency) => dossier.agencies.includes(agency)) ? undefined : object('not-your-unit')
  const home = row.at === 'receiving' ? dossier.receivingUnit : dossier.holder
  const homes = finalStatuses.has(dossier.status) ? heirs : [own]
  const held = `Đơn vị thực hiện thao tác này: ${directory.unit(home)?.name ?? home}.`
  const elsewhere = objectAt('not-your-unit', row.at === 'receiving' ? 'dossier.receivingUnit' : 'dossier.holder', held)
  if (!homes.includes(agencyOf(home))) return elsewhere
  const isHead = person.roles.includes('unit-head') || person.roles.includes('leader')
  if (row.at === 'holder' && person.unit !== home && !isHead) return elsewhere
  if (row.at === 'holder' && !isAllowedAt(stepOf(file), act)) return notAtStep(stepOf(file))
  const taken =
    row.at === 'holder' && dossier.officer !== undefined && dossier.officer !== (person.standsFor ?? person.id)
  return taken && !isHead ? object('not-your-desk') : undefined
}

/** Every act has its deed, by the table's type; the cast is there because the compiler cannot tie a row's name to the act it takes. */
function deed(name: ActName): (act: Act, c: Circumstances) => Outcome | Objection {
  return deeds[name] as (act: Act, c: Circumstances) => Outcome | Objection
}
