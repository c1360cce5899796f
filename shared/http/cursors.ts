import { timingSafeEqual } from 'node:crypto'
import { digestOf } from '../dossier/history/history.ts'
import { ForeignCursor } from '../foreign-cursor.ts'
import type { Digests } from '../ports.ts'
import type { Fault } from './problems.ts'

/** To whom and to which question a cursor belongs: it opens nothing for another person or another query. */
export interface CursorBond {
  person: string
  route: string
  /** The query without its cursor. */
  query: string
}

export const badCursor: Fault = {
  where: 'query.after',
  code: 'wrong-form',
  detail: 'Con trỏ trang không thuộc danh sách này. Hãy tải lại từ đầu.',
}

/** Con trỏ trang. Where a list goes on, sealed to one person and one question. */
export function sealCursor(digests: Pick<Digests, 'ofLookupFactor'>, bond: CursorBond, next: string): string {
  const place = Buffer.from(next, 'utf8').toString('base64url')
  return `${place}.${sealOf(digests, bond, place)}`
}

/** The place a cursor names; `undefined` when it was not sealed for this person and question. */
export function openCursor(
  digests: Pick<Digests, 'ofLookupFactor'>,
  bond: CursorBond,
  cursor: string,
): string | undefined {
  const [place = '', seal = '', ...rest] = cursor.split('.')
  if (rest.length > 0) return undefined
  const expected = Buffer.from(sealOf(digests, bond, place))
  const given = Buffer.from(seal)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  return Buffer.from(place, 'base64url').toString('utf8')
}

/**
 * For functions that hold no keys: the cursor is bound to person and question all the same. Whoever makes one up comes to a place
 * in a list that they may read from its beginning, or to none.
 */
export const keyless: Pick<Digests, 'ofLookupFactor'> = { ofLookupFactor: (_, said) => digestOf(said) }

/** One page of a list, its cursors sealed both ways; a cursor that was not sealed for this list is a fault of the query. */
export async function turnPage<P extends { next?: string }>(
  digests: Pick<Digests, 'ofLookupFactor'>,
  bond: CursorBond,
  sealed: string | undefined,
  list: (after?: string) => Promise<P>,
): Promise<(Omit<P, 'next'> & { next: string | undefined }) | { faults: Fault[] }> {
  const after = sealed === undefined ? undefined : openCursor(digests, bond, sealed)
  if (sealed !== undefined && after === undefined) return { faults: [badCursor] }
  const page = await pageOr(list, after)
  if (page === undefined) return { faults: [badCursor] }
  return { ...page, next: page.next === undefined ? undefined : sealCursor(digests, bond, page.next) }
}

/** `undefined` for a place that was made up: whoever seals without a key cannot tell before. */
async function pageOr<P>(list: (after?: string) => Promise<P>, after: string | undefined): Promise<P | undefined> {
  try {
    return await list(after)
  } catch (error) {
    if (error instanceof ForeignCursor && after !== undefined) return undefined
    throw error
  }
}

/** The keyed digest of the look-up, under a name that no dossier id can have. */
function sealOf(digests: Pick<Digests, 'ofLookupFactor'>, bond: CursorBond, place: string): string {
  return digests.ofLookupFactor('#cursor', JSON.stringify([bond.person, bond.route, bond.query, place]))
}
