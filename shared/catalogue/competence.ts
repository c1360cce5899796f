import type { Directory } from '../agencies/directory.ts'
import names from './agency-names.json' with { type: 'json' }
import type { CompetentRule } from './procedure.ts'
import type { ProcedureRow } from './procedure-row.ts'
import { searchKey } from './search-key.ts'

export type Competence = { kind: 'found'; rule: CompetentRule; remarks: string[] } | { kind: 'none'; reason: string }

interface Match {
  published: string
  /** `receiving-commune`, an agency's id, or `null` for somebody who is none of ours. */
  unit: string | null
  byHand: boolean
}

const patterns = names.agencies.map((row) => ({ ...row, shape: new RegExp(row.pattern) }))
const elsewhere = new RegExp(`\\b(${names.elsewhere.join('|')})\\b`)
const home = new RegExp(names.home)

/** Which agency here decides: the first executing agency that the table of names knows and whose level fits. */
export function findCompetent(row: ProcedureRow, directory: Directory): Competence {
  const { levels, executing_agencies: agencies, promulgating_agency: promulgator } = row
  const by = searchKey(promulgator)
  if (/^(ubnd|uy ban nhan dan) /.test(by) && !home.test(by)) return none(`Chỉ áp dụng ở nơi công bố: ${promulgator}`)
  if (levels.length > 0 && !levels.some((level) => level === 'province' || level === 'commune')) {
    return none(`Cấp giải quyết không phải của thành phố hay xã: ${levels.join(', ')}`)
  }
  if (agencies.length === 0) return none('Không nêu cơ quan thực hiện')
  const found = agencies.map((published) => matchOf(published, by)).filter((match) => match.unit !== null)
  const chosen = found.find((match) => fits(match, levels, directory)) ?? found[0]
  if (!chosen?.unit) return none(`Không cơ quan nào ở đây có thẩm quyền: ${agencies.slice(0, 3).join('; ')}`)
  const remarks = chosen.byHand
    ? [`"${chosen.published}" được gán cho ${tellUnit(chosen.unit, directory)} bằng tay`]
    : []
  if (chosen.unit === 'receiving-commune') return { kind: 'found', rule: { kind: 'receiving-commune' }, remarks }
  if (!directory.unit(chosen.unit)) return none(`Bảng tên cơ quan chỉ tới đơn vị không có: ${chosen.unit}`)
  return { kind: 'found', rule: { kind: 'agency', agency: chosen.unit }, remarks }
}

/** The unit a published name means today; `null` when it is none of ours. */
export function matchOf(published: string, promulgator = ''): Match {
  const key = searchKey(published)
  if (elsewhere.test(key) && !home.test(key)) return { published, unit: null, byHand: false }
  const row = patterns.find(({ shape, of }) => shape.test(key) && (of === null || promulgator.includes(of)))
  return { published, unit: row?.unit ?? null, byHand: row?.by === 'hand' }
}

function fits({ unit }: Match, levels: readonly string[], directory: Directory): boolean {
  if (unit === 'receiving-commune') return levels.includes('commune') || levels.length === 0
  const level = directory.unit(unit ?? '')?.level
  return level === 'vertical' || levels.includes('province') || levels.length === 0
}

function none(reason: string): Competence {
  return { kind: 'none', reason }
}

function tellUnit(unit: string, directory: Directory): string {
  return unit === 'receiving-commune' ? 'UBND cấp xã nơi tiếp nhận' : (directory.unit(unit)?.name ?? unit)
}
