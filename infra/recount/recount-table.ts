import { setTimeout } from 'node:timers/promises'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import { bookItemOf, everyBookKey, lateThereBook } from '../../shared/aws/figures/beside.ts'
import { createCounters } from '../../shared/aws/figures/counters.ts'
import { mendBook } from '../../shared/aws/figures/mend-books.ts'
import { type Cell, cellOf, everyCellsKey, mendCell } from '../../shared/aws/figures/mend-cells.ts'
import { claimStray, unclaimedStrays } from '../../shared/aws/figures/mend-strays.ts'
import { type StrayDay, strayOfKey } from '../../shared/aws/money/payments.ts'
import { createSyncLedger, syncLineOf } from '../../shared/aws/sending/sync-ledger.ts'
import { everyItem } from '../../shared/aws/table/every-item.ts'
import { lineOf, plainOf } from '../../shared/aws/table/item-lines.ts'
import { type Item, readItem, textOf } from '../../shared/aws/table/items.ts'
import type { Table } from '../../shared/aws/table/table.ts'
import type { Dossier } from '../../shared/dossier/dossier.ts'
import {
  type BookDifference,
  type Difference,
  type HistoryDb,
  type Hole,
  openHistory,
  type Uncounted,
} from './history-db.ts'

export interface Recounted {
  differences: readonly Difference[]
  /** Rows of the books of what happened, and of what stands open. */
  bookDifferences: readonly BookDifference[]
  holes: readonly Hole[]
  /** What the figures never got, or not to its end: no cell differs by it. */
  uncounted: readonly Uncounted[]
  /** Money nobody expected of which the day it was first told is not remembered: told again it would be entered twice. */
  unclaimed: readonly StrayDay[]
  /** Cells that were being counted meanwhile: nothing is said of them. */
  moving: number
  dossiers: number
  events: number
  cells: number
}

const placeOf = ({ agency, place }: { agency: string; place: string }) => `${agency} ${place}`

/**
 * Đếm lại. Reads all rows of figures, then every history with its mark, then the rows again and with them the books; rows that moved
 * between are left out, and so are dossiers whose mark did, so that it may run beside the counting. What the table holds is compared by SQL.
 */
export async function recountTable(
  raw: DynamoDBClient,
  name: string,
  file?: string,
): Promise<Recounted & { seen: readonly Cell[] }> {
  const table: Table = { db: DynamoDBDocumentClient.from(raw), name }
  const db = openHistory(file)
  try {
    const first = await allCells(raw, name)
    const { dossiers, events, strays } = await readHistories(raw, table, db)
    const last = new Map((await allCells(raw, name, db)).map((cell) => [placeOf(cell), cell.revision]))
    const still = first.filter((cell) => last.get(placeOf(cell)) === cell.revision)
    const moving = new Set([...last.keys()].filter((place) => !still.some((cell) => placeOf(cell) === place)))
    for (const { agency, place, numbers } of still) {
      for (const [mark, value] of Object.entries(numbers)) db.cell(agency, place, mark, value)
    }
    const { differences, holes } = db.compare()
    const settled = differences.filter((one) => !moving.has(placeOf(one)))
    const behind = db.uncounted()
    const uncounted = await stillUncounted(table, behind)
    const isBehind = new Set(behind.map(({ dossier }) => dossier))
    const bookDifferences = await stillAsSeen(table, db.bookDifferences(), isBehind)
    return {
      ...{ differences: settled, bookDifferences, holes, uncounted, moving: moving.size, dossiers, events },
      ...{ cells: still.length, seen: still, unclaimed: await unclaimedStrays(table, strays) },
    }
  } finally {
    db.close()
  }
}

/** What moved while it was read is counted a moment later: asked again, some times, before it is named. */
const asks = 5
const askAgainMs = 1000

async function stillUncounted(table: Table, found: readonly Uncounted[]): Promise<readonly Uncounted[]> {
  const counters = createCounters(table)
  let left = found
  for (let ask = 0; ask < asks && left.length > 0; ask += 1) {
    if (ask > 0) await setTimeout(askAgainMs)
    const marks = await counters.counted(left.map(({ dossier }) => dossier))
    left = left
      .map((one) => ({ ...one, through: marks.get(one.dossier)?.through ?? 0 }))
      .filter(({ version, through }) => through < version)
  }
  return left
}

