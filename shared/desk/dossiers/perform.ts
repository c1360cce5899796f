import type { Person } from '../../access/person.ts'
import type { Directory } from '../../agencies/directory.ts'
import { dayOf, type Instant } from '../../calendar/day.ts'
import { rulesOf } from '../../catalogue/life-rules.ts'
import { isOpenOn, versionOn } from '../../catalogue/register.ts'
import type { Act, ActName } from '../../dossier/acts.ts'
import type { ChangeDraft, Circumstances, Outcome } from '../../dossier/circumstances.ts'
import type { Dossier, DossierEvent, DossierFile } from '../../dossier/dossier.ts'
import { digestOf, keyOf, record, type Said } from '../../dossier/history/history.ts'
import { whereMarked } from '../../dossier/history/key-marks.ts'
import { maySee } from '../../dossier/may-see.ts'
import { scopesOf } from '../../dossier/numbering.ts'
import { isObjection, type Objection, type ObjectionCode, object, wrongVersion } from '../../dossier/objections.ts'
import { namesPapers } from '../../dossier/papers/named-papers.ts'
import { standsForOn } from '../../dossier/standing-in.ts'
import { presentPlan } from '../../dossier/system/re-home.ts'
import type { Change, Commit } from '../../ports.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'
import { calendars, defaultPolicy, directory, planFor } from '../surroundings.ts'
import { type Done, firstAnswer } from './first-answer.ts'
import { ownerRefOf } from './owner-ref.ts'
import { standInsAround } from './stand-in.ts'

type Needs = Pick<Desk, 'dossiers' | 'catalogue' | 'digests' | 'now' | 'pause' | 'chance' | 'province'>

/** An act on a dossier that was there before, with the scans that were there when it was looked at. */
export type Carried = Done & Pick<DossierFile, 'scans'>

/**
 * The rules of all acts, a tenth of what a start would read: most requests only look, and an act waits for its dossier meanwhile. The
 * runtime keeps what was loaded, and tries again where that failed.
 */
const rulesOfActs = () => import('../../dossier/decide.ts')

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
): Promise<Carried | Objection | undefined> {
  const identity: Said = { key: keyOf(person, said.key), body: digestOf(act) }
  return retrying(desk, async () => {
    const [file] = await Promise.all([desk.dossiers.load(id), rulesOfActs()])
    if (!file) return { answer: undefined }
    const sees = maySee(person, file.dossier, ownerRefOf(desk, person))
    const before = await (sees
      ? saidBefore(desk, file.dossier, said.version, identity.key)
      : ownLastWord(desk, file.dossier, identity.key))
    if (!sees && !before) return { answer: undefined }
    if (before) return { answer: await repeated(desk, file, before, identity) }
    const { version } = file.dossier
    if (version !== said.version) return { answer: wrongVersion(said.version, version) }
    const c = await gather(desk, person, file, act)
    const outcome = await decided(desk, act, c)
    if (isObjection(outcome)) return (await hasMoved(desk, file.dossier, outcome)) ? 'again' : { answer: outcome }
    const commit = written(outcome, c, identity)
    if ((await desk.dossiers.commit(commit)) === 'overtaken') return 'again'
    const own = commit.changes.find((change) => change.dossier.id === id)
    return { answer: own && { dossier: own.dossier, event: own.event, scans: file.scans } }
  })
}

/**
 * A number is read after the head: found taken, it may have been this very request that took it a moment ago, and then
 * the head has moved too.
 */
async function hasMoved(desk: Needs, { id, version }: Dossier, { objection }: Objection): Promise<boolean> {
  if (objection !== 'number-taken' && objection !== 'payment-known') return false
  return (await desk.dossiers.load(id))?.dossier.version !== version
}

/**
 * The event that a wish already made, whichever version it names now. Mostly it is the one after the version it saw; a
 * client that read the dossier anew names a later one, and the head tells by its marks which event to look at.
 */
