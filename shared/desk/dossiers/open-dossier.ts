import { createHash } from 'node:crypto'
import type { Person } from '../../access/person.ts'
import { dayOf, type Instant } from '../../calendar/day.ts'
import { caseOf, competentAgency, type ProcedureVersion } from '../../catalogue/procedure.ts'
import { answerDue } from '../../dossier/clocks/clock.ts'
import type { Dossier, DossierEvent, Parties, Party } from '../../dossier/dossier.ts'
import { digestOf, keyOf, record } from '../../dossier/history/history.ts'
import { isObjection, type Objection, object } from '../../dossier/objections.ts'
import { type Opening, openable } from '../../dossier/opening.ts'
import { maskedParty } from '../../dossier/people/personal-data.ts'
import { retrying } from '../carrying-on/retrying.ts'
import type { Desk } from '../desk.ts'
import { calendars, directory, shortName } from '../surroundings.ts'
import { type Done, firstAnswer } from './first-answer.ts'

export interface OpenInput extends Opening {
  applicant: Party
  owner?: Party
  summary?: string
}

type Needs = Pick<Desk, 'dossiers' | 'catalogue' | 'digests' | 'now' | 'pause' | 'chance' | 'province'>

/**
 * Lập hồ sơ. Online it begins as a draft of the citizen's; at the counter or from the post it stands registered at once.
 * The id is derived from person and key: opened twice, it is one dossier. `wish` is what the person said of it themselves: their unit and
 * their name, which are known beside it, may be others when they say it again. Throws Outage.
 */
export async function openDossier(
  desk: Needs,
  person: Person,
  input: OpenInput,
  key: string,
  wish: unknown = input,
): Promise<Done | Objection> {
  const said = { key: keyOf(person, key), body: digestOf(wish) }
  const id = createHash('sha256').update(`dossier#${said.key}`).digest('hex').slice(0, 26)
  return retrying(desk, async () => {
    const first = await desk.dossiers.event(id, 1)
    if (first) return { answer: await opened(desk, id, first, said.body) }
    const at = desk.now()
    const inForce = await desk.catalogue.procedureOn(input.procedure, dayOf(at))
    const procedure = openable(input, inForce, await directory(desk), dayOf(at))
    if (isObjection(procedure)) return { answer: procedure }
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
  // Another commune is named only where a procedure knows no boundaries; a department's says so itself.
  const isElsewhere =
    procedure.competent.kind === 'agency'
      ? procedure.nonTerritorial === true && competent !== units.heirOf(input.receivingUnit)
      : deciding !== input.receivingUnit
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
    ...(isElsewhere ? { nonTerritorial: true } : {}),
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
