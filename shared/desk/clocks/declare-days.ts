import { holdsRole, type Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { addMonths, type Day, dayOf, formatDay, lastInSight } from '../../calendar/day.ts'
import { type Declaration, everyRow, publishedEnd } from '../../calendar/declarations.ts'
import { digestOf, keyOf } from '../../dossier/history/history.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

export type DeclareInput = Pick<Declaration, 'scope' | 'days' | 'seasons' | 'until' | 'source'>

type Needs = Pick<Desk, 'catalogue' | 'now' | 'pause' | 'chance' | 'province'>
type Officer = Extract<Person, { kind: 'officer' }>

/**
 * Công bố ngày nghỉ, ngày làm bù, giờ làm việc. An administrator's for the nation, the province and every agency, a
 * leader's for his own agency. Said again under its key it is the same one; what moves by it is found by a run of its own.
 */
export async function declareDays(
  desk: Needs,
  person: Officer,
  input: DeclareInput,
  key: string,
): Promise<Declaration | Objection> {
  const identity = { key: keyOf(person, key), body: digestOf(input) }
  return retrying(desk, async () => {
    const known = await desk.catalogue.declarationsNow()
    const same = known.find((declared) => declared.key === identity.key)
    if (same) return { answer: same.body === identity.body ? same : object('key-reused') }
    const refused = (await forbids(desk, person, input)) ?? outOfRange(input, dayOf(desk.now()))
    const idle = refused ?? saysNothingNew(input, known)
    if (idle) return { answer: idle }
    const by = { id: person.id, unit: person.unit }
    const declaration: Declaration = { n: known.length + 1, ...input, at: desk.now(), by, ...identity }
    return (await desk.catalogue.declare(declaration)) === 'declared' ? { answer: declaration } : 'again'
  })
}

/** How far back a day may be declared after the event: months. Before it is a slip of the pen. */
const monthsBack = 12

function outOfRange({ days, seasons, until }: DeclareInput, today: Day): Objection | undefined {
  const [first, last] = [addMonths(today, -monthsBack), lastInSight(today)]
  const why = `Chỉ công bố ngày từ ${formatDay(first)} đến ${formatDay(last)}.`
  const isFar = (day: Day) => day < first || day > last
  const faults = [
    ...days.flatMap(({ on }, n) => (isFar(on) ? [{ where: `body.days.${n}.on` as const, why }] : [])),
    ...seasons.flatMap(({ from }, n) => (isFar(from) ? [{ where: `body.seasons.${n}.from` as const, why }] : [])),
    // An end only moves on: one too far ahead could never be taken back, and nobody would be warned again.
    ...(until !== undefined && until > last ? [{ where: 'body.until' as const, why }] : []),
  ]
  return faults.length > 0 ? object('day-out-of-range', faults) : undefined
}

/** What holds already is not declared once more: it would stand for what the first one moved. */
function saysNothingNew({ scope, days, until }: DeclareInput, known: readonly Declaration[]): Objection | undefined {
  const end = publishedEnd(known)
  const past = until !== undefined && until <= end
  const rows = everyRow(known).filter((row) => row.scope === scope)
  const said = days.flatMap(({ on, kind, name }, n) => {
    const holds = rows.findLast((row) => row.on === on)
    if (holds?.kind !== kind || (name !== undefined && holds.name !== name)) return []
    return [{ where: `body.days.${n}.on` as const, why: `Ngày này đã được công bố như vậy: ${holds.source}.` }]
  })
  const ends = past ? [{ where: 'body.until' as const, why: `Lịch đã công bố đến ${formatDay(end)}.` }] : []
  const faults = [...said, ...ends]
  return faults.length > 0 ? object('nothing-changed', faults) : undefined
}

async function forbids(desk: Needs, person: Officer, { scope, until }: DeclareInput): Promise<Objection | undefined> {
  const isAdmin = holdsRole(person, ['admin'])
  const isOwn = scope === agencyOf(person.unit)
  if (!isAdmin && !(isOwn && holdsRole(person, ['leader']))) {
    const own = agencyOf(person.unit)
    return object('not-your-scope', [{ where: 'body.scope', why: `Lãnh đạo của ${own} chỉ công bố cho ${own}.` }])
  }
  if (until !== undefined && scope !== 'VN') return object('only-the-nation')
  if (scope === 'VN' || scope === desk.province) return undefined
  const unit = (await directory(desk)).unit(scope)
  return unit?.kind === 'agency' ? undefined : object('unknown-scope')
}
