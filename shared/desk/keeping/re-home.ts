import { endedBy, inOrder, isClosing, type OrganisationChange } from '../../agencies/changes.ts'
import type { Directory } from '../../agencies/directory.ts'
import { addDays, dayOf, type Instant, instantOf, instantOn, toDate } from '../../calendar/day.ts'
import type { Act } from '../../dossier/acts.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { isAtHome } from '../../dossier/system/re-home.ts'
import { finalStatuses } from '../../dossier/transitions.ts'
import type { Holder } from '../carrying-on/holders.ts'
import { walkWork } from '../carrying-on/walk-work.ts'
import type { Desk } from '../desk.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { directory } from '../surroundings.ts'

type Needs = JobNeeds & Pick<Desk, 'marks'>

export interface ReHoming {
  moved: number
  /** Changes of which nothing is left to do. */
  settled: number
  /** Changes that the next run goes on with. */
  open: number
}

const pageSize = 100

/** Instances remember the organisation for a minute: for this long a dossier may still come to an agency that has ended. */
const lateMs = 10 * 60_000

/**
 * Sắp xếp lại hồ sơ: carries out what has come into force, a dossier at a time, each by an act with its event. Broken off
 * anywhere it goes on with the next run; a run that finds nothing changes nothing. Throws Outage.
 */
export async function runReHoming(desk: Needs, until: Instant): Promise<ReHoming> {
  const run = { moved: 0, settled: 0, open: 0 }
  const today = dayOf(desk.now())
  for (const change of inOrder(await desk.catalogue.changes())) {
    if (change.on > today || !(isClosing(change) || change.kind === 'officer')) continue
    if ((await desk.marks.value(markOf(change))) === 'settled') continue
    const { moved, isSettled } = await carryOut(desk, change, until)
    run.moved += moved
    if (isSettled) await desk.marks.setValue(markOf(change), 'settled')
    run[isSettled ? 'settled' : 'open'] += 1
  }
  return run
}

const markOf = ({ id }: OrganisationChange): string => `RE-HOMED#${id}`

/** Walks until nothing is left or the time is up. */
async function carryOut(desk: Needs, change: OrganisationChange, until: Instant) {
  const [now, before] = await Promise.all([directory(desk), directory(desk, addDays(change.on, -1))])
  const holders = holdersOf(change, before)
  const isLate = desk.now() > later(change.at) && desk.now() > later(instantOn(change.on, 0))
  let moved = 0
  for (;;) {
    let found = 0
    let stuck = 0
    for await (const { dossier, errand } of waiting(desk, change, holders, now)) {
      if (desk.now() >= until) return { moved, isSettled: false }
      const done = await performAsJob(desk, {
        job: 're-home',
        dossier: dossier.id,
        key: `${change.id}:${dossier.version}`,
        ...errand,
      })
      if (done === 'done') found += 1
      else if (done !== 'not-due') stuck += 1
    }
    moved += found
    if (found > 0) continue
    // Only then, since it reads every dossier there is.
    if (!isClosing(change) || !isLate || stuck > 0) return { moved, isSettled: stuck === 0 && isLate }
    const elsewhere = await moveElsewhere(desk, change, now, until)
    return { moved: moved + elsewhere.moved, isSettled: elsewhere.isDone }
  }
}

/** What lies on other desks and yet belongs to an agency that has ended: received at its counter, or its to decide. */
async function moveElsewhere(desk: Needs, change: OrganisationChange, now: Directory, until: Instant) {
  let [moved, stuck] = [0, 0]
  for await (const met of desk.dossiers.movedSince('')) {
    if (finalStatuses.has(met.status)) continue
    const errand = errandOf(change, met, now)
    if (!errand) continue
    if (desk.now() >= until) return { moved, isDone: false }
    const key = `${change.id}:${met.version}`
    const done = await performAsJob(desk, { job: 're-home', dossier: met.id, key, ...errand })
    if (done === 'done') moved += 1
    else if (done !== 'not-due') stuck += 1
  }
  return { moved, isDone: stuck === 0 }
}

type Errand = { act: Act; isDue: (dossier: Dossier) => boolean }

/** What lies on the desks, and what elsewhere waits for an opinion of an agency that has ended. */
async function* waiting(desk: Needs, change: OrganisationChange, holders: readonly Holder[], now: Directory) {
  for await (const dossier of walkWork(desk, holders)) {
    const errand = errandOf(change, dossier, now)
    if (errand) yield { dossier, errand }
  }
  if (!isClosing(change)) return
  const act: Act = { act: 're-home', change: change.id, decision: change.decision }
  const errand: Errand = { act, isDue: ({ finishedAt }) => finishedAt === undefined }
  for (const agency of endedBy(change)) {
    let after: string | undefined
    do {
      const page = await desk.dossiers.opinionsOf(agency, pageSize, after)
      const asking = new Map(page.rows.map(({ dossier }) => [dossier.id, dossier]))
      for (const dossier of asking.values()) yield { dossier, errand }
      after = page.next
    } while (after !== undefined)
  }
}

/** Whose desks the change empties. */
function holdersOf(change: OrganisationChange, before: Directory): readonly Holder[] {
  if (change.kind === 'officer') return [{ officer: change.officer.id }]
  if (!isClosing(change)) return []
  const ended = endedBy(change)
  const rooms = before.units.filter(({ kind, agency }) => kind === 'room' && ended.includes(agency))
  const officers = rooms.flatMap(({ id }) => before.officersOf(id))
  return [...rooms.map(({ id }) => ({ room: id })), ...officers.map(({ id }) => ({ officer: id }))]
}

/** What a dossier on such a desk waits for, if anything. */
function errandOf(change: OrganisationChange, met: Dossier, now: Directory): Errand | undefined {
  const { id, decision } = change
  const leads = (act: Act, isDue: (dossier: Dossier) => boolean) => (isDue(met) ? { act, isDue } : undefined)
  if (change.kind !== 'officer') {
    return leads({ act: 're-home', change: id, decision }, (dossier) => !isAtHome(dossier, now))
  }
  const { officer } = change
  const place = now.officer(officer.id)
  const works = place !== undefined && place.roles.length > 0
  return leads(
    { act: 'release', change: id, decision, officer: officer.id },
    (dossier) => dossier.officer === officer.id && !(works && place.unit === dossier.holder),
  )
}

function later(at: Instant): Instant {
  return instantOf(new Date(toDate(at).getTime() + lateMs))
}
