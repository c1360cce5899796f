import type { Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { addMonths, dayOf } from '../../calendar/day.ts'
import type { Dossier, Parties } from '../../dossier/dossier.ts'
import { maySee } from '../../dossier/may-see.ts'
import type { Occasion } from '../../dossier/people/data-read.ts'
import { ownerOf } from '../../dossier/people/parties.ts'
import { compareNames, type PeopleAsked, wordsAsked, wordsOf } from '../../dossier/people/search-words.ts'
import type { Desk } from '../desk.ts'
import { wordDigest } from './enter-search-words.ts'
import { logReads } from './log-read.ts'

/** At most so many are shown; whoever has more asks more closely. */
const mostHits = 200
const usualMonths = 12

export interface SearchAsked extends PeopleAsked {
  code?: string
  /** First and last month of opening, `YYYY-MM`; the last twelve where none is named. */
  from?: string
  to?: string
}

type Officer = Extract<Person, { kind: 'officer' }>
type Needs = Pick<Desk, 'dossiers' | 'digests' | 'searchWords' | 'readLog' | 'now'>

/**
 * Tìm hồ sơ theo người: whole words without marks, in the officer's own agency and those whose archive it has. Sorted by
 * given name, then family name; only dossiers the person may see come back, and each stands in its log as found. Throws Outage.
 */
export async function searchDossiers(
  desk: Needs,
  person: Officer,
  asked: SearchAsked,
  occasion: Occasion,
): Promise<{ rows: readonly Dossier[]; more: boolean }> {
  const words = wordsAsked(asked)
  const { ids, more } = await (asked.code === undefined
    ? underWords(desk, person, words, asked)
    : underCode(desk, asked.code))
  const files = await desk.dossiers.withPeople(ids)
  // The entry may lag behind the dossier: what it says of its people now decides.
  const rows = files
    .filter(({ dossier, parties }) => maySee(person, dossier, undefined) && hasAll(parties, words))
    .map(({ dossier, parties }) => ({ dossier, name: ownerOf(parties).name }))
    .sort((a, b) => compareNames(a.name, b.name) || (a.dossier.createdAt < b.dossier.createdAt ? 1 : -1))
  // A code tells nothing of people; who was found by a name or number is to know it.
  const shown = rows.map(({ dossier }) => dossier)
  if (words.length > 0) await logReads(desk, person, shown, 'search', occasion)
  return { rows: shown, more }
}

async function underWords(desk: Needs, person: Officer, words: readonly string[], { from, to }: SearchAsked) {
  if (words.length === 0) return { ids: [], more: false }
  const today = dayOf(desk.now())
  const months = { from: from ?? addMonths(today, 1 - usualMonths).slice(0, 7), to: to ?? today.slice(0, 7) }
  // Asked from a month that is still to come: nothing was opened then.
  if (months.from > months.to) return { ids: [], more: false }
  const digests = words.map((word) => wordDigest(desk, word))
  const agencies = [agencyOf(person.unit), ...(person.heritage ?? [])]
  const found = await Promise.all(agencies.map((agency) => desk.searchWords.find(agency, digests, months, mostHits)))
  const ids = [...new Set(found.flatMap(({ dossiers }) => dossiers))]
  return { ids: ids.slice(0, mostHits), more: ids.length > mostHits || found.some(({ more }) => more) }
}

async function underCode(desk: Needs, code: string) {
  // Where there is none a place is looked into that is nobody's: the time of an answer tells nothing of a code.
  const id = (await desk.dossiers.idOfCode(code)) ?? code
  return { ids: [id], more: false }
}

function hasAll(parties: Parties, asked: readonly string[]): boolean {
  const own = wordsOf(parties)
  return asked.every((word) => own.includes(word))
}
