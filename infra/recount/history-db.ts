import { DatabaseSync } from 'node:sqlite'
import type { Dossier, DossierEvent } from '../../shared/dossier/dossier.ts'
import type { SyncLine } from '../../shared/dossier/history/sync-line.ts'
import { bookDifferencesSql, comparedSql, differencesSql, holesSql, uncountedSql } from './cells-sql.ts'
import { statesSql, tablesSql } from './states-sql.ts'

export interface Difference {
  agency: string
  place: string
  mark: string
  /** As the histories want it, and as it is stored. */
  wanted: number
  stored: number
}

/** A row of a book that is not as the histories want it; a side that has nothing has no marks. */
export interface BookDifference {
  agency: string
  book: string
  day: string
  dossier: string
  /** The line of what should stand there. */
  tail?: string
  wanted?: string
  stored?: string
  /** How far the dossier is counted, of what is late there the revision of its line; and where its rows of that day lie. */
  through: number
  places: readonly string[]
}

/** What one item of a book says: marks of what happened, or that it stands open. */
export interface BookRow extends Pick<BookDifference, 'agency' | 'book' | 'day' | 'dossier'> {
  marks: readonly string[]
  tail: string
  place: string
}

export interface Hole {
  dossier: string
  /** Number of the first event that is missing. */
  n: number
}

/** Chưa đếm: how far the figures have a history, and how far it went when it was read. */
export interface Uncounted {
  dossier: string
  version: number
  through: number
}

/** Histories and cells in a database of its own, a file or `:memory:`, and what SQL makes of them. */
export function openHistory(file = ':memory:') {
  const db = new DatabaseSync(file)
  db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${tablesSql} BEGIN`)
  const putHead = db.prepare('INSERT OR REPLACE INTO heads VALUES (?, ?, ?, ?)')
  const putEvent = db.prepare('INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const putMark = db.prepare('INSERT OR REPLACE INTO marks VALUES (?, ?)')
  const putAcknowledged = db.prepare('INSERT OR REPLACE INTO acknowledged VALUES (?)')
  const putPromise = db.prepare('INSERT OR REPLACE INTO promises VALUES (?, ?, ?, ?, ?)')
  const putCell = db.prepare('INSERT INTO cells VALUES (?, ?, ?, ?)')
  const putRow = db.prepare('INSERT INTO bookRows VALUES (?, ?, ?, ?, ?, ?, ?)')
  return {
    head: (head: Dossier, field: string) => void putHead.run(head.id, head.version, JSON.stringify(head), field),
    event(event: DossierEvent): void {
      const { by, detail, was } = event
      const doer = by.standsFor ?? (by.kind === 'officer' ? by.id : null)
      const text = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
      putEvent.run(
        event.dossier,
        event.n,
        event.at,
        event.act,
        event.from,
        event.to,
        event.holder,
        event.officer ?? null,
        event.step ?? null,
        event.dueAt ?? null,
        doer,
        by.kind === 'citizen' ? 1 : 0,
        text(detail),
        text(was),
      )
    },
    counted: (dossier: string, through: number) => void putMark.run(dossier, through),
    /** What the portal has said it took, and when it learned of the end. */
    line({ dossier, revision, acknowledged, whole }: SyncLine): void {
      if (acknowledged) putAcknowledged.run(dossier)
      putPromise.run(dossier, revision, whole?.dueAt ?? null, whole?.keptAt ?? null, whole?.toldAt ?? null)
    },
    cell: (agency: string, place: string, mark: string, value: number) => void putCell.run(agency, place, mark, value),
    bookRow({ agency, book, day, dossier, marks, tail, place }: BookRow): void {
      for (const mark of marks) putRow.run(agency, book, day, dossier, mark, tail, place)
    },
    /** After `compare`. */
    bookDifferences: (): BookDifference[] => db.prepare(bookDifferencesSql).all().map(bookDifferenceOf),
    compare(): { differences: Difference[]; holes: Hole[] } {
      db.exec(
        `COMMIT; CREATE INDEX book_rows_at ON bookRows (agency, book, day, dossier); ${statesSql} ${differencesSql}`,
      )
      const differences = db.prepare(comparedSql).all().map(differenceOf)
      const holes = db
        .prepare(holesSql)
        .all()
        .map((row) => ({ dossier: String(row.dossier), n: Number(row.hole) }))
      return { differences, holes }
    },
    uncounted: (): Uncounted[] =>
      db
        .prepare(uncountedSql)
        .all()
        .map((row) => ({ dossier: String(row.dossier), version: Number(row.version), through: Number(row.through) })),
    close: () => db.close(),
  }
}

export type HistoryDb = ReturnType<typeof openHistory>

function differenceOf(row: Record<string, unknown>): Difference {
  return {
    agency: String(row.agency),
    place: String(row.place),
    mark: String(row.mark),
    wanted: Number(row.wanted),
    stored: Number(row.stored),
  }
}

function bookDifferenceOf(row: Record<string, unknown>): BookDifference {
  const text = (name: 'tail' | 'wanted' | 'stored') => (row[name] === null ? {} : { [name]: String(row[name]) })
  const [agency, book, day] = [String(row.agency), String(row.book), String(row.day)]
  const places: unknown[] = Object(JSON.parse(String(row.places)))
  return {
    ...{ agency, book, day, dossier: String(row.dossier), through: Number(row.through), places: places.map(String) },
    ...{ ...text('tail'), ...text('wanted'), ...text('stored') },
  }
}
