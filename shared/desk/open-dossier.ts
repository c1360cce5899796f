import { createHash } from 'node:crypto'
import type { Person } from '../access/person.ts'
import type { Directory } from '../agencies/directory.ts'
import type { Unit, UnitId } from '../agencies/unit.ts'
import { dayOf, formatDay, type Instant } from '../calendar/day.ts'
import { type Channel, caseOf, competentAgency, limitFor, type ProcedureVersion } from '../catalogue/procedure.ts'
import { answerDue } from '../dossier/clock.ts'
import type { Dossier, DossierEvent, Parties, Party, PostalAddress, ReturnWay } from '../dossier/dossier.ts'
import { digestOf, keyOf, record } from '../dossier/history.ts'
import { isObjection, type Objection, object } from '../dossier/objections.ts'
import { maskedParty } from '../dossier/personal-data.ts'
import type { Place } from '../place.ts'
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
    if (input.returnBy === 'post' && !input.deliverTo) return { answer: object('no-postal-address', noAddress) }
    const next = await newDossier(desk, id, input, procedure, at, person)
    const event = { act: 'open', detail: { channel: input.channel }, ...searched(next) } as const
    const change = { ...record({ next, event }, undefined, person, at, said), parties: partiesOf(input) }
    const committed = await desk.dossiers.commit({ changes: [change] })
    return committed === 'committed' ? { answer: { dossier: change.dossier, event: change.event } } : 'again'
  })
}

const noAddress = [
  { where: 'body.deliverTo', why: 'Nhận qua bưu chính (returnBy: post) thì phải có địa chỉ.' },
] as const

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
  const { procedure: code, channel } = input
  const procedure = await desk.catalogue.procedureOn(code, day)
  const closed = (why: string) => object('procedure-closed', [{ where: 'body.procedure', why }])
  if (!procedure) return closed(`Danh mục ngày ${formatDay(day)} không có thủ tục ${code} đang tiếp nhận.`)
  const { channels } = procedure
  if (!channels.includes(channel)) {
    const why = `Thủ tục nhận qua: ${channels.join(', ')}; không qua ${channel}.`
    // Online there is no field for it: the address is the channel.
    return object('channel-not-offered', [{ where: channel === 'online' ? 'body.procedure' : 'body.channel', why }])
  }
  const unnamed = faultsOfCase(procedure, channel, input.case)
  if (unnamed) return unnamed
  if (!limitFor(procedure, channel, input.case)) return closed(`Thủ tục chưa có thời hạn giải quyết qua ${channel}.`)
  return (await notReceived(desk, procedure, input, day)) ?? procedure
}

/** Why this counter does not receive it: no agency, one that has ended, or not competent. */
async function notReceived(desk: Needs, procedure: ProcedureVersion, input: OpenInput, day: string) {
  const units = await directory(desk)
  const receiving = units.unit(input.receivingUnit)
  // An officer's counter is their own: what can be mended is the procedure.
  const where = input.channel === 'online' ? 'body.receivingUnit' : 'body.procedure'
  if (receiving?.kind !== 'agency') {
    return object('not-competent', [{ where, why: `Danh bạ không có cơ quan ${input.receivingUnit}.` }])
  }
  const heir = units.heirOf(receiving.id)
  if (heir !== receiving.id || !units.unitOn(receiving.id, day)) {
    const why = `${receiving.name} đã kết thúc; cơ quan kế thừa: ${units.unit(heir)?.name ?? heir} (${heir}).`
    return object('agency-closed', [{ where, why }])
  }
  return notCompetent(procedure, input, receiving, units, where)
}

/**
 * Who decides: the agency of the law, or the commune at whose counter it is received. A procedure that knows no
 * boundaries is received at any counter for the commune that is named; the papers follow by a transfer.
 */
function notCompetent(
  procedure: ProcedureVersion,
  input: OpenInput,
  receiving: Unit,
  units: Directory,
  counter: Place,
): Objection | undefined {
  const { competentAgency: named } = input
  const no = (where: Place, why: string) => object('not-competent', [{ where, why }])
  if (procedure.competent.kind === 'agency') {
    const { agency } = procedure.competent
    const why = `Thủ tục do ${agency} giải quyết: bỏ trường này, hoặc nêu ${agency}.`
    return named === undefined || named === agency ? undefined : no('body.competentAgency', why)
  }
  if (named === undefined || named === receiving.id) {
    const why = `${receiving.name} không phải cấp xã; thủ tục do UBND cấp xã tiếp nhận (listUnits với level=commune).`
    return receiving.level === 'commune' ? undefined : no(counter, why)
  }
  if (procedure.nonTerritorial !== true) {
    return no('body.competentAgency', 'Thủ tục không tiếp nhận phi địa giới: nơi tiếp nhận cũng là nơi giải quyết.')
  }
  const commune = units.unit(named)
  const stands = commune?.kind === 'agency' && commune.level === 'commune' && units.heirOf(named) === named
  return stands ? undefined : no('body.competentAgency', `${named} không phải UBND cấp xã đang hoạt động.`)
}

/** A procedure of several cases is opened under one of them: papers, limit and fees come from it. */
function faultsOfCase(procedure: ProcedureVersion, channel: Channel, id: string | undefined): Objection | undefined {
  const { cases = [] } = procedure
  // Where cases only tell papers apart, it may be left unsaid: conditional papers are then asked of nobody.
  if (id === undefined ? limitFor(procedure, channel) : caseOf(procedure, id)) return undefined
  const known = cases.map((one) => `${one.id} (${one.name})`).join('; ')
  const at = (why: string) => [{ where: 'body.case', why }] as const
  if (id !== undefined) {
    return object('unknown-case', at(known === '' ? 'Thủ tục không chia trường hợp: bỏ trường này.' : `Có: ${known}.`))
  }
  return known === '' ? undefined : object('case-missing', at(`Chọn một: ${known}.`))
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
    ...(procedure.competent.kind !== 'agency' && deciding !== input.receivingUnit ? { nonTerritorial: true } : {}),
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
