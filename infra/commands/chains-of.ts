import { scorePieceOf } from '../../shared/aws/figures/ratings.ts'
import { type Item, readItem, textOf } from '../../shared/aws/table/items.ts'
import type { ChainHead, Placed } from '../../shared/dossier/history/chain-breaks.ts'

/** One dossier's history as it lies in the table, or the records of one criterion or rating. */
export interface Chain {
  dossier: string
  head?: ChainHead
  rows: readonly Placed[]
}

/** What an item adds to which chain. */
type Piece = { chain: string } & ({ head: ChainHead } | { row: Placed })

/** Histories out of items that come in the order of their keys; everything else passes by. */
export async function* chainsOf(items: AsyncIterable<Item>): AsyncGenerator<Chain> {
  let under: { pk: string; pieces: Piece[] } = { pk: '', pieces: [] }
  for await (const item of items) {
    const piece = pieceOf(item)
    if (!piece) continue
    const pk = textOf(item, 'pk')
    if (pk !== under.pk) {
      yield* joined(under.pieces)
      under = { pk, pieces: [] }
    }
    under.pieces.push(piece)
  }
  yield* joined(under.pieces)
}

function joined(pieces: readonly Piece[]): Chain[] {
  return [...Map.groupBy(pieces, ({ chain }) => chain)].map(([dossier, own]) => {
    const rows = own.flatMap((piece) => ('row' in piece ? [piece.row] : []))
    const last = rows.at(-1)?.event
    // Entries by hand have nothing beside them: bills alone say how many there were.
    const end =
      dossier.startsWith('BY-HAND#') && last ? { version: rows.at(-1)?.place ?? 0, chain: last.digest } : undefined
    const head = own.flatMap((piece) => ('head' in piece ? [piece.head] : [])).at(-1) ?? end
    return { dossier, rows, ...(head ? { head } : {}) }
  })
}

function pieceOf(item: Item): Piece | undefined {
  const [pk, sk] = [textOf(item, 'pk'), textOf(item, 'sk')]
  if (sk === 'HEAD') return { chain: pk, head: readItem('HEAD', item) }
  if (sk.startsWith('EVENT#')) return { chain: pk, row: { place: placeIn(sk), event: readItem('EVENT', item) } }
  return scorePieceOf(item)
}

/** A key that no act wrote names no place: whatever lies there was put in. */
function placeIn(sk: string): number {
  return /^EVENT#\d{6}$/.test(sk) ? Number(sk.slice('EVENT#'.length)) : 0
}
