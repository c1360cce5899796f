import { createHash } from 'node:crypto'
import type { Dossier } from '../dossier.ts'

const signs = 4
/** Twelve events are the life of most dossiers, and 48 bytes of a head that may have 1,024. */
const mostMarks = 12

/** Not the key but a mark of it: 24 bits, enough to know which event to look at. */
const markOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, signs)

/** The marks of a head with one more, the oldest gone when there is no room. */
export function withMark(marks: string | undefined, key: string): string {
  return `${marks ?? ''}${markOf(key)}`.slice(-signs * mostMarks)
}

/**
 * Numbers of the acts that may bear this key, newest first, and how many old events the head does not mark. The opening
 * is no act: its key made the id, and says nothing about what is asked of the dossier afterwards.
 */
export function whereMarked(dossier: Dossier, key: string): { mayBe: readonly number[]; unmarked: number } {
  const marks = dossier.lastKeys ?? ''
  const unmarked = dossier.version - marks.length / signs
  const mark = markOf(key)
  const places = Array.from({ length: marks.length / signs }, (_, place) => place)
  const marked = places.filter((place) => marks.startsWith(mark, place * signs))
  const numbers = marked.map((place) => unmarked + place + 1)
  return { mayBe: numbers.filter((n) => n > 1).reverse(), unmarked }
}
