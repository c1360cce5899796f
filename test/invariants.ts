import { agencyOf } from '../shared/agencies/unit.ts'
import type { Circumstances } from '../shared/dossier/circumstances.ts'
import { reckoned } from '../shared/dossier/clocks/clocks.ts'
import type { Dossier, DossierEvent, DossierFile } from '../shared/dossier/dossier.ts'
import { underWay } from '../shared/dossier/handling-agency.ts'
import { asAfter, brokenAt, canonical } from '../shared/dossier/history/history.ts'
import {
  keptVnd,
  moneyStateOf,
  type Obligation,
  openObligation,
  refundsOf,
} from '../shared/dossier/money/money-book.ts'
import { isReturnedAnew } from '../shared/dossier/post/delivery.ts'
import { type ClockEffect, finalStatuses, type Transition, transitions } from '../shared/dossier/transitions.ts'

/** A dossier as it lies there: its parts and its history. */
export type Lying = Omit<DossierFile, 'parties' | 'scans'> & { events: readonly DossierEvent[] }
type Find = (id: string) => Lying | undefined
type Rules = Pick<Circumstances, 'calendarOf' | 'policy'>

/** What must be true of every dossier after every act, told as the rules that are broken. */
export function brokenRules(now: Lying, find: Find, rules: Rules): string[] {
  return [...ofClock(now, rules), ...ofMoney(now, find), ...ofKin(now, find), ...ofAxes(now)]
}

/** What must be true of a step from one version to the next. */
export function brokenBy(before: Lying | undefined, now: Lying): string[] {
  const event = now.events.at(-1)
  if (!event) return ['no event']
  const wrong: string[] = []
  const say = (isWrong: boolean, what: string) => {
    if (isWrong) wrong.push(`${event.act}: ${what}`)
  }
  say(event.n !== now.dossier.version, 'event and head bear different numbers')
  say(event.to !== now.dossier.status, 'event and head tell different states')
  if (!before) return wrong
  say(event.from !== before.dossier.status, 'it came from another state')
  const grown = now.ledger.length - before.ledger.length
  say(canonical(now.ledger.slice(0, before.ledger.length)) !== canonical(before.ledger), 'the ledger was rewritten')
  const moved = now.dossier.dueAt !== before.dossier.dueAt
  say(moved && grown <= 0 && event.act !== 'accept', 'the due moment moved without a line in the ledger')
  const row: Transition | undefined = Object.hasOwn(transitions, event.act)
    ? transitions[event.act as keyof typeof transitions]
    : undefined
  if (row) {
    const effect = effectOf(before, now)
    say(!row.clock.includes(effect), `the clock ${effect}, which its row does not say`)
    const may = row.to === 'same' ? [before.dossier.status] : row.to
    say(
      ![...row.from, ...(row.stays ?? [])].includes(before.dossier.status) && !isSide(before),
      `not from ${before.dossier.status}`,
    )
    say(!may.includes(now.dossier.status) && !isSide(before), `not to ${now.dossier.status}`)
  }
  say(finalStatuses.has(before.dossier.status) && now.dossier.status !== before.dossier.status, 'it left a final state')
  return wrong
}

/** What an act did to the clock, as the ledger and the clock itself show it. */
export function effectOf(before: Lying, now: Lying): ClockEffect {
  if (now.ledger.slice(before.ledger.length).some(({ entry }) => entry === 'extend')) return 'extends'
  const [from, to] = [before.dossier.clock, now.dossier.clock]
  if (from === to) return 'none'
  if (to === 'stopped') return 'ends'
  if (to === 'paused') return 'pauses'
  return from === 'paused' ? 'resumes' : 'starts'
}

/** Kin wait and go on together: what was done to the one is told of the other from a state of its own. */
const isSide = (before: Lying): boolean => before.dossier.child !== undefined || before.dossier.parent !== undefined

function ofClock({ dossier, ledger, plan }: Lying, rules: Rules): string[] {
  const { clock, status } = dossier
  const wrong: string[] = []
  const last = ledger.findLast(({ entry }) => entry === 'pause' || entry === 'resume')
  const isOpen = clock === 'running' || clock === 'paused'
  if (isOpen && (last?.entry === 'pause') !== (clock === 'paused')) wrong.push(`${clock} against its ledger`)
  if (isOpen && (dossier.pausedFor !== undefined) !== (clock === 'paused')) wrong.push('why it waits is not told')
  if (isOpen && (dossier.pausedAt !== undefined) !== (clock === 'paused')) wrong.push('since when it waits is not told')
  if (finalStatuses.has(status) && clock !== 'stopped') wrong.push(`${status} with a clock that is ${clock}`)
  if (status === 'processed' && clock !== 'stopped') wrong.push('processed and the clock goes on')
  const waits = status === 'supplement-requested' || status === 'obligation-requested'
  if (waits && clock === 'running') wrong.push(`${status} and the clock runs`)
  if (clock === 'running' && plan) {
    const again = reckoned(dossier, { plan, ledger }, rules)
    if (again.dueAt !== dossier.dueAt) wrong.push(`due ${dossier.dueAt}, but the ledger says ${again.dueAt}`)
  }
  return wrong
}

