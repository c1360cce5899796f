import type { UnitId } from '../../agencies/unit.ts'
import type { Day } from '../../calendar/day.ts'
import {
  type Afterthought,
  afterthoughtId,
  type Beside,
  type BesideBook,
  type Book,
  type Happened,
  type StandsOpen,
} from '../../counters/beside.ts'
import { flows } from '../../counters/cells.ts'
import { flowMarked, lineNamed, tailOf } from '../../counters/places.ts'
import type { AgencyDay } from '../../dossier/history/sync-line.ts'
import { type Item, type Key, textOf } from '../table/items.ts'

/** Beside the rows of figures: which dossiers they are made of, by day, and which stand open. */
export const afterKey = (agency: UnitId): string => `AFTER#${agency}`
export const bookKey = (agency: UnitId, book: Book | string): string => `BOOK#${agency}#${book}`
export const enteredKey = (agency: UnitId, book: BesideBook): string => `ENTERED#${agency}#${book}`
/** Of what the portal alone shows late: written with a line of the synchronisation ledger. */
export const lateThereBook = 'late-there'
/** The one mark of a row in it. */
export const lateThereMark = 'sy'
export const openKey = (agency: UnitId): string => `OPEN#${agency}`

const [everyBook, everyOpen] = ['BOOK#', 'OPEN#']
/** How the partition keys of all books begin. */
export const everyBookKey: readonly string[] = [everyBook, everyOpen]

/** An item of any book as it is proved: whose, of which day, and what it says, by its marks. */
export interface BookItem {
  agency: UnitId
  /** One of the books of what happened, or `open`. */
  book: string
  day: Day
  dossier: string
  marks: readonly string[]
  tail: string
  place: string
}

/** `undefined` for what is no item of a book. */
export function bookItemOf(item: Item): BookItem | undefined {
  const [pk, place, tail] = [textOf(item, 'pk'), textOf(item, 'sk'), String(item.l ?? '')]
  if (pk.startsWith(everyOpen)) {
    const agency = pk.slice(everyOpen.length)
    const marks = isGone(item) ? [] : ['']
    return { agency, book: 'open', day: String(item.since ?? ''), dossier: place, marks, tail, place }
  }
  if (!pk.startsWith(everyBook)) return undefined
  const [agency = '', book = ''] = pk.slice(everyBook.length).split('#')
  const [day = '', dossier = ''] = place.split('#')
  return { agency, book, day, dossier, marks: isGone(item) ? [] : String(item.m ?? '').split(' '), tail, place }
}

/** Items that are put in the transaction that moves the cells. Written twice, each is one. */
export function besideItems({ afterthoughts, entered, happened, opened, closed }: Beside): Item[] {
  return [
    ...afterthoughts.map(afterthoughtItem),
    ...entered.map(({ agency, book, on, dossier }) => ({ pk: enteredKey(agency, book), sk: `${on}#${dossier}` })),
    ...happened.map(happenedItem),
    ...opened.map(openItem),
    ...closed.map(({ agency, dossier }) => goneItem({ pk: openKey(agency), sk: dossier })),
  ]
}

/** Nobody may delete: what stands no more says so, and is let go by the table itself, within two days. */
export const goneItem = (key: Key): Item => ({ ...key, gone: true, ttl: Math.floor(Date.now() / 1000) })

export const isGone = ({ gone }: Item): boolean => gone === true

export function afterthoughtItem(one: Afterthought): Item {
  return { pk: afterKey(one.agency), sk: afterthoughtId(one), d: one }
}

export function happenedItem({ agency, book, on, dossier, through, line, flows: own }: Happened): Item {
  const m = own.map((flow) => flows[flow]).join(' ')
  return { pk: bookKey(agency, book), sk: `${on}#${dossier}#${through}`, m, l: tailOf(line) }
}

/** What stands in a row of a book: which one, its key says. */
export function happenedOf(item: Item): Omit<Happened, 'agency' | 'book'> {
  const [on = '', dossier = '', through = ''] = textOf(item, 'sk').split('#')
  const own = textOf(item, 'm').split(' ')
  return {
    ...{ on, dossier, through: Number(through), line: lineNamed(textOf(item, 'l')) },
    flows: own.flatMap((mark) => flowMarked(mark) ?? []),
  }
}

/** `revision` is that of the line it was written with. */
export function lateThereItem({ agency, day }: AgencyDay, dossier: string, revision: number): Item {
  return { pk: bookKey(agency, lateThereBook), sk: `${day}#${dossier}#${revision}`, m: lateThereMark, l: '' }
}

export function openItem({ agency, dossier, since, line }: StandsOpen): Item {
  return { pk: openKey(agency), sk: dossier, since, l: tailOf(line) }
}

export function openOf(item: Item): Omit<StandsOpen, 'agency'> {
  return { dossier: textOf(item, 'sk'), since: textOf(item, 'since'), line: lineNamed(textOf(item, 'l')) }
}
