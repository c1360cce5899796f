import { toDate } from '../calendar/day.ts'
import { drawCodes } from './drawing/codes.ts'
import { drawHead } from './drawing/head.ts'
import { lineHeight, need, openPen, type Pen, put, putIn, putLines, turnPage, widthOf, wrap } from './drawing/pen.ts'
import { drawSignatures, signatureHeight } from './drawing/signatures.ts'
import { drawTable } from './drawing/table.ts'
import type { Fonts } from './fonts.ts'
import { type Block, composed, type Field, type Page } from './page.ts'

/** The attachment of a drawing that says in JSON what stands on it. */
const dataName = 'trang.json'

const body = { cut: 'regular', size: 11 } as const
const strong = { cut: 'bold', size: 11 } as const
const small = { cut: 'italic', size: 9.5 } as const

/** Draws a page as PDF on A4, with the page's own data attached (`dataName`). The same page gives the same bytes. */
export async function drawPdf(page: Page, fonts: Fonts): Promise<Uint8Array> {
  const said = composed(page)
  const pen = openPen(said.layout, fonts, said.title, toDate(said.at))
  const bytes = collected(pen.doc)
  drawHead(pen, said)
  said.blocks.forEach((block, index) => {
    const [next, last] = said.blocks.slice(index + 1)
    if (next?.kind !== 'signatures') drawBlock(pen, block)
    else
      drawBeforeSignatures(
        pen,
        block,
        signatureHeight(pen, next.columns) + (last?.kind === 'note' ? noteHeight(pen, last) : 0),
      )
  })
  numberPages(pen, said)
  attachData(pen, page)
  pen.doc.end()
  return bytes
}

function drawBlock(pen: Pen, block: Block): void {
  switch (block.kind) {
    case 'fields':
      for (const field of inLines(pen, block.rows)) drawField(pen, field)
      pen.y += 4
      break
    case 'heading':
      // Never alone at the foot of a page.
      need(pen, 4 * lineHeight(body))
      pen.y += 3
      putLines(pen, wrap(pen, block.text, pen.width, strong), { x: pen.left, width: pen.width }, strong)
      pen.y += 2
      break
    case 'paragraph':
      putLines(pen, wrap(pen, block.text, pen.width, body), { x: pen.left, width: pen.width }, body)
      pen.y += 3
      break
    case 'note':
      pen.y += 4
      putLines(pen, wrap(pen, `Lưu ý: ${block.text}`, pen.width, small), { x: pen.left, width: pen.width }, small)
      break
    case 'table':
      drawTable(pen, block.columns, block.rows)
      break
    case 'codes':
      drawCodes(pen, block.codes)
      break
    case 'signatures':
      drawSignatures(pen, block.columns)
      break
  }
}

/** Nobody signs an empty page: what stands right before the signatures goes over with them; of many fields the last two. */
function drawBeforeSignatures(pen: Pen, block: Block, tail: number): void {
  if (block.kind === 'fields' && block.rows.length > 2 && heightOf(pen, block) + tail > pen.bottom - pen.y) {
    const [first, last] = [block.rows.slice(0, -2), block.rows.slice(-2)]
    for (const field of inLines(pen, first)) drawField(pen, field)
    drawBeforeSignatures(pen, { kind: 'fields', rows: last }, tail)
    return
  }
  const height = block.kind === 'fields' || block.kind === 'paragraph' ? heightOf(pen, block) : Number.POSITIVE_INFINITY
  const rest = pen.bottom - pen.y
  if (height <= rest && height + tail > rest && height < (pen.bottom - pen.top) / 2) turnPage(pen)
  drawBlock(pen, block)
}

function noteHeight(pen: Pen, { text }: { text: string }): number {
  return wrap(pen, `Lưu ý: ${text}`, pen.width, small).length * lineHeight(small) + 4
}

function heightOf(pen: Pen, block: Extract<Block, { kind: 'fields' | 'paragraph' }>): number {
  const texts =
    block.kind === 'paragraph' ? [block.text] : inLines(pen, block.rows).map(({ label, value }) => `${label}: ${value}`)
  const lines = texts.flatMap((text) => wrap(pen, text, pen.width - 14, strong))
  return lines.length * lineHeight(body) + 4
}

/** Where two fields of a line would not fit into it, each has its own. */
function inLines(pen: Pen, rows: readonly Field[]): Field[] {
  return rows.flatMap(({ beside, ...field }): Field[] => {
    if (!beside) return [field]
    const fits = [field, beside].every(
      ({ label, value }) => widthOf(pen, `${label}: `, body) + widthOf(pen, value, strong) <= pen.width / 2 - 8,
    )
    return fits ? [{ ...field, beside }] : [field, beside]
  })
}

/** Label and value in one line of text; what does not fit goes on a little further in. */
function drawField(pen: Pen, { label, value, beside }: Field): void {
  const hang = 14
  const said = `${label}: `
  if (beside) {
    need(pen, lineHeight(body))
    const x = pen.left + pen.width / 2
    put(pen, `${beside.label}: `, x, pen.y, body)
    put(pen, beside.value, x + widthOf(pen, `${beside.label}: `, body), pen.y, strong)
  }
  const indent = widthOf(pen, said, body) - hang
  const lines = wrap(pen, value, pen.width - hang, strong, Math.max(0, indent))
  need(pen, lineHeight(body))
  put(pen, said, pen.left, pen.y, body)
  lines.forEach((line, index) => {
    need(pen, lineHeight(body))
    put(pen, line, pen.left + (index === 0 ? indent + hang : hang), pen.y, strong)
    pen.y += lineHeight(body)
  })
}

/** One object holds sheet and data: whoever has the sheet can recount its digest (`pageDigest`). */
function attachData({ doc }: Pen, page: Page): void {
  const at = toDate(page.at)
  const about = { name: dataName, type: 'application/json', relationship: 'Source', creationDate: at, modifiedDate: at }
  doc.file(Buffer.from(JSON.stringify(page)), about)
}

/** "Trang 1/2" below every page, with what the sheet is about: a loose second page finds its first. */
function numberPages(pen: Pen, { under }: Page): void {
  const { start, count } = pen.doc.bufferedPageRange()
  for (let n = 0; n < count; n += 1) {
    pen.doc.switchToPage(start + n)
    const y = pen.bottom + 16
    if (under !== undefined) put(pen, wrap(pen, under, pen.width - 80, small)[0] ?? '', pen.left, y, small)
    putIn(pen, `Trang ${n + 1}/${count}`, y, { x: pen.left, width: pen.width, align: 'right' }, small)
  }
}

function collected(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
  })
}
