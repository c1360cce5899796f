import { agencyOf } from '../agencies/unit.ts'
import type { Act, ActName, ActOf } from './acts.ts'
import type { Circumstances, Outcome } from './circumstances.ts'
import { delivered, giveBack, orderShipment, shipmentTaken, undelivered } from './delivery.ts'
import { acknowledge, handBack, transfer } from './interlinking.ts'
import { type Objection, object } from './objections.ts'
import { reHome, release } from './re-home.ts'
import { accept, refuse, submit, withdraw } from './reception.ts'
import { isAllowedAt } from './step-acts.ts'
import { approve, assign, passOn } from './steps.ts'
import { askSupplement, supplement } from './supplements.ts'
import { hasRole, type Transition, transitions } from './transitions.ts'

type Deeds = { [Name in ActName]: (act: ActOf<Name>, c: Circumstances) => Outcome | Objection }

const deeds: Deeds = {
  submit,
  accept,
  refuse,
  'ask-supplement': askSupplement,
  supplement,
  assign,
  'pass-on': passOn,
  transfer,
  acknowledge,
  'hand-back': handBack,
  approve,
  return: giveBack,
  'order-shipment': orderShipment,
  'shipment-taken': shipmentTaken,
  delivered,
  undelivered,
  withdraw,
  're-home': reHome,
  release,
}

/** Acts that must wait while a part lies with another agency. */
const waitsForPart: ReadonlySet<ActName> = new Set(['pass-on', 'transfer', 'approve', 'assign', 'ask-supplement'])

/** Quyết định. The rules of the life cycle: pure, no clock, no input or output. */
export function decide(act: Act, c: Circumstances): Outcome | Objection {
  return forbids(act, c) ?? deed(act.act)(act, c)
}

/** The same questions before every act: role, state, unit, desk. */
function forbids(act: Act, c: Circumstances): Objection | undefined {
  const row: Transition = transitions[act.act]
  const { dossier } = c.file
  const { person } = c
  if (!hasRole(person, row.who)) return object('not-your-act')
  if (act.act === 'withdraw' && (dossier.status === 'processed' || dossier.status === 'returned')) {
    return object('decided-already')
  }
  if (!row.from.includes(dossier.status)) return object('not-now')
  if (waitsForPart.has(act.act) && dossier.child) return object('part-is-out')
  if (person.kind !== 'officer') return undefined
  const home = row.at === 'receiving' ? dossier.receivingUnit : dossier.holder
  if (agencyOf(person.unit) !== agencyOf(home)) return object('not-your-unit')
  const heads = person.roles.includes('unit-head') || person.roles.includes('leader')
  if (row.at === 'holder' && person.unit !== home && !heads) return object('not-your-unit')
  if (row.at === 'holder' && !isAllowedAt(stepOf(c), act.act)) return object('not-at-this-step')
  const taken = row.at === 'holder' && dossier.officer !== undefined && dossier.officer !== person.id
  return taken && !heads ? object('not-your-desk') : undefined
}

/** The step the dossier stands at; before reception there is none. */
function stepOf({ file: { dossier, plan } }: Circumstances) {
  return plan?.steps.find((step) => step.n === dossier.step)
}

/** The table is complete by its type; the compiler only cannot tie one row's name to its act. */
function deed(name: ActName): (act: Act, c: Circumstances) => Outcome | Objection {
  return deeds[name] as (act: Act, c: Circumstances) => Outcome | Objection
}
