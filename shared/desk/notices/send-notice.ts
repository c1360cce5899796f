import type { UnitId } from '../../agencies/unit.ts'
import { type Day, formatDay } from '../../calendar/day.ts'
import { log } from '../../log.ts'
import { firstOf } from '../../notices/first-of.ts'
import type { OverdueReport, OverdueRow } from '../../ports.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'
import { sendOnce } from './send-once.ts'

type Needs = Pick<Desk, 'marks' | 'reports' | 'catalogue' | 'mail' | 'now'>

/** What became of a notice; `unknown` is set aside and not sent again by itself. */
export type Told = 'sent' | 'sent-before' | 'unknown' | 'nothing'

const mostCodes = 100

/**
 * Thông báo hồ sơ quá hạn: one mail for each agency and day, counts and codes only. Throws Outage.
 */
export async function sendNotice(desk: Needs, agency: UnitId, day: Day): Promise<Told> {
  const mark = `NOTICE#overdue#${agency}#${day}`
  if ((await desk.marks.value(mark)) === 'sent') return 'sent-before'
  const [report] = await desk.reports.ofDay(day, agency)
  if (!report || report.overdue.length + report.comingDue.length === 0) return 'nothing'
  const email = (await directory(desk)).unit(agency)?.email
  if (!email) {
    log({ queue: 'notices', code: agency, outcome: 'no-address' })
    return 'nothing'
  }
  const subject = `Hồ sơ quá hạn, sắp đến hạn ngày ${formatDay(day)}`
  return sendOnce(desk, { name: mark, to: email, box: agency, subject, text: noticeText(report) })
}

function noticeText({ day, overdue, comingDue }: OverdueReport): string {
  return [
    `Ngày ${formatDay(day)}, cơ quan có ${overdue.length} hồ sơ quá hạn và ${comingDue.length} hồ sơ đến hạn trong một ngày làm việc.`,
    ...listed('Quá hạn:', overdue),
    ...listed('Sắp đến hạn:', comingDue),
    '',
    'Danh sách đầy đủ ở mục Báo cáo quá hạn.',
  ].join('\n')
}

function listed(title: string, rows: readonly OverdueRow[]): readonly string[] {
  if (rows.length === 0) return []
  const codes = [...new Set(rows.map((row) => row.code))]
  const { first, more } = firstOf(codes, mostCodes)
  return ['', title, ...first.map((code) => `- ${code}`), ...more]
}
