/**
 * `npm run replay -- 2022|2020|catalogue [--without-holiday YYYY-MM-DD] [--recount [--lose-event N]]`: plays a source's year
 * and prints its table beside what the source says. Ends with 1 when a cross was printed or a recount found something.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { formatDay, isDay } from '../../shared/calendar/day.ts'
import { settlement2022, settlementOf } from '../../shared/reports/settlement-2022.ts'
import { catalogueTable } from '../replay/catalogue-counts.ts'
import { fieldCodeOf } from '../replay/old-rules.ts'
import { tableBeside } from '../replay/print-table.ts'
import { progressBar } from '../replay/progress-bar.ts'
import { recountingHistory } from '../replay/recounting.ts'
import { replay } from '../replay/replay.ts'
import { type ReplayedYear, year2020, year2022 } from '../replay/years.ts'

const years: Readonly<Record<string, ReplayedYear>> = { '2022': year2022, '2020': year2020 }
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'without-holiday': { type: 'string', multiple: true },
    recount: { type: 'boolean', default: false },
    'lose-event': { type: 'string' },
  },
})
const [asked = '2022'] = positionals
const without = values['without-holiday'] ?? []
const lose = values['lose-event'] === undefined ? undefined : Number(values['lose-event'])
const year = years[asked]
if (asked === 'catalogue') {
  const { lines, crosses } = catalogueTable()
  for (const line of lines) console.log(line)
  process.exit(crosses === 0 ? 0 : 1)
}
if (!year || !without.every(isDay) || Number.isNaN(lose)) {
  console.error(
    'Cách dùng: npm run replay -- 2022|2020|catalogue [--without-holiday NĂM-THÁNG-NGÀY] [--recount [--lose-event SỐ]]',
  )
  process.exit(2)
}
await play(year)

async function play(own: ReplayedYear): Promise<void> {
  console.log(`Phát lại ${formatDay(own.from)} - ${formatDay(own.to)} theo ${own.source}.`)
  console.log(
    'Cây ba cấp cũ: tên chín huyện là thật, sở và 145 xã, phường sinh ra. Hạt giống chỉ đặt số nộp, kênh nộp, độ trễ.',
  )
  for (const day of without) console.log(`Luật KHÔNG biết ngày nghỉ ${formatDay(day)}.`)
  const folder = mkdtempSync(join(tmpdir(), 'phat-lai-'))
  const history = values.recount ? recountingHistory(join(folder, 'history.db'), lose, fieldCodeOf) : undefined
  const bar = progressBar(process.stderr)
  try {
    const begun = performance.now()
    const played = await replay(own, { without, progress: bar.show, ...(history ? { hears: history.hears } : {}) })
    bar.end()
    const isWhole = tell(own, played, (performance.now() - begun) / 1000)
    const isProved = history ? proves(history.compare(played.figures)) : true
    process.exitCode = isWhole && isProved ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function tell(
  own: ReplayedYear,
  { tree, figures, heard }: Awaited<ReturnType<typeof replay>>,
  seconds: number,
): boolean {
  const agencies = [...tree.province, ...tree.district, ...tree.commune]
  const lines = agencies.flatMap((agency) => figures.lines(agency, own))
  const { lines: printed, crosses } = tableBeside(settlementOf(lines, own.digits), own)
  console.log(`\n${settlement2022.name}`)
  for (const line of printed) console.log(line)
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const cpu = ((userCPUTime + systemCPUTime) / 1e6).toFixed(0)
  console.log(
    `\n${heard.events} sự kiện, nhiều nhất ${heard.mostOpen} hồ sơ mở cùng lúc; ${seconds.toFixed(0)} giây (${cpu} giây CPU), ${(maxRSS / 1024).toFixed(0)} MB.`,
  )
  console.log(crosses === 0 ? 'Mọi con số của nguồn đều khớp.' : `${crosses} con số KHÔNG khớp nguồn.`)
  return crosses === 0
}

function proves({ differences, holes, lost }: ReturnType<ReturnType<typeof recountingHistory>['compare']>): boolean {
  for (const { dossier, n, act } of lost) console.log(`Đã bỏ sự kiện ${n} (${act}) của hồ sơ ${dossier} khỏi lịch sử.`)
  for (const { dossier, n } of holes) console.log(`Đếm lại: THIẾU sự kiện ${n} của hồ sơ ${dossier}.`)
  for (const { agency, place, mark, wanted, stored } of differences.slice(0, 20)) {
    console.log(`Đếm lại: KHÁC ${agency} ${place} ${mark}: đếm ${stored}, theo lịch sử ${wanted}.`)
  }
  const isProved = differences.length === 0 && holes.length === 0
  if (isProved) console.log('Đếm lại bằng SQL: mọi số liệu bằng lịch sử.')
  return isProved
}
