import type { UnitId } from '../../agencies/unit.ts'
import { searchKey } from '../../catalogue/search.ts'
import { lazily } from '../../lazily.ts'
import type { Parties, Party } from '../dossier.ts'
import { plainPhone } from './phone.ts'

/** What an officer asks for: words of a name, whole; a number, exactly. */
export interface PeopleAsked {
  name?: string
  identityNumber?: string
  phone?: string
}

/** Từ tìm kiếm: the words under which the people of a dossier are found, without marks. They are personal data. */
export function wordsOf({ applicant, owner }: Parties): readonly string[] {
  return [...new Set([applicant, owner].flatMap((party) => (party ? wordsOfParty(party) : [])))].sort()
}

function wordsOfParty({ name, identityNumber, phone }: Party): readonly string[] {
  return wordsAsked({ name, identityNumber, ...(phone === undefined ? {} : { phone }) })
}

/** The same words from a question; a dossier answers it when it has all of them. */
export function wordsAsked({ name, identityNumber, phone }: PeopleAsked): readonly string[] {
  const names = name === undefined ? [] : searchKey(name).replaceAll('.', ' ').split(' ')
  return [
    ...new Set(names.filter((word) => word !== '').map((word) => `name:${word}`)),
    ...(identityNumber === undefined ? [] : [`identity:${identityNumber}`]),
    ...(phone === undefined ? [] : [`phone:${plainPhone(phone)}`]),
  ]
}

const vietnamese = lazily(() => new Intl.Collator('vi'))

/** Thứ tự tên người Việt: by given name, then family name, then what stands between. */
export function compareNames(a: string, b: string): number {
  const [one, other] = [a, b].map(inGivenOrder)
  return (
    vietnamese().compare(one?.given ?? '', other?.given ?? '') ||
    vietnamese().compare(one?.rest ?? '', other?.rest ?? '')
  )
}

function inGivenOrder(name: string): { given: string; rest: string } {
  const words = name.normalize('NFC').trim().split(/\s+/)
  return { given: words.at(-1) ?? '', rest: words.slice(0, -1).join(' ') }
}

/** Từ tìm kiếm. Which dossiers of an agency are found under a word; words are keyed digests, no name is kept. */
export interface SearchWords {
  /** Told twice, it is known once. */
  enter(rows: readonly WordRow[]): Promise<void>
  remove(rows: readonly WordRow[]): Promise<void>
  /** Dossiers that have all the words, of the months asked for, newest first. */
  find(
    agency: UnitId,
    words: readonly string[],
    months: { from: string; to: string },
    most: number,
  ): Promise<{ dossiers: readonly string[]; more: boolean }>
}

export interface WordRow {
  agency: UnitId
  word: string
  /** `YYYY-MM` */
  month: string
  dossier: string
  /** Every word of the dossier, this one among them. */
  beside: readonly string[]
}
