import { agencyOf } from '../../agencies/unit.ts'
import { dayOf, type Instant, toDate } from '../../calendar/day.ts'
import { calendarsOf, type Declaration, reaches, scopesOf } from '../../calendar/declarations.ts'
import type { ClockPolicy } from '../../calendar/due.ts'
import type { Dossier, DossierFile } from '../../dossier/dossier.ts'
import { freshHead } from '../../dossier/system/recount.ts'
import type { Page } from '../../ports.ts'
import type { Desk } from '../desk.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { defaultPolicy, directory } from '../surroundings.ts'
import { readPlace, writePlace } from './recount-place.ts'

type Needs = JobNeeds & Pick<Desk, 'marks'> & { doorbells: Pick<Desk['doorbells'], 'ringMoved'> }
type Holder = Parameters<Desk['dossiers']['workOf']>[0]

export type Recount = { outcome: 'nothing-declared' | 'waiting' | 'unfinished' | 'recounted'; count: number }

/** Whoever still decides by the calendar of before has written by then: rules are remembered for a minute. */
const ripeMs = 120_000
const runMs = 480_000
const pageSize = 50
const atOnce = 8

/**
 * Tính lại hạn sau khi công bố lịch. Walks the work lists, which hold what is open and nothing else, and reckons anew what
 * a declaration can reach; then each agency with something moved is told. Broken off, it goes on after the last desk it
 * finished; done twice, it finds nothing. Throws Outage.
 */
export async function recountDueMoments(desk: Needs): Promise<Recount> {
  const at = desk.now()
  const declared = await desk.catalogue.declarationsNow()
  const place = await readPlace(desk, declared.length)
  const pending = declared.filter(({ n }) => n > place.settled)
  const newest = pending.at(-1)
  if (!newest) return { outcome: 'nothing-declared', count: 0 }
  if (msBetween(newest.at, at) < ripeMs) return { outcome: 'waiting', count: 0 }
  const walk = await walkFor(desk, declared, pending)
  let count = 0
  for (const { name, holder } of (await holders(desk)).filter((one) => one.name > place.holder)) {
    if (msBetween(at, desk.now()) > runMs) return { outcome: 'unfinished', count }
    const { moved, met } = await walk(holder)
    count += moved
    // An empty desk is walked again at the cost of one question; only what took work is worth a mark.
    if (met > 0) await writePlace(desk, { ...place, holder: name })
  }
  for (const { n } of pending) await tellAgencies(desk, n)
  await writePlace(desk, { settled: place.target, target: place.target, holder: '' })
  return { outcome: 'recounted', count }
}

const msBetween = (from: Instant, to: Instant) => toDate(to).getTime() - toDate(from).getTime()

/** Every desk that can hold open work, in one order: rooms, and officers also of those who hold no role any more. */
async function holders(desk: Needs): Promise<{ name: string; holder: Holder }[]> {
  const [units, officers] = await Promise.all([directory(desk), desk.catalogue.officers()])
  const rooms = units.units.filter(({ kind }) => kind === 'room').map(({ id }) => ({ name: `room ${id}`, room: id }))
  const desks = officers.map(({ id }) => ({ name: `officer ${id}`, officer: id }))
  return [
    ...rooms.map(({ name, room }) => ({ name, holder: { room } })),
    ...desks.map(({ name, officer }) => ({ name, holder: { officer } })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Walks one desk's work; answers how many dossiers were met there, and how many of them reckoned anew. */
async function walkFor(desk: Needs, declared: readonly Declaration[], pending: readonly Declaration[]) {
  const rules = { calendarOf: calendarsOf(declared, desk.province), policyOf: policies(desk) }
  const recount = async (dossier: Dossier): Promise<number> => {
    const by = pending.findLast((one) => mayMove(one, dossier, desk.province))
    const file = by && (await desk.dossiers.load(dossier.id))
    if (!by || !file) return 0
    const policy = await rules.policyOf(file)
    if (!freshHead(file, { calendarOf: rules.calendarOf, policy })) return 0
    const done = await performAsJob(desk, {
      job: 'calendar-recount',
      dossier: dossier.id,
      act: { act: 'reckon-anew', declaration: by.n, source: by.source },
      key: `recount:${by.n}`,
      isDue: ({ clock, status }) => clock === 'running' || status === 'registered' || status === 'supplement-requested',
    })
    return done === 'done' ? 1 : 0
  }
  return async (holder: Holder) => {
    let moved = 0
    let met = 0
    let after: string | undefined
    do {
      const page: Page<Dossier> = await desk.dossiers.workOf(holder, pageSize, after)
      for (let from = 0; from < page.rows.length; from += atOnce) {
        const done = await Promise.all(page.rows.slice(from, from + atOnce).map(recount))
        moved += done.reduce((sum, one) => sum + one, 0)
      }
      met += page.rows.length
      after = page.next
    } while (after !== undefined)
    return { moved, met }
  }
}

/** Whether anything of a dossier counts between the days a declaration names, in a calendar it is reckoned by. */
function mayMove(declared: Declaration, dossier: Dossier, province: string): boolean {
  const { createdAt, answerDueAt, dueAt, stepDueAt, supplementDueAt } = dossier
  const last =
    [createdAt, answerDueAt, dueAt, stepDueAt, supplementDueAt]
      .filter((at) => at !== undefined)
      .sort()
      .at(-1) ?? createdAt
  const agencies = [dossier.competentAgency, agencyOf(dossier.receivingUnit), agencyOf(dossier.holder)]
  const scopes = agencies.flatMap((agency) => scopesOf(province, agency))
  return reaches(declared, scopes, dayOf(createdAt), dayOf(last))
}

/** The policy of each procedure version, asked for once in a run; a part's clock is reckoned as its whole's. */
function policies(desk: Pick<Desk, 'catalogue'>) {
  const known = new Map<string, Promise<ClockPolicy | undefined>>()
  return async ({ dossier, plan }: DossierFile): Promise<ClockPolicy> => {
    const { procedure, procedureVersion } = plan ?? dossier
    const name = `${procedure}@${procedureVersion}`
    const policy = known.get(name) ?? desk.catalogue.policy(procedure, procedureVersion)
    known.set(name, policy)
    return (await policy) ?? defaultPolicy
  }
}

async function tellAgencies(desk: Needs, n: number): Promise<void> {
  const rows = await desk.dossiers.movedBy(n)
  for (const agency of new Set(rows.map((row) => row.agency))) await desk.doorbells.ringMoved(agency, n)
}
