import { openHistory } from '../../infra/recount/history-db.ts'
import { flows } from '../../shared/counters/cells.ts'
import { tailOf } from '../../shared/counters/places.ts'
import type { Catalogue, Dossiers } from '../../shared/ports.ts'
import type { CounterStore } from '../memory/counters.ts'

interface Asked {
  dossiers: Pick<Dossiers, 'whole'>
  catalogue: Pick<Catalogue, 'procedure'>
}

/** What the recount finds otherwise than these figures and their books say, by SQL over the histories of these dossiers. */
export async function comparedBySql(
  { dossiers, catalogue }: Asked,
  ids: readonly string[],
  counters: CounterStore,
  told = (_mark: string, value: number): number => value,
) {
  const db = openHistory()
  for (const id of ids) {
    const read = await dossiers.whole(id)
    if (!read) throw new Error(`${id} is gone`)
    const { dossier } = read.file
    const [field] = (await catalogue.procedure(dossier.procedure, dossier.procedureVersion))?.fields ?? []
    db.head(dossier, field?.code ?? field?.name ?? '')
    for (const event of read.history) db.event(event)
    db.counted(id, counters.counted.get(id)?.through ?? 0)
  }
  for (const [agency, rows] of counters.rows)
    for (const [place, numbers] of rows)
      for (const [mark, value] of Object.entries(numbers)) db.cell(agency, place, mark, told(mark, value))
  for (const { on: day, through, flows: own, line, ...row } of counters.happened.values())
    db.bookRow({
      ...{ ...row, day, marks: own.map((flow) => flows[flow]), tail: tailOf(line) },
      place: `${day}#${row.dossier}#${through}`,
    })
  for (const { since: day, line, ...row } of counters.open.values())
    db.bookRow({ ...row, day, book: 'open', marks: [''], tail: tailOf(line), place: row.dossier })
  const { differences, holes } = db.compare()
  const bookDifferences = db.bookDifferences()
  db.close()
  return { differences, holes, bookDifferences }
}
