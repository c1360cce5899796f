import type { Day } from '../../shared/calendar/day.ts'

const width = 40

/** One line that is written over; where nobody watches, a line a month. */
export function progressBar(out: NodeJS.WriteStream) {
  let month = ''
  return {
    show(day: Day, done: number, of: number): void {
      const share = of === 0 ? 1 : done / of
      const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '·')
      const line = `${day} ${bar} ${done}/${of}`
      if (out.isTTY) out.write(`\r${line}`)
      else if (day.slice(0, 7) !== month) out.write(`${line}\n`)
      month = day.slice(0, 7)
    },
    end(): void {
      if (out.isTTY) out.write('\n')
    },
  }
}