async function saidBefore(
  desk: Pick<Desk, 'dossiers'>,
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

/** The event that this person's wish under the key made already, if any. Throws Outage. */
export function eventUnder(
  desk: Pick<Desk, 'dossiers'>,
  person: Person,
  dossier: Dossier,
  key: string,
): Promise<DossierEvent | undefined> {
  return saidBefore(desk, dossier, dossier.version, keyOf(person, key))
}

/**
 * Some acts end the right to see the dossier, like the answer to an opinion that was asked: whoever says one again is answered. Only
 * what the head's marks point at is read, so that a stranger is told as fast as ever that there is nothing.
 */
async function ownLastWord(desk: Needs, dossier: Dossier, key: string): Promise<DossierEvent | undefined> {
  for (const n of whereMarked(dossier, key).mayBe) {
    const event = await desk.dossiers.event(dossier.id, n)
    if (event?.key === key) return event
  }
  return undefined
}

async function repeated(
  desk: Needs,
  { dossier, scans }: DossierFile,
  event: DossierEvent,
  { body }: Said,
): Promise<Carried | Objection> {
  return event.body === body ? { ...(await firstAnswer(desk, dossier, event)), scans } : object('key-reused')
}

/** An officer to whom the act is shut may stand in for a colleague to whom it is open: asked only then. */
async function decided(desk: Needs, act: Act, c: Circumstances): Promise<Outcome | Objection> {
  const { decide } = await rulesOfActs()
  const first = decide(act, c)
  const { person, at } = c
  if (!isObjection(first) || person.kind !== 'officer' || !personal.has(first.objection)) return first
  const rows = await standInsAround(desk, person)
  const standsFor = standsForOn(rows, person.id, dayOf(at), c.directory)
  return standsFor.length === 0 ? first : decide(act, { ...c, standsFor })
}

const personal: ReadonlySet<ObjectionCode> = new Set(['not-your-act', 'not-your-unit', 'not-your-desk'])

async function gather(desk: Needs, person: Person, file: DossierFile, act: Act): Promise<Circumstances> {
  const at = desk.now()
  const { dossier } = file
  const read = (id: string | undefined) => (id === undefined ? undefined : desk.dossiers.load(id))
  const [kin, linked, calendarOf, units, reckoned, patterns, nextSerial, offered] = await Promise.all([
    read(dossier.parent ?? dossier.child),
    read(dossier.corrects ?? dossier.correction),
    calendars(desk),
    directory(desk),
    rulesFor(desk, file, act, at),
    numbering.has(act.act) ? desk.catalogue.numberPatterns() : [],
    serialsFor(desk, act, dossier, at),
    act.act === 'submit' ? isOffered(desk, dossier, at) : undefined,
  ])
  const named =
    act.act === 'amend' ? (act.owner ?? file.parties.owner ?? act.applicant ?? file.parties.applicant) : undefined
  return {
    at,
    person,
    file: ofToday(file, units),
    calendarOf,
    directory: units,
    patterns,
    nextSerial,
    ...reckoned,
    ...(offered === undefined ? {} : { isOffered: offered }),
    ...(kin ? { kin: ofToday(kin, units) } : {}),
    ...(linked ? { linked: ofToday(linked, units) } : {}),
    ...(named ? { ownerRef: desk.digests.ofIdentity(named.identityNumber) } : {}),
  }
}

/** The dossier with its plan among the agencies that stand today. */
function ofToday(file: DossierFile, units: Directory): DossierFile {
  return file.plan ? { ...file, plan: presentPlan(file.plan, file.dossier.procedure, units) } : file
}

/** Acts that give out a number. */
const numbering: ReadonlySet<ActName> = new Set([
  'accept',
  'approve',
  'pay',
  'send-letter',
  'order-shipment',
  'order-collection',
  'send-papers',
])
/** Acts that ask the procedure version itself: to pin its plan, or for a parameter of its own. */
const asking: ReadonlySet<ActName> = new Set([
  'accept',
  'ask-supplement',
  'pause',
  'extend',
  'ask-opinion',
  'send-out',
  'send-letter',
  'correct',
])

/** How the pinned version reckons and what it allows; most acts need no more of it than the policy. */
async function rulesFor(desk: Needs, { dossier, plan: pinned }: DossierFile, act: Act, at: Instant) {
  const { procedure: code, procedureVersion: version } = dossier
  // The clocks of a group and of its members stop and go on together: they are reckoned by one policy, the group's.
  const whole = pinned ?? dossier
  const day = dayOf(dossier.acceptedAt ?? dossier.createdAt)
  if (!asking.has(act.act) && !namesPapers(act)) {
    const policy = (await desk.catalogue.policy(whole.procedure, whole.procedureVersion)) ?? defaultPolicy
    return { policy, rules: rulesOf(undefined, day) }
  }
  const procedure = await desk.catalogue.procedure(code, version)
  const isMember = whole.procedure !== code
  const policy = isMember ? await desk.catalogue.policy(whole.procedure, whole.procedureVersion) : procedure?.policy
  const plan =
    procedure && act.act === 'accept'
      ? await planFor(desk, procedure, dossier, await directory(desk), dayOf(at))
      : undefined
  const papers = procedure && namesPapers(act) ? { papers: procedure.papers.map(({ id }) => id) } : {}
  return { policy: policy ?? defaultPolicy, rules: rulesOf(procedure, day), ...(plan ? { plan } : {}), ...papers }
}

/** Whether a draft's version still speaks, and dossiers are opened under it. */
async function isOffered(desk: Needs, { procedure, procedureVersion }: Dossier, at: Instant): Promise<boolean> {
  const day = dayOf(at)
  const line = versionOn((await desk.catalogue.register(procedure)).lines, day)
  return line?.version === procedureVersion && isOpenOn(line, day)
}

/** The next number of every scope the act asks for. */
async function serialsFor(desk: Needs, act: Act, dossier: Dossier, at: Instant) {
  const scopes = scopesOf(act, dossier, at)
  const next = new Map<string, number>()
  await Promise.all(scopes.map(async (scope) => next.set(scope, (await desk.dossiers.serial(scope)) + 1)))
  return (scope: string): number => {
    const value = next.get(scope)
    if (value === undefined) throw new Error(`the number of ${scope} was not asked for beforehand`)
    return value
  }
}

function written(outcome: Outcome, c: Circumstances, said: Said): Commit {
  const files = [c.file, c.kin, c.linked].filter((file) => file !== undefined)
  const before = new Map(files.map((file) => [file.dossier.id, file.dossier]))
  const own = c.file.dossier.id
  const changes = outcome.changes.map((draft: ChangeDraft): Change => {
    const { next: _, event: __, ...parts } = draft
    // A key is of one dossier: what the act writes elsewhere says whose it was, and answers to nobody's key there.
    const here = draft.next.id === own ? said : { ...said, key: `${said.key} of ${own}` }
    return { ...record(draft, before.get(draft.next.id), outcome.person ?? c.person, c.at, here), ...parts }
  })
  const { serials, moved } = outcome
  return { changes, ...(serials ? { serials } : {}), ...(moved ? { moved } : {}) }
}
