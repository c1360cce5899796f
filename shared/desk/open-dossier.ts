import { createHash } from 'node:crypto'
import type { Person } from '../access/person.ts'
import { agencyOf, type UnitId } from '../agencies/unit.ts'
import { addWorkedMinutes, openingAfter } from '../calendar/calendar.ts'
import { dayOf, type Instant } from '../calendar/day.ts'
import { type Channel, competentAgency, limitFor, type ProcedureVersion } from '../catalogue/procedure.ts'
import type { Dossier, Parties, Party, PostalAddress, ReturnWay } from '../dossier/dossier.ts'
import { digestOf, keyOf, record } from '../dossier/history.ts'
import { isObjection, type Objection, object } from '../dossier/objections.ts'
import type { Desk } from './desk.ts'
import { maskName } from './mask-name.ts'
import type { Done } from './perform.ts'
import { calendars, directory } from './surroundings.ts'

export interface OpenInput {
  procedure: string
  channel: Channel
  /** The agency at whose counter it is received. */
  receivingUnit: UnitId
  applicant: Party
  owner?: Party
  summary?: string
  returnBy: ReturnWay
  deliverTo?: PostalAddress
}

type Needs = Pick<Desk, 'dossiers' | 'catalogue' | 'digests' | 'now' | 'province'>

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
  const first = await desk.dossiers.event(id, 1)
  if (first) return opened(desk, id, said.body)
  const at = desk.now()
  const procedure = await openProcedure(desk, input, dayOf(at))
  if (isObjection(procedure)) return procedure
  const parties: Parties = {
    applicant: input.applicant,
    ...(input.owner ? { owner: input.owner } : {}),
    ...(input.summary === undefined ? {} : { summary: input.summary }),
    ...(input.deliverTo ? { deliverTo: input.deliverTo } : {}),
  }
  if (input.returnBy === 'post' && !input.deliverTo) return object('no-postal-address')
  const next = await newDossier(desk, id, input, procedure, at, person)
  const change = record(
    { next, event: { act: 'open', detail: { channel: input.channel } } },
    undefined,
    person,
    at,
    said,
  )
  if ((await desk.dossiers.commit({ changes: [{ ...change, parties }] })) === 'committed') return change
  return opened(desk, id, said.body)
}

async function opened(desk: Needs, id: string, body: string): Promise<Done | Objection> {
  const [file, event] = await Promise.all([desk.dossiers.load(id), desk.dossiers.event(id, 1)])
  if (!file || !event || event.body !== body) return object('key-reused')
  return { dossier: file.dossier, event }
}

async function openProcedure(desk: Needs, input: OpenInput, day: string): Promise<ProcedureVersion | Objection> {
  const procedure = await desk.catalogue.procedure(input.procedure)
  const closed = procedure?.validTo !== undefined && procedure.validTo < day
  if (procedure?.state !== 'published' || procedure.validFrom > day || closed || !limitFor(procedure, input.channel)) {
    return object('procedure-closed')
  }
  if (!procedure.channels.includes(input.channel)) return object('channel-not-offered')
  const receiving = (await directory(desk)).unit(input.receivingUnit)
  if (receiving?.kind !== 'agency') return object('not-competent')
  const communeOnly = procedure.competent.kind === 'receiving-commune'
  return communeOnly && receiving.level !== 'commune' ? object('not-competent') : procedure
}

async function newDossier(
  desk: Needs,
  id: string,
  input: OpenInput,
  procedure: ProcedureVersion,
  at: Instant,
  person: Person,
): Promise<Dossier> {
  const desk0 = `${input.receivingUnit}/desk`
  const competent = competentAgency(procedure, input.receivingUnit)
  const owner = input.owner ?? input.applicant
  const calendar = (await calendars(desk))(input.receivingUnit)
  const registered = person.kind === 'officer'
  return {
    id,
    version: 1,
    procedure: procedure.code,
    procedureVersion: procedure.version,
    procedureName: procedure.name,
    channel: input.channel,
    status: registered ? 'registered' : 'draft',
    clock: 'not-started',
    money: 'none',
    delivery: 'none',
    sync: 'none',
    receivingUnit: desk0,
    competentAgency: competent,
    holder: desk0,
    agencies: [...new Set([agencyOf(desk0), competent])],
    supplementCount: 0,
    shipmentCount: 0,
    returnBy: input.returnBy,
    createdAt: at,
    ...(registered
      ? { submittedAt: at, answerDueAt: addWorkedMinutes(calendar, openingAfter(calendar, at), 8 * 60) }
      : {}),
    ownerRef: desk.digests.ofIdentity(owner.identityNumber),
    applicantMasked: maskName(owner.name),
    chain: '',
    updatedAt: at,
  }
}
