import type { Directory } from '../../agencies/directory.ts'
import { isInOffice, type UnitId } from '../../agencies/unit.ts'
import { formatInstant } from '../../calendar/day.ts'
import type { MovedRow } from '../../dossier/system/recount.ts'
import { log } from '../../log.ts'
import { firstOf } from '../../notices/first-of.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'
import type { Told } from './send-notice.ts'
import { sendOnce } from './send-once.ts'

type Needs = Pick<Desk, 'marks' | 'dossiers' | 'catalogue' | 'mail' | 'now'>

const mostCodes = 100

/**
 * Thông báo hạn thay đổi: for each declaration one mail to the agency, desk by desk, and one to each officer with a mailbox, of
 * what lies on their own desk. Codes and moments only; answers what became of the agency's. A mailbox that fails keeps nobody
 * else waiting: the rest is sent, then the failure is thrown; rung again, only what failed is tried. Throws Outage.
 */
export async function sendMovedNotice(desk: Needs, agency: UnitId, declaration: number): Promise<Told> {
  const [rows, declared, units] = await Promise.all([
    desk.dossiers.movedBy(declaration, agency),
    desk.catalogue.declarationsNow(),
    directory(desk),
  ])
  const source = declared.find(({ n }) => n === declaration)?.source
  if (rows.length === 0 || source === undefined) return 'nothing'
  const name = `NOTICE#moved#${agency}#${declaration}`
  const failures: unknown[] = []
  const attempt = (sending: () => Promise<Told>) =>
    sending().catch((error: unknown): Told => {
      failures.push(error)
      return 'nothing'
    })
  const told = await attempt(() =>
    tellAgency(desk, { name, source, rows, email: units.unit(agency)?.email, agency, units }),
  )
  for (const officer of new Set(rows.flatMap((row) => row.officer ?? []))) {
    const holder = units.officer(officer)
    if (holder?.email === undefined || !isInOffice(holder)) continue
    const to = holder.email
    const own = rows.filter((row) => row.officer === officer)
    const letter = { name: `${name}#${officer}`, to, box: officer, subject: subjectOf(own), text: ownText(source, own) }
    await attempt(() => sendOnce(desk, letter))
  }
  if (failures.length > 0) throw failures[0]
  return told
}

interface AgencyNotice {
  name: string
  source: string
  rows: readonly MovedRow[]
  email: string | undefined
  agency: UnitId
  units: Directory
}

async function tellAgency(desk: Needs, { name, source, rows, email, agency, units }: AgencyNotice): Promise<Told> {
  if (!email) {
    log({ queue: 'notices', code: agency, outcome: 'no-address' })
    return 'nothing'
  }
  return sendOnce(desk, {
    name,
    to: email,
    box: agency,
    subject: subjectOf(rows),
    text: noticeText(source, rows, units),
  })
}

const subjectOf = (rows: readonly MovedRow[]) => `Lịch làm việc thay đổi: ${rows.length} hồ sơ có hạn mới`

/** What an officer holds, and nobody else's. */
function ownText(source: string, rows: readonly MovedRow[]): string {
  const { first, more } = firstOf(rows, mostCodes)
  return [
    `Theo ${source}, hạn của ${rows.length} hồ sơ Anh/Chị đang giữ được tính lại:`,
    '',
    ...first.map(lineOf),
    ...more,
    '',
    'Danh sách đầy đủ ở mục Lịch làm việc.',
  ].join('\n')
}

const lineOf = (row: MovedRow) => `- ${row.code ?? row.dossier}: ${momentsOf(row)}`

/** Desk by desk: each officer finds what is theirs under their own name, a room what lies in its pool. */
function noticeText(source: string, rows: readonly MovedRow[], units: Directory): string {
  const { first, more } = firstOf(rows, mostCodes)
  const held = first.map((row) => ({ row, holder: holderOf(row, units) }))
  const holders = [...new Set(held.map(({ holder }) => holder))].sort(new Intl.Collator('vi').compare)
  const lines = holders.flatMap((name) => [
    `${name}:`,
    ...held.filter(({ holder }) => holder === name).map(({ row }) => lineOf(row)),
    '',
  ])
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
