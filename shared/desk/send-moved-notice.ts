import type { Directory } from '../agencies/directory.ts'
import type { UnitId } from '../agencies/unit.ts'
import { formatInstant } from '../calendar/day.ts'
import type { MovedRow } from '../dossier/recount.ts'
import { log } from '../log.ts'
import type { Desk } from './desk.ts'
import type { Told } from './send-notice.ts'
import { sendOnce } from './send-once.ts'
import { directory } from './surroundings.ts'

type Needs = Pick<Desk, 'marks' | 'dossiers' | 'catalogue' | 'mail' | 'now'>

/** A mail stays readable; the list itself has every row. */
const mostCodes = 100

/** Thông báo hạn thay đổi: one mail for each agency and declaration, codes and moments only. Throws Outage. */
export async function sendMovedNotice(desk: Needs, agency: UnitId, declaration: number): Promise<Told> {
  const mark = `NOTICE#moved#${agency}#${declaration}`
  if ((await desk.marks.value(mark)) === 'sent') return 'sent-before'
  const [rows, declared, units] = await Promise.all([
    desk.dossiers.movedBy(declaration, agency),
    desk.catalogue.declarationsNow(),
    directory(desk),
  ])
  const source = declared.find(({ n }) => n === declaration)?.source
  if (rows.length === 0 || source === undefined) return 'nothing'
  const email = units.unit(agency)?.email
  if (!email) {
    log({ queue: 'notices', code: agency, outcome: 'no-address' })
    return 'nothing'
  }
  const subject = `Lịch làm việc thay đổi: ${rows.length} hồ sơ có hạn mới`
  return sendOnce(desk, { name: mark, to: email, subject, text: noticeText(source, rows, units) })
}

/** Desk by desk: each officer finds what is theirs under their own name, a room what lies in its pool. */
function noticeText(source: string, rows: readonly MovedRow[], units: Directory): string {
  const held = rows.slice(0, mostCodes).map((row) => ({ row, holder: holderOf(row, units) }))
  const holders = [...new Set(held.map(({ holder }) => holder))].sort(new Intl.Collator('vi').compare)
  const lines = holders.flatMap((name) => [
    `${name}:`,
    ...held.filter(({ holder }) => holder === name).map(({ row }) => `- ${row.code ?? row.dossier}: ${momentsOf(row)}`),
    '',
  ])
  const more = rows.length > mostCodes ? [`và ${rows.length - mostCodes} hồ sơ khác`] : []
  return [
    `Theo ${source}, hạn của ${rows.length} hồ sơ đang ở cơ quan được tính lại:`,
    '',
    ...lines,
    ...more,
    'Danh sách đầy đủ ở mục Lịch làm việc.',
  ].join('\n')
}

function holderOf({ officer, room }: MovedRow, units: Directory): string {
  return (officer === undefined ? undefined : units.officer(officer)?.name) ?? units.unit(room)?.name ?? room
}

const names = { answer: 'trả lời', whole: 'trả kết quả', step: 'bước đang giải quyết', supplement: 'bổ sung' } as const

function momentsOf({ moments }: MovedRow): string {
  return moments
    .map(({ clock, after }) => `${names[clock]} ${after === undefined ? 'không còn hạn' : formatInstant(after)}`)
    .join('; ')
}
