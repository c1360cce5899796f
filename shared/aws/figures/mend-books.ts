import type { Instant } from '../../calendar/day.ts'
import type { Table } from '../table/table.ts'
import { writeTogether } from '../table/write-together.ts'
import { type BookItem, bookKey, goneItem, lateThereBook, openKey } from './beside.ts'
import { mendsKey } from './mend-cells.ts'

/** What was put right of a dossier in one book on one day, and by whom; the entry stays. */
export interface BookMend extends Pick<BookItem, 'agency' | 'book' | 'day' | 'dossier'> {
  /** How far the dossier was counted as that was seen; of what is late there the revision of its line. */
  through: number
  /** Marks as they stood and as they are now; absent where none do. */
  before?: string
  after?: string
  at: Instant
  by: string
}

/**
 * Puts the rows of a book right and writes the entry with them, when the dossier has not been counted since, or its line not written; false when it has. `places` are
 * where its rows of that day lie, `tail` the line of what should. Throws Outage.
 */
export async function mendBook(
  { db, name: TableName }: Table,
  mend: BookMend,
  places: readonly string[],
  tail = '',
): Promise<boolean> {
  const { agency, book, day, dossier, through, after, at } = mend
  const isOpen = book === 'open'
  const pk = isOpen ? openKey(agency) : bookKey(agency, book)
  const sk = isOpen ? dossier : `${day}#${dossier}#${through}`
  const Item = { pk, sk, l: tail, ...(isOpen ? { since: day } : { m: after }) }
  const gone = places.filter((place) => after === undefined || place !== sk)
  const entry = { pk: mendsKey(at.slice(0, 7)), sk: `${at}#${agency}#${book}#${day}#${dossier}`, d: mend }
  const [beside, moves] = book === lateThereBook ? ['AXIS#sync', 'revision'] : ['COUNTED', 'through']
  const seen = {
    ...{ TableName, Key: { pk: dossier, sk: beside }, ConditionExpression: '#moves = :seen' },
    ...{ ExpressionAttributeNames: { '#moves': moves }, ExpressionAttributeValues: { ':seen': through } },
  }
  const TransactItems = [
    { ConditionCheck: seen },
    ...gone.map((place) => ({ Put: { TableName, Item: goneItem({ pk, sk: place }) } })),
    ...(after === undefined ? [] : [{ Put: { TableName, Item } }]),
    { Put: { TableName, Item: entry } },
  ]
  return writeTogether(db, TransactItems)
}
