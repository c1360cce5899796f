import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import { type Day, dayOf, isDay } from '../../calendar/day.ts'
import { enteredBy, registeredBy } from '../../counters/beside.ts'
import type { Counted, Entry } from '../../counters/cells.ts'
import { count, deskNow } from '../../counters/count.ts'
import type { Period, StepCount } from '../../counters/figures.ts'
import { toldBy } from '../../counters/told.ts'
import type { Dossier, DossierEvent } from '../../dossier/dossier.ts'
import { monthOf } from '../../reports/figures/issue.ts'
import type { DeskDue, Things } from '../../reports/figures/sources.ts'
import type { Holder } from '../carrying-on/holders.ts'
import type { Desk } from '../desk.ts'
import { calendars } from '../surroundings.ts'
import { type LateDossier, type LateNeeds, walkLate } from './find-late.ts'
import { workingDaysTo } from './gather-figures.ts'
import { type Traced, type TracedPage, type WalkNeeds, walkLists } from './walk-lists.ts'

/** How much a thing adds to the column and row that are traced: nothing where it is not of them. */
export type Each<S extends 'steps' | 'desks' | 'late'> = (thing: Things[S]) => number

/** Whole months: so steps are counted. */
const monthsOf = ({ from, to }: Period): Period => ({
  from: monthOf(from.slice(0, 7)).from,
  to: monthOf(to.slice(0, 7)).to,
})

/** Where whoever has steps at an agency stands, beside its receiving register. */
const walked = ['parts', 'moved', 'steps'] as const

/** Dossiers of which a step was done at an agency, found along its register and its books, their histories counted again. Throws Outage. */
export async function traceSteps(
  desk: WalkNeeds,
  { agency, ...asked }: Period & { agency: UnitId },
  each: Each<'steps'>,
  limit: number,
  after?: string,
): Promise<TracedPage> {
  const period = monthsOf(asked)
  const counts = await desk.counters.steps(agency, asked.from.slice(0, 7), asked.to.slice(0, 7))
  const search = {
    ...{ agency, ...period, isReceived: true, books: walked, isOfTheDay: false },
    most: counts.reduce((sum, one) => sum + each(one), 0),
    among: (heads: readonly Dossier[]) =>
      heads.filter(({ finishedAt }) => finishedAt === undefined || dayOf(finishedAt) >= period.from),
    stands: (dossier: Dossier, history: readonly DossierEvent[]) => stepsIn(dossier, history, agency, period, each),
  }
  return walkLists(desk, search, limit, after)
}

function stepsIn(
  dossier: Dossier,
  history: readonly DossierEvent[],
  agency: UnitId,
  { from, to }: Period,
  each: Each<'steps'>,
) {
  const entries: Entry[] = []
  let counted: Counted | undefined
  for (const told of toldBy(dossier, history)) {
    const step = count(counted, told, '')
    counted = step.counted
    entries.push(...step.entries)
  }
  const own = entries.filter((entry) => entry.agency === agency)
  const done = own.flatMap((entry) => {
    if (entry.book !== 'steps' || entry.on < from || entry.on > to) return []
    const adds = each(stepOf(entry))
    return adds > 0 ? [{ on: entry.on, adds }] : []
  })
  const [since] = own.flatMap((entry) => [...registeredBy(entry), ...daysWalked(entry)]).sort()
  const [first] = done
  if (!first || since === undefined) return undefined
  return { on: first.on, since, adds: done.reduce((sum, { adds }) => sum + adds, 0) }
}

/** On which days a dossier is met in one of the books that are walked. */
const daysWalked = (entry: Entry): readonly Day[] =>
  enteredBy(entry, '').flatMap(({ book, on }) => (walked.some((one) => one === book) ? [on] : []))

const stepOf = ({ done, on, measure, add }: Extract<Entry, { book: 'steps' }>): StepCount => ({
  ...{ ...done, month: on.slice(0, 7) },
  ...(measure === 'overdue' ? { onTime: 0, overdue: add } : { onTime: add, overdue: 0 }),
})

/** Heads of a desk's work that are read at once. */
const page = 100

/**
 * Open work at the desks of an agency, as the work lists have it now; whoever's desk has none of it is not looked at. `after` names a desk
 * and a place in its list. Throws Outage.
 */
export async function traceDesks(
  desk: Pick<Desk, 'counters' | 'dossiers' | 'catalogue' | 'province' | 'now'>,
  agency: UnitId,
  each: Each<'desks'>,
  limit: number,
  after?: string,
): Promise<TracedPage> {
  const calendar = (await calendars(desk))(agency)
  const today = dayOf(desk.now())
  const dueIn = (one: Omit<DeskDue, 'workingDays'>): DeskDue =>
    isDay(one.due) ? { ...one, workingDays: workingDaysTo(calendar, today, one.due) } : one
  const counts = (await desk.counters.desks(agency)).map(dueIn).filter((one) => each(one) !== 0)
  const names = [...new Set(counts.map(({ room, officer }) => officer ?? `${poolMark}${room}`))].sort()
  const { first: begin = '', rest: place } = cutAtSpace(after)
  const rows: Traced[] = []
  for (const name of names.filter((one) => one >= begin)) {
    let at = name === begin ? place : undefined
    do {
      const { rows: heads, next } = await desk.dossiers.workOf(holderOf(name), page, at)
      for (const dossier of heads) {
        const lies = agencyOf(dossier.holder) === agency ? deskNow(dossier) : undefined
        const adds = lies ? each(dueIn({ ...lies, count: 1 })) : 0
        if (adds > 0) rows.push({ dossier, on: today, adds })
      }
      at = next
      if (rows.length >= limit) return { rows, ...placeAfter(names, name, at) }
    } while (at !== undefined)
  }
  return { rows }
}

/** A place in a list, behind whose list it is. */
export function cutAtSpace(text: string | undefined): { first?: string; rest?: string } {
  if (text === undefined) return {}
  const at = text.indexOf(' ')
  return at === -1 ? { first: text } : { first: text.slice(0, at), rest: text.slice(at + 1) }
}

/** Before a room's name: no officer's begins so. */
const poolMark = '~'

const holderOf = (name: string): Holder =>
  name.startsWith(poolMark) ? { room: name.slice(poolMark.length) } : { officer: name }

function placeAfter(names: readonly string[], name: string, at: string | undefined): { next?: string } {
  if (at !== undefined) return { next: `${name} ${at}` }
  const following = names[names.indexOf(name) + 1]
  return following === undefined ? {} : { next: following }
}

/** What was late in a period, each once; what `each` has nothing for is passed by. Throws Outage. */
export async function* walkLateBehind(
  desk: LateNeeds,
  { agencies, ...period }: Period & { agencies: readonly UnitId[] },
  each: (agency: UnitId) => Each<'late'>,
  goesOn?: () => boolean,
): AsyncGenerator<Traced> {
  const tracedOf = ({ agency, dossier, late }: LateDossier): Traced => ({
    ...{ dossier, on: late.on, adds: each(agency)(late) },
  })
  for await (const one of walkLate(desk, agencies, period, goesOn)) {
    const traced = tracedOf(one)
    if (traced.adds > 0) yield traced
  }
}
