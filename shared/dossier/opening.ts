import type { Directory } from '../agencies/directory.ts'
import type { UnitId } from '../agencies/unit.ts'
import { type Day, formatDay } from '../calendar/day.ts'
import { type Channel, caseOf, limitFor, type ProcedureVersion } from '../catalogue/procedure.ts'
import type { Place } from '../place.ts'
import type { PostalAddress, ReturnWay } from './dossier.ts'
import { type Objection, object, together } from './objections.ts'

/** What is asked for when a dossier is opened, as far as rules look at it. */
export interface Opening {
  procedure: string
  /** Trường hợp, for a procedure that has several. */
  case?: string
  channel: Channel
  /** The agency at whose counter it is received. */
  receivingUnit: UnitId
  /** Phi địa giới: the commune that decides, where another counter receives. */
  competentAgency?: UnitId
  returnBy: ReturnWay
  deliverTo?: PostalAddress
}

/**
 * The procedure a dossier is opened under, or why not, everything at once: procedure and case, agencies, address. Only what cannot be
 * asked before another fault is mended is left for then. `procedure` is the version of that day.
 */
export function openable(
  wish: Opening,
  procedure: ProcedureVersion | undefined,
  units: Directory,
  day: Day,
): ProcedureVersion | Objection {
  const counter = notStanding(wish, units, day)
  const address = unaddressed(wish)
  if (!procedure) {
    const no = unknownProcedure(wish, day)
    return together([no, counter, address]) ?? no
  }
  const ofProcedure = [notOffered(procedure, wish), unfitCase(procedure, wish)]
  return together([...ofProcedure, counter, notCompetent(procedure, wish, units), address]) ?? procedure
}

function unaddressed({ returnBy, deliverTo }: Opening): Objection | undefined {
  if (returnBy !== 'post' || deliverTo) return undefined
  const why = 'Nhận qua bưu chính (returnBy: post) thì phải có địa chỉ.'
  return object('no-postal-address', [{ where: 'body.deliverTo', why }])
}

function closed(why: string): Objection {
  return object('procedure-closed', [{ where: 'body.procedure', why }])
}

function unknownProcedure({ procedure }: Opening, day: Day): Objection {
  return closed(`Danh mục ngày ${formatDay(day)} không có thủ tục ${procedure} đang tiếp nhận.`)
}

function notOffered({ channels }: ProcedureVersion, { channel }: Opening): Objection | undefined {
  if (channels.includes(channel)) return undefined
  const why = `Thủ tục nhận qua: ${channels.join(', ')}; không qua ${channel}.`
  // Online there is no field for it: the address is the channel.
  return object('channel-not-offered', [{ where: channel === 'online' ? 'body.procedure' : 'body.channel', why }])
}

/**
 * A procedure of several cases is opened under one of them: papers, limit and fees come from it. Whether one must be named depends on the
 * limits of the channel, which a channel that is not offered has not.
 */
function unfitCase(procedure: ProcedureVersion, { channel, case: id }: Opening): Objection | undefined {
  const known = (procedure.cases ?? []).map((one) => `${one.id} (${one.name})`).join('; ')
  const at = (why: string) => [{ where: 'body.case', why }] as const
  if (id !== undefined && !caseOf(procedure, id)) {
    return object('unknown-case', at(known === '' ? 'Thủ tục không chia trường hợp: bỏ trường này.' : `Có: ${known}.`))
  }
  // Where cases only tell papers apart, it may be left unsaid: conditional papers are then asked of nobody.
  if (!procedure.channels.includes(channel) || limitFor(procedure, channel, id)) return undefined
  if (id === undefined && known !== '') return object('case-missing', at(`Chọn một: ${known}.`))
  return closed(`Thủ tục chưa có thời hạn giải quyết qua ${channel}.`)
}

/** An officer's counter is their own: what can be mended is the procedure. */
function placeOfCounter({ channel }: Opening): Place {
  return channel === 'online' ? 'body.receivingUnit' : 'body.procedure'
}

/** The counter that is to receive it: no agency, or one that has ended. */
function notStanding(wish: Opening, units: Directory, day: Day): Objection | undefined {
  const receiving = units.unit(wish.receivingUnit)
  const where = placeOfCounter(wish)
  if (receiving?.kind !== 'agency') {
    return object('not-competent', [
      { where, why: `Danh bạ không có cơ quan ${wish.receivingUnit}; mã cơ quan là id ở listUnits.` },
    ])
  }
  const heir = units.heirOf(receiving.id)
  if (heir === receiving.id && units.unitOn(receiving.id, day)) return undefined
  const why = `${receiving.name} đã kết thúc; cơ quan kế thừa: ${units.unit(heir)?.name ?? heir} (${heir}).`
  return object('agency-closed', [{ where, why }])
}

/**
 * Who decides: the agency of the law, or the commune at whose counter it is received. A procedure that knows no
 * boundaries is received at any counter for the commune that is named; the papers follow by a transfer.
 */
function notCompetent(procedure: ProcedureVersion, wish: Opening, units: Directory): Objection | undefined {
  const { competentAgency: named, receivingUnit } = wish
  const no = (where: Place, why: string) => object('not-competent', [{ where, why }])
  if (procedure.competent.kind === 'agency') {
    const { agency } = procedure.competent
    const why = `Thủ tục do ${agency} giải quyết: bỏ trường này, hoặc nêu ${agency}.`
    return named === undefined || named === agency ? undefined : no('body.competentAgency', why)
  }
  if (named === undefined || named === receivingUnit) {
    const receiving = units.unit(receivingUnit)
    if (receiving?.kind !== 'agency' || receiving.level === 'commune') return undefined
    const why = `${receiving.name} không phải cấp xã; thủ tục do UBND cấp xã tiếp nhận (listUnits với level=commune).`
    return no(placeOfCounter(wish), why)
  }
  if (procedure.nonTerritorial !== true) {
    return no('body.competentAgency', 'Thủ tục không tiếp nhận phi địa giới: nơi tiếp nhận cũng là nơi giải quyết.')
  }
  const commune = units.unit(named)
  const stands = commune?.kind === 'agency' && commune.level === 'commune' && units.heirOf(named) === named
  return stands ? undefined : no('body.competentAgency', `${named} không phải UBND cấp xã đang hoạt động.`)
}
