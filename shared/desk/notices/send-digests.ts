import { isInOffice, type UnitId } from '../../agencies/unit.ts'
import { type Day, formatDay } from '../../calendar/day.ts'
import { firstOf } from '../../notices/first-of.ts'
import type { OverdueRow } from '../../ports.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'
import { sendOnce } from './send-once.ts'

type Needs = Pick<Desk, 'marks' | 'reports' | 'catalogue' | 'mail' | 'now'>

const mostCodes = 50

/**
 * Thư tổng hợp: one mail a morning to each officer of an agency who has a mailbox, with everything on their desk that is overdue or
 * falls due, instead of one for each dossier. Codes only. Who has no mailbox reads the agency's. Throws Outage.
 */
export async function sendDigests(desk: Needs, agency: UnitId, day: Day): Promise<number> {
  const [report] = await desk.reports.ofDay(day, agency)
  if (!report) return 0
  const units = await directory(desk)
  const rows = [...report.overdue, ...report.comingDue]
  const holders = [...new Set(rows.flatMap(({ officer }) => (officer === undefined ? [] : [officer])))]
  const failures: unknown[] = []
  let sentCount = 0
  for (const id of holders) {
    const officer = units.officer(id)
    // Who has left since the list was made is told of nothing more.
    if (officer?.email === undefined || !isInOffice(officer)) continue
    const { email } = officer
    const theirs = (all: readonly OverdueRow[]) => all.filter(({ officer }) => officer === id)
    const [overdue, comingDue] = [theirs(report.overdue), theirs(report.comingDue)]
    const mail = {
      to: email,
      box: id,
      subject: `Việc của Anh/Chị ngày ${formatDay(day)}`,
      text: textOf(overdue, comingDue),
    }
    // A box that fails keeps nothing from the others.
    const told = await sendOnce(desk, { name: `NOTICE#digest#${id}#${agency}#${day}`, ...mail }).catch(
      (error: unknown) => void failures.push(error),
    )
    if (told === 'sent') sentCount += 1
  }
  if (failures.length > 0) throw failures[0]
  return sentCount
}

function textOf(overdue: readonly OverdueRow[], comingDue: readonly OverdueRow[]): string {
  return [
    `Anh/Chị đang giữ ${overdue.length} việc quá hạn, ${comingDue.length} việc đến hạn trong một ngày làm việc.`,
    ...listed('Quá hạn:', overdue),
    ...listed('Sắp đến hạn:', comingDue),
    '',
    'Danh sách đầy đủ ở mục Việc cần làm.',
  ].join('\n')
}

/** A dossier late on several clocks stands there once, with the first of them. */
function listed(title: string, rows: readonly OverdueRow[]): readonly string[] {
  const once = [...new Map(rows.toReversed().map((row) => [row.code, row])).values()].toReversed()
  if (once.length === 0) return []
  const { first, more } = firstOf(once, mostCodes)
  return ['', title, ...first.map(({ code, remaining }) => `- ${code}: ${remaining}`), ...more]
}