/**
 * Of dossiers that were not counted between, or told to the portal: their marks and lines are read before the books, and now again. When it
 * ended is told by what is counted: of the rest it is not known yet what should be late there.
 */
async function stillAsSeen(
  table: Table,
  found: readonly BookDifference[],
  uncounted: ReadonlySet<string>,
): Promise<readonly BookDifference[]> {
  const ids = [...new Set(found.map(({ dossier }) => dossier))]
  const [marks, lines] = [await createCounters(table).counted(ids), await createSyncLedger(table).lines(ids)]
  return found.filter(({ book, dossier, through }) =>
    book === lateThereBook
      ? (lines.get(dossier)?.revision ?? 0) === through && !uncounted.has(dossier)
      : (marks.get(dossier)?.through ?? 0) === through,
  )
}

/** With a database, the books are put into it as they are met. */
async function allCells(raw: DynamoDBClient, name: string, db?: HistoryDb): Promise<Cell[]> {
  const cells: Cell[] = []
  for await (const typed of everyItem(raw, name, [everyCellsKey, ...(db ? everyBookKey : [])])) {
    const item = plainOf(lineOf(typed))
    const row = bookItemOf(item)
    if (row) db?.bookRow(row)
    else cells.push(cellOf(item))
  }
  return cells
}

async function readHistories(raw: DynamoDBClient, table: Table, db: HistoryDb) {
  const catalogue = createCatalogue(table)
  const fields = new Map<string, string>()
  const fieldOf = async ({ procedure, procedureVersion }: Dossier): Promise<string> => {
    const key = `${procedure} ${procedureVersion}`
    const known = fields.get(key)
    if (known !== undefined) return known
    const [field] = (await catalogue.procedure(procedure, procedureVersion))?.fields ?? []
    const name = field?.code ?? field?.name ?? ''
    fields.set(key, name)
    return name
  }
  const counts = { dossiers: 0, events: 0 }
  const firstDays = new Map<string, string>()
  for await (const typed of everyItem(raw, table.name)) {
    const item: Item = plainOf(lineOf(typed))
    const [pk, sk] = [textOf(item, 'pk'), textOf(item, 'sk')]
    const stray = strayOfKey(pk, sk)
    if (stray && stray.day < (firstDays.get(stray.name) ?? '~')) firstDays.set(stray.name, stray.day)
    if (sk === 'HEAD') {
      const head = readItem('HEAD', item)
      db.head(head, await fieldOf(head))
      counts.dossiers += 1
    } else if (sk.startsWith('EVENT#')) {
      db.event(readItem('EVENT', item))
      counts.events += 1
    } else if (sk === 'AXIS#sync') {
      db.line({ ...syncLineOf(item), revision: Number(item.revision ?? 0) })
    } else if (sk === 'COUNTED') db.counted(pk, Number(item.through))
  }
  return { ...counts, strays: [...firstDays].map(([name, day]) => ({ name, day })) }
}

/** Puts each cell, each row of a book and each forgotten day right that has not moved since it was seen, with an entry that says what it was; answers how many. */
export async function mendAll(
  raw: DynamoDBClient,
  name: string,
  found: Awaited<ReturnType<typeof recountTable>>,
  said: { at: string; by: string },
) {
  const table: Table = { db: DynamoDBDocumentClient.from(raw), name }
  const seen = new Map(found.seen.map((cell) => [placeOf(cell), cell.revision]))
  let mended = 0
  for (const [place, differences] of Map.groupBy(found.differences, placeOf)) {
    const numbers = differences.map(({ mark, wanted, stored }) => ({ mark, before: stored, after: wanted }))
    const [one] = differences
    if (
      one &&
      (await mendCell(table, {
        agency: one.agency,
        place: one.place,
        revision: seen.get(place) ?? 0,
        numbers,
        ...said,
      }))
    )
      mended += 1
  }
  for (const { tail, wanted, stored, places, ...row } of found.bookDifferences) {
    const before = stored === undefined ? {} : { before: stored }
    const after = wanted === undefined ? {} : { after: wanted }
    if (await mendBook(table, { ...row, ...before, ...after, ...said }, places, tail)) mended += 1
  }
  for (const stray of found.unclaimed) if (await claimStray(table, { ...stray, ...said })) mended += 1
  return mended
}
