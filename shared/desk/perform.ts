import type { Machine } from '../access/machine.ts'
import type { Person } from '../access/person.ts'
import type { Directory } from '../agencies/directory.ts'
import { agencyOf } from '../agencies/unit.ts'
import { dayOf, type Instant } from '../calendar/day.ts'
import type { Act } from '../dossier/acts.ts'
import type { ChangeDraft, Circumstances, Outcome } from '../dossier/circumstances.ts'
import { decide } from '../dossier/decide.ts'
import type { Dossier, DossierEvent, DossierFile } from '../dossier/dossier.ts'
import { asAfter, digestOf, keyOf, record, type Said } from '../dossier/history.ts'
import { whereMarked } from '../dossier/key-marks.ts'
import { maySee } from '../dossier/may-see.ts'
import { serialScope } from '../dossier/numbering.ts'
import { isObjection, type Objection, object } from '../dossier/objections.ts'
import { presentPlan } from '../dossier/re-home.ts'
import type { Change, Commit } from '../ports.ts'
import type { Desk } from './desk.ts'
import { calendars, defaultPolicy, directory, planFor } from './surroundings.ts'

type Needs = Pick<Desk, 'dossiers' | 'catalogue' | 'digests' | 'now' | 'pause' | 'chance' | 'province'>

export interface Done {
  dossier: Dossier
  event: DossierEvent
}

/** How long a deed tries again when others are quicker. */
export const patienceMs = 20_000

/**
 * The one road by which a dossier changes: load, decide, commit.
 * `undefined` when there is no such dossier or it is not this person's to see. Throws Outage.
 */
export async function perform(
  desk: Needs,
  person: Person,
  id: string,
  act: Act,
  said: { version: number; key: string },
): Promise<Done | Objection | undefined> {
  const identity: Said = { key: keyOf(person, said.key), body: digestOf(act) }
  return retrying(desk, async () => {
    const file = await desk.dossiers.load(id)
    if (!file || !maySee(person, file.dossier, ownerRefOf(desk, person))) return { answer: undefined }
    const before = await saidBefore(desk, file.dossier, said.version, identity.key)
    if (before) return { answer: await repeated(desk, file.dossier, before, identity) }
    if (file.dossier.version !== said.version) return { answer: object('moved-meanwhile') }
    const c = await gather(desk, person, file, act)
    const outcome = decide(act, c)
    if (isObjection(outcome)) return { answer: outcome }
    const commit = written(outcome, c, identity)
    if ((await desk.dossiers.commit(commit)) === 'overtaken') return 'again'
    const own = commit.changes.find((change) => change.dossier.id === id)
    return { answer: own && { dossier: own.dossier, event: own.event } }
  })
}

/** Full-jitter retry: the answer, or `too-busy` when others were quicker for 20 seconds. */
export async function retrying<T>(
  desk: Pick<Desk, 'pause' | 'chance'>,
  attempt: () => Promise<{ answer: T } | 'again'>,
): Promise<T | Objection> {
  let waited = 0
  const begun = performance.now()
  // Attempts at a slow table take their time too: the function must have its answer before its own time is up.
  for (let round = 0; Math.max(waited, performance.now() - begun) < patienceMs; round += 1) {
    const result = await attempt()
    if (result !== 'again') return result.answer
    const wait = Math.ceil(desk.chance() * Math.min(1_000, 15 * 2 ** round))
    waited += Math.max(wait, 5)
    await desk.pause(wait)
  }
  return object('too-busy')
}

export function ownerRefOf(desk: Pick<Desk, 'digests'>, person: Person | Machine): string | undefined {
  return person.kind === 'citizen' ? desk.digests.ofIdentity(person.identityNumber) : undefined
}

/**
 * The event that a wish already made, whichever version it names now. Mostly it is the one after the version it saw; a
 * client that read the dossier anew names a later one, and the head tells by its marks which event to look at.
 */
async function saidBefore(
  desk: Needs,
  dossier: Dossier,
  version: number,
  key: string,
): Promise<DossierEvent | undefined> {
  const { mayBe, unmarked } = whereMarked(dossier, key)
  const numbers = new Set([...(version < dossier.version ? [version + 1] : []), ...mayBe])
  for (const n of numbers) {
    const event = await desk.dossiers.event(dossier.id, n)
    if (event?.key === key) return event
  }
  // Events from before the marks: only a long life, or one begun before heads bore marks, has any.
  const old = unmarked > 1 ? await desk.dossiers.history(dossier.id, 1) : []
  return old.find((event) => event.key === key)
}

async function repeated(desk: Needs, dossier: Dossier, event: DossierEvent, { body }: Said): Promise<Done | Objection> {
  return event.body === body ? firstAnswer(desk, dossier, event) : object('key-reused')
}

/** What was answered when the event was written, however far the dossier has gone since. */
export async function firstAnswer(desk: Pick<Desk, 'dossiers'>, dossier: Dossier, event: DossierEvent): Promise<Done> {
  if (dossier.version === event.n) return { dossier, event }
  const later = await desk.dossiers.history(dossier.id, event.n)
  return { dossier: asAfter(event, dossier, later.slice(0, dossier.version - event.n)), event }
}

async function gather(desk: Needs, person: Person, file: DossierFile, act: Act): Promise<Circumstances> {
  const at = desk.now()
  const kinId = file.dossier.parent ?? file.dossier.child
  const { procedure: code, procedureVersion: version } = file.dossier
  const [kin, calendarOf, units, policy = defaultPolicy] = await Promise.all([
    kinId === undefined ? undefined : desk.dossiers.load(kinId),
    calendars(desk),
    directory(desk),
    desk.catalogue.policy(code, version),
  ])
  const base = { at, person, file: ofToday(file, units), calendarOf, directory: units, policy }
  const circumstances: Circumstances = kin ? { ...base, kin: ofToday(kin, units) } : base
  // Only reception asks for the whole procedure, to pin its plan.
  const procedure = act.act === 'accept' ? await desk.catalogue.procedure(code, version) : undefined
  if (!procedure) return circumstances
  const plan = await planFor(desk, procedure, file.dossier, units, dayOf(at))
  const serial = await nextSerial(desk, file.dossier, at)
  return plan ? { ...circumstances, plan, serial } : circumstances
}

/** The dossier with its plan among the agencies that stand today. */
function ofToday(file: DossierFile, units: Directory): DossierFile {
  return file.plan ? { ...file, plan: presentPlan(file.plan, file.dossier.procedure, units) } : file
}

async function nextSerial(desk: Needs, dossier: Dossier, at: Instant): Promise<number> {
  return (await desk.dossiers.serial(serialScope(agencyOf(dossier.receivingUnit), dayOf(at)))) + 1
}

function written(outcome: Outcome, c: Circumstances, said: Said): Commit {
  const before = new Map([c.file, ...(c.kin ? [c.kin] : [])].map((file) => [file.dossier.id, file.dossier]))
  const changes = outcome.changes.map((draft: ChangeDraft): Change => {
    const { next: _, event: __, ...parts } = draft
    return { ...record(draft, before.get(draft.next.id), c.person, c.at, said), ...parts }
  })
  return outcome.serials ? { changes, serials: outcome.serials } : { changes }
}
