/** `npm run bench [-- units|bundles|imports|import|sheets|reports|dues|idle|lives|partners|speed ...]`: every figure beside its yardstick, measured on this machine; ends with 1 when one is missed. */
import { measureBacklog } from '../bench/backlog.ts'
import { deployedBundles, measureBundles } from '../bench/bundles.ts'
import { measureDues } from '../bench/dues.ts'
import { type Figure, isMet, lineOf } from '../bench/figure.ts'
import { measureIdleCost } from '../bench/idle-cost.ts'
import { measureImport } from '../bench/import.ts'
import { measureImports } from '../bench/imports.ts'
import { measureLives } from '../bench/lives.ts'
import { measurePartnerTime } from '../bench/partner-time.ts'
import { measureReports } from '../bench/reports.ts'
import { measureSheets } from '../bench/sheets.ts'
import { measureSpeed } from '../bench/speed.ts'
import { measureUnits } from '../bench/units.ts'

/** Those that take minutes tell each figure as soon as it is there. */
const chapters: Readonly<Record<string, () => Promise<Figure[]> | AsyncIterable<Figure>>> = {
  units: measureUnits,
  bundles: async () => measureBundles(await deployedBundles()),
  imports: async () => measureImports(await deployedBundles()),
  import: measureImport,
  sheets: measureSheets,
  reports: measureReports,
  dues: () => measureDues(),
  idle: measureIdleCost,
  lives: measureLives,
  partners: measurePartners,
  speed: measureSpeed,
}

/** The backlog takes minutes, and is filled only when the time to a partner has been told. */
async function* measurePartners(): AsyncGenerator<Figure> {
  yield* measurePartnerTime()
  yield* await measureBacklog()
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(chapters, name))
if (unknown.length > 0) {
  console.error(`Không có phần ${unknown.join(', ')}. Các phần: ${Object.keys(chapters).join(', ')}`)
  process.exit(2)
}

const figures: Figure[] = []
for (const [name, measure] of Object.entries(chapters)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`\n${name}`)
  for await (const figure of await measure()) {
    figures.push(figure)
    console.log(`  ${lineOf(figure)}`)
  }
}
const against = figures.filter((figure) => figure.yardstick)
const met = against.filter(isMet).length
console.log(`\n${met} of ${against.length} yardsticks met.`)
if (met < against.length) process.exitCode = 1
