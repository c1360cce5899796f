/** Chapter `reports`: what reports read at several sizes. */

import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createPrints } from '../../shared/aws/dossiers/prints.ts'
import { createCounters } from '../../shared/aws/figures/counters.ts'
import { createRatings } from '../../shared/aws/figures/ratings.ts'
import { createSurveys } from '../../shared/aws/figures/surveys.ts'
import { createSyncLedger } from '../../shared/aws/sending/sync-ledger.ts'
import { runFigures } from '../../shared/desk/figures/run-figures.ts'
import { runIndex } from '../../shared/desk/indices/run-index.ts'
import { everyReport } from '../../shared/reports/figures/every-report.ts'
import { measureCounting } from './counted-events.ts'
import { atMost, type Figure } from './figure.ts'
import { figureItems, monthAsked } from './many-figures.ts'
import { measureSweep } from './overdue-sweep.ts'
import { type OwnTable, overOwnTable } from './own-table.ts'
import { officeCatalogue } from './small-office.ts'
import { readsIn } from './table-meter.ts'
import { measureTraces } from './traced.ts'

/** Those out of figures; the ones that look at dossiers or at the catalogue have other measures. */
const counted = everyReport.filter(({ reads }) => reads === 'lines')
const sizes = [1_000, 10_000, 100_000]

/** What reports, lists of what is late, traces, the league, the morning's sweep and one counted event take from the table, by how many dossiers there are. */
export async function* measureReports(): AsyncGenerator<Figure> {
  // A table each: what one wrote would lie late, or be counted, in the next.
  for (const measure of [measureFlatness, measureTraces, measureSweep, measureCounting])
    yield* await overOwnTable((own) => measure(own))
}

/** An agency for each size, with the same procedures and days: what is read may not grow with the dossiers. */
async function measureFlatness({ table, meter, write }: OwnTable): Promise<Figure[]> {
  const desk = {
    counters: createCounters(table),
    dossiers: createDossiers(table),
    surveys: createSurveys(table),
    ratings: createRatings(table),
    prints: createPrints(table),
    syncLedger: createSyncLedger(table),
    catalogue: officeCatalogue,
    province: 'H57',
    now: () => '2026-04-10T09:00:00+07:00',
  }
  const reports: [string, (agency: string) => Promise<unknown>][] = [
    ...counted.map(({ id: report }): [string, (agency: string) => Promise<unknown>] => [
      `report ${report}`,
      (agency) => runFigures(desk, { report, agency, ...monthAsked }),
    ]),
    ['index 766', (agency) => runIndex(desk, '766', agency, monthAsked)],
  ]
  const agencies = sizes.map((size, at) => ({ size, agency: `H57.${31 + at}` }))
  for (const { size, agency } of agencies) await write(figureItems(agency, size))
  const figures: Figure[] = []
  for (const [name, run] of reports) {
    const units: number[] = []
    for (const { size, agency } of agencies) {
      meter.take()
      if ((await run(agency)) === undefined) throw new Error(`there is no ${name}`)
      const calls = meter.take()
      units.push(readsIn(calls))
      const at = `${name} at ${size.toLocaleString('en')} dossiers, ${calls.length} calls`
      figures.push({ name: `read units, ${at}`, value: units.at(-1) ?? 0, unit: 'units' })
    }
    const ratio = (units.at(-1) ?? Number.NaN) / (units[0] ?? Number.NaN)
    // Two digits more are a byte in a number of six with its name, and what is read is rounded up to half a unit.
    figures.push({ name: `  ${name}, at a hundred times as many`, value: ratio, unit: 'times', ...atMost(1.25) })
  }
  return figures
}
