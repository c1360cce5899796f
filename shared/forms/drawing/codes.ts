import { create } from 'qrcode'
import { need, type Pen, putLines, wrap } from './pen.ts'

const side = 78
const ink = { cut: 'regular', size: 9 } as const

/** QR codes side by side with their captions to the right; drawn as squares, sharp in every size. */
export function drawCodes(pen: Pen, codes: readonly { text: string; caption: string }[]): void {
  need(pen, side + 8)
  const top = pen.y
  const share = pen.width / codes.length
  codes.forEach(({ text, caption }, index) => {
    const x = pen.left + share * index
    drawCode(pen, text, x, top)
    const frame = { x: x + side + 8, width: share - side - 16 }
    const lines = caption.split('. ').flatMap((part) => wrap(pen, part, frame.width, ink))
    pen.y = top + (side - lines.length * 13) / 2
    putLines(pen, lines, frame, ink)
  })
  pen.y = top + side + 8
}

function drawCode(pen: Pen, text: string, x: number, y: number): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const dot = side / modules.size
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) pen.doc.rect(x + column * dot, y + row * dot, dot + 0.05, dot + 0.05)
    }
  }
  pen.doc.fill('black')
}
