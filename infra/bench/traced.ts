import { createCounters } from '../../shared/aws/counters.ts'
import { createDossiers } from '../../shared/aws/dossiers.ts'
import { createPrints } from '../../shared/aws/prints.ts'
import { createSyncLedger } from '../../shared/aws/sync-ledger.ts'
import { findLate } from '../../shared/desk/find-late.ts'
import { listLate } from '../../shared/desk/list-late.ts'
import { standingsOver } from '../../shared/desk/run-league.ts'
import { tracedColumn, traceFigures } from '../../shared/desk/trace-figures.ts'
import { receptionReport } from '../../shared/reports/figures-definitions.ts'
import { atMost, type Figure } from './figure.ts'
import { monthAsked } from './many-figures.ts'
import type { OwnTable } from './own-table.ts'
import { readUnits } from './reports.ts'
import { officeCatalogue } from './small-office.ts'
import { lateOfEach, tracedItems } from './traced-dossiers.ts'

const every = [1_000, 10_000, 100_000]
const page = 50

/**
 * What is late, why, whose and how agencies stand: of an agency with ever more dossiers, of which equally many are late. What is looked at of
 * all that ended in a month, for the portal's sake, grows with that month and is told apart.
 */
export async function measureTraces(
  { table, meter, write }: OwnTable,
  sizes: readonly number[] = every,
): Promise<Figure[]> {
  const desk = {
    counters: createCounters(table),
    dossiers: createDossiers(table),
    syncLedger: createSyncLedger(table),
    prints: createPrints(table),
    catalogue: officeCatalogue,
    province: 'H57',
    now: () => '2026-04-10T09:00:00+07:00',
  }
  const trace = (id: string) => async (agency: string) => {
    const column = tracedColumn(receptionReport, id)
    if (!column) throw new Error(`no column ${id}`)
    return (await traceFigures(desk, { agency, ...monthAsked }, column, page)).rows.length
  }
  const asks: readonly [name: string, ask: (agency: string) => Promise<number>, found: number][] = [
    ['late list, 50 with their causes', async (agency) => (await listLate(desk, agency, page)).count, lateOfEach],
    ['trace page of 50, resolved late', trace('overdue'), page],
    ['trace page of 50, resolved early', trace('early'), page],
    ['trace page of 50, open', trace('open'), page],
    ['trace page of 50, open late', trace('open-late'), page],
  ]
  const agencies = sizes.map((size, at) => ({ size, agency: `H57.${34 + at}`, first: 5_000_000 + at * 200_000 }))
  const figures: Figure[] = []
  const league: number[] = []
  const taken = (name: string) => {
    const calls = meter.take()
    figures.push({ name: `read units, ${name}, ${calls.length} calls`, value: readUnits(calls), unit: 'units' })
    return readUnits(calls)
  }
  for (const { size, agency, first } of agencies) {
    const batch = []
    for (const item of tracedItems(agency, size, first)) if (batch.push(item) === 10_000) await write(batch.splice(0))
    await write(batch)
    meter.take()
    await standingsOver(desk, '2026-03', 1)
    league.push(taken(`league of a month, one agency of them at ${size.toLocaleString('en')} dossiers`))
    const late = await findLate(desk, agency, monthAsked)
    if (late === 'too-many') throw new Error('too many')
    const units = taken(`late causes of a month at ${size.toLocaleString('en')} dossiers`)
    const each = { value: units / late.looked, unit: 'units' as const }
    figures.push({ name: '  late causes, for each dossier that was late or ended in it', ...each, ...atMost(1.5) })
  }
  figures.push({ name: '  league, with a hundred times as many', value: ratio(league), unit: 'times', ...atMost(1.25) })
  for (const [name, ask, wanted] of asks) {
    const units: number[] = []
    for (const { size, agency } of agencies) {
      meter.take()
      const found = await ask(agency)
      if (found !== wanted) throw new Error(`${name}: ${found} found, ${wanted} are`)
      units.push(taken(`${name}, at ${size.toLocaleString('en')} dossiers`))
    }
    figures.push({ name: `  ${name}, at a hundred times as many`, value: ratio(units), unit: 'times', ...atMost(1.25) })
  }
  return figures
}

const ratio = (units: readonly number[]): number => (units.at(-1) ?? Number.NaN) / (units[0] ?? Number.NaN)
