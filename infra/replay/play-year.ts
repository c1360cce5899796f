import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatDay } from '../../shared/calendar/day.ts'
import type { DossierEvent } from '../../shared/dossier/dossier.ts'
import { settlement2022, settlementOf } from '../../shared/reports/figures/settlement-2022.ts'
import type { Difference, Hole } from '../recount/history-db.ts'
import { fieldCodeOf } from './old-rules.ts'
import { tableBeside } from './print-table.ts'
import type { progressBar } from './progress-bar.ts'
import { recountingHistory } from './recounting.ts'
import { type ReplayOptions, replay } from './replay.ts'
import type { ReplayedYear } from './years.ts'

export interface Asked extends Pick<ReplayOptions, 'without'> {
  recount: boolean
  /** The event of that number is taken out of the history before it is recounted. */
  lose?: number
  say: (line: string) => void
  bar?: ReturnType<typeof progressBar>
}

export interface Played {
  /** Every figure of the source ticked. */
  isWhole: boolean
  /** What the recount found; absent when none was asked for. */
  found?: { differences: readonly Difference[]; holes: readonly Hole[]; lost: readonly DossierEvent[] }
}

/** Plays a year and tells its table beside the source's; with `recount`, what SQL finds in the histories. */
export async function playYear(year: ReplayedYear, asked: Asked): Promise<Played> {
  const { without = [], recount, lose, say, bar } = asked
  say(`Phát lại ${formatDay(year.from)} - ${formatDay(year.to)} theo ${year.source}.`)
  say(
    'Cây ba cấp cũ: tên chín huyện là thật, sở và 145 xã, phường sinh ra. Hạt giống chỉ đặt số nộp, kênh nộp, độ trễ.',
  )
  for (const day of without) say(`Luật KHÔNG biết ngày nghỉ ${formatDay(day)}.`)
  const folder = mkdtempSync(join(tmpdir(), 'phat-lai-'))
  const history = recount ? recountingHistory(join(folder, 'history.db'), lose, fieldCodeOf) : undefined
  try {
    const begun = performance.now()
    const played = await replay(year, {
      without,
      ...(bar ? { progress: bar.show } : {}),
      ...(history ? { hears: history.hears } : {}),
    })
    bar?.end()
    const isWhole = tellTable(year, played, (performance.now() - begun) / 1000, say)
    if (!history) return { isWhole }
    if (lose !== undefined && lose > played.heard.events) throw new Error(`no event ${lose} of ${played.heard.events}`)
    const found = history.compare(played.figures)
    tellRecount(found, say)
    return { isWhole, found }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Say = Asked['say']

function tellTable(
  year: ReplayedYear,
  { tree, figures, heard }: Awaited<ReturnType<typeof replay>>,
  seconds: number,
  say: Say,
): boolean {
  const agencies = [...tree.province, ...tree.district, ...tree.commune]
  const lines = agencies.flatMap((agency) => figures.lines(agency, year))
  const { lines: printed, crosses } = tableBeside(settlementOf(lines, year.digits), year)
  say(`\n${settlement2022.name}`)
  for (const line of printed) say(line)
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const cpu = ((userCPUTime + systemCPUTime) / 1e6).toFixed(0)
  say(
    `\n${heard.events} sự kiện, nhiều nhất ${heard.mostOpen} hồ sơ mở cùng lúc; ${seconds.toFixed(0)} giây (${cpu} giây CPU), ${(maxRSS / 1024).toFixed(0)} MB.`,
  )
  say(crosses === 0 ? 'Mọi con số của nguồn đều khớp.' : `${crosses} con số KHÔNG khớp nguồn.`)
  return crosses === 0
}

const mostTold = 20

function tellRecount({ differences, holes, lost }: NonNullable<Played['found']>, say: Say): void {
  for (const { dossier, n, act } of lost) say(`Đã bỏ sự kiện ${n} (${act}) của hồ sơ ${dossier} khỏi lịch sử.`)
  for (const { dossier, n } of holes.slice(0, mostTold)) say(`Đếm lại: THIẾU sự kiện ${n} của hồ sơ ${dossier}.`)
  for (const { agency, place, mark, wanted, stored } of differences.slice(0, mostTold)) {
    say(`Đếm lại: KHÁC ${agency} ${place} ${mark}: đếm ${stored}, theo lịch sử ${wanted}.`)
  }
  if (isProved({ differences, holes, lost })) say('Đếm lại bằng SQL: mọi số liệu bằng lịch sử.')
  else say(`Đếm lại bằng SQL: ${differences.length} số liệu khác, ${holes.length} lịch sử bị thiếu.`)
}

/** Histories without a hole, and every figure equal to them. */
export function isProved({ differences, holes }: NonNullable<Played['found']>): boolean {
  return differences.length === 0 && holes.length === 0
}
