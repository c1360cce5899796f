import { agencyOf } from '../../shared/agencies/unit.ts'
import { type Day, dayOf, isWithin } from '../../shared/calendar/day.ts'
import type { Dossier, DossierEvent } from '../../shared/dossier/dossier.ts'
import { asAfter } from '../../shared/dossier/history/history.ts'

export interface History {
  dossier: Dossier
  events: readonly DossierEvent[]
}

const open: readonly string[] = ['accepted', 'in-progress', 'supplement-requested', 'obligation-requested']

/** The head as it stood at the end of a day. */
function headOn({ dossier, events }: History, day: Day): Dossier | undefined {
  const at = events.findLastIndex((event) => dayOf(event.at) <= day)
  const event = events[at]
  return event && asAfter(event, dossier, events.slice(at + 1))
}

/** When the clock of a dossier that stands at the end of a day had stopped. */
function stoodSince(history: History, day: Day): Day | undefined {
  const until = history.events.filter((event) => dayOf(event.at) <= day)
  let since: Day | undefined
  for (const [at, event] of until.entries()) {
    const head = asAfter(event, history.dossier, history.events.slice(at + 1))
    if (head.clock !== 'paused') since = undefined
    else since ??= dayOf(event.at)
  }
  return since
}

const isOpen = (head: Dossier) => open.includes(head.status) && head.supplementStage !== 'reception'

/** By the acts themselves. */
function contactsOf(all: readonly History[], { id }: Dossier): number {
  const own = all.find(({ dossier }) => dossier.id === id)?.events ?? []
  return own.filter(({ act }) => act === 'ask-supplement').length
}

function cameInFiles(all: readonly History[], { id }: Dossier): boolean {
  const own = all.find(({ dossier }) => dossier.id === id)?.events ?? []
  return own.some(({ act, detail }) => act === 'accept' && Array.isArray(detail?.scans) && detail.scans.length > 0)
}

/** What a day ends with and what happened between two days, told by looking at every dossier: slow, and without cells. */
export function slowCount(histories: readonly History[], agency: string, { from, to }: { from: Day; to: Day }) {
  const own = histories.filter(({ dossier }) => {
    const whole = dossier.nonTerritorial ? dossier.competentAgency : dossier.receivingUnit
    const home = dossier.parent === undefined ? whole : dossier.holder
    return agencyOf(home) === agency
  })
  const stand = own.flatMap((history) => {
    const head = headOn(history, to)
    return head && isOpen(head) ? [{ head, history }] : []
  })
  const isLate = ({ head, history }: (typeof stand)[number]) => {
    const due = head.dueAt && dayOf(head.dueAt)
    return due !== undefined && due < (head.clock === 'paused' ? (stoodSince(history, to) ?? to) : to)
  }
  const within = (at: string | undefined) => at !== undefined && isWithin(dayOf(at), { from, to })
  const ended = own.map(({ dossier }) => dossier).filter(({ finishedAt }) => within(finishedAt))
  const decided = ended.filter(({ status }) => status === 'processed' || status === 'returned')
  const received = own.map(({ dossier }) => dossier).filter(({ acceptedAt }) => within(acceptedAt))
  return {
    open: stand.length,
    late: stand.filter(isLate).length,
    lateWaiting: stand.filter((one) => one.head.clock === 'paused' && isLate(one)).length,
    waiting: stand.filter(({ head }) => head.clock === 'paused').length,
    direct: received.filter(({ channel }) => channel === 'direct').length,
    online: received.filter(({ channel }) => channel === 'online').length,
    postal: received.filter(({ channel }) => channel === 'postal').length,
    early: decided.filter((dossier) => dossier.class === 'early').length,
    onTime: decided.filter((dossier) => dossier.class === 'on-time').length,
    overdue: decided.filter((dossier) => dossier.class === 'overdue').length,
    earlyByLaw: decided.filter((dossier) => (dossier.classByLaw ?? dossier.class) === 'early').length,
    onTimeByLaw: decided.filter((dossier) => (dossier.classByLaw ?? dossier.class) === 'on-time').length,
    workedMinutes: decided.reduce((sum, { workedMinutes = 0 }) => sum + workedMinutes, 0),
    overdueOnline: decided.filter((dossier) => dossier.class === 'overdue' && dossier.channel === 'online').length,
    lateOnline: stand.filter((one) => one.head.channel === 'online' && isLate(one)).length,
    digitisedThroughout: decided.filter((dossier) => dossier.result && cameInFiles(own, dossier)).length,
    askedOnce: decided.filter((dossier) => contactsOf(own, dossier) === 1).length,
    askedOften: decided.filter((dossier) => contactsOf(own, dossier) > 1).length,
    refused: ended.filter(({ status }) => status === 'refused').length,
    stopped: ended.filter(({ status }) => status === 'stopped').length,
  }
}
