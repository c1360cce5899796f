import type { Dossier } from '../../dossier/dossier.ts'
import type { Desk } from '../desk.ts'
import type { Holder } from './holders.ts'

const pageSize = 100

/**
 * The open work of some holders, one dossier after the other, page by page. What is moved meanwhile may be met twice or
 * not at all: whoever must have seen everything walks until a whole walk finds nothing left to do.
 */
export async function* walkWork(desk: Pick<Desk, 'dossiers'>, holders: readonly Holder[]): AsyncGenerator<Dossier> {
  for (const holder of holders) {
    let after: string | undefined
    do {
      const page = await desk.dossiers.workOf(holder, pageSize, after)
      yield* page.rows
      after = page.next
    } while (after !== undefined)
  }
}
