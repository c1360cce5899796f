import type { UnitId } from '../../agencies/unit.ts'
import type { PlacedFault } from '../../place.ts'
import type { ActOf } from '../acts.ts'
import type { Circumstances } from '../circumstances.ts'

/** Why a bag does not go there: named at the field that is to be mended. */
export function whyNotTo(
  { to, by }: ActOf<'send-papers'>,
  own: UnitId | undefined,
  c: Circumstances,
): PlacedFault | undefined {
  const { agencies } = c.file.dossier
  if (to === 'applicant') {
    const why = 'Gửi trả người nộp thì qua bưu chính (post); người nộp đến quầy thì trả tại quầy.'
    return by === 'hand' ? { where: 'body.by', why } : undefined
  }
  const where = 'body.to'
  if (to === own) return { where, why: 'Giấy tờ đang ở chính cơ quan này.' }
  if (agencies.includes(to)) return undefined
  if (c.directory.unit(to)?.kind !== 'agency') return { where, why: `Danh bạ không có cơ quan ${to}.` }
  const others = agencies.filter((agency) => agency !== own)
  return { where, why: `${to} không tham gia hồ sơ này; có: ${others.join(', ') || 'không cơ quan nào khác'}.` }
}
