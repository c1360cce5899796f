import { createHash } from 'node:crypto'
import type { Person } from '../access/person.ts'
import type { Directory } from '../agencies/directory.ts'
import type { Unit, UnitId } from '../agencies/unit.ts'
import { dayOf, type Instant } from '../calendar/day.ts'
import { type Channel, caseOf, competentAgency, limitFor, type ProcedureVersion } from '../catalogue/procedure.ts'
import { answerDue } from '../dossier/clock.ts'
import type { Dossier, DossierEvent, Parties, Party, PostalAddress, ReturnWay } from '../dossier/dossier.ts'
import { digestOf, keyOf, record } from '../dossier/history.ts'
import { isObjection, type Objection, object } from '../dossier/objections.ts'
import { maskedParty } from '../dossier/personal-data.ts'
import type { Desk } from './desk.ts'
import { type Done, firstAnswer, retrying } from './perform.ts'
import { calendars, directory, shortName } from './surroundings.ts'

export interface OpenInput {
  procedure: string
  /** Trường hợp, for a procedure that has several. */
  case?: string
  channel: Channel
  /** The agency at whose counter it is received. */
  receivingUnit: UnitId
  /** Phi địa giới: the commune that decides, where another counter receives. */
  competentAgency?: UnitId
  applicant: Party
  owner?: Party
  summary?: string
  returnBy: ReturnWay
  deliverTo?: PostalAddress
}

type Needs = Pick<Desk, 'dossiers' | 'catalogue' | 'digests' | 'now' | 'pause' | 'chance' | 'province'>

/**
 * Lập hồ sơ. Online it begins as a draft of the citizen's; at the counter or from the post it stands registered at once.
 * The id is derived from person and key: opened twice, it is one dossier. Throws Outage.
 */
export async function openDossier(
  desk: Needs,
  person: Person,
  input: OpenInput,
  key: string,
): Promise<Done | Objection> {
  const said = { key: keyOf(person, key), body: digestOf(input) }
  const id = createHash('sha256').update(`dossier#${said.key}`).digest('hex').slice(0, 26)
  return retrying(desk, async () => {
    const first = await desk.dossiers.event(id, 1)
    if (first) return { answer: await opened(desk, id, first, said.body) }
    const at = desk.now()
    const procedure = await openProcedure(desk, input, dayOf(at))
    if (isObjection(procedure)) return { answer: procedure }
    if (input.returnBy === 'post' && !input.deliverTo) return { answer: object('no-postal-address') }
    const next = await newDossier(desk, id, input, procedure, at, person)
    const event = { act: 'open', detail: { channel: input.channel }, ...searched(next) } as const
    const change = { ...record({ next, event }, undefined, person, at, said), parties: partiesOf(input) }
    const committed = await desk.dossiers.commit({ changes: [change] })
    return committed === 'committed' ? { answer: { dossier: change.dossier, event: change.event } } : 'again'
  })
}

/** What stands at a desk is to be found by its people; a draft is entered when it is submitted. */
function searched({ status }: Dossier) {
  return status === 'draft' ? {} : { wants: ['search'] as const }
}

function partiesOf({ applicant, owner, summary, deliverTo }: OpenInput): Parties {
  return {
    applicant,
    ...(owner ? { owner } : {}),
    ...(summary === undefined ? {} : { summary }),
    ...(deliverTo ? { deliverTo } : {}),
  }
}

async function opened(desk: Needs, id: string, first: DossierEvent, body: string): Promise<Done | Objection> {
  const file = await desk.dossiers.load(id)
  return file && first.body === body ? firstAnswer(desk, file.dossier, first) : object('key-reused')
}

async function openProcedure(desk: Needs, input: OpenInput, day: string): Promise<ProcedureVersion | Objection> {
  const procedure = await desk.catalogue.procedureOn(input.procedure, day)
  if (!procedure) return object('procedure-closed')
  if (!procedure.channels.includes(input.channel)) return object('channel-not-offered')
  const unnamed = faultsOfCase(procedure, input.channel, input.case)
  if (unnamed) return unnamed
  if (!limitFor(procedure, input.channel, input.case)) return object('procedure-closed')
  const units = await directory(desk)
  const receiving = units.unit(input.receivingUnit)
  if (receiving?.kind !== 'agency') return object('not-competent')
  const heir = units.heirOf(receiving.id)
  if (heir !== receiving.id || !units.unitOn(receiving.id, day)) {
    return object('agency-closed', [{ where: heir, why: units.unit(heir)?.name ?? heir }])
  }
  return isCompetent(procedure, input, receiving, units) ? procedure : object('not-competent')
}

/**
 * Who decides: the agency of the law, or the commune at whose counter it is received. A procedure that knows no
 * boundaries is received at any counter for the commune that is named; the papers follow by a transfer.
 */
function isCompetent(procedure: ProcedureVersion, input: OpenInput, receiving: Unit, units: Directory): boolean {
  const named = input.competentAgency
  if (procedure.competent.kind === 'agency') return named === undefined || named === procedure.competent.agency
  if (named === undefined || named === receiving.id) return receiving.level === 'commune'
  const commune = units.unit(named)
  const stands = commune?.kind === 'agency' && commune.level === 'commune' && units.heirOf(named) === named
  return procedure.nonTerritorial === true && stands
}

/** A procedure of several cases is opened under one of them: papers, limit and fees come from it. */
function faultsOfCase(procedure: ProcedureVersion, channel: Channel, id: string | undefined): Objection | undefined {
  const { cases = [] } = procedure
  // Where cases only tell papers apart, it may be left unsaid: conditional papers are then asked of nobody.
  if (id === undefined ? limitFor(procedure, channel) : caseOf(procedure, id)) return undefined
  if (cases.length === 0) return object('procedure-closed')
  const known = cases.map((one) => ({ where: one.id, why: one.name }))
  return id === undefined ? object('case-missing', known) : object('unknown-case', known)
}

async function newDossier(
  desk: Needs,
  id: string,
  input: OpenInput,
  procedure: ProcedureVersion,
  at: Instant,
  person: Person,
): Promise<Dossier> {
  const counter = `${input.receivingUnit}/desk`
  const units = await directory(desk)
  const deciding = input.competentAgency ?? input.receivingUnit
  const competent = units.heirOf(competentAgency(procedure, deciding), procedure.code)
  const owner = input.owner ?? input.applicant
  const calendar = (await calendars(desk))(input.receivingUnit)
  const registered = person.kind === 'officer'
  return {
    id,
    version: 1,
    procedure: procedure.code,
    procedureVersion: procedure.version,
    procedureName: shortName(procedure.name),
    ...caseIn(procedure, input.case),
    channel: input.channel,
    status: registered ? 'registered' : 'draft',
    clock: 'not-started',
    money: 'none',
    delivery: 'none',
    sync: 'none',
    receivingUnit: counter,
    competentAgency: competent,
    holder: counter,
    agencies: [input.receivingUnit],
    supplementCount: 0,
    shipmentCount: 0,
    returnBy: input.returnBy,
    createdAt: at,
    ...(registered ? { submittedAt: at, answerDueAt: answerDue(calendar, at) } : {}),
    ownerRef: desk.digests.ofIdentity(owner.identityNumber),
    applicantMasked: maskedParty(owner).name,
    chain: '',
    updatedAt: at,
  }
}

function caseIn(procedure: ProcedureVersion, id: string | undefined): Pick<Dossier, 'case'> {
  const own = caseOf(procedure, id)
  return own ? { case: own.id } : {}
}
