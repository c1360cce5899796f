import type { Signature } from '../page.ts'
import { lineHeight, need, type Pen, putIn, putLines, wrap } from './pen.ts'

const strong = { cut: 'bold', size: 11 } as const
const slanted = { cut: 'italic', size: 10 } as const
/** Room to sign and stamp. */
const room = 54

/** Title, room and names, as many lines as the longest take. */
export function signatureHeight(pen: Pen, columns: readonly Signature[]): number {
  const width = pen.width / columns.length - 8
  const lines = columns.map(
    ({ title, name = '' }) => wrap(pen, title, width, strong).length + wrap(pen, name, width, strong).length,
  )
  return 8 + 15 + room + 4 + Math.max(...lines) * lineHeight(strong)
}

/** Who signs, side by side; never torn over two pages. */
export function drawSignatures(pen: Pen, columns: readonly Signature[]): void {
  need(pen, signatureHeight(pen, columns))
  pen.y += 8
  const top = pen.y
  const share = pen.width / columns.length
  const ends = columns.map(({ title, how, name }, index) => {
    const frame = { x: pen.left + share * index + 4, width: share - 8, align: 'center' } as const
    pen.y = top
    putLines(pen, wrap(pen, title, frame.width, strong), frame, strong)
    putIn(pen, how, pen.y, frame, slanted)
    pen.y += 15 + room
    putLines(pen, wrap(pen, name ?? '', frame.width, strong), frame, strong)
    return pen.y
  })
  pen.y = Math.max(...ends) + 4
}
