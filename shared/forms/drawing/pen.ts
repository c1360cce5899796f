import PDFDocument from 'pdfkit'
import { type Fonts, signsOnly } from '../fonts.ts'

export type Cut = keyof Fonts

export interface Ink {
  cut: Cut
  size: number
}

/** Where the next thing goes on the sheet; every measure in points. */
export interface Pen {
  doc: PDFKit.PDFDocument
  left: number
  width: number
  top: number
  /** Nothing of the body goes below it: there stands the page number. */
  bottom: number
  y: number
  /** How wide words are, of a sheet of any length: as many of them as may stay in memory. */
  widths?: Map<string, number>
}

const margins = { left: 56, right: 42, top: 40, bottom: 52 }

/**
 * A document on A4 that has loaded no font but ours, and bears no time but the page's. Its pages wait until all are drawn, or are done one
 * after the other.
 */
export function openPen(
  layout: 'portrait' | 'landscape',
  fonts: Fonts,
  title: string,
  at: Date,
  pages: 'together' | 'page-by-page' = 'together',
): Pen {
  const doc = new PDFDocument({
    size: 'A4',
    layout,
    margin: 0,
    bufferPages: pages === 'together',
    // The library would remember every word it ever set.
    fontLayoutCache: pages === 'together',
    info: { Title: title, Creator: 'Một cửa', CreationDate: at, ModDate: at },
    lang: 'vi-VN',
    displayTitle: true,
    // No font of the library's own: it would be read from a file that no bundle carries.
    font: '',
  })
  // Read anew for each sheet: a font that served another remembers its signs, and then a copied text says others.
  for (const cut of ['regular', 'bold', 'italic'] as const) doc.registerFont(cut, signsOnly(fonts[cut]))
  return {
    doc,
    left: margins.left,
    width: doc.page.width - margins.left - margins.right,
    top: margins.top,
    bottom: doc.page.height - margins.bottom,
    y: margins.top,
    ...(pages === 'together' ? {} : { widths: new Map() }),
  }
}

export const lineHeight = ({ size }: Ink) => Math.round(size * 1.42 * 10) / 10

export function turnPage(pen: Pen): void {
  pen.doc.addPage()
  pen.y = pen.top
}

/** Goes on a new page unless so much room is left. */
export function need(pen: Pen, height: number): void {
  if (pen.y + height > pen.bottom && pen.y > pen.top) turnPage(pen)
}

export function widthOf(pen: Pen, text: string, ink: Ink): number {
  if (!pen.widths) return pen.doc.font(ink.cut, ink.size).widthOfString(text)
  let width = 0
  for (const word of text.match(/[^ ]* |[^ ]+$/g) ?? []) width += widthOfWord(pen.doc, pen.widths, word, ink)
  return width
}

/** Words whose widths are remembered before the oldest of them are measured anew. */
const mostWords = 10_000

function widthOfWord(doc: Pen['doc'], widths: Map<string, number>, word: string, { cut, size }: Ink): number {
  const name = `${cut} ${size} ${word}`
  const known = widths.get(name)
  if (known !== undefined) return known
  const width = doc.font(cut, size).widthOfString(word)
  if (widths.size >= mostWords) widths.clear()
  widths.set(name, width)
  return width
}

/** Lines of about one length, for a text that stands in the middle. */
export function wrapEvenly(pen: Pen, text: string, width: number, ink: Ink): string[] {
  const lines = wrap(pen, text, width, ink)
  let narrow = width
  while (narrow > 40 && wrap(pen, text, narrow - 8, ink).length === lines.length) narrow -= 8
  return wrap(pen, text, narrow, ink)
}

/** One line at a place; the sheet never breaks lines by itself. */
export function put(pen: Pen, text: string, x: number, y: number, ink: Ink): void {
  if (text !== '') pen.doc.font(ink.cut, ink.size).text(text, x, y, { lineBreak: false })
}

export interface Frame {
  x: number
  width: number
  align?: 'left' | 'center' | 'right'
}

export function putIn(pen: Pen, text: string, y: number, { x, width, align = 'left' }: Frame, ink: Ink): void {
  const free = align === 'left' ? 0 : width - widthOf(pen, text, ink)
  put(pen, text, x + (align === 'center' ? free / 2 : free), y, ink)
}

/** Lines no wider than `width`; the first one `indent` narrower. A word wider than a line is cut. */
export function wrap(pen: Pen, text: string, width: number, ink: Ink, indent = 0): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    const room = () => (lines.length === 0 ? width - indent : width)
    for (const word of paragraph.split(/\s+/)) {
      const longer = line === '' ? word : `${line} ${word}`
      if (widthOf(pen, longer, ink) <= room()) {
        line = longer
        continue
      }
      if (line !== '') lines.push(line)
      line = word
      while (widthOf(pen, line, ink) > room()) {
        const fits = longestStart(pen, line, room(), ink)
        lines.push(line.slice(0, fits))
        line = line.slice(fits)
      }
    }
    lines.push(line)
  }
  return lines
}

/** As many characters as fit; a code or address is cut behind a hyphen or slash where one is near. */
function longestStart(pen: Pen, word: string, width: number, ink: Ink): number {
  let fits = 1
  while (fits < word.length && widthOf(pen, word.slice(0, fits + 1), ink) <= width) fits += 1
  const start = word.slice(0, fits)
  const joint = Math.max(start.lastIndexOf('-'), start.lastIndexOf('/')) + 1
  return joint > fits / 3 ? joint : fits
}

/** Lines one below the other, over as many pages as they take. */
export function putLines(pen: Pen, lines: readonly string[], frame: Frame, ink: Ink): void {
  for (const line of lines) {
    need(pen, lineHeight(ink))
    putIn(pen, line, pen.y, frame, ink)
    pen.y += lineHeight(ink)
  }
}
