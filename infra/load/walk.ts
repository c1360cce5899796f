import type { Person } from '../../shared/access/person.ts'
import { agencyOf, type Officer } from '../../shared/agencies/unit.ts'
import type { Channel, ProcedureVersion } from '../../shared/catalogue/procedure.ts'
import { openDossier } from '../../shared/desk/dossiers/open-dossier.ts'
import { perform } from '../../shared/desk/dossiers/perform.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import type { Dossier, Plan } from '../../shared/dossier/dossier.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import { awaitsDecision, waysOn } from '../../shared/dossier/steps/steps.ts'
import type { Roll } from '../replay/dice.ts'
import type { ChunkDesk } from './chunk-desk.ts'
import { inventedName } from './invented-names.ts'

export interface Filed {
  n: number
  procedure: ProcedureVersion
  agency: string
  channel: Channel
  /** How many moves are made before it is left as it is. */
  moves: number
}

/** Opens a dossier and carries it so many moves along its own plan; whom the rules refuse leaves it where it is. */
export async function walk(world: ChunkDesk, officers: readonly Officer[], filed: Filed, roll: Roll): Promise<void> {
  const { desk, kept, pass, withResult } = world
  let keys = 0
  const act = async (id: string, who: Person, said: Act): Promise<boolean> => {
    keys += 1
    const version = kept.get(id)?.file.dossier.version ?? 0
    const done = await perform(desk, who, id, said, { version, key: `nap-${filed.n}-${keys}` })
    return done !== undefined && !isObjection(done)
  }
  /** By whoever of the holder's agency may; the room that holds it is asked first. */
  const byAny = async ({ id, holder }: Dossier, said: Act): Promise<boolean> => {
    const own = officers.filter(({ unit, roles }) => agencyOf(unit) === agencyOf(holder) && roles.length > 0)
    const asked = own.toSorted((a, b) => Number(b.unit === holder) - Number(a.unit === holder))
    for (const officer of asked) if (await act(id, { kind: 'officer', ...officer }, said)) return true
    return false
  }

  const number = String(46_200_000_000 + filed.n).padStart(12, '0')
  const citizen: Person = { kind: 'citizen', id: `nap-${filed.n}`, identityNumber: number, name: inventedName(roll) }
  const counter = officers.find(({ unit, roles }) => unit === `${filed.agency}/desk` && roles.includes('reception'))
  if (!counter) return
  const { channel, agency, procedure } = filed
  const opener: Person = channel === 'online' ? citizen : { kind: 'officer', ...counter }
  const applicant = { name: citizen.name, identityNumber: number }
  const firstCase = procedure.cases?.[0]?.id
  const input = {
    procedure: procedure.code,
    ...(firstCase === undefined ? {} : { case: firstCase }),
    channel,
    receivingUnit: agency,
    applicant,
    returnBy: channel === 'online' ? 'online' : 'counter',
  } as const
  const opened = await openDossier(desk, opener, input, `nap-${filed.n}`)
  if (isObjection(opened)) return
  const { id } = opened.dossier
  if (channel === 'online' && !(await act(id, citizen, { act: 'submit' }))) return

  for (let move = 0; move < filed.moves; move += 1) {
    pass(20 + roll(400))
    const whole = kept.get(id)?.file
    const lies = whole?.dossier.child === undefined ? whole : kept.get(whole.dossier.child)?.file
    if (!whole || !lies) return
    const said = nextMove(lies.dossier, lies.plan, procedure, roll)
    if (said?.act === 'approve') withResult(lies.dossier.id)
    if (!said || !(await byAny(lies.dossier, said))) return
  }
}

const given = ({ returnBy }: Dossier): Act =>
  returnBy === 'online'
    ? { act: 'return', by: 'online' }
    : { act: 'return', by: 'counter', taker: { kind: 'owner', name: 'Nguyễn Văn Nạp' }, signed: 'paper' }

/** The usual way on, and now and then something else that happens at a desk. */
function nextMove(dossier: Dossier, plan: Plan | undefined, procedure: ProcedureVersion, roll: Roll): Act | undefined {
  const luck = roll(100)
  if (dossier.status === 'registered') {
    if (luck < 3) return { act: 'refuse', reason: 'Không thuộc thẩm quyền' }
    const waived = procedure.papers.map(({ id }) => ({ paper: id, reason: 'Nạp thử, không có tệp' }))
    return { act: 'accept', waived }
  }
  if (dossier.status === 'processed') return dossier.parent === undefined ? given(dossier) : { act: 'hand-back' }
  if (dossier.status !== 'accepted' && dossier.status !== 'in-progress') return undefined
  if (luck < 4) return { act: 'ask-supplement', reason: 'Thiếu giấy tờ', papers: ['Tờ khai'] }
  if (luck < 6) return { act: 'stop', reason: 'Không đủ điều kiện', ground: 'Quy định của thủ tục' }
  if (luck < 8) {
    const items = [{ kind: 'fee', name: 'Phí thẩm định', amountVnd: 100_000 }] as const
    return { act: 'request-obligation', items, payee: 'Kho bạc Nhà nước' }
  }
  if (luck < 10) return { act: 'withdraw', reason: 'Người nộp rút hồ sơ' }
  if (awaitsDecision(dossier, plan)) return { act: 'approve', resultScan: 1 }
  const next = plan?.steps.find(({ n }) => n === waysOn(dossier.step, plan)[0])
  if (!next || (dossier.lastStep !== undefined && next.n > dossier.lastStep)) {
    return dossier.parent === undefined ? undefined : { act: 'hand-back' }
  }
  return next.agency === agencyOf(dossier.holder) ? { act: 'pass-on' } : { act: 'transfer' }
}
