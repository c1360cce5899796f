import { type Page, textOf } from '../../shared/forms/page.ts'
import type { LongPage } from '../../shared/forms/pdf-rows.ts'

/** A drawing that can be read: the same page gives the same bytes, as with the real one. */
export async function drawnAsText(page: Page): Promise<Uint8Array> {
  return new TextEncoder().encode(textOf(page))
}

/** The same of a list, row after row. */
export async function* drawnRowsAsText(list: LongPage): AsyncGenerator<Uint8Array> {
  const text = new TextEncoder()
  const { rows, manifest, columns, ...head } = list
  yield text.encode(`%TEXT\n${textOf({ ...head, blocks: [] })}\n${columns.map((column) => column.head).join(' | ')}\n`)
  for await (const row of rows) yield text.encode(`${row.join(' | ')}\n`)
  for (const row of manifest().rows) yield text.encode(`${row.join(' | ')}\n`)
}
