/**
 * `npm run replay -- 2022|2020|catalogue [--without-holiday YYYY-MM-DD] [--recount [--lose-event N]]`: plays a source's year
 * and prints its table beside what the source says. Ends with 1 when a cross was printed or a recount found something.
 */
import { parseArgs } from 'node:util'
import { isDay } from '../../shared/calendar/day.ts'
import { catalogueTable } from '../replay/catalogue-counts.ts'
import { isProved, playYear } from '../replay/play-year.ts'
import { progressBar } from '../replay/progress-bar.ts'
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
const { recount, 'without-holiday': without = [], 'lose-event': number } = values
const lose = number === undefined ? undefined : Number(number)
const mayLose = lose === undefined || (recount && Number.isInteger(lose) && lose > 0)
const year = years[asked]
if (asked === 'catalogue') {
  const { lines, crosses } = await catalogueTable()
  for (const line of lines) console.log(line)
  process.exit(crosses === 0 ? 0 : 1)
}
if (!year || !without.every(isDay) || !mayLose) {
  console.error(
    'Cách dùng: npm run replay -- 2022|2020|catalogue [--without-holiday NĂM-THÁNG-NGÀY] [--recount [--lose-event SỐ]]',
  )
  process.exit(2)
}
const { isWhole, found } = await playYear(year, {
  without,
  recount,
  ...(lose === undefined ? {} : { lose }),
  say: console.log,
  bar: progressBar(process.stderr),
})
process.exitCode = isWhole && (!found || isProved(found)) ? 0 : 1
