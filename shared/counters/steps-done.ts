import { agencyOf } from '../agencies/unit.ts'
import { dayOf } from '../calendar/day.ts'
import type { Dossier, DossierEvent } from '../dossier/dossier.ts'
import type { Entry, Stock } from './cells.ts'

/** Acts by which a step is done and goes on to the next. */
const leaving: ReadonlySet<DossierEvent['act']> = new Set(['pass-on', 'transfer', 'approve', 'hand-back'])

/** Năng suất: the step that was done, by whom, and whether in its own time. */
export function stepOf(event: DossierEvent, head: Dossier, was: Partial<Record<Stock, 1>>): Entry[] {
  if (!was.open || !leaving.has(event.act) || event.detail?.between === true) return []
  const step = before(event, 'step', head.step)
  const room = before(event, 'holder', head.holder)
  const dueAt = before(event, 'stepDueAt', head.stepDueAt)
  if (typeof step !== 'number' || typeof room !== 'string') return []
  const officer = event.by.standsFor ?? (event.by.kind === 'officer' ? event.by.id : undefined)
  const done = { procedure: head.procedure, step, room, ...(officer === undefined ? {} : { officer }) }
  const isLate = typeof dueAt === 'string' && event.at > dueAt
  return [
    {
      book: 'steps',
      agency: agencyOf(room),
      done,
      on: dayOf(event.at),
      measure: isLate ? 'overdue' : 'on-time',
      add: 1,
    },
  ]
}

/** What the head said before the event. */
function before(event: DossierEvent, name: string, now: unknown): unknown {
  const was = event.was
  return was && name in was ? was[name] : now
}
