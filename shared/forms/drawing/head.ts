import type { Page } from '../page.ts'
import { type Frame, lineHeight, type Pen, putIn, putLines, wrap, wrapEvenly } from './pen.ts'

const small = { cut: 'regular', size: 10.5 } as const
const strong = { cut: 'bold', size: 10.5 } as const
const slanted = { cut: 'italic', size: 10.5 } as const

/** Quốc hiệu, tiêu ngữ on the right, the issuer on the left; then number, place and day, and the title. */
export function drawHead(pen: Pen, page: Page): void {
  const { left, width } = pen
  if (page.form !== undefined) {
    putIn(pen, page.form, pen.y, { x: left, width, align: 'right' }, { cut: 'italic', size: 9.5 })
    pen.y += 17
  }
  const top = pen.y
  const issuer: Frame = { x: left, width: width * 0.44, align: 'center' }
  const nation: Frame = { x: left + width * 0.46, width: width * 0.54, align: 'center' }
  const leftEnd = issuerColumn(pen, page, issuer)
  pen.y = top
  putLines(pen, ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'], nation, strong)
  rule(pen, nation, 0.5)
  pen.y += 8
  putLines(pen, wrap(pen, page.placeAndDay, nation.width, slanted), nation, slanted)
  pen.y = Math.max(pen.y, leftEnd) + 12
  drawTitle(pen, page)
}

function issuerColumn(pen: Pen, { issuer, number }: Page, frame: Frame): number {
  issuer.forEach((line, index) => {
    const ink = index === issuer.length - 1 ? strong : small
    putLines(pen, wrapEvenly(pen, line, frame.width, ink), frame, ink)
  })
  rule(pen, frame, 0.28)
  pen.y += 8
  if (number !== undefined) putLines(pen, wrap(pen, number, frame.width, small), frame, small)
  return pen.y
}

/** The short line under the last of both columns. */
function rule(pen: Pen, { x, width }: Frame, share: number): void {
  const long = width * share
  const from = x + (width - long) / 2
  pen.doc
    .lineWidth(0.7)
    .moveTo(from, pen.y + 1.5)
    .lineTo(from + long, pen.y + 1.5)
    .stroke()
}

function drawTitle(pen: Pen, { title, under, revision }: Page): void {
  const whole: Frame = { x: pen.left, width: pen.width, align: 'center' }
  const big = { cut: 'bold', size: 13.5 } as const
  putLines(pen, wrapEvenly(pen, title, pen.width * 0.9, big), whole, big)
  if (under !== undefined) putLines(pen, wrap(pen, under, pen.width, small), whole, small)
  if (revision !== undefined) drawMark(pen, revision)
  pen.y += 8
}

/** A reprint is told at first sight: its mark stands in a box under the title. */
function drawMark(pen: Pen, text: string): void {
  const lines = wrap(pen, text, pen.width - 16, strong)
  const height = lines.length * lineHeight(strong) + 8
  pen.y += 5
  pen.doc.lineWidth(1).rect(pen.left, pen.y, pen.width, height).stroke()
  pen.y += 3
  putLines(pen, lines, { x: pen.left + 8, width: pen.width - 16, align: 'center' }, strong)
  pen.y += 5
}
