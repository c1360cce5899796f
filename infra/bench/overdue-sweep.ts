/** Chapter `reports`: the morning's sweep at several sizes. */
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createIssues } from '../../shared/aws/figures/issues.ts'
import { createReports } from '../../shared/aws/figures/reports.ts'
import { headItem, type Item } from '../../shared/aws/table/items.ts'
import { runOverdueReport } from '../../shared/desk/reports/run-overdue-report.ts'
import type { Dossier } from '../../shared/dossier/dossier.ts'
import { atMost, type Figure } from './figure.ts'
import type { OwnTable } from './own-table.ts'
import { officeCatalogue, openDossierAt } from './small-office.ts'
import { readsIn, writesIn } from './table-meter.ts'

const farAway = '2030-01-02T16:00:00+07:00'
const passed = '2026-03-18T16:00:00+07:00'
const everyTotal = [1_000, 10_000, 100_000]
const everyLate = [100, 1_000]

/** A head in the index the sweep reads; it asks for no owner and no code. */
function onWorkList(dossier: Dossier): Item {
  const { bPk: _, bSk: __, cPk: ___, ...item } = headItem(dossier)
  return item
}

/** The place of a head that is due in years: where it stands in the index is all that a sweep could stumble over. */
function placeOnWorkList(dossier: Dossier): Item {
  const { pk, sk, aPk, aSk } = headItem(dossier)
  return { pk, sk, aPk, aSk }
}

/** The morning's sweep: what it costs may follow what is late, and not what there is. */
export async function measureSweep(
  { table, meter, write }: OwnTable,
  totals: readonly number[] = everyTotal,
  lates: readonly number[] = everyLate,
): Promise<Figure[]> {
  const desk = {
    dossiers: createDossiers(table),
    reports: createReports(table),
    issues: createIssues(table),
    catalogue: officeCatalogue,
    objects: { putReport: async () => {} },
    doorbells: { ringNotice: async () => {} },
    now: () => '2026-03-20T06:30:00+07:00',
    province: 'H57',
  }
  let written = 0
  const fill = async (until: number, dueAt: string) => {
    const itemOf = dueAt === farAway ? placeOnWorkList : onWorkList
    const heads = Array.from({ length: until - written }, (_, n) => itemOf(openDossierAt(written + n, dueAt)))
    written = until
    await write(heads)
  }
  const sweep = async () => {
    meter.take()
    const run = await runOverdueReport(desk)
    const calls = meter.take()
    const found = run === 'day-off' ? 0 : run.overdueCount
    return { found, calls: calls.length, reads: readsIn(calls), writes: writesIn(calls) }
  }
  const [fewest = 0, ...more] = lates
  await fill(fewest, passed)
  const figures: Figure[] = []
  const shown = (name: string, { calls, reads, writes }: Awaited<ReturnType<typeof sweep>>) => {
    figures.push({ name: `read units, overdue sweep, ${name}, ${calls} calls`, value: reads, unit: 'units' })
    figures.push({ name: `write units, overdue sweep, ${name}`, value: writes, unit: 'units' })
  }
  const byTotal: number[] = []
  for (const total of totals) {
    await fill(total, farAway)
    const swept = await sweep()
    if (swept.found !== fewest) throw new Error(`${swept.found} found overdue, ${fewest} are`)
    byTotal.push(swept.reads + swept.writes)
    shown(`${fewest} late of ${total.toLocaleString('en')}`, swept)
  }
  const flat = (byTotal.at(-1) ?? Number.NaN) / (byTotal[0] ?? Number.NaN)
  figures.push({
    name: '  overdue sweep, at a hundred times as many open',
    value: flat,
    unit: 'times',
    ...atMost(1.05),
  })
  for (const late of more) {
    await fill(written + late - (lates[lates.indexOf(late) - 1] ?? 0), passed)
    const swept = await sweep()
    shown(`${late.toLocaleString('en')} late of ${written.toLocaleString('en')}`, swept)
    const perLate = (swept.reads + swept.writes) / swept.found
    figures.push({ name: `  overdue sweep, for each late dossier`, value: perLate, unit: 'units', ...atMost(2) })
  }
  return figures
}
