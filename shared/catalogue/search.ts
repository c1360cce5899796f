import type { Level, UnitId } from '../agencies/unit.ts'
import type { Channel, ProcedureVersion } from './procedure.ts'
import { type Ranked, rankOf } from './rank.ts'
import { searchKey } from './search-key.ts'

export { searchKey } from './search-key.ts'

export type Searched = Pick<
  ProcedureVersion,
  'code' | 'name' | 'fields' | 'levels' | 'competent' | 'channels' | 'online'
>

export interface ProcedureQuery {
  /** Words of a name, a code, or a whole question. */
  q?: string | undefined
  /** A field's code, its name, or part of its name. */
  field?: string | undefined
  level?: Level | undefined
  channel?: Channel | undefined
  /** The deciding agency. */
  agency?: UnitId | undefined
  /** The level of that agency: a commune finds what every commune decides. */
  agencyLevel?: Level | undefined
  online?: 'full' | 'partial' | undefined
}

/**
 * Keeps what matches every part of the query, the best first: the code itself, then whole phrases, then all words in any
 * order. Where nothing has all the words of a question, what has the telling ones comes, nearest first.
 */
export function searchProcedures<T extends Searched>(list: readonly T[], query: ProcedureQuery): T[] {
  const kept = list.filter((one) => fits(one, query))
  const phrase = searchKey(query.q ?? '')
  if (phrase === '') return kept.toSorted(byCode)
  return rankOf(kept, phrase)
    .sort((a: Ranked<T>, b: Ranked<T>) => b.score - a.score || byCode(a.row, b.row))
    .map(({ row }) => row)
}

function fits(one: Searched, query: ProcedureQuery): boolean {
  const field = searchKey(query.field ?? '')
  return (
    (query.level === undefined || one.levels.includes(query.level)) &&
    (query.channel === undefined || one.channels.includes(query.channel)) &&
    (query.online === undefined || one.online === query.online) &&
    (field === '' || one.fields.some(({ code, name }) => code === query.field || searchKey(name).includes(field))) &&
    (query.agency === undefined || decides(one, query.agency, query.agencyLevel))
  )
}

function decides({ competent }: Searched, agency: UnitId, level: Level | undefined): boolean {
  return competent.kind === 'agency' ? competent.agency === agency : level === 'commune'
}

const byCode = (a: Searched, b: Searched): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
