import type { Level, UnitId } from '../agencies/unit.ts'
import type { ProcedureVersion } from './procedure.ts'

export type Searched = Pick<ProcedureVersion, 'code' | 'name' | 'fields' | 'levels' | 'competent'>

export interface ProcedureQuery {
  text?: string
  /** A field's name, or part of it. */
  field?: string
  level?: Level
  /** The deciding agency. */
  agency?: UnitId
  /** The level of that agency: a commune finds what every commune decides. */
  agencyLevel?: Level
}

/** Text as it is compared: without marks, đ as d, lower case, `quí` as `quy`, single spaces. */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/(?<!\d)\.|\.(?!\d)/g, ' ')
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .replace(/\bqui\b/g, 'quy')
    .trim()
}

/** Keeps what matches every part of the query: by code, then whole phrases, then all words in any order. */
export function searchProcedures<T extends Searched>(list: readonly T[], query: ProcedureQuery): T[] {
  const phrase = searchKey(query.text ?? '')
  const words = phrase.split(' ').filter((word) => word !== '')
  const field = searchKey(query.field ?? '')
  return list
    .filter((one) => query.level === undefined || one.levels.includes(query.level))
    .filter((one) => field === '' || one.fields.some(({ name }) => searchKey(name).includes(field)))
    .filter((one) => query.agency === undefined || decides(one, query.agency, query.agencyLevel))
    .map((one) => ({ one, rank: rankOf(one, phrase, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || (a.one.code < b.one.code ? -1 : 1))
    .map(({ one }) => one)
}

function decides({ competent }: Searched, agency: UnitId, level: Level | undefined): boolean {
  return competent.kind === 'agency' ? competent.agency === agency : level === 'commune'
}

function rankOf(one: Searched, phrase: string, words: readonly string[]): number {
  if (phrase === '') return 1
  if (one.code === phrase) return 4
  const key = ` ${searchKey(one.name)} `
  if (key.includes(` ${phrase} `)) return 3
  return words.every((word) => key.includes(` ${word}`) || one.code.startsWith(word)) ? 2 : 0
}
