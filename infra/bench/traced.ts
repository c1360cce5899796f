/** Chapter `reports`: the pages of dossiers behind a figure. */

import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createPrints } from '../../shared/aws/dossiers/prints.ts'
import { createCounters } from '../../shared/aws/figures/counters.ts'
import { createSyncLedger, lineItem } from '../../shared/aws/sending/sync-ledger.ts'
import { findLate } from '../../shared/desk/figures/find-late.ts'
import { listLate } from '../../shared/desk/figures/list-late.ts'
import { standingsOver } from '../../shared/desk/figures/run-league.ts'
import { tracedColumn, traceFigures } from '../../shared/desk/figures/trace-figures.ts'
import { receptionReport } from '../../shared/reports/figures/figures-definitions.ts'
import { atMost, type Figure } from './figure.ts'
import { monthAsked } from './many-figures.ts'
import type { OwnTable } from './own-table.ts'
import { officeCatalogue } from './small-office.ts'
import { readsIn } from './table-meter.ts'
import { lateOfEach, lateThereOfEach, tracedItems } from './traced-dossiers.ts'

const every = [1_000, 10_000, 100_000]
const page = 50

/** Updates that wait for a portal that is away, of other agencies' dossiers. */
const backlog = 5_000

/**
 * What is late, why, whose and how agencies stand: of an agency with ever more dossiers, of which equally many are late, here or at the
 * portal alone. What a portal that is away adds is told apart.
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
  const lateCauses = async (agency: string) => {
    const late = await findLate(desk, [agency], monthAsked)
    return late === 'too-many' ? Number.NaN : late.found.length
  }
  const asks: readonly [name: string, ask: (agency: string) => Promise<number>, found: number][] = [
    ['late causes of a month', lateCauses, 2 * lateOfEach + lateThereOfEach],
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
    figures.push({ name: `read units, ${name}, ${calls.length} calls`, value: readsIn(calls), unit: 'units' })
    return readsIn(calls)
  }
  for (const { size, agency, first } of agencies) {
    const batch = []
    for (const item of tracedItems(agency, size, first)) if (batch.push(item) === 10_000) await write(batch.splice(0))
    await write(batch)
    meter.take()
    await standingsOver(desk, '2026-03', 1)
    league.push(taken(`league of a month, one agency of them at ${size.toLocaleString('en')} dossiers`))
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
  const [first] = agencies
  if (!first) return figures
  await write(Array.from({ length: backlog }, (_, n) => untoldElsewhere(n)))
  meter.take()
  await lateCauses(first.agency)
  taken(`late causes of a month, while the portal is owed ${backlog.toLocaleString('en')} more`)
  return figures
}

function untoldElsewhere(n: number) {
  const ended = { agency: `H57.${60 + (n % 30)}`, day: '2026-03-20', dueAt: '2026-03-25T17:00:00+07:00' }
  const dossier = `untold-${String(n).padStart(24, '0')}`
  return lineItem({ dossier, revision: 1, unsentSince: '2026-03-20T09:00:00+07:00', ended })
}

const ratio = (units: readonly number[]): number => (units.at(-1) ?? Number.NaN) / (units[0] ?? Number.NaN)
