import { nextWorkingDay } from '../../shared/calendar/calendar.ts'
import { addDays, dayOf, formatDay } from '../../shared/calendar/day.ts'
import { declareDays } from '../../shared/desk/clocks/declare-days.ts'
import { announceChange } from '../../shared/desk/keeping/announce-change.ts'
import { calendars } from '../../shared/desk/surroundings.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import { dossierBooks, mailBooks } from './books.ts'
import type { Lab } from './lab.ts'
import { acceptOne, act, adminOf, communes, headOf, home, openAt, ringOnly } from './people.ts'
import { ownDay } from './scenes-letters.ts'
import type { Story } from './story.ts'

const minutes = (count: number) => count * 60_000

/** A morning on which a dossier is late; its agency is told. */
export async function overdueMorning(lab: Lab): Promise<Story> {
  const id = await acceptOne(lab.world)
  await ringOnly(lab.world, [id])
  let day = ownDay()
  while ([0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) day = ownDay()
  const books = async () => {
    const reports = await lab.world.reports.ofDay(day, home)
    const rows = Math.min(1, reports[0]?.overdue.length ?? 0)
    return { reports: reports.length, rows, ...(await mailBooks(lab, formatDay(day), [day])) }
  }
  return { event: { time: `${day}T06:30:00+07:00` }, books }
}

/** Nobody brought the papers in time. */
export async function supplementPast(lab: Lab): Promise<Story> {
  const id = await acceptOne(lab.world)
  await act(lab.world, id, { act: 'ask-supplement', reason: 'Mờ', papers: ['Đơn'] })
  await ringOnly(lab.world, [id])
  const { supplementDueAt = lab.world.now() } = await headOf(lab.world, id)
  const time = `${addDays(dayOf(supplementDueAt), 1)}T01:00:00+07:00`
  return { dossier: id, event: { time }, books: () => dossierBooks(lab, [id]) }
}

/** Declarations as they stand now, not as they were a minute ago. */
const freshly = ({ catalogue }: Lab['world']) => ({ ...catalogue, declarations: catalogue.declarationsNow })

/** A storm closed the offices, and the day is declared afterwards. */
export async function dayDeclared(lab: Lab): Promise<Story> {
  const { world, clock } = lab
  const id = await acceptOne(world)
  await ringOnly(world, [id])
  const source = `Công điện ${ownDay()}`
  const { competentAgency: scope } = await headOf(world, id)
  const calendar = (await calendars({ ...world, catalogue: freshly(world) }))(scope)
  // The next day on which anybody still works there: a day that is off already moves nothing.
  const on = nextWorkingDay(calendar, dayOf(world.now()))
  const said = { scope, days: [{ on, kind: 'off' as const }], seasons: [], source }
  const declared = await declareDays(world, adminOf(), said, source)
  if (isObjection(declared)) throw new Error(declared.objection)
  clock.move(minutes(3))
  return { dossier: id, event: { time: world.now() }, books: () => dossierBooks(lab, [id]) }
}

/** The night after a day at the desks. */
export async function billNight(lab: Lab): Promise<Story> {
  const id = await acceptOne(lab.world)
  await ringOnly(lab.world, [id])
  const day = ownDay()
  const books = async () => {
    const bill = await lab.world.bills.read(day)
    return { bills: bill ? 1 : 0 }
  }
  return { event: { time: `${addDays(day, 1)}T00:45:00+07:00` }, books }
}

const others = communes.filter(({ id }) => id !== home)

/** An agency ended by a decision; its open work goes to another. */
export async function agencyClosed(lab: Lab): Promise<Story> {
  const { world, clock } = lab
  const from = others.pop()?.id
  if (from === undefined) throw new Error('no commune is left to be closed')
  const id = await openAt(world, from)
  await ringOnly(world, [id])
  const on = dayOf(world.now())
  const closing = { kind: 'dissolution', from, to: home, on, decision: `QĐ-${from}` } as const
  const announced = await announceChange(world, adminOf(), closing, closing.decision)
  if (isObjection(announced)) throw new Error(JSON.stringify(announced))
  clock.move(minutes(2))
  return { dossier: id, event: { time: world.now() }, books: () => dossierBooks(lab, [id]) }
}
