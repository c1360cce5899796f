import { readFile } from 'node:fs/promises'
import { fontFiles } from '../shared/forms/fonts.ts'
import type { Page } from '../shared/forms/page.ts'
import { drawPdf } from '../shared/forms/pdf.ts'
import { drawPdfRows, type LongPage } from '../shared/forms/pdf-rows.ts'
import { once } from './wiring.ts'

/** The fonts lie beside the bundle. */
const fonts = once(async () => {
  const [regular, bold, italic] = await Promise.all(
    [fontFiles.regular, fontFiles.bold, fontFiles.italic].map((file) =>
      readFile(new URL(`./${file.slice(file.indexOf('/') + 1)}`, import.meta.url)),
    ),
  )
  if (!regular || !bold || !italic) throw new Error('a font is missing beside the bundle')
  return { regular, bold, italic }
})

export async function draw(page: Page): Promise<Uint8Array> {
  return drawPdf(page, await fonts())
}

export async function* drawRows(list: LongPage): AsyncGenerator<Uint8Array> {
  yield* drawPdfRows(list, await fonts())
}
