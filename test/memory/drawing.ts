import { type Page, textOf } from '../../shared/forms/page.ts'

/** A drawing that can be read: the same page gives the same bytes, as with the real one. */
export async function drawnAsText(page: Page): Promise<Uint8Array> {
  return new TextEncoder().encode(textOf(page))
}