function ofRefunds(row: Obligation): string[] {
  const [all, kept] = [refundsOf(row), keptVnd(row)]
  const wrong: string[] = []
  if (kept < 0 || all.some(({ amountVnd }) => amountVnd <= 0))
    wrong.push(`demand ${row.n} gave back more than was paid`)
  if (all.some(({ n }, at) => n !== at + 1)) wrong.push(`demand ${row.n} counts its refunds wrongly`)
  if ((row.state === 'paid') !== kept > 0) wrong.push(`demand ${row.n} is ${row.state} and keeps ${kept}`)
  if ((row.state === 'refunded') !== (row.payment !== undefined && kept === 0))
    wrong.push(`demand ${row.n} is ${row.state}`)
  return wrong
}

function ofMoney({ dossier, money }: Lying, find: Find): string[] {
  const open = openObligation(money)
  const wrong: string[] = []
  if (money && dossier.money !== moneyStateOf(money))
    wrong.push(`money ${dossier.money}, its book ${moneyStateOf(money)}`)
  for (const row of money ?? []) wrong.push(...ofRefunds(row))
  if ((dossier.money === 'requested') !== (open !== undefined)) wrong.push(`money ${dossier.money} against its book`)
  const whole = dossier.parent === undefined ? { money } : find(dossier.parent)
  if (dossier.status === 'obligation-requested' && !openObligation(whole?.money)?.holdsUp)
    wrong.push('waits for no money')
  if (finalStatuses.has(dossier.status) && dossier.status !== 'returned' && open) wrong.push('owes after its end')
  const receipts = (money ?? []).flatMap(({ payment, notice }) =>
    notice === undefined ? (payment?.receiptNumber ?? []) : [],
  )
  if (new Set(receipts).size < receipts.length) wrong.push('one receipt twice')
  return wrong
}

function ofKin({ dossier }: Lying, find: Find): string[] {
  const wrong: string[] = []
  if (dossier.child !== undefined) {
    const part = find(dossier.child)?.dossier
    if (part?.parent !== dossier.id) wrong.push('names a part that is not its own')
    if (part && dossier.partAt !== agencyOf(part.holder))
      wrong.push(`its part lies at ${part.holder}, not ${dossier.partAt}`)
    if (part && finalStatuses.has(part.status)) wrong.push(`waits for a part that is ${part.status}`)
    if (part && part.clock !== dossier.clock && part.status !== 'processed') {
      wrong.push(`clock ${dossier.clock}, its part's ${part.clock}`)
    }
  }
  if ((dossier.child === undefined) !== (dossier.partAt === undefined))
    wrong.push('names no part, or not where it lies')
  if (dossier.partAt !== undefined && !underWay.has(dossier.status))
    wrong.push(`has a part out and is ${dossier.status}`)
  if (dossier.parent !== undefined && !finalStatuses.has(dossier.status)) {
    if (find(dossier.parent)?.dossier.child !== dossier.id) wrong.push('an open part that its parent does not wait for')
  }
  return wrong
}

function ofAxes({ dossier }: Lying): string[] {
  const { status, delivery, result, parent } = dossier
  const wrong: string[] = []
  const isDecided = status === 'processed' || (status === 'returned' && parent === undefined)
  if (isDecided !== (result !== undefined) && parent === undefined) wrong.push(`${status}, result ${result?.number}`)
  if (status === 'processed' && parent === undefined && delivery === 'none') wrong.push('decided and nowhere to fetch')
  const given = delivery === 'given-at-counter' || delivery === 'given-online' || delivery === 'delivered'
  // A result that the post gave to somebody else is on its way anew, of a dossier that stays returned.
  const isAnew = dossier.voidedShipment !== undefined && isReturnedAnew(dossier)
  if (parent === undefined && (given || isAnew) !== (status === 'returned')) wrong.push(`${status} and ${delivery}`)
  if (dossier.supplementDueAt !== undefined && status !== 'supplement-requested')
    wrong.push('a deadline for no request')
  return wrong
}

/** The history explains the head: whole chain, contiguous numbers, and the way back to every version. */
export function brokenHistory({ dossier, events }: Lying, versions: readonly Dossier[]): string[] {
  const wrong: string[] = []
  const broken = brokenAt(events)
  if (broken !== undefined) wrong.push(`the chain breaks at ${broken}`)
  for (const [index, event] of events.entries()) {
    const then = versions[index]
    const told = asAfter(event, dossier, events.slice(index + 1))
    if (then && canonical(withoutMarks(told)) !== canonical(withoutMarks(then))) {
      wrong.push(`version ${event.n} cannot be told from the history`)
    }
  }
  return wrong
}

/** Marks of keys are the head's own memory of who asked last: they tell nothing about the dossier. */
function withoutMarks({ lastKeys: _, ...head }: Dossier) {
  return head
}
